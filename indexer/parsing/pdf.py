"""PDF to blocks: characters from pdfium, our own layout, tables by rulings; scans are kept as pages without text."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2.raw as pdfium

from corpus.errors import ReadingError
from corpus.model import Box
from indexer.parsing import furniture, glyphs, progress
from indexer.parsing.blocks import blocks_of
from indexer.parsing.glyphs import Frame, Word
from indexer.parsing.layout import columns_of
from indexer.parsing.lines import Segment, Table, segments_of
from indexer.parsing.ocr_picture import picture_of
from indexer.parsing.ocr_seen import Picture, SeenPage, notes_on
from indexer.parsing.ocr_words import sizes_of, slanted_back, words_of
from indexer.parsing.outline import outline_of
from indexer.parsing.reading import Block, Clues, RawPage, Reading, listed
from indexer.parsing.tables import tables_of

MAX_PAGES = 5_000  # the rest is recorded as not read
MIN_LETTERS = 10  # fewer letters on a page with a picture: a scan
_library_ready = False


def read(data: bytes, name: str, seen: Mapping[int, SeenPage] | None = None) -> Reading:
    """Return the reading of a PDF.

    Args:
        data: the whole file.
        name: file name, for messages.
        seen: what text recognition saw on pages without a text layer, by page number.

    Raises:
        ReadingError: encrypted, damaged, or without pages.
    """
    with _opened(data, name) as document:
        return _read(document, name, seen or {})


def picture(data: bytes, name: str, number: int) -> Picture:
    """Return page *number* (from 1) of a PDF as a picture for text recognition.

    Raises:
        ReadingError: encrypted or damaged.
    """
    with _opened(data, name) as document:
        drawn = picture_of(document, number)
    if drawn is None:
        raise ReadingError("corrupt", f"{name} is beschadigd: bladzijde {number} kan niet worden getoond.")
    return drawn


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[object]:
    global _library_ready  # noqa: PLW0603 - pdfium is initialised once for each process
    if not _library_ready:
        pdfium.FPDF_InitLibrary()
        _library_ready = True
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise ReadingError(
                "encrypted", f"{name} is met een wachtwoord versleuteld; zet er een versie zonder wachtwoord bij."
            )
        raise ReadingError("corrupt", f"{name} is beschadigd of onvolledig: de PDF kan niet worden geopend.")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read(document: object, name: str, seen: Mapping[int, SeenPage]) -> Reading:
    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise ReadingError("corrupt", f"{name} is beschadigd: er zijn geen bladzijden in te vinden.")
    notes: list[str] = []
    if count > MAX_PAGES:
        notes.append(f"Alleen de eerste {MAX_PAGES} van {count} bladzijden zijn gelezen.")
        count = MAX_PAGES
    sizes = sizes_of(seen)
    seen_words = {number: words_of(page, sizes) for number, page in seen.items()}
    slants: dict[int, tuple[float, float, float]] = {}
    sheets: list[furniture.Sheet] = []
    pages: list[RawPage] = []
    scans: list[int] = []
    damaged: list[int] = []
    lying: dict[int, tuple[Frame, Frame]] = {}
    for index in range(count):
        progress.at(index + 1)
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            damaged.append(index + 1)
            pages.append(RawPage(index + 1, readable=False))
            continue
        try:
            sheet, frame, reading_frame, is_scan = _sheet(page, index + 1)
        finally:
            pdfium.FPDF_ClosePage(page)
        if reading_frame != frame:
            lying[index + 1] = (reading_frame, frame)
        if is_scan and seen_words.get(index + 1):
            sheet, is_scan = _laid_out(index + 1, frame.height, segments_of(seen_words[index + 1])), False
            slants[index + 1] = (seen[index + 1].angle, frame.width, frame.height)
        elif is_scan:
            scans.append(index + 1)
        sheets.append(sheet)
        pages.append(
            RawPage(index + 1, width=round(frame.width, 2), height=round(frame.height, 2), readable=not is_scan)
        )
    if len(damaged) == count:
        raise ReadingError("corrupt", f"{name} is beschadigd: geen enkele bladzijde kan worden gelezen.")
    printed, running = furniture.strip(sheets)
    for sheet in sheets:
        sheet.columns = columns_of(sheet.body, sheet.em) + sheet.columns
    labels = _page_labels(document, count) | printed
    notes += _page_notes([number for number in scans if number not in seen], damaged, count)
    notes += notes_on(seen)
    blocks = blocks_of(sheets, outline_of(document))
    blocks = [_turned_back(block, lying) for block in blocks] if lying else blocks
    blocks = [slanted_back(block, slants) for block in blocks] if slants else blocks
    labelled = tuple(
        replace(p, label=labels.get(p.number), confidence=seen[p.number].confidence if p.number in slants else None)
        for p in pages
    )
    return Reading(
        "pdf+ocr" if seen and not any(page.failure for page in seen.values()) else "pdf",
        labelled,
        tuple(blocks),
        _clues(document),
        tuple(notes),
        tuple(running),
    )


def _page_notes(scans: list[int], damaged: list[int], count: int) -> list[str]:
    notes = []
    if len(scans) == count:
        notes.append(
            "Geen bladzijde heeft leesbare tekst (beeld of letters zonder tekenkaart): tekstherkenning (OCR) is nodig."
        )
    elif scans:
        notes.append(f"Geen leesbare tekst, tekstherkenning (OCR) is nodig: bladzijde {listed(scans)}.")
    if damaged:
        notes.append(f"Beschadigd en niet gelezen: bladzijde {listed(damaged)}.")
    return notes


def _sheet(page: object, number: int) -> tuple[furniture.Sheet, Frame, Frame, bool]:
    """Return the columns of a page, its frame, the frame it is read in, and whether it is a picture without text."""
    frame = reading_frame = glyphs.frame_of(page)
    empty = furniture.Sheet(number, frame.height, [])
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return empty, frame, frame, False
    try:
        words, sideways = glyphs.words_of(text_page, frame)
        if _letters(sideways) > max(200, 2 * _letters(words)):  # a table set across the sheet
            tried = [glyphs.turned(frame, quarters) for quarters in (1, 3)]
            found = [(*glyphs.words_of(text_page, other), other) for other in tried]
            words, sideways, reading_frame = max(found, key=lambda each: _letters(each[0]))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    if (_letters(words) + _letters(sideways) < MIN_LETTERS and _has_picture(page)) or _is_garbled(words):
        return empty, frame, frame, True
    tables, words = tables_of(page, reading_frame, words)
    segments = segments_of(words) + [_as_segment(table) for table in tables]
    sheet = _laid_out(number, reading_frame.height, segments)
    sheet.columns += _turned_columns(sideways)
    return sheet, frame, reading_frame, False


def _laid_out(number: int, height: float, segments: list[Segment]) -> furniture.Sheet:
    """Return the sheet of the lines and tables of a page; its columns come when the furniture is gone."""
    sizes: Counter[float] = Counter()
    for segment in segments:
        for word in segment.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    head, body, foot = furniture.edges_of(segments, height)
    return furniture.Sheet(number, height, body, head, foot, glyphs.body_size(sizes))


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)


def _turned_back(block: Block, lying: dict[int, tuple[Frame, Frame]]) -> Block:
    """Return *block* with the boxes of pages that were read lying put back on the page as displayed."""

    def back(box: Box) -> Box:
        read_in, shown_in = lying[box.page]
        ax, ay = shown_in.place(*read_in.origin(box.x0, box.top))
        bx, by = shown_in.place(*read_in.origin(box.x1, box.bottom))
        return Box(box.page, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    pieces = tuple(
        replace(piece, lines=tuple(replace(line, box=back(line.box)) for line in piece.lines))
        if piece.page in lying
        else piece
        for piece in block.pieces
    )
    return replace(block, pieces=pieces)


def _is_garbled(words: list[Word]) -> bool:
    """Say whether letters are not what they look like (a font without a map to Unicode): too few of them are vowels."""
    latin = [letter for word in words for letter in word.text if "A" <= letter <= "z"]
    return len(latin) >= 300 and sum(letter in "aeiouyAEIOUY" for letter in latin) < 0.22 * len(latin)


def _as_segment(table: Table) -> Segment:
    x0, top, x1, bottom = table.bounds
    return Segment([], x0, x1, top, bottom, top + 1, 1.0, bold=False, text="", table=table)


def _turned_columns(turned: list[Word]) -> list[list[Segment]]:
    """Return text set at an angle in the order of the file, one line per stretch; too short pieces are ornaments."""
    columns: list[list[Segment]] = []
    line: list[Word] = []
    for word in [*turned, None]:
        if word is not None and line and _follows(line[-1], word):
            line.append(word)
            continue
        text = " ".join(w.text for w in line)
        if sum(c.isalpha() for c in text) >= 3:
            x0, x1 = min(w.x0 for w in line), max(w.x1 for w in line)
            top, bottom = min(w.top for w in line), max(w.bottom for w in line)
            columns.append([Segment(line, x0, x1, top, bottom, bottom, line[0].size, line[0].bold, text)])
        line = [word] if word is not None else []
    return columns


def _follows(before: Word, word: Word) -> bool:
    """Say whether two turned words stand on one line: they overlap across and lie close along it."""
    close = 1.2 * max(before.size, word.size)
    return (
        word.x0 < before.x1 + close and before.x0 < word.x1 + close and word.top < before.bottom + close
        and before.top < word.bottom + close and abs(before.size - word.size) < 0.5
    )  # fmt: skip


def _has_picture(page: object) -> bool:
    """Say whether a page holds an image, also inside a form."""

    def pictures(count: int, get: object, holder: object, depth: int) -> bool:
        for index in range(min(count, 500)):
            item = get(holder, index)  # type: ignore[operator]  # a pdfium function
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
                return True
            if (
                kind == pdfium.FPDF_PAGEOBJ_FORM
                and depth < 3
                and pictures(pdfium.FPDFFormObj_CountObjects(item), pdfium.FPDFFormObj_GetObject, item, depth + 1)
            ):
                return True
        return False

    return pictures(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, 0)


def _utf16(get: object, *arguments: object) -> str:
    """Call a pdfium function that fills a UTF-16 buffer, and return the text."""
    size = get(*arguments, None, 0)  # type: ignore[operator]  # a pdfium function
    if not 2 < size < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(*arguments, buffer, size)  # type: ignore[operator]  # a pdfium function
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "").strip()


def _page_labels(document: object, count: int) -> dict[int, str]:
    """Return the labels that the file itself gives its pages, where they say more than a plain count."""
    labels = {index + 1: _utf16(pdfium.FPDF_GetPageLabel, document, index) for index in range(count)}
    if all(not label or label == str(number) for number, label in labels.items()):
        return {}
    return {number: label for number, label in labels.items() if label}


def _clues(document: object) -> Clues:
    def info(key: str) -> str:
        return _utf16(pdfium.FPDF_GetMetaText, document, key.encode())

    return Clues(title=info("Title"), author=info("Author"), created=info("CreationDate"), description=info("Subject"))
