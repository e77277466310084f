"""What the XML of a sheet says of its rows and columns: hidden, merged, named as headings; no cell is looked at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.parsing.archive import Archive
from indexer.parsing.numbers import whole

LARGEST_AREA = 2_000  # cells: one text in more of them is a background, not a heading
MOST_AREAS = 10_000
MOST_COLUMNS = 1_000  # of a sheet; fewer are read
_ELEMENT = re.compile(rb"<(?:\w+:)?(row|col|mergeCell|autoFilter|table)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"']*tables/[^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every cell."""
        return (
            (row, column) for row in range(self.top, self.bottom + 1) for column in range(self.left, self.right + 1)
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says of its rows and columns, which count from 1."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: dict[tuple[int, int], Area]  # by the cell that holds the text
    headings: frozenset[int]  # rows at the top of its tables and of its filter


def marks_of(archive: Archive, member: str) -> Marks:
    """Return the marks of the sheet that is the file *member* of a workbook."""
    rows: set[int] = set()
    columns: set[int] = set()
    merged: dict[tuple[int, int], Area] = {}
    headings: set[int] = set()
    last = 0
    for name, attributes in _elements(archive, member):
        area = _area(attributes.get("ref", "")) if name not in ("row", "col") else None
        if name == "row":
            last = whole(attributes.get("r", ""), last + 1)
            rows |= {last} if _is_true(attributes) else set()
        elif name == "col" and _is_true(attributes):
            first = max(1, whole(attributes.get("min", ""), 1))
            columns |= set(range(first, min(whole(attributes.get("max", ""), first), MOST_COLUMNS) + 1))
        elif name == "mergeCell" and area and len(merged) < MOST_AREAS:
            if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= LARGEST_AREA:
                merged[area.top, area.left] = area
        elif area:
            headings.add(area.top)
    return Marks(frozenset(rows), frozenset(columns), merged, frozenset(headings))


def _elements(archive: Archive, member: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of the elements that say something, of a sheet and then of its tables."""
    folder, name = posixpath.split(member)
    relations = f"{folder}/_rels/{name}.rels"
    targets = _TARGET.findall(archive.read(relations)) if relations in archive.names else []
    tables = [posixpath.normpath(posixpath.join("/", folder, one.decode("utf-8", "replace")))[1:] for one in targets]
    for part in (member, *(one for one in tables if one in archive.names)):
        for match in _ELEMENT.finditer(archive.read(part)):
            found = _ATTRIBUTE.findall(match.group(2))
            yield match.group(1).decode(), {key.decode(): value.decode("utf-8", "replace") for key, value in found}


def _is_true(attributes: dict[str, str]) -> bool:
    """Say whether a row or column is hidden."""
    return attributes.get("hidden", "") in ("1", "true")


def _area(reference: str) -> Area | None:
    """Return the area that a reference names, `B2:D4` or `B2`."""
    match = _AREA.fullmatch(reference)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    return Area(int(top), _column(left), int(bottom or top), _column(right or left))


def _column(letters: str) -> int:
    """Return the number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
