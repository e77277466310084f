"""What a feed of a search holds: one entry a document, newest first, with its best passage."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.citation.facts import rectification_sentence
from indexer.search import DocumentHit, SearchResult
from search_app import dutch
from search_app.site import public_url
from search_app.viewmodels.labels import document_label
from search_app.viewmodels.places import place


@dataclass(frozen=True, slots=True)
class EntryView:
    """One document that the search finds."""

    url: str
    title: str
    author: str
    updated: str  # ISO 8601 moment: when this version was read
    published: str  # ISO 8601 moment; empty when the date is not a whole one
    summary: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """The whole feed; its id is its own address."""

    title: str
    own_url: str
    page_url: str
    updated: str
    entries: tuple[EntryView, ...]


def feed_view(result: SearchResult, *, own_url: str, page_url: str) -> FeedView:
    """Return the feed of *result*."""
    words = result.request.text
    entries = tuple(_entry(hit) for hit in result.hits)
    return FeedView(
        title=f"Duiding: {words}" if words else "Duiding: alle documenten",
        own_url=own_url,
        page_url=page_url,
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00+00:00"),
        entries=entries,
    )


def _entry(hit: DocumentHit) -> EntryView:
    record, best = hit.document, hit.passages[0]
    label = document_label(record)
    where = place(record, best.page_label, best.last_page_label)
    facts = [label.country, label.kind, label.published, "Voorbeelddocument" if label.sample else ""]
    said = f"\u201c{best.snippet}\u201d" + (f" ({where})" if where else "")
    count = dutch.counted(hit.count, "passage", "passages")
    notices = "".join(f" {rectification_sentence(one)}" for one in best.rectifications)
    whole = len(record.metadata.published) == len("2024-01-01")
    return EntryView(
        url=public_url("document.show", document_id=record.id),
        title=label.title,
        author=label.publisher or "onbekend",
        updated=record.ingested,
        published=f"{record.metadata.published}T00:00:00Z" if whole else "",
        summary=f"{', '.join(fact for fact in facts if fact)}. {said} {count} gevonden.{notices}",
    )
