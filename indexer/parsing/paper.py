"""Is the picture on a page the picture of a page? How much of it pictures cover, and whether they look like paper."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from indexer.parsing.glyphs import Frame
from indexer.parsing.ocr_picture import drawn

MOST_OBJECTS = 500  # of a page or form that are looked at
SMALL = 400  # dots: the longer side of the picture that is judged
SPREAD = 24  # of 255: tones so near the commonest one are the paper
LIGHT = 140  # of 255: paper is at least so light
BLANK = 0.55  # share of a page of print that is paper
INK = 0.005  # share of it that is clearly darker


def has_picture(page: object) -> bool:
    """Say whether a page holds an image, also inside a form."""
    return next(_pictures(page), None) is not None


def pictured_share(page: object, frame: Frame) -> float:
    """Return the share of a page that its images cover, overlaps counted twice; at most 1."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered = 0.0
    for item in _pictures(page):
        if pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            across = min(right.value, frame.right) - max(left.value, frame.left)
            along = min(top.value, frame.top) - max(bottom.value, frame.bottom)
            covered += max(0.0, across) * max(0.0, along)
    return min(1.0, covered / max(1.0, frame.width * frame.height))


def is_paper(page: object) -> bool:
    """Say whether a page looks like print on paper, as a photo does not: mostly one light tone, and ink on it."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if width < 1 or height < 1:
        return False
    dots, _ = drawn(page, width, height, SMALL / max(width, height))
    counts = [0] * 256
    for tone in range(256):
        counts[tone] = dots.count(tone)
    paper = max(range(256), key=lambda tone: sum(counts[max(0, tone - 8) : tone + 9]))
    blank = sum(counts[max(0, paper - SPREAD) : paper + SPREAD + 1])
    ink = sum(counts[: max(0, paper - 2 * SPREAD)])
    return paper >= LIGHT and blank >= BLANK * len(dots) and ink >= INK * len(dots)


def _pictures(page: object) -> Iterator[object]:
    """Yield the images of a page, and the forms that hold one."""
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if _holds_picture(item, 0):
            yield item


def _holds_picture(item: object, depth: int) -> bool:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        return True
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth > 2:
        return False
    inner = min(pdfium.FPDFFormObj_CountObjects(item), MOST_OBJECTS)
    return any(_holds_picture(pdfium.FPDFFormObj_GetObject(item, index), depth + 1) for index in range(inner))
