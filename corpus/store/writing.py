"""Writing to the store: one transaction a document, so a document is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from corpus.model import Document, Mention
from corpus.store import rows, tables
from corpus.store.moment import now
from corpus.store.records import Annex, Doubt, Failure, OtherSource, Quarantined
from corpus.store.suppressions import reviewed


def put_document(
    connection: Connection,
    document: Document,
    mentions: Sequence[Mention],
    source: str,
    *,
    shingles: Iterable[int] = (),
    doubts: Sequence[Doubt] = (),
    tagged: str = "",
) -> None:
    """Write a document in the place of its earlier version; passages that are gone are kept as retired.

    Mentions are written as people decided on them.
    """
    moment = now()
    mentions = reviewed(connection, document.id, {one.id: one.text for one in document.passages}, mentions)
    _retire_missing(connection, document.id, {passage.id for passage in document.passages}, moment)
    _delete(connection, document.id)
    connection.execute(
        insert(tables.documents), rows.document_row(document, source=source, ingested=moment, tagged=tagged)
    )
    for table, new in (
        (tables.pages, rows.page_rows(document)),
        (tables.sections, rows.section_rows(document)),
        (tables.passages, rows.passage_rows(document)),
        (tables.notes, rows.note_rows(document)),
        (tables.mentions, rows.mention_rows(mentions)),
        (tables.origins, rows.origin_rows(document)),
        (tables.shingles, [{"document_id": document.id, "hash": one} for one in sorted(set(shingles))]),
        (tables.doubts, [{"document_id": document.id, "ordinal": n, **asdict(d)} for n, d in enumerate(doubts)]),
    ):
        if new:
            connection.execute(insert(table), new)
    _remember_version(connection, document, moment)
    back = [{"passage": passage.id} for passage in document.passages]
    if back:  # a passage that stands in the document again is no longer retired
        retired = tables.retired_passages
        connection.execute(delete(retired).where(retired.c.id == bindparam("passage")), back)
    for table in (tables.failures, tables.other_sources):  # what was said of this source before no longer holds
        connection.execute(delete(table).where(table.c.source == source))
    marked = tables.quarantine  # a file that was read after all, by better rules, is no longer set apart
    connection.execute(delete(marked).where(marked.c.sha256 == document.file.sha256, marked.c.released_by == ""))
    connection.execute(insert(tables.changes), {"document_id": document.id})


def remove_document(connection: Connection, document_id: str) -> None:
    """Take a document out; its passages are kept as retired."""
    _retire_missing(connection, document_id, set(), now())
    _delete(connection, document_id)
    put_annexes(connection, document_id, ())
    connection.execute(delete(tables.other_sources).where(tables.other_sources.c.document_id == document_id))
    connection.execute(insert(tables.changes), {"document_id": document_id})


def put_mentions(
    connection: Connection, document_id: str, mentions: Sequence[Mention], *, tagged: str, changed: bool = True
) -> None:
    """Put *mentions* in the place of all mentions of a document; the index follows where they *changed*."""
    passages = tables.passages
    texts = connection.execute(select(passages.c.id, passages.c.text).where(passages.c.document_id == document_id))
    mentions = reviewed(connection, document_id, {row.id: row.text for row in texts}, mentions)
    of_document = select(tables.passages.c.id).where(tables.passages.c.document_id == document_id)
    connection.execute(delete(tables.mentions).where(tables.mentions.c.passage_id.in_(of_document)))
    if mentions:
        connection.execute(insert(tables.mentions), rows.mention_rows(mentions))
    documents = tables.documents
    connection.execute(update(documents).where(documents.c.id == document_id).values(tagged=tagged))
    if changed:
        connection.execute(insert(tables.changes), {"document_id": document_id})


def put_failure(connection: Connection, failure: Failure) -> None:
    """Record why a file could not be read, in the place of an earlier record for the same source."""
    connection.execute(delete(tables.failures).where(tables.failures.c.source == failure.source))
    connection.execute(
        insert(tables.failures),
        {
            "source": failure.source,
            "sha256": failure.sha256,
            "reason": failure.reason,
            "message": failure.message,
            "at": failure.at,
            "page": failure.page,
        },
    )


def expunge_document(connection: Connection, document_id: str) -> None:
    """Take a document out with every trace of its words: what should never have been stored is not retired."""
    remove_document(connection, document_id)
    for table in (tables.retired_passages, tables.file_versions):
        connection.execute(delete(table).where(table.c.document_id == document_id))


def put_other_source(connection: Connection, other: OtherSource) -> None:
    """Record a further source of a document, in the place of what was recorded of that source before."""
    for table in (tables.other_sources, tables.failures):
        connection.execute(delete(table).where(table.c.source == other.source))
    connection.execute(insert(tables.other_sources), asdict(other))


def put_annexes(connection: Connection, document_id: str, found: Sequence[Annex]) -> None:
    """Record the family of a document, in the place of what was known of it; a document has one letter."""
    table = tables.annexes
    annexes = [one.document_id for one in found]
    of_this = (table.c.document_id == document_id) | (table.c.letter_id == document_id)
    connection.execute(delete(table).where(of_this | table.c.document_id.in_(annexes)))
    if found:
        connection.execute(insert(table), [asdict(one) for one in found])


def put_quarantined(connection: Connection, found: Quarantined) -> None:
    """Record a marked file; a decision that was taken about these bytes stays."""
    table = tables.quarantine
    connection.execute(delete(tables.failures).where(tables.failures.c.source == found.source))
    known = connection.execute(select(table.c.sha256).where(table.c.sha256 == found.sha256)).first()
    if known is None:
        connection.execute(insert(table), asdict(found))
    else:
        place = {"source": found.source, "file_name": found.file_name, "at": found.at}
        seen = {"marking": found.marking, "level": found.level, "page": found.page}
        connection.execute(update(table).where(table.c.sha256 == found.sha256).values(**place, **seen))


def release(connection: Connection, sha256: str, *, by: str, reason: str) -> None:
    """Record that a person takes it upon them to let a marked file in."""
    table = tables.quarantine
    values = {"released_by": by, "released_reason": reason, "released_at": now()}
    connection.execute(update(table).where(table.c.sha256 == sha256).values(**values))


def _delete(connection: Connection, document_id: str) -> None:
    connection.execute(delete(tables.documents).where(tables.documents.c.id == document_id))  # the rest cascades


def _retire_missing(connection: Connection, document_id: str, kept: set[str], moment: str) -> None:
    passages, documents = tables.passages, tables.documents
    old = connection.execute(
        select(passages.c.id, passages.c.text, passages.c.page, passages.c.page_label, documents.c.sha256)
        .join(documents, documents.c.id == passages.c.document_id)
        .where(passages.c.document_id == document_id)
    ).mappings()
    gone = [{**row, "document_id": document_id, "retired": moment} for row in old if row["id"] not in kept]
    if gone:
        retired = tables.retired_passages
        connection.execute(
            delete(retired).where(retired.c.id == bindparam("passage")), [{"passage": row["id"]} for row in gone]
        )
        connection.execute(insert(retired), gone)


def _remember_version(connection: Connection, document: Document, moment: str) -> None:
    versions = tables.file_versions
    known = connection.execute(
        select(versions.c.sha256).where(
            versions.c.document_id == document.id, versions.c.sha256 == document.file.sha256
        )
    ).first()
    if known is None:
        connection.execute(
            insert(versions),
            {
                "document_id": document.id,
                "sha256": document.file.sha256,
                "file_name": document.file.name,
                "media_type": document.file.media_type,
                "file_size": document.file.size,
                "first_ingested": moment,
            },
        )
