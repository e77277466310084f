"""Bookmarks of a PDF: evidence for headings and their levels where the file has them; knows no layout."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator

import pypdfium2.raw as pdfium

MAX_MARKS = 5_000
MAX_DEPTH = 8
_NUMBER = re.compile(r"^(?:hoofdstuk|deel|bijlage|\d{1,2}(?:\.\d{1,2})*|[a-z])[.:)]?\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")

Outline = dict[int, dict[str, int]]  # page from 1 -> title, folded -> level from 1


def folded(title: str) -> str:
    """Return a title as it is compared: without its number, its spaces and its capitals.

    >>> folded("2.1  De aanpak")
    'deaanpak'
    """
    return _LETTERS.sub("", _NUMBER.sub("", title.strip()).casefold())


def outline_of(document: object) -> Outline:
    """Return the bookmarks of a loaded pdfium document by the page they point to."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for mark, level in _marks(document):
        target = pdfium.FPDFBookmark_GetDest(document, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        if not target:
            action = pdfium.FPDFBookmark_GetAction(mark)
            target = pdfium.FPDFAction_GetDest(document, action) if action else None
            page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        title = folded(_title(mark))
        if page >= 0 and len(title) > 1:
            found[page + 1].setdefault(title, level)
    return dict(found)


def _marks(document: object) -> Iterator[tuple[object, int]]:
    """Yield each bookmark with its level, in order; a bookmark that was met before ends its branch."""
    met: set[int] = set()
    stack: list[tuple[object, int]] = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while stack and len(met) < MAX_MARKS:
        mark, level = stack.pop()
        if not mark:
            continue
        address = ctypes.addressof(mark.contents)  # type: ignore[attr-defined]  # a pdfium pointer
        if address in met:
            continue
        met.add(address)
        yield mark, level
        stack.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), level))
        if level < MAX_DEPTH:
            stack.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))


def _title(mark: object) -> str:
    size = pdfium.FPDFBookmark_GetTitle(mark, None, 0)
    if not 2 < size < 4_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFBookmark_GetTitle(mark, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "")
