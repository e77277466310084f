"""Ruled tables of a PDF page: rulings from pdfium, cells by pdfplumber's line strategy, text from our own words.

pdfplumber would read each page a second time with a slower and more fragile parser (measured: 10 against 640 pages a
second, hangs on crafted fonts); only its geometry is used, and only on pages with enough rulings.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from typing import Any

import pypdfium2.raw as pdfium
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from indexer.parsing import hyphens
from indexer.parsing.glyphs import Frame, Word
from indexer.parsing.letters import clean
from indexer.parsing.lines import Bounds, Cell, Segment, Table, segments_of
from indexer.parsing.rows import combine, is_heading_row, row_text

THIN = 3.0  # points: a filled rectangle no thicker than this is a ruling
LEAST_WORDS = 3  # inside the rulings of a table
LEAST_RULE = 20.0  # points: a shorter line parts nothing
MAX_RULES = 200  # of one page
MAX_OBJECTS = 20_000  # of one page; a map or a chart has more
MAX_EDGES = 600  # after merging
MAX_POINTS = 4_000  # crossings of one page
MAX_FORM_DEPTH = 3


def _path_edges(path: object, matrix: tuple[float, ...], frame: Frame) -> Iterator[Bounds]:
    """Yield the straight stretches of a path, as displayed."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, own)
    a, b, c, d, e, f = own.a, own.b, own.c, own.d, own.e, own.f
    ma, mb, mc, md, me, mf = matrix
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= 2_000:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    begin: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        point = frame.place(ma * px + mc * py + me, mb * px + md * py + mf)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield (*last, *point)
        if pdfium.FPDFPathSegment_GetClose(segment) and begin is not None and kind != pdfium.FPDF_SEGMENT_BEZIERTO:
            yield (*point, *begin)
        last = point


def _edges(raw_page: object, frame: Frame) -> list[dict[str, Any]]:
    """Return the horizontal and vertical rulings of a page in the form pdfplumber takes."""
    edges: list[dict[str, Any]] = []
    budget = MAX_OBJECTS

    def visit(count: int, get: object, holder: object, matrix: tuple[float, ...], depth: int) -> None:
        nonlocal budget
        for index in range(count):
            budget -= 1
            if budget < 0:
                return
            item = get(holder, index)  # type: ignore[operator]  # a pdfium function
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                edges.extend(_ruling(stretch) for stretch in _path_edges(item, matrix, frame) if _is_ruling(stretch))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
                own = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(item, own)
                inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
                visit(pdfium.FPDFFormObj_CountObjects(item), pdfium.FPDFFormObj_GetObject, item, inner, depth + 1)

    visit(pdfium.FPDFPage_CountObjects(raw_page), pdfium.FPDFPage_GetObject, raw_page, (1, 0, 0, 1, 0, 0), 0)
    return edges if budget >= 0 else []


