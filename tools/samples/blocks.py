"""Parse the body of a sample source, a small Markdown, into blocks; knows nothing of pages.

Headings `#` to `###`, paragraphs, `- ` and `1. ` lists, pipe tables under a line `Tabel 1. ...`, notes `[^1]: ...`,
`+++` for a new page, and fenced blocks `::: kind Title` ... `:::` with kind kader (box), zijkant (margin), breed (over
all columns), staven (bar chart), niveau (scale of levels) or adres (lines kept as they are).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"(?:- |(\d+)\. )(.+)")
_CAPTION = re.compile(r"Tabel \d+\. ")
_FENCE = ":::"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text. Which fields hold something depends on `kind`.

    kind is heading, paragraph, item, table, kader, zijkant, breed, staven, niveau, adres or page.
    """

    kind: str
    text: str = ""  # words of a heading, paragraph or item; caption of a table; title of a fenced block
    level: int = 0  # of a heading, from 1
    marker: str = ""  # of an item: a bullet or "1."
    rows: tuple[tuple[str, ...], ...] = ()  # of a table (first row is the head), chart, scale or address
    blocks: tuple[Block, ...] = ()  # inside a kader, zijkant or breed


@dataclass(frozen=True, slots=True)
class Body:
    """All blocks in order, and the text of each footnote by its number."""

    blocks: tuple[Block, ...]
    notes: dict[str, str]


def parse(body: str) -> Body:
    """Return the blocks of *body*.

    Raises:
        ValueError: a fenced block is not closed.
    """
    notes: dict[str, str] = {}
    kept = []
    for line in body.split("\n"):
        if note := _NOTE.fullmatch(line.strip()):
            notes[note[1]] = note[2]
        else:
            kept.append(line.rstrip())
    return Body(tuple(_blocks(kept)), notes)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at]:
            at += 1
        elif lines[at].startswith(_FENCE):
            end = _closing(lines, at)
            blocks.append(_fenced(lines[at], lines[at + 1 : end]))
            at = end + 1
        else:
            end = next((i for i in range(at, len(lines)) if not lines[i]), len(lines))
            blocks.extend(_plain(lines[at:end]))
            at = end
    return blocks


def _closing(lines: list[str], start: int) -> int:
    depth = 1
    for at in range(start + 1, len(lines)):
        if lines[at].startswith(_FENCE):
            depth += -1 if lines[at] == _FENCE else 1
        if depth == 0:
            return at
    raise ValueError(f"no line ':::' closes {lines[start]!r}")


def _fenced(opening: str, lines: list[str]) -> Block:
    kind, _, title = opening.removeprefix(_FENCE).strip().partition(" ")
    if kind in {"staven", "niveau", "adres"}:
        rows = tuple(tuple(part.strip() for part in line.split("|")) for line in lines if line)
        return Block(kind, title, rows=rows)
    return Block(kind, title, blocks=tuple(_blocks(lines)))


def _plain(lines: list[str]) -> list[Block]:
    if lines == ["+++"]:
        return [Block("page")]
    if heading := _HEADING.fullmatch(lines[0]):
        rest = _plain(lines[1:]) if lines[1:] else []
        return [Block("heading", heading[2], level=len(heading[1])), *rest]
    if _CAPTION.match(lines[0]) and len(lines) > 1 and lines[1].startswith("|"):
        return [Block("table", lines[0], rows=_rows(lines[1:]))]
    if all(_ITEM.fullmatch(line) for line in lines):
        return [_item(line) for line in lines]
    return [Block("paragraph", " ".join(lines))]


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    return tuple(row for row in cells if not set("".join(row)) <= set("-: "))


def _item(line: str) -> Block:
    found = _ITEM.fullmatch(line)
    number, text = (found[1], found[2]) if found else (None, line)
    return Block("item", text, marker=f"{number}." if number else "\u2022")
