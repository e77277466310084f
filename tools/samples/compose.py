"""Set pieces into pages: columns, margin, footnotes at the foot of their column. Units are points."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tools.samples.elements import Element, Piece, Text

if TYPE_CHECKING:
    from tools.samples.typeset import Style

_NOTE_RULE = 9.0  # room for the rule above the notes
_SPLITS = 4  # lines; a shorter text is not broken, as two lines must stay on either side


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measures of the type area on an A4 page."""

    left: float = 68.0
    right: float = 68.0
    top: float = 76.0
    bottom: float = 72.0
    columns: int = 1
    gutter: float = 20.0
    side: float = 0.0  # width of the margin for side pieces, right of the columns, its gutter included
    width: float = 595.28
    height: float = 841.89

    @property
    def text_width(self) -> float:
        """Width of all columns together."""
        return self.width - self.left - self.right - self.side

    @property
    def column_width(self) -> float:
        """Width of one column."""
        return (self.text_width - self.gutter * (self.columns - 1)) / self.columns


Drawing = Callable[[Any], None]


@dataclass
class LaidPage:
    """What is drawn on one page; `chapter`, for its running head, is the first that begins on it or else runs on."""

    drawings: list[Drawing] = field(default_factory=list)
    chapter: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)


class Composer:
    """Fills pages from the first column of the first page on; `pages` is the result."""

    def __init__(self, sheet: Sheet, notes: dict[str, str], note_style: Style) -> None:
        self.sheet = sheet
        self.pages: list[LaidPage] = []
        self._notes = notes
        self._note_style = note_style
        self._floats: list[Piece] = []
        self._new_page()

    def compose(self, pieces: Sequence[Piece]) -> list[LaidPage]:
        """Place all *pieces* and return the pages."""
        for number, piece in enumerate(pieces):
            if piece.element is None:
                self._break_page()
            elif piece.place == "side":
                self._place_side(piece)
            elif piece.place == "wide" and self.sheet.columns > 1:
                self._place_wide(piece)
            else:
                self._place(piece, self._kept_room(pieces[number:]))
        if self._floats:
            self._break_page()
        self._finish_column()
        return self.pages

    # -- pages and columns

    def _new_page(self) -> None:
        chapters = [title for page in self.pages for level, title in page.headings if level == 1]
        self.pages.append(LaidPage(chapter=chapters[-1] if chapters else ""))
        self._head = self.sheet.height - self.sheet.top
        self._side = self._head
        waiting, self._floats = self._floats, []
        for piece in waiting:
            self._draw_wide(piece)
        self._open_column(0)

    def _open_column(self, number: int) -> None:
        self._column = number
        self._y = self._head
        self._called: list[str] = []

    def _break_page(self) -> None:
        self._finish_column()
        if self._y < self._head or self._column or self._floats:
            self._new_page()

    def _next_column(self) -> None:
        self._finish_column()
        if self._column + 1 < self.sheet.columns:
            self._open_column(self._column + 1)
        else:
            self._new_page()

    @property
    def _x(self) -> float:
        return self.sheet.left + self._column * (self.sheet.column_width + self.sheet.gutter)

    # -- footnotes

    def _note(self, number: str) -> Text:
        return Text(f"[^{number}] {self._notes[number]}", self._note_style)

    def _notes_height(self, numbers: Sequence[str]) -> float:
        if not numbers:
            return 0.0
        return _NOTE_RULE + sum(self._note(number).height(self.sheet.column_width) + 1.5 for number in numbers)

    def _finish_column(self) -> None:
        """Draw the notes called in this column at its foot."""
        top = self.sheet.bottom + self._notes_height(self._called)
        if self._called:
            x, rule = self._x, top - 3
            self.pages[-1].drawings.append(lambda canvas: _rule(canvas, x, rule, 60))
            top -= _NOTE_RULE
        for number in self._called:
            self._draw(self._note(number), self._x, top, self.sheet.column_width)
            top -= self._note(number).height(self.sheet.column_width) + 1.5
        self._called = []

    # -- placing

    def _room(self, called: Sequence[str] = ()) -> float:
        """Return the height that is left in the column when it also carries the notes *called*."""
        return self._y - self.sheet.bottom - self._notes_height([*self._called, *called])

    def _kept_room(self, pieces: Sequence[Piece]) -> float:
        """Return the height that must stay below the first of *pieces*: headings, two lines of what follows."""
        room = 0.0
        for piece, following in itertools.pairwise(pieces):
            if not piece.keep or following.element is None:
                break
            whole = following.element.height(self.sheet.column_width)
            if isinstance(following.element, Text) and len(following.element.lines(self.sheet.column_width)) >= _SPLITS:
                whole = 2 * following.element.style.leading
            room += following.before + whole
        return room

    def _place(self, piece: Piece, kept: float) -> None:
        element = piece.element
        at_head = self._y == self._head
        if at_head and isinstance(element, Text) and not element.text:
            return  # room below a table is not wanted where the table ended its column
        while element is not None:
            before = piece.before if self._y < self._head and not _is_rest(element) else 0.0
            placed, rest = self._fitting(element, before, kept)
            if placed is None:
                self._next_column()
                continue
            self._y -= before
            self._draw(placed, self._x, self._y, self.sheet.column_width)
            self._y -= placed.height(self.sheet.column_width)
            self._called += _calls(placed, self.sheet.column_width)
            self._mark(piece)
            element = rest
            if rest is not None:
                self._next_column()

    def _fitting(self, element: Element, before: float, kept: float) -> tuple[Element | None, Element | None]:
        """Return what fits in this column and what is left; at its head all fits that cannot be broken."""
        width = self.sheet.column_width
        if element.height(width) + before + kept <= self._room(_calls(element, width)):
            return element, None
        if isinstance(element, Text) and not element.style.bold:
            lines = element.lines(width)
            for count in range(len(lines) - 2, 1, -1):
                part = replace(element, rest=lines[:count])
                if part.height(width) + before <= self._room(_calls(part, width)):
                    return part, replace(element, rest=lines[count:], marker="")
        at_head = self._y == self._head and not self._called
        return (element, None) if at_head else (None, element)

    def _mark(self, piece: Piece) -> None:
        level, title = piece.heading
        if not level:
            return
        page = self.pages[-1]
        if level == 1 and all(earlier != 1 for earlier, _ in page.headings):
            page.chapter = title
        page.headings.append(piece.heading)

    def _place_wide(self, piece: Piece) -> None:
        """Draw over all columns at once at the head of an empty page, else at the head of the next."""
        if self._column == 0 and self._y == self._head and not self._called:
            self._draw_wide(piece)
            self._open_column(0)
        else:
            self._floats.append(piece)

    def _draw_wide(self, piece: Piece) -> None:
        if piece.element is None:
            return
        self._draw(piece.element, self.sheet.left, self._head, self.sheet.text_width)
        self._head -= piece.element.height(self.sheet.text_width) + 14
        self._side = self._head

    def _place_side(self, piece: Piece) -> None:
        """Draw in the margin beside the text reached so far, or on the next page where it does not fit."""
        if piece.element is None:
            return
        width = self.sheet.side - self.sheet.gutter
        top = min(self._side, self._y)
        if top - piece.element.height(width) < self.sheet.bottom:
            top = self.sheet.bottom + piece.element.height(width)  # move up beside text that already stands there
            if top > self._side:
                raise ValueError("a side piece finds no room in the margin: move it in the source")
        self._draw(piece.element, self.sheet.width - self.sheet.right - width, top, width)
        self._side = top - piece.element.height(width) - 10

    def _draw(self, element: Element, x: float, top: float, width: float) -> None:
        self.pages[-1].drawings.append(lambda canvas: element.draw(canvas, x, top, width))


def _is_rest(element: Element) -> bool:
    return isinstance(element, Text) and element.rest is not None


def _calls(element: Element, width: float) -> list[str]:
    if isinstance(element, Text):
        return [note for line in element.lines(width) for note in line.notes]
    return []  # only text calls notes


def _rule(canvas: Any, x: float, y: float, length: float) -> None:
    canvas.setStrokeColor("#555555")
    canvas.setLineWidth(0.5)
    canvas.line(x, y, x + length, y)
