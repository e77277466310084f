"""A page of a PDF as an upright grey picture for text recognition; runs in the parse child, as all of pdfium does."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Sequence

import pypdfium2.raw as pdfium
from PIL import Image, ImageFilter

from indexer.parsing.ocr_seen import Picture, upright_size

RESOLUTION = 300  # dots per inch: what Tesseract is trained for
MAX_PIXELS = 40_000_000  # a larger sheet is drawn smaller: A3 at 300 dpi has 17 million
COARSE = 100  # dots per inch of the small picture in which the skew is measured
MAX_SKEW = 4.0  # degrees to either side
LEAST_SKEW = 0.15  # degrees: less is not worth turning
MAX_INK = 40_000  # dark dots that are looked at
SIDEWAYS = 2.0  # times as sharp: lines from top to bottom are text, and the page lies on its side
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
        angle = tilt_of(*drawn(page, width, height, min(COARSE / 72, 1_200 / max(width, height))))
        scale = min(RESOLUTION / 72, math.sqrt(MAX_PIXELS / (width * height)))
        dots, columns = drawn(page, width, height, scale, angle)
        dots = without_grain(without_rules(dots, columns), columns)
        return Picture(number, columns, len(dots) // columns, scale, angle, width, height, dots)
    finally:
        pdfium.FPDF_ClosePage(page)


def drawn(page: object, width: float, height: float, scale: float, angle: float = 0.0) -> tuple[bytes, int]:
    """Return the grey dots of a page and how many stand in a row.

    Args:
        page: the pdfium handle.
        width: of the page as displayed, in points.
        height: of the page as displayed, in points.
        scale: dots per point.
        angle: degrees clockwise by which it is turned about its centre; a sheet turned on its side stays whole.
    """
    across, along = upright_size(angle, width, height)
    columns, rows = max(1, round(across * scale)), max(1, round(along * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        cosine, sine = scale * math.cos(math.radians(angle)), scale * math.sin(math.radians(angle))
        middle_x, middle_y = width / 2, height / 2
        matrix = pdfium.FS_MATRIX(
            cosine, sine, -sine, cosine,
            scale * across / 2 - cosine * middle_x + sine * middle_y,
            scale * along / 2 - sine * middle_x - cosine * middle_y,
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
    """Return a picture of which long thin lines across are white: they are read as letters, or glue lines together.

    Upright rules stay, for they tell the recogniser where a box or a column begins. A dark area thicker than a rule
    stays too, for there may be letters on it.
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
    return bytes(clean)


def without_grain(dots: bytes, columns: int) -> bytes:
    """Return a picture in which each dot is the mean of its neighbours and itself: grain fades, letters stay."""
    picture = Image.frombytes("L", (columns, len(dots) // columns), dots)
    return picture.filter(ImageFilter.BoxBlur(1)).tobytes()


def tilt_of(dots: bytes, columns: int) -> float:
    """Return by how many degrees clockwise to turn a small picture so that its lines run straight from left to right.

    At the right angle rows of letters and rows of white follow each other most sharply. A page on its side is turned
    by about 90 degrees; whether it then stands on its head only who reads it can tell.
    """
    ink = [place for place, dot in enumerate(dots) if dot < DARK]
    ink = ink[:: max(1, len(ink) // MAX_INK + 1)]
    if len(ink) < 200 or len(ink) > 0.4 * len(dots):
        return 0.0
    rows = len(dots) // columns
    lying = [divmod(place, columns) for place in ink]
    standing = [(x, rows - 1 - y) for y, x in lying]
    skew, sharpness = _skew_of(lying, columns)
    skew_standing, sharpness_standing = _skew_of(standing, rows)
    if sharpness_standing > SIDEWAYS * sharpness:
        return round(90 - skew_standing, 2)
    return -skew if abs(skew) >= LEAST_SKEW else 0.0


def _skew_of(points: Sequence[tuple[int, int]], columns: int) -> tuple[float, float]:
    """Return by how many degrees lines run down to the right (negative: up), and how sharply they then stand apart.

    Args:
        points: row and column of the dark dots.
        columns: width of the picture; a rule across it counts no more than a line of letters.
    """
    most = 0.2 * columns

    def sharpness(degrees: float) -> float:
        slope = math.tan(math.radians(degrees))
        counts: dict[int, int] = {}
        for y, x in points:
            row = int(y - x * slope + 10_000)
            counts[row] = counts.get(row, 0) + 1
        return sum(min(most, abs(counts.get(row + 1, 0) - count)) ** 2 for row, count in counts.items())

    def sharpest(angles: Iterable[float]) -> float:
        return max(angles, key=lambda degrees: (sharpness(degrees), -abs(degrees)))

    best = sharpest(step / 2 for step in range(int(-2 * MAX_SKEW), int(2 * MAX_SKEW) + 1))
    best = sharpest(best + step / 10 for step in range(-4, 5))
    return best, sharpness(best)
