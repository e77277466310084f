"""Boxes of labels side by side, as in diagrams and timelines: each is read by itself, not line by line across.

Only short pieces with white room between them are taken for such boxes, and only where they go on below: in small
letters, after a hyphen, or between the base lines of their neighbours. All else (forms, tables, lists) stays in rows.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from indexer.parsing import hyphens
from indexer.parsing.grids import is_marker
from indexer.parsing.lines import OTHER_SIZE, SAME_BASE, Segment

LONGEST = 40  # code points of a line in a box; longer ones are prose
ROOM = 0.4  # em of white between two boxes
STEP = 1.45  # em: lines of one box are at most so far apart
NEAR = 0.6  # em: base lines closer than this are not of two lines of one paragraph
MARKER_ROOM = 4.0  # em between a marker and its text, at most
LEAST_SIGNS = 2  # lines that go on below, or stand between the lines of their neighbours
SIGNS_SHARE = 0.3  # the same, as a share of the lines that could
EVEN = 0.5  # points: gaps that differ less are of one width
_STOPS = (".", "!", "?", ":", ";")

_Stack = list[Segment]


def in_boxes(column: list[Segment], joined: Callable[[list[Segment]], list[Segment]]) -> list[Segment]:
    """Return the rows of a column from top to bottom, boxes of labels one after the other.

    Args:
        column: segments of one column.
        joined: makes rows of segments: joins those on one base line.
    """
    if not _has_labels(column):
        return joined(column)
    rows: list[Segment] = []
    for region in _regions(_stacks(_with_markers(column, joined))):
        if _are_boxes(region):
            rows += [line for box in _as_read(region) for line in box]
        else:
            lines = [line for stack in region for line in stack]
            large = OTHER_SIZE * min(line.size for line in lines)
            rows += joined([line for line in lines if line.size > large and not line.table])
            rows += joined([line for line in lines if line.size <= large or line.table])
    return rows


def _has_labels(column: list[Segment]) -> bool:
    """Say whether two short pieces stand beside each other."""
    ordered = sorted(column, key=lambda s: (s.base, s.x0))
    return any(
        other.base - one.base < NEAR * other.size
        and (other.x0 > one.x1 or one.x0 > other.x1)
        and _is_label(one)
        and _is_label(other)
        for one, other in pairwise(ordered)
    )


def _on_one_line(one: Segment, other: Segment) -> bool:
    return abs(other.base - one.base) < SAME_BASE * other.size


def _is_label(segment: Segment) -> bool:
    return segment.table is None and len(segment.text) <= LONGEST and not _is_mark(segment)


def _is_mark(segment: Segment) -> bool:
    return segment.table is None and (len(segment.text) == 1 or is_marker(segment.text))


def _with_markers(column: list[Segment], joined: Callable[[list[Segment]], list[Segment]]) -> list[Segment]:
    """Return *column* from top to bottom with each marker joined to its text."""
    kept: list[Segment] = []
    waiting: list[Segment] = []  # markers whose text has not come yet
    for segment in sorted(column, key=lambda s: (s.base, s.x0)):
        near = [mark for mark in waiting if _on_one_line(mark, segment)]
        mark = next((mark for mark in near if 0 <= segment.x0 - mark.x1 < MARKER_ROOM * segment.size), None)
        if mark is not None and segment.table is None:
            near.remove(mark)
            kept.remove(mark)
            kept += joined([mark, segment])
        else:
            kept.append(segment)
            near += [segment] if _is_mark(segment) else []
        waiting = near
    return sorted(kept, key=lambda s: (s.base, s.x0))


def _stacks(ordered: list[Segment]) -> list[_Stack]:
    """Part lines into stacks: each line stands right below the one before it, in its size."""
    done: list[_Stack] = []
    open_ones: list[_Stack] = []
    for segment in ordered:
        reach = segment.base - STEP * segment.size
        open_ones = [stack for stack in open_ones if stack[-1].base >= reach or stack[-1].base >= segment.base - 30]
        below = [stack for stack in open_ones if _goes_below(stack[-1], segment)]
        if below:
            max(below, key=lambda stack: stack[-1].base).append(segment)
        else:
            done.append([segment])
            open_ones.append(done[-1])
    return done


def _goes_below(line: Segment, segment: Segment) -> bool:
    em = max(line.size, segment.size)
    if line.table or segment.table or abs(line.size - segment.size) > 0.06 * em:
        return False
    if not 0.6 * em < segment.base - line.base <= STEP * em:
        return False
    if min(line.x1, segment.x1) - max(line.x0, segment.x0) < 0.5 * min(line.width, segment.width):
        return False
    return (
        -0.5 * em < segment.x0 - line.x0 < 2 * em
        or abs(segment.x0 + segment.x1 - line.x0 - line.x1) < 1.6 * em
        or abs(segment.x1 - line.x1) < 0.5 * em
    )


def _regions(stacks: list[_Stack]) -> list[list[_Stack]]:
    """Return stacks that stand beside each other together, from top to bottom."""
    regions: list[list[_Stack]] = []
    low = 0.0
    for stack in sorted(stacks, key=_height):
        top, bottom = _height(stack)
        if regions and top < low:
            regions[-1].append(stack)
        else:
            regions.append([stack])
        low = max(low, bottom) if len(regions[-1]) > 1 else bottom
    return regions


def _height(stack: _Stack) -> tuple[float, float]:
    """Return from where to where a stack reaches: base lines, and a good half of a line above the first."""
    return stack[0].base - 0.6 * stack[0].size, stack[-1].base


def _are_boxes(region: list[_Stack]) -> bool:
    """Say whether stacks that stand beside each other are boxes of labels."""
    if len(region) < 2 or not all(_is_label(line) for stack in region for line in stack):
        return False
    ordered = sorted(region, key=lambda stack: min(line.x0 for line in stack))
    if _is_spread([stack[0] for stack in ordered if _on_one_line(ordered[0][0], stack[0])]):
        return False
    if not all(_are_apart(one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :]):
        return False
    signs = could = 0
    for stack in region:
        others = [other for other in region if other is not stack]
        above: list[Segment | None] = [None, *stack[:-1]]
        for before, line in zip(above, stack, strict=True):
            beside = _stands_between(line, others) or _is_item_beside(line, others)
            signs += beside or (before is not None and _runs_on(before, line))
            could += beside or before is not None
    return signs >= LEAST_SIGNS and signs >= SIGNS_SHARE * could


def _is_spread(line: list[Segment]) -> bool:
    """Say whether pieces are one line set wide: all its words, which are not of one width, stand as far apart."""
    words = [word for segment in line for word in segment.words]
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    widths = [word.x1 - word.x0 for word in words]
    return len(gaps) > 1 and max(gaps) - min(gaps) < EVEN and max(widths) - min(widths) > EVEN


def _are_apart(left: _Stack, right: _Stack) -> bool:
    """Say whether two stacks have room between them, or are not at the same height, or of another size altogether."""
    (top, bottom), (high, low) = _height(left), _height(right)
    sizes = left[0].size, right[0].size
    room = min(line.x0 for line in right) - max(line.x1 for line in left)
    return room >= ROOM * min(sizes) or bottom <= high or low <= top or max(sizes) > OTHER_SIZE * min(sizes)


def _as_read(boxes: list[_Stack]) -> list[_Stack]:
    """Return boxes from left to right where they begin at about the same height, else from top to bottom."""
    lines: list[list[_Stack]] = []
    for box in sorted(boxes, key=lambda b: b[0].base):
        if lines and box[0].base - lines[-1][0][0].base < box[0].size:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [box for line in lines for box in sorted(line, key=lambda b: b[0].x0)]


def _is_item(line: Segment) -> bool:
    return len(line.words) > 1 and is_marker(line.words[0].text)


def _runs_on(before: Segment, line: Segment) -> bool:
    return hyphens.ends_hyphenated(before.text) or (line.text[:1].islower() and not before.text.endswith(_STOPS))


def _stands_between(line: Segment, others: list[_Stack]) -> bool:
    """Say whether a line stands at the height of one of the other stacks, but on none of its base lines."""
    return any(
        stack[0].base < line.base < stack[-1].base
        and all(abs(other.base - line.base) > SAME_BASE * line.size for other in stack)
        for stack in others
    )


def _is_item_beside(line: Segment, others: list[_Stack]) -> bool:
    """Say whether list items stand side by side."""
    return _is_item(line) and any(_is_item(other) and _on_one_line(line, other) for stack in others for other in stack)
