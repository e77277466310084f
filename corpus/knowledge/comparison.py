"""Belgium beside the Netherlands: how much each side's documents mention a phenomenon, by year or by edition.

A cell tells silence from absence: documents that mention nothing are not the same as no documents at all. Counts are
of the concept itself, as the search filter counts it; narrower concepts have rows of their own when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import NamedTuple

from corpus.knowledge.levels import Lane, level_lanes
from corpus.knowledge.text_stats import LITTLE_TEXT, per_words
from corpus.model import MentionKind, PassageKind
from corpus.store import Store
from corpus.store.counting import (
    CountedPassage,
    DocumentRow,
    PassageText,
    counted_passages,
    document_rows,
    passage_texts,
)

COUNTRIES = ("BE", "NL")
ROWS = ("year", "edition")
MOST_CONCEPTS = 4  # more are no longer seen at a glance, and take over half a second where every passage mentions one
MOST_YEARS = 60
_BEST = 2  # passages shown in a cell
_CANDIDATES = 8  # passages of a cell that are looked at for those
_WEAK_KINDS = frozenset(
    kind.value for kind in (PassageKind.CONTENTS, PassageKind.REFERENCE, PassageKind.FOOTNOTE, PassageKind.TABLE_ROW)
)
_SHORT, _LONG = 80, 900  # characters; outside these a passage says too little or too much to quote


class CellState(StrEnum):
    """What a cell says."""

    SPEAKS = "speaks"
    SILENT = "silent"  # there are documents, and none mentions it
    ABSENT = "absent"  # there is no document
    OTHER = "other"  # the row is an edition of the other country


@dataclass(frozen=True, slots=True)
class Cell:
    """One country in one row."""

    country: str
    state: CellState
    mentions: int  # of the concept
    stated: int  # of those, neither denied nor only supposed
    passages: int  # that mention it
    documents: int  # that mention it
    of_documents: int  # in this country and row
    words: int  # in those documents
    per_10k: float | None  # mentions per 10,000 words
    best: tuple[PassageText, ...]
    samples: bool  # some of the documents are invented

    @property
    def little_text(self) -> bool:
        """Whether there is too little text for the rate to mean much."""
        return 0 < self.words < LITTLE_TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """A year, or one edition of a series."""

    key: str  # the year, or the id of the document
    document: DocumentRow | None
    cells: tuple[Cell, ...]  # in the order of COUNTRIES
    only: str  # country that alone speaks of it, where both have documents; else empty


@dataclass(frozen=True, slots=True)
class Topic:
    """One phenomenon over all rows, and all rows together."""

    concept: str
    rows: tuple[Row, ...]
    total: Row


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole answer."""

    concepts: tuple[str, ...]
    rows: str  # one of ROWS
    year_from: int | None
    year_to: int | None
    topics: tuple[Topic, ...]
    lanes: tuple[Lane, ...]
    documents: dict[str, DocumentRow]  # of the passages shown
    left_out: int  # documents without a country or a date
    cut_years: int  # years before the first one shown


def compare_countries(
    store: Store,
    concepts: Sequence[str],
    *,
    year_from: int | None = None,
    year_to: int | None = None,
    rows: str = "year",
) -> Comparison:
    """Compare what documents of both countries mention.

    Args:
        store: the corpus.
        concepts: ids of phenomena, at most MOST_CONCEPTS are taken.
        year_from: first year of publication; None: the first there is.
        year_to: last year of publication; None: the last there is.
        rows: "year", or "edition" for the editions of series.
    """
    wanted = tuple(dict.fromkeys(concepts))[:MOST_CONCEPTS]
    documents = document_rows(store)
    placed = [one for one in documents if one.country in COUNTRIES and one.year is not None]
    chosen = [one for one in placed if (year_from or 0) <= (one.year or 0) <= (year_to or 9999)]
    groups, cut = _groups(chosen, rows, year_from, year_to)
    counted = _by_document(counted_passages(store, MentionKind.PHENOMENON, wanted), {one.id for one in chosen})
    builder = _Builder(store, counted, groups)
    topics = tuple(
        Topic(concept, tuple(builder.row(concept, *group) for group in groups),
              builder.row(concept, "", [one for _key, group in groups for one in group]))
        for concept in wanted
    )  # fmt: skip
    return Comparison(
        concepts=wanted,
        rows=rows,
        year_from=year_from,
        year_to=year_to,
        topics=topics,
        lanes=level_lanes(store, year_from=year_from, year_to=year_to),
        documents={one.id: one for one in chosen},
        left_out=len(documents) - len(placed),
        cut_years=cut,
    )


_Group = tuple[str, list[DocumentRow]]
_Counted = dict[tuple[str, str], list[CountedPassage]]  # (concept, document) -> its passages


