"""PDF to blocks: characters from pdfium, our own layout, tables by rulings; scans are kept as pages without text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pypdfium2.raw as pdfium

from corpus.errors import ReadingError
from corpus.model import Box
from indexer.parsing import furniture, progress
from indexer.parsing.blocks import blocks_of
from indexer.parsing.glyphs import Frame
from indexer.parsing.layout import columns_of
from indexer.parsing.lines import segments_of
from indexer.parsing.ocr_picture import picture_of
from indexer.parsing.ocr_seen import Picture, SeenPage, notes_on
from indexer.parsing.ocr_words import Turn, placed_upright, sizes_of, slanted_back, words_of
from indexer.parsing.outline import outline_of
from indexer.parsing.pdf_page import MIN_LETTERS, PageRead, laid_out, letters_of, page_read
from indexer.parsing.reading import Block, Clues, RawPage, Reading, listed

MAX_PAGES = 5_000  # the rest is recorded as not read
_library_ready = False


def read(
    data: bytes, name: str, seen: Mapping[int, SeenPage] | None = None, stops: Mapping[int, int] | None = None
) -> Reading:
    """Return the reading of a PDF.

    Args:
        data: the whole file.
        name: file name, for messages.
        seen: what text recognition saw on pages without a text layer, by page number.
        stops: how often a reader was stopped at a page (from 1): once, it is read plainly; twice, it is left out.

    Raises:
        ReadingError: encrypted, damaged, or without pages.
    """
    with _opened(data, name) as document:
        return _read(document, name, seen or {}, stops or {})


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


@dataclass(slots=True)
class _Collected:
    """What the pages gave, one after the other."""

    sheets: list[furniture.Sheet] = field(default_factory=list)
    pages: list[RawPage] = field(default_factory=list)
    lying: dict[int, tuple[Frame, Frame]] = field(default_factory=dict)  # frame they were read in, frame as displayed
    turns: dict[int, Turn] = field(default_factory=dict)  # of pages whose words were recognised
    scans: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    plain: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

    def add(self, read: PageRead, seen: SeenPage | None, sizes: Mapping[float, float]) -> None:
        """Take in a page, with what text recognition saw of it."""
        number, frame, sheet, readable = read.sheet.number, read.frame, read.sheet, not read.is_scan
        if read.read_in != frame:
            self.lying[number] = (read.read_in, frame)
        if read.is_scan and seen is not None and seen.words:
            turn = Turn(seen.angle, frame.width, frame.height)
            words = words_of(seen, sizes, placed_upright(read.stamps, turn))
            sheet, readable = laid_out(number, turn.upright[1], segments_of(words)), True
            self.turns[number] = turn
        elif read.is_scan:
            self.scans.append(number)
            readable = seen is not None and not seen.failure and letters_of(list(read.stamps)) >= MIN_LETTERS
        if read.is_plain:
            self.plain.append(number)
        self.sheets.append(sheet)
        self.pages.append(
            RawPage(number, width=round(frame.width, 2), height=round(frame.height, 2), readable=readable)
        )

    def miss(self, number: int, why: list[int]) -> None:
        """Record that a page was not read, in the list that says *why*."""
        why.append(number)
        self.pages.append(RawPage(number, readable=False))


def _collected(document: object, count: int, seen: Mapping[int, SeenPage], stops: Mapping[int, int]) -> _Collected:
    collected, sizes = _Collected(), sizes_of(seen)
    for number in range(1, count + 1):
        progress.at(number)
        if stops.get(number, 0) > 1:
            collected.miss(number, collected.left_out)
            continue
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            collected.miss(number, collected.damaged)
            continue
        try:
            collected.add(page_read(page, number, plainly=number in stops), seen.get(number), sizes)
        finally:
            pdfium.FPDF_ClosePage(page)
    return collected


def _read(document: object, name: str, seen: Mapping[int, SeenPage], stops: Mapping[int, int]) -> Reading:
    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise ReadingError("corrupt", f"{name} is beschadigd: er zijn geen bladzijden in te vinden.")
    notes: list[str] = []
    if count > MAX_PAGES:
        notes.append(f"Alleen de eerste {MAX_PAGES} van {count} bladzijden zijn gelezen.")
        count = MAX_PAGES
    collected = _collected(document, count, seen, stops)
    if len(collected.damaged) == count:
        raise ReadingError("corrupt", f"{name} is beschadigd: geen enkele bladzijde kan worden gelezen.")
    printed, running = furniture.strip(collected.sheets)
    for sheet in collected.sheets:
        progress.at(sheet.number)
        sheet.columns = columns_of(sheet.body, sheet.em) + sheet.columns
    labels = _page_labels(document, count) | printed
    notes += _page_notes(collected, [number for number in collected.scans if number not in seen])
    notes += notes_on(seen)
    blocks = blocks_of(collected.sheets, outline_of(document))
    blocks = [_turned_back(block, collected.lying) for block in blocks] if collected.lying else blocks
    blocks = [slanted_back(block, collected.turns) for block in blocks] if collected.turns else blocks
    labelled = tuple(
        replace(
            p,
            label=labels.get(p.number),
            confidence=seen[p.number].confidence if p.number in collected.turns else None,
        )
        for p in collected.pages
    )
    return Reading(
        "pdf+ocr" if seen and not any(page.failure for page in seen.values()) else "pdf",
        labelled,
        tuple(blocks),
        _clues(document),
        tuple(notes),
        tuple(running),
    )


def _page_notes(collected: _Collected, unread: list[int]) -> list[str]:
    """Return the notes on pages that were not read, or not as they should; *unread*: scans nobody has looked at."""
    notes = []
    if len(unread) == len(collected.pages):
        notes.append(
            "Geen bladzijde heeft leesbare tekst (beeld of letters zonder tekenkaart): tekstherkenning (OCR) is nodig."
        )
    elif unread:
        notes.append(f"Geen leesbare tekst, tekstherkenning (OCR) is nodig: bladzijde {listed(unread)}.")
    if collected.damaged:
        notes.append(f"Beschadigd en niet gelezen: bladzijde {listed(collected.damaged)}.")
    if collected.left_out:
        notes.append(f"Niet gelezen, omdat de lezer erop vastliep: bladzijde {listed(collected.left_out)}.")
    if collected.plain:
        notes.append(
            "Zonder kolommen en tabellen gelezen, omdat de opmaak niet te ontleden was: "
            f"bladzijde {listed(collected.plain)}."
        )
    return notes


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
