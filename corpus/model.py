"""Frozen values of the corpus: documents, pages, passages, mentions; knows no file format, database or engine.

Offsets are half-open and count code points, as spaCy's `Doc.char_span` takes them. Pages are counted from 1;
the label is what is printed on the page ("iv", "12") or None where nothing is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class PassageKind(StrEnum):
    """What a passage is on the page."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    FOOTNOTE = "footnote"
    QUESTION = "question"
    ANSWER = "answer"
    ACTION = "action"
    CONTENTS = "contents"
    REFERENCE = "reference"


class Voice(StrEnum):
    """Who speaks in a passage; a question is not an answer, a quoted source is not the publisher."""

    PUBLISHER = "publisher"
    QUESTIONER = "questioner"
    MINISTER = "minister"
    QUOTED = "quoted"


class MentionKind(StrEnum):
    """What a mention names."""

    PHENOMENON = "phenomenon"
    ORGANISATION = "organisation"
    INSTITUTION = "institution"
    PERSON = "person"
    PLACE = "place"
    LEVEL = "level"
    FIGURE = "figure"
    DATE = "date"


class Assertion(StrEnum):
    """How the text speaks of what it mentions."""

    STATED = "stated"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one page's text: `page.text[start:end]`."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """One printed line of a passage, in points from the top left corner of the page as displayed."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its reading text (paragraphs parted by a blank line, line-end hyphens undone) and its printed label."""

    number: int
    text: str
    label: str | None = None
    width: float | None = None  # points
    height: float | None = None  # points
    readable: bool = True  # False: an image without text; the page is kept and reported
    confidence: float | None = None  # of text recognition, 0 to 1; None where the file itself has the text


def page_labels(pages: Iterable[Page]) -> dict[int, str]:
    """Return how each page is cited, by its number: as printed, else as counted.

    A page without a printed number among pages that have one (a cover) is given in brackets, as librarians do: its
    count could be the printed number of another page.
    """
    known = list(pages)
    numbered = any(page.label for page in known)
    return {page.number: page.label or (f"[{page.number}]" if numbered else str(page.number)) for page in known}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, in reading order; `level` 1 is the highest."""

    level: int
    title: str
    page: int
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search and citation; more than one span where it runs over a page break.

    `text` is the page text of its spans, joined with one space.
    """

    id: str
    ordinal: int  # place in the document, from 0
    kind: PassageKind
    voice: Voice
    language: str  # ISO 639-1
    section: tuple[str, ...]  # titles of the headings above it, highest first
    spans: tuple[Span, ...]
    text: str
    boxes: tuple[Box, ...] = ()

    @property
    def page(self) -> int:
        """Page on which the passage begins, counted from 1."""
        return self.spans[0].page

    @property
    def last_page(self) -> int:
        """Page on which the passage ends, counted from 1."""
        return self.spans[-1].page


