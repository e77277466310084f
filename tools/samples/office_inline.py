"""What every office writer needs: the mark of a sample, and the marked-up pieces of one line."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.samples.blocks import Block

MARK = "Voorbeelddocument"
NOTICE = f"{MARK}: deze tekst is verzonnen voor Duiding. Instellingen, gemeenten, personen en cijfers bestaan niet."

_PIECE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|\[\^(?P<note>\d+)\]")


class Piece(NamedTuple):
    """A stretch of a line: kind plain, bold, italic or note; the text of a note is its number."""

    kind: str
    text: str


def pieces(line: str) -> Iterator[Piece]:
    """Yield the pieces of *line* in order: `**bold**`, `*italic*`, `[^1]` and what lies between."""
    at = 0
    for found in _PIECE.finditer(line):
        if found.start() > at:
            yield Piece("plain", line[at : found.start()])
        kind = str(found.lastgroup)
        yield Piece(kind, found[kind])
        at = found.end()
    if at < len(line):
        yield Piece("plain", line[at:])


def runs_of_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield the blocks, with neighbouring items together: kind bullets, numbers, or the block's own kind."""

    def kind_of(block: Block) -> str:
        if block.kind != "item":
            return block.kind
        return "numbers" if block.marker[:1].isdigit() else "bullets"

    for kind, group in groupby(blocks, kind_of):
        yield kind, list(group)


def moment(day: str) -> datetime:
    """Return nine o'clock, universal time, of an ISO *day* such as 2024-05-31."""
    return datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)
