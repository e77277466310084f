"""The letter that a document came with, and the annexes of a letter, as links."""

from __future__ import annotations

from flask import url_for

from corpus.store import DocumentRecord, Store
from search_app import dutch
from search_app.viewmodels.results import LinkView


def family(store: Store, record: DocumentRecord) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """Return name and links of the letter and of the annexes of a document; empty when it has neither."""
    known = store.annexes(record.id)
    letters = [one.letter_id for one in known if one.document_id == record.id]
    annexes = [one.document_id for one in known if one.letter_id == record.id]
    records = store.document_records((*letters, *annexes))
    named = (("Bijlage bij", letters), ("Bijlagen bij deze brief", annexes))
    links = ((name, tuple(_link(records[one]) for one in ids if one in records)) for name, ids in named)
    return tuple((name, found) for name, found in links if found)


def _link(record: DocumentRecord) -> LinkView:
    words = ", ".join(filter(None, (record.metadata.title, dutch.date(record.metadata.published))))
    return LinkView(words, url_for("document.show", document_id=record.id))
