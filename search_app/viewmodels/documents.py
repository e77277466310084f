"""What the reading view of a document shows: its text in blocks with anchors, contents, details, mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from flask import url_for
from markupsafe import Markup

from corpus.catalogue import country_name, kind_label, series_title
from corpus.citation.facts import rectification_sentence
from corpus.density import Density
from corpus.model import FileVersion, MentionKind, Page, PassageKind, Section, page_labels
from corpus.store import DocumentRecord, PassageRecord
from search_app import dutch
from search_app.highlighting import Highlights
from search_app.marking import linked, marked
from search_app.urls import filter_url
from search_app.viewmodels.labels import (
    FILTER_OF_MENTION,
    MENTION_KINDS,
    PAGE_OF_MENTION,
    PASSAGE_KINDS,
    DocumentLabel,
    anchor,
)
from search_app.viewmodels.machine import MachineView
from search_app.viewmodels.notes import NoteLinks, back, inside
from search_app.viewmodels.places import PAGES, PDF, counted, has_pages, place
from search_app.viewmodels.results import LinkView

_DEEPEST_IN_CONTENTS = 2
_CONCEPTS_SHOWN = 12  # of one kind of mention
_TOPICS_SHOWN = 5
_PLACES_SHOWN = 60
_EDITIONS_AROUND = 3


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading of the document; `level` is that of the HTML element and never skips one."""

    what: ClassVar[str] = "heading"
    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PageBlock:
    """The beginning of a page, for the margin."""

    what: ClassVar[str] = "page"
    label: str  # "p. 12"
    counted: str  # "pdf-pagina 14", where that is another number
    anchor: str
    original_url: str  # the page in the original; empty when that cannot be addressed
    unreadable: bool


@dataclass(frozen=True, slots=True)
class PassageBlock:
    """A passage with its anchor; `kind` is a CSS class, `note` says what or who it is where that matters."""

    what: ClassVar[str] = "passage"
    anchor: str
    kind: str
    note: str
    text: Markup
    url: str
    place: str
    language: str
    bullet: bool  # a list item that does not bring its own sign or number
    rectifications: tuple[str, ...]
    next_place: str = ""  # anchor of the next passage with a mark; empty when this one has none or is the last
    callers: tuple[str, ...] = ()  # of a note: anchors of the places in the text that call it


Block = HeadingBlock | PageBlock | PassageBlock


@dataclass(frozen=True, slots=True)
class ContentsLink:
    """A heading in the list of contents; `deeper` when it is not of the highest level."""

    title: str
    url: str
    deeper: bool


@dataclass(frozen=True, slots=True)
class MentionedView:
    """A concept that a document mentions: its page, else the search for it; `search_url` beside its page."""

    text: str
    url: str
    search_url: str
    count: str


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The concepts of one kind that a document mentions, most frequent first, and how many more there are."""

    title: str
    links: tuple[MentionedView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """A phenomenon that the document is about more than others are, and how often it speaks of it."""

    link: LinkView
    density: str  # "4 vermeldingen, 12,5 per 10.000 woorden"
    search_url: str  # the phenomenon in all documents


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The whole page of a document."""

    document: DocumentLabel
    size: str  # "24 pagina's, 310 passages"
    original_url: str
    original_text: str
    has_text: bool
    blocks: tuple[Block, ...]
    contents: tuple[ContentsLink, ...]
    details: tuple[tuple[str, str | Markup], ...]
    family: tuple[tuple[str, tuple[LinkView, ...]], ...]  # its letter or its annexes, under a name
    origins: tuple[str, ...]  # where the details come from
    versions: tuple[LinkView, ...]
    notes: tuple[str, ...]
    topics: tuple[TopicView, ...]
    mentions: tuple[MentionGroup, ...]
    text: str  # the words marked
    literal: bool
    own_words: bool  # without other names of concepts
    found: str  # "12 plaatsen in 5 passages"
    places: tuple[LinkView, ...]
    problem: str
    search_url: str  # the same words in all documents
    machine: MachineView
    editions: tuple[LinkView, ...]  # of the same series, oldest first; empty when this is the only one
    rectifications: tuple[str, ...] = ()


def editions(record: DocumentRecord, of_series: Sequence[DocumentRecord]) -> tuple[LinkView, ...]:
    """Return the documents of the same series around this one, at most so many on either side, oldest first."""
    ids = [one.id for one in of_series]
    if len(ids) < 2 or record.id not in ids:
        return ()
    place = ids.index(record.id)
    near = of_series[max(0, place - _EDITIONS_AROUND) : place + _EDITIONS_AROUND + 1]
    return tuple(
        LinkView(
            one.metadata.title,
            url_for("document.show", document_id=one.id),
            one.id == record.id,
            dutch.date(one.metadata.published) or "zonder datum",
        )
        for one in near
    )


