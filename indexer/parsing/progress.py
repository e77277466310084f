"""The page a reader is at, shared with the process that watches it: known also when the reader hangs or dies."""

from __future__ import annotations

import mmap
from typing import Final

_SIZE: Final = 8  # bytes
_cell: mmap.mmap | None = None


def new_cell() -> mmap.mmap:
    """Return memory that a process shares with the children it forks."""
    return mmap.mmap(-1, _SIZE)


def write_to(cell: mmap.mmap) -> None:
    """Have `at` write to *cell*; called in the child."""
    global _cell  # noqa: PLW0603 - a child reads one file, and its readers need not pass this along
    _cell = cell


def at(page: int) -> None:
    """Say that *page* (from 1) is being read; does nothing where nobody watches."""
    if _cell is not None:
        _cell[:_SIZE] = page.to_bytes(_SIZE, "little")


def page_in(cell: mmap.mmap) -> int | None:
    """Return the page that was last told, or None."""
    return int.from_bytes(cell[:_SIZE], "little") or None
