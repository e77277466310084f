"""What every search engine promises, and opening one by name; `tests/indexer/engines/` holds all engines to it.

An engine holds postings and ids only. Text, highlighting, citation and the user's query language stay outside:
what goes in are analysed passages, what comes out are passage ids with scores, exact totals and facet counts.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self, cast

from corpus.errors import UsageError
from indexer.engines.query import Node

ENGINES = {
    "memory": "indexer.engines.memory:MemoryEngine",
    "tantivy": "indexer.engines.tantivy_engine:TantivyEngine",
    "whoosh": "indexer.engines.whoosh_engine:WhooshEngine",
}

#: Facets: values of a passage that can be counted and filtered on; all hold a tuple of strings.
FACETS = (
    "document", "country", "publisher", "kind", "year", "phenomenon", "institution", "organisation", "place",
    "series", "language", "voice", "passage_kind", "trait",
)  # fmt: skip

#: Integers of a passage that can be filtered by range or sorted on (highest first).
NUMBERS = ("published", "newest", "oldest")

Values = Mapping[str, tuple[str, ...]]


class WordPosition(NamedTuple):
    """The index terms of one word position: folded surface form, stem, and parts (compound parts, joined forms)."""

    surface: str
    stem: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as an engine sees it."""

    id: str
    document: str
    body: tuple[WordPosition, ...]
    heading: tuple[WordPosition, ...] = ()  # document title and section titles
    values: Values = field(default_factory=dict)  # facet name -> values; `document` is filled in by the engine
    numbers: Mapping[str, int] = field(default_factory=dict)  # name in NUMBERS -> value; absent = 0
    concepts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # place in body -> terms of what it mentions


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep passages that carry, for each facet named, at least one of its values; and whose numbers lie in a range."""

    any_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    between: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # both ends included

    def without(self, facet: str) -> Filter:
        """Return this filter with the condition on *facet* lifted: what multi-select counts are taken over."""
        return Filter({name: values for name, values in self.any_of.items() if name != facet}, self.between)


@dataclass(frozen=True, slots=True)
class Request:
    """One question to an engine.

    `facets` are counted over all matches; the count of a facet lifts that facet's own filter (`document` is
    counted under the whole filter). `sort` is empty for relevance, else a name in NUMBERS, highest first.
    """

    query: Node
    where: Filter = field(default_factory=Filter)
    facets: tuple[str, ...] = ()
    sort: str = ""
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; scores compare within one request only."""

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: `total` is the exact number of matching passages, `facets` the exact counts per value."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class EngineStats:
    """How large the index is."""

    passages: int
    bytes: int  # on disk; 0 for an engine in memory


class Writer(Protocol):
    """One batch of changes: nothing shows before `commit`; leaving the block without it throws the batch away."""

    def put(self, document: str, passages: Iterable[IndexedPassage]) -> None:
        """Add a document's passages, taking the place of those it had, also earlier in this batch.

        Raises:
            ValueError: a passage is of another document or comes twice, or names an unknown facet or number.
        """

    def delete(self, document: str) -> None:
        """Take a document's passages out; nothing happens when it has none."""

    def commit(self) -> None:
        """Make the batch visible and durable."""

    def __enter__(self) -> Self:
        """Start the batch."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the batch; without `commit` it never happened."""


class SearchEngine(Protocol):
    """Finds passages; safe to use from several threads, also while another process writes.

    `copy.copy` gives a view of its own: refreshing or closing one leaves the other as it is.
    """

    def writer(self) -> Writer:
        """Start a batch; use it in a `with` block, which gives the right to write back.

        Raises:
            BusyError: another batch, here or in another process, is open.
        """

    def search(self, request: Request) -> Found:
        """Answer *request* on the state of the last `refresh`; equal scores come in order of passage id.

        When sorted on a number, that number is the score.

        Raises:
            ValueError: the request names an unknown field, facet or number.
            UsageError: the query is too deep or too large (limits in `indexer.engines.checks`).
            IndexUnusableError: the index files turn out to be damaged.
        """

    def terms(self, field: str, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Return at most *limit* terms of a text field that begin with *prefix*, with the number of passages of each.

        Most frequent first, equal ones by code point. The numbers are exact, also after deletions.
        """

    def all_terms(self, field: str) -> list[tuple[str, int]]:
        """Return every term of a text field, by code point, with the number of passages that hold it.

        The number may still count passages that were deleted or replaced, also where none is left.
        """

    def stats(self) -> EngineStats:
        """Return how large the index is on disk: with all that has been committed, refreshed or not."""

    def refresh(self) -> None:
        """Show what has been committed since the engine was opened or last refreshed."""

    def close(self) -> None:
        """Let go of files and memory."""


class EngineClass(Protocol):
    """What makes engines: each class named in ENGINES.

    `FORMAT` names how the index is laid out on disk; an index of another format is refused, not read wrongly.
    """

    FORMAT: str

    def create(self, folder: Path) -> SearchEngine:
        """Make an empty index in *folder*, taking the place of one that is there, and open it."""

    def open(self, folder: Path) -> SearchEngine:
        """Open the index in *folder*.

        Raises:
            IndexUnusableError: there is none, it is damaged, or of another format.
        """


def engine_class(name: str) -> EngineClass:
    """Return the class of the engine called *name*; only then is its library imported.

    Raises:
        UsageError: no engine has this name.
    """
    if name not in ENGINES:
        raise UsageError(f"Onbekende zoekmachine {name!r}. Kies uit: {', '.join(sorted(ENGINES))}.")
    return cast("EngineClass", pkgutil.resolve_name(ENGINES[name]))


def create_engine(name: str, folder: Path) -> SearchEngine:
    """Make an empty index in *folder* (made where it is missing) and open it."""
    return engine_class(name).create(folder)


def open_engine(name: str, folder: Path) -> SearchEngine:
    """Open the index in *folder*.

    Raises:
        IndexUnusableError: there is none, it is damaged, or of another format.
    """
    return engine_class(name).open(folder)
