"""What a recogniser says it saw on a page (hOCR), and the words that the layout makes of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from corpus.model import Box
from indexer.parsing.glyphs import Word
from indexer.parsing.letters import clean
from indexer.parsing.ocr_seen import Picture, SeenPage, SeenWord
from indexer.parsing.reading import Block

SPECKS = "|¦[]{}_~.,:;'`´‘’"  # standing alone these are dirt or the edge of a frame
LEAST = 0.3  # confidence of a word below which specks are no letters
CLOSE = 1.0  # em: words no further apart than this are one stretch of a line
SAME_SIZE = 0.25  # share by which the measured size of type may differ and still be the usual one
_LINES = frozenset(("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption"))
_TITLE = re.compile(r"(bbox|baseline|x_size|x_wconf)((?:\s+-?[\d.]+)+)")


def from_hocr(hocr: bytes, picture: Picture) -> SeenPage:
    """Return the words in the hOCR output that a recogniser made of *picture*.

    Raises:
        ValueError: no hOCR.
    """
    try:
        root = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ValueError("no hOCR") from error
    words: list[SeenWord] = []
    for line in root.iter("{*}span"):
        if line.get("class") in _LINES:
            words += _line_words(line, picture.scale)
    return SeenPage(picture.page, tuple(words), picture.angle)


def _facts(element: etree._Element) -> dict[str, list[float]]:
    return {key: [float(value) for value in values.split()] for key, values in _TITLE.findall(element.get("title", ""))}


def _line_words(line: etree._Element, scale: float) -> list[SeenWord]:
    facts = _facts(line)
    left, top, right, bottom = facts["bbox"]
    slope, drop = facts.get("baseline", [0.0, 0.0])
    base = (bottom + drop + slope * (right - left) / 2) / scale  # one base line for all words, whatever skew is left
    size = facts.get("x_size", [bottom - top])[0] / scale
    words = []
    for element in line.iter("{*}span"):
        if element.get("class") != "ocrx_word":
            continue
        said = _facts(element)
        text = clean("".join(element.itertext())).strip()
        confidence = said.get("x_wconf", [0.0])[0] / 100
        if text.strip(SPECKS) and (confidence >= LEAST or (any(c.isalpha() for c in text) and len(text) > 2)):
            x0, _, x1, _ = said["bbox"]
            words.append(
                SeenWord(text, round(x0 / scale, 2), round(x1 / scale, 2), round(base, 2), round(size, 2), confidence)
            )
    letters = sum(len(word.text) for word in words)
    doubtful = letters < 4 and all(word.confidence < 0.6 for word in words)
    return [] if doubtful or not any(c.isalnum() for word in words for c in word.text) else words


def sizes_of(pages: Mapping[int, SeenPage]) -> dict[float, float]:
    """Return the size to take for each measured size: near the usual one it is the usual one.

    The size that a recogniser measures wavers from line to line; taken as it is, it would make headings and notes.
    """
    counts: Counter[float] = Counter()
    for page in pages.values():
        for word in page.words:
            counts[word.size] += len(word.text)
    total, seen, usual = sum(counts.values()), 0, 10.0
    for size in sorted(counts):
        seen += counts[size]
        usual = size
        if seen >= total / 2:
            break
    return {size: usual if abs(size - usual) <= SAME_SIZE * usual else size for size in counts}


def words_of(page: SeenPage, sizes: Mapping[float, float]) -> list[Word]:
    """Return the words of *page* as the layout takes them, those close together on one line as one.

    The recogniser has seen which words make a line. Given one by one, words that happen to stand below each other, as
    on a page that was typed, would look like the edge of a column.
    """
    words: list[Word] = []
    for seen in page.words:
        size = sizes.get(seen.size, seen.size)
        last = words[-1] if words else None
        if last is not None and last.base == seen.base and -size < seen.x0 - last.x1 < CLOSE * size:
            last.text += " " + seen.text
            last.x1 = max(last.x1, seen.x1)
            continue
        top, bottom = seen.base - 0.8 * size, seen.base + 0.25 * size
        words.append(Word(seen.text, seen.x0, seen.x1, top, bottom, seen.base, size, bold=False))
    return words


def slanted_back(block: Block, angles: Mapping[int, tuple[float, float, float]]) -> Block:
    """Return *block* with its boxes put back on the page as it lies in the file.

    Args:
        block: a block read from pages turned upright.
        angles: for each such page the angle in degrees clockwise, and its width and height in points.
    """
    pieces = tuple(
        replace(piece, lines=tuple(replace(line, box=_back(line.box, *angles[piece.page])) for line in piece.lines))
        if piece.page in angles
        else piece
        for piece in block.pieces
    )
    return replace(block, pieces=pieces)


def _back(box: Box, angle: float, width: float, height: float) -> Box:
    cosine, sine = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
    corners = [
        (
            width / 2 + cosine * (x - width / 2) - sine * (y - height / 2),
            height / 2 + sine * (x - width / 2) + cosine * (y - height / 2),
        )
        for x in (box.x0, box.x1)
        for y in (box.top, box.bottom)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(box.page, min(xs), min(ys), max(xs), max(ys))
