"""Dutch words for the values of the corpus: filters, kinds of passage, voices, kinds of mention, assertions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.catalogue import country_name, kind_label
from corpus.model import Assertion, MentionKind, PassageKind, Voice
from corpus.store import DocumentRecord
from search_app import dutch

#: Filter -> heading above its values.
FILTER_TITLES = {
    "country": "Land",
    "publisher": "Uitgever",
    "kind": "Soort document",
    "year": "Jaar",
    "phenomenon": "Fenomeen",
    "institution": "Instelling",
    "place": "Plaats",
    "organisation": "Organisatie",
}

SORT_TITLES = {"relevance": "Relevantie", "newest": "Nieuwste eerst", "oldest": "Oudste eerst"}

VOICES: Mapping[Voice, str] = {
    Voice.PUBLISHER: "de uitgever",
    Voice.QUESTIONER: "de vraagsteller",
    Voice.MINISTER: "de minister die antwoordt",
    Voice.QUOTED: "een aangehaalde bron",
}

#: Kinds that readers must know to judge a quotation; an ordinary paragraph or list item needs no word.
PASSAGE_KINDS: Mapping[PassageKind, str] = {
    PassageKind.TABLE_ROW: "Rij uit een tabel",
    PassageKind.FOOTNOTE: "Voetnoot",
    PassageKind.QUESTION: "Vraag",
    PassageKind.ANSWER: "Antwoord",
    PassageKind.ACTION: "Actie",
    PassageKind.CONTENTS: "Inhoudsopgave",
    PassageKind.REFERENCE: "Bronvermelding",
}

MENTION_KINDS: Mapping[MentionKind, str] = {
    MentionKind.PHENOMENON: "Fenomenen",
    MentionKind.ORGANISATION: "Organisaties",
    MentionKind.INSTITUTION: "Instellingen",
    MentionKind.PERSON: "Personen",
    MentionKind.PLACE: "Plaatsen",
    MentionKind.LEVEL: "Dreigingsniveaus",
    MentionKind.FIGURE: "Cijfers",
    MentionKind.DATE: "Data",
}

#: How the text speaks of what it mentions; what is simply stated needs no word.
ASSERTIONS: Mapping[Assertion, str] = {
    Assertion.NEGATED: "in een ontkenning",
    Assertion.HYPOTHETICAL: "als mogelijkheid",
}

#: What a suggestion is.
SUGGESTION_KINDS = {
    "phenomenon": "fenomeen",
    "institution": "instelling",
    "place": "plaats",
    "phrase": "woorden",
    "document": "document",
}

#: Kinds of mention that are also a filter.
FILTER_OF_MENTION = {
    MentionKind.PHENOMENON: "phenomenon",
    MentionKind.INSTITUTION: "institution",
    MentionKind.PLACE: "place",
    MentionKind.ORGANISATION: "organisation",
}

#: Kinds of mention that have a page: the endpoint of that page. Persons never have one.
PAGE_OF_MENTION = {
    MentionKind.PHENOMENON: "phenomenon.show",
    MentionKind.INSTITUTION: "institution.show",
    MentionKind.ORGANISATION: "organisation.show",
}


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """A document named in one line: title, country in words and as class of its colour, who, what and when."""

    id: str
    title: str
    country: str  # in words; empty when unknown
    country_class: str  # "be", "nl" or "none"
    publisher: str
    kind: str
    published: str  # in words
    sample: bool
    language: str  # ISO 639-1, for the lang attribute


def document_label(record: DocumentRecord) -> DocumentLabel:
    """Return the label of a document."""
    metadata = record.metadata
    return DocumentLabel(
        id=record.id,
        title=metadata.title,
        country=country_name(metadata.country),
        country_class=metadata.country.lower() or "none",
        publisher=metadata.publisher,
        kind=kind_label(metadata.kind),
        published=dutch.date(metadata.published),
        sample=metadata.sample,
        language=metadata.language,
    )


def anchor(passage_id: str) -> str:
    """Return the anchor of a passage in the page of its document: the id without the document."""
    return passage_id.split(".", 1)[-1]
