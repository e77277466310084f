"""Search as the user means it: question in, documents with their best passages out."""

from __future__ import annotations

import math
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from corpus.catalogue import country_name, kind_label
from corpus.identity import document_of
from corpus.knowledge.cooccurrence import usual_names
from corpus.model import MentionKind, Passage, Rectification
from corpus.store import DocumentRecord, PassageRecord, Store
from indexer.engines import Filter, Found, Hit, Request, SearchEngine
from indexer.engines.query import Node
from indexer.engines.shared import SharedEngine
from indexer.field_values import corpus_labels, vocabulary_labels
from indexer.generations import IndexReader
from indexer.query import weights
from indexer.query.compile import Compiled, compile_query
from indexer.query.expand import Expander
from indexer.query.labels import Labels
from indexer.query.lexicon import Lexicon
from indexer.query.lexis import MAX_CHARS
from indexer.query.syntax import parse
from indexer.query.tree import Tree
from indexer.query.words import Marks
from indexer.ranking import ranked_documents, ranking_node
from indexer.suggestions import Suggestion, broader, misspelled
from nlp.highlight import snippet
from nlp.vocabulary import Vocabulary

#: Facets offered as filters, in the order in which they are shown: request field -> engine facet.
FILTERS = ("country", "publisher", "kind", "year", "phenomenon", "institution", "place")

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question: the words as typed, the chosen values per filter, sort and page.

    `unit` "document" groups by document with at most `per_document` passages; "passage" lists passages.
    `literal` searches only the words as written, without stems or other names; `expand` False searches without other
    names; `all_words` finds only passages that hold all words, however few there are.
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
    unit: str = "document"
    expand: bool = True
    all_words: bool = False


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
    rectifications: tuple[Rectification, ...] = ()


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
class Widened:
    """Passages that hold all *words* were found in few documents, so those with *enough* of them were sought too."""

    words: int
    enough: int
    documents: int  # with a passage that holds all words


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer. `passages` and `documents` are exact totals; `facets` follow FILTERS."""

    request: SearchRequest
    passages: int
    documents: int
    hits: tuple[DocumentHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    searched_for: tuple[str, ...]  # what was looked for besides the words as typed, for "Gezocht op: ..."
    named: bool  # other names of concepts are among them
    widened: Widened | None  # None: every passage found holds all words
    hints: tuple[str, ...]  # what the reader of the query noticed, in Dutch
    pages: int  # number of result pages
    milliseconds: float


_SNIPPET_CHARS = 300
_RANGE = (0, 9999)


class Searcher:
    """Answers questions over one corpus; safe to use from several threads."""

    def __init__(self, store: Store, reader: IndexReader, vocabulary: Vocabulary) -> None:
        self._store = store
        self._reader = reader
        self._vocabulary = vocabulary
        self._concepts = vocabulary_labels(vocabulary)
        self._expander = Expander(vocabulary)
        self._lexicons: weakref.WeakKeyDictionary[SharedEngine, Lexicon] = weakref.WeakKeyDictionary()
        self._labels: tuple[int, Labels] | None = None  # watermark of the store, labels at that state

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer *request*.

        Raises:
            QueryError: the words cannot be read; it says where and suggests a repair.
            IndexUnusableError: there is no index yet.
        """
        started = time.perf_counter()
        compiled, hints = self._compile(request)
        engines = self._reader.engines()
        node, widened = _sought(engines[0], request, compiled)
        asked = Request(
            query=ranking_node(node, compiled),
            where=_where(request),
            facets=("document", *FILTERS),
            sort="" if request.sort == "relevance" else request.sort,
        )
        if request.unit == "passage":
            found, shown = _passages(engines[0], asked, request)
            units = found.total
        else:
            found, shown = ranked_documents(
                engines,
                asked,
                compiled.whole,
                page=((request.page - 1) * request.per_page, request.page * request.per_page),
                per_document=request.per_document,
            )
            units = len(found.facets["document"])
        return SearchResult(
            request=request,
            passages=found.total,
            documents=len(found.facets["document"]),
            hits=self._document_hits(shown, found.facets["document"], compiled.marks),
            facets={name: self._facet(name, found.facets[name], request.chosen.get(name, ())) for name in FILTERS},
            searched_for=_searched_for(compiled),
            named=compiled.named,
            widened=widened,
            hints=hints,
            pages=max(1, math.ceil(units / request.per_page)),
            milliseconds=(time.perf_counter() - started) * 1000,
        )

    def spelled_otherwise(self, request: SearchRequest) -> list[Suggestion]:
        """Return questions with misspelled words mended, each of which finds more under the same filters.

        Raises:
            QueryError: the words cannot be read.
        """
        return self._finding_more(request, lambda tree, engine: misspelled(tree, engine, self._lexicon))

    def broader(self, request: SearchRequest) -> list[Suggestion]:
        """Return questions for the broader concept of one that is asked for, each of which finds more.

        Raises:
            QueryError: the words cannot be read.
        """
        return self._finding_more(request, lambda tree, _: broader(tree, self._vocabulary, self._field_labels()))

    def _finding_more(
        self, request: SearchRequest, suggest: Callable[[Tree, SearchEngine], list[Suggestion]]
    ) -> list[Suggestion]:
        found = suggest(parse(request.text).tree, self._reader.engine())
        if not found:
            return []
        strict = replace(request, all_words=True)
        least = self.count(strict)
        found = [one for one in found if len(one.text) <= MAX_CHARS]
        return [one for one in found if self.count(replace(strict, text=one.text)) > least]

    def _lexicon(self) -> Lexicon:
        """Return the words of the index as it is now, read once for each of its states."""
        engine = self._reader.engine()
        known = self._lexicons.get(engine)
        if known is None:
            known = self._lexicons[engine] = Lexicon(engine.all_terms("surface"))
        return known

    def count(self, request: SearchRequest) -> int:
        """Return the exact number of passages that match *request*, without fetching any."""
        compiled, _hints = self._compile(request)
        engine = self._reader.engine()
        node, _widened = _sought(engine, request, compiled)
        return engine.search(Request(node, where=_where(request), limit=0)).total

    def document_counts(self, request: SearchRequest) -> dict[str, int]:
        """Return each document that matches *request* with the exact number of its passages that do."""
        compiled, _hints = self._compile(request)
        engine = self._reader.engine()
        node, _widened = _sought(engine, request, compiled)
        asked = Request(node, where=_where(request), facets=("document",), limit=0)
        return dict(engine.search(asked).facets["document"])

    def marks(self, request: SearchRequest) -> Marks:
        """Return the terms to mark in a text that is shown whole, as `nlp.highlight.find_marks` takes them.

        Raises:
            QueryError: the words cannot be read.
        """
        return self._compile(request)[0].marks

    def engine(self) -> SearchEngine:
        """Return the live index, for what looks passages up by other ways than a query.

        Raises:
            IndexUnusableError: there is no index yet.
        """
        return self._reader.engine()

    def facet_label(self, name: str, key: str) -> str:
        """Return the words shown for value *key* of the filter *name*."""
        if name == "country":
            return country_name(key)
        if name == "kind":
            return kind_label(key)
        if name in ("phenomenon", "institution", "place", "organisation"):
            if name in ("organisation", "place") and key not in self._vocabulary:  # a name that only the text has
                return usual_names(self._store, MentionKind(name), [key]).get(key, key)
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
        expander = self._expander if request.expand else None
        compiled = compile_query(
            parsed.tree, literal=request.literal, labels=self._field_labels(), expander=expander, lexicon=self._lexicon
        )
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


