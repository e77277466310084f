"""Words of a page to line segments: what stands on one base line without a wide gap; knows no column or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from indexer.parsing.glyphs import HYPHENS, Word
from indexer.parsing.notemarks import without_marks

SAME_BASE = 0.22  # em: base lines closer than this are one line
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
        if apart and word is words[-1] and word.text in HYPHENS:  # the hyphen of a line end, drawn apart from its word
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
        start = 0
        for place in range(1, len(row)):
            gap = row[place].x0 - row[place - 1].x1
            if gap > COLUMN_GAP * max(row[place].size, row[place - 1].size):
                parts.append(row[start:place])
                start = place
        parts.append(row[start:])
    return [segment for part in without_marks(parts) if (segment := segment_of(part)).text]


def _once(row: list[Word]) -> list[Word]:
    """Return the words of a line without those drawn twice, slightly shifted, to look bold or to throw a shadow."""
    kept: list[Word] = []
    for word in row:
        twin = next((w for w in kept[-2:] if w.text == word.text and abs(w.x0 - word.x0) < 0.2 * word.size), None)
        if twin is None:
            kept.append(word)
        else:
            twin.bold = True
    return kept
