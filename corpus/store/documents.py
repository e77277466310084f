"""What the store answers about documents: facts, sources, versions, pages, headings, and which resemble which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select

from corpus.model import FileVersion, Origin, Page, Section
from corpus.store import rows, tables
from corpus.store.questions import Questions
from corpus.store.records import Annex, DocumentRecord, Doubt, OtherSource, Quarantined

_ORDERS = {
    "newest": (tables.documents.c.published.desc(), tables.documents.c.id),
    "title": (tables.documents.c.title, tables.documents.c.id),
    "ingested": (tables.documents.c.ingested.desc(), tables.documents.c.id),
    "id": (tables.documents.c.id,),
}


class DocumentQuestions(Questions):
    """The documents of the corpus, and the files that wait for a person."""

    def document(self, document_id: str) -> DocumentRecord | None:
        """Return a document without its text, or None."""
        return self.document_records([document_id]).get(document_id)

    def document_records(self, ids: Iterable[str]) -> dict[str, DocumentRecord]:
        """Return the documents that exist among *ids*."""
        table = tables.documents
        return {row["id"]: rows.document_record(row) for row in self.by_ids(select(table), table.c.id, ids)}

    def documents(self, limit: int | None = None, offset: int = 0, order: str = "newest") -> list[DocumentRecord]:
        """Return documents in *order*: newest, title, ingested or id."""
        query = select(tables.documents).order_by(*_ORDERS[order]).limit(limit).offset(offset)
        return [rows.document_record(row) for row in self.all(query)]

    def documents_of_kind(self, kind: str) -> list[DocumentRecord]:
        """Return the documents of a kind, newest first."""
        query = select(tables.documents).where(tables.documents.c.kind == kind).order_by(*_ORDERS["newest"])
        return [rows.document_record(row) for row in self.all(query)]

    def fronts_with(self, words: str) -> dict[str, str]:
        """Return the text of the first page of each document on which *words* stand, by document id."""
        table = tables.pages
        query = select(table.c.document_id, table.c.text).where(
            table.c.number == 1, table.c.text.contains(words, autoescape=True)
        )
        return {row["document_id"]: row["text"] for row in self.all(query)}

    def annexes(self, document_id: str) -> list[Annex]:
        """Return the letter that a document came with and the annexes that came with it, in the order of their ids."""
        table = tables.annexes
        query = select(table).where((table.c.document_id == document_id) | (table.c.letter_id == document_id))
        return [Annex(**row) for row in self.all(query.order_by(table.c.document_id))]

    def in_series(self, series: str) -> list[DocumentRecord]:
        """Return the documents of one series (a key of the catalogue), oldest first; none for an empty key."""
        table = tables.documents
        query = select(table).where(table.c.series == series).order_by(table.c.published, table.c.id)
        return [rows.document_record(row) for row in self.all(query)] if series else []

    def tagged_otherwise(self, version: str) -> list[str]:
        """Return the ids of the documents whose mentions another version of the tagger made, in order."""
        table = tables.documents
        query = select(table.c.id).where(table.c.tagged != version).order_by(table.c.id)
        return [row["id"] for row in self.all(query)]

    def find_by_source(self, source: str) -> DocumentRecord | None:
        """Return the document that was ingested from *source*, or None."""
        found = self.all(select(tables.documents).where(tables.documents.c.source == source).limit(1))
        return rows.document_record(found[0]) if found else None

    def find_by_hash(self, sha256: str) -> DocumentRecord | None:
        """Return a document whose current file has this hash, or None."""
        found = self.all(select(tables.documents).where(tables.documents.c.sha256 == sha256).limit(1))
        return rows.document_record(found[0]) if found else None

    def source(self, document_id: str) -> str:
        """Return the path or address a document was ingested from; empty when the document is not there."""
        query = select(tables.documents.c.source).where(tables.documents.c.id == document_id)
        found = self.all(query)
        return str(found[0]["source"]) if found else ""

    def other_source(self, source: str) -> OtherSource | None:
        """Return the record of *source* as a further source of a document, or None."""
        table = tables.other_sources
        found = self.all(select(table).where(table.c.source == source))
        return OtherSource(**found[0]) if found else None

    def other_sources(self, document_id: str | None = None) -> list[OtherSource]:
        """Return where else a document was found (None: all documents), in the order in which that was seen."""
        table = tables.other_sources
        query = select(table).order_by(table.c.first_seen, table.c.source)
        return [
            OtherSource(**row)
            for row in self.all(query if document_id is None else query.where(table.c.document_id == document_id))
        ]

    def resembling(self, hashes: Iterable[int], at_least: int) -> list[tuple[str, int]]:
        """Return the documents that share *at_least* so many shingle hashes, with how many, most first."""
        shared: Counter[str] = Counter()
        table = tables.shingles
        for row in self.by_ids(select(table.c.document_id, table.c.hash), table.c.hash, hashes):
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
        return [(row["first"], row["second"], row["count"]) for row in self.all(query)]

    def doubts(self) -> dict[str, list[Doubt]]:
        """Return what a person should look at, by document id."""
        found: dict[str, list[Doubt]] = {}
        for row in self.all(select(tables.doubts).order_by(tables.doubts.c.document_id, tables.doubts.c.ordinal)):
            found.setdefault(row["document_id"], []).append(Doubt(row["kind"], row["message"], row["page"]))
        return found

    def quarantine(self) -> list[Quarantined]:
        """Return the files that bear a marking, latest first."""
        table = tables.quarantine
        return [Quarantined(**row) for row in self.all(select(table).order_by(table.c.at.desc(), table.c.sha256))]

    def quarantined(self, sha256: str) -> Quarantined | None:
        """Return the record of a marked file by the hash of its bytes, or None."""
        found = self.all(select(tables.quarantine).where(tables.quarantine.c.sha256 == sha256))
        return Quarantined(**found[0]) if found else None

    def versions(self, document_id: str) -> list[FileVersion]:
        """Return every file version a document has had, oldest first."""
        table = tables.file_versions
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.first_ingested)
        return [
            FileVersion(row["sha256"], row["file_name"], row["media_type"], row["file_size"]) for row in self.all(query)
        ]

    def pages(self, document_id: str) -> list[Page]:
        """Return the pages of a document, in order."""
        table = tables.pages
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.number)
        return [rows.page(row) for row in self.all(query)]

    def sections(self, document_id: str) -> list[Section]:
        """Return the headings of a document, in reading order."""
        table = tables.sections
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        return [rows.section(row) for row in self.all(query)]

    def origins(self, document_id: str) -> list[Origin]:
        """Return where the facts of a document were found: title, date and other metadata first."""
        table = tables.origins
        query = select(table).where(table.c.document_id == document_id).order_by(table.c.ordinal)
        return [rows.origin(row) for row in self.all(query)]

    def common_headings(self, documents: int) -> list[tuple[str, int]]:
        """Return the headings that stand in at least so many *documents*, with in how many, most first."""
        table = tables.sections
        count = func.count(func.distinct(table.c.document_id)).label("count")
        query = select(table.c.title, count).group_by(table.c.title).having(count >= documents)
        return [(row["title"], row["count"]) for row in self.all(query.order_by(count.desc(), table.c.title))]
