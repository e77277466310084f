"""Invented documents in the shape of real series; all names are made up, except those of the bodies themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from corpus.model import Metadata, Origin, PassageKind
from indexer.parsing.metadata import describe, front_of, recognised_as
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block
from indexer.parsing.series import Recognised


def reading_of(
    lines: Sequence[str | Block], *, edges: Sequence[str] = (), title: str = "", reader: str = "pdf"
) -> Reading:
    """Return a reading of one page: lines that begin with "# " are headings of the highest level."""
    blocks = tuple(
        line
        if isinstance(line, Block)
        else block("heading", line[2:], level=1)
        if line.startswith("# ")
        else block(PassageKind.PARAGRAPH, line)
        for line in lines
    )
    return Reading(reader, (RawPage(1),), blocks, Clues(title=title), edge_lines=tuple(edges))


class Found:
    """What was made of an invented document."""

    def __init__(self, reading: Reading, given: Mapping[str, object], name: str) -> None:
        front = front_of(reading, name, given)
        self.recognised: Recognised = recognised_as(front, given)
        self.metadata, self.origins = describe(front, self.recognised, "nl", given)
        self.blocks = self.recognised.roles(reading.blocks)

    metadata: Metadata
    origins: tuple[Origin, ...]

    def origin(self, field: str) -> Origin:
        """Return where a fact was found."""
        return next(one for one in self.origins if one.field == field)

    @property
    def series(self) -> str:
        """Key of the series that it is attributed to, or an empty string."""
        return self.metadata.series

    def spoken(self) -> list[str]:
        """Return kind and beginning of each block."""
        return [f"{b.kind} {b.text[:24]}" for b in self.blocks]


@pytest.fixture
def found() -> Callable[..., Found]:
    """Recognise and describe an invented document: `found("line", ..., address=..., edges=...)`."""

    def make(
        *lines: str | Block,
        edges: Sequence[str] = (),
        clue: str = "",
        name: str = "stuk.pdf",
        reader: str = "pdf",
        **given: object,
    ) -> Found:
        return Found(reading_of(lines, edges=edges, title=clue, reader=reader), given, name)

    return make
