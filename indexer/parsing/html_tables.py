"""Tables of a web page: which hold data and are no means of layout, and their rows with the headings of the cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.model import PassageKind
from indexer.parsing.html_main import length
from indexer.parsing.letters import clean
from indexer.parsing.numbers import whole
from indexer.parsing.reading import Block, block, without_calls
from indexer.parsing.rows import texts_of

MAX_ROWS = 20_000
MAX_SPAN = 100


def is_data(table: etree._Element) -> bool:
    """Say whether a table holds data and is no means of layout: several rows of short cells, no table inside."""
    if table.find(".//table") is not None or table.get("role", "") in ("presentation", "none"):
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    rows = [row for _, row in zip(range(50), table.iter("tr"), strict=False)]
    widths = [len(row.findall("td")) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    return length(table) < 200 * sum(widths) and next(table.iter("h1", "h2", "h3"), None) is None


def rows_of(table: etree._Element, language: str) -> Iterator[Block]:
    """Yield one block per row, each cell with its heading; spanning cells count for every row and column they cover."""
    grid: list[list[str]] = []
    heading_rows = 0
    reaching: dict[int, tuple[int, str]] = {}  # column -> (rows still to cover, text)
    for number, row in enumerate(table.iter("tr")):
        if number >= MAX_ROWS:
            break
        cells: list[str] = []
        found = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in [*found, None]:
            while len(cells) in reaching and reaching[len(cells)][0] > 0:
                left, text = reaching[len(cells)]
                reaching[len(cells)] = (left - 1, text)
                cells.append(text)
            if cell is None:
                break
            text = without_calls(clean("".join(cell.itertext()))).strip()
            down = _count(cell.get("rowspan"))
            for _ in range(_count(cell.get("colspan"))):
                if down > 1:
                    reaching[len(cells)] = (down - 1, text)
                cells.append(text)
        parent = row.getparent()
        in_head = parent is not None and parent.tag == "thead"
        if number == heading_rows and found and (all(c.tag == "th" for c in found) or in_head):
            heading_rows += 1
        if any(cells):
            grid.append(cells)
    for text in texts_of(grid, heading_rows=heading_rows or None):
        yield block(PassageKind.TABLE_ROW, text, language=language)


def _count(value: str | None) -> int:
    """Return a colspan or rowspan, at most `MAX_SPAN`."""
    return max(1, min(whole(value, 1), MAX_SPAN))
