"""What the page of an organisation, institution or phenomenon shows: quotations and counts, never a word of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from corpus.catalogue import country_name
from corpus.citation.facts import rectification_sentence
from corpus.knowledge.factsheet import EVIDENCE, HEADINGS
from corpus.knowledge.records import Mentioned, Profile, Quoted, Together
from corpus.model import MentionKind
from corpus.store import PassageRecord
from indexer.query.lexis import FIELDS
from indexer.search import SearchRequest
from nlp.vocabulary import Concept, Vocabulary
from search_app import dutch
from search_app.marking import marked
from search_app.urls import filter_url, search_url
from search_app.viewmodels.labels import FILTER_OF_MENTION, PAGE_OF_MENTION, VOICES, DocumentLabel, document_label
from search_app.viewmodels.places import place
from search_app.viewmodels.results import LinkView

_SHOWN = 10  # passages under one heading
_TOGETHER = 15  # concepts of one kind
_PLACES = 60

KIND_WORDS = {
    MentionKind.PHENOMENON: "Fenomeen",
    MentionKind.INSTITUTION: "Instelling",
    MentionKind.ORGANISATION: "Organisatie",
}
_TOGETHER_TITLES = {
    MentionKind.PHENOMENON: "Fenomenen",
    MentionKind.INSTITUTION: "Instellingen",
    MentionKind.ORGANISATION: "Organisaties",
}


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A passage quoted whole, with everything a reader needs to judge it."""

    url: str
    text: Markup
    language: str
    document: DocumentLabel
    place: str
    section: str
    named: bool  # False: only the heading above the passage names it
    voice: str
    evidence: str
    tags: tuple[str, ...]
    figures: str
    rectifications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading with its passages; `more` says how many are not shown."""

    id: str
    title: str
    quotes: tuple[QuoteView, ...]
    more: str


@dataclass(frozen=True, slots=True)
class EndView:
    """The first or last passage that names the concept."""

    words: str
    document: DocumentLabel
    place: str
    voice: str
    url: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table: words, a second cell, a number that links to the passages it counts."""

    name: str
    second: str
    third: str
    count: str
    url: str  # empty where no search tells these passages apart


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """What someone said at some time that a concept means."""

    text: str
    by: str
    country: str
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The whole page."""

    id: str
    kind: str  # in words
    name: str
    made: str
    total: str
    search_url: str
    json_url: str
    old: bool
    names: tuple[str, ...]  # as documents write it
    labels: tuple[tuple[str, str], ...]  # of the vocabulary: heading, labels
    ends: tuple[EndView, ...]
    rectified: tuple[tuple[str, str], ...]  # sentence, address of the passage
    headings: tuple[HeadingView, ...]
    others: HeadingView
    publishers: tuple[RowView, ...]
    years: tuple[RowView, ...]
    places: tuple[RowView, ...]
    together: tuple[tuple[str, tuple[LinkView, ...]], ...]
    relations: tuple[tuple[str, tuple[LinkView, ...]], ...]
    definitions: tuple[DefinitionView, ...]
    evidence: tuple[tuple[str, str], ...]
    cut: bool


def profile_view(profile: Profile, vocabulary: Vocabulary, label: Callable[[MentionKind, str], str]) -> ProfileView:
    """Return the page of *profile*; *label* gives the name of a concept by kind and id."""
    concept = vocabulary.concept(profile.concept) if profile.concept in vocabulary else None
    phenomenon = profile.kind is MentionKind.PHENOMENON
    others = "Passages die dit begrip het vaakst noemen" if phenomenon else "Andere passages"
    return ProfileView(
        id=profile.concept,
        kind=KIND_WORDS[profile.kind],
        name=label(profile.kind, profile.concept),
        made=dutch.date(profile.made),
        total=f"{dutch.counted(profile.passages, 'passage', 'passages')} van "
        f"{dutch.counted(profile.documents, 'document', 'documenten')}",
        search_url=_search(profile),
        json_url=url_for(PAGE_OF_MENTION[profile.kind].replace(".show", ".values"), concept_id=profile.concept),
        old=profile.old,
        names=tuple(f"{one.text} ({dutch.number(one.mentions)}×)" for one in profile.names),
        labels=_labels(concept) if concept else (),
        ends=tuple(_ends(profile)),
        rectified=tuple(
            (rectification_sentence(each), url_for("passage.show", passage_id=one.passage.id))
            for one in profile.rectified
            for each in one.rectifications
        ),
        headings=tuple(_heading(key, HEADINGS[key], found) for key, found in profile.headings),
        others=_heading("andere", others, profile.others),
        publishers=tuple(
            RowView(
                one.publisher or "Onbekende uitgever",
                country_name(one.country) or "onbekend",
                _period(one.first, one.last),
                dutch.number(one.passages),
                _search(profile, publisher=one.publisher, country=one.country) if one.publisher else "",
            )
            for one in profile.publishers
        ),
        years=tuple(
            RowView(
                one.year or "zonder datum",
                country_name(one.country) or "onbekend",
                "",
                dutch.number(one.passages),
                _search(profile, country=one.country, year=one.year) if one.year and one.country else "",
            )
            for one in profile.years
        ),
        places=_places(profile, vocabulary, label),
        together=tuple(_together(profile, label)),
        relations=_relations(concept, vocabulary) if concept and phenomenon else (),
        definitions=_definitions(concept) if concept else (),
        evidence=tuple(EVIDENCE.items()),
        cut=profile.cut,
    )


def _search(profile: Profile, **chosen: str) -> str:
    return filter_url(**{FILTER_OF_MENTION[profile.kind]: profile.concept}, **chosen)


def _search_with(profile: Profile, one: Together) -> str:
    """Return the search for passages that name both; values of one filter are "or", so one of a kind is a word."""
    own, other = FILTER_OF_MENTION[profile.kind], FILTER_OF_MENTION[one.kind]
    if own == other:
        text = f'{FIELDS[other]}:"{one.concept}"'
        return search_url(SearchRequest(text=text, chosen={own: (profile.concept,)}))
    return search_url(SearchRequest(chosen={own: (profile.concept,), other: (one.concept,)}))


def _ends(profile: Profile) -> Iterable[EndView]:
    for words, record in (("voor het eerst", profile.first), ("voor het laatst", profile.last)):
        if record is not None:
            yield EndView(
                words,
                document_label(record.document),
                place(record.document, record.page_label, record.last_page_label),
                VOICES[record.passage.voice],
                url_for("passage.show", passage_id=record.passage.id),
            )


def _heading(key: str, title: str, found: tuple[Quoted, ...]) -> HeadingView:
    more = len(found) - _SHOWN
    words = f"nog {dutch.counted(more, 'passage', 'passages')}" if more > 0 else ""
    return HeadingView(key, title, tuple(_quote(one) for one in found[:_SHOWN]), words)


def _quote(one: Quoted) -> QuoteView:
    record: PassageRecord = one.record
    tags = (
        ("bevat een ontkenning" if one.denied else ""),
        ("als mogelijkheid" if one.supposed else ""),
        ("ouder dan 24 maanden" if one.old else ""),
        ("noemt de naam alleen in het kopje" if one.heading else ""),
    )
    return QuoteView(
        url=url_for("passage.show", passage_id=record.passage.id),
        text=marked(record.passage.text, one.marks),
        language=record.passage.language,
        document=document_label(record.document),
        place=place(record.document, record.page_label, record.last_page_label),
        section=one.heading or (record.passage.section[-1] if record.passage.section else ""),
        named=not one.heading,
        voice=VOICES[record.passage.voice],
        evidence=one.evidence,
        tags=tuple(filter(None, tags)),
        figures=", ".join(dict.fromkeys(one.figures)),
        rectifications=tuple(rectification_sentence(each) for each in record.rectifications),
    )


def _period(first: str, last: str) -> str:
    return dutch.period(first, last) or "zonder datum"


def _places(profile: Profile, vocabulary: Vocabulary, label: Callable[[MentionKind, str], str]) -> tuple[RowView, ...]:
    found = [one for one in profile.together if one.kind is MentionKind.PLACE]
    rows = []
    for one in found[:_PLACES]:
        known = vocabulary.concept(one.concept) if one.concept in vocabulary else None
        within = ", ".join(vocabulary.label(each) for each in known.broader) if known else ""
        rows.append(
            RowView(
                label(one.kind, one.concept),
                known.facet if known else "niet in de woordenlijst",
                within,
                dutch.number(one.passages),
                _search_with(profile, one),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.second != "gemeente", row.second)))


def _together(profile: Profile, label: Callable[[MentionKind, str], str]) -> Iterable[tuple[str, tuple[LinkView, ...]]]:
    for kind, title in _TOGETHER_TITLES.items():
        found = [one for one in profile.together if one.kind is kind][:_TOGETHER]
        if found:
            yield (
                title,
                tuple(
                    LinkView(label(kind, one.concept), _search_with(profile, one), count=dutch.number(one.passages))
                    for one in found
                ),
            )


def _labels(concept: Concept) -> tuple[tuple[str, str], ...]:
    groups: dict[str, list[str]] = {}
    for one in concept.labels:
        if one.type in ("adjective", "derived"):
            continue
        where = country_name(one.country) if one.country else ""
        title = dutch.language(one.lang) if one.lang != "nl" else (f"In {where}" if where else "Nederlands")
        groups.setdefault(title, []).append(one.text)
    return tuple((title, ", ".join(dict.fromkeys(found))) for title, found in groups.items())


def _relations(concept: Concept, vocabulary: Vocabulary) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    related = (
        ("Ruimer", concept.broader),
        ("Enger", concept.narrower),
        ("Verwant, maar niet hetzelfde", concept.related),
    )
    return tuple(
        (title, tuple(LinkView(vocabulary.label(one), url_for("phenomenon.show", concept_id=one)) for one in ids))
        for title, ids in related
        if ids
    )


def _definitions(concept: Concept) -> tuple[DefinitionView, ...]:
    ordered = sorted(concept.definitions, key=lambda one: (not one.date, one.date, one.by))
    return tuple(
        DefinitionView(one.text, one.by, country_name(one.country), dutch.date(one.date), one.source) for one in ordered
    )


def concept_groups(
    found: Iterable[Mentioned], label: Callable[[MentionKind, str, str], str]
) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """Return every concept that has a page, by kind; *label* is given kind, id and the name in the text."""
    groups: dict[MentionKind, list[LinkView]] = {kind: [] for kind in KIND_WORDS}
    for one in found:
        page = url_for(PAGE_OF_MENTION[one.kind], concept_id=one.concept)
        groups[one.kind].append(
            LinkView(label(one.kind, one.concept, one.name), page, count=dutch.number(one.passages))
        )
    return tuple((_TOGETHER_TITLES[kind], tuple(links)) for kind, links in groups.items() if links)