def original_url(record: DocumentRecord, page: int | None = None) -> str:
    """Return the address of the original file; at *page* (counted from 1) where the format has pages."""
    at = f"page={page}" if page is not None and record.file.media_type == PDF else None
    return url_for("original.current", document_id=record.id, _anchor=at)


def blocks(
    record: DocumentRecord,
    pages: Sequence[Page],
    sections: Sequence[Section],
    passages: Sequence[PassageRecord],
    highlights: Highlights,
    *,
    notes: NoteLinks,
) -> Iterator[Block]:
    """Yield the text of a document in reading order: headings, page beginnings and passages."""
    labels = page_labels(pages)
    waiting_pages = list(pages) if pages and has_pages(record, labels[pages[0].number]) else []
    waiting_sections = list(enumerate(sections))
    following = _following(passages, highlights)
    level = 1
    for one in passages:
        place = (one.passage.page, one.passage.spans[0].start)
        while waiting_pages or waiting_sections:
            section = waiting_sections[0][1] if waiting_sections else None
            section_place = (section.page, section.start) if section else None
            if waiting_pages and waiting_pages[0].number <= min(
                place[0], section_place[0] if section_place else place[0]
            ):
                page = waiting_pages.pop(0)
                yield _page_block(record, page, labels[page.number])
            elif section and section_place and section_place <= place:
                level = min(section.level + 1, level + 1, 6)
                yield HeadingBlock(level, section.title, f"sectie-{waiting_sections.pop(0)[0] + 1}")
            else:
                break
        yield _passage_block(one, highlights, following.get(one.passage.id, ""), notes)
    for page in waiting_pages:
        yield _page_block(record, page, labels[page.number])


def _following(passages: Sequence[PassageRecord], highlights: Highlights) -> dict[str, str]:
    """Return the anchor of the next passage with a mark, by passage id."""
    found = [one.passage.id for one in passages if one.passage.id in highlights.marks]
    return {one: anchor(following) for one, following in pairwise(found)}


def _page_block(record: DocumentRecord, page: Page, label: str) -> PageBlock:
    return PageBlock(
        label=place(record, label, label),
        counted=counted(record, label, page.number),
        anchor=f"pagina-{page.number}",
        original_url=original_url(record, page.number) if record.file.media_type == PDF else "",
        unreadable=not page.readable,
    )


def _passage_block(record: PassageRecord, highlights: Highlights, next_place: str, notes: NoteLinks) -> PassageBlock:
    passage = record.passage
    return PassageBlock(
        anchor=anchor(passage.id),
        kind=passage.kind.value,
        note=PASSAGE_KINDS.get(passage.kind, ""),
        text=marked(passage.text, highlights.marks.get(passage.id, ()), inside(passage.id, notes)),
        url=url_for("passage.show", passage_id=passage.id),
        place=place(record.document, record.page_label, record.last_page_label),
        language=passage.language,
        bullet=passage.kind is PassageKind.LIST_ITEM and passage.text[:1].isalpha(),
        rectifications=tuple(rectification_sentence(one) for one in record.rectifications),
        next_place=next_place,
        callers=back(passage.id, notes),
    )


def contents(blocks_: Iterable[Block]) -> tuple[ContentsLink, ...]:
    """Return links to the headings of the two highest levels."""
    headings = [block for block in blocks_ if isinstance(block, HeadingBlock)]
    return tuple(
        ContentsLink(one.title, f"#{one.anchor}", deeper=one.level > 2)
        for one in headings
        if one.level <= _DEEPEST_IN_CONTENTS + 1
    )


