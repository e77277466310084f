"""Search account: what was asked, how it was read, over which corpus, with which exact outcome; for a file on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

from corpus.store import CoverageRow, Totals
from indexer.generations import Generation
from indexer.query.syntax import parse
from indexer.query.tree import print_query
from indexer.search import SearchRequest
from indexer.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with passages that match."""

    id: str
    title: str
    publisher: str
    published: str
    sha256: str
    passages: int


@dataclass(frozen=True, slots=True)
class CorpusState:
    """What was there to be searched, and what was not."""

    totals: Totals
    coverage: tuple[CoverageRow, ...]
    unreadable_pages: int
    documents_with_unreadable_pages: int
    failed_files: int
    last_change: int  # number of the last change of the store
    generation: Generation | None  # of the index
    vocabulary: str  # fingerprint
    software: str


@dataclass(frozen=True, slots=True)
class SearchAccount:
    """One search, accounted for; the same search over the same corpus gives the same account but for `made`."""

    made: str  # ISO 8601 moment, UTC
    text: str
    read_as: str  # the query as the reader of queries understood it
    literal: bool
    searched_for: tuple[str, ...]  # besides the words as typed, in Dutch
    hints: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]  # name in FILTERS -> labels
    year_from: int | None
    year_to: int | None
    passages: int
    documents: int
    found: tuple[FoundDocument, ...]  # most passages first
    corpus: CorpusState


def account_of(workspace: Workspace, request: SearchRequest) -> SearchAccount:
    """Run *request* and account for it.

    Raises:
        QueryError: the words cannot be read.
        IndexUnusableError: there is no index yet.
    """
    with workspace.searcher() as searcher:
        result = searcher.search(replace(request, page=1, per_page=1, per_document=1))
        counts = searcher.document_counts(request)
        filters = {
            name: tuple(searcher.facet_label(name, value) for value in values)
            for name, values in request.chosen.items()
            if values
        }
    records = workspace.store.document_records(counts)
    found = [
        FoundDocument(
            one,
            record.metadata.title,
            record.metadata.publisher,
            record.metadata.published,
            record.file.sha256,
            counts[one],
        )
        for one, record in records.items()
    ]
    return SearchAccount(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        text=request.text,
        read_as=print_query(parse(request.text).tree),
        literal=request.literal,
        searched_for=result.searched_for,
        hints=result.hints,
        filters=filters,
        year_from=request.year_from,
        year_to=request.year_to,
        passages=result.passages,
        documents=result.documents,
        found=tuple(sorted(found, key=lambda one: (-one.passages, one.id))),
        corpus=corpus_state(workspace),
    )


def corpus_state(workspace: Workspace) -> CorpusState:
    """Return what the corpus of *workspace* holds now."""
    store = workspace.store
    unreadable = [len(record.unreadable_pages) for record in store.documents() if record.unreadable_pages]
    return CorpusState(
        totals=store.totals(),
        coverage=tuple(store.coverage()),
        unreadable_pages=sum(unreadable),
        documents_with_unreadable_pages=len(unreadable),
        failed_files=len(store.failures()),
        last_change=store.watermark(),
        generation=workspace.generations.current(),
        vocabulary=workspace.vocabulary.fingerprint,
        software=f"duiding {version('duiding')}",
    )
