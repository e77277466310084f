"""From the bytes of a source file to a document with pages and passages; knows no store, index or network."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from corpus.errors import ReadingError
from corpus.identity import file_hash, passage_ids, slug
from corpus.model import Document, FileVersion, Metadata
from indexer.parsing.language import main_language
from indexer.parsing.markings import Level, find_marking
from indexer.parsing.metadata import describe, front_of, recognised_as
from indexer.parsing.ocr_seen import Picture, SeenPage
from indexer.parsing.passages import assemble, renamed
from indexer.parsing.reading import Reading
from indexer.parsing.rehearsal import tiny_files
from indexer.parsing.series import Recognised, registry
from indexer.parsing.sniff import MEDIA_TYPES, sniff

#: Changes whenever the same file would give other passages; kept with each document.
READER_VERSION = "3"

#: Reader of each format; imported when the first file of that format comes.
READERS = {
    "pdf": "indexer.parsing.pdf:read",
    "html": "indexer.parsing.html:read",
    "docx": "indexer.parsing.docx:read",
    "odt": "indexer.parsing.odt:read",
    "xlsx": "indexer.parsing.sheet:read_xlsx",
    "csv": "indexer.parsing.sheet:read_csv",
    "txt": "indexer.parsing.txt:read",
    "epub": "indexer.parsing.epub:read",
    "xml": "indexer.parsing.official_xml:read",
}


def warm() -> None:
    """Import all readers and read a tiny file of each format, so that a forked child finds all that it needs loaded."""
    for address in READERS.values():
        pkgutil.resolve_name(address)
    registry()
    for found, data in tiny_files().items():
        with suppress(Exception):  # a reader that fails here fails its own files, each with its reason
            parse(data, f"proef.{found}")


def read(
    data: bytes, name: str, seen: Mapping[int, SeenPage] | None = None, stops: Mapping[int, int] | None = None
) -> tuple[Reading, str]:
    """Return the raw reading of a file and its format (a key of `READERS`); *seen* and *stops* as for `parse`.

    Raises:
        ReadingError: empty, unsupported, encrypted, damaged or too large.
    """
    found = sniff(data, name)
    reader: Callable[..., Reading] = pkgutil.resolve_name(READERS[found])
    return (reader(data, name, seen, stops) if seen or stops else reader(data, name)), found


def picture(data: bytes, name: str, number: int) -> Picture:
    """Return page *number* (from 1) of a PDF as a picture for text recognition.

    Raises:
        ReadingError: encrypted or damaged.
    """
    draw: Callable[[bytes, str, int], Picture] = pkgutil.resolve_name("indexer.parsing.pdf:picture")
    return draw(data, name, number)


def parse(
    data: bytes,
    name: str,
    *,
    given: Mapping[str, object] | None = None,
    max_chars: int = 1200,
    seen: Mapping[int, SeenPage] | None = None,
    released: str = "",
    stops: Mapping[int, int] | None = None,
) -> Document:
    """Return the document that *data* holds.

    Args:
        data: the whole file.
        name: file name as found; only its stem and extension are used.
        given: metadata known beforehand, by field name of `corpus.model.Metadata`, and `id`; wins over the file.
        max_chars: longest passage, in code points.
        seen: what text recognition saw on the pages of a PDF that have no text layer, by page number.
        released: the marking, as printed, with which a person has let this file in; never a classified one.
        stops: how often a reader was stopped at a page (from 1) of this PDF: once, its text is taken as it stands in
            the file; twice, it is left out.

    Returns:
        A document with at least one page. Pages that are pictures have `readable=False`, and a note says so.

    Raises:
        ReadingError: the file cannot be read, or bears a confidentiality marking; the reason says which.
        ValueError: a given date or country is none.
    """
    given = given or {}
    reading, found = read(data, name, seen, stops)
    front = front_of(reading, name, given)
    recognised = recognised_as(front, given)
    blocks = recognised.roles(reading.blocks)
    marking = find_marking(reading, data, found)
    if marking and marking.level is not Level.OPEN and (marking.level is Level.CLASSIFIED or marking.text != released):
        raise ReadingError(
            "marked",
            f"{name} draagt de markering '{marking.text}' en is daarom niet opgenomen.",
            page=marking.page,
            marking=marking.text,
            level=marking.level.value,
        )
    language = str(given.get("language") or "") or main_language(block.text for block in blocks)
    metadata, origins = describe(front, recognised, language, given, marking=marking.text if marking else "")
    document_id = document_id_of(metadata, name, given)
    pages, sections, passages, note_marks = assemble(
        reading.pages, blocks, document_id=document_id, language=metadata.language, max_chars=max_chars
    )
    return Document(
        id=document_id,
        metadata=metadata,
        file=FileVersion(file_hash(data), name, MEDIA_TYPES[found], len(data)),
        pages=pages,
        sections=sections,
        passages=passages,
        reader=f"{reading.reader} {READER_VERSION}",
        notes=(*(reading.notes or _silence(len(pages), len(passages))), *_series_note(recognised)),
        origins=origins,
        note_marks=note_marks,
    )


def _silence(pages: int, passages: int) -> tuple[str, ...]:
    """Return the note of a file that could be opened but says nothing: that is no success without a word."""
    if passages:
        return ()
    return (f"Op de {pages} bladzijden is geen tekst gevonden." if pages > 1 else "Er is geen tekst gevonden.",)


def _series_note(recognised: Recognised) -> tuple[str, ...]:
    """Return the note that says to which series a document was found to belong, and why; none where it was given."""
    return (str(recognised),) if recognised.attributed and not recognised.given else ()


def document_id_of(metadata: Metadata, name: str, given: Mapping[str, object]) -> str:
    """Return the readable id of a document: of its series and edition, else as given, else of the file name."""
    if metadata.series and metadata.edition:
        return slug(f"{metadata.series} {metadata.edition}")
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return slug(str(given.get("id") or "")) or slug(stem) or "document"


def with_id(document: Document, new_id: str) -> Document:
    """Return *document* under another id, the ids of its passages made anew."""
    ids = passage_ids(new_id, (passage.text for passage in document.passages))
    passages = tuple(renamed(passage, fresh) for passage, fresh in zip(document.passages, ids, strict=True))
    fresh_id = {old.id: new.id for old, new in zip(document.passages, passages, strict=True)}
    marks = tuple(
        replace(one, passage_id=fresh_id[one.passage_id], note_passage_id=fresh_id[one.note_passage_id])
        for one in document.note_marks
    )
    return replace(document, id=new_id, passages=passages, note_marks=marks)
