"""XLSX and CSV to blocks: one page per sheet, one passage per row, each cell with its heading."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import ReadingError
from indexer.parsing.archive import Archive
from indexer.parsing.charset import decode_mended
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block
from indexer.parsing.sheet_marks import Marks, marks_of
from indexer.parsing.sheet_tables import Row, blocks_of

MAX_ROWS = 20_000  # of a sheet
MAX_COLUMNS = 100
MAX_CELL = 20_000  # code points
_SEPARATOR = re.compile(r"\ufeff?sep=([;,\t|])[^\S\n]*\r?\n", re.IGNORECASE)  # a line that Excel puts there
_NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_xlsx(data: bytes, name: str) -> Reading:
    """Return the reading of an XLSX workbook: a page per sheet that holds anything, labelled with its name.

    Raises:
        ReadingError: damaged, encrypted, too large, or empty.
    """
    archive = Archive(data, name)
    for member in archive.names:
        if member.endswith((".xml", ".rels")) and b"<!ENTITY" in archive.read(member)[:100_000]:
            raise ReadingError("corrupt", f"{name} bevat XML-entiteiten en is niet gelezen ({member}).")
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
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
    unseen = _Unseen()
    try:
        sheets: Sequence[Any] = workbook.worksheets
        for sheet in sheets:
            if sheet.sheet_state != "visible":
                unseen.sheets.append(sheet.title)
                continue
            member = sheet._worksheet_path.lstrip("/")
            rows, cut = _rows(sheet, marks_of(archive, member), unseen)
            unseen.formulas += len(_NO_VALUE.findall(archive.read(member)))
            if not rows:
                continue
            pages.append(RawPage(len(pages) + 1, label=sheet.title))
            blocks.append(block("heading", sheet.title, page=len(pages), level=1))
            blocks += blocks_of(rows, len(pages))
            if cut:
                notes.append(
                    f"Van het blad '{sheet.title}' zijn de eerste {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen gelezen."
                )
        notes += unseen.notes()
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


@dataclass(slots=True)
class _Unseen:
    """What nobody sees on a sheet: it is not read, and a note says so."""

    sheets: list[str] = field(default_factory=list)
    lines: Counter[str] = field(default_factory=Counter)  # hidden rows and columns by sheet
    formulas: int = 0  # whose value is not in the file, as programs write them that do not count

    def notes(self) -> list[str]:
        """Return the notes on it, in Dutch."""
        listed = ", ".join(f"'{name}'" for name in self.sheets)
        named = "Het verborgen blad" if len(self.sheets) == 1 else "De verborgen bladen"
        told = [f"{named} {listed} {'is' if len(self.sheets) == 1 else 'zijn'} niet gelezen."] if listed else []
        if self.formulas:
            told.insert(0, f"Van {self.formulas} cellen met een formule staat de uitkomst niet in het bestand.")
        return told + [
            f"Op het blad '{name}' zijn {count} verborgen rijen of kolommen niet gelezen."
            for name, count in self.lines.items()
            if count
        ]


def _rows(sheet: Any, marks: Marks, unseen: _Unseen) -> tuple[list[list[str]], bool]:
    """Return the rows of a sheet as text, and whether some were left out; blank rows in a run are one empty row.

    Args:
        sheet: of openpyxl, opened for reading only.
        marks: what it hides and merges, and which rows it names as headings.
        unseen: counts what is hidden.
    """
    rows: list[list[str]] = []
    spread: dict[int, dict[int, str]] = {}  # text of merged cells by row and column
    hidden: set[int] = set()  # columns that are left out and hold something
    sheet.reset_dimensions()  # programs write a wrong extent
    cut = False
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1), 1):
        cut = cut or len(cells) > MAX_COLUMNS or number > MAX_ROWS
        if number > MAX_ROWS:
            break
        texts = _texts(number, cells, marks, spread)
        hidden |= {place for place in marks.hidden_columns if place <= len(texts) and texts[place - 1]}
        row = Row(text for place, text in enumerate(texts, 1) if place not in marks.hidden_columns)
        if number in marks.hidden_rows:
            unseen.lines[sheet.title] += any(row)
            continue
        row.marked = number in marks.headings or _is_bold(cells)
        while row and not row[-1]:
            row.pop()
        if row or (rows and rows[-1]):
            rows.append(row)
    if hidden:
        unseen.lines[sheet.title] += len(hidden)
    while rows and not rows[-1]:
        rows.pop()
    return rows, cut


def _texts(number: int, cells: Sequence[Any], marks: Marks, spread: dict[int, dict[int, str]]) -> list[str]:
    """Return the text of every cell of row *number*; that of merged cells is kept in *spread* for the rows below."""
    given = spread.pop(number, {})
    texts: list[str] = []
    for place in range(1, min(max((len(cells), *given)), MAX_COLUMNS) + 1):
        cell = cells[place - 1] if place <= len(cells) else EMPTY_CELL
        text = given.get(place) or _shown(cell.value, getattr(cell, "number_format", ""))
        if (area := marks.merged.get((number, place))) and text:
            for below, beside in area.places():
                (given if below == number else spread.setdefault(below, {}))[beside] = text
        texts.append(text)
    texts += [given.get(place, "") for place in range(len(texts) + 1, min(max((0, *given)), MAX_COLUMNS) + 1)]
    return texts


def _is_bold(cells: Sequence[Any]) -> bool:
    """Say whether every cell of a row that holds anything is set in bold."""
    fonts = [getattr(cell, "font", None) for cell in cells if cell.value is not None]
    return bool(fonts) and all(font is not None and font.bold for font in fonts)


def _shown(value: object, form: str = "") -> str:
    """Return the value of a cell as a reader would write it in Dutch; *form* is its number format."""
    shown = clean(str(value)[:MAX_CELL]).strip() if value is not None else ""
    if isinstance(value, bool):
        shown = "waar" if value else "onwaar"
    elif isinstance(value, datetime.datetime):
        whole_day = value.time() == datetime.time()
        shown = _day(value.date(), form) if whole_day else value.isoformat(" ", "minutes")
    elif isinstance(value, datetime.date):
        shown = _day(value, form)
    elif isinstance(value, (int, float)):
        shown = _figure(value, form)
    return shown


def _day(value: datetime.date, form: str) -> str:
    """Return a date as ISO 8601; only year and month, or the year, where the sheet shows no more."""
    form = re.sub(r"\[[^]]*\]|\"[^\"]*\"", "", form.lower())
    if form in ("", "general") or "d" in form:
        return value.isoformat()
    return value.isoformat()[:7] if "m" in form else str(value.year)


def _figure(value: float, form: str) -> str:
    """Return a figure with a decimal comma: percentages and amounts with the decimals that the sheet shows."""
    decimals = re.search(r"0\.(0+)", form)
    if "%" in form:
        shown = f"{value * 100:.{len(decimals.group(1)) if decimals else 0}f}%"
    elif "€" in form or "EUR" in form:
        shown = f"€ {value:.{len(decimals.group(1)) if decimals else 0}f}"
    else:
        shown = f"{value:.10g}" if isinstance(value, float) else str(value)
    return shown.replace(".", ",")


def read_csv(data: bytes, name: str) -> Reading:
    """Return the reading of a CSV file; the delimiter is found by the rows it makes.

    Raises:
        ReadingError: empty.
    """
    text, mended = decode_mended(data)
    text = _CONTROL.sub("", text)
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    delimiter = said.group(1) if said else _delimiter(text)
    rows: list[list[str]] = []
    notes = list(mended)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number >= MAX_ROWS:
                notes.append(f"Alleen de eerste {MAX_ROWS} rijen zijn gelezen.")
                break
            cells = [clean(cell[:MAX_CELL]).strip() for cell in row[:MAX_COLUMNS]]
            if any(cells):
                rows.append(cells)
            elif rows and rows[-1]:
                rows.append([])
    except csv.Error as error:
        raise ReadingError(
            "corrupt", f"{name} is geen leesbaar CSV-bestand: een veld wordt niet afgesloten."
        ) from error
    while rows and not rows[-1]:
        rows.pop()
    blocks = list(blocks_of(rows, 1)) if rows else []
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("csv", (RawPage(1),), tuple(blocks), Clues(), tuple(notes))


def _delimiter(text: str) -> str:
    """Return the character that gives most lines the same number of cells, at least two."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(delimiter: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        several = [count for count in counts if count > 1]  # titles and remarks stand in one cell
        usual = max(set(several), key=several.count) if several else 1
        return (counts.count(usual) / len(counts) if several else 0.0, usual)

    return max(";\t,|", key=evenness)
