"""XLSX and CSV to blocks: one page per sheet, one passage per row, each cell with its heading."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import ReadingError
from corpus.model import PassageKind
from indexer.parsing.archive import Archive
from indexer.parsing.charset import decode_mended
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block
from indexer.parsing.rows import is_heading_row, texts_of

MAX_ROWS = 20_000  # of a sheet
MAX_COLUMNS = 100
MAX_CELL = 20_000  # code points
SMALL = 2_000_000  # bytes of sheet XML: up to here merged cells are looked up, which takes the whole sheet in memory
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_xlsx(data: bytes, name: str) -> Reading:
    """Return the reading of an XLSX workbook: a page per sheet that holds anything, labelled with its name.

    Raises:
        ReadingError: damaged, encrypted, too large, or empty.
    """
    archive = Archive(data, name)
    sheets = [member for member in archive.names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", member)]
    for member in archive.names:
        if member.endswith((".xml", ".rels")) and b"<!ENTITY" in archive.read(member)[:100_000]:
            raise ReadingError("corrupt", f"{name} bevat XML-entiteiten en is niet gelezen ({member}).")
    contents = {member: archive.read(member) for member in sheets}
    wide = any(_is_wide(content) for content in contents.values())
    small = not wide and sum(len(content) for content in contents.values()) <= SMALL
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=not small, data_only=True, keep_links=False)
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        zipfile.BadZipFile,
        InvalidFileException,
        SyntaxError,
    ) as error:
        raise ReadingError("corrupt", f"{name} is beschadigd: de werkmap kan niet worden geopend.") from error
    blocks: list[Block] = []
    pages: list[RawPage] = []
    notes: list[str] = []
    try:
        for sheet in workbook.worksheets:
            rows, cut = _rows(sheet, merged=small)
            fresh = list(_row_blocks(rows, sheet.title, len(pages) + 1))
            if not rows:
                continue
            pages.append(RawPage(len(pages) + 1, label=sheet.title))
            blocks += fresh
            if cut:
                notes.append(
                    f"Van het blad '{sheet.title}' zijn de eerste {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen gelezen."
                )
        properties = workbook.properties
        clues = Clues(
            title=properties.title or "",
            author=properties.creator or "",
            created=properties.created.isoformat() if properties.created else "",
            description=properties.description or properties.subject or "",
        )
    finally:
        workbook.close()
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("xlsx", tuple(pages), tuple(blocks), clues, tuple(notes))


def _is_wide(content: bytes) -> bool:
    """Say whether a sheet has cells beyond what is read: they would be filled up with empty ones."""
    return (
        re.search(rb'\br="(?:[D-Z][A-Z]|[A-Z]{3})\d+"', content) is not None
        or re.search(rb'\br="[A-Z]+\d{6,}"', content) is not None
    )


def _rows(sheet: object, *, merged: bool) -> tuple[list[list[str]], bool]:
    """Return the rows of a sheet as text, and whether some were left out; blank rows in a run are one empty row."""
    rows: list[list[str]] = []
    spread = _merged(sheet) if merged else {}
    last_row, last_column = (
        (getattr(sheet, "max_row", None) or MAX_ROWS),
        (getattr(sheet, "max_column", None) or MAX_COLUMNS),
    )
    cut = last_column > MAX_COLUMNS
    iterate = sheet.iter_rows(max_row=min(last_row, MAX_ROWS + 1), max_col=min(last_column, MAX_COLUMNS))  # type: ignore[attr-defined]  # both kinds of sheet have it
    for number, row in enumerate(iterate, 1):
        if number > MAX_ROWS:
            cut = True
            break
        cells = [_shown(cell.value, getattr(cell, "number_format", "")) for cell in row]
        if spread:
            cells = [spread.get((number, place), text) for place, text in enumerate(cells, 1)]
        while cells and not cells[-1]:
            cells.pop()
        if cells or (rows and rows[-1]):
            rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows, cut


def _merged(sheet: object) -> dict[tuple[int, int], str]:
    """Return the text of every place that a merged cell covers."""
    spread: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:  # type: ignore[attr-defined]  # only sheets that are not read-only come here
        if area.size["rows"] * area.size["columns"] > 2_000:
            continue
        text = _shown(sheet.cell(area.min_row, area.min_col).value)  # type: ignore[attr-defined]  # as above
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                spread[row, column] = text
    return spread


def _shown(value: object, form: str = "") -> str:
    """Return the value of a cell as a reader would write it in Dutch; *form* is its number format."""
    shown = clean(str(value)[:MAX_CELL]).strip() if value is not None else ""
    if isinstance(value, bool):
        shown = "waar" if value else "onwaar"
    elif isinstance(value, datetime.datetime):
        shown = value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    elif isinstance(value, (int, float)) and "%" in form:
        shown = f"{value * 100:.6g}%".replace(".", ",")
    elif isinstance(value, float):
        shown = f"{value:.10g}".replace(".", ",")
    return shown


def _row_blocks(rows: list[list[str]], title: str, page: int) -> Iterator[Block]:
    """Yield the blocks of a sheet: its name as heading, then its tables, which blank rows part."""
    if not rows:
        return
    yield block("heading", title, page=page, level=1)
    for table in _tables(rows):
        yield from _table_blocks(table, page)


def _tables(rows: list[list[str]]) -> list[list[list[str]]]:
    """Return the tables of a sheet: after a blank row another begins where its columns are named anew.

    What stands below the last table, parted from it by a blank row and one text a row, comes as a table of its own.
    """
    groups: list[list[list[str]]] = [[]]
    for row in rows:
        if row:
            groups[-1].append(row)
        else:
            groups.append([])
    below: list[list[list[str]]] = []
    while len(groups) > 1 and _lone(groups[-1]) == len(groups[-1]):
        below.insert(0, groups.pop())
    tables = groups[:1]
    for group in groups[1:]:
        if _names_columns(group):
            tables.append(group)
        else:
            tables[-1] += group
    return tables + below


def _names_columns(rows: list[list[str]]) -> bool:
    """Say whether a group of rows has a heading row of its own, first or below lines that stand alone."""
    start = _lone(rows)
    if start == 0:
        return _is_all_words(rows)
    return start < len(rows) and _heading_rows(rows[start:]) > 0


def _is_all_words(rows: list[list[str]]) -> bool:
    """Say whether the first of several rows holds words only, above figures: a heading row without a title above it."""
    return len(rows) > 1 and _heading_rows(rows) > 0 and any(c[:1].isdigit() for row in rows[1:] for c in row)


def _lone(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the top hold one text only."""
    count = 0
    while count < len(rows) and len({cell for cell in rows[count] if cell}) == 1:
        count += 1
    return count


