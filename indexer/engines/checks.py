"""What goes into an engine is checked here once, so that all engines refuse the same things in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import comb

from corpus.errors import UsageError
from indexer.engines import FACETS, NUMBERS, IndexedPassage, Request
from indexer.engines.query import (
    NEAR,
    TEXT_FIELDS,
    And,
    AtLeast,
    Best,
    Between,
    Lift,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    Value,
)

MAX_DEPTH = 100  # deeper trees overflow the stack of a native engine, which ends the process
MAX_NODES = 20_000
MAX_ARRANGEMENTS = 500  # ways in which a phrase with slop can be laid out: 3 words within 30 moves, 6 words within 6
MAX_BETWEEN = 50  # words between the sides of a Near
MAX_TERM_CHARS = 16_000  # tantivy holds terms of at most 65,530 bytes, four to a code point

POSITION_FIELDS = ("surface", "stem", "heading_surface", "heading_stem")
INT64 = range(-(2**63), 2**63)


def indexable(term: str) -> bool:
    """Tell whether *term* gets a posting; one that is empty or too long leaves its word position open."""
    return 0 < len(term) <= MAX_TERM_CHARS


def field_terms(passage: IndexedPassage) -> Iterator[tuple[str, list[str]]]:
    """Give each text field with its terms in word order; `part` fields hold all parts of all words."""
    for prefix, words in (("", passage.body), ("heading_", passage.heading)):
        yield prefix + "surface", [word.surface for word in words]
        yield prefix + "stem", [word.stem for word in words]
        yield prefix + "part", [part for word in words for part in word.parts]


def near_terms(passage: IndexedPassage) -> list[tuple[int, str]]:
    """Return places and terms of the field `near`, by place; none for a passage that mentions no concept.

    A word stands there by its stem and parts and, after an equals sign, as written.
    """
    if not passage.concepts:
        return []
    found: dict[tuple[int, str], None] = {}
    for place, word in enumerate(passage.body):
        terms = (word.stem, *word.parts, word.surface and f"={word.surface}", *passage.concepts.get(place, ()))
        found |= {(place, term): None for term in terms if indexable(term)}
    return list(found)


def facet_values(passage: IndexedPassage) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each facet that *passage* has with its values, each once; `document` is always there."""
    yield "document", (passage.document,)
    for facet, values in passage.values.items():
        if facet != "document" and values:
            yield facet, tuple(dict.fromkeys(values))


def checked_passages(document: str, passages: Iterable[IndexedPassage]) -> list[IndexedPassage]:
    """Return *passages* as a list.

    Raises:
        ValueError: a passage is of another document or comes twice, or names an unknown facet or number, or its
            number does not fit in 64 bits.
    """
    checked = list(passages)
    if len({passage.id for passage in checked}) < len(checked):
        raise ValueError(f"{document}: two passages have the same id")
    for passage in checked:
        if passage.document != document:
            raise ValueError(f"{passage.id} belongs to {passage.document}, not to {document}")
        _known("facet", passage.values, FACETS)
        _known("number", passage.numbers, NUMBERS)
        if any(number not in INT64 for number in passage.numbers.values()):
            raise ValueError(f"{passage.id}: a number does not fit in 64 bits")
    return checked


def check_request(request: Request) -> None:
    """Make sure that every engine can answer *request*.

    Raises:
        ValueError: unknown field, facet, number or sort; negative offset or limit. A mistake of the program.
        UsageError: the query is too deep, too large, or a phrase with slop has too many arrangements.
    """
    if request.offset < 0 or request.limit < 0:
        raise ValueError("offset and limit count from 0")
    _known("facet", request.facets, FACETS)
    _known("facet", request.where.any_of, FACETS)
    _known("number", request.where.between, NUMBERS)
    _known("number", (request.sort,) if request.sort else (), NUMBERS)
    nodes = 0
    waiting: list[tuple[Node, int]] = [(request.query, 1)]
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise UsageError("De zoekvraag is te groot of te diep genest. Zoek met minder woorden of haakjes.")
        _check_leaf(node)
        waiting.extend((child, depth + 1) for child in children(node))


def check_text_field(field: str) -> None:
    """Make sure that *field* is a text field.

    Raises:
        ValueError: it is not.
    """
    _known("text field", (field,), TEXT_FIELDS)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below *node*."""
    match node:
        case And(of) | Or(of) | AtLeast(_, of) | Best(of):
            return of
        case Lift(must, should):
            return (must, should)
        case Not(child):
            return (child,)
        case _:
            return ()


def _check_leaf(node: Node) -> None:
    match node:
        case Term(field) | Prefix(field):
            check_text_field(field)
        case OneOf(field):
            _known("text field", (field,), (*TEXT_FIELDS, NEAR))
        case Near(field, left, right, within):
            _known("field with positions", (field,), (*POSITION_FIELDS, NEAR))
            if not (left and right and 0 <= within <= MAX_BETWEEN):
                raise ValueError(f"Near needs two sides and 0 to {MAX_BETWEEN} words between them")
        case Phrase(field, terms, slop):
            _known("field with positions", (field,), POSITION_FIELDS)
            if slop < 0:
                raise ValueError("slop counts from 0")
            if terms and comb(slop + len(terms) - 1, slop) > MAX_ARRANGEMENTS:
                raise UsageError("Een woordgroep met zoveel ruimte ertussen kan niet. Neem minder woorden of ruimte.")
        case Value(facet):
            _known("facet", (facet,), FACETS)
        case Between(number):
            _known("number", (number,), NUMBERS)
        case AtLeast(count):
            if count < 1:
                raise ValueError("count counts from 1")
        case _:
            pass


def _known(what: str, names: Iterable[str], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"unknown {what} {name!r}; known: {', '.join(known)}")