def _sought(engine: SearchEngine, request: SearchRequest, compiled: Compiled) -> tuple[Node, Widened | None]:
    """Return what is sought: passages with all words, or where those are in few documents, with enough of the words.

    Not when sorted by date: what holds half of the words would then stand above what holds all.
    """
    if compiled.wide is None or request.all_words or request.sort != "relevance":
        return compiled.node, None
    strict = engine.search(Request(compiled.node, where=_where(request), facets=("document",), limit=0))
    documents = len(strict.facets["document"])
    if documents >= weights.WIDEN_BELOW:
        return compiled.node, None
    return compiled.wide, Widened(compiled.words, compiled.enough, documents)


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


def _passages(
    engine: SearchEngine, asked: Request, request: SearchRequest
) -> tuple[Found, list[tuple[str, list[Hit]]]]:
    """Return the engine's answer and the passages of the page shown, each with its document."""
    first = (request.page - 1) * request.per_page
    found = engine.search(replace(asked, offset=first, limit=request.per_page))
    return found, [(document_of(hit.passage), [hit]) for hit in found.hits]


def _passage_hit(record: PassageRecord, score: float, marks: Marks) -> PassageHit:
    passage = record.passage
    found = marks.found_in(passage)
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
        rectifications=record.rectifications,
    )
