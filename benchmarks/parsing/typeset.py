"""Set a manuscript in type with reportlab so that the truth is known to the word: columns, notes, hyphens, tables."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.parsing.texts import Item, Manuscript, without_marks
from tools.samples.hyphens import hyphen_points

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, FOOT = 57.0, 538.0, 770.0, 70.0
PLAIN, BOLD = "Times-Roman", "Times-Bold"
_TOKEN = re.compile("([^\x00 ]+)(?:\x00(\\d+)\x00)?([^\x00 ]*)")


@dataclass(slots=True)
class Token:
    """A word or a part of one on a line."""

    text: str
    word: int  # place of the whole word in its paragraph, -1 for a mark
    size: float
    font: str = PLAIN
    rise: float = 0.0
    glued: bool = False  # no space before it

    @property
    def width(self) -> float:
        """Width in points."""
        return float(stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Where a printed line of a paragraph stands: box from the top left, and which words of the paragraph it holds."""

    paragraph: int
    first: int
    last: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Truth:
    """What stands in a document that was set."""

    paragraphs: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    lines: list[PlacedLine] = field(default_factory=list)
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How to set it."""

    columns: int = 2
    size: float = 10.0
    spaces: bool = True  # draw space glyphs
    shuffled: bool = False  # draw the words of a page in a random order
    lying: str = ""  # "sheet": stored on its side, shown upright; "shown": the reader must turn it


class _Press:
    """Fills columns and pages."""

    def __init__(self, manuscript: Manuscript, setting: Setting) -> None:
        self.made = manuscript
        self.setting = setting
        self.truth = Truth()
        gap = 18.0
        self.column_width = (RIGHT - LEFT - gap * (setting.columns - 1)) / setting.columns
        self.step = self.column_width + gap
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.ops: list[tuple[float | str, ...]] = []
        self.page, self.column, self.y = 1, 0, TOP
        self.held: list[list[list[Token]]] = []  # notes at the foot of this column, as lines
        self.chapter = ""

    @property
    def x(self) -> float:
        return LEFT + self.column * self.step

    def run(self) -> tuple[bytes, Truth]:
        for item in self.made.items:
            if item.kind == "heading":
                self.heading(item)
            elif item.kind == "table":
                self.table(item)
            else:
                self.paragraph(item)
        self.end_column()
        if self.ops:
            self.end_page()
        self.canvas.save()
        self.truth.pages = self.page - 1
        return self.buffer.getvalue(), self.truth

    def room(self) -> float:
        """Return the room left in this column above its notes."""
        return self.y - FOOT - sum(len(note) for note in self.held) * 9.2 - (8 if self.held else 0)

    def end_column(self) -> None:
        y = FOOT + sum(len(note) for note in self.held) * 9.2
        if self.held:
            self.ops.append(("line", self.x, y + 4, self.x + 60, y + 4))
        for note in self.held:
            for line in note:
                y -= 9.2
                self.draw(line, self.x, y + 2)
        self.held = []
        self.column, self.y = self.column + 1, TOP
        if self.column == self.setting.columns:
            self.end_page()

    def end_page(self) -> None:
        head = [Token(word, -1, 8) for word in ["Voorbeeldrapport", "over", "dreiging", "en", "weerbaarheid"]]
        self.draw(head, LEFT, 800)
        self.draw([Token(str(self.page), -1, 8)], 290, 40)
        if self.chapter and self.page % 2 == 0:
            words = [Token(word, -1, 8) for word in self.chapter.split()]
            self.draw(words, RIGHT - sum(word.width + 2 for word in words), 800)
        if self.setting.shuffled:
            random.Random(self.page).shuffle(self.ops)
        if self.setting.lying:
            self.canvas.setPageSize((HEIGHT, WIDTH))
            self.canvas.setPageRotation(90 if self.setting.lying == "sheet" else 0)
            self.canvas.transform(0, 1, -1, 0, HEIGHT, 0)
        for op in self.ops:
            if op[0] == "line":
                self.canvas.line(*op[1:])
            else:
                _, x, y, font, size, text = op
                self.canvas.setFont(str(font), float(size))
                self.canvas.drawString(float(x), float(y), str(text))
        self.canvas.showPage()
        self.ops = []
        self.page, self.column, self.y = self.page + 1, 0, TOP

    def draw(self, line: list[Token], x: float, y: float, *, full: float = 0.0) -> float:
        """Draw a line, stretched to *full* points if that is not 0; return where it ends."""
        space = float(stringWidth(" ", line[0].font, line[0].size))
        gaps = sum(not token.glued for token in line[1:])
        if full and gaps:
            space = (full - sum(token.width for token in line)) / gaps
        end = x
        for place, token in enumerate(line):
            if place and not token.glued:
                x += space
            after = line[place + 1] if place + 1 < len(line) else None
            blank = " " if self.setting.spaces and after is not None and not after.glued else ""
            self.ops.append(("text", x, y + token.rise, token.font, token.size, token.text + blank))
            x += token.width
            end = x
        return end

    def heading(self, item: Item) -> None:
        size = 15.0 if item.level == 1 else 11.5
        tokens = [Token(word, place, size, BOLD) for place, word in enumerate(item.text.split())]
        lines = list(_broken(tokens, self.column_width, hyphens=False))
        if self.room() < (len(lines) + 3) * size * 1.25 + 10:
            self.end_column()
        if self.y < TOP:
            self.y -= 9
        for line in lines:
            self.y -= size * 1.2
            self.draw(line, self.x, self.y)
        self.y -= 5
        self.chapter = item.text if item.level == 1 else self.chapter
        self.truth.headings.append(item.text)

    def paragraph(self, item: Item) -> None:
        size, leading = self.setting.size, self.setting.size * 1.22
        number = len(self.truth.paragraphs)
        self.truth.paragraphs.append(without_marks(item.text))
        indent = 11.0 if item.kind == "item" else 0.0
        tokens = list(_tokens(item.text, size))
        lines = list(_broken(tokens, self.column_width - indent, hyphens=True))
        for place, line in enumerate(lines):
            called = [int(token.text) for token in line if token.rise]
            fresh = [self.note(number) for number in called]
            needed = leading + sum(len(note) for note in fresh) * 9.2 + (8 if fresh and not self.held else 0)
            if self.room() < needed:
                self.end_column()
            self.held += fresh
            self.y -= leading
            if indent and place == 0:
                self.draw([Token("•", -1, size)], self.x, self.y)
            full = self.column_width - indent if place + 1 < len(lines) else 0.0
            end = self.draw(line, self.x + indent, self.y, full=full)
            own = [token for token in line if token.word >= 0]
            up, down = getAscentDescent(PLAIN, size)
            self.truth.lines.append(
                PlacedLine(number, own[0].word, own[-1].word, self.page, self.x + indent, HEIGHT - self.y - up, end,
                           HEIGHT - self.y - down)
            )  # fmt: skip
        self.y -= 5.0

    def note(self, number: int) -> list[list[Token]]:
        text = self.made.notes[number]
        self.truth.notes.append(f"{number} {text}")
        mark = Token(str(number), -1, 5, rise=2.8)
        tokens = [mark, *(Token(word, place, 7.6) for place, word in enumerate(text.split()))]
        return list(_broken(tokens, self.column_width, hyphens=True))

    def table(self, item: Item) -> None:
        size, leading, pad = 8.0, 9.8, 3.0
        width = self.column_width / len(item.rows[0])
        cells = [
            [list(_broken(list(_tokens(text, size)), width - 2 * pad, hyphens=True)) for text in row]
            for row in item.rows
        ]
        heights = [max(len(cell) for cell in row) * leading + 2 * pad for row in cells]
        if self.room() < sum(heights) + 24:
            self.end_column()
        self.y -= 8
        top = self.y
        for row, height in zip(cells, heights, strict=True):
            if item.ruled:
                self.ops.append(("line", self.x, self.y, self.x + self.column_width, self.y))
            for place, cell in enumerate(row):
                y = self.y - pad + 2
                for line in cell:
                    y -= leading
                    self.draw(line, self.x + place * width + pad, y)
            self.y -= height
        if item.ruled:
            self.ops.append(("line", self.x, self.y, self.x + self.column_width, self.y))
            for place in range(len(item.rows[0]) + 1):
                self.ops.append(("line", self.x + place * width, top, self.x + place * width, self.y))
        self.y -= 12
        self.truth.tables.append(item.rows)


def _tokens(text: str, size: float) -> Iterator[Token]:
    for place, found in enumerate(_TOKEN.finditer(text)):
        word, mark, rest = found.groups()
        yield Token(word, place, size)
        if mark:
            yield Token(mark, -1, 0.6 * size, rise=0.34 * size, glued=True)
        if rest:
            yield Token(rest, place, size, glued=True)


def _broken(tokens: list[Token], width: float, *, hyphens: bool) -> Iterator[list[Token]]:
    """Yield the lines of a paragraph; the last word of a line is broken at a hyphen point if that fits."""
    line: list[Token] = []
    used = 0.0
    for token in tokens:
        space = 0.0 if token.glued or not line else float(stringWidth(" ", PLAIN, token.size))
        if line and used + space + token.width > width and not token.glued:
            head, tail = _split(token, width - used - space) if hyphens else (None, token)
            if head is not None:
                line.append(head)
            yield line
            line, used = [tail], tail.width
        else:
            line.append(token)
            used += space + token.width
    if line:
        yield line


def _split(token: Token, room: float) -> tuple[Token | None, Token]:
    found = re.match(r"\W*([\w-]+)", token.text)
    if not found:
        return None, token
    word, start = found[1], found.start(1)
    inner = [place + 1 for place, letter in enumerate(word) if letter == "-" and 1 < place < len(word) - 2]
    points = [(start + place, "" if place in inner else "-") for place in (inner or hyphen_points(word))]
    for place, mark in sorted(points, reverse=True):
        head = Token(token.text[:place] + mark, token.word, token.size, token.font, glued=token.glued)
        if head.width <= room:
            return head, Token(token.text[place:], token.word, token.size, token.font)
    return None, token


def typeset(manuscript: Manuscript, setting: Setting) -> tuple[bytes, Truth]:
    """Return the PDF and its truth."""
    return _Press(manuscript, setting).run()
