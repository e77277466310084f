"""What the REST interface takes and gives; these models are the contract, and the OpenAPI document is made of them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from indexer.query.lexis import MAX_CHARS

_ID = "Stable id; also the last part of its address."


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SearchQuery(_Model):
    """A search: the same words and filters as on the website. Filters are OR within one and AND between them."""

    q: str = Field("", max_length=MAX_CHARS, description="Query language of the website; empty for every passage.")
    country: list[Literal["BE", "NL"]] = Field([], max_length=2)
    publisher: list[str] = Field([], max_length=40)
    kind: list[str] = Field([], max_length=40)
    year: list[int] = Field([], max_length=40, description="Year of publication.")
    phenomenon: list[str] = Field([], max_length=40, description="Ids as in /phenomena.")
    institution: list[str] = Field([], max_length=40)
    place: list[str] = Field([], max_length=40)
    year_from: int | None = Field(None, ge=1500, le=2199)
    year_to: int | None = Field(None, ge=1500, le=2199)
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    unit: Literal["document", "passage"] = Field("document", description="Group hits by document, or list passages.")
    literal: bool = Field(default=False, description="Only the words as written.")
    page: int = Field(1, ge=1, le=5_000)
    per_page: int = Field(20, ge=1, le=100)


class RectificationOut(_Model):
    """What was put right about words in a document: show it with every quotation of them."""

    notice: str = Field(description="In Dutch.")
    quotation: str = Field(description="The words it is about; empty: the whole page or document.")
    page: str = Field(description="As printed; empty: any.")
    address: str = Field(description="Where the judgment or notice is.")
    date: str


class PassageOut(_Model):
    """A passage: text as printed, and where it stands."""

    id: str = Field(description=_ID)
    document: str = Field(description="Id of its document.")
    text: str
    page: str = Field(description="Page as printed on it; the count where nothing is printed.")
    last_page: str
    page_counted: int = Field(description="Page as counted from 1.")
    kind: str
    voice: str = Field(description="Who speaks: publisher, questioner, minister or quoted.")
    language: str
    section: list[str]
    rectifications: list[RectificationOut]
    url: str = Field(description="Permanent address.")


class HitOut(PassageOut):
    """A passage found."""

    snippet: str
    marks: list[tuple[int, int]] = Field(description="Found words: offsets into the snippet, in code points.")
    score: float = Field(description="Compares within one answer only.")


class DocumentOut(_Model):
    """A document without its text."""

    id: str = Field(description=_ID)
    title: str
    publisher: str
    country: str
    kind: str
    series: str
    edition: str
    number: str
    language: str
    published: str = Field(description="ISO 8601; may be a year or a month; empty when unknown.")
    address: str = Field(description="Where the publisher has it.")
    licence: str
    sha256: str
    pages: int
    passages: int
    unreadable_pages: list[int] = Field(description="Pages without text, counted from 1.")
    sample: bool = Field(description="An invented document, no source.")
    url: str


class DocumentHitOut(_Model):
    """A document found, with its best passages; `count` is the exact number of its passages that match."""

    document: DocumentOut
    count: int
    passages: list[HitOut]


class FacetValueOut(_Model):
    """One value of a facet with the exact number of passages; the facet's own filter is lifted."""

    key: str
    label: str
    count: int
    chosen: bool


class SearchAnswer(_Model):
    """The answer to a search; totals and counts are exact."""

    passages: int
    documents: int
    page: int
    pages: int
    searched_for: list[str] = Field(description="In Dutch: what was looked for besides the words as typed.")
    hints: list[str]
    hits: list[DocumentHitOut]
    facets: dict[str, list[FacetValueOut]]


class FacetsAnswer(_Model):
    """Only the totals and facets of a search."""

    passages: int
    documents: int
    facets: dict[str, list[FacetValueOut]]


class PageQuery(_Model):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=100_000)
    per_page: int = Field(50, ge=1, le=200)
    order: Literal["newest", "title", "ingested", "id"] = "newest"


class DocumentsAnswer(_Model):
    """Documents of the corpus."""

    total: int
    page: int
    documents: list[DocumentOut]


class PassagesAnswer(_Model):
    """The passages of a document, in reading order."""

    document: DocumentOut
    passages: list[PassageOut]


class MentionOut(_Model):
    """What a passage names; it says that the passage speaks of it, nothing about what it is."""

    start: int = Field(description="Offset into the text of the passage, in code points.")
    end: int
    surface: str
    kind: str
    concept: str
    assertion: str
    method: str
    confidence: float


class SelectorOut(_Model):
    """W3C Web Annotation TextQuoteSelector of the passage on its first page."""

    exact: str
    prefix: str
    suffix: str


class PassageAnswer(_Model):
    """A passage with its document and what it mentions."""

    passage: PassageOut
    document: DocumentOut
    mentions: list[MentionOut]
    selector: SelectorOut


class CitationAnswer(_Model):
    """A passage in every form of citation."""

    footnote: str
    belgian: str
    apa: str
    apa_in_text: str
    chicago: str
    bibtex: str
    ris: str
    csl_json: str


class PhenomenonOut(_Model):
    """A concept of the vocabulary, and how many passages mention it."""

    id: str
    label: str
    labels: dict[str, list[str]] = Field(description="Language -> labels.")
    broader: list[str]
    narrower: list[str]
    related: list[str]
    passages: int


class PhenomenaAnswer(_Model):
    """The phenomena of the vocabulary."""

    vocabulary: str = Field(description="Fingerprint of the vocabulary.")
    phenomena: list[PhenomenonOut]


class CheckQuery(_Model):
    """A text whose quotations are to be checked; it is not kept."""

    text: str = Field(min_length=1, max_length=200_000)


class PieceOut(_Model):
    """A stretch of a comparison: same, quote (only in the text checked) or source (only in the source)."""

    kind: str
    text: str


class PlaceOut(_Model):
    """Where words stand in the corpus, and what stands around them."""

    passage: str
    document: str
    title: str
    page: str
    last_page: str
    text: str
    before: str
    after: str
    negated_before: str
    url: str


class CheckedPartOut(_Model):
    """A part of a quotation; without place nothing like it was found."""

    text: str
    pieces: list[PieceOut]
    place: PlaceOut | None


class CheckedQuotationOut(_Model):
    """A quotation: exact, differs or absent (in this corpus)."""

    text: str
    start: int
    end: int
    verdict: Literal["exact", "differs", "absent"]
    alarms: list[str] = Field(description="negation, number, level, name, certainty: look at these first.")
    in_order: bool
    spelling: bool
    page_given: str
    parts: list[CheckedPartOut]
    elsewhere: list[PlaceOut]


class CheckAnswer(_Model):
    """Every quotation of a text, checked."""

    quotations: list[CheckedQuotationOut]
    left_out: int
    cut: bool


class Problem(_Model):
    """What went wrong and what to do, in Dutch; `position` (code points from 0) only for a query."""

    status: int
    message: str
    position: int | None = None
    suggestion: str = ""
