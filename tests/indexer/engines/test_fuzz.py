"""Every engine against an oracle that looks at each passage in turn: random passages, updates, queries and filters."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import Filter, IndexedPassage, Request, SearchEngine, WordPosition, create_engine, open_engine
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

WORDS = ("a", "aa", "ab", "b", "ba", "c", "é")
FIELDS = ("surface", "stem", "part", "heading_surface", "heading_stem", "heading_part")
DOCUMENTS = ("d", "d-1", "e", "f")
VALUES = {"country": ("BE", "NL"), "phenomenon": ("p", "q", "r", "p q")}

words = st.builds(
    WordPosition,
    surface=st.sampled_from(WORDS),
    stem=st.sampled_from(WORDS),
    parts=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
)
leaves = st.one_of(
    st.builds(Term, st.sampled_from(FIELDS), st.sampled_from((*WORDS, "zz")), st.sampled_from((0.5, 1.0, 2.0))),
    st.builds(
        Phrase,
        st.sampled_from(("surface", "stem", "heading_surface")),
        st.lists(st.sampled_from(WORDS[:4]), max_size=4).map(tuple),
        st.integers(0, 3),
        st.sampled_from((1.0, 2.0)),
    ),
    st.builds(Prefix, st.sampled_from(FIELDS), st.sampled_from(("", "a", "b", "é", "zz")), st.sampled_from((0.5, 1.0))),
    st.builds(
        OneOf,
        st.sampled_from((*FIELDS, "near")),
        st.lists(st.sampled_from((*WORDS, "=a", ":p", "zz")), max_size=3).map(tuple),
        st.sampled_from((0.5, 1.0)),
    ),
    st.builds(
        Near,
        st.sampled_from(("surface", "heading_stem", "near", "near")),
        st.lists(st.sampled_from((*WORDS[:3], "=b")), min_size=1, max_size=2).map(tuple),
        st.lists(st.sampled_from((*WORDS[:3], ":p", ":q")), min_size=1, max_size=2).map(tuple),
        st.integers(0, 3),
        st.sampled_from((0.5, 1.0)),
    ),
    st.sampled_from([Value(facet, value) for facet in VALUES for value in (*VALUES[facet], "absent")]),
    st.builds(Value, st.just("document"), st.sampled_from(DOCUMENTS)),
    st.builds(Between, st.just("newest"), st.integers(-2, 2), st.integers(-2, 2)),
    st.just(All()),
)


def several(children: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(children, max_size=3).map(tuple)


nodes = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.builds(And, several(children)),
        st.builds(Or, several(children)),
        st.builds(AtLeast, st.integers(1, 3), several(children)),
        st.builds(Best, several(children)),
        st.builds(Lift, children, children),
        st.builds(Not, children),
    ),
    max_leaves=6,
)
filters = st.builds(
    Filter,
    any_of=st.fixed_dictionaries(
        {}, optional={facet: st.frozensets(st.sampled_from(held)) for facet, held in VALUES.items()}
    ),
    between=st.fixed_dictionaries({}, optional={"newest": st.tuples(st.integers(-2, 1), st.integers(-1, 2))}),
)
requests = st.builds(
    Request,
    query=nodes,
    where=filters,
    facets=st.lists(st.sampled_from(("document", *VALUES)), unique=True).map(tuple),
    sort=st.sampled_from(("", "", "newest")),
    offset=st.integers(0, 4),
    limit=st.integers(0, 9),
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[IndexedPassage]]:
    """A document, with its passages or with none."""
    name = draw(st.sampled_from(DOCUMENTS))
    numbers = st.fixed_dictionaries({}, optional={"newest": st.integers(-2, 2)})
    values = st.fixed_dictionaries(
        {}, optional={facet: st.lists(st.sampled_from(held), max_size=3).map(tuple) for facet, held in VALUES.items()}
    )
    concepts = st.dictionaries(st.integers(0, 6), st.sampled_from(((":p",), (":p", ":q"))), max_size=2)
    body, heading = st.lists(words, max_size=7).map(tuple), st.lists(words, max_size=2).map(tuple)
    count = draw(st.integers(0, 5))
    return name, [
        IndexedPassage(f"{name}.{place}", name, *(draw(part) for part in (body, heading, values, numbers, concepts)))
        for place in range(count)
    ]


batches = st.lists(st.lists(documents(), min_size=1, max_size=3), min_size=1, max_size=4)


def holds(passage: IndexedPassage, node: Node) -> bool:  # noqa: C901, PLR0911, PLR0912 - a case for each node
    """Whether the passage matches: the meaning of the query, written down as plainly as can be."""
    match node:
        case Term(field, text):
            return text in terms_of(passage, field)
        case Phrase(field, terms, slop):
            words = terms_of(passage, field)
            return any(in_order(places, slop) for places in placings(words, terms)) if terms else False
        case Prefix(field, text):
            return any(term.startswith(text) for term in terms_of(passage, field))
        case OneOf(field, terms):
            return any(set(terms) & held for held in columns(passage, field))
        case Near(field, left, right, within):
            held = columns(passage, field)
            return any(
                before - within - len(right) <= after <= before + len(left) + within
                for before in starts(held, left)
                for after in starts(held, right)
            )
        case Value(facet, value):
            return value in values_of(passage, facet)
        case Between(number, low, high):
            return low <= passage.numbers.get(number, 0) <= high
        case And(of):
            return all(holds(passage, child) for child in of)
        case AtLeast(count, of):
            return sum(holds(passage, child) for child in of) >= count
        case Or(of) | Best(of):
            return any(holds(passage, child) for child in of)
        case Lift(must):
            return holds(passage, must)
        case Not(child):
            return not holds(passage, child)
        case All():
            return True


def columns(passage: IndexedPassage, field: str) -> list[set[str]]:
    """Place by place, the terms of a field."""
    if field != "near":
        return [{term} for term in terms_of(passage, field)]
    return [
        {word.stem, *word.parts, f"={word.surface}", *passage.concepts.get(place, ())} if passage.concepts else set()
        for place, word in enumerate(passage.body)
    ]


def starts(held: list[set[str]], terms: tuple[str, ...]) -> list[int]:
    """The places from which *terms* stand one after the other."""
    return [
        start
        for start in range(len(held) - len(terms) + 1)
        if all(term in held[start + step] for step, term in enumerate(terms))
    ]


def placings(words: list[str], terms: tuple[str, ...]) -> Iterable[tuple[int, ...]]:
    return itertools.product(*([place for place, word in enumerate(words) if word == term] for term in terms))


def in_order(places: tuple[int, ...], slop: int) -> bool:
    gaps = [after - before - 1 for before, after in itertools.pairwise(places)]
    return min(gaps, default=0) >= 0 and sum(gaps) <= slop


def terms_of(passage: IndexedPassage, field: str) -> list[str]:
    words = passage.heading if field.startswith("heading_") else passage.body
    match field.removeprefix("heading_"):
        case "surface":
            return [word.surface for word in words]
        case "stem":
            return [word.stem for word in words]
        case _:
            return [part for word in words for part in word.parts]


def values_of(passage: IndexedPassage, facet: str) -> set[str]:
    return {passage.document} if facet == "document" else set(passage.values.get(facet, ()))


def passes(passage: IndexedPassage, where: Filter) -> bool:
    return all(wanted & values_of(passage, facet) for facet, wanted in where.any_of.items()) and all(
        low <= passage.numbers.get(number, 0) <= high for number, (low, high) in where.between.items()
    )


def check(engine: SearchEngine, reference: SearchEngine, held: list[IndexedPassage], request: Request) -> None:
    """Compare one answer with the oracle, and its scores with those of the reference where they are BM25 too."""
    matching = [passage for passage in held if holds(passage, request.query)]
    expected = {passage.id: passage for passage in matching if passes(passage, request.where)}
    found = engine.search(request)
    assert found.total == len(expected)
    for facet in request.facets:
        lifted = request.where if facet == "document" else request.where.without(facet)
        counted = [passage for passage in matching if passes(passage, lifted)]
        assert found.facets[facet] == Counter(value for passage in counted for value in values_of(passage, facet))
    whole = engine.search(Request(request.query, request.where, sort=request.sort, limit=1000)).hits
    assert {hit.passage for hit in whole} == expected.keys()
    assert len(whole) == len(expected)
    assert found.hits == whole[request.offset : request.offset + request.limit]
    assert list(whole) == sorted(whole, key=lambda hit: (-hit.score, hit.passage))
    if request.sort:
        assert all(hit.score == expected[hit.passage].numbers.get(request.sort, 0) for hit in whole)
    elif type(engine).__name__ == "WhooshEngine":
        scores = {hit.passage: hit.score for hit in reference.search(Request(request.query, limit=1000)).hits}
        assert {hit.passage: hit.score for hit in whole} == {name: pytest.approx(scores[name]) for name in expected}


def apply(engine: SearchEngine, batch: list[tuple[str, list[IndexedPassage]]], *, commit: bool) -> None:
    with engine.writer() as writer:
        for document, passages in batch:
            if passages:
                writer.put(document, passages)
            else:
                writer.delete(document)
        if commit:
            writer.commit()


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_engine_answers_as_the_oracle_does(engine_name: str, data: st.DataObject) -> None:
    """Totals, hits, pages, order and facets are exact after any updates, on engines opened before and after them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # tantivy may still be tidying up
        engine = create_engine(engine_name, Path(folder) / "index")
        reference = create_engine("memory", Path(folder) / "reference")
        state: dict[str, list[IndexedPassage]] = {}
        for batch in data.draw(batches):
            commit = data.draw(st.sampled_from((True, True, True, False)))
            apply(engine, batch, commit=commit)
            apply(reference, batch, commit=commit)
            state |= dict(batch) if commit else {}
            engine.refresh()
            reference.refresh()
            held = [passage for passages in state.values() for passage in passages]
            for request in data.draw(st.lists(requests, min_size=8, max_size=12)):
                check(engine, reference, held, request)
        reopened = open_engine(engine_name, Path(folder) / "index")
        counts = Counter(term for passage in held for term in set(terms_of(passage, "surface")))
        expected = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        for opened in (engine, reopened):
            assert opened.search(Request(All(), limit=0)).total == opened.stats().passages == len(held)
            assert opened.terms("surface", "") == expected[:10]
            listed = dict(opened.all_terms("surface"))
            assert list(listed) == sorted(listed)
            assert all(listed[term] >= count for term, count in expected)
            opened.close()
        reference.close()
