"""Reading order of a page: a recursive XY-cut into columns; knows no paragraph, heading or note."""

from __future__ import annotations

from itertools import accumulate, pairwise
from statistics import median_low

from indexer.parsing.grids import with_grids
from indexer.parsing.labels import in_boxes
from indexer.parsing.lines import OTHER_SIZE, SAME_BASE, Segment, overlap, segment_of

GUTTER = 0.6  # em: least room between two columns, where lines end ragged
MIN_CHARS = 12  # a column has lines of at least so many letters on average; less is a list of labels or numbers
MIN_FILL = 0.5  # lines of a column fill at least this share of its width on average; cells of a table do not
STRETCHED_FILL = 0.6  # the same where some lines stand in pieces: with wide word gaps, or as cells
FLUSH = 0.7  # share of the lines of a column that begin, or end, at one place; the rest are indented or last lines
LINED_UP = 0.6  # share of the lines on the left that have a piece on the right at the same height
MAX_DEPTH = 6
MAX_SEGMENTS = 3_000  # of one page; beyond that (a drawing, a map) the order of the file stays


def columns_of(segments: list[Segment], em: float) -> list[list[Segment]]:
    """Return the columns of a page in reading order, each a list of segments from top to bottom.

    Args:
        segments: line segments of one page.
        em: size of the body text, in points.
    """
    if len(segments) > MAX_SEGMENTS:
        return [sorted(segments, key=lambda s: (s.base, s.x0))]
    columns = _cut(with_grids(segments, em), em, 0)
    return [in_boxes(with_grids(column, em), rows_of) for column in columns]


def _cut(segments: list[Segment], em: float, depth: int) -> list[list[Segment]]:
    if len(segments) < 6 or depth > MAX_DEPTH:
        return [segments] if segments else []
    gutter = _best_gutter(segments, em)
    if gutter is None:
        return [segments]
    columns: list[list[Segment]] = []
    pending: list[Segment] = []  # full-width lines, and bands that are no columns
    for band in _bands(_split_at(segments, gutter, em), gutter, em):
        if _is_columnar(band, gutter, em):
            columns += _cut(pending, em, depth + 1) if len(pending) < len(segments) else [pending]
            pending = []
            columns += _cut([s for s in band if s.x0 < gutter - 1], em, depth + 1)
            columns += _cut([s for s in band if s.x0 >= gutter - 1], em, depth + 1)
        else:
            pending += band
    return columns + _cut(pending, em, depth + 1)


def _best_gutter(segments: list[Segment], em: float) -> float | None:
    """Return the left edge of the column that parts most lines into columns, or None."""
    best, best_score = None, 5.0
    for gutter in _valleys(segments, em):
        parted = _split_at(segments, gutter, em)
        score = 0.0
        for band in _bands(parted, gutter, em):
            if _is_columnar(band, gutter, em):
                score += min(sum(s.x0 >= gutter - 1 for s in band), sum(s.x0 < gutter - 1 for s in band)) * 2
            elif any(_crosses(s, gutter, em) for s in band):
                score -= 0.25
        if score > best_score + 0.5:
            best, best_score = gutter, score
    return best


def _valleys(segments: list[Segment], em: float) -> list[float]:
    """Return the places, from left to right, where fewer lines stand than to both sides: possible left edges."""
    left_edge = int(min(segment.x0 for segment in segments))
    width = int(max(segment.x1 for segment in segments)) - left_edge + 2
    change = [0] * (width + 1)
    for segment in segments:
        for x0, x1 in _stretches(segment, em):
            change[max(0, round(x0) - left_edge)] += 1
            change[min(width, round(x1) - left_edge)] -= 1
    heights = list(accumulate(change))[:width]
    found: list[float] = []
    climb = max(3, 0.04 * len(segments))
    low, since, highest = heights[0], 0, 0  # the deepest place since the last hill, and how high the hill was
    for place, height in enumerate(heights):
        if height <= low:
            low, since = height, place
        elif highest - low >= climb and height - low >= climb:
            if 0.1 * width < since < 0.92 * width:
                found.append(float(left_edge + since + 1))
            low, highest, since = height, height, place
        highest = max(highest, height)
    return found


def _stretches(segment: Segment, em: float) -> list[tuple[float, float]]:
    """Return the parts of a line between gaps that may be a gutter."""
    parts: list[tuple[float, float]] = []
    for word in segment.words:
        if parts and word.x0 - parts[-1][1] < GUTTER * em:
            parts[-1] = (parts[-1][0], max(parts[-1][1], word.x1))
        else:
            parts.append((word.x0, word.x1))
    return parts or [(segment.x0, segment.x1)]


def _crosses(segment: Segment, gutter: float, em: float) -> bool:
    return segment.x0 < gutter - 1 and segment.x1 > gutter - GUTTER * em