@dataclass(frozen=True, slots=True, order=True)
class NoteMark:
    """A mark that calls a note: printed right after `passage.text[:offset]`, and no part of that text."""

    passage_id: str
    offset: int
    mark: str  # as printed: 12, *
    note_passage_id: str  # first passage of the note


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or concept at a place in a passage: `passage.text[start:end] == surface`."""

    passage_id: str
    start: int
    end: int
    surface: str
    kind: MentionKind
    concept: str  # id in the vocabulary
    method: str  # rule or model with its version
    assertion: Assertion = Assertion.STATED
    confidence: float = 1.0
    label: str = ""  # label of the vocabulary that was found; empty for a model's find
    cue: str = ""  # word of the text that let the label count, where it needs one
    quoted: bool = False  # stands between quotation marks
    value: str = (
        ""  # JSON of what a figure, level or date says (corpus.statements), or of several concepts that it may be
    )

    @property
    def rule(self) -> str:
        """Name of the rule or model, without its version: `compound` of `lexicon:compound@2.27d33af0`."""
        return self.method.partition("@")[0].partition(":")[2]


@dataclass(frozen=True, slots=True)
class Rectification:
    """What was put right about words in a document; the document itself stays as it was published."""

    document_id: str
    notice: str  # what readers must know, in Dutch
    quotation: str = ""  # the words it is about; empty: the whole page, or the whole document
    page: str = ""  # as printed; empty: any
    address: str = ""  # where the judgment or notice is; an ECLI or web address
    date: str = ""  # ISO 8601, may be partial

    def __post_init__(self) -> None:
        if self.date and not _PARTIAL_DATE.fullmatch(self.date):
            raise ValueError(f"date must be an ISO date such as 2023, 2023-05 or 2023-05-12, not {self.date!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document as a whole; an empty string means unknown.

    Dates are ISO 8601 and may be partial: `2023`, `2023-05`, `2023-05-12`.
    """

    title: str
    publisher: str = ""
    country: str = ""  # "BE", "NL" or empty
    kind: str = "onbekend"  # key in corpus/catalogue/kinds.yaml
    series: str = ""  # key in corpus/catalogue/series.yaml
    edition: str = ""  # number, month or year as the publisher counts
    number: str = ""  # official number: dossier, question, document
    language: str = "nl"
    published: str = ""
    period_from: str = ""
    period_to: str = ""
    address: str = ""  # where the publisher has it
    retrieved: str = ""
    licence: str = ""
    marking: str = ""  # confidentiality marking found in the text
    sample: bool = False  # invented for this project

    def __post_init__(self) -> None:
        for name in ("published", "period_from", "period_to", "retrieved"):
            value = getattr(self, name)
            if value and not _PARTIAL_DATE.fullmatch(value):
                raise ValueError(f"{name} must be an ISO date such as 2023, 2023-05 or 2023-05-12, not {value!r}")
        if self.country not in ("", "BE", "NL"):
            raise ValueError(f"country must be BE, NL or empty, not {self.country!r}")

    @property
    def year(self) -> int | None:
        """Year of publication."""
        return int(self.published[:4]) if self.published else None


@dataclass(frozen=True, slots=True)
class FileVersion:
    """The bytes that were read: identified by their SHA-256, kept as the original."""

    sha256: str
    name: str  # file name as found
    media_type: str
    size: int  # bytes


class FoundIn(StrEnum):
    """Where a fact of a document as a whole was found, the most trusted first."""

    GIVEN = "given"  # by the person who ingested it
    FRONT = "front"  # first pages, running heads and feet
    ADDRESS = "address"
    SERIES = "series"  # what the catalogue says of every document of the series
    FILE = "file"  # file information, meta tags, file name


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one fact of a document was found: a field of `Metadata`, or another fact by its Dutch name."""

    field: str
    value: str
    found_in: FoundIn
    words: str = ""  # as printed
    page: int | None = None  # counted from 1; None: on no page, or in a running head


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read from one file version; building one checks the offsets of every passage.

    Raises:
        ValueError: a passage's text is not what its spans say, or a note mark does not lead from one to another.
    """

    id: str
    metadata: Metadata
    file: FileVersion
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    reader: str = ""  # reader and version that made this
    notes: tuple[str, ...] = field(default=())  # what could not be read, in Dutch, for the details page
    origins: tuple[Origin, ...] = field(default=())  # where the metadata and other facts come from
    note_marks: tuple[NoteMark, ...] = field(default=())  # in reading order

    def __post_init__(self) -> None:
        texts = {page.number: page.text for page in self.pages}
        if len(texts) != len(self.pages):
            raise ValueError(f"{self.id}: two pages carry the same number")
        for passage in self.passages:
            found = " ".join(texts[span.page][span.start : span.end] for span in passage.spans)
            if found != passage.text:
                raise ValueError(
                    f"{self.id}: passage {passage.ordinal} says {passage.text[:40]!r}, its page {found[:40]!r}"
                )
        lengths = {passage.id: len(passage.text) for passage in self.passages}
        for call in self.note_marks:
            if call.note_passage_id not in lengths or not 0 <= call.offset <= lengths.get(call.passage_id, -1):
                raise ValueError(f"{self.id}: note mark {call.mark!r} stands in no passage, or calls none: {call}")

    def page(self, number: int) -> Page:
        """Return the page counted as *number*, from 1."""
        return self.pages[number - 1]
