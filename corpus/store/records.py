"""What the store gives back: frozen records that templates and searches read."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import FileVersion, Metadata, Passage


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its text."""

    id: str
    metadata: Metadata
    file: FileVersion
    reader: str
    notes: tuple[str, ...]
    page_count: int
    unreadable_pages: tuple[int, ...]  # pages without text, counted from 1
    passage_count: int
    ingested: str  # ISO 8601 moment, UTC: when this file version was read


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with what a citation needs: its document and the label of its pages."""

    passage: Passage
    document: DocumentRecord
    page_label: str  # page as printed, else as counted
    last_page_label: str


@dataclass(frozen=True, slots=True)
class RetiredPassage:
    """A passage of an earlier file version that is gone; its words are kept so that a citation can be checked."""

    id: str
    document_id: str
    text: str
    page: int
    page_label: str
    sha256: str  # file version in which it stood
    retired: str  # ISO 8601 moment, UTC


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    source: str  # path or address as given
    sha256: str
    reason: str  # key in ReadingError.REASONS
    message: str
    at: str  # ISO 8601 moment, UTC


@dataclass(frozen=True, slots=True)
class Change:
    """Something the index must follow: a document put or removed; numbers only go up."""

    number: int
    document_id: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How much of one publisher's kind of document the corpus holds."""

    country: str
    publisher: str
    kind: str
    documents: int
    pages: int
    passages: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the corpus holds."""

    documents: int
    pages: int
    passages: int
