"""Part a block in two or more, its pages and printed lines with it; the text stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from indexer.parsing.reading import Block, Line, Piece


def split(block: Block, places: Iterable[int]) -> list[Block]:
    """Return the parts of *block* that begin at 0 and at each of *places*, offsets in its text; no empty ones."""
    rest, parts, cut = block, [], 0
    for place in sorted(set(places)):
        before, after = _in_two(rest, place - cut)
        if before is None or after is None:
            continue
        parts.append(before)
        cut = len(block.text) - len(after.text)
        rest = after
    return [*parts, rest]


def _in_two(block: Block, place: int) -> tuple[Block | None, Block | None]:
    before: list[Piece] = []
    after: list[Piece] = []
    start = 0
    for piece in block.pieces:
        end = start + len(piece.text)
        if end <= place:
            before.append(piece)
        elif start >= place:
            after.append(piece)
        else:
            before.append(_part(piece, 0, place - start))
            after.append(_part(piece, place - start, len(piece.text)))
        start = end + 1
    before = [piece for piece in before if piece.text]
    after = [piece for piece in after if piece.text]
    return (
        replace(block, pieces=tuple(before)) if before else None,
        replace(block, pieces=tuple(after)) if after else None,
    )


def _part(piece: Piece, start: int, end: int) -> Piece:
    """Return a stretch of a piece without white space at its ends; a line that is cut stands in both parts."""
    text = piece.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    lines = tuple(
        Line(max(line.start, start) - start, min(line.end, end) - start, line.box)
        for line in piece.lines
        if line.start < end and line.end > start
    )
    marks = tuple(
        replace(mark, offset=mark.offset - start)
        for mark in piece.marks
        if start < mark.offset <= end or mark.offset == start == 0
    )
    return Piece(piece.page, text, lines, marks)
