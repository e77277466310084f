"""The tables of the store; migrations in `migrations/versions` bring a database to this shape."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_document() -> Column[str]:
    return Column("document_id", String(120), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)


documents = Table(
    "documents",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("file_size", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("series", String(60), nullable=False),
    Column("edition", String(60), nullable=False),
    Column("number", Text, nullable=False),
    Column("language", String(3), nullable=False),
    Column("published", String(10), nullable=False),
    Column("period_from", String(10), nullable=False),
    Column("period_to", String(10), nullable=False),
    Column("address", Text, nullable=False),
    Column("retrieved", String(10), nullable=False),
    Column("licence", Text, nullable=False),
    Column("marking", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("source", Text, nullable=False),  # path or address it was ingested from
    Column("reader", Text, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("unreadable_pages", JSON, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("word_count", Integer, nullable=False, server_default="0"),
    Column(
        "tagged", Text, nullable=False, server_default=""
    ),  # version of the tagger that made its mentions; empty: not tagged
    Column("ingested", String(32), nullable=False),
    Index("ix_documents_sha256", "sha256"),
    Index("ix_documents_source", "source"),
    Index("ix_documents_published", "published"),
)

file_versions = Table(
    "file_versions",
    metadata,
    Column("document_id", String(120), primary_key=True),  # outlives the document
    Column("sha256", String(64), primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("file_size", Integer, nullable=False),
    Column("first_ingested", String(32), nullable=False),
)

pages = Table(
    "pages",
    metadata,
    _of_document(),
    Column("number", Integer, primary_key=True),
    Column("label", Text),
    Column("text", Text, nullable=False),
    Column("width", Float),
    Column("height", Float),
    Column("readable", Boolean, nullable=False),
    Column("confidence", Float),  # of text recognition
)

sections = Table(
    "sections",
    metadata,
    _of_document(),
    Column("ordinal", Integer, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("document_id", String(120), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("voice", String(20), nullable=False),
    Column("language", String(3), nullable=False),
    Column("section", JSON, nullable=False),
    Column("page", Integer, nullable=False),
    Column("page_label", Text, nullable=False),
    Column("last_page_label", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("boxes", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_passages_document_id_ordinal", "document_id", "ordinal", unique=True),
)

notes = Table(
    "notes",  # which mark in which passage calls which note
    metadata,
    Column("passage_id", String(160), ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("offset", Integer, nullable=False),
    Column("mark", String(20), nullable=False),
    Column("note_passage_id", String(160), ForeignKey("passages.id", ondelete="CASCADE"), nullable=False),
    Index("ix_notes_note_passage_id", "note_passage_id"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("passage_id", String(160), ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("concept", String(120), nullable=False),
    Column("assertion", String(20), nullable=False),
    Column("method", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("label", Text, nullable=False, server_default=""),  # label of the vocabulary that was found
    Column("cue", Text, nullable=False, server_default=""),  # word of the text that let it count
    Column("quoted", Boolean, nullable=False, server_default=false()),
    Column("value", Text, nullable=False, server_default=""),  # JSON of a figure, level or date, or of ambiguity
    Index("ix_mentions_kind_concept_passage_id", "kind", "concept", "passage_id"),  # counts are read from it alone
)

retired_passages = Table(
    "retired_passages",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("document_id", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("page_label", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("retired", String(32), nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(120), nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice, also after its row is gone
)

failures = Table(
    "failures",
    metadata,
    Column("source", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("message", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("page", Integer),  # where reading stopped, where that is known
)

other_sources = Table(
    "other_sources",  # where else a document was found, and where its earlier versions came from
    metadata,
    Column("source", Text, primary_key=True),
    Column("document_id", String(120), nullable=False),  # no foreign key: a document is replaced by its next version
    Column("relation", String(20), nullable=False),
    Column("resemblance", Float, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("file_size", Integer, nullable=False),
    Column("address", Text, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Index("ix_other_sources_document_id", "document_id"),
)

shingles = Table(
    "shingles",  # the smallest hashes of each text: documents that share many of them resemble each other
    metadata,
    _of_document(),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_shingles_hash", "hash"),
)

doubts = Table(
    "doubts",  # what a person should look at in a document that was read
    metadata,
    _of_document(),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("page", Integer),
    Column("message", Text, nullable=False),
)

origins = Table(
    "origins",  # where each fact of a document as a whole was found
    metadata,
    _of_document(),
    Column("ordinal", Integer, primary_key=True),
    Column("field", String(60), nullable=False),
    Column("value", Text, nullable=False),
    Column("found_in", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("page", Integer),
)

annexes = Table(
    "annexes",  # which document came with which letter
    metadata,
    Column("document_id", String(120), primary_key=True),  # no foreign keys: a document is replaced by its next version
    Column("letter_id", String(120), nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_annexes_letter_id", "letter_id"),
)

quarantine = Table(
    "quarantine",  # files that bear a marking: where they are, never what they say
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("source", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("marking", Text, nullable=False),
    Column("level", String(20), nullable=False),
    Column("page", Integer),
    Column("at", String(32), nullable=False),
    Column("released_by", Text, nullable=False),
    Column("released_reason", Text, nullable=False),
    Column("released_at", String(32), nullable=False),
)

rectifications = Table(
    "rectifications",  # by document and words, so that they hold when the document is read again
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(120), nullable=False),  # no foreign key: outlives the document
    Column("page", Text, nullable=False),  # as printed; empty: any
    Column("quotation", Text, nullable=False),  # empty: the whole page or document
    Column("notice", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice
)

suppressions = Table(
    "suppressions",  # tags and figures that a person says are wrong
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("concept", String(120), nullable=False),
    Column("surface", Text, nullable=False),
    Column("quotation", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Index("ix_suppressions_document_id", "document_id"),
    sqlite_autoincrement=True,
)

name_decisions = Table(
    "name_decisions",  # which organisation a name stands for, as a person decided
    metadata,
    Column("key", String(120), primary_key=True),  # slug of the name
    Column("alias", Text, nullable=False),
    Column("concept", String(120), nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
)
