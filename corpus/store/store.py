"""The store as the rest of the product sees it: put, remove and read documents, follow changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, Select, func, select

from corpus.model import Document, FileVersion, Mention, MentionKind, NoteMark, Origin, Page, Section
from corpus.store import rows, tables, writing
from corpus.store.connection import connect
from corpus.store.records import (
    Annex,
    Change,
    CoverageRow,
    DocumentRecord,
    Doubt,
    Failure,
    OtherSource,
    PassageRecord,
    Quarantined,
    RetiredPassage,
    Totals,
)

_ORDERS = {
    "newest": (tables.documents.c.published.desc(), tables.documents.c.id),
    "title": (tables.documents.c.title, tables.documents.c.id),
    "ingested": (tables.documents.c.ingested.desc(), tables.documents.c.id),
    "id": (tables.documents.c.id,),
}
_CHUNK = 500  # ids in one question: SQLite before 3.32 takes 999 parameters


class Store:
    """The corpus in a database; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> Store:
        """Open the store at a SQLAlchemy *address*, making its tables where they are missing.

        Raises:
            StoreError: it cannot be reached, or was made by a newer version.
        """
        return cls(connect(address))

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    # Writing: each call is one transaction.

    def put(
        self,
        document: Document,
        mentions: Sequence[Mention] = (),
        *,
        source: str = "",
        shingles: Iterable[int] = (),
        doubts: Sequence[Doubt] = (),
    ) -> None:
        """Write a document in the place of its earlier version; all of it, or nothing when it fails.

        Args:
            document: the document.
            mentions: what is named in it.
            source: path or address it was read from.
            shingles: hashes by which documents that resemble it are found, of at most 63 bits.
            doubts: what a person should look at.
        """
        with self._engine.begin() as connection:
            writing.put_document(connection, document, mentions, source, shingles=shingles, doubts=doubts)

    def remove(self, document_id: str) -> None:
        """Take a document out; its passages stay readable as retired."""
        with self._engine.begin() as connection:
            writing.remove_document(connection, document_id)

    def put_mentions(self, document_id: str, mentions: Sequence[Mention]) -> None:
        """Put *mentions* in the place of all mentions of a document."""
        with self._engine.begin() as connection:
            writing.put_mentions(connection, document_id, mentions)

    def expunge(self, document_id: str) -> None:
        """Take a document out and keep none of its words, not even as retired."""
        with self._engine.begin() as connection:
            writing.expunge_document(connection, document_id)

    def put_failure(self, source: str, sha256: str, reason: str, message: str, page: int | None = None) -> None:
        """Record why the file at *source* could not be read, and on which page, where that is known."""
        with self._engine.begin() as connection:
            writing.put_failure(connection, Failure(source, sha256, reason, message, writing.now(), page))

    def put_other_source(self, other: OtherSource) -> None:
        """Record a further place where a document was found."""
        with self._engine.begin() as connection:
            writing.put_other_source(connection, other)

    def put_annexes(self, document_id: str, found: Sequence[Annex]) -> None:
        """Record of a document which letter it came with or which annexes it has, in the place of what was known."""
        with self._engine.begin() as connection:
            writing.put_annexes(connection, document_id, found)

    def put_quarantined(self, found: Quarantined) -> None:
        """Record a file that bears a marking; an earlier decision about these bytes stays."""
        with self._engine.begin() as connection:
            writing.put_quarantined(connection, found)

    def release(self, sha256: str, *, by: str, reason: str) -> None:
        """Record who lets a marked file in, and why."""
        with self._engine.begin() as connection:
            writing.release(connection, sha256, by=by, reason=reason)

    # Documents.

    def document(self, document_id: str) -> DocumentRecord | None:
        """Return a document without its text, or None."""
        return self.document_records([document_id]).get(document_id)

    def document_records(self, ids: Iterable[str]) -> dict[str, DocumentRecord]:
        """Return the documents that exist among *ids*."""
        table = tables.documents
        return {row["id"]: rows.document_record(row) for row in self._by_ids(select(table), table.c.id, ids)}

    def documents(self, limit: int | None = None, offset: int = 0, order: str = "newest") -> list[DocumentRecord]:
        """Return documents in *order*: newest, title, ingested or id."""
        query = select(tables.documents).order_by(*_ORDERS[order]).limit(limit).offset(offset)
        return [rows.document_record(row) for row in self._all(query)]

    def documents_of_kind(self, kind: str) -> list[DocumentRecord]:
        """Return the documents of a kind, newest first."""
        query = select(tables.documents).where(tables.documents.c.kind == kind).order_by(*_ORDERS["newest"])
        return [rows.document_record(row) for row in self._all(query)]

    def fronts_with(self, words: str) -> dict[str, str]:
        """Return the text of the first page of each document on which *words* stand, by document id."""
        table = tables.pages
        query = select(table.c.document_id, table.c.text).where(
            table.c.number == 1, table.c.text.contains(words, autoescape=True)
        )
        return {row["document_id"]: row["text"] for row in self._all(query)}

    def annexes(self, document_id: str) -> list[Annex]:
        """Return the letter that a document came with and the annexes that came with it, in the order of their ids."""
        table = tables.annexes
        query = select(table).where((table.c.document_id == document_id) | (table.c.letter_id == document_id))
        return [Annex(**row) for row in self._all(query.order_by(table.c.document_id))]

    def find_by_source(self, source: str) -> DocumentRecord | None:
        """Return the document that was ingested from *source*, or None."""
        found = self._all(select(tables.documents).where(tables.documents.c.source == source).limit(1))
        return rows.document_record(found[0]) if found else None

    def find_by_hash(self, sha256: str) -> DocumentRecord | None:
        """Return a document whose current file has this hash, or None."""
        found = self._all(select(tables.documents).where(tables.documents.c.sha256 == sha256).limit(1))
        return rows.document_record(found[0]) if found else None

    def source(self, document_id: str) -> str:
        """Return the path or address a document was ingested from; empty when the document is not there."""
        query = select(tables.documents.c.source).where(tables.documents.c.id == document_id)
        found = self._all(query)
        return str(found[0]["source"]) if found else ""

    def other_source(self, source: str) -> OtherSource | None:
        """Return the record of *source* as a further source of a document, or None."""
        table = tables.other_sources
        found = self._all(select(table).where(table.c.source == source))
        return OtherSource(**found[0]) if found else None

    def other_sources(self, document_id: str | None = None) -> list[OtherSource]:
        """Return where else a document was found (None: all documents), in the order in which that was seen."""
        table = tables.other_sources
        query = select(table).order_by(table.c.first_seen, table.c.source)
        return [
            OtherSource(**row)
            for row in self._all(query if document_id is None else query.where(table.c.document_id == document_id))
        ]

    def resembling(self, hashes: Iterable[int], at_least: int) -> list[tuple[str, int]]:
        """Return the documents that share *at_least* so many shingle hashes, with how many, most first."""
        shared: Counter[str] = Counter()
        table = tables.shingles
        for row in self._by_ids(select(table.c.document_id, table.c.hash), table.c.hash, hashes):
            shared[row["document_id"]] += 1
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [(document_id, count) for document_id, count in ranked if count >= at_least]

    def resembling_pairs(self, at_least: int) -> list[tuple[str, str, int]]:
        """Return the pairs of documents that share *at_least* so many shingle hashes, most first."""
        one, other = tables.shingles.alias("one"), tables.shingles.alias("other")
        count = func.count().label("count")
        query = (
            select(one.c.document_id.label("first"), other.c.document_id.label("second"), count)
            .join(other, (other.c.hash == one.c.hash) & (other.c.document_id > one.c.document_id))
            .group_by(one.c.document_id, other.c.document_id)
            .having(count >= at_least)
            .order_by(count.desc(), one.c.document_id, other.c.document_id)
        )
        return [(row["first"], row["second"], row["count"]) for row in self._all(query)]

    def doubts(self) -> dict[str, list[Doubt]]:
        """Return what a person should look at, by document id."""
        found: dict[str, list[Doubt]] = {}
        for row in self._all(select(tables.doubts).order_by(tables.doubts.c.document_id, tables.doubts.c.ordinal)):
            found.setdefault(row["document_id"], []).append(Doubt(row["kind"], row["message"], row["page"]))
        return found

    def quarantine(self) -> list[Quarantined]:
        """Return the files that bear a marking, latest first."""
        table = tables.quarantine
        return [Quarantined(**row) for row in self._all(select(table).order_by(table.c.at.desc(), table.c.sha256))]

    def quarantined(self, sha256: str) -> Quarantined | None:
        """Return the record of a marked file by the hash of its bytes, or None."""
        found = self._all(select(tables.quarantine).where(tables.quarantine.c.sha256 == sha256))
        return Quarantined(**found[0]) if found else None

    def versions(self, document_id: str) -> list[FileVersion]:
        """Return every file version a document has had, oldest first."""
        table = tables.file_versions
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.first_ingested)
        return [
            FileVersion(row["sha256"], row["file_name"], row["media_type"], row["file_size"])
            for row in self._all(query)
        ]

    def pages(self, document_id: str) -> list[Page]:
        """Return the pages of a document, in order."""
        table = tables.pages
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.number)
        return [rows.page(row) for row in self._all(query)]

    def sections(self, document_id: str) -> list[Section]:
        """Return the headings of a document, in reading order."""
        table = tables.sections
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        return [rows.section(row) for row in self._all(query)]

    def origins(self, document_id: str) -> list[Origin]:
        """Return where the facts of a document were found: title, date and other metadata first."""
        table = tables.origins
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        return [rows.origin(row) for row in self._all(query)]

    # Passages.

    def passages(self, document_id: str) -> list[PassageRecord]:
        """Return the passages of a document, in reading order."""
        document = self.document(document_id)
        if document is None:
            return []
        table = tables.passages
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        return [_passage_record(row, document) for row in self._all(query)]

    def passage(self, passage_id: str) -> PassageRecord | None:
        """Return a passage, or None."""
        return self.passage_records([passage_id]).get(passage_id)

    def passage_records(self, ids: Iterable[str]) -> dict[str, PassageRecord]:
        """Return the passages that exist among *ids*."""
        table = tables.passages
        found = self._by_ids(select(table), table.c.id, ids)
        documents = self.document_records({row["document_id"] for row in found})
        return {row["id"]: _passage_record(row, documents[row["document_id"]]) for row in found}

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
        found = [_passage_record(row, record.document) for row in self._all(query)]
        return (
            [one for one in found if one.passage.ordinal < ordinal],
            [one for one in found if one.passage.ordinal > ordinal],
        )

    def retired(self, passage_id: str) -> RetiredPassage | None:
        """Return a passage that stood in an earlier file version, or None."""
        table = tables.retired_passages
        found = self._all(select(table).where(table.c.id == passage_id))
        return RetiredPassage(**found[0]) if found else None

    # Notes.

    def notes(self, passage_ids: Iterable[str]) -> dict[str, list[NoteMark]]:
        """Return the note marks in each of these passages, in order; a passage without any is absent."""
        table = tables.notes
        query = select(table).order_by(table.c.passage_id, table.c.ordinal)
        found: dict[str, list[NoteMark]] = {}
        for row in self._by_ids(query, table.c.passage_id, passage_ids):
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
        for row in self._by_ids(query, table.c.note_passage_id, note_passage_ids):
            found.setdefault(row["note_passage_id"], []).append(rows.note_mark(row))
        return found

    # Mentions.

    def mentions(self, passage_ids: Iterable[str]) -> dict[str, list[Mention]]:
        """Return the mentions in each of these passages, in order; a passage without any is absent."""
        table = tables.mentions
        query = select(table).order_by(table.c.passage_id, table.c.ordinal)
        found: dict[str, list[Mention]] = {}
        for row in self._by_ids(query, table.c.passage_id, passage_ids):
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
        for row in self._all(query):
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
        return [(MentionKind(row["kind"]), row["concept"], row["count"]) for row in self._all(query)]

    # The corpus as a whole.

    def totals(self) -> Totals:
        """Return how much the corpus holds."""
        table = tables.documents
        query = select(
            func.count().label("documents"),
            func.coalesce(func.sum(table.c.page_count), 0).label("pages"),
            func.coalesce(func.sum(table.c.passage_count), 0).label("passages"),
        ).select_from(table)
        return Totals(**{name: int(value) for name, value in self._all(query)[0].items()})

    def coverage(self) -> list[CoverageRow]:
        """Return what the corpus holds by country, publisher and kind of document."""
        table = tables.documents
        year = func.substr(table.c.published, 1, 4)
        dated = func.nullif(year, "")
        query = (
            select(
                table.c.country,
                table.c.publisher,
                table.c.kind,
                func.count().label("documents"),
                func.sum(table.c.page_count).label("pages"),
                func.sum(table.c.passage_count).label("passages"),
                func.min(dated).label("first_year"),
                func.max(dated).label("last_year"),
            )
            .group_by(table.c.country, table.c.publisher, table.c.kind)
            .order_by(table.c.country, table.c.publisher, table.c.kind)
        )
        return [
            CoverageRow(
                country=row["country"],
                publisher=row["publisher"],
                kind=row["kind"],
                documents=row["documents"],
                pages=int(row["pages"]),
                passages=int(row["passages"]),
                first_year=int(row["first_year"]) if row["first_year"] else None,
                last_year=int(row["last_year"]) if row["last_year"] else None,
            )
            for row in self._all(query)
        ]

    def failures(self) -> list[Failure]:
        """Return the files that could not be read, latest first."""
        table = tables.failures
        return [Failure(**row) for row in self._all(select(table).order_by(table.c.at.desc(), table.c.source))]

    # Following changes, for the index.

    def watermark(self) -> int:
        """Return the number of the latest change; 0 when nothing was ever written."""
        return int(self._all(select(func.coalesce(func.max(tables.changes.c.number), 0).label("number")))[0]["number"])

    def changes_since(self, number: int) -> list[Change]:
        """Return the changes after *number*, oldest first."""
        table = tables.changes
        query = select(table).where(table.c.number > number).order_by(table.c.number)
        return [Change(row["number"], row["document_id"]) for row in self._all(query)]

    def _all(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def _by_ids(self, query: Select[Any], column: Any, ids: Iterable[str] | Iterable[int]) -> list[Any]:
        wanted: list[str | int] = list(dict.fromkeys(ids))
        found: list[Any] = []
        for first in range(0, len(wanted), _CHUNK):
            found += self._all(query.where(column.in_(wanted[first : first + _CHUNK])))
        return found


def _passage_record(row: Any, document: DocumentRecord) -> PassageRecord:
    return PassageRecord(rows.passage(row), document, row["page_label"], row["last_page_label"])
