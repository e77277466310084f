"""What a recogniser says it saw on a page (hOCR), and the words that the layout makes of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from corpus.model import Box
from indexer.parsing.glyphs import Word
from indexer.parsing.letters import clean
from indexer.parsing.ocr_seen import Picture, SeenPage, SeenWord, upright_size
from indexer.parsing.reading import Block

SPECKS = "|¦[]{}_~.,:;'`´‘’"  # standing alone these are dirt or the edge of a frame
LEAST = 0.3  # confidence of a word below which specks are no letters
SURE_SIGN = 0.6  # confidence below which a sign that is no letter or figure is part of a drawing
CLOSE = 1.0  # em: words no further apart than this are one stretch of a line
SAME_SIZE = 0.25  # share by which the measured size of type may differ and still be the usual one
SUNK = 0.05  # em above the base line: the middle of a shred of the line below stands no higher
DOT = 0.2  # em: what is no higher holds no letter
GROWN = 0.1  # em: words of one line stand further apart
_LINES = frozenset(("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption"))
_WORD = "ocrx_word"
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
    lines = [line for line in root.iter("{*}span") if line.get("class") in _LINES]
    boxes = [_facts(word)["bbox"] for line in lines for word in line.iter("{*}span") if word.get("class") == _WORD]
    words: list[SeenWord] = []
    for line in lines:
        words += _line_words(line, picture.scale, boxes)
    return SeenPage(picture.page, tuple(words), picture.angle)


def _is_shred(box: Sequence[float], foot: float, em: float, boxes: Sequence[Sequence[float]]) -> bool:
    """Say whether a word is a shred of the line below: no higher than a dot, or grown together with a word there.

    Where two columns stand at slightly different heights, the recogniser may take the tops of letters for a line.
    """
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    if middle <= foot - SUNK * em:
        return False
    return bottom - top < DOT * em or any(
        high <= middle <= low and max(x0, left) - min(x1, right) < GROWN * em
        for left, high, right, low in boxes
        if (left, high, right, low) != tuple(box)
    )


def _facts(element: etree._Element) -> dict[str, list[float]]:
    return {key: [float(value) for value in values.split()] for key, values in _TITLE.findall(element.get("title", ""))}


def _line_words(line: etree._Element, scale: float, boxes: Sequence[Sequence[float]]) -> list[SeenWord]:
    facts = _facts(line)
    left, top, right, bottom = facts["bbox"]
    slope, drop = facts.get("baseline", [0.0, 0.0])
    base = (bottom + drop + slope * (right - left) / 2) / scale  # one base line for all words, whatever skew is left
    size = facts.get("x_size", [bottom - top])[0] / scale
    words: list[SeenWord] = []
    for element in line.iter("{*}span"):
        if element.get("class") != _WORD:
            continue
        said = _facts(element)
        text = clean("".join(element.itertext())).strip()
        confidence = said.get("x_wconf", [0.0])[0] / 100
        if text.strip(SPECKS) and (confidence >= LEAST or (any(c.isalpha() for c in text) and len(text) > 2)):
            x0, _, x1, _ = said["bbox"]
            if _is_shred(said["bbox"], bottom + drop + slope * (x0 - left), size * scale, boxes):
                continue
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


def words_of(page: SeenPage, sizes: Mapping[float, float], stamps: Sequence[Word] = ()) -> list[Word]:
    """Return the words of *page* as the layout takes them, those close together on one line as one.

    The recogniser has seen which words make a line. Given one by one, words that happen to stand below each other, as
    on a page that was typed, would look like the edge of a column.

    Args:
        page: what was seen.
        sizes: the size to take for each size that was measured.
        stamps: what the file itself has on the page; it takes the place of what was seen of it.
    """
    words: list[Word] = []
    for seen in page.words:
        if any(_is_within(seen, stamp) for stamp in stamps) or _is_drawn(seen):
            continue
        size = sizes.get(seen.size, seen.size)
        last = words[-1] if words else None
        if last is not None and last.base == seen.base and -size < seen.x0 - last.x1 < CLOSE * size:
            last.text += " " + seen.text
            last.x1 = max(last.x1, seen.x1)
            continue
        top, bottom = seen.base - 0.8 * size, seen.base + 0.25 * size
        words.append(Word(seen.text, seen.x0, seen.x1, top, bottom, seen.base, size, bold=False))
    return words + list(stamps)


def _is_drawn(seen: SeenWord) -> bool:
    """Say whether a doubtful sign is part of a drawing, such as the rule beside a side note, which it would bridge."""
    return seen.confidence < SURE_SIGN and not any(c.isalnum() for c in seen.text)


def _is_within(seen: SeenWord, stamp: Word) -> bool:
    x, y = (seen.x0 + seen.x1) / 2, seen.base - 0.3 * seen.size
    return stamp.x0 - 2 <= x <= stamp.x1 + 2 and stamp.top - 2 <= y <= stamp.bottom + 2


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page was turned before its words were seen."""

    angle: float  # degrees clockwise
    width: float  # of the page as displayed, in points
    height: float

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height of the page turned upright."""
        return upright_size(self.angle, self.width, self.height)

    def rectangle(
        self, x0: float, top: float, x1: float, bottom: float, *, back: bool
    ) -> tuple[float, float, float, float]:
        """Return the rectangle round a rectangle of the page turned upright, or *back* of the page as displayed."""
        angle = math.radians(-self.angle if back else self.angle)
        cosine, sine = math.cos(angle), math.sin(angle)
        shown, upright = (self.width, self.height), self.upright
        (from_x, from_y), (to_x, to_y) = (upright, shown) if back else (shown, upright)
        corners = [
            (
                to_x / 2 + cosine * (x - from_x / 2) - sine * (y - from_y / 2),
                to_y / 2 + sine * (x - from_x / 2) + cosine * (y - from_y / 2),
            )
            for x in (x0, x1)
            for y in (top, bottom)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def placed_upright(stamps: Sequence[Word], turn: Turn) -> list[Word]:
    """Return words that the file itself has on a scan, where they stand on the page turned upright."""
    placed = []
    for stamp in stamps:
        x0, top, x1, bottom = turn.rectangle(stamp.x0, stamp.top, stamp.x1, stamp.bottom, back=False)
        base = bottom - 0.2 * (bottom - top) if round(turn.angle) else stamp.base
        placed.append(replace(stamp, x0=x0, top=top, x1=x1, bottom=bottom, base=base))
    return placed


def slanted_back(block: Block, turns: Mapping[int, Turn]) -> Block:
    """Return *block* with its boxes put back on the page as it lies in the file; *turns* by page."""

    def back(box: Box) -> Box:
        return Box(box.page, *turns[box.page].rectangle(box.x0, box.top, box.x1, box.bottom, back=True))

    pieces = tuple(
        replace(piece, lines=tuple(replace(line, box=back(line.box)) for line in piece.lines))
        if piece.page in turns
        else piece
        for piece in block.pieces
    )
    return replace(block, pieces=pieces)
