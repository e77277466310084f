"""Rows of a table as text: each cell with its heading, so that a figure is found by the words above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_NUMBER = re.compile(r"[-+<>±~]?\s?[€$]?\s?\d[\d.,\s]*\s?(?:%|procent|€)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\*?")

_DIGIT = re.compile(r"\d")


def row_text(headings: Sequence[str], cells: Sequence[str]) -> str:
    """Return `heading: cell; heading: cell`, without the empty cells.

    >>> row_text(["Gemeente", "2022"], ["Oosterveld", "12"])
    'Gemeente: Oosterveld; 2022: 12'
    """
    parts = []
    for place, cell in enumerate(cells):
        heading = headings[place].rstrip(" :") if place < len(headings) else ""
        merged = place > 0 and cell == cells[place - 1] and (not heading or heading == headings[place - 1].rstrip(" :"))
        if cell and not merged:
            parts.append(f"{heading}: {cell}" if heading and heading != cell else cell)
    return "; ".join(parts)


def is_heading_row(cells: Sequence[str], following: Sequence[str] | None) -> bool:
    """Say whether the first row of a table names its columns: words or years above something else."""
    filled = [cell for cell in cells if cell]
    if (
        not filled
        or (len(cells) > 1 and len(set(filled)) < 2)
        or len(filled) < 0.5 * len(cells)
        or following is None
        or max(len(cell) for cell in filled) > 160
    ):
        return False
    if any("://" in cell for cell in filled) or (_DIGIT.search(cells[0]) and _shape(cells[0]) == _shape(following[0])):
        return False  # an address, or a first cell made like the one below it (09.00-09.30)
    if any(is_figure(cell) for cell in filled):
        return False
    if any(_YEAR.fullmatch(cell) for cell in filled) or any(_NUMBER.fullmatch(cell) for cell in following if cell):
        return True
    return len(filled) >= 2 and max(len(cell) for cell in filled) <= 80


def is_figure(cell: str) -> bool:
    """Say whether a cell holds a figure and no words; a year names something."""
    return _NUMBER.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def _shape(cell: str) -> str:
    return _DIGIT.sub("0", cell)


def texts_of(rows: Sequence[Sequence[str]], *, heading_rows: int | None = None) -> list[str]:
    """Return one text per row of a table that has any; heading rows come out with bars between their cells.

    Args:
        rows: cells of each row, all as text.
        heading_rows: how many rows at the top name the columns; None: find out.
    """
    if heading_rows is None:
        heading_rows = int(bool(rows) and is_heading_row(rows[0], rows[1] if len(rows) > 1 else None))
    width = max((len(row) for row in rows), default=0)
    headings = [combine([row[place] for row in rows[:heading_rows] if place < len(row)]) for place in range(width)]
    texts = [" | ".join(cell for cell, _ in groupby(row) if cell) for row in rows[:heading_rows]]
    texts += [row_text(headings, row) for row in rows[heading_rows:]]
    return [text for text in texts if text]


def combine(parts: Sequence[str]) -> str:
    """Return the headings that stand above each other as one, without repetition (merged cells)."""
    kept: list[str] = []
    for part in parts:
        if part and part not in kept:
            kept.append(part)
    return " – ".join(kept)
