"""Rows of a sheet to blocks: titles above, heading rows, a passage a row under its section, remarks below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from corpus.model import PassageKind
from indexer.parsing.reading import Block, block
from indexer.parsing.rows import is_figure, is_heading_row, texts_of

MOST_HEADINGS = 4  # rows that name the columns
_UNIT_NAMES = "n|n=|%|in %|€|euro|aantal|procent|percentage|procentpunt|x 1.000|x 1 000|abs.|rel."
_UNITS = frozenset(_UNIT_NAMES.split("|"))
_TOTAL = ("totaal", "algemeen", "gemiddeld", "alle ")  # a row that stands in no section


class Row(list[str]):
    """The cells of a row as text; `marked` where the sheet itself sets the row apart as one of headings."""

    marked = False


def blocks_of(rows: Sequence[list[str]], page: int) -> Iterator[Block]:
    """Yield the blocks of the tables on a sheet, which blank rows and blank columns part."""
    for part in _parts(rows):
        for table in _tables(part):
            yield from _table_blocks(table, page)


def _parts(rows: Sequence[list[str]]) -> list[Sequence[list[str]]]:
    """Return the parts of a sheet that stand side by side, each whole, from left to right; what spans them first."""
    start = 0
    while start < len(rows) and len({cell for cell in rows[start] if cell}) <= 1:
        start += 1
    beside = _side_by_side(rows[start:])
    parts: list[Sequence[list[str]]] = [rows[:start], *beside] if len(beside) > 1 else []
    if parts:
        return [part for part in parts if part]
    whole: list[list[str]] = []
    for filled, several in groupby(rows, key=bool):
        group = list(several)
        beside = _side_by_side(group) if filled else []
        if len(beside) > 1:
            parts += [whole, *beside]
            whole = []
        else:
            whole += group
    parts.append(whole)
    return [part for part in parts if part]


def _side_by_side(rows: Sequence[list[str]]) -> list[Sequence[list[str]]]:
    """Return the tables that blank columns part, or the rows as they are where these columns only leave space.

    A table has headings of its own and begins with words that say what each of its rows is about.
    """
    width = max((len(row) for row in rows), default=0)
    filled = [any(row[place] for row in rows if place < len(row)) for place in range(width)]
    runs = [[place for place, _ in run] for full, run in groupby(enumerate(filled), key=itemgetter(1)) if full]
    if len(runs) < 2:
        return [rows]
    parts: list[Sequence[list[str]]] = [_cut_out(rows, run[0], run[-1] + 1) for run in runs]
    return parts if all(_is_table(part) for part in parts) else [rows]


def _cut_out(rows: Sequence[list[str]], first: int, behind: int) -> list[list[str]]:
    """Return the rows between two columns, without blank ones at the end."""
    found: list[list[str]] = []
    for row in rows:
        piece = Row(row[first:behind])
        piece.marked = getattr(row, "marked", False)
        found.append(piece if any(piece) else Row())
    while found and not found[-1]:
        found.pop()
    return found


def _is_table(rows: Sequence[list[str]]) -> bool:
    """Say whether a part of a sheet is a table by itself: two columns, headings, words at the beginning of its rows."""
    start = next((place for place, row in enumerate(rows) if row), 0)
    start += _lone(rows[start:])
    body = [row for row in rows[start:] if row]
    if len(body) < 2 or max(len(row) for row in body) < 2:
        return False
    headings = _heading_rows(body)
    named = [row for row in body[headings:] if row[0] and not is_figure(row[0])]
    figures = any(is_figure(cell) for row in body[headings:] for cell in row[1:])  # remarks beside a table have none
    return headings > 0 and figures and 2 * len(named) > len(body) - headings


def _tables(rows: Sequence[list[str]]) -> list[list[list[str]]]:
    """Return the tables of a sheet: after a blank row another begins where its columns are named anew.

    What stands below the last table, parted from it by a blank row and one text a row, comes as a table of its own.
    """
    groups: list[list[list[str]]] = [[]]
    for row in rows:
        if row:
            groups[-1].append(row)
        else:
            groups.append([])
    below: list[list[list[str]]] = []
    while len(groups) > 1 and _lone(groups[-1]) == len(groups[-1]):
        below.insert(0, groups.pop())
    tables = groups[:1]
    for group in groups[1:]:
        if _names_columns(group) or _lone(tables[-1]) == len(tables[-1]):
            tables.append(group)
        else:
            tables[-1] += group
    return tables + below


def _names_columns(rows: Sequence[list[str]]) -> bool:
    """Say whether a group of rows has a heading row of its own, first or below lines that stand alone."""
    start = _lone(rows)
    if start == 0:
        return _is_all_words(rows)
    return start < len(rows) and _heading_rows(rows[start:]) > 0


def _is_all_words(rows: Sequence[list[str]]) -> bool:
    """Say whether the first of several rows holds words only, above figures: a heading row without a title above it."""
    return len(rows) > 1 and _heading_rows(rows) > 0 and any(c[:1].isdigit() for row in rows[1:] for c in row)


def _lone(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the top hold one text only."""
    count = 0
    while count < len(rows) and len({cell for cell in rows[count] if cell}) == 1:
        count += 1
    return count


