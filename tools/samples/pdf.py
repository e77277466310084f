"""Make a PDF sample of its source: cover, contents, running heads and printed page numbers around composed pages.

The key `layout` of the front matter says how it looks; `Layout` lists what can be said. Fixed dates and ids come from
reportlab's `invariant`, so that the same source gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from tools.samples.blocks import Block, Body, parse
from tools.samples.compose import Composer, LaidPage, Sheet
from tools.samples.elements import Bars, Box, ContentsLine, Element, Piece, Scale, Table, Text
from tools.samples.scan import scan
from tools.samples.source import Source, load
from tools.samples.typeset import Style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARK = "Voorbeelddocument \u2013 verzonnen voor Duiding"


@dataclass(frozen=True, slots=True)
class Layout:
    """The key `layout` of a front matter, as text; an absent value takes the default here."""

    columns: str = "1"
    family: str = "sans"
    size: str = "10"
    colour: str = "#1f4e79"
    shade: str = "#eaf1f7"
    cover: str = ""  # line above the title on the cover; no cover where empty
    subtitle: str = ""
    dated: str = ""  # date as printed on the cover
    running: str = ""  # running head
    contents: str = ""  # title of the table of contents; none where empty
    roman_until: str = "0"  # pages up to this one, counted from 1, carry roman numbers; the next one is printed 1
    side: str = "0"  # points of margin for side pieces
    outline: str = ""  # "ja" for bookmarks
    info_title: str = ""  # title in the info dictionary where it is not the real one
    scan: str = ""  # "ja" for pages that are images only

    def body(self) -> Style:
        """Return the style of running text."""
        size, narrow = float(self.size), self.columns != "1"
        return Style(self.family, size, round(size * 1.33, 1), justify=narrow, hyphens=narrow)

    def heading(self, level: int) -> Style:
        """Return the style of a heading; level 1 is the largest."""
        size = float(self.size) + (6.5, 2.5, 0.5)[level - 1]
        return Style(self.family, size, round(size * 1.22, 1), bold=True, colour=self.colour)

    def small(self) -> Style:
        """Return the style of notes, tables and charts."""
        size = float(self.size) - 1.6
        return Style(self.family, size, round(size * 1.28, 1))

    def sheet(self) -> Sheet:
        """Return the measures of the page."""
        margin = 58.0 if self.columns != "1" or float(self.side) else 74.0
        return Sheet(left=margin, right=margin, columns=int(self.columns), side=float(self.side))

    def label(self, page: int) -> str:
        """Return the number printed on the page counted as *page*, from 1."""
        roman = int(self.roman_until)
        return ("", "i", "ii", "iii", "iv", "v", "vi")[page] if page <= roman else str(page - roman)


def build(source: Path, target_folder: Path) -> Path:
    """Write the PDF of the source at *source* into *target_folder* and return its path."""
    loaded = load(source)
    layout = Layout(**loaded.meta.get("layout", {}))
    data = _pdf(loaded, layout)
    target = target_folder / loaded.file
    target.write_bytes(scan(data, mark=loaded.file) if layout.scan else data)
    return target


def _pdf(source: Source, layout: Layout) -> bytes:
    body = parse(source.body)
    first = 2 if layout.cover else 1  # counted number of the first page after the cover
    pages = _compose(body, layout, {})
    if layout.contents:  # the second time the contents know their pages; they take the same room
        pages = _compose(body, layout, _heading_pages(pages, layout, first))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(layout.sheet().width, layout.sheet().height), invariant=1)
    canvas.setTitle(layout.info_title or source.meta["title"])
    canvas.setAuthor(source.meta.get("publisher", ""))
    canvas.setSubject(MARK)
    canvas.setCreator("tools/make_samples.py")
    if layout.cover:
        _draw_cover(canvas, source, layout)
    for number, page in enumerate(pages, first):
        _draw_page(canvas, page, layout, number)
    canvas.save()
    return buffer.getvalue()


def _heading_pages(pages: Sequence[LaidPage], layout: Layout, first: int) -> dict[str, str]:
    return {title: layout.label(number) for number, page in enumerate(pages, first) for _, title in page.headings}


def _compose(body: Body, layout: Layout, printed: dict[str, str]) -> list[LaidPage]:
    pieces = _contents(body, layout, printed) if layout.contents else []
    pieces += [piece for block in body.blocks for piece in _pieces(block, layout)]
    return Composer(layout.sheet(), body.notes, layout.small()).compose(pieces)


def _contents(body: Body, layout: Layout, printed: dict[str, str]) -> list[Piece]:
    pieces = [Piece(Text(layout.contents, layout.heading(1))), Piece(Text(" ", layout.small()))]
    for block in body.blocks:
        if block.kind == "heading" and block.level < 3:
            style = Style(layout.family, 10, 16, bold=block.level == 1, indent=16.0 * (block.level - 1))
            line = ContentsLine(block.text, printed.get(block.text, ""), style)
            pieces.append(Piece(line, before=5 if block.level == 1 else 0))
    return [*pieces, Piece(None)]


def _pieces(block: Block, layout: Layout) -> list[Piece]:
    """Return the pieces that show *block*."""
    if block.kind in {"page", "heading", "paragraph", "item", "adres"}:
        return _text_pieces(block, layout)
    small = layout.small()
    place = {"zijkant": "side", "breed": "wide", "niveau": "wide"}.get(block.kind, "column")
    element: Element
    match block.kind:
        case "table":
            element = Table(block.text, block.rows, small, layout.shade)
        case "staven":
            element = Bars(block.text, block.rows, small, layout.colour)
        case "niveau":
            element = Scale(block.text, block.rows, small, layout.colour)
        case "kader" | "zijkant" | "breed":
            element = _box(block, layout)
        case _:
            raise ValueError(f"no layout for a block of kind {block.kind!r}")
    in_column = place == "column" or (place == "wide" and layout.columns == "1")
    return [Piece(element, before=12, place=place), *([_gap(small)] if in_column else [])]


def _text_pieces(block: Block, layout: Layout) -> list[Piece]:
    body = layout.body()
    match block.kind:
        case "page":
            return [Piece(None)]
        case "heading":
            text = Text(block.text, layout.heading(block.level))
            before = (22.0, 13.0, 9.0)[block.level - 1]
            return [Piece(text, before, keep=True, heading=(block.level, block.text))]
        case "item":
            return [Piece(Text(block.text, _indented(body), block.marker), before=3)]
        case "adres":
            lines = [Text(" | ".join(row), body) for row in block.rows]
            return [Piece(line, before=0 if number else 8) for number, line in enumerate(lines)]
        case _:
            return [Piece(Text(block.text, body), before=6)]


def _gap(style: Style) -> Piece:
    return Piece(Text("", Style(style.family, 2, 4)))


def _indented(style: Style) -> Style:
    return Style(style.family, style.size, style.leading, justify=style.justify, hyphens=style.hyphens, indent=15)


def _box(block: Block, layout: Layout) -> Box:
    size = float(layout.size) - (1.4 if block.kind == "zijkant" else 0.6)
    style = Style(layout.family, size, round(size * 1.3, 1))
    elements: list[Element] = [
        Text(block.text, Style(layout.family, size + 0.6, round(size * 1.35, 1), bold=True, colour=layout.colour))
    ]
    for inner in block.blocks:
        if inner.kind in {"paragraph", "item"}:
            elements.append(Text(inner.text, _indented(style) if inner.marker else style, inner.marker))
        else:
            elements += [piece.element for piece in _pieces(inner, layout) if piece.element is not None]
    return Box(tuple(elements), layout.shade, layout.colour)


def _draw_cover(canvas: Any, source: Source, layout: Layout) -> None:
    width, height = layout.sheet().width, layout.sheet().height
    canvas.setFillColor(layout.colour)
    canvas.rect(0, height - 330, width, 330, stroke=0, fill=1)
    canvas.setFillColor(layout.shade)
    canvas.rect(0, height - 342, width, 12, stroke=0, fill=1)
    white = Style(layout.family, 12, 16, colour="#ffffff")
    title = Style(layout.family, 30, 37, bold=True, colour="#ffffff")
    subtitle = Style(layout.family, 14, 19, colour="#ffffff")
    Text(layout.cover, white).draw(canvas, 74, height - 84, width - 148)
    Text(source.meta["title"], title).draw(canvas, 74, height - 130, width - 148)
    drop = Text(source.meta["title"], title).height(width - 148)
    Text(layout.subtitle, subtitle).draw(canvas, 74, height - 146 - drop, width - 148)
    dark = Style(layout.family, 12, 16)
    Text(layout.dated, dark).draw(canvas, 74, height - 380, width - 148)
    Text(source.meta["publisher"], dark).draw(canvas, 74, 130, width - 148)
    Text(MARK, Style(layout.family, 9, 12, colour="#444444")).draw(canvas, 74, 60, width - 148)
    canvas.showPage()


def _draw_page(canvas: Any, page: LaidPage, layout: Layout, number: int) -> None:
    sheet, label = layout.sheet(), layout.label(number)
    if layout.outline:
        for level, title in page.headings:
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level - 1)
    right = sheet.width - sheet.right
    font = layout.small().font()
    canvas.setFillColor("#444444")
    canvas.setFont(font, 8)
    head = sheet.height - 46
    if layout.running:
        canvas.drawString(sheet.left, head, layout.running)
        canvas.drawRightString(right, head, page.chapter)
        canvas.setStrokeColor(layout.colour)
        canvas.setLineWidth(0.6)
        canvas.line(sheet.left, head - 7, right, head - 7)
    canvas.drawString(sheet.left, 40, MARK)
    canvas.drawRightString(right, 40, label)
    for draw in page.drawings:
        draw(canvas)
    canvas.showPage()