def _split_at(segments: list[Segment], gutter: float, em: float) -> list[Segment]:
    """Part the segments that run over the gutter only because the gap there is as narrow as a wide word gap."""
    result: list[Segment] = []
    for segment in segments:
        if _crosses(segment, gutter, em) and not segment.table:
            for place, (before, after) in enumerate(pairwise(segment.words), 1):
                if abs(after.x0 - gutter - 2.5) < 4 and after.x0 - before.x1 > GUTTER * em and place >= 2:
                    result += [segment_of(segment.words[:place]), segment_of(segment.words[place:])]
                    break
            else:
                result.append(segment)
        else:
            result.append(segment)
    return result


def _bands(segments: list[Segment], gutter: float, em: float) -> list[list[Segment]]:
    """Cut a region from top to bottom wherever lines begin or stop crossing the gutter."""
    bands: list[list[Segment]] = []
    crossing = False
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        crosses = _crosses(segment, gutter, em)
        if not bands or crosses != crossing:
            bands.append([])
        bands[-1].append(segment)
        crossing = crosses
    return bands


def _is_columnar(band: list[Segment], gutter: float, em: float) -> bool:
    """Say whether a band reads as two columns: prose on both sides, side by side."""
    left = [s for s in band if s.x0 < gutter - 1]
    right = [s for s in band if s.x0 >= gutter - 1]
    if len(left) < 2 or len(right) < 2 or any(_crosses(s, gutter, em) for s in band):
        return False
    side_by_side = min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top) > 1.5 * em
    return side_by_side and not _is_torn(left, right) and _is_prose(left) and _is_prose(right)


def _is_torn(left: list[Segment], right: list[Segment]) -> bool:
    """Say whether lines set wide to fill one column fell apart: flush at their outer edges, ragged at the inner ones.

    Wide word gaps of some lines in a row can stand below each other by chance, as a gutter does by design.
    """
    lines, beside = _by_line(left), _by_line(right)
    if not set(beside) <= set(lines) or len(beside) < LINED_UP * len(lines):
        return False
    pieces = [(lines[base], beside[base]) for base in beside]
    inner = ([max(s.x1 for s in one) for one, _ in pieces], [min(s.x0 for s in other) for _, other in pieces])
    outer = ([min(s.x0 for s in one) for one, _ in pieces], [max(s.x1 for s in other) for _, other in pieces])
    return all(_is_flush(edges, 1) for edges in outer) and not any(_is_flush(edges, 0.3) for edges in inner)


def _by_line(side: list[Segment]) -> dict[int, list[Segment]]:
    """Return segments by the height of their line."""
    lines: dict[int, list[Segment]] = {}
    for segment in side:
        lines.setdefault(round(segment.base), []).append(segment)
    return lines


def _is_flush(edges: list[float], off: float) -> bool:
    """Say whether most edges stand below each other, at most *off* points aside."""
    usual = median_low(edges)
    return sum(abs(edge - usual) <= off for edge in edges) >= FLUSH * len(edges)


def _is_prose(side: list[Segment]) -> bool:
    """Say whether lines are long enough, and fill their column well enough, to be running text."""
    if any(segment.table for segment in side):
        return True
    letters = sum(len(segment.text) for segment in side)
    rows = len({round(segment.base) for segment in side})  # a line set wide to fill its column stands in pieces
    if letters < MIN_CHARS * rows:
        return False
    width = max(s.x1 for s in side) - min(s.x0 for s in side)
    filled = sum(s.width for s in side)
    if filled >= (MIN_FILL if rows == len(side) else STRETCHED_FILL) * width * rows:
        return True
    long = sorted(s.width for s in side)[int(0.8 * (len(side) - 1))]  # more columns on this side
    run_on = sum(s.text[:1].islower() for s in side)
    return len(side) >= 8 and filled >= 0.6 * long * len(side) and run_on >= 0.3 * len(side)


def rows_of(column: list[Segment]) -> list[Segment]:
    """Join the segments of one column that stand on one base line (`•   text`, `2.1   Title`)."""
    rows: list[Segment] = []
    for segment in sorted(column, key=lambda s: (s.base, s.x0)):
        last = rows[-1] if rows else None
        if last is not None and _on_one_row(last, segment):
            words = sorted([*last.words, *segment.words], key=lambda w: w.x0)
            for word in words:
                word.spaced = word.spaced or word is segment.words[0]
            rows[-1] = segment_of(words)
        else:
            rows.append(segment)
    return rows


def _on_one_row(last: Segment, segment: Segment) -> bool:
    """Say whether a segment belongs to a row: not a much larger one, nor one that is printed over it."""
    return (
        not last.table
        and not segment.table
        and segment.base - last.base < SAME_BASE * segment.size
        and max(last.size, segment.size) < OTHER_SIZE * min(last.size, segment.size)
        and not any(overlap(word, other) for word in last.words for other in segment.words)
    )
