"""What stands on a page: text, tables, boxes, charts, scales; each knows its height and draws itself. Units are points.

`top` is the upper edge as reportlab counts, upwards from the foot of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from tools.samples.typeset import Line, Style, break_lines, draw_line

_DESCENT = 0.25  # of the leading that lies below the base line


class Element(Protocol):
    """Something with a height that is not broken over pages; only `Text` and `Table` are."""

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading or list item; `lines` holds what is left of a text that was broken over columns."""

    text: str
    style: Style
    marker: str = ""
    rest: tuple[Line, ...] | None = None

    def lines(self, width: float) -> tuple[Line, ...]:
        """Return the lines when *width* wide."""
        return self.rest if self.rest is not None else tuple(break_lines(self.text, self.style, width))

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""
        return len(self.lines(width)) * self.style.leading

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""
        baseline = top - self.style.leading * (1 - _DESCENT)
        if self.marker:
            canvas.setFillColor(self.style.colour)
            canvas.setFont(self.style.font(), self.style.size)
            canvas.drawString(x + (2 if self.marker == "\u2022" else 0), baseline, self.marker)
        for line in self.lines(width):
            draw_line(canvas, line, self.style, (x, baseline), width)
            baseline -= self.style.leading


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with a caption above it and a shaded head; the first column is twice as wide as the others."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    style: Style
    shade: str
    pad: float = 4.0
    first: float = 2.0

    def _widths(self, width: float) -> list[float]:
        part = width / (self.first + len(self.rows[0]) - 1)
        return [self.first * part, *[part] * (len(self.rows[0]) - 1)]

    def _cells(self, number: int) -> list[Text]:
        style = Style(self.style.family, self.style.size, self.style.leading, bold=number == 0)
        return [Text(cell, style) for cell in self.rows[number]]

    def _row_height(self, number: int, widths: list[float]) -> float:
        cells = zip(self._cells(number), widths, strict=True)
        return max(cell.height(width - 2 * self.pad) for cell, width in cells) + 2 * self.pad

    def _caption(self) -> Text:
        return Text(self.caption, Style(self.style.family, self.style.size, self.style.leading, bold=True))

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""
        widths = self._widths(width)
        return self._caption().height(width) + 4 + sum(self._row_height(i, widths) for i in range(len(self.rows)))

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""
        self._caption().draw(canvas, x, top, width)
        top -= self._caption().height(width) + 4
        widths = self._widths(width)
        canvas.setStrokeColor("#555555")
        canvas.setLineWidth(0.6)
        for number in range(len(self.rows)):
            height = self._row_height(number, widths)
            left = x
            for cell, cell_width in zip(self._cells(number), widths, strict=True):
                canvas.setFillColor(self.shade if number == 0 else "#ffffff")
                canvas.rect(left, top - height, cell_width, height, stroke=1, fill=1)
                cell.draw(canvas, left + self.pad, top - self.pad, cell_width - 2 * self.pad)
                left += cell_width
            top -= height


@dataclass(frozen=True, slots=True)
class Box:
    """Elements in a shaded frame; `gap` parts them."""

    elements: tuple[Element, ...]
    shade: str
    edge: str
    pad: float = 9.0
    gap: float = 4.0

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""
        inner = width - 2 * self.pad
        return sum(element.height(inner) + self.gap for element in self.elements) - self.gap + 2 * self.pad

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""
        height = self.height(width)
        canvas.setFillColor(self.shade)
        canvas.rect(x, top - height, width, height, stroke=0, fill=1)
        canvas.setFillColor(self.edge)
        canvas.rect(x, top - height, 3, height, stroke=0, fill=1)
        top -= self.pad
        for element in self.elements:
            element.draw(canvas, x + self.pad, top, width - 2 * self.pad)
            top -= element.height(width - 2 * self.pad) + self.gap


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart that lies on its side: a label, a bar and the value as printed; a caption below."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    style: Style
    colour: str
    row_height: float = 15.0
    labels: float = 0.4  # part of the width

    def _caption(self) -> Text:
        return Text(self.caption, Style(self.style.family, self.style.size, self.style.leading, italic=True))

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""
        return self.row_height * len(self.rows) + 6 + self._caption().height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""
        values = [float(row[1].split()[0].replace(".", "").replace(",", ".")) for row in self.rows]
        room = width * (1 - self.labels) - 52
        for (label, printed), value in zip(self.rows, values, strict=True):
            baseline = top - self.row_height + 5
            canvas.setFillColor(self.style.colour)
            canvas.setFont(self.style.font(), self.style.size)
            canvas.drawRightString(x + width * self.labels - 6, baseline, label)
            canvas.setFillColor(self.colour)
            length = room * value / max(values)
            canvas.rect(x + width * self.labels, baseline - 2.5, length, self.row_height - 5, stroke=0, fill=1)
            canvas.setFillColor(self.style.colour)
            canvas.drawString(x + width * self.labels + length + 5, baseline, printed)
            top -= self.row_height
        self._caption().draw(canvas, x, top - 6, width)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of levels in a row of boxes, lowest first; a row that ends in `*` is the level in force."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    style: Style
    colour: str
    box_height: float = 38.0

    def _caption(self) -> Text:
        return Text(self.caption, Style(self.style.family, self.style.size, self.style.leading, italic=True))

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""
        return self.box_height + 6 + self._caption().height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""
        part = width / len(self.rows)
        for number, row in enumerate(self.rows):
            in_force = row[-1] == "*"
            left, middle = x + number * part, x + (number + 0.5) * part
            canvas.setFillColor(self.colour if in_force else "#eeeeee")
            canvas.setStrokeColor("#ffffff")
            canvas.rect(left, top - self.box_height, part, self.box_height, stroke=1, fill=1)
            canvas.setFillColor("#ffffff" if in_force else "#444444")
            canvas.setFont(self.style.font(bold=True), 13)
            canvas.drawCentredString(middle, top - 17, row[0])
            canvas.setFont(self.style.font(bold=in_force), 8.5)
            canvas.drawCentredString(middle, top - 30, row[1])
        self._caption().draw(canvas, x, top - self.box_height - 6, width)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the table of contents: title, dots, printed page number."""

    title: str
    page: str
    style: Style

    def height(self, width: float) -> float:
        """Return the height when *width* wide."""
        return self.style.leading if width else 0.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at *x*, *top*."""
        baseline, font, size = top - self.style.leading * (1 - _DESCENT), self.style.font(), self.style.size
        canvas.setFillColor(self.style.colour)
        canvas.setFont(font, size)
        canvas.drawString(x + self.style.indent, baseline, self.title)
        canvas.drawRightString(x + width, baseline, self.page)
        left = x + self.style.indent + canvas.stringWidth(self.title, font, size) + 4
        dot = canvas.stringWidth(" .", font, size)
        count = int((x + width - canvas.stringWidth(self.page, font, size) - 4 - left) / dot)
        canvas.drawString(left, baseline, " ." * max(0, count))


@dataclass(frozen=True, slots=True)
class Piece:
    """An element with its place: in the column, over all columns (`wide`) or in the margin (`side`).

    `before` is the room above it in points, left out at the head of a column; `keep` holds it to the next piece.
    """

    element: Element | None
    before: float = 0.0
    keep: bool = False
    place: str = "column"
    heading: tuple[int, str] = (0, "")
