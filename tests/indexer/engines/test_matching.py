"""What every engine promises about which passages it finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.engines import Filter, Found, IndexedPassage, Request, SearchEngine, WordPosition
from indexer.engines.query import All, And, AtLeast, Best, Between, Lift, Node, Not, Or, Phrase, Prefix, Term, Value

Fill = Callable[..., None]
Make = Callable[..., IndexedPassage]


def ids(engine: SearchEngine, node: Node, **options: object) -> list[str]:
    """The passages found, best first."""
    return [hit.passage for hit in ask(engine, node, **options).hits]


def ask(engine: SearchEngine, node: Node, **options: object) -> Found:
    return engine.search(Request(node, **{"limit": 1000, **options}))  # type: ignore[arg-type]  # options of Request


def word(text: str, boost: float = 1.0) -> Term:
    return Term("surface", text, boost)


FINDS = (
    ("a term on the surface", word("dreiging"), {"d1.a", "d1.b"}),
    ("a term that nobody holds", word("afwezig"), set()),
    ("an empty term", word(""), set()),
    ("a stem", Term("stem", "extremisme"), {"d1.a", "d3.a", "d3.b"}),
    ("a part of a compound", Term("part", "rechts"), {"d1.a"}),
    ("a heading, apart from the body", Term("heading_surface", "dreiging"), {"d2.a"}),
    ("the stem of a heading", Term("heading_stem", "dreig"), {"d2.a"}),
    ("all of several", And((word("rechts"), word("en"))), {"d3.a"}),
    ("all of none", And(()), {"d1.a", "d1.b", "d2.a", "d3.a", "d3.b"}),
    ("any of several", Or((word("woord"), word("van"))), {"d1.a", "d2.a"}),
    ("any of none", Or(()), set()),
    ("the best of several", Best((word("woord"), word("van"))), {"d1.a", "d2.a"}),
    ("the best of none", Best(()), set()),
    ("at least one of two", AtLeast(1, (word("woord"), word("van"))), {"d1.a", "d2.a"}),
    ("at least two of three", AtLeast(2, (word("woord"), word("van"), word("zz"))), set()),
    ("more than there are", AtLeast(3, (All(), All())), set()),
    (
        "two of three, with an exclusion",
        AtLeast(2, (word("rechts"), word("en"), Not(word("van")))),
        {"d3.a", "d3.b", "d1.b"},
    ),
    ("not", Not(word("en")), {"d1.a", "d2.a", "d3.b"}),
    ("not not", Not(Not(word("en"))), {"d1.b", "d3.a"}),
    ("one but not another", And((word("rechts"), Not(word("en")))), {"d3.b"}),
    ("neither", And((Not(word("rechts")), Not(word("dreiging")))), {"d2.a"}),
    ("one or not another", Or((word("en"), Not(word("rechts")))), {"d1.a", "d1.b", "d2.a", "d3.a"}),
    ("what is lifted by nothing", Lift(word("rechts"), word("afwezig")), {"d3.a", "d3.b"}),
    ("lifting does not find", Lift(word("rechts"), word("dreiging")), {"d3.a", "d3.b"}),
    ("a prefix", Prefix("surface", "re"), {"d1.a", "d3.a", "d3.b"}),
    ("a prefix that is a whole word", Prefix("surface", "rechts"), {"d1.a", "d3.a", "d3.b"}),
    ("a prefix among stems", Prefix("stem", "re"), {"d3.a", "d3.b"}),
    ("a prefix among parts", Prefix("part", "re"), {"d1.a"}),
    ("an empty prefix is any word", Prefix("heading_surface", ""), {"d2.a"}),
    ("a prefix longer than any word", Prefix("surface", "r" * 3000), set()),
    ("a facet value", Value("country", "NL"), {"d2.a", "d3.a", "d3.b"}),
    ("a document", Value("document", "d1"), {"d1.a", "d1.b"}),
    ("a facet value that nobody holds", Value("country", "BENL"), set()),
    ("everything", All(), {"d1.a", "d1.b", "d2.a", "d3.a", "d3.b"}),
)


@pytest.mark.parametrize(("node", "expected"), [case[1:] for case in FINDS], ids=[case[0] for case in FINDS])
def test_finds(five: SearchEngine, node: Node, expected: set[str]) -> None:
    found = ask(five, node)
    assert {hit.passage for hit in found.hits} == expected
    assert found.total == len(found.hits) == len(expected)


PHRASES = (
    ("next to each other", Phrase("surface", ("rechts", "en")), {"d3.a"}),
    ("not in the other order", Phrase("surface", ("en", "rechts")), set()),
    ("not in the other order with room either", Phrase("surface", ("extremisme", "rechts"), slop=3), {"d3.b"}),
    ("not with a word between", Phrase("surface", ("rechts", "extremisme")), set()),
    ("with room for the word between", Phrase("surface", ("rechts", "extremisme"), slop=1), {"d3.a"}),
    ("with room to spare", Phrase("surface", ("rechts", "extremisme"), slop=5), {"d3.a"}),
    ("a word twice", Phrase("surface", ("dreiging", "dreiging"), slop=1), {"d1.b"}),
    ("a word more often than it stands there", Phrase("surface", ("dreiging",) * 3, slop=9), set()),
    ("of one word", Phrase("surface", ("dreiging",)), {"d1.a", "d1.b"}),
    ("of no word", Phrase("surface", ()), set()),
    ("with an empty word", Phrase("surface", ("rechts", "")), set()),
    ("of stems", Phrase("stem", ("van", "extremisme")), {"d1.a"}),
    ("not from body into heading", Phrase("surface", ("dreiging", "geen")), set()),
    ("three words, the room shared", Phrase("surface", ("de", "van", "rechtsextremisme"), slop=1), {"d1.a"}),
)


@pytest.mark.parametrize(("node", "expected"), [case[1:] for case in PHRASES], ids=[case[0] for case in PHRASES])
def test_finds_phrase(five: SearchEngine, node: Node, expected: set[str]) -> None:
    assert set(ids(five, node)) == expected


RANGES = (
    ((20200101, 20201231), {"d.a", "d.b"}),
    ((20200101, 20200101), {"d.a"}),
    ((0, 0), {"d.d"}),
    ((-5, 5), {"d.c", "d.d"}),
    ((5, -5), set()),
    ((-(10**30), 10**30), {"d.a", "d.b", "d.c", "d.d"}),
    ((10**30, 10**31), set()),
)


@pytest.fixture(scope="module")
def numbered(make_index: Callable[..., SearchEngine], make_passage: Make) -> SearchEngine:
    """Three passages with a number and one without."""
    numbers = {"d.a": 20200101, "d.b": 20201231, "d.c": -1}
    with_number = (make_passage(name, "w", numbers={"published": number}) for name, number in numbers.items())
    return make_index(*with_number, make_passage("d.d", "w"))


@pytest.mark.parametrize(("bounds", "expected"), RANGES)
def test_both_ends_of_a_range_are_included(numbered: SearchEngine, bounds: tuple[int, int], expected: set[str]) -> None:
    assert set(ids(numbered, Between("published", *bounds))) == expected
    assert set(ids(numbered, All(), where=Filter(between={"published": bounds}))) == expected


ODD = (
    "'s-Gravenhage",
    "foto's",
    "2020-2024",
    "é",
    "e\u0301",
    "\U0001d518\U0001f600",
    "a b",
    " ",
    "\t",
    "regel\neinde",
    "a\u00a0b",
    "\ufeff",
    "\ue000",
    "C++",
    "*",
    "a*",
    ".*",
    "[a-z]",
    '"',
    "\\",
    "AND",
    "a:b",
    "\x00",
    "x" * 10_000,
    "ß",
    "SS",
    "\u0130",
)


@pytest.fixture(scope="module")
def odd(make_index: Callable[..., SearchEngine], make_passage: Make) -> SearchEngine:
    """A passage for each odd term, and one with the words around it only."""
    before, after = WordPosition("voor", "voor"), WordPosition("na", "na")
    held = (
        IndexedPassage(f"d.{place}", "d", (before, WordPosition(term, term, (term,)), after))
        for place, term in enumerate(ODD)
    )
    return make_index(*held, make_passage("e.x", "voor na anders"))


@pytest.mark.parametrize("term", ODD, ids=ascii)
def test_a_term_is_found_by_itself_alone(odd: SearchEngine, term: str) -> None:
    own = f"d.{ODD.index(term)}"
    for field in ("surface", "stem", "part"):
        assert ids(odd, Term(field, term)) == [own]
    assert ids(odd, Phrase("surface", ("voor", term, "na"))) == [own]
    assert ids(odd, Phrase("surface", ("voor", "na"))) == ["e.x"]
    assert set(ids(odd, Prefix("part", term))) == {
        f"d.{place}" for place, one in enumerate(ODD) if one.startswith(term)
    }
    assert (term, 1) in odd.terms("part", term, limit=1000)
    assert {found for found, _ in odd.terms("part", "", limit=1000)} == set(ODD)


@pytest.mark.parametrize("term", ["", "x" * 16_001], ids=["empty", "too long"])
def test_a_term_that_cannot_be_indexed_leaves_its_place_open(engine: SearchEngine, fill: Fill, term: str) -> None:
    fill(IndexedPassage("d.a", "d", tuple(WordPosition(w, w) for w in ("voor", term, "na"))))
    assert ids(engine, Term("surface", term)) == []
    assert ids(engine, Phrase("surface", ("voor", "na"))) == []
    assert ids(engine, Phrase("surface", ("voor", "na"), slop=1)) == ["d.a"]
    assert [found for found, _ in engine.terms("surface", "")] == ["na", "voor"]
    assert ids(engine, Prefix("surface", "x")) == []


def test_a_passage_without_words_is_a_passage(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", ""), make_passage("d.b", "woord"))
    assert ids(engine, All()) == ["d.a", "d.b"]
    assert ids(engine, Not(word("woord"))) == ["d.a"]


def test_the_prefix_of_a_prefix_finds_words_of_every_alphabet(
    engine: SearchEngine, fill: Fill, make_passage: Make
) -> None:
    fill(make_passage("d.a", "éénheid"), make_passage("d.b", "eenheid"), make_passage("d.c", "\U0001d518\U0001d519"))
    assert ids(engine, Prefix("surface", "é")) == ["d.a"]
    assert ids(engine, Prefix("surface", "\U0001d518")) == ["d.c"]
