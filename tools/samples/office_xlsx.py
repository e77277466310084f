"""Write a sample as a workbook; its body is YAML: a mark, and sheets with head rows, merged cells, rows and notes."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter

from tools.samples.office_inline import NOTICE, moment

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tools.samples.source import Source

_FIRST = 4  # row of the head: the mark, the title and an empty row come before it
_HEAD_FILL = PatternFill("solid", fgColor="DDE6F0")


def write_xlsx(source: Source) -> bytes:
    """Return the workbook of *source*; its zip still holds the time of writing."""
    content = yaml.safe_load(source.body)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in content["sheets"]:
        _fill(workbook.create_sheet(sheet["name"]), sheet, mark=content["mark"])
    properties = workbook.properties
    properties.title, properties.creator = str(source.meta["title"]), str(source.meta["publisher"])
    properties.description, properties.language = NOTICE, "nl-BE"
    properties.created = moment(str(source.meta["published"])).replace(tzinfo=None)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _fill(worksheet: Worksheet, sheet: dict[str, Any], *, mark: str) -> None:
    worksheet["A1"], worksheet["A2"] = mark, sheet["title"]
    worksheet["A1"].font, worksheet["A2"].font = Font(italic=True), Font(bold=True, size=14)
    worksheet.print_title_rows = "1:1"  # the mark, on each printed page
    for letter, width in zip(map(get_column_letter, range(1, 100)), sheet["widths"], strict=False):
        worksheet.column_dimensions[letter].width = width
    head, rows = sheet["header"], sheet["rows"]
    for at, row in enumerate(head + rows, start=_FIRST):
        for column, value in enumerate(row, start=1):
            cell = worksheet.cell(at, column, value if value != "" else None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if at < _FIRST + len(head):
                cell.font, cell.fill = Font(bold=True), _HEAD_FILL
    body = _FIRST + len(head)
    worksheet.freeze_panes = f"A{body}"
    _format(worksheet, sheet.get("format", {}), first=body, last=body + len(rows) - 1)
    for area in sheet.get("merge_header", []):
        worksheet.merge_cells(area)
    if "merge_equal" in sheet:
        _merge_equal(worksheet, column_index_from_string(sheet["merge_equal"]), first=body, count=len(rows))
    for at, note in enumerate(sheet["notes"], start=body + len(rows) + 1):
        worksheet.cell(at, 1, note).font = Font(italic=True)


def _format(worksheet: Worksheet, formats: dict[str, str], *, first: int, last: int) -> None:
    for letter, number_format in formats.items():
        for at in range(first, last + 1):
            worksheet[f"{letter}{at}"].number_format = number_format


def _merge_equal(worksheet: Worksheet, column: int, *, first: int, count: int) -> None:
    """Merge neighbouring cells of *column* that hold the same words, as a group name beside its rows."""
    at = first
    for _, cells in groupby([worksheet.cell(row, column).value for row in range(first, first + count)]):
        size = len(list(cells))
        if size > 1:
            worksheet.merge_cells(start_row=at, end_row=at + size - 1, start_column=column, end_column=column)
        at += size
