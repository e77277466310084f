"""What the page of one passage shows: the quotation in its context, citation forms, who speaks, what is mentioned."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from flask import url_for
from markupsafe import Markup

from corpus.citation import cite, quotation_with_citation
from corpus.citation.facts import rectification_sentence
from corpus.model import Mention, MentionKind
from corpus.store import DocumentRecord, PassageRecord, RetiredPassage
from indexer.reuse import Reuse
from search_app import dutch
from search_app.marking import marked
from search_app.site import public_url
from search_app.urls import filter_url
from search_app.viewmodels.documents import original_url
from search_app.viewmodels.labels import (
    ASSERTIONS,
    FILTER_OF_MENTION,
    MENTION_KINDS,
    PAGE_OF_MENTION,
    PASSAGE_KINDS,
    VOICES,
    DocumentLabel,
    anchor,
    document_label,
)
from search_app.viewmodels.machine import MachineView, fragment_url, passage_machine
from search_app.viewmodels.notes import NoteLinks, NoteView, called_notes, calling_places, outside
from search_app.viewmodels.places import PDF, counted, place

_NAMED_BY_SURFACE = {MentionKind.PERSON, MentionKind.LEVEL, MentionKind.FIGURE, MentionKind.DATE}
_LINE_CHARS = 60  # for the height of a box


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of a citation: the text to copy, in a box of `rows` lines; `download` is its file, if it has one."""

    id: str
    title: str
    text: str
    rows: int
    download: str = ""
    download_text: str = ""
    main: bool = False  # shown at once
    html: str = ""  # the same with italics and links, for a word processor


@dataclass(frozen=True, slots=True)
class MentionView:
    """Something the passage mentions: its name, the words in the text, how the text speaks of it, how it was found."""

    name: str
    surface: str  # empty when it is the name
    assertion: str
    method: str
    url: str  # its page, else the search; empty where there is neither
    search_url: str = ""  # beside its page
    kind: str = ""  # what a person who says that it is wrong sends back
    concept: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MentionsView:
    """The mentions of one kind."""

    title: str
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class ReuseView:
    """A passage of another document that has the same words."""

    document: DocumentLabel
    place: str
    url: str
    words: str
    language: str
    when: str  # "later", "eerder" or empty


@dataclass(frozen=True, slots=True)
class ContextView:
    """A passage that stands beside the one quoted, with what was put right about it."""

    text: str
    rectifications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassagePage:
    """The whole page of a passage."""

    id: str
    document: DocumentLabel
    place: str  # empty where the document has no pages
    counted: str  # "pdf-pagina 14", where that is another number
    section: tuple[str, ...]
    kind: str
    voice: str
    text: Markup
    notes: tuple[NoteView, ...]  # what the marks in the text call
    callers: tuple[NoteView, ...]  # of a note: where it is called
    language: str
    before: tuple[ContextView, ...]
    after: tuple[ContextView, ...]
    forms: tuple[FormView, ...]
    mentions: tuple[MentionsView, ...]
    document_url: str
    reading_url: str
    original_url: str
    original_text: str
    permalink: str
    seen_url: str  # with the file version
    version: str  # first 8 characters of the file's hash
    machine: MachineView
    elsewhere: tuple[ReuseView, ...]
    earlier: bool = False  # asked for as seen in an earlier file version
    rectifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetiredPage:
    """A passage that is no longer in the corpus, with the words it had."""

    id: str
    text: str
    place: str
    version: str
    retired: str
    document: DocumentLabel | None
    document_url: str
    original_url: str


def passage_page(
    record: PassageRecord,
    *,
    before: Iterable[PassageRecord],
    after: Iterable[PassageRecord],
    mentions: Iterable[Mention],
    notes: NoteLinks,
    noted: Mapping[str, PassageRecord],
    label: Callable[[MentionKind, str], str],
    elsewhere: Iterable[Reuse] = (),
    earlier: str = "",
) -> PassagePage:
    """Return what the page of *record* shows.

    Args:
        record: the passage.
        before: passages that stand before it.
        after: passages that stand after it.
        mentions: what is named in it.
        notes: its note marks, and those that call it where it is a note.
        noted: the passages at the other end of these marks, by id.
        label: gives a concept its name.
        elsewhere: passages of other documents with the same words.
        earlier: the file version it was asked for in, if not the current.
    """
    marks = notes.marks.get(record.passage.id, ())
    passage, document = record.passage, record.document
    permalink = public_url("passage.show", passage_id=passage.id)
    version = earlier or document.file.sha256[:8]
    return PassagePage(
        id=passage.id,
        document=document_label(document),
        place=place(document, record.page_label, record.last_page_label),
        counted=counted(document, record.page_label, passage.page),
        section=passage.section,
        kind=PASSAGE_KINDS.get(passage.kind, ""),
        voice=VOICES[passage.voice],
        text=marked(passage.text, (), outside(marks)),
        notes=called_notes(marks, noted),
        callers=calling_places(notes.callers.get(passage.id, ()), noted),
        language=passage.language,
        before=tuple(_context(one) for one in before),
        after=tuple(_context(one) for one in after),
        forms=citation_forms(record, permalink),
        mentions=mention_views(mentions, label),
        document_url=url_for("document.show", document_id=document.id),
        reading_url=fragment_url(record, anchor(passage.id)),
        original_url=_original(document, passage.page, earlier),
        original_text="Open de pagina in de pdf"
        if document.file.media_type == PDF
        else "Download het originele bestand",
        permalink=permalink,
        seen_url=public_url("passage.seen", passage_id=passage.id, version=version),
        version=version,
        machine=passage_machine(record),
        elsewhere=tuple(_reuse(one, document) for one in elsewhere),
        earlier=bool(earlier),
        rectifications=tuple(rectification_sentence(one) for one in record.rectifications),
    )


