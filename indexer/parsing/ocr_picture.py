"""A page of a PDF as an upright grey picture for text recognition; runs in the parse child, as all of pdfium does."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable

import pypdfium2.raw as pdfium

from indexer.parsing.ocr_seen import Picture

RESOLUTION = 300  # dots per inch: what Tesseract is trained for
MAX_PIXELS = 40_000_000  # a larger sheet is drawn smaller: A3 at 300 dpi has 17 million
COARSE = 100  # dots per inch of the small picture in which the skew is measured
MAX_SKEW = 4.0  # degrees to either side
LEAST_SKEW = 0.15  # degrees: less is not worth turning
MAX_INK = 40_000  # dark dots that are looked at
DARK = 140  # of 255: a darker dot is ink
THICK = 12  # dots: a rule is thinner
_RULE = re.compile(rb"[\x00-\x8b]{300,}")  # an inch of ink


def picture_of(document: object, number: int) -> Picture | None:
    """Return the picture of a page of an open pdfium document, or None where the page is damaged or has no size.

    Args:
        document: the pdfium handle.
        number: page as counted in the file, from 1.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if width < 1 or height < 1:
            return None
        small_scale = min(COARSE / 72, 1_200 / max(width, height))
        small = _drawn(page, width, height, small_scale, 0.0)
        angle = -skew_of(*small)
        angle = angle if abs(angle) >= LEAST_SKEW else 0.0
        scale = min(RESOLUTION / 72, math.sqrt(MAX_PIXELS / (width * height)))
        dots, columns = _drawn(page, width, height, scale, angle)
        dots = without_rules(dots, columns)
        return Picture(number, columns, len(dots) // columns, scale, angle, width, height, dots)
    finally:
        pdfium.FPDF_ClosePage(page)


def _drawn(page: object, width: float, height: float, scale: float, angle: float) -> tuple[bytes, int]:
    """Return the grey dots of a page and how many stand in a row."""
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        cosine, sine = scale * math.cos(math.radians(angle)), scale * math.sin(math.radians(angle))
        middle_x, middle_y = width / 2, height / 2
        matrix = pdfium.FS_MATRIX(
            cosine, sine, -sine, cosine,
            scale * middle_x - cosine * middle_x + sine * middle_y,
            scale * middle_y - sine * middle_x - cosine * middle_y,
        )  # fmt: skip
        clip = pdfium.FS_RECTF(0, 0, columns, rows)
        flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        held = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    if stride != columns:
        held = b"".join(held[start : start + columns] for start in range(0, stride * rows, stride))
    return held, columns


def without_rules(dots: bytes, columns: int) -> bytes:
    """Return a picture of which long thin lines are white: frames and rulings are read as letters, or as one line.

    A dark area thicker than a rule stays, for there may be letters on it.
    """
    clean = bytearray(dots)
    rows = len(dots) // columns
    for match in _RULE.finditer(dots):
        row, first = divmod(match.start(), columns)
        last = min(first + len(match.group()), columns)
        middle = (first + last) // 2
        if any(0 <= y < rows and dots[y * columns + middle] < DARK for y in (row - THICK, row + THICK)):
            continue
        for y in range(max(0, row - 2), min(rows, row + 3)):
            clean[y * columns + first : y * columns + last] = b"\xff" * (last - first)
    for column in range(columns):
        for match in _RULE.finditer(dots[column::columns]):
            first, last = match.span()
            middle = (first + last) // 2 * columns
            if any(0 <= x < columns and dots[middle + x] < DARK for x in (column - THICK, column + THICK)):
                continue
            for x in range(max(0, column - 2), min(columns, column + 3)):
                clean[first * columns + x : last * columns : columns] = b"\xff" * (last - first)
    return bytes(clean)


def skew_of(dots: bytes, columns: int) -> float:
    """Return by how many degrees the lines of a small picture run down to the right (negative: up).

    At the right angle rows of letters and rows of white follow each other most sharply.
    """
    ink = [place for place, dot in enumerate(dots) if dot < DARK]
    ink = ink[:: max(1, len(ink) // MAX_INK + 1)]
    if len(ink) < 200 or len(ink) > 0.4 * len(dots):
        return 0.0
    points = [divmod(place, columns) for place in ink]

    def sharpness(degrees: float) -> int:
        slope = math.tan(math.radians(degrees))
        counts: dict[int, int] = {}
        for y, x in points:
            row = int(y - x * slope + 10_000)
            counts[row] = counts.get(row, 0) + 1
        return sum((counts.get(row + 1, 0) - count) ** 2 for row, count in counts.items())

    def sharpest(angles: Iterable[float]) -> float:
        return max(angles, key=lambda degrees: (sharpness(degrees), -abs(degrees)))

    best = sharpest(step / 2 for step in range(int(-2 * MAX_SKEW), int(2 * MAX_SKEW) + 1))
    return sharpest(best + step / 10 for step in range(-4, 5))
