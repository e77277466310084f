"""Facets and numbers of all passages as arrays: filters and counts for an engine that has no fast ones of its own.

A passage is a row, numbered from 0. A facet is two arrays of equal length: the row and the code of each value held.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines import FACETS, NUMBERS, Filter

Mask = npt.NDArray[np.bool_]  # row -> chosen or not
Ints = npt.NDArray[np.int64]

Row = tuple[Mapping[str, Sequence[str]], Mapping[str, int]]  # facet -> values, each once; number -> value


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """One facet: value number *i* of the whole column stands in row `rows[i]` and reads `values[codes[i]]`."""

    values: tuple[str, ...]
    rows: Ints
    codes: Ints


@dataclass(frozen=True, slots=True)
class FacetArrays:
    """The facets and numbers of *size* passages; never changed once made."""

    size: int
    columns: Mapping[str, FacetColumn]
    numbers: Mapping[str, Ints]

    @classmethod
    def of_rows(cls, rows: Sequence[Row]) -> FacetArrays:
        """Make the arrays of passages given one by one."""
        codes_of: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        places = {facet: (array("q"), array("q")) for facet in FACETS}
        for row, (values, _) in enumerate(rows):
            for facet, held in values.items():
                code_of, (held_by, codes) = codes_of[facet], places[facet]
                for value in held:
                    held_by.append(row)
                    codes.append(code_of.setdefault(value, len(code_of)))
        columns = {
            facet: FacetColumn(tuple(codes_of[facet]), np.array(held_by, np.int64), np.array(codes, np.int64))
            for facet, (held_by, codes) in places.items()
        }
        numbers = {
            name: np.fromiter((held.get(name, 0) for _, held in rows), dtype=np.int64, count=len(rows))
            for name in NUMBERS
        }
        return cls(len(rows), columns, numbers)

    @classmethod
    def joined(cls, parts: Sequence[FacetArrays]) -> FacetArrays:
        """Put parts one after the other: the rows of the second are numbered on from those of the first."""
        starts = np.cumsum([0, *(part.size for part in parts)])
        columns = {facet: _joined(facet, parts, starts) for facet in FACETS}
        numbers = {
            name: np.concatenate([np.zeros(0, np.int64), *(part.numbers[name] for part in parts)]) for name in NUMBERS
        }
        return cls(int(starts[-1]), columns, numbers)

    def holding(self, facet: str, values: Iterable[str]) -> Mask:
        """Return the rows that hold at least one of *values*."""
        column = self.columns[facet]
        wanted = frozenset(values)
        codes = np.array([value in wanted for value in column.values], dtype=np.bool_)
        mask = np.zeros(self.size, dtype=np.bool_)
        if column.codes.size:
            mask[column.rows[codes[column.codes]]] = True
        return mask

    def between(self, number: str, low: int, high: int) -> Mask:
        """Return the rows whose *number* lies from *low* to *high*, both included."""
        numbers = self.numbers[number]
        lowest, highest = np.iinfo(np.int64).min, np.iinfo(np.int64).max
        if low > high or low > highest or high < lowest:
            return np.zeros(self.size, dtype=np.bool_)
        found: Mask = (numbers >= max(low, int(lowest))) & (numbers <= min(high, int(highest)))
        return found

    def passing(self, where: Filter) -> Mask:
        """Return the rows that fulfil *where*."""
        mask = np.ones(self.size, dtype=np.bool_)
        for facet, values in where.any_of.items():
            mask &= self.holding(facet, values)
        for number, (low, high) in where.between.items():
            mask &= self.between(number, low, high)
        return mask

    def count(self, facet: str, mask: Mask) -> dict[str, int]:
        """Count the values of *facet* in the rows of *mask*; values that occur in none are left out."""
        column = self.columns[facet]
        counts = np.bincount(column.codes[mask[column.rows]], minlength=len(column.values))
        return {column.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}


def _joined(facet: str, parts: Sequence[FacetArrays], starts: Ints) -> FacetColumn:
    code_of: dict[str, int] = {}
    rows, codes = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, start in zip(parts, starts, strict=False):  # starts has one more: the end
        column = part.columns[facet]
        recoded = np.array([code_of.setdefault(value, len(code_of)) for value in column.values], dtype=np.int64)
        rows.append(column.rows + start)
        codes.append(recoded[column.codes])
    return FacetColumn(tuple(code_of), np.concatenate(rows), np.concatenate(codes))
