"""Who speaks and what a block is for in a document of an unknown series; marked only on clear signs."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.parsing.reading import Block
from indexer.parsing.series import Recognised


def with_roles(blocks: Sequence[Block]) -> list[Block]:
    """Return *blocks* with questions, answers, actions and references marked; the text stays as it is."""
    return Recognised().roles(blocks)
