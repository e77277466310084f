"""Break marked-up text into lines of words and draw them; lines know which footnotes they call. Units are points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from tools.samples.hyphens import hyphen_points

_MARKUP = re.compile(r"(\*\*|\*|\[\^\d+\])")
_SMALL = 0.62  # size of a footnote mark, of the size of the text
_RAISED = 0.36  # how far it stands above the line, of the size of the text

FAMILIES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "typewriter": ("Courier", "Courier-Bold", "Courier-Oblique"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks."""

    family: str = "sans"
    size: float = 10.0
    leading: float = 13.5
    bold: bool = False
    italic: bool = False
    colour: str = "#1a1a1a"
    justify: bool = False
    hyphens: bool = False
    indent: float = 0.0  # of all lines, leaving room for a marker

    def font(self, *, bold: bool = False, italic: bool = False) -> str:
        """Return the name of the standard font for this style, made bold or italic where asked."""
        plain, heavy, slanted = FAMILIES[self.family]
        if bold or self.bold:
            return heavy
        return slanted if italic != self.italic else plain


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one font."""

    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        """Width in points."""
        return float(stringWidth(self.text, self.font, self.size))


Word = tuple[Run, ...]  # runs that no space parts


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line; `notes` are the footnotes called in it."""

    words: tuple[Word, ...]
    last: bool = False  # last of its paragraph: not justified
    hyphenated: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Numbers of the footnotes that this line calls, in order."""
        return tuple(run.text for word in self.words for run in word if run.rise)


def words_of(text: str, style: Style) -> list[Word]:
    """Return the words of *text*, in which `**` is bold, `*` italic and `[^1]` calls a footnote."""
    bold = italic = False
    words: list[list[Run]] = [[]]
    for part in _MARKUP.split(text):
        if part == "**":
            bold = not bold
        elif part == "*":
            italic = not italic
        elif part.startswith("[^"):
            mark = Run(part[2:-1], style.font(), style.size * _SMALL, style.size * _RAISED)
            words[-1].append(mark)
        else:
            for number, piece in enumerate(part.split(" ")):
                if number:
                    words.append([])
                if piece:
                    words[-1].append(Run(piece, style.font(bold=bold, italic=italic), style.size))
    return [tuple(word) for word in words if word]


def break_lines(text: str, style: Style, width: float) -> list[Line]:
    """Return *text* in lines at most *width* points wide, filled from the first to the last."""
    space = stringWidth(" ", style.font(), style.size)
    lines: list[Line] = []
    current: list[Word] = []
    free = width - style.indent
    for word in words_of(text, style):
        rest = word
        needed = _width(rest) + (space if current else 0)
        if needed > free and current:
            head, tail = _split(rest, free - space, hyphens=style.hyphens and not (lines and lines[-1].hyphenated))
            if head:
                current.append(head)
                rest = tail
            lines.append(Line(tuple(current), hyphenated=bool(head)))
            current, free = [], width - style.indent
            needed = _width(rest)
        current.append(rest)
        free -= needed
    return [*lines, Line(tuple(current), last=True)]


def _width(word: Word) -> float:
    return sum(run.width for run in word)


def _split(word: Word, free: float, *, hyphens: bool) -> tuple[Word, Word]:
    """Return as much of the first run of *word* as fits in *free* points, and the rest; nothing where none fits."""
    first = word[0]
    core = first.text.strip(".,;:!?()\u2018\u2019\u201c\u201d")
    start = first.text.find(core) if core else 0
    cuts = [(first.text.find("-", 1) + 1, "")] if "-" in first.text[2:-2] else []
    if hyphens:
        cuts += [(start + point, "-") for point in hyphen_points(core)]
    for cut, hyphen in sorted(cuts, reverse=True):
        head = replace(first, text=first.text[:cut] + hyphen)
        if cut and head.width <= free:
            return (head,), (replace(first, text=first.text[cut:]), *word[1:])
    return (), word


def draw_line(canvas: Any, line: Line, style: Style, at: tuple[float, float], width: float) -> None:
    """Draw *line* with the left end of its base line *at* x, y; a justified line that is not the last fills *width*."""
    space = stringWidth(" ", style.font(), style.size)
    spare = width - style.indent - sum(map(_width, line.words)) - space * (len(line.words) - 1)
    stretch = spare / (len(line.words) - 1) if style.justify and not line.last and len(line.words) > 1 else 0.0
    text = canvas.beginText(at[0] + style.indent, at[1])
    text.setFillColor(style.colour)
    text.setWordSpace(stretch)
    for number, word in enumerate(line.words):
        for run in word:
            text.setFont(run.font, run.size)
            text.setRise(run.rise)
            text.textOut(run.text)
        text.setRise(0)
        if number < len(line.words) - 1:
            text.setFont(style.font(), style.size)
            text.textOut(" ")
    canvas.drawText(text)