def _times(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    """Return the matrix that applies *first* and then *second*."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _is_ruling(stretch: Bounds) -> bool:
    width, height = abs(stretch[2] - stretch[0]), abs(stretch[3] - stretch[1])
    return (width <= 1 and height >= THIN) or (height <= 1 and width >= THIN)


def _ruling(stretch: Bounds) -> dict[str, Any]:
    x0, x1 = sorted((stretch[0], stretch[2]))
    top, bottom = sorted((stretch[1], stretch[3]))
    across = x1 - x0 > bottom - top
    if across:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if across else "v", "object_type": "line",
    }  # fmt: skip


def tables_of(
    raw_page: object, frame: Frame, words: list[Word]
) -> tuple[list[Table], list[Word], list[tuple[float, float, float]]]:
    """Return the ruled tables of a page, the words that stand outside them, and the horizontal rules of the page.

    A rule is (x0, x1, distance from the top), in points; lines of tables are among them.

    Args:
        raw_page: loaded pdfium page.
        frame: its frame.
        words: its words; those inside a table are taken over.
    """
    edges = _edges(raw_page, frame)
    across = [edge for edge in edges if edge["orientation"] == "h"]
    rules = [(edge["x0"], edge["x1"], edge["top"]) for edge in across if edge["width"] >= LEAST_RULE][:MAX_RULES]
    if len(across) < 3 or len(edges) - len(across) < 2:
        return [], words, rules
    merged = merge_edges(edges, 3, 3, 3, 3)
    if len(merged) > MAX_EDGES or not _may_hold_table(merged, words):
        return [], words, rules
    points = edges_to_intersections(merged, 3, 3)
    if len(points) > MAX_POINTS:
        return [], words, rules
    tables: list[Table] = []
    left = words
    for bounds in cells_to_tables(intersections_to_cells(points)):
        table, rest = _fill([(float(a), float(b), float(c), float(d)) for a, b, c, d in bounds], left)
        if table is not None:
            tables.append(table)
            left = rest
    return tables, left, rules


def _may_hold_table(edges: list[dict[str, Any]], words: list[Word]) -> bool:
    """Say whether rulings cross as those of two rows in two columns do, three by three, around at least three words."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    tops: set[int] = set()
    sides: set[int] = set()
    for line in across:
        for bar in upright:
            meets = line["x0"] - 3 <= bar["x0"] <= line["x1"] + 3 and bar["top"] - 3 <= line["top"] <= bar["bottom"] + 3
            if meets:
                tops.add(round(line["top"] / 4))
                sides.add(round(bar["x0"] / 4))
    if len(tops) < 3 or len(sides) < 3:
        return False
    x0, x1, top, bottom = 4 * min(sides), 4 * max(sides), 4 * min(tops), 4 * max(tops)
    inside = sum(
        x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom for word in words
    )
    return inside >= LEAST_WORDS


def _fill(cells: list[Bounds], words: list[Word]) -> tuple[Table | None, list[Word]]:
    """Put the words into the cells; None where the grid is no table (a box, a frame, an empty form)."""
    tops: dict[float, list[Cell]] = {}
    for bounds in sorted(cells, key=lambda c: (c[1], c[0])):
        tops.setdefault(bounds[1], []).append(Cell(bounds))
    if len(tops) < 2 or max(len(row) for row in tops.values()) < 2:
        return None, words
    x0, top = min(c[0] for c in cells), min(c[1] for c in cells)
    x1, bottom = max(c[2] for c in cells), max(c[3] for c in cells)
    held: dict[int, list[Word]] = {}
    every = [cell for row in tops.values() for cell in row]
    rest: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        home = None
        if x0 <= x <= x1 and top <= y <= bottom:
            home = next((c for c in every if c.bounds[0] <= x <= c.bounds[2] and c.bounds[1] <= y <= c.bounds[3]), None)
        if home is None:
            rest.append(word)
        else:
            held.setdefault(id(home), []).append(word)
    if len(held) < 3 or len(held) < 0.25 * len(every):
        return None, words
    for cell in every:
        cell.lines = _cell_lines(held.get(id(cell), []))
    rows = [row for row in tops.values() if any(cell.lines for cell in row)]
    return Table((x0, top, x1, bottom), rows), rest


def _cell_lines(words: list[Word]) -> list[str]:
    """Return the printed lines of a cell; gaps inside a cell part no columns."""
    lines: list[Segment] = []
    texts: list[str] = []
    for segment in sorted(segments_of(words), key=lambda s: (s.base, s.x0)) if words else []:
        if lines and abs(segment.base - lines[-1].base) < 0.3 * segment.size:
            texts[-1] += " " + segment.text
        else:
            texts.append(segment.text)
            lines.append(segment)
    return texts


Headings = list[tuple[float, float, str]]  # from x0 to x1 the heading is this


def rows_of(table: Table, known: Collection[str], carried: Headings) -> tuple[list[tuple[str, Bounds]], Headings]:
    """Return the text and place of each row, and the headings for a table that goes on over the page.

    Args:
        table: a ruled table.
        known: words of the document, to undo hyphens inside cells.
        carried: headings of a table that ended the page before; used where the columns stand at the same places.
    """
    rows = [_with_spans(table.rows, place, known) for place in range(len(table.rows))]
    texts = [[text for _, _, text in row] for row in rows]
    widest = max(len(row) for row in rows)
    count = 0
    if is_heading_row(texts[0], texts[1] if len(texts) > 1 else None):
        count = 1
        if len(rows[0]) < widest and len(texts) > 2 and is_heading_row(texts[1], texts[2]):
            count = 2
    headings: Headings = [cell for row in rows[:count] for cell in row if cell[2]]
    if _same_columns(carried, rows[0]):
        repeated = [text for _, _, text in carried] == [text for text in texts[0] if text]
        count, headings = int(repeated), carried
    shown: list[tuple[str, Bounds]] = []
    for place, row in enumerate(rows):
        left, right = table.bounds[0], table.bounds[2]
        band = table.rows[place]
        bounds = (left, band[0].bounds[1], right, max(cell.bounds[3] for cell in band))
        if place < count:
            text = " | ".join(text for _, _, text in row if text) if headings is not carried else ""
        else:
            names = [combine([name for a, b, name in headings if a - 1 <= (x0 + x1) / 2 <= b + 1]) for x0, x1, _ in row]
            text = row_text(names, [cell for _, _, cell in row])
        if text:
            shown.append((text, bounds))
    return shown, headings


def _with_spans(rows: list[list[Cell]], place: int, known: Collection[str]) -> Headings:
    """Return (x0, x1, text) of the cells of a row, with those that reach down into it from rows above."""
    top = rows[place][0].bounds[1]
    cells = [(cell.bounds[0], cell.bounds[2], cell_text(cell.lines, known)) for cell in rows[place]]
    for row in rows[:place]:
        for cell in row:
            free = all(x1 <= cell.bounds[0] + 1 or x0 >= cell.bounds[2] - 1 for x0, x1, _ in cells)
            if cell.bounds[3] > top + 2 and cell.lines and free:
                cells.append((cell.bounds[0], cell.bounds[2], cell_text(cell.lines, known)))
    return sorted(cells)


def _same_columns(headings: Headings, row: Headings) -> bool:
    return (
        len(headings) >= 2
        and len(headings) == len(row)
        and all(
            abs(one[0] - other[0]) < 3 and abs(one[1] - other[1]) < 3 for one, other in zip(headings, row, strict=True)
        )
    )


def cell_text(lines: list[str], known: Collection[str]) -> str:
    """Return the lines of a cell as running text, hyphens undone."""
    text = ""
    for line in lines:
        if text and hyphens.ends_hyphenated(text):
            link = hyphens.join(text, line, known)
            text = text[:-1].rstrip() + link + (line if link else hyphens.tail(text, line, known))
        else:
            text = f"{text} {line}" if text else line
    return clean(text)