def _context(record: PassageRecord) -> ContextView:
    return ContextView(record.passage.text, tuple(rectification_sentence(one) for one in record.rectifications))


def _reuse(one: Reuse, document: DocumentRecord) -> ReuseView:
    other = one.record
    known = document.metadata.published and other.document.metadata.published
    same = document.metadata.published == other.document.metadata.published
    return ReuseView(
        document=document_label(other.document),
        place=place(other.document, other.page_label, other.last_page_label),
        url=url_for("passage.show", passage_id=other.passage.id),
        words=one.words,
        language=other.passage.language,
        when="" if same or not known else "later" if one.later else "eerder",
    )


def _original(document: DocumentRecord, page: int, earlier: str) -> str:
    if earlier:
        return url_for("original.version", document_id=document.id, version=earlier)
    return original_url(document, page)


def citation_forms(record: PassageRecord, permalink: str) -> tuple[FormView, ...]:
    """Return every form in which the passage can be cited, the most used first."""
    citation = cite(record, address=permalink)
    ris = url_for("passage.ris", passage_id=record.passage.id)
    bibtex = url_for("passage.bibtex", passage_id=record.passage.id)
    quoted = html.escape(" ".join(record.passage.text.split()))
    styled = (
        f'<blockquote cite="{html.escape(permalink)}">\u201c{quoted}\u201d</blockquote><p>{citation.footnote_html}</p>'
    )
    return (
        _form("citaat", "Citaat met bron", quotation_with_citation(record, permalink), styled, main=True),
        _form(
            "voetnoot",
            "Voetnoot, naar de Leidraad voor juridische auteurs",
            citation.footnote,
            citation.footnote_html,
            main=True,
        ),
        _form("belgisch", "Juridisch (Belgi\u00eb), vereenvoudigd", citation.belgian, citation.belgian_html),
        _form("apa", "APA", citation.apa, citation.apa_html),
        _form("apa-in-tekst", "APA, verwijzing in de tekst", citation.apa_in_text, citation.apa_in_text_html),
        _form("chicago", "Chicago, noot", citation.chicago, citation.chicago_html),
        replace(_form("bibtex", "BibTeX", citation.bibtex), download=bibtex, download_text="Download .bib"),
        replace(
            _form("ris", "RIS (Zotero, EndNote, Mendeley)", citation.ris), download=ris, download_text="Download .ris"
        ),
        _form("permalink", "Vaste link", permalink, main=True),
    )


def _form(name: str, title: str, text: str, styled: str = "", *, main: bool = False) -> FormView:
    text = text.strip()
    rows = sum(1 + len(line) // _LINE_CHARS for line in text.splitlines())
    return FormView(name, title, text, min(max(rows, 1), 14), main=main, html=styled)


def mention_views(mentions: Iterable[Mention], label: Callable[[MentionKind, str], str]) -> tuple[MentionsView, ...]:
    """Return the mentions by kind, each concept and manner of speaking once."""
    by_kind: dict[MentionKind, dict[tuple[str, str], MentionView]] = {}
    for one in mentions:
        name = one.surface if one.kind in _NAMED_BY_SURFACE else label(one.kind, one.concept)
        filter_name, page = FILTER_OF_MENTION.get(one.kind), PAGE_OF_MENTION.get(one.kind)
        search = filter_url(**{filter_name: one.concept}) if filter_name and one.concept else ""
        view = MentionView(
            name=name,
            surface="" if one.surface.casefold() == name.casefold() else one.surface,
            assertion=ASSERTIONS.get(one.assertion, ""),
            method=one.method,
            url=url_for(page, concept_id=one.concept) if page and one.concept else search,
            search_url=search if page else "",
            kind=one.kind.value,
            concept=one.concept,
            words=one.surface if one.kind in _NAMED_BY_SURFACE else "",
        )
        by_kind.setdefault(one.kind, {}).setdefault((name, view.assertion), view)
    return tuple(
        MentionsView(title, tuple(by_kind[kind].values())) for kind, title in MENTION_KINDS.items() if kind in by_kind
    )


def retired_page(retired: RetiredPassage, document: DocumentRecord | None, *, has_original: bool) -> RetiredPage:
    """Return what the page of a passage that is gone shows."""
    version = retired.sha256[:8]
    original = url_for("original.version", document_id=retired.document_id, version=version)
    return RetiredPage(
        id=retired.id,
        text=retired.text,
        place=f"p. {retired.page_label}"
        if document is None
        else place(document, retired.page_label, retired.page_label),
        version=version,
        retired=dutch.date(retired.retired),
        document=document_label(document) if document else None,
        document_url=url_for("document.show", document_id=document.id) if document else "",
        original_url=original if has_original else "",
    )
