"""Frozen values of a raw reading: what a reader found in a file, before it is cut into passages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from corpus.model import Box, PassageKind, Voice

BlockKind = PassageKind | Literal["heading"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line inside a piece: `piece.text[start:end]` stands in `box`."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark printed right after `piece.text[:offset]`; it is no part of the text."""

    offset: int
    text: str  # as printed: 12, *
    note: str  # `Block.note` of the note it calls


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a block on one page: its reading text and, where the format has them, its printed lines."""

    page: int  # counted from 1
    text: str
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or note, in reading order; more than one piece over a page break."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0  # of a heading, 1 is the highest
    voice: Voice = Voice.PUBLISHER
    language: str = ""  # ISO 639-1 where the file says it
    note: str = ""  # of a note: the names, parted by spaces and unique in the document, by which marks call it

    @property
    def text(self) -> str:
        """Text of all pieces, joined with one space."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def page(self) -> int:
        """Page on which the block begins, counted from 1."""
        return self.pieces[0].page


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page without its text: that is made from the blocks."""

    number: int  # from 1
    label: str | None = None
    width: float | None = None  # points
    height: float | None = None  # points
    readable: bool = True
    confidence: float | None = None  # of text recognition, 0 to 1; None where the file itself has the text


@dataclass(frozen=True, slots=True)
class Clues:
    """What the file says about itself; an empty string means nothing was said."""

    title: str = ""
    author: str = ""
    created: str = ""  # date as written in the file information
    language: str = ""
    description: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # header lines, meta tags


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one file."""

    reader: str
    pages: tuple[RawPage, ...]
    blocks: tuple[Block, ...]
    clues: Clues = Clues()
    notes: tuple[str, ...] = ()  # what could not be read, in Dutch
    edge_lines: tuple[str, ...] = ()  # running heads and feet, which stand in no block


def block(
    kind: BlockKind,
    text: str,
    *,
    page: int = 1,
    level: int = 0,
    language: str = "",
    voice: Voice = Voice.PUBLISHER,
    note: str = "",
) -> Block:
    """Return a block of one piece without boxes, its white space collapsed.

    Where *text* holds the marks of `call`, these are taken out and remembered with their place.
    """
    plain, marks = _without_calls(" ".join(text.split()))
    return Block(kind, (Piece(page, plain, (), marks),), level=level, language=language, voice=voice, note=note)


#: Frame of a call in running text: noncharacters, which no file may hold.
_CALL_OPEN, _CALL_SHUT = "\ufdd0", "\ufdd1"
_CALL = re.compile("\\s*\ufdd0([^\ufdd0\ufdd1]*?)\ufdd2([^\ufdd0\ufdd1]*)\ufdd1")


def call(mark: str, note: str) -> str:
    """Return what stands in the text given to `block` where *mark* calls the note that bears the name *note*."""
    return f"{_CALL_OPEN}{mark}\ufdd2{note}{_CALL_SHUT}"


def without_calls(text: str) -> str:
    """Return *text* without the marks of `call`: for cells and titles, where no mark can be shown."""
    return _without_calls(text)[0]


def _without_calls(text: str) -> tuple[str, tuple[Mark, ...]]:
    if _CALL_OPEN not in text:
        return text, ()
    plain, done = "", 0
    marks: list[Mark] = []
    for found in _CALL.finditer(text):
        plain += text[done : found.start()]
        marks.append(Mark(len(plain), found[1].strip(), found[2]))
        done = found.end()
    return plain + text[done:], tuple(marks)


def led(made: Block, lead: str) -> Block:
    """Return *made* with *lead* and a space before its text."""
    first, *rest = made.pieces
    by = len(lead) + 1
    moved = Piece(
        first.page,
        f"{lead} {first.text}",
        tuple(replace(line, start=line.start + by, end=line.end + by) for line in first.lines),
        tuple(replace(mark, offset=mark.offset + by) for mark in first.marks),
    )
    return replace(made, pieces=(moved, *rest))


def listed(numbers: list[int]) -> str:
    """Return page numbers as `1-3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
