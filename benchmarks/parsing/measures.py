"""Measures between a true text and one that was read; knows no file format and no reader."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

_HYPHENS = re.compile("[\u2010\u2011\u00ad\ufffe\x02-]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[A-ZÀ-Ý‘“\"'(])")


def folded(text: str) -> str:
    """Return *text* in small letters without hyphens of any kind: how a word is broken is measured apart."""
    return _HYPHENS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(folded(text))


def sentences(text: str, *, least: int = 5) -> list[str]:
    """Return the sentences of a paragraph that have at least so many words."""
    return [sentence for sentence in _SENTENCE.split(text) if len(_WORD.findall(sentence)) >= least]


def recall(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the share of true words that were found, order aside."""
    return share(sum((Counter(truth) & Counter(found)).values()), len(truth))


def windows(paragraphs: Iterable[str], found: Sequence[str], width: int = 6) -> float:
    """Return the share of stretches of *width* words inside a true paragraph that were found intact."""
    held = {tuple(found[place : place + width]) for place in range(len(found) - width + 1)}
    whole = right = 0
    for paragraph in paragraphs:
        truth = words(paragraph)
        stretches = [tuple(truth[place : place + width]) for place in range(len(truth) - width + 1)]
        whole += len(stretches)
        right += sum(stretch in held for stretch in stretches)
    return share(right, whole)


def share(part: float, whole: float) -> float:
    """Return part / whole; 1 where there is nothing to find."""
    return part / whole if whole else 1.0


class Haystack:
    """Texts in which stretches of words are looked up; a stretch never runs from one text into the next."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = " | ".join(["", *(" ".join(words(text)) for text in texts), ""])

    def place(self, text: str, start: int = 0) -> int:
        """Return where the words of *text* stand, from *start* on, or -1."""
        return self.text.find(f" {' '.join(words(text))} ", start)


def whole(true: Sequence[str], texts: Iterable[str]) -> tuple[float, float]:
    """Return the share of true sentences found whole, and the share found whole and in the true order."""
    hay = Haystack(texts)
    places: list[int] = []
    last = 0
    for sentence in true:
        place = hay.place(sentence, last)
        if place < 0:
            place = hay.place(sentence)
        if place >= 0:
            places.append(place)
            last = place
    tails: list[int] = []  # longest rising run of places
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return share(len(places), len(true)), share(len(tails), len(true))


def error_rate(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the word error rate: insertions, deletions and changes for each true word."""
    numbers = {word: place for place, word in enumerate(dict.fromkeys([*truth, *found]))}
    across = np.array([numbers[word] for word in found], dtype=np.int64)
    steps = np.arange(len(found) + 1, dtype=np.int64)
    row = steps.copy()
    for line, word in enumerate(truth, 1):
        fresh = np.empty_like(row)
        fresh[0] = line
        fresh[1:] = np.minimum(row[:-1] + (across != numbers[word]), row[1:] + 1)
        row = np.minimum.accumulate(fresh - steps) + steps
    return share(float(row[-1]), len(truth)) if truth else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of a set of things."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def match(true: Iterable[str], found: Iterable[str]) -> Score:
    """Return how well texts that were found are the true ones, letter for letter but for case, hyphens and space."""
    want = Counter(" ".join(words(text)) for text in true)
    have = Counter(" ".join(words(text)) for text in found)
    both = sum((want & have).values())
    return Score(share(both, sum(have.values())), share(both, sum(want.values())))
