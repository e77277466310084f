"""What a passage states besides names: dates, threat levels and figures, as tags; the figures with what they count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from corpus.model import Assertion
from nlp.analysis import Word
from nlp.assertion import assertion, sentence_starts
from nlp.dates import OPENINGS, FoundDate, dates
from nlp.finding import Tag
from nlp.levels import FoundLevel, levels
from nlp.numbers import STARTS, FoundFigure, figures

VERSION = "1"  # raise it whenever the rules give other tags for the same text
#: How sure the rules are, by the precision measured: benchmarks/nlp/README.md.
_CONFIDENCE = {"date": 0.95, "level": 0.9, "figure": 0.9}
_OPENINGS = OPENINGS | STARTS  # in most passages few words are among these: the rest costs one look each
_NEAR = 40  # code points between a figure and the phenomenon that it is about: `50 dossiers over rechts-extremisme`


def stated(
    text: str, words: Sequence[Word], tags: Sequence[Tag], *, country: str = "", published: str = ""
) -> list[Tag]:
    """Return the dates, levels and figures in *text*, in order; a figure may hold the concept that it counts.

    Args:
        text: of a passage in Dutch.
        words: its words, as `nlp.analysis.analyse` gives them.
        tags: the concepts found in it, in order.
        country: BE or NL, of the document.
        published: ISO date of the document.
    """
    return list(_Reading(text, words, tags, country, published).tags())


def _without(text: str, found: Sequence[FoundDate]) -> str:
    """Return *text* with the dates made one word of no meaning, as long as they are: `ging op xxxxxxxxx naar 3`."""
    for one in found:
        text = f"{text[: one.start]}{'x' * (one.end - one.start)}{text[one.end :]}"
    return text


class _Reading:
    """One text while it is read; where its sentences begin is worked out only when that matters."""

    def __init__(self, text: str, words: Sequence[Word], tags: Sequence[Tag], country: str, published: str) -> None:
        self._text, self._words, self._names = text, words, tags
        self._country, self._published = country, published

    @cached_property
    def _starts(self) -> list[int]:
        return sentence_starts(self._text)

    @cached_property
    def _offsets(self) -> list[int]:
        return [word.start for word in self._words]

    def tags(self) -> Iterator[Tag]:
        """Yield the tags; a number in a level is no figure."""
        opening = [word for word in self._words if word.surface[0] <= "9" or word.surface in _OPENINGS]
        found = dates(self._text, opening, published=self._published) if opening else []
        hidden = _without(self._text, found) if found and "iveau" in self._text else self._text
        stated_levels = [*levels(hidden, lambda: self._starts, country=self._country, published=self._published)]
        taken = [(one.start, one.end) for one in found] + [(one.start, one.end) for one in stated_levels]
        counted = [*figures(self._text, opening, taken, lambda: self._starts)] if opening else []
        placed = [*map(self._date, found), *(self._level(one, found) for one in stated_levels),
                  *(self._figure(one, found) for one in counted)]  # fmt: skip
        yield from sorted(placed, key=lambda one: (one.start, one.end))

    def _date(self, found: FoundDate) -> Tag:
        return self._tag("date", found, found.period.interval, found.period.to_json())

    def _level(self, found: FoundLevel, periods: Sequence[FoundDate]) -> Tag:
        said = found.statement
        period = self._period(found, periods)
        concept = f"{said.scheme}:{said.level or said.label.replace(' ', '-')}"
        return self._tag("level", found, concept, replace(said, period=period).to_json(), self._assertion(found.start))

    def _figure(self, found: FoundFigure, periods: Sequence[FoundDate]) -> Tag:
        figure = replace(found.figure, period=self._period(found, periods))
        return self._tag("figure", found, self._counted(found), figure.to_json(), self._assertion(found.start))

    def _tag(
        self,
        kind: str,
        found: FoundDate | FoundLevel | FoundFigure,
        concept: str,
        value: str,
        asserted: Assertion = Assertion.STATED,
    ) -> Tag:
        surface = self._text[found.start : found.end]
        tag = Tag(found.start, found.end, surface, kind, concept, kind, "", assertion=asserted)
        return replace(tag, confidence=_CONFIDENCE[kind], value=value)

    def _assertion(self, position: int) -> Assertion:
        """Return how the text speaks of a number: `zou naar 4 worden verhoogd` is no level in force."""
        index = bisect_left(self._offsets, position)
        if index >= len(self._words):
            return Assertion.STATED
        first = self._starts[bisect_right(self._starts, position) - 1]
        return assertion(self._text, self._words, index, first, last=index)

    def _sentence(self, position: int) -> int:
        """Return the number of the sentence that holds *position*."""
        return bisect_right(self._starts, position)

    def _period(self, found: FoundLevel | FoundFigure, periods: Sequence[FoundDate]) -> str:
        """Return the period nearest in the sentence, rather one that follows: `215 in 2022 en 332 in 2023`."""
        same = [one for one in periods if self._sentence(one.start) == self._sentence(found.start)]
        after = [one for one in same if one.start >= found.end]
        before = [one for one in same if one.start < found.end]
        if after and (not before or after[0].start - found.end <= found.start - before[-1].end):
            return after[0].period.interval
        return before[-1].period.interval if before else ""

    def _counted(self, found: FoundFigure) -> str:
        """Return the phenomenon that the figure counts: inside it, else the first one soon after in its sentence."""
        for tag in self._names:
            near = found.start < tag.end and tag.start <= found.end + _NEAR
            if tag.kind == "phenomenon" and near and self._sentence(tag.start) == self._sentence(found.start):
                return tag.concept
        return ""
