"""Light reading for counts over the whole corpus: rows without boxes, spans and, where it can be, without text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select

from corpus.identity import document_of
from corpus.model import Assertion, Mention, MentionKind
from corpus.store import rows, tables
from corpus.store.store import Store

_CHUNK = 500  # ids in one question: SQLite before 3.32 takes 999 parameters


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as counts need it."""

    id: str
    title: str
    country: str
    publisher: str
    kind: str
    series: str
    edition: str
    published: str  # ISO 8601, may be partial or empty
    words: int
    passages: int
    sample: bool

    @property
    def year(self) -> int | None:
        """Year of publication."""
        return int(self.published[:4]) if self.published else None


class CountedPassage(NamedTuple):  # a tuple: there may be a hundred thousand, and a frozen dataclass costs thrice that
    """A passage that mentions a concept: how often, and how often the text states what it mentions."""

    concept: str
    passage_id: str
    mentions: int
    stated: int
    document_id: str  # the document it stands in


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage with what a reader needs of it, without its place on the page as drawn."""

    id: str
    ordinal: int
    kind: str  # value of PassageKind
    voice: str  # value of Voice
    language: str
    page: int
    page_label: str
    last_page_label: str
    text: str

    @property
    def document_id(self) -> str:
        """The document it stands in."""
        return document_of(self.id)


def document_rows(store: Store, *, series: str = "") -> list[DocumentRow]:
    """Return all documents, or those of one *series*, oldest first; those without a date come before."""
    table = tables.documents
    query = select(
        table.c.id, table.c.title, table.c.country, table.c.publisher, table.c.kind, table.c.series, table.c.edition,
        table.c.published, table.c.word_count.label("words"), table.c.passage_count.label("passages"), table.c.sample,
    ).order_by(table.c.published, table.c.id)  # fmt: skip
    return [DocumentRow(**row) for row in _all(store, query.where(table.c.series == series) if series else query)]


def series_keys(store: Store) -> dict[str, int]:
    """Return how many documents each series has, by its key."""
    table = tables.documents
    query = select(table.c.series, func.count().label("count")).where(table.c.series != "").group_by(table.c.series)
    return {row["series"]: row["count"] for row in _all(store, query.order_by(table.c.series))}


def counted_passages(store: Store, kind: MentionKind, concepts: Iterable[str]) -> list[CountedPassage]:
    """Return the passages that mention one of *concepts*, in the order of their ids; counted by the database."""
    table = tables.mentions
    stated = func.sum(case((table.c.assertion == Assertion.STATED.value, 1), else_=0))
    query = (
        select(table.c.concept, table.c.passage_id, func.count().label("mentions"), stated.label("stated"))
        .where(table.c.kind == kind.value)
        .group_by(table.c.concept, table.c.passage_id)
        .order_by(table.c.concept, table.c.passage_id)
    )
    found = _in_chunks(store, query, table.c.concept, concepts)
    return [
        CountedPassage(concept, passage, mentions, stated, document_of(passage))
        for concept, passage, mentions, stated in (tuple(row.values()) for row in found)
    ]


def concept_counts(store: Store, kind: MentionKind) -> dict[str, int]:
    """Return how often each concept of *kind* is mentioned in the corpus, by its id."""
    table = tables.mentions
    query = select(table.c.concept, func.count().label("count")).where(table.c.kind == kind.value)
    found = _all(store, query.group_by(table.c.concept).order_by(table.c.concept))
    return {row["concept"]: row["count"] for row in found}


def passage_texts(store: Store, ids: Iterable[str]) -> dict[str, PassageText]:
    """Return the passages that exist among *ids*, by id."""
    table = tables.passages
    found = _in_chunks(store, select(*_text_columns()), table.c.id, ids)
    return {row["id"]: PassageText(**row) for row in found}


def texts_of_document(store: Store, document_id: str) -> list[PassageText]:
    """Return the passages of a document, in reading order."""
    table = tables.passages
    query = select(*_text_columns()).where(table.c.document_id == document_id).order_by(table.c.ordinal)
    return [PassageText(**row) for row in _all(store, query)]


def mentions_of_kind(store: Store, kind: MentionKind) -> list[Mention]:
    """Return every mention of *kind* in the corpus, by passage and order in it."""
    table = tables.mentions
    query = select(table).where(table.c.kind == kind.value).order_by(table.c.passage_id, table.c.ordinal)
    return [rows.mention(row) for row in _all(store, query)]


def _text_columns() -> list[Any]:
    columns = tables.passages.c
    return [columns.id, columns.ordinal, columns.kind, columns.voice, columns.language, columns.page,
            columns.page_label, columns.last_page_label, columns.text]  # fmt: skip


def _in_chunks(store: Store, query: Select[Any], column: Any, ids: Iterable[str]) -> list[Any]:
    wanted = list(dict.fromkeys(ids))
    found: list[Any] = []
    for first in range(0, len(wanted), _CHUNK):
        found += _all(store, query.where(column.in_(wanted[first : first + _CHUNK])))
    return found


def _all(store: Store, query: Select[Any]) -> Sequence[Any]:
    return store.read(query)
