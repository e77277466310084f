"""Tables without rulings: rows of short cells that stand under each other; prose, lists and contents are left alone.

A grid is a run of lines that fall into the same columns with white room between them from top to bottom. It is taken
for a table only on clear signs: figures in the columns behind the first, or three columns, and no running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from indexer.parsing.lines import SAME_BASE, Cell, Segment, Table

LEAST_ROWS = 3  # with cells in two columns or more
MAX_STEP = 3.2  # em between two lines of one table
WRAP_STEP = 1.32  # em: lines of one cell are at most so far apart
LEAST_GAP = 0.9  # em of white between two columns
LONG_CELL = 60  # code points of a line in a cell; more is prose
MAX_RUN = 200  # lines of one table on a page
_FIGURE = re.compile(
    r"[-+<>±~≈]?\s?[€$]?\s?\d[\d.,/\s]*\s?(?:%|‰|procent|€|mln\.?|mld\.?)?\*?|[-–—]|n\.?b\.?|n\.?v\.?t\.?",
    re.IGNORECASE,
)
_MARKER = re.compile(r"[•▪◦‣●○■□➢►▶→✓✔❖∙·*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,3}")
_WHOLE = re.compile(r"\d{1,4}")


@dataclass(slots=True)
class _Run:
    """Lines that share their columns."""

    rows: list[list[Segment]]
    columns: list[tuple[float, float]]


def is_marker(text: str) -> bool:
    """Say whether a text is the mark or number of a list item, note or chapter, and nothing else."""
    return _MARKER.fullmatch(text) is not None


def with_grids(segments: list[Segment], em: float) -> list[Segment]:
    """Return *segments* with each table among them as one segment, contents lines joined with their page number.

    Args:
        segments: lines of one column, or of a page.
        em: size of the body text, in points.
    """
    rows = _lines(segments)
    kept: list[Segment] = []
    place = 0
    while place < len(rows):
        run = _run(rows, place, em) if len(rows[place]) > 1 else None
        made = _made(run, em) if run is not None else None
        if run is None or made is None:
            kept += rows[place]
            place += 1
        else:
            kept += made
            place += len(run.rows)
    return kept


def _lines(segments: list[Segment]) -> list[list[Segment]]:
    """Return segments on one base line as one row, from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        last = rows[-1][0] if rows else None
        alone = segment.table is not None or (last is not None and last.table is not None)
        if last is not None and not alone and segment.base - last.base < SAME_BASE * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return rows


def _run(rows: list[list[Segment]], start: int, em: float) -> _Run | None:
    """Return the longest run of lines from *start* on that keep two columns or more apart; None if too short."""
    columns: list[tuple[float, float]] = []
    taken: list[list[Segment]] = []
    alone = 0  # lines in a row with a single cell
    for row in rows[start : start + MAX_RUN]:
        if row[0].table is not None or any(len(segment.text) > LONG_CELL for segment in row):
            break
        if taken and row[0].base - taken[-1][0].base > MAX_STEP * em:
            break
        merged = _merged([*columns, *((s.x0, s.x1) for s in row)], em)
        if len(merged) < max(2, len(columns)) and columns:
            break
        alone = alone + 1 if len(row) == 1 else 0
        if alone > 3:
            break
        columns = merged
        taken.append(row)
    while taken and len(taken[-1]) == 1 and not _wraps(taken, columns, em):
        taken.pop()
    return _Run(taken, columns) if len(taken) >= 2 and len(columns) >= 2 else None


def _wraps(rows: list[list[Segment]], columns: list[tuple[float, float]], em: float) -> bool:
    """Say whether the last line goes on with a cell of the line before it."""
    if len(rows) < 2:
        return False
    last, before = rows[-1][0], rows[-2]
    close = last.base - before[0].base <= WRAP_STEP * max(last.size, 0.7 * em)
    return close and _column(last, columns) in {_column(segment, columns) for segment in before}


def _merged(spans: list[tuple[float, float]], em: float) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 - merged[-1][1] < LEAST_GAP * em:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _column(segment: Segment, columns: list[tuple[float, float]]) -> int:
    middle = (segment.x0 + segment.x1) / 2
    return min(range(len(columns)), key=lambda place: max(columns[place][0] - middle, middle - columns[place][1]))


def _made(run: _Run, em: float) -> list[Segment] | None:
    """Return what a run is: one table, contents lines, or None where it is neither."""
    if _is_scale(run):
        cells = [[segment.text for segment in pair] for pair in zip(*run.rows[:2], strict=True)]
        return [_table(run, [[(place, lines) for place, lines in enumerate(cells)]], [run.rows[:2]])]
    full = [row for row in run.rows if len(row) > 1]
    if len(full) < LEAST_ROWS:
        return None
    if _is_contents(run):
        return [_contents_line(row) for row in run.rows]
    if not _is_grid(run, full):
        return None
    groups = _records(run, em)
    rows: list[list[tuple[int, list[str]]]] = []
    for group in groups:
        held: dict[int, list[str]] = {}
        for row in group:
            for segment in row:
                held.setdefault(_column(segment, run.columns), []).append(segment.text)
        rows.append(sorted(held.items()))
    return [_table(run, rows, groups)] if len(rows) >= LEAST_ROWS else None


