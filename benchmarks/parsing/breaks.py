"""Simulated line-end breaks of Dutch words: is the hyphen of the line undone, and that of the word kept?"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.parsing.truths import SHARED, samples
from indexer.parsing import hyphens
from tools.samples.hyphens import hyphen_points

_BARE = str.maketrans("äëïöü", "aeiou")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\w")


@dataclass(frozen=True, slots=True)
class BreakFigures:
    """Counts of breaks and of those undone rightly."""

    soft: int
    soft_right: int
    hard: int
    hard_right: int
    wrong: tuple[str, ...]


def texts() -> list[str]:
    """Return whole documents without line-end hyphens of their own: the samples and, where present, parliament."""
    found = ["\n".join([*known.paragraphs, *known.headings]) for known in samples()]
    real = sorted((SHARED / "texts" / "be-kamer").glob("*.txt"))
    return found + [path.read_text("utf-8").split("\n\n", 1)[1] for path in real]


def breaks(documents: Iterable[str], *, soft: int = 60, seed: int = 3) -> BreakFigures:
    """Break words of each document, one at a time; the other words of that document are known.

    Args:
        documents: whole texts.
        soft: most soft breaks for each document; all words with a hyphen of their own are broken at it.
        seed: of the choice.
    """
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for text in documents:
        tokens = _WORD.findall(text.replace("\u2011", "-"))
        often = Counter(token.casefold() for token in tokens)
        everything = hyphens.Known.of(tokens)

        def known(word: str, tokens: list[str] = tokens, often: Counter[str] = often,
                  everything: hyphens.Known = everything) -> hyphens.Known:  # fmt: skip
            """Return the other words of the document: a word that stands there once is not known when it is broken."""
            once = often[word.casefold()] == 1
            return hyphens.Known.of(token for token in tokens if token != word) if once else everything

        places = [place for place in range(len(tokens) - 1) if hyphen_points(tokens[place])]
        for place in chance.sample(places, min(soft, len(places))):
            word = tokens[place]
            cut = chance.choice(hyphen_points(word))
            _try(word, word[:cut], word[cut:], "soft", known(word), counts, wrong)
        for place, word in enumerate(tokens[:-1]):
            head, _, tail = word.rpartition("-")
            if len(head) > 1 and len(tail) > 1 and head[-1].isalnum() and tokens[place + 1] != "en":
                _try(word, head, tail, "hard", known(word), counts, wrong)
    return BreakFigures(counts["soft"], counts["soft right"], counts["hard"], counts["hard right"], tuple(wrong))


def _try(  # noqa: PLR0917 - one break and the tallies
    word: str, head: str, tail: str, kind: str, known: hyphens.Known, counts: Counter[str], wrong: list[str]
) -> None:
    left = f"{head}-"
    bare = (
        tail[:1].translate(_BARE) + tail[1:] if tail[:1] in "äëïöü" else tail
    )  # the end of a line takes the diaeresis
    link = hyphens.join(left, bare, known)
    joined = head + link + (bare if link else hyphens.tail(left, bare, known))
    counts[kind] += 1
    counts[f"{kind} right"] += joined == word
    if joined != word:
        wrong.append(f"{kind}: {word} -> {joined}")
