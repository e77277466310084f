"""What the benchmark sets in type: the invented sample sources as a plain list of blocks with running note numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.samples.blocks import Block, parse
from tools.samples.source import load, source_paths

_MARK = re.compile(r"\s?\[\^(\d+)\]")
_STRESS = re.compile(r"\*{1,2}")
_TOWNS = (
    "Aalbroek", "Bergerveen", "Damvoort-Noord", "Elsrode", "Fortzicht", "Geulmonde", "Hazelberg", "Ieperdijk",
    "Jachtwijk", "Kastelbrugge", "Lindeveld", "Molenrade",
)  # fmt: skip
_THEMES = (
    "rechts-extremisme", "jihadisme", "anti-institutioneel extremisme", "links-extremisme", "polarisatie",
    "antisemitisme", "moslimdiscriminatie", "geen van deze onderwerpen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A heading, paragraph, list item or table; notes stand in the text as `\\x00n\\x00` after the word they follow."""

    kind: str  # heading, paragraph, item, table
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All blocks and the text of each note."""

    items: tuple[Item, ...]
    notes: dict[int, str]


def manuscript(*, tables: bool = True, notes: bool = True) -> Manuscript:
    """Return the prose of the sample sources, with invented tables if asked."""
    items: list[Item] = []
    texts: dict[int, str] = {}
    chance = random.Random(20)
    for path in source_paths():
        if path.suffix != ".md":
            continue
        body = parse(load(path).body)

        def numbered(text: str, known: dict[str, str] = body.notes) -> str:
            def mark(found: re.Match[str]) -> str:
                if not notes or found[1] not in known:
                    return ""
                texts[len(texts) + 1] = _STRESS.sub("", known[found[1]])
                return f"\x00{len(texts)}\x00"

            return _MARK.sub(mark, _STRESS.sub("", text))

        for block in _flat(body.blocks):
            if block.kind == "heading":
                items.append(Item("heading", _MARK.sub("", block.text), min(block.level, 2)))
            elif block.kind in ("paragraph", "item"):
                items.append(Item(block.kind, numbered(block.text)))
            if tables and block.kind == "paragraph" and len(items) % 23 == 0:
                items.append(_table(chance, ruled=len(items) % 2 == 0))
    return Manuscript(tuple(items), texts)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.blocks:
            yield from _flat(block.blocks)
        else:
            yield block


def _table(chance: random.Random, *, ruled: bool) -> Item:
    rows = [("Gemeente", "Aantal meldingen", "Meest genoemd")]
    rows += [(town, str(chance.randint(2, 987)), chance.choice(_THEMES)) for town in chance.sample(_TOWNS, 6)]
    return Item("table", rows=tuple(rows), ruled=ruled)


def without_marks(text: str) -> str:
    """Return the text without its note marks."""
    return re.sub("\x00\\d+\x00", "", text)