def _is_scale(run: _Run) -> bool:
    """Say whether two lines are a scale: 1 2 3 4 above minimaal, beperkt and so on."""
    if len(run.rows) != 2 or len(run.columns) < 3 or any(len(row) != len(run.columns) for row in run.rows):
        return False
    steps = [segment.text for segment in run.rows[0]]
    words = [segment.text for segment in run.rows[1]]
    return (
        all(len(step) == 1 and step.isdecimal() for step in steps)
        and all(int(after) - int(before) == 1 for before, after in pairwise(steps))
        and all(word[:1].isalpha() and len(word) < 30 for word in words)
    )


def _is_contents(run: _Run) -> bool:
    """Say whether the last column holds page numbers that never fall: a table of contents."""
    last = len(run.columns) - 1
    numbers = [row[-1].text for row in run.rows if len(row) > 1 and _column(row[-1], run.columns) == last]
    if len(numbers) < LEAST_ROWS or len(numbers) < 0.6 * len(run.rows) or not all(map(_WHOLE.fullmatch, numbers)):
        return False
    values = [int(number) for number in numbers]
    years = all(1900 <= value <= 2100 for value in values)
    rising = all(before <= after for before, after in pairwise(values)) and values[0] < values[-1]
    ended = median(row[-1].x1 for row in run.rows if len(row) > 1)
    aligned = all(abs(row[-1].x1 - ended) < 3 for row in run.rows if len(row) > 1)
    titled = all(any(c.isalpha() for c in row[-2].text) for row in run.rows if len(row) > 1)
    return rising and aligned and titled and not years and values[-1] - values[0] < 40 * len(values)


def _contents_line(row: list[Segment]) -> Segment:
    """Return the title and its page number as one line, parted as by leaders."""
    words = [word for segment in row for word in segment.words]
    number = f" … {row[-1].text}" if len(row) > 1 else ""
    titles = row[:-1] if len(row) > 1 else row
    return replace(
        row[0],
        words=words,
        x1=row[-1].x1,
        top=min(segment.top for segment in row),
        bottom=max(segment.bottom for segment in row),
        text=" ".join(segment.text for segment in titles) + number,
    )


def _is_grid(run: _Run, full: list[list[Segment]]) -> bool:
    """Say whether a run is a table: short cells in straight columns, figures or three columns, no running text."""
    if len(full) < 0.4 * len(run.rows):
        return False
    cells: list[list[Segment]] = [[] for _ in run.columns]
    for row in full:
        for segment in row:
            cells[_column(segment, run.columns)].append(segment)
    if any(len(column) < 0.5 * len(full) for column in cells) or not all(map(_is_straight, cells)):
        return False
    if sum(is_marker(segment.text) for segment in cells[0]) >= 0.6 * len(cells[0]):
        return False  # a list or notes: marker and text
    if any(map(_is_prose, cells)):
        return False
    behind = [segment for column in cells[1:] for segment in column]
    figures = sum(bool(_FIGURE.fullmatch(segment.text)) for segment in behind)
    return figures >= 0.4 * len(behind) or (
        len(cells) >= 3 and sum(len(row) >= 3 for row in full) >= LEAST_ROWS and figures >= 0.15 * len(behind)
    )


def _is_prose(column: list[Segment]) -> bool:
    """Say whether the cells of a column are lines of running text."""
    flowing = sum(len(segment.text) > 22 and segment.text.count(" ") >= 3 for segment in column)
    return flowing > 0.4 * len(column) or median(len(segment.text) for segment in column) > 34


def _is_straight(column: list[Segment]) -> bool:
    """Say whether cells share their left edge, right edge or middle."""
    for edges in (
        [segment.x0 for segment in column],
        [segment.x1 for segment in column],
        [(segment.x0 + segment.x1) / 2 for segment in column],
    ):
        usual = median(edges)
        if sum(abs(edge - usual) < 2.5 for edge in edges) >= 0.75 * len(edges):
            return True
    return False


def _records(run: _Run, em: float) -> list[list[list[Segment]]]:
    """Return the lines of each row of the table: a row opens in the first column, or after more than a line's room."""
    steps = [after[0].base - before[0].base for before, after in pairwise(run.rows)]
    wrap = WRAP_STEP * max(median(segment.size for row in run.rows for segment in row), 0.5 * em)
    padded = sum(step > wrap for step in steps) >= 0.3 * len(steps) and any(step <= wrap for step in steps)
    groups: list[list[list[Segment]]] = [[run.rows[0]]]
    for row, step in zip(run.rows[1:], steps, strict=True):
        opens = _column(row[0], run.columns) == 0 and (len(row) > 1 or step > wrap)
        if step > wrap or (opens and not padded):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _table(run: _Run, rows: list[list[tuple[int, list[str]]]], groups: list[list[list[Segment]]]) -> Segment:
    """Return the segment that holds a table in place of its lines."""
    every = [segment for row in run.rows for segment in row]
    x0, x1 = min(s.x0 for s in every), max(s.x1 for s in every)
    top, bottom = min(s.top for s in every), max(s.bottom for s in every)
    inner = [(before[1] + after[0]) / 2 for before, after in pairwise(run.columns)]
    edges = [x0, *inner, x1]
    made: list[list[Cell]] = []
    for row, group in zip(rows, groups, strict=True):
        high = min(segment.top for line in group for segment in line)
        low = max(segment.bottom for line in group for segment in line)
        held = dict(row)
        made.append([Cell((edges[n], high, edges[n + 1], low), held.get(n, [])) for n in range(len(run.columns))])
    table = Table((x0, top, x1, bottom), made)
    return Segment([], x0, x1, top, bottom, top + 1, every[0].size, bold=False, text="", table=table)
