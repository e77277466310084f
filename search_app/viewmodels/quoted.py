"""Passages quoted on a page of counts: short, linked, with document, place, sample mark and rectifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from corpus.citation.facts import rectification_sentence
from corpus.knowledge.text_stats import sentences
from corpus.store import PassageRecord, Store
from search_app import dutch
from search_app.viewmodels.places import place

_LONGEST = 320  # characters of a quotation; the link has the rest


@dataclass(frozen=True, slots=True)
class QuotedView:
    """One quoted passage."""

    url: str
    text: str
    language: str
    title: str  # of the document
    title_language: str
    where: str  # place and date: "p. 3, 11 juni 2024"
    sample: bool
    rectifications: tuple[str, ...]


def quoted_views(store: Store, ids: Iterable[str], concept: str = "") -> Mapping[str, QuotedView]:
    """Return the passages of *ids* that the corpus holds, by id; a long one is cut around its first *concept*."""
    wanted = list(dict.fromkeys(ids))
    found = store.passage_records(wanted)
    mentions = store.mentions(wanted) if concept else {}
    places = {one: min((mention.start for mention in own if mention.concept == concept), default=0)
              for one, own in mentions.items()}  # fmt: skip
    return {one: quoted_view(record, places.get(one, 0)) for one, record in found.items()}


def quoted_view(record: PassageRecord, at: int = 0) -> QuotedView:
    """Return one passage, cut around the place *at* where it is long."""
    metadata = record.document.metadata
    where = (
        place(record.document, record.page_label, record.last_page_label),
        dutch.date(metadata.published) or "zonder datum",
    )
    return QuotedView(
        url=url_for("passage.show", passage_id=record.passage.id),
        text=shortened(record.passage.text, at),
        language=record.passage.language,
        title=metadata.title,
        title_language=metadata.language,
        where=", ".join(one for one in where if one),
        sample=metadata.sample,
        rectifications=tuple(rectification_sentence(one) for one in record.rectifications),
    )


def shortened(text: str, at: int = 0) -> str:
    """Return *text* on one line; where it is long, cut between two words so that the place *at* is in it.

    The cut begins with the sentence of that place, or, where that is long too, with the words just before it.
    """
    if len(" ".join(text.split())) <= _LONGEST:
        return " ".join(text.split())
    start = next((low for low, high in sentences(text) if low <= at < high), 0)
    if at - start > _LONGEST * 2 // 3:
        start = text.rfind(" ", 0, at - _LONGEST // 2) + 1
    before = "[…] " if text[:start].strip() else ""
    line = " ".join(text[start:].split())
    return before + (line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " […]")


def state_words(store: Store) -> str:
    """Return what a page of counts rests on: "11 documenten en 761 passages (wijziging 11)"."""
    totals = store.totals()
    documents = dutch.counted(totals.documents, "document", "documenten")
    passages = dutch.counted(totals.passages, "passage", "passages")
    return f"{documents} en {passages} (wijziging {dutch.number(store.watermark())})"
