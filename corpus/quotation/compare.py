"""A quotation beside its source: where it stands, which words differ, and which of those turn its meaning round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from corpus.identity import normalise
from corpus.quotation.words import QuotedWord, quoted_words


class Alarm(StrEnum):
    """Why a difference must be looked at first."""

    NEGATION = "negation"
    NUMBER = "number"
    LEVEL = "level"
    NAME = "name"
    CERTAINTY = "certainty"


_LEAST_SHARED = 0.6  # share of the words of a quotation that its source must hold
_LONGEST = 1.6  # words of the source for each word quoted
_SHORT = 6  # words; a shorter quotation may differ in one word only


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the comparison; `kind` is same, quote (only in the quotation) or source (only in the source)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation and the words of its source, side by side."""

    pieces: tuple[Piece, ...]
    alarms: tuple[Alarm, ...]
    spelling: bool  # the words are the same, but not their capitals, accents, hyphens or punctuation

    @property
    def same_words(self) -> bool:
        """Whether the quotation has every word of the source, in order, and no other."""
        return all(piece.kind == "same" for piece in self.pieces)


def align(quoted: Sequence[QuotedWord], source: Sequence[QuotedWord]) -> tuple[int, int] | None:
    """Return the stretch `source[low:high]` that the words *quoted* stand for, or None where there is none.

    The first exact place, else the stretch that shares most words with it in order. That is only taken when both the
    first and the second half of the quotation have words of it: a likeness on one side alone jumps to another place.
    """
    wanted, have = [word.key for word in quoted], [word.key for word in source]
    exact = _index(have, wanted)
    if exact is not None:
        return exact, exact + len(wanted)
    blocks = [
        block for block in SequenceMatcher(None, wanted, have, autojunk=False).get_matching_blocks() if block.size
    ]
    blocks = _together(blocks, len(wanted))
    shared = sum(block.size for block in blocks)
    if not blocks or not _enough(blocks, shared, len(wanted)):
        return None
    low = blocks[0].b - blocks[0].a
    high = blocks[-1].b + blocks[-1].size + (len(wanted) - blocks[-1].a - blocks[-1].size)
    return max(0, low), min(len(have), high)


def _index(have: Sequence[str], wanted: Sequence[str]) -> int | None:
    first, size = wanted[0], len(wanted)
    for place in range(len(have) - size + 1):
        if have[place] == first and have[place : place + size] == wanted:
            return place
    return None


def _together(blocks: Sequence[Match], size: int) -> list[Match]:
    """Return the run of blocks that shares most words with a quotation of *size* words, and stands close together.

    A word more counts double; each word that the source has and the quotation has not, between the first and the last
    block, counts against it: or a stray "een" ten words on would be taken along.
    """
    reach = int(size * _LONGEST) + 2
    best: list[Match] = []
    worth = 0
    for first in range(len(blocks)):
        for last in range(first, len(blocks)):
            run = blocks[first : last + 1]
            long = run[-1].b + run[-1].size - run[0].b
            if long > reach:
                break
            quoted = run[-1].a + run[-1].size - run[0].a
            value = 2 * sum(block.size for block in run) - max(0, long - quoted)
            if value > worth:
                best, worth = list(run), value
    return best


def _enough(blocks: Sequence[Match], shared: int, size: int) -> bool:
    if size < _SHORT:
        return shared >= max(size - 1, 2)
    half = size / 2
    first = any(block.size > 1 and block.a < half for block in blocks)
    second = any(block.size > 1 and block.a + block.size > half for block in blocks)
    return shared >= _LEAST_SHARED * size and first and second


def compare(quotation: str, source: str) -> Comparison:
    """Return how *quotation* differs from *source*, the words of the source that it stands for."""
    left, right = quoted_words(quotation), quoted_words(source)
    matcher = SequenceMatcher(None, [word.key for word in left], [word.key for word in right], autojunk=False)
    pieces: list[Piece] = []
    alarms: set[Alarm] = set()
    spelling = False
    for kind, low, high, start, end in matcher.get_opcodes():
        mine, theirs = _text(quotation, left[low:high]), _text(source, right[start:end])
        if kind == "equal":
            pieces.append(Piece("same", mine))
            spelling = spelling or _plain(mine) != _plain(theirs)
            continue
        pieces += [Piece(name, text) for name, text in (("quote", mine), ("source", theirs)) if text]
        alarms |= _alarms(quotation, left, low, high) | _alarms(source, right, start, end)
    return Comparison(tuple(pieces), tuple(alarm for alarm in Alarm if alarm in alarms), spelling)


def _plain(text: str) -> str:
    """Return *text* without what quoting may change at its edges."""
    return _with_capitals(text).strip(" .,;:!?'\"()")


def _with_capitals(text: str) -> str:
    """Return *text* normalised, its capitals kept but for the first letter, which a quoting sentence may change."""
    folded = normalise(text)
    kept = " ".join(text.split())
    capitals = "".join("^" if letter.isupper() else "." for letter in kept[1:])
    return f"{folded}|{capitals.strip('.')}"


def _text(text: str, words: Sequence[QuotedWord]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _alarms(text: str, words: Sequence[QuotedWord], low: int, high: int) -> set[Alarm]:
    found = set()
    for place in range(low, high):
        word = words[place]
        found |= {alarm for alarm, keys in _alarming().items() if word.key in keys}
        if any(letter.isdigit() for letter in word.key) or word.key in "%€":
            found.add(Alarm.NUMBER)
        if text[word.start].isupper() and not _opens_sentence(text, word.start):
            found.add(Alarm.NAME)
    return found


@cache
def _alarming() -> dict[Alarm, frozenset[str]]:
    lists = yaml.safe_load(resources.files("corpus.quotation").joinpath("alarms.yaml").read_text("utf-8"))
    return {Alarm(name): frozenset(words) for name, words in lists.items()}


def negations() -> frozenset[str]:
    """Return the keys of words that say no."""
    return _alarming()[Alarm.NEGATION]


def _opens_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t\n\"'\u201c\u2018\u201e(")
    return not before or before[-1] in ".!?:"