def _groups(
    documents: Sequence[DocumentRow], rows: str, year_from: int | None, year_to: int | None
) -> tuple[list[_Group], int]:
    """Return the documents of each row, in order of time, and how many years were cut off at the beginning."""
    if rows == "edition":
        return [(one.id, [one]) for one in documents if one.series], 0
    by_year: defaultdict[int, list[DocumentRow]] = defaultdict(list)
    for one in documents:
        if one.year is not None:
            by_year[one.year].append(one)
    if not by_year and (year_from is None or year_to is None):
        return [], 0
    first = year_from if year_from is not None else min(by_year)
    last = year_to if year_to is not None else max(by_year)
    kept = max(first, last - MOST_YEARS + 1)
    return [(str(year), by_year.get(year, [])) for year in range(kept, last + 1)], kept - first


def _by_document(counted: Iterable[CountedPassage], documents: set[str]) -> _Counted:
    found: defaultdict[tuple[str, str], list[CountedPassage]] = defaultdict(list)
    for one in counted:
        if one.document_id in documents:
            found[one.concept, one.document_id].append(one)
    return found


class _Tally(NamedTuple):
    """A concept in one document."""

    mentions: int
    stated: int
    passages: int


class _Builder:
    """Fills cells; the texts of all candidates for all cells are read at once."""

    def __init__(self, store: Store, counted: _Counted, groups: Sequence[_Group]) -> None:
        self._counted = counted
        self._tallies = {
            key: _Tally(sum(one.mentions for one in own), sum(one.stated for one in own), len(own))
            for key, own in counted.items()
        }
        self._candidates: dict[tuple[str, str, str], list[CountedPassage]] = {}
        concepts = dict.fromkeys(concept for concept, _document in counted)
        for concept in concepts:
            for key, documents in groups:
                for country in COUNTRIES:
                    self._candidates[concept, key, country] = _candidates(self._passages(concept, documents, country))
        ids = {one.passage_id for found in self._candidates.values() for one in found}
        self._texts = passage_texts(store, sorted(ids))

    def row(self, concept: str, key: str, documents: Sequence[DocumentRow]) -> Row:
        """Return one row; an empty key is that of all rows together, which shows no passages."""
        single = documents[0] if len(documents) == 1 and documents[0].id == key else None
        cells = tuple(self._cell(concept, key, documents, country, single) for country in COUNTRIES)
        states = [cell.state for cell in cells]
        only = ""
        if sorted(states) == [CellState.SILENT, CellState.SPEAKS]:
            only = cells[states.index(CellState.SPEAKS)].country
        return Row(key, single, cells, only)

    def _cell(
        self, concept: str, key: str, documents: Sequence[DocumentRow], country: str, single: DocumentRow | None
    ) -> Cell:
        own = [one for one in documents if one.country == country]
        tallies = [self._tallies[concept, one.id] for one in own if (concept, one.id) in self._tallies]
        words, mentions = sum(one.words for one in own), sum(one.mentions for one in tallies)
        return Cell(
            country=country,
            state=_state(own, mentions, other=single is not None and single.country != country),
            mentions=mentions,
            stated=sum(one.stated for one in tallies),
            passages=sum(one.passages for one in tallies),
            documents=len(tallies),
            of_documents=len(own),
            words=words,
            per_10k=per_words(mentions, words),
            best=self._best(concept, key, country),
            samples=any(one.sample for one in own),
        )

    def _passages(self, concept: str, documents: Iterable[DocumentRow], country: str) -> list[CountedPassage]:
        return [
            passage
            for one in documents
            if one.country == country
            for passage in self._counted.get((concept, one.id), ())
        ]

    def _best(self, concept: str, key: str, country: str) -> tuple[PassageText, ...]:
        """Return the passages that say most: stated, in running text, neither scrap nor page, dense in mentions."""
        found = self._candidates.get((concept, key, country), ())
        stated = {one.passage_id: one for one in found if one.passage_id in self._texts}
        ranked = sorted(stated.values(), key=lambda one: (*_worth(one, self._texts[one.passage_id]), one.passage_id))
        return tuple(self._texts[one.passage_id] for one in ranked[:_BEST])


def _state(documents: Sequence[DocumentRow], mentions: int, *, other: bool) -> CellState:
    if other:
        return CellState.OTHER
    if not documents:
        return CellState.ABSENT
    return CellState.SPEAKS if mentions else CellState.SILENT


def _candidates(passages: Sequence[CountedPassage]) -> list[CountedPassage]:
    return nsmallest(_CANDIDATES, passages, key=lambda one: (-one.stated, -one.mentions, one.passage_id))


def _worth(one: CountedPassage, text: PassageText) -> tuple[int, float]:
    """Return a sort key, best first: what makes a passage poor to quote counts before how dense it is."""
    length = len(text.text)
    poor = 2 * (text.kind in _WEAK_KINDS) + (not one.stated) + (not _SHORT <= length <= _LONG)
    return poor, -one.mentions / max(length, _SHORT)
