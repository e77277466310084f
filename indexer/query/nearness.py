"""`left BIJ/N right` to an engine node: words near words, or near what is mentioned in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engines.query import NEAR, And, Best, Near, Node, Term
from indexer.query import weights
from indexer.query.expand import term
from nlp import analysis


@dataclass(frozen=True, slots=True)
class Side:
    """One side of BIJ/N: *words* in a row, or the terms of the *concepts* of which one must be mentioned."""

    words: tuple[analysis.Word, ...] = ()
    concepts: tuple[str, ...] = ()
    exact: bool = False  # the words as written


def near_node(sides: Sequence[Side], within: int, *, exact: bool, title: bool) -> Node:
    """Return what finds the two *sides* with at most *within* other words between.

    Args:
        sides: left and right.
        within: from 1.
        exact: the words of both sides as written.
        title: in the headings; then no side has concepts.
    """
    concepts = any(side.concepts for side in sides)
    before = "heading_" if title else ""
    field = NEAR if concepts else f"{before}surface" if exact else f"{before}stem"
    left, right = (_rows(side, exact=exact, concepts=concepts) for side in sides)
    found = [Near(field, one, other, within, weights.NEAR) for one in left for other in right]
    node: Node = found[0] if len(found) == 1 else Best(tuple(found))
    if concepts or exact:
        return node
    # The stem of IS is that of a verb; by its capitals it stands among the parts, which have no places.
    acronyms = [term(word) for side in sides for word in side.words if term(word) != word.stem]
    return And((node, *(Term(f"{before}part", one, 0.0) for one in acronyms))) if acronyms else node


def _rows(side: Side, *, exact: bool, concepts: bool) -> list[tuple[str, ...]]:
    """Return the rows of terms that find *side*, one for each concept; beside a concept an exact word has its sign."""
    if side.concepts:
        return [(concept,) for concept in side.concepts]
    if exact:
        return [tuple(f"={word.surface}" if concepts else word.surface for word in side.words)]
    return [tuple(term(word) if concepts else word.stem for word in side.words)]
