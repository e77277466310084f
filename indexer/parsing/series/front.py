"""What stands at the front of a document, folded once so that all series can look at it cheaply."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from indexer.parsing.reading import Block, Clues, Reading
from indexer.parsing.series.questions import form_of

PAGES = 3
LINES = 60
CHARS = 4_000
LINE_CHARS = 400
HEADINGS = 200
TITLES = 8  # lines among which a title is looked for
TITLE_LINES = 5  # over which one title may be set
TITLE_CHARS = 200
_SEARCHED = 200  # blocks in which the page of a finding is looked up
_INVENTED = re.compile(
    r"(?:voorbeelddocument|verzonnen) (?:[–-] verzonnen )?voor duiding|tekst is verzonnen", re.IGNORECASE
)


class Front:
    """The first pages of a reading, its running heads, its address and its file name.

    Attributes:
        reader: which reader made it, such as `pdf`.
        blocks: all blocks of the document, in reading order.
        clues: what the file says about itself.
        address: where the publisher has it, or an empty string.
        name: file name.
        sample: given as an invented document.
    """

    def __init__(self, reading: Reading, *, name: str = "", address: str = "", sample: bool = False) -> None:
        self.reader = reading.reader
        self.blocks: Sequence[Block] = reading.blocks
        self.clues: Clues = reading.clues
        self.edge_lines = reading.edge_lines
        self.address = address
        self.name = name
        self.sample = sample
        self.head = tuple(_head(reading.blocks))

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Lines of the front, each with its lower-case form without a closing full stop or spaces."""
        lines = [block.text[:LINE_CHARS] for block in self.head]
        return tuple((line, " ".join(line.lower().split()).strip(" .:/")) for line in lines)

    @cached_property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """Pairs of the first lines that can be a title: the very first, headings, and what is no longer than one."""
        return tuple(
            pair
            for place, (pair, block) in enumerate(zip(self.pairs[:TITLES], self.head, strict=False))
            if place == 0 or block.kind == "heading" or len(pair[0]) <= TITLE_CHARS
        )

    @cached_property
    def joined(self) -> tuple[tuple[str, str], ...]:
        """A title that is set over several lines, as one pair: two to five headings right after each other."""
        first = next((place for place, block in enumerate(self.head[:TITLES]) if block.kind == "heading"), 0)
        run = list(takewhile(lambda block: block.kind == "heading", self.head[first : first + TITLE_LINES]))
        texts = [" ".join(block.text for block in run[:count]) for count in range(2, len(run) + 1)]
        return tuple((text, " ".join(text.lower().split()).strip(" .:/")) for text in texts if len(text) <= TITLE_CHARS)

    @cached_property
    def form(self) -> str:
        """How question and answer can be told apart: see `form_of`."""
        return form_of(self.blocks)

    @property
    def lines(self) -> tuple[str, ...]:
        """Lines of the front as printed: one per block."""
        return tuple(line for line, _ in self.pairs)

    @cached_property
    def _texts(self) -> dict[str, tuple[str, str]]:
        edges = "\n".join(dict.fromkeys(self.edge_lines[:60]))
        headings = "\n".join([b.text for b in self.blocks if b.kind == "heading"][:HEADINGS])
        texts = {
            "front": "\n".join(block.text for block in self.head)[:CHARS],
            "edge": edges,
            "headings": headings,
            "address": self.address,
            "name": re.sub(r"[_+ ]+", " ", self.name),
        }
        return {name: (text, text.lower()) for name, text in texts.items()}

    def place(self, name: str) -> tuple[str, str]:
        """Return the text of a place (`front`, `edge`, `headings`, `address`, `name`) as printed and in lower case."""
        return self._texts[name]

    @property
    def text(self) -> str:
        """Text of the first pages, blocks parted by a line break."""
        return self._texts["front"][0]

    @cached_property
    def invented(self) -> bool:
        """The document says, or it is known, that it was invented as an example: it is by no real body."""
        return self.sample or _INVENTED.search(self.text) is not None or ".invalid" in self.address

    def page_of(self, words: str) -> int | None:
        """Return the page on which *words* stand, also over several blocks; None when not on the first pages."""
        wanted, (text, ends) = _squeezed(words), self._first_pages
        place = text.find(wanted) if wanted else -1
        return ends[bisect_right(ends, place, key=lambda end: end[0])][1] if place >= 0 else None

    @cached_property
    def _first_pages(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Text of the first pages without white space, and where in it each block ends, with its page."""
        parts, ends, length = [], [], 0
        for block in self.blocks[:_SEARCHED]:
            for piece in block.pieces:
                parts.append(_squeezed(piece.text))
                length += len(parts[-1])
                ends.append((length, piece.page))
        return "".join(parts), tuple(ends)

    def first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match of *pattern* in the text of the front as printed."""
        return pattern.search(self.text)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _head(blocks: Sequence[Block]) -> Iterator[Block]:
    length = 0
    for place, block in enumerate(blocks):
        if place >= LINES or length > CHARS or block.page > PAGES:
            return
        yield block
        length += len(block.text)
