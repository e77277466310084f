"""What speaks for a series and where a field was found, kept with the printed words so that a reader can judge it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from corpus.model import FoundIn
from indexer.parsing.reading import Block
from indexer.parsing.series.front import Front

Place = Literal["title", "line", "front", "edge", "headings", "address", "name"]
ENOUGH = 0.5  # a series is recognised from this score on
_WORDS = 90  # code points of evidence that are quoted


class Source(IntEnum):
    """Where a field was found; the lower wins."""

    FRONT = 1
    ADDRESS = 2
    SERIES = 3  # what the catalogue says of the series
    FILE = 4  # file information, file name
    UNSURE = 5  # read on a page, but not where it is sure to be meant: a later page, a running head

    @property
    def found_in(self) -> FoundIn:
        """What is told of it to a reader."""
        return (FoundIn.FRONT, FoundIn.ADDRESS, FoundIn.SERIES, FoundIn.FILE, FoundIn.FRONT)[self - 1]


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the place and the printed words that it was taken from.

    An empty value says that the document does not tell, so that the general rules make no guess.
    """

    value: str
    source: Source = Source.FRONT
    words: str = ""


def shortened(text: str, longest: int = _WORDS) -> str:
    """Return *text* on one line, cut at a word where it is longer than *longest* code points."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for a series (or against it: a negative weight).

    The pattern is matched against lower-case text. `line` wants a whole line of the front, `title` the beginning of
    a line among the first that can be a title; the other places are searched. A sign with `body` names the body that
    publishes the series: without one, a document only looks like the series and is not attributed to it.
    """

    weight: float
    where: Place
    pattern: re.Pattern[str]
    body: bool = False


def sign(weight: float, where: Place, pattern: str, *, body: bool = False) -> Sign:
    """Return a sign; *pattern* is a regular expression in lower case."""
    return Sign(weight, where, re.compile(pattern), body)


@dataclass(frozen=True, slots=True)
class Score:
    """How well a document fits a series, from 0 to 1, and why."""

    value: float
    reasons: tuple[str, ...] = ()  # Dutch
    attributed: bool = False  # the body that publishes the series is named

    def plus(self, weight: float, reason: str) -> Score:
        """Return the score with one more reason."""
        return Score(min(1.0, self.value + weight), (*self.reasons, reason), self.attributed)

    def less(self, weight: float) -> Score:
        """Return the score lowered by *weight*."""
        return Score(max(0.0, self.value - weight), self.reasons, self.attributed) if weight else self


_NAMES: Mapping[Place, str] = {
    "title": "titelblad",
    "line": "titelblad",
    "front": "titelblad",
    "edge": "kop- of voetregel",
    "headings": "tussenkop",
    "address": "adres",
    "name": "bestandsnaam",
}


_CHEAP: Sequence[Place] = ("address", "name", "edge", "line", "title", "headings", "front")


def weigh(front: Front, signs: Sequence[Sign], *, more: float = 0.0) -> Score:
    """Return the sum of the signs that *front* shows; nothing is attributed to a body in an invented document.

    Nothing more is looked at once the rest and *more*, which may still be added elsewhere, cannot make it enough; so
    signs in cheap places come first, as in `BySigns`.
    """
    value, reasons, attributed = 0.0, [], False
    left = sum(one.weight for one in signs if one.weight > 0)
    for one in signs:
        if value + left + more < ENOUGH:
            return Score(0.0)
        left -= one.weight if one.weight > 0 else 0.0
        words = _match(front, one)
        if not words:
            continue
        value += one.weight
        attributed = attributed or one.body
        if one.weight > 0:
            reasons.append(f"{_NAMES[one.where]}: ‘{shortened(words)}’")
    return Score(max(0.0, min(1.0, value)), tuple(reasons), attributed and not front.invented)


def _match(front: Front, one: Sign) -> str:
    """Return the printed words that show a sign, or an empty string."""
    if one.where == "line":
        return next((line for line, low in (*front.pairs, *front.joined) if one.pattern.fullmatch(low)), "")
    if one.where == "title":
        return next((line for line, low in (*front.titles, *front.joined) if one.pattern.match(low)), "")
    text, low = front.place(one.where)
    match = one.pattern.search(low)
    if match is None:
        return ""
    return (text if len(text) == len(low) else low)[match.start() : match.end()]


SILENT = Found("")
Finder = Callable[[Front], Mapping[str, Found]]
Marker = Callable[[Sequence[Block]], list[Block]]


def nothing(_: Front) -> Mapping[str, Found]:
    """Find no fields of its own."""
    return {}


@dataclass(frozen=True, slots=True)
class BySigns:
    """A series that is recognised by signs; most files in `known` hold one of these.

    Attributes:
        key: key in corpus/catalogue/series.yaml.
        kind: key in corpus/catalogue/kinds.yaml.
        signs: what speaks for it.
        find: fields of `corpus.model.Metadata` by name, and other facts by a Dutch name.
        mark: marks questions, answers, actions and speakers.
        more: changes the score by what signs cannot say.
        most: so much `more` adds at most.
    """

    key: str
    kind: str
    signs: tuple[Sign, ...]
    mark: Marker
    find: Finder = nothing
    more: Callable[[Front, Score], Score] | None = None
    most: float = 0.0

    def __post_init__(self) -> None:
        """Put the signs in the order of what it costs to look for them."""
        object.__setattr__(self, "signs", tuple(sorted(self.signs, key=lambda one: _CHEAP.index(one.where))))

    def score(self, front: Front) -> Score:
        """Return how well a document fits."""
        found = weigh(front, self.signs, more=self.most)
        return self.more(front, found) if self.more else found

    def metadata(self, front: Front) -> Mapping[str, Found]:
        """Return the fields that the document itself says."""
        return self.find(front)

    def roles(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks with kinds and voices."""
        return self.mark(blocks)
