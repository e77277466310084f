"""Words of a page to line segments: what stands on one base line without a wide gap; knows no column or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from statistics import median

from indexer.parsing.glyphs import HYPHENS, Word
from indexer.parsing.notemarks import without_marks

SAME_BASE = 0.22  # em: base lines closer than this are one line
TOUCHING = 0.04  # em: so close after a jump of the program is the rest of a word
OVERPRINTED = 3  # letters of a word that may stand over another one, at least
OTHER_SIZE = 1.6  # times as large, and apart: another text at the same height
COLUMN_GAP = 1.3  # em: a wider gap ends the segment
LINE_END_ONLY = "\u00ad\ufffe\x02"  # what pdfium gives only for the hyphen of a broken word
HYPHEN_GAP = 0.12  # em: a hyphen closer than this to the last word of a line belongs to it
_LEADERS = re.compile(r"(?:\s?[.·…_]){4,}\s*")


Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(slots=True)
class Cell:
    """A cell and the printed lines in it."""

    bounds: Bounds
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A ruled table: its rows from top to bottom, cells from left to right."""

    bounds: Bounds
    rows: list[list[Cell]]


@dataclass(slots=True)
class Segment:
    """A stretch of one printed line, or a ruled table that stands in its place."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    text: str
    table: Table | None = None
    marks: tuple[tuple[int, str], ...] = ()  # note marks with the offset in `text` after which they are printed

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0


def segment_of(words: list[Word]) -> Segment:
    """Return the segment of *words*, which stand on one line from left to right."""
    letters = sum(len(word.text) for word in words)
    biggest: dict[float, int] = {}
    for word in words:
        biggest[word.size] = biggest.get(word.size, 0) + len(word.text)
    size = max(biggest, key=lambda s: (biggest[s], s))
    base = next(word.base for word in words if word.size == size)
    return Segment(
        words=words,
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        base=base,
        size=size,
        bold=sum(len(word.text) for word in words if word.bold) > 0.85 * letters,
        text=text_of(words),
        marks=_marks_in(words) if any(word.mark for word in words) else (),
    )


def _marks_in(words: list[Word]) -> tuple[tuple[int, str], ...]:
    return tuple((len(text_of(words[:place])), word.mark) for place, word in enumerate(words, 1) if word.mark)


def text_of(words: list[Word]) -> str:
    """Return the text of words on one line, spaces where they stand apart; letter-spaced words are closed up."""
    if sum(len(word.text) == 1 and word.text.isalpha() for word in words) >= max(4, 0.7 * len(words)):
        return _closed_up(words)
    pieces = [words[0].text]
    for before, word in pairwise(words):
        gap = word.x0 - before.x1
        apart = gap > 0.16 * max(word.size, before.size) or (word.spaced and gap > -word.size)
        if apart and word.jumped and abs(gap) < TOUCHING * word.size and word.size == before.size:
            apart = False  # a program that jumps to and fro in a line may stop within a word
        elif (
            apart and word is words[-1] and word.text in HYPHENS
        ):  # the hyphen of a line end, drawn apart from its word
            apart = gap > (0.4 if word.text in LINE_END_ONLY else HYPHEN_GAP) * word.size
        pieces.append(" " + word.text if apart else word.text)
    return _LEADERS.sub(" … ", "".join(pieces)).strip()


def _closed_up(words: list[Word]) -> str:
    """Return `I N L E I D I N G` as one word: only gaps clearly wider than the usual one part words."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    usual = median(gaps)
    pieces = [words[0].text]
    for gap, word in zip(gaps, words[1:], strict=True):
        pieces.append(" " + word.text if gap > 1.6 * usual + 0.05 * word.size else word.text)
    return "".join(pieces)


def segments_of(words: list[Word]) -> list[Segment]:
    """Return the line segments of a page, top down; note marks are taken out of the text, or lead their note."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        if rows and word.base - rows[-1][0].base < SAME_BASE * min(max(word.size, rows[-1][0].size), 3 * word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    parts: list[list[Word]] = []
    for row in rows:
        row.sort(key=lambda w: w.x0)
        row = _once(row)  # noqa: PLW2901 - the same row without what was drawn twice
        for layer in _layers(row, words) if any(starmap(overlap, pairwise(row))) else [row]:
            parts += _pieces(layer)
    return [segment for part in without_marks(parts) if (segment := segment_of(part)).text]


def _pieces(row: list[Word]) -> list[list[Word]]:
    """Return the stretches of a line between gaps that are wider than one between words."""
    pieces = [row[:1]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > COLUMN_GAP * max(word.size, before.size):
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def overlap(before: Word, word: Word) -> bool:
    """Say whether two words are printed over each other; parts of a word may share the width of a ligature."""
    if min(len(before.text), len(word.text)) < OVERPRINTED:
        return False
    return min(before.x1, word.x1) - max(before.x0, word.x0) > min(before.size, word.size)


def _layers(row: list[Word], words: list[Word]) -> list[list[Word]]:
    """Return a line that is printed over another one apart from it: words of each follow each other in the file."""
    held = {id(word) for word in row}
    layers: list[list[Word]] = []
    for word in words:
        if id(word) not in held:
            continue
        free = [layer for layer in layers if not any(overlap(other, word) for other in layer)]
        if free:
            free[-1].append(word)
        else:
            layers.append([word])
    return [sorted(layer, key=lambda w: w.x0) for layer in layers]


def _once(row: list[Word]) -> list[Word]:
    """Return the words of a line without those drawn twice: slightly shifted, to look bold or to throw a shadow.

    Of a word that is drawn over its own beginning the whole stays, and its other parts go too.
    """
    kept: list[Word] = []
    over: Word | None = None  # the last word that is also drawn in parts
    for word in row:
        if over is not None and word.x1 < over.x1 + 0.2 * word.size and over.text.endswith(word.text):
            continue
        twin = next((place for place in range(len(kept))[-2:] if _is_twin(kept[place], word)), None)
        if twin is None:
            kept.append(word)
        elif kept[twin].text == word.text:
            kept[twin].bold = True
        else:
            kept[twin] = over = max(kept[twin], word, key=lambda w: len(w.text))
    return kept


def _is_twin(one: Word, word: Word) -> bool:
    if abs(one.x0 - word.x0) >= 0.2 * word.size:
        return False
    part = min(one.text, word.text, key=len)
    return one.text == word.text or (len(part) >= OVERPRINTED and max(one.text, word.text, key=len).startswith(part))
