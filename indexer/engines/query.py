"""The query an engine is asked: a small tree over index terms; made from the user's query by `indexer.query.compile`.

Text fields: `surface` (folded form as written), `stem`, `part` (compound parts and joined forms) of the passage,
and the same three of its headings: `heading_surface`, `heading_stem`, `heading_part`. Terms are already analysed.
`near` holds, for a passage that mentions a concept, all terms of a word and the concepts at their place: only
OneOf and Near look there.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT_FIELDS = ("surface", "stem", "part", "heading_surface", "heading_stem", "heading_part")
NEAR = "near"


@dataclass(frozen=True, slots=True)
class Term:
    """Passages that hold *text* in *field*."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Passages that hold *terms* one after the other in *field*, in this order, with at most *slop* moves between.

    Only the fields `surface`, `stem`, `heading_surface` and `heading_stem` have positions.
    """

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Passages that hold a term in *field* that begins with *text*."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class OneOf:
    """Passages that hold at least one of *terms* in *field*; each scores *boost*, as with a Prefix."""

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Passages where *left* and *right*, each one or more terms in a row, stand near in *field*, in either order.

    At most *within* other words stand between them; they may also overlap. Each scores *boost*.
    """

    field: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    within: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Value:
    """Passages whose facet *facet* holds *value*; adds *boost* to the score: below 0 in a Lift, never in a Best."""

    facet: str
    value: str
    boost: float = 0.0


@dataclass(frozen=True, slots=True)
class Between:
    """Passages whose *number* lies from *low* to *high*, both included; adds nothing to the score."""

    number: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class And:
    """Passages that match every one of *of* (all passages when it is empty); scores add up."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Passages that match at least one of *of* (none when it is empty); scores add up."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Passages that match at least *count* of *of*; the scores of those that match add up."""

    count: int  # from 1
    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Passages that match at least one of *of*; the score is that of the best (plus nothing for the others)."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """Passages that match *must*; those that also match *should* score higher by it."""

    must: Node
    should: Node


@dataclass(frozen=True, slots=True)
class Not:
    """Passages that do not match *child*; adds nothing to the score."""

    child: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every passage, with score 1."""


Node = Term | Phrase | Prefix | OneOf | Near | Value | Between | And | Or | AtLeast | Best | Lift | Not | All


def concept_term(facet: str, concept: str) -> str:
    """Return the term of the field `near` that stands at the words of a mention; `*` stands at those of any concept."""
    return f":{facet}:{concept}"
