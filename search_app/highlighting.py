"""Where the words of a query stand in passages, for pages that show a document's text rather than results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.errors import QueryError
from corpus.store import PassageRecord
from indexer.search import Searcher, SearchRequest

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Highlights:
    """Marks by passage id, as offsets into the passage's text; `problem` says why a query could not be read."""

    marks: dict[str, Spans] = field(default_factory=dict)
    problem: str = ""

    @property
    def places(self) -> int:
        """How many stretches are marked."""
        return sum(len(spans) for spans in self.marks.values())


def highlight(
    searcher: Searcher, text: str, records: Iterable[PassageRecord], *, literal: bool = False, expand: bool = True
) -> Highlights:
    """Find the words of the query *text* in each passage; an empty query marks nothing."""
    if not text:
        return Highlights()
    try:
        marks = searcher.marks(SearchRequest(text=text, literal=literal, expand=expand))
    except QueryError as error:
        return Highlights(problem=error.message)
    found = {}
    for record in records:
        passage = record.passage
        spans = marks.found_in(passage)
        if spans:
            found[passage.id] = tuple(spans)
    return Highlights(found)