def details(record: DocumentRecord, pages: Sequence[Page]) -> tuple[tuple[str, str | Markup], ...]:
    """Return what is known of a document, as names and values; what is unknown is left out."""
    metadata, file = record.metadata, record.file
    labels = page_labels(pages)
    unreadable = [labels.get(number, str(number)) for number in record.unreadable_pages]
    values: list[tuple[str, str | Markup]] = [
        ("Titel", metadata.title),
        ("Uitgever", metadata.publisher),
        ("Land", country_name(metadata.country)),
        ("Soort", kind_label(metadata.kind)),
        ("Reeks", series_title(metadata.series) if metadata.series else ""),
        ("Editie", metadata.edition),
        ("Nummer", metadata.number),
        ("Gepubliceerd", dutch.date(metadata.published)),
        ("Gaat over", dutch.period(metadata.period_from, metadata.period_to)),
        ("Taal", dutch.language(metadata.language)),
        ("Licentie", metadata.licence),
        ("Markering in het document", metadata.marking),
        ("Adres bij de uitgever", linked(metadata.address)),
        ("Opgehaald", dutch.date(metadata.retrieved)),
        ("Bestand", f"{file.name} ({dutch.size(file.size)}, {file.media_type})"),
        ("Controlegetal (SHA-256)", file.sha256),
        ("Ingelezen", dutch.date(record.ingested)),
        ("Ingelezen met", record.reader),
        (f"{PAGES.capitalize()} zonder leesbare tekst", ", ".join(unreadable)),
    ]
    return tuple((name, value) for name, value in values if value)


def versions(record: DocumentRecord, found: Sequence[FileVersion]) -> tuple[LinkView, ...]:
    """Return a link to every file version, latest first; empty when there is only one."""
    if len(found) < 2:
        return ()
    return tuple(
        LinkView(
            f"{one.name}, versie {one.sha256[:8]}",
            url_for("original.version", document_id=record.id, version=one.sha256[:8]),
            current=one.sha256 == record.file.sha256,
        )
        for one in reversed(found)
    )


def mention_groups(
    counts: Iterable[tuple[MentionKind, str, int]], label: Callable[[MentionKind, str], str]
) -> tuple[MentionGroup, ...]:
    """Return what a document mentions, by kind; persons, figures and dates are not listed apart from their passage."""
    by_kind: dict[MentionKind, list[MentionedView]] = {}
    for kind, concept, count in counts:
        if kind in (MentionKind.PHENOMENON, MentionKind.ORGANISATION, MentionKind.INSTITUTION, MentionKind.PLACE):
            by_kind.setdefault(kind, []).append(_mentioned(kind, concept, label(kind, concept), count))
    return tuple(
        MentionGroup(MENTION_KINDS[kind], tuple(links[:_CONCEPTS_SHOWN]), max(0, len(links) - _CONCEPTS_SHOWN))
        for kind, links in sorted(by_kind.items(), key=lambda pair: list(MENTION_KINDS).index(pair[0]))
    )


def _mentioned(kind: MentionKind, concept: str, name: str, count: int) -> MentionedView:
    search, page = filter_url(**{FILTER_OF_MENTION[kind]: concept}), PAGE_OF_MENTION.get(kind)
    url = url_for(page, concept_id=concept) if page else search
    return MentionedView(name, url, search if page else "", dutch.number(count))


def topics(found: Sequence[Density], label: Callable[[str], str]) -> tuple[TopicView, ...]:
    """Return the phenomena of which a document speaks most for its length and that few other documents speak of."""
    return tuple(
        TopicView(
            LinkView(label(one.concept), url_for("phenomenon.show", concept_id=one.concept)),
            f"{dutch.counted(one.mentions, 'vermelding', 'vermeldingen')}, "
            f"{dutch.number(round(one.per_10k))} per 10.000 woorden",
            filter_url(phenomenon=one.concept),
        )
        for one in found[:_TOPICS_SHOWN]
    )


def places(passages: Sequence[PassageRecord], highlights: Highlights) -> tuple[LinkView, ...]:
    """Return links to where marks begin: one per page, or per heading where there are no pages; at most sixty."""
    found: dict[tuple[int, str], tuple[str, int]] = {}
    for one in passages:
        if spans := highlights.marks.get(one.passage.id):
            pdf = counted(one.document, one.page_label, one.passage.page)
            words = ", ".join(filter(None, (place(one.document, one.page_label, one.page_label), pdf)))
            heading = one.passage.section[-1] if one.passage.section else "Begin"
            key = (one.passage.page, words) if words else (0, heading)
            first, count = found.get(key, (anchor(one.passage.id), 0))
            found[key] = (first, count + len(spans))
    links = [LinkView(name, f"#{first}", count=dutch.number(count)) for (_page, name), (first, count) in found.items()]
    return tuple(links[:_PLACES_SHOWN])


def found_words(highlights: Highlights) -> str:
    """Say how much is marked; empty when nothing is."""
    if not highlights.marks:
        return ""
    return (
        f"{dutch.counted(highlights.places, 'plaats', 'plaatsen')} in "
        f"{dutch.counted(len(highlights.marks), 'passage', 'passages')}"
    )
