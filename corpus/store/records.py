"""What the store gives back: frozen records that templates and searches read."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import FileVersion, Metadata, Passage, Rectification


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
    word_count: int = 0
    tagged: str = ""  # version of the tagger that made its mentions; empty: not tagged


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with what a citation needs: its document and the label of its pages."""

    passage: Passage
    document: DocumentRecord
    page_label: str  # page as printed, else as counted
    last_page_label: str
    rectifications: tuple[Rectification, ...] = ()  # of the words of this passage


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
    page: int | None = None  # where reading stopped, where that is known


@dataclass(frozen=True, slots=True)
class OtherSource:
    """A further place where a document was found: it makes no second document and no second set of hits."""

    source: str  # path or address as given
    document_id: str
    relation: str  # same-bytes, same-text, earlier-version
    resemblance: float  # share of five-word shingles in common, 0 to 1
    sha256: str
    file_name: str
    media_type: str
    file_size: int  # bytes
    address: str  # public web address, where it was given
    first_seen: str  # ISO 8601 moment, UTC


@dataclass(frozen=True, slots=True)
class Annex:
    """A document that came with a letter."""

    document_id: str
    letter_id: str
    words: str  # printed words that say so


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a document that was read, but which a person should look at."""

    kind: str  # key in indexer.report.DOUBTS
    message: str  # in Dutch
    page: int | None = None  # first page on which it was seen


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that bears a marking: where it is and which marking, never what it says."""

    sha256: str
    source: str
    file_name: str
    marking: str  # as printed
    level: str  # classified, restricted
    page: int | None
    at: str  # ISO 8601 moment, UTC
    released_by: str = ""  # empty: nobody has released it
    released_reason: str = ""
    released_at: str = ""


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
