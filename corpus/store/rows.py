"""Values to table rows and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import RowMapping

from corpus.model import (
    Assertion,
    Box,
    Document,
    FileVersion,
    FoundIn,
    Mention,
    MentionKind,
    Metadata,
    NoteMark,
    Origin,
    Page,
    Passage,
    PassageKind,
    Section,
    Span,
    Voice,
    page_labels,
)
from corpus.store.records import DocumentRecord

_METADATA_NAMES = tuple(field.name for field in fields(Metadata))
Row = dict[str, Any]


def document_row(document: Document, *, source: str, ingested: str, tagged: str = "") -> Row:
    """Return the row of `documents`; *tagged* is the version of the tagger that made its mentions."""
    return {
        "id": document.id,
        "sha256": document.file.sha256,
        "file_name": document.file.name,
        "media_type": document.file.media_type,
        "file_size": document.file.size,
        **asdict(document.metadata),
        "source": source,
        "reader": document.reader,
        "notes": list(document.notes),
        "page_count": len(document.pages),
        "unreadable_pages": [page.number for page in document.pages if not page.readable],
        "passage_count": len(document.passages),
        "word_count": sum(len(passage.text.split()) for passage in document.passages),
        "tagged": tagged,
        "ingested": ingested,
    }


def document_record(row: RowMapping) -> DocumentRecord:
    """Return the record of a row of `documents`."""
    return DocumentRecord(
        id=row["id"],
        metadata=Metadata(**{name: row[name] for name in _METADATA_NAMES}),
        file=FileVersion(row["sha256"], row["file_name"], row["media_type"], row["file_size"]),
        reader=row["reader"],
        notes=tuple(row["notes"]),
        page_count=row["page_count"],
        unreadable_pages=tuple(row["unreadable_pages"]),
        passage_count=row["passage_count"],
        word_count=row["word_count"],
        tagged=row["tagged"],
        ingested=row["ingested"],
    )


def origin_rows(document: Document) -> list[Row]:
    """Return the rows of `origins`."""
    return [
        {"document_id": document.id, "ordinal": ordinal, **asdict(origin), "found_in": origin.found_in.value}
        for ordinal, origin in enumerate(document.origins)
    ]


def origin(row: RowMapping) -> Origin:
    """Return the origin of a row of `origins`."""
    return Origin(row["field"], row["value"], FoundIn(row["found_in"]), row["words"], row["page"])


def page_rows(document: Document) -> list[Row]:
    """Return the rows of `pages`."""
    return [{"document_id": document.id, **asdict(page)} for page in document.pages]


def page(row: RowMapping) -> Page:
    """Return the page of a row of `pages`."""
    return Page(
        row["number"], row["text"], row["label"], row["width"], row["height"], row["readable"], row["confidence"]
    )


def section_rows(document: Document) -> list[Row]:
    """Return the rows of `sections`."""
    return [
        {"document_id": document.id, "ordinal": ordinal, **asdict(section)}
        for ordinal, section in enumerate(document.sections)
    ]


def section(row: RowMapping) -> Section:
    """Return the section of a row of `sections`."""
    return Section(row["level"], row["title"], row["page"], row["start"])


def passage_rows(document: Document) -> list[Row]:
    """Return the rows of `passages`."""
    labels = page_labels(document.pages)
    return [
        {
            "id": passage.id,
            "document_id": document.id,
            "ordinal": passage.ordinal,
            "kind": passage.kind.value,
            "voice": passage.voice.value,
            "language": passage.language,
            "section": list(passage.section),
            "page": passage.page,
            "page_label": labels[passage.page],
            "last_page_label": labels[passage.last_page],
            "spans": [[span.page, span.start, span.end] for span in passage.spans],
            "boxes": [[box.page, box.x0, box.top, box.x1, box.bottom] for box in passage.boxes],
            "text": passage.text,
        }
        for passage in document.passages
    ]


def passage(row: Mapping[str, Any] | RowMapping) -> Passage:
    """Return the passage of a row of `passages`."""
    return Passage(
        id=row["id"],
        ordinal=row["ordinal"],
        kind=PassageKind(row["kind"]),
        voice=Voice(row["voice"]),
        language=row["language"],
        section=tuple(row["section"]),
        spans=tuple(Span(*span) for span in row["spans"]),
        text=row["text"],
        boxes=tuple(Box(*box) for box in row["boxes"]),
    )


def note_rows(document: Document) -> list[Row]:
    """Return the rows of `notes`, numbered within their passage."""
    counted: dict[str, int] = {}
    rows = []
    for call in sorted(document.note_marks):
        ordinal = counted.get(call.passage_id, 0)
        counted[call.passage_id] = ordinal + 1
        rows.append({**asdict(call), "ordinal": ordinal})
    return rows


def note_mark(row: RowMapping) -> NoteMark:
    """Return the note mark of a row of `notes`."""
    return NoteMark(row["passage_id"], row["offset"], row["mark"], row["note_passage_id"])


def mention_rows(mentions: Sequence[Mention]) -> list[Row]:
    """Return the rows of `mentions`, numbered within their passage."""
    counted: dict[str, int] = {}
    rows = []
    for mention in mentions:
        ordinal = counted.get(mention.passage_id, 0)
        counted[mention.passage_id] = ordinal + 1
        rows.append(
            {**asdict(mention), "kind": mention.kind.value, "assertion": mention.assertion.value, "ordinal": ordinal}
        )
    return rows


def mention(row: RowMapping) -> Mention:
    """Return the mention of a row of `mentions`."""
    return Mention(
        passage_id=row["passage_id"],
        start=row["start"],
        end=row["end"],
        surface=row["surface"],
        kind=MentionKind(row["kind"]),
        concept=row["concept"],
        method=row["method"],
        assertion=Assertion(row["assertion"]),
        confidence=row["confidence"],
        label=row["label"],
        cue=row["cue"],
        quoted=row["quoted"],
        value=row["value"],
    )