def _table_blocks(rows: Sequence[list[str]], page: int) -> Iterator[Block]:
    """Yield the blocks of one table: lines above it as paragraphs, its rows, remarks below it as paragraphs."""
    start = _lone(rows)
    for row in rows[:start]:
        yield block(PassageKind.PARAGRAPH, next(cell for cell in row if cell), page=page)
    end = len(rows)
    while end > start + 2 and _is_remark(rows[end - 1]):
        end -= 1
    headings = _heading_rows(rows[start:end])
    for text in texts_of(_in_sections(rows[start:end], headings), heading_rows=headings):
        yield block(PassageKind.TABLE_ROW, text, page=page)
    for row in rows[end:]:
        yield block(PassageKind.PARAGRAPH, next(cell for cell in row if cell), page=page)


def _in_sections(rows: Sequence[list[str]], headings: int) -> list[list[str]]:
    """Return the rows with the section they stand in before their first cell.

    A section is a row whose first cell alone is filled, above rows with figures: "Leeftijd" above "18-34".
    """
    if not headings:
        return list(rows)
    shown, section = list(rows[:headings]), ""
    for place, row in enumerate(rows[headings:], headings):
        alone = bool(row[0]) and not any(row[1:])
        following = rows[place + 1] if place + 1 < len(rows) else []
        if alone and len([cell for cell in following if cell]) > 1:
            section = row[0]
            shown.append(row)
        else:
            named = section and row[0] and not alone and not row[0].lower().startswith(_TOTAL)
            shown.append([f"{section} – {row[0]}", *row[1:]] if named else row)
    return shown


def _is_remark(row: Sequence[str]) -> bool:
    """Say whether a row below a table is a remark: one text, longer than a label."""
    filled = {cell for cell in row if cell}
    return len(filled) == 1 and len(next(iter(filled))) > 20


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows name the columns: more than one where the upper one is made of merged cells, or of units."""
    if len(rows) < 2:
        return 0
    if not is_heading_row(rows[0], rows[1]) and not _is_marked(rows) and not _asks(rows):
        return 0
    count = 1
    while count < min(MOST_HEADINGS, len(rows) - 1):
        above, row = rows[count - 1], rows[count]
        merged = len({cell for cell in above if cell}) < len([cell for cell in above if cell])
        deeper = merged and (is_heading_row(row, rows[count + 1]) or _is_marked(rows[count:]))
        if len([cell for cell in row if cell]) < 2 or not (deeper or _is_units(row)):
            break
        count += 1
    return count


def _is_marked(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the sheet sets the first row apart from the next, and it has words for at least two columns."""
    first, second = rows[0], rows[1] if len(rows) > 1 else Row()
    filled = {cell for cell in first if cell}
    return getattr(first, "marked", False) and not getattr(second, "marked", False) and len(filled) >= 2


def _asks(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row holds the questions of a survey, each a column, above the answers."""
    filled = {cell for cell in rows[0] if cell}
    answers = any(cell.endswith("?") for row in rows[1:] for cell in row)
    return len(filled) >= 2 and len(filled) == len(rows[0]) and any(c.endswith("?") for c in filled) and not answers


def _is_units(row: Sequence[str]) -> bool:
    """Say whether a row below the headings says in what the figures are; the first cell may repeat what it names."""
    units = [cell for cell in row[1:] if cell]
    return bool(units) and all(cell.lower().strip("()[] ") in _UNITS for cell in units)
