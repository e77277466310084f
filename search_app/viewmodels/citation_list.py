"""What the page Citatenlijst shows: each passage with its footnote, files to take along, an address to share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from corpus.citation import footnote
from corpus.store import PassageRecord, RetiredPassage
from search_app.site import public_url
from search_app.viewmodels.exports import FORMS
from search_app.viewmodels.labels import DocumentLabel, document_label
from search_app.viewmodels.places import place
from search_app.viewmodels.results import LinkView


@dataclass(frozen=True, slots=True)
class CollectedView:
    """One passage of the list."""

    id: str
    url: str
    document: DocumentLabel
    place: str
    text: str
    language: str
    footnote: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class CitationListView:
    """The whole list; *shared* when it came with the address and is not the reader's own."""

    passages: tuple[CollectedView, ...]
    shared: bool
    files: tuple[LinkView, ...]
    address: str
    gone: tuple[LinkView, ...]  # passages that are no longer in the corpus
    missing: int  # ids that this corpus never had


def citation_list_view(
    records: Sequence[PassageRecord], gone: Sequence[RetiredPassage | None], *, shared: bool
) -> CitationListView:
    """Return the page for the passages that are there and those that are gone (None: never there)."""
    ids = [record.passage.id for record in records]
    endings = {"docx": "Word (.docx)", **{ending: form.words for ending, form in FORMS.items() if ending != "jsonl"}}
    return CitationListView(
        passages=tuple(_collected(record, number, len(records)) for number, record in enumerate(records, 1)),
        shared=shared,
        files=tuple(
            LinkView(words, url_for("citation_list.export", ending=ending, passage=ids))
            for ending, words in endings.items()
        ),
        address=public_url("citation_list.show", passage=ids),
        gone=tuple(LinkView(one.text, url_for("passage.show", passage_id=one.id)) for one in gone if one),
        missing=sum(one is None for one in gone),
    )


def _collected(record: PassageRecord, number: int, count: int) -> CollectedView:
    passage = record.passage
    return CollectedView(
        id=passage.id,
        url=url_for("passage.show", passage_id=passage.id),
        document=document_label(record.document),
        place=place(record.document, record.page_label, record.last_page_label),
        text=passage.text,
        language=passage.language,
        footnote=footnote(record, address=public_url("passage.show", passage_id=passage.id)),
        first=number == 1,
        last=number == count,
    )
