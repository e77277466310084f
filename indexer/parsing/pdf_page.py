"""One page of a PDF to its lines and tables, with what kind of page it is: text, a picture of a page, or unruly."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from indexer.parsing import furniture, glyphs
from indexer.parsing.glyphs import Frame, Word
from indexer.parsing.letters import clean
from indexer.parsing.lines import Segment, Table, segment_of, segments_of
from indexer.parsing.paper import has_picture, is_paper, pictured_share
from indexer.parsing.tables import tables_of

MIN_LETTERS = 10  # fewer letters on a page with a picture: a scan
STAMP_LETTERS = 200  # fewer letters on a picture that fills the page: a stamp, a number, on a scan
FILLED = 0.7  # share of a page that its pictures cover, from which they may be a scan of it
PLAIN_CHARS = 100_000  # of a page that is read plainly


@dataclass(slots=True)
class PageRead:
    """What one page gave."""

    sheet: furniture.Sheet
    frame: Frame  # of the page as displayed
    read_in: Frame  # another one where the page lies on its side
    is_scan: bool = False  # a picture of a page, or letters without a meaning
    is_plain: bool = False  # read without columns and tables, since that failed
    stamps: tuple[Word, ...] = ()  # what the file itself says on a scan


def page_read(page: object, number: int, *, plainly: bool = False) -> PageRead:
    """Return what a loaded pdfium page holds.

    Args:
        page: the pdfium handle.
        number: page as counted in the file, from 1.
        plainly: take the lines as they stand in the file, without columns, tables and turned text.
    """
    frame = glyphs.frame_of(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return PageRead(furniture.Sheet(number, frame.height, []), frame, frame)
    try:
        if not plainly:
            try:
                return _laid_out_page(page, text_page, frame, number)
            except (ArithmeticError, LookupError, ValueError, MemoryError, RecursionError):
                pass  # one page must not lose the others
        sheet = furniture.Sheet(number, frame.height, [], columns=[_plain_lines(text_page, frame)])
        return PageRead(sheet, frame, frame, is_plain=True)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _laid_out_page(page: object, text_page: object, frame: Frame, number: int) -> PageRead:
    reading_frame = frame
    words, sideways = _visible(*glyphs.words_of(text_page, frame), frame)
    if letters_of(sideways) > max(200, 2 * letters_of(words)):  # a table set across the sheet
        tried = [glyphs.turned(frame, quarters) for quarters in (1, 3)]
        found = [(*_visible(*glyphs.words_of(text_page, other), other), other) for other in tried]
        words, sideways, reading_frame = max(found, key=lambda each: letters_of(each[0]))
    if _is_garbled(words):
        return PageRead(furniture.Sheet(number, frame.height, []), frame, frame, is_scan=True)
    if _is_scan(page, frame, letters_of(words) + letters_of(sideways)):
        sheet = laid_out(number, frame.height, segments_of(words))
        return PageRead(sheet, frame, frame, is_scan=True, stamps=tuple(words))
    tables, words, rules = tables_of(page, reading_frame, words)
    segments = segments_of(words) + [_as_segment(table) for table in tables]
    sheet = laid_out(number, reading_frame.height, segments)
    sheet.columns += _turned_columns(sideways)
    sheet.rules = rules
    return PageRead(sheet, frame, reading_frame)


def laid_out(number: int, height: float, segments: list[Segment]) -> furniture.Sheet:
    """Return the sheet of the lines and tables of a page; its columns come when the furniture is gone."""
    sizes: Counter[float] = Counter()
    for segment in segments:
        for word in segment.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    head, body, foot = furniture.edges_of(segments, height)
    return furniture.Sheet(number, height, body, head, foot, glyphs.body_size(sizes))


def letters_of(words: list[Word]) -> int:
    """Return how many letters *words* hold."""
    return sum(len(word.text) for word in words)


def _is_garbled(words: list[Word]) -> bool:
    """Say whether letters are not what they look like (a font without a map to Unicode): too few of them are vowels."""
    latin = [letter for word in words for letter in word.text if "A" <= letter <= "z"]
    return len(latin) >= 300 and sum(letter in "aeiouyAEIOUY" for letter in latin) < 0.22 * len(latin)


def _visible(words: list[Word], sideways: list[Word], frame: Frame) -> tuple[list[Word], list[Word]]:
    """Leave out words far off the sheet, whose places are damage: nobody sees them, and a layout of them has no end."""

    def near(word: Word) -> bool:
        return (
            -frame.width < word.x0 <= word.x1 < 2 * frame.width
            and -frame.height < word.top <= word.bottom < 2 * frame.height
            and word.size < frame.height
        )

    return [word for word in words if near(word)], [word for word in sideways if near(word)]


def _is_scan(page: object, frame: Frame, letters: int) -> bool:
    """Say whether a page is a picture of a page: one without text, or with no more of it than a stamp."""
    if letters >= STAMP_LETTERS:
        return False
    if letters < MIN_LETTERS:
        return has_picture(page)
    return pictured_share(page, frame) > FILLED and is_paper(page)


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


def _plain_lines(text_page: object, frame: Frame) -> list[Segment]:
    """Return the lines of a page as they stand in the file: of each only its first and last letter are looked at."""
    count = min(pdfium.FPDFText_CountChars(text_page), PLAIN_CHARS)
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    units = bytes(buffer)[: 2 * count]
    found, start = [], 0
    for line in units.decode("utf-16-le", "replace").split("\r\n"):
        length = len(line.encode("utf-16-le", "replace")) // 2
        first, last = _box(text_page, start, frame), _box(text_page, start + max(length - 1, 0), frame)
        start += length + 2
        text = clean(line.replace("\x00", " ")).strip()
        if text and first and last:
            x0, top = min(first[0], last[0]), min(first[1], last[1])
            x1, bottom = max(first[2], last[2]), max(first[3], last[3])
            word = Word(text, x0, x1, top, bottom, bottom, max(1.0, 0.8 * (bottom - top)), bold=False)
            found.append(word)
    words, _ = _visible(found, [], frame)
    return [segment_of([word]) for word in words]


def _box(text_page: object, index: int, frame: Frame) -> tuple[float, float, float, float] | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
        return None
    return frame.rectangle(box.left, box.bottom, box.right, box.top)
