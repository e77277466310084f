"""Engine query nodes as tantivy queries; nothing here is parsed by tantivy."""

from __future__ import annotations

from collections.abc import Iterator

from tantivy import FieldType, Occur, Query, Schema

from indexer.engines import Filter
from indexer.engines.checks import INT64, indexable
from indexer.engines.query import (
    All,
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

#: The white-space tokenizer splits at ASCII white space and knows no empty word; these stand in, from the last
#: private-use plane, which documents do not use (the first is: for the bullets of symbol fonts).
EMPTY_WORD = "\U0010fff0"
_HIDDEN = {ord(space): chr(0x10FFF1 + number) for number, space in enumerate(" \t\n\r\f\v")}
_SHOWN = {ord(stand_in): chr(space) for space, stand_in in _HIDDEN.items()}


def field_text(terms: list[str]) -> str:
    """Return *terms* as one text that the white-space tokenizer cuts into the same terms, position by position."""
    text = " ".join(terms)
    if text.split() != terms or len(text) > 16_000:
        return " ".join(encoded(term) if indexable(term) else EMPTY_WORD for term in terms)
    return text


def encoded(term: str) -> str:
    """Return *term* without white space inside."""
    return term.translate(_HIDDEN)


def decoded(term: str) -> str:
    """Return the term that `encoded` was given."""
    return term.translate(_SHOWN)


class QueryMaker:
    """Makes tantivy queries for one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._nothing = Query.empty_query()
        self._everything = Query.const_score_query(Query.all_query(), 0.0)

    def make(self, node: Node) -> Query:  # noqa: PLR0911 - a case for each node
        """Return the tantivy query that matches what *node* matches."""
        match node:
            case And():
                return self._and(node)
            case Or(of):
                return Query.boolean_query([(Occur.Should, self.make(child)) for child in of])
            case AtLeast(count, of):
                if count > len(of):
                    return self._nothing
                clauses = [(Occur.Should, self.make(child)) for child in of]
                return Query.boolean_query(clauses, minimum_number_should_match=count)
            case Best(of):
                return Query.disjunction_max_query([self.make(child) for child in of])
            case Lift(must, should):
                return Query.boolean_query([(Occur.Must, self.make(must)), (Occur.Should, self.make(should))])
            case Not(child):
                return Query.boolean_query([(Occur.Must, self._everything), (Occur.MustNot, self.make(child))])
            case _:
                return self._leaf(node)

    def filtered(self, query: Query, where: Filter) -> Query:
        """Return *query* for the passages that fulfil *where*; its scores stay as they are."""
        conditions = [
            Query.term_set_query(self._schema, facet, sorted(values)) for facet, values in where.any_of.items()
        ]
        conditions += [self._range(number, low, high) for number, (low, high) in where.between.items()]
        if not conditions:
            return query
        silent = [(Occur.Must, Query.const_score_query(condition, 0.0)) for condition in conditions]
        return Query.boolean_query([(Occur.Must, query), *silent])

    def only(self, query: Query, ids: list[str]) -> Query:
        """Return *query* for the passages called *ids*; its scores stay as they are."""
        among = Query.const_score_query(Query.term_set_query(self._schema, "id", ids), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, among)])

    def _and(self, node: And) -> Query:
        """All children in one boolean query: an inner NOT is then a skip over a list, not a walk over everything."""
        clauses = [
            (Occur.MustNot, self.make(child.child)) if isinstance(child, Not) else (Occur.Must, self.make(child))
            for child in node.of
        ]
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, self._everything))
        return Query.boolean_query(clauses)

    def _leaf(self, node: Node) -> Query:  # noqa: PLR0911 - a case for each node
        match node:
            case Term(field, text, boost):
                return _boosted(self._term(field, text), boost)
            case Phrase(field, terms, slop, boost):
                return _boosted(self._phrase(field, terms, slop), boost)
            case Prefix(field, text, boost):
                return Query.const_score_query(self._prefix(field, text), boost)
            case OneOf(field, terms, boost):
                held = [encoded(term) for term in terms if indexable(term)]
                return Query.const_score_query(Query.term_set_query(self._schema, field, held), boost)
            case Near(field, left, right, within, boost):
                return Query.const_score_query(self._near(field, left, right, within), boost)
            case Value(facet, value, boost):
                return Query.const_score_query(Query.term_query(self._schema, facet, value), boost)
            case Between(number, low, high):
                return Query.const_score_query(self._range(number, low, high), 0.0)
            case All():
                return Query.all_query()
            case _:
                raise TypeError(f"not a query node: {node!r}")

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self._schema, field, encoded(text)) if indexable(text) else self._nothing

    def _phrase(self, field: str, terms: tuple[str, ...], slop: int) -> Query:
        """Every layout of the words is a phrase of its own.

        tantivy's own slop also takes the words in another order, and may miss a match of three words or more.
        """
        if not terms or not all(map(indexable, terms)):
            return self._nothing
        words = [encoded(term) for term in terms]
        if len(words) == 1:
            return self._term(field, terms[0])
        layouts = [
            Query.phrase_query(self._schema, field, list(zip(offsets, words, strict=True)))
            for offsets in _layouts(len(words), slop)
        ]
        return layouts[0] if len(layouts) == 1 else Query.disjunction_max_query(layouts)

    def _near(self, field: str, left: tuple[str, ...], right: tuple[str, ...], within: int) -> Query:
        """Two terms are a phrase of tantivy's own slop; else every distance between the sides is a phrase.

        Of two terms at one place of a phrase, the slop is the distance that there may be between them, either way.
        """
        if not all(map(indexable, (*left, *right))):
            return self._nothing
        one, other = [encoded(term) for term in left], [encoded(term) for term in right]
        if left == right and len(left) == 1:
            return self._term(field, left[0])
        if len(left) == len(right) == 1:
            return Query.phrase_query(self._schema, field, [(0, one[0]), (0, other[0])], slop=within + 1)
        layouts = []
        for distance in range(-within - len(other), within + len(one) + 1):
            start = max(0, -distance)
            places = {(start + place, term) for place, term in enumerate(one)}
            places |= {(start + distance + place, term) for place, term in enumerate(other)}
            words: list[str | tuple[int, str]] = [*sorted(places)]
            if len(words) > 1:
                layouts.append(Query.phrase_query(self._schema, field, words))
            else:
                layouts.append(Query.term_query(self._schema, field, one[0]))
        return Query.boolean_query([(Occur.Should, layout) for layout in layouts])

    def _prefix(self, field: str, text: str) -> Query:
        """A fuzzy query of distance 0: as exact as a regular expression, faster, and it takes long words."""
        if text:
            return Query.fuzzy_term_query(self._schema, field, encoded(text), distance=0, prefix=True)
        return Query.regex_query(self._schema, field, f"[^{EMPTY_WORD}].*")

    def _range(self, number: str, low: int, high: int) -> Query:
        if low > high or low > INT64[-1] or high < INT64[0]:
            return self._nothing
        low, high = max(low, INT64[0]), min(high, INT64[-1])
        return Query.range_query(self._schema, number, FieldType.Integer, low, high)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _layouts(words: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Give the word offsets of every way to lay out *words* words in order with at most *slop* words between them.

    >>> list(_layouts(2, 1))
    [(0, 1), (0, 2)]
    """
    if words == 1:
        yield (0,)
        return
    for rest in _layouts(words - 1, slop):
        used = rest[-1] - (words - 2)
        for gap in range(slop - used + 1):
            yield (*rest, rest[-1] + 1 + gap)
