"""Search as the user means it: question in, documents with their best passages out."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from corpus.catalogue import country_name, kind_label
from corpus.identity import document_of
from corpus.model import Passage
from corpus.store import DocumentRecord, PassageRecord, Store
from indexer.engines import Filter, Found, Hit, Request, SearchEngine
from indexer.field_values import corpus_labels, vocabulary_labels
from indexer.generations import IndexReader
from indexer.query.compile import Compiled, compile_query
from indexer.query.labels import Labels
from indexer.query.syntax import parse
from indexer.query.words import Marks
from nlp.highlight import find_marks, snippet
from nlp.vocabulary import Vocabulary

#: Facets offered as filters, in the order in which they are shown: request field -> engine facet.
FILTERS = ("country", "publisher", "kind", "year", "phenomenon", "institution", "place")

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question: the words as typed, the chosen values per filter, sort and page.

    `unit` "document" groups by document with at most `per_document` passages; "passage" lists passages.
    `literal` searches only the words as written, without stems or expansion.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name in FILTERS -> values
    year_from: int | None = None
    year_to: int | None = None
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    per_document: int = 3
    literal: bool = False


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage found, with its text cut around the hit and where to mark it.

    `marks` are offsets (start, end) into `snippet`; `snippet` is `passage.text[snippet_start:...]`.
    """

    passage: Passage
    page_label: str  # page as printed, else as counted
    last_page_label: str
    snippet: str
    snippet_start: int
    marks: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document with its best passages; `count` is the exact number of its passages that match."""

    document: DocumentRecord
    passages: tuple[PassageHit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter: key in addresses, label shown, exact number of passages, chosen or not."""

    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer. `passages` and `documents` are exact totals; `facets` follow FILTERS."""

    request: SearchRequest
    passages: int
    documents: int
    hits: tuple[DocumentHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    searched_for: tuple[str, ...]  # what was looked for besides the words as typed, for "Gezocht op: ..."
    hints: tuple[str, ...]  # what the reader of the query noticed, in Dutch
    pages: int  # number of result pages
    milliseconds: float


#: Passages asked of the engine at first, for each document on the pages up to the one shown.
_PER_DOCUMENT = 6
_SNIPPET_CHARS = 300
_RANGE = (0, 9999)


class Searcher:
    """Answers questions over one corpus; safe to use from several threads."""

    def __init__(self, store: Store, reader: IndexReader, vocabulary: Vocabulary) -> None:
        self._store = store
        self._reader = reader
        self._vocabulary = vocabulary
        self._concepts = vocabulary_labels(vocabulary)
        self._labels: tuple[int, Labels] | None = None  # watermark of the store, labels at that state

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer *request*.

        Raises:
            QueryError: the words cannot be read; it says where and suggests a repair.
            IndexUnusableError: there is no index yet.
        """
        started = time.perf_counter()
        compiled, hints = self._compile(request)
        found, ranked = _ranked_documents(self._reader.engine(), _engine_request(request, compiled), request)
        shown = ranked[(request.page - 1) * request.per_page : request.page * request.per_page]
        return SearchResult(
            request=request,
            passages=found.total,
            documents=len(found.facets["document"]),
            hits=self._document_hits(shown, found.facets["document"], compiled.marks),
            facets={name: self._facet(name, found.facets[name], request.chosen.get(name, ())) for name in FILTERS},
            searched_for=_searched_for(compiled),
            hints=hints,
            pages=max(1, math.ceil(len(found.facets["document"]) / request.per_page)),
            milliseconds=(time.perf_counter() - started) * 1000,
        )

    def count(self, request: SearchRequest) -> int:
        """Return the exact number of passages that match *request*, without fetching any."""
        compiled, _hints = self._compile(request)
        return self._reader.engine().search(Request(compiled.node, where=_where(request), limit=0)).total

    def marks(self, request: SearchRequest) -> Marks:
        """Return the terms to mark in a text that is shown whole, as `nlp.highlight.find_marks` takes them.

        Raises:
            QueryError: the words cannot be read.
        """
        return self._compile(request)[0].marks

    def facet_label(self, name: str, key: str) -> str:
        """Return the words shown for value *key* of the filter *name*."""
        if name == "country":
            return country_name(key)
        if name == "kind":
            return kind_label(key)
        if name in ("phenomenon", "institution", "place", "organisation"):
            return self._vocabulary.label(key)
        return key

    def close(self) -> None:
        """Let go of the index; searches that still run end first."""
        self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _compile(self, request: SearchRequest) -> tuple[Compiled, tuple[str, ...]]:
        parsed = parse(request.text)
        compiled = compile_query(parsed.tree, literal=request.literal, labels=self._field_labels())
        return compiled, (*parsed.hints, *compiled.hints)

    def _field_labels(self) -> Labels:
        """Return the labels of fields, made anew only when the store has changed."""
        watermark = self._store.watermark()
        known = self._labels
        if known is None or known[0] != watermark:
            known = self._labels = (watermark, corpus_labels(self._store, self._concepts))
        return known[1]

    def _document_hits(
        self, ranked: Iterable[tuple[str, list[Hit]]], counts: Mapping[str, int], marks: Marks
    ) -> tuple[DocumentHit, ...]:
        shown = list(ranked)
        records = self._store.passage_records(hit.passage for _document, hits in shown for hit in hits)
        found = []
        for document, hits in shown:
            passages = tuple(
                _passage_hit(records[hit.passage], hit.score, marks) for hit in hits if hit.passage in records
            )
            if passages:  # else the document was taken out after the index was read
                found.append(DocumentHit(records[passages[0].passage.id].document, passages, counts[document]))
        return tuple(found)

    def _facet(self, name: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
        keys = dict.fromkeys((*counts, *chosen))  # a chosen value stays in sight when it counts nothing
        values = [FacetValue(key, self.facet_label(name, key), counts.get(key, 0), key in chosen) for key in keys]
        if name == "year":
            return tuple(sorted(values, key=lambda value: value.key, reverse=True))
        return tuple(sorted(values, key=lambda value: (-value.count, value.label)))


def _searched_for(compiled: Compiled) -> tuple[str, ...]:
    """Say in Dutch what was looked for besides the words as typed; empty when nothing was."""
    forms = ("uw woorden en andere vormen ervan",) if compiled.marks.stems else ()
    return (*forms, *compiled.searched_for)


def _where(request: SearchRequest) -> Filter:
    between = {}
    if request.year_from is not None or request.year_to is not None:
        low = _RANGE[0] if request.year_from is None else request.year_from
        high = _RANGE[1] if request.year_to is None else request.year_to
        between["published"] = (max(low * 10000, 1), high * 10000 + 1231)  # from 1: without a date is not in a range
    return Filter({name: frozenset(values) for name, values in request.chosen.items() if values}, between)


def _engine_request(request: SearchRequest, compiled: Compiled) -> Request:
    return Request(
        query=compiled.node,
        where=_where(request),
        facets=("document", *FILTERS),
        sort="" if request.sort == "relevance" else request.sort,
        limit=request.page * request.per_page * _PER_DOCUMENT,
    )


def _ranked_documents(
    engine: SearchEngine, asked: Request, request: SearchRequest
) -> tuple[Found, list[tuple[str, list[Hit]]]]:
    """Return the engine's answer and the documents up to the page shown, each with its best passages.

    Documents stand in the order of their best passage. The engine ranks passages, so more of them are asked for
    until enough different documents have come by.
    """
    found = engine.search(asked)
    wanted = min(request.page * request.per_page, len(found.facets["document"]))
    grouped = _group(found.hits)
    limit = asked.limit
    while len(grouped) < wanted and limit < found.total:
        limit = min(limit * 4, found.total)
        grouped = _group(engine.search(_more(asked, limit, asked.where)).hits)
    shown = list(grouped)[(request.page - 1) * request.per_page : wanted]
    counts = found.facets["document"]
    short = [one for one in shown if len(grouped[one]) < min(request.per_document, counts[one])]
    if short:
        only = Filter({**asked.where.any_of, "document": frozenset(short)}, asked.where.between)
        rest = engine.search(_more(asked, sum(counts[one] for one in short), only))
        grouped.update(_group(rest.hits))
    return found, [(document, hits[: request.per_document]) for document, hits in grouped.items()]


def _more(asked: Request, limit: int, where: Filter) -> Request:
    return Request(query=asked.query, where=where, sort=asked.sort, limit=limit)


def _group(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(document_of(hit.passage), []).append(hit)
    return grouped


def _passage_hit(record: PassageRecord, score: float, marks: Marks) -> PassageHit:
    passage = record.passage
    found = find_marks(
        passage.text, marks.surfaces, marks.stems, marks.parts, tuple(marks.prefixes), language=passage.language
    )
    start, end = snippet(passage.text, found, longest=_SNIPPET_CHARS)
    return PassageHit(
        passage=passage,
        page_label=record.page_label,
        last_page_label=record.last_page_label,
        snippet=passage.text[start:end],
        snippet_start=start,
        marks=tuple(
            (max(low, start) - start, min(high, end) - start) for low, high in found if low < end and high > start
        ),
        score=score,
    )
