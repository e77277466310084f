"""Quotations from real PDFs: does pdfium itself find the words in the boxes on the page that we name?"""

from __future__ import annotations

import ctypes
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.model import Box, Document, Passage, PassageKind
from indexer.parsing import parse
from indexer.parsing.glyphs import frame_of

WORDS = 8
SLACK = 1.0  # points around a box
MARGIN = 0.3  # of the height of a line, left out above and below: pdfium counts letters that only reach into a box
SPARE = 1.35  # so many times the letters of the passage may stand in its boxes, and no more
_LETTERS = re.compile(r"[\W\d_]+")


def sampled(paths: Sequence[Path], count: int, seed: int = 1) -> tuple[int, int, list[str]]:
    """Return how many of *count* quotations of eight words were found where they should be, of how many, and the rest.

    A quotation is right when its letters stand one after the other in the text that pdfium gives for the boxes of its
    passage on its page, and these boxes hold hardly more than the passage. Passages are drawn evenly from all.
    """
    chance = random.Random(seed)
    documents = {path: parse(path.read_bytes(), path.name) for path in paths}
    pool = [
        (path, passage)
        for path, document in documents.items()
        for passage in document.passages
        if _is_text(document, passage)
    ]
    drawn = Counter(chance.randrange(len(pool)) for _ in range(count))
    good, missed = 0, []
    for path in paths:
        mine = [(pool[place][1], times) for place, times in sorted(drawn.items()) if pool[place][0] == path]
        with pypdfium2.PdfDocument(path) as opened:
            for passage, times in mine:
                for _ in range(times):
                    span = chance.choice(passage.spans)
                    said = documents[path].page(span.page).text[span.start : span.end].split()
                    first = chance.randrange(max(1, len(said) - WORDS + 1))
                    quotation = " ".join(said[first : first + WORDS])
                    right = _stands(opened, passage, span.page, quotation)
                    good += right
                    if not right:
                        missed.append(f"{path.name}, p. {span.page}: {quotation}")
    return good, count, missed


#: Kinds whose text is not that of the page letter for letter: rows carry their headings, contents have leaders.
MADE_UP = (PassageKind.TABLE_ROW, PassageKind.CONTENTS)


def _is_text(document: Document, passage: Passage) -> bool:
    recognised = any(document.page(span.page).confidence is not None for span in passage.spans)
    return bool(passage.boxes) and not recognised and passage.kind not in MADE_UP and len(passage.text) > 30


def _stands(opened: pypdfium2.PdfDocument, passage: Passage, number: int, quotation: str) -> bool:
    page = opened[number - 1]
    text_page = page.get_textpage()
    boxes = [box for box in passage.boxes if box.page == number]
    found = "".join(_letters(_bounded(page, text_page, box)) for box in boxes)
    whole = "".join(_letters(text) for text in _texts_on(passage, number))
    return _letters(quotation) in found and len(found) <= SPARE * len(whole) + 20


def _texts_on(passage: Passage, number: int) -> list[str]:
    lengths = [span.end - span.start for span in passage.spans]
    starts = [sum(lengths[:place]) + place for place in range(len(lengths))]
    return [
        passage.text[start : start + length]
        for span, start, length in zip(passage.spans, starts, lengths, strict=True)
        if span.page == number
    ]


def _letters(text: str) -> str:
    """Return the letters of a text alone: figures may be note marks, and hyphens are those of line ends."""
    return _LETTERS.sub("", text.translate(_OPENED)).casefold()


_OPENED = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xad": ""})


def _bounded(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, box: Box) -> str:
    """Return what pdfium says stands in a box; each letter counts where its middle lies."""
    frame = frame_of(page.raw)
    margin = MARGIN * (box.bottom - box.top)
    places = ((box.x0 - SLACK, box.top + margin), (box.x1 + SLACK, box.bottom - margin))
    corners = [frame.origin(x, y) for x, y in places]
    left, right = sorted(x for x, _ in corners)
    bottom, top = sorted(y for _, y in corners)
    size = pdfium.FPDFText_GetBoundedText(text_page.raw, left, top, right, bottom, None, 0)
    if size <= 0:
        return ""
    buffer = (ctypes.c_ushort * (size + 1))()
    pdfium.FPDFText_GetBoundedText(text_page.raw, left, top, right, bottom, buffer, size)
    return bytes(buffer)[: 2 * size].decode("utf-16-le", "ignore").rstrip("\x00")
