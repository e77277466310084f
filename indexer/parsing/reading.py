"""Frozen values of a raw reading: what a reader found in a file, before it is cut into passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Piece:
    """The part of a block on one page: its reading text and, where the format has them, its printed lines."""

    page: int  # counted from 1
    text: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or note, in reading order; more than one piece over a page break."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0  # of a heading, 1 is the highest
    voice: Voice = Voice.PUBLISHER
    language: str = ""  # ISO 639-1 where the file says it

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
) -> Block:
    """Return a block of one piece without boxes, its white space collapsed."""
    return Block(kind, (Piece(page, " ".join(text.split())),), level=level, language=language, voice=voice)


def listed(numbers: list[int]) -> str:
    """Return page numbers as `1-3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
