"""What the store answers about passages: their text and place, the notes they call, what is named in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from corpus.model import Mention, MentionKind, NoteMark, Rectification
from corpus.store import rows, tables
from corpus.store.documents import DocumentQuestions
from corpus.store.records import DocumentRecord, PassageRecord, RetiredPassage
from corpus.store.rectifications import concerns


class PassageQuestions(DocumentQuestions):
    """The passages of the documents."""

    def passages(self, document_id: str) -> list[PassageRecord]:
        """Return the passages of a document, in reading order."""
        document = self.document(document_id)
        if document is None:
            return []
        table = tables.passages
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        notices = self.rectifications.by_document([document_id])
        return [_passage_record(row, document, notices) for row in self.all(query)]

    def passage(self, passage_id: str) -> PassageRecord | None:
        """Return a passage, or None."""
        return self.passage_records([passage_id]).get(passage_id)

    def passage_records(self, ids: Iterable[str]) -> dict[str, PassageRecord]:
        """Return the passages that exist among *ids*."""
        table = tables.passages
        found = self.by_ids(select(table), table.c.id, ids)
        documents = self.document_records({row["document_id"] for row in found})
        notices = self.rectifications.by_document(documents)
        return {row["id"]: _passage_record(row, documents[row["document_id"]], notices) for row in found}

    def neighbours(
        self, record: PassageRecord, before: int = 1, after: int = 1
    ) -> tuple[list[PassageRecord], list[PassageRecord]]:
        """Return the passages that stand right before and right after *record* in its document."""
        table, ordinal = tables.passages, record.passage.ordinal
        query = (
            select(table)
            .where(
                table.c.document_id == record.document.id,
                table.c.ordinal.between(ordinal - before, ordinal + after),
                table.c.ordinal != ordinal,
            )
            .order_by(table.c.ordinal)
        )
        notices = self.rectifications.by_document([record.document.id])
        found = [_passage_record(row, record.document, notices) for row in self.all(query)]
        return (
            [one for one in found if one.passage.ordinal < ordinal],
            [one for one in found if one.passage.ordinal > ordinal],
        )

    def retired(self, passage_id: str) -> RetiredPassage | None:
        """Return a passage that stood in an earlier file version, or None."""
        table = tables.retired_passages
        found = self.all(select(table).where(table.c.id == passage_id))
        return RetiredPassage(**found[0]) if found else None

    # Notes.

    def notes(self, passage_ids: Iterable[str]) -> dict[str, list[NoteMark]]:
        """Return the note marks in each of these passages, in order; a passage without any is absent."""
        table = tables.notes
        query = select(table).order_by(table.c.passage_id, table.c.ordinal)
        found: dict[str, list[NoteMark]] = {}
        for row in self.by_ids(query, table.c.passage_id, passage_ids):
            found.setdefault(row["passage_id"], []).append(rows.note_mark(row))
        return found

    def callers(self, note_passage_ids: Iterable[str]) -> dict[str, list[NoteMark]]:
        """Return the marks that call each of these notes, in order; a note that nothing calls is absent."""
        table, passages = tables.notes, tables.passages
        query = (
            select(table)
            .join(passages, passages.c.id == table.c.passage_id)
            .order_by(passages.c.ordinal, table.c.ordinal)
        )
        found: dict[str, list[NoteMark]] = {}
        for row in self.by_ids(query, table.c.note_passage_id, note_passage_ids):
            found.setdefault(row["note_passage_id"], []).append(rows.note_mark(row))
        return found

    # Mentions.

    def mentions(self, passage_ids: Iterable[str]) -> dict[str, list[Mention]]:
        """Return the mentions in each of these passages, in order; a passage without any is absent."""
        table = tables.mentions
        query = select(table).order_by(table.c.passage_id, table.c.ordinal)
        found: dict[str, list[Mention]] = {}
        for row in self.by_ids(query, table.c.passage_id, passage_ids):
            found.setdefault(row["passage_id"], []).append(rows.mention(row))
        return found

    def mentions_of_document(self, document_id: str) -> dict[str, list[Mention]]:
        """Return the mentions in a document by passage id."""
        table, passages = tables.mentions, tables.passages
        query = (
            select(table)
            .join(passages, passages.c.id == table.c.passage_id)
            .where(passages.c.document_id == document_id)
            .order_by(passages.c.ordinal, table.c.ordinal)
        )
        found: dict[str, list[Mention]] = {}
        for row in self.all(query):
            found.setdefault(row["passage_id"], []).append(rows.mention(row))
        return found

    def mention_counts(self, document_id: str) -> list[tuple[MentionKind, str, int]]:
        """Return kind, concept and number of mentions in a document, most frequent first."""
        table, passages = tables.mentions, tables.passages
        count = func.count().label("count")
        query = (
            select(table.c.kind, table.c.concept, count)
            .join(passages, passages.c.id == table.c.passage_id)
            .where(passages.c.document_id == document_id)
            .group_by(table.c.kind, table.c.concept)
            .order_by(count.desc(), table.c.kind, table.c.concept)
        )
        return [(MentionKind(row["kind"]), row["concept"], row["count"]) for row in self.all(query)]

    def document_frequencies(self, kind: MentionKind) -> dict[str, int]:
        """Return in how many documents each concept of *kind* is mentioned."""
        table, passages = tables.mentions, tables.passages
        count = func.count(passages.c.document_id.distinct()).label("count")
        query = (
            select(table.c.concept, count)
            .join(passages, passages.c.id == table.c.passage_id)
            .where(table.c.kind == kind.value)
            .group_by(table.c.concept)
        )
        return {row["concept"]: row["count"] for row in self.all(query)}


def _passage_record(
    row: Any, document: DocumentRecord, notices: Mapping[str, tuple[Rectification, ...]]
) -> PassageRecord:
    labels = (row["page_label"], row["last_page_label"])
    about = tuple(one for one in notices.get(document.id, ()) if concerns(one, row["text"], labels))
    return PassageRecord(rows.passage(row), document, *labels, about)
