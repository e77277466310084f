"""The store as the rest of the product sees it: put, remove and read documents, follow changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from corpus.model import Document, Mention
from corpus.store import tables, writing
from corpus.store.connection import connect
from corpus.store.moment import now
from corpus.store.passages import PassageQuestions
from corpus.store.records import (
    Annex,
    Change,
    CoverageRow,
    Doubt,
    Failure,
    OtherSource,
    Quarantined,
    Totals,
)


class Store(PassageQuestions):
    """The corpus in a database; safe to use from several threads."""

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
        tagged: str = "",
    ) -> None:
        """Write a document in the place of its earlier version; all of it, or nothing when it fails.

        Args:
            document: the document.
            mentions: what is named in it.
            source: path or address it was read from.
            shingles: hashes by which documents that resemble it are found, of at most 63 bits.
            doubts: what a person should look at.
            tagged: version of the tagger that made the mentions.
        """
        with self._engine.begin() as connection:
            writing.put_document(
                connection, document, mentions, source, shingles=shingles, doubts=doubts, tagged=tagged
            )

    def remove(self, document_id: str) -> None:
        """Take a document out; its passages stay readable as retired."""
        with self._engine.begin() as connection:
            writing.remove_document(connection, document_id)

    def put_mentions(
        self, document_id: str, mentions: Sequence[Mention], *, tagged: str = "", changed: bool = True
    ) -> None:
        """Put *mentions* in the place of all mentions of a document.

        Args:
            document_id: the document.
            mentions: all of it, in the order of its passages.
            tagged: version of the tagger that made them.
            changed: False where only their version differs from those before: then the index need not follow.
        """
        with self._engine.begin() as connection:
            writing.put_mentions(connection, document_id, mentions, tagged=tagged, changed=changed)

    def expunge(self, document_id: str) -> None:
        """Take a document out and keep none of its words, not even as retired."""
        with self._engine.begin() as connection:
            writing.expunge_document(connection, document_id)

    def put_failure(self, source: str, sha256: str, reason: str, message: str, page: int | None = None) -> None:
        """Record why the file at *source* could not be read, and on which page, where that is known."""
        with self._engine.begin() as connection:
            writing.put_failure(connection, Failure(source, sha256, reason, message, now(), page))

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

    # The corpus as a whole.

    def totals(self) -> Totals:
        """Return how much the corpus holds."""
        table = tables.documents
        query = select(
            func.count().label("documents"),
            func.coalesce(func.sum(table.c.page_count), 0).label("pages"),
            func.coalesce(func.sum(table.c.passage_count), 0).label("passages"),
        ).select_from(table)
        return Totals(**{name: int(value) for name, value in self.all(query)[0].items()})

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
            for row in self.all(query)
        ]

    def failures(self) -> list[Failure]:
        """Return the files that could not be read, latest first."""
        table = tables.failures
        return [Failure(**row) for row in self.all(select(table).order_by(table.c.at.desc(), table.c.source))]

    # Following changes, for the index.

    def watermark(self) -> int:
        """Return the number of the latest change; 0 when nothing was ever written."""
        return int(self.all(select(func.coalesce(func.max(tables.changes.c.number), 0).label("number")))[0]["number"])

    def changes_since(self, number: int) -> list[Change]:
        """Return the changes after *number*, oldest first."""
        table = tables.changes
        query = select(table).where(table.c.number > number).order_by(table.c.number)
        return [Change(row["number"], row["document_id"]) for row in self.all(query)]