def _table_blocks(rows: list[list[str]], page: int) -> Iterator[Block]:
    """Yield the blocks of one table: lines above it as paragraphs, its rows, remarks below it as paragraphs."""
    start = _lone(rows)
    for row in rows[:start]:
        yield block(PassageKind.PARAGRAPH, next(cell for cell in row if cell), page=page)
    end = len(rows)
    while end > start + 2 and _is_remark(rows[end - 1]):
        end -= 1
    for text in texts_of(rows[start:end], heading_rows=_heading_rows(rows[start:end])):
        yield block(PassageKind.TABLE_ROW, text, page=page)
    for row in rows[end:]:
        yield block(PassageKind.PARAGRAPH, next(cell for cell in row if cell), page=page)


def _is_remark(row: Sequence[str]) -> bool:
    """Say whether a row below a table is a remark: one text, longer than a label."""
    filled = {cell for cell in row if cell}
    return len(filled) == 1 and len(next(iter(filled))) > 20


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows name the columns: two where the first is made of merged cells."""
    if not rows or not is_heading_row(rows[0], rows[1] if len(rows) > 1 else None):
        return 0
    merged = len({cell for cell in rows[0] if cell}) < len([cell for cell in rows[0] if cell])
    if merged and len(rows) > 2 and is_heading_row(rows[1], rows[2]):
        return 2
    return 1


def read_csv(data: bytes, name: str) -> Reading:
    """Return the reading of a CSV file; the delimiter is found by the rows it makes.

    Raises:
        ReadingError: empty.
    """
    text, mended = decode_mended(data)
    text = _CONTROL.sub("", text)
    delimiter = _delimiter(text)
    rows: list[list[str]] = []
    notes = list(mended)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
            if number >= MAX_ROWS:
                notes.append(f"Alleen de eerste {MAX_ROWS} rijen zijn gelezen.")
                break
            cells = [clean(cell[:MAX_CELL]).strip() for cell in row[:MAX_COLUMNS]]
            if any(cells):
                rows.append(cells)
    except csv.Error as error:
        raise ReadingError(
            "corrupt", f"{name} is geen leesbaar CSV-bestand: een veld wordt niet afgesloten."
        ) from error
    blocks = [block(PassageKind.TABLE_ROW, text) for text in texts_of(rows, heading_rows=_heading_rows(rows))]
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("csv", (RawPage(1),), tuple(blocks), Clues(), tuple(notes))


def _delimiter(text: str) -> str:
    """Return the character that gives most lines the same number of cells, at least two."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(delimiter: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(counts), key=counts.count) if counts else 1
        return (counts.count(usual) / len(counts) if usual > 1 else 0.0, usual)

    return max(";\t,|", key=evenness)
