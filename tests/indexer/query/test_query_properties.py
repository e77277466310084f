"""Laws of the query language over generated trees and arbitrary text."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from corpus.errors import QueryError
from indexer.engines import Request
from indexer.engines.checks import check_request
from indexer.query import lexis
from indexer.query.compile import Compiled, compile_query
from indexer.query.lexicon import Lexicon
from indexer.query.shapes import MANY
from indexer.query.spans import Dates, Years
from indexer.query.syntax import parse
from indexer.query.tree import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Near,
    Not,
    Phrase,
    Prefix,
    Suffix,
    Tree,
    Word,
    print_query,
)

LETTERS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
BARE = st.one_of(
    st.sampled_from(
        ["a", "de", "rechts-extremisme", "foto's", "12:30", "of", "IS", "links-", "http://x.be", "na\u0308"]
    ),
    LETTERS.filter(lexis.is_bare),
)
QUOTABLE = st.one_of(st.sampled_from(["OF", "land:BE", "a*", "-b", "(c)"]), LETTERS).filter(
    lambda text: lexis.is_quotable(text) and " " not in text
)
YEARS = st.one_of(
    st.builds(Years, st.integers(1000, 9999), st.none()),
    st.builds(Years, st.none(), st.integers(1000, 9999)),
    st.builds(lambda first, more: Years(first, first + more), st.integers(1000, 9900), st.integers(0, 99)),
)
DAYS = st.sampled_from(["2019", "2020-02", "2020-02-29", "2020-12-31", "2021-01"])
DATES = st.one_of(
    st.builds(Dates, DAYS, st.none()),
    st.builds(Dates, st.none(), DAYS),
    st.lists(DAYS, min_size=2, max_size=2).map(sorted).map(lambda days: Dates(*days)),
)
LEAVES = st.one_of(
    st.builds(Word, BARE),
    st.builds(Exact, BARE),
    st.builds(Suffix, st.sampled_from(["recht", "isme", "202"])),
    st.builds(Fuzzy, st.sampled_from(["radicaal", "rechts-ex", "foto's"]), st.just(1)),
    st.builds(Fuzzy, st.sampled_from(["radicaal", "12:30:45", "Na\u00efeve"]), st.integers(1, 2)),
    st.builds(Prefix, st.sampled_from(["extreem", "rechts-ex", "202", "Na\u00efe"])),
    st.builds(
        Phrase, st.lists(QUOTABLE, min_size=1, max_size=4).map(tuple), st.none() | st.integers(1, lexis.max_within(4))
    ),
)


WORDS = Lexicon([("recht", 3), ("strafrecht", 2), ("radicaal", 4), ("radikaal", 1), ("rechtsex", 1)])


def grown(leaves: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Trees of *leaves* under AND, OR and NOT."""

    def branches(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        several = st.lists(children, min_size=2, max_size=3).map(tuple)
        return st.one_of(st.builds(AllOf, several), st.builds(AnyOf, several), st.builds(Not, children))

    return st.recursive(leaves, branches, max_leaves=8)


VALUES = (
    st.lists(QUOTABLE | st.sampled_from(["&", "-"]), min_size=1, max_size=20).map(" ".join).filter(lexis.is_quotable)
)
FIELDS = st.one_of(
    st.builds(Field, st.sampled_from(sorted(lexis.FIELDS.keys() - {"year", "date", "title"})), VALUES),
    st.builds(Field, st.just("year"), YEARS),
    st.builds(Field, st.just("date"), DATES),
    st.builds(Field, st.sampled_from(lexis.MENTIONED), VALUES | st.just("*")),
    st.builds(Field, st.just("title"), grown(LEAVES)),
)
SIDES = st.one_of(
    st.builds(Word, BARE),
    st.builds(Exact, BARE),
    st.builds(Phrase, st.lists(QUOTABLE, min_size=1, max_size=3).map(tuple)),
    st.builds(Field, st.sampled_from(lexis.MENTIONED), VALUES | st.just("*")),
)
NEAR = st.builds(Near, SIDES, SIDES, st.integers(1, lexis.MAX_NEAR))
TREES = st.just(Everything()) | grown(LEAVES | FIELDS | NEAR)

SNIPPETS = [
    *("(", ")", '"', "\u201c", "\u00ab", "\u00bb", "*", "~", "~2", "-", " ", ":", "..", "a", "bcd", "2020", "'s-"),
    *("=", "BIJ/", "NEAR/5", " BIJ/3 ", "plaats:", "datum:", "2020-02", "abcd~1", "*abc"),
    *("OF", "EN", "NIET", "of", "en", "land:", "titel:", "jaar:", "x:", "ECLI:", " OF ", " en -", "//", "\t", "\x00"),
]
SOUP = st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join)


def depth(tree: Tree) -> int:
    if isinstance(tree, (AllOf, AnyOf)):
        return 1 + max(map(depth, tree.of))
    if isinstance(tree, Not):
        return 2 + depth(tree.child)
    return 1 + depth(tree.value) if isinstance(tree, Field) and tree.name == "title" else 0


def for_many(tree: object) -> int:
    """How many words stand for many."""
    if isinstance(tree, (AllOf, AnyOf)):
        return sum(map(for_many, tree.of))
    if isinstance(tree, Not):
        return for_many(tree.child)
    return for_many(tree.value) if isinstance(tree, Field) else int(type(tree).__name__.lower() in MANY)


def within_limits(tree: Tree) -> bool:
    fits = len(print_query(tree)) <= lexis.MAX_CHARS and depth(tree) <= lexis.MAX_DEPTH
    return fits and for_many(tree) <= lexis.MAX_PREFIXES


@given(TREES)
def test_every_tree_prints_to_a_query_that_parses_to_it(tree: Tree) -> None:
    """What the program builds, the user can read, change and send again."""
    assume(within_limits(tree))
    assert parse(print_query(tree)).tree == tree


def read(text: str) -> Tree | QueryError:
    """What a text gives; whatever else it raises fails the test."""
    try:
        return parse(text).tree
    except QueryError as error:
        return error


def compiled(tree: Tree, *, literal: bool = False) -> Compiled | QueryError:
    try:
        return compile_query(tree, literal=literal, lexicon=lambda: WORDS)
    except QueryError as error:
        return error


@given(st.text(max_size=600) | SOUP)
@example('motie:v:*"')
@example("land:(a OF b) \u2013(c")
def test_any_text_gives_a_tree_that_prints_stably_or_an_error_with_a_repair_that_parses(text: str) -> None:
    """No text breaks the parser; printing again changes nothing more; every suggestion can be followed."""
    tree = read(text)
    if isinstance(tree, QueryError):
        assert 0 <= tree.position <= len(text)
        tree = parse(tree.suggestion).tree
    printed = print_query(tree)
    assert parse(printed).tree == tree
    assert print_query(parse(printed).tree) == printed


@given(TREES, st.booleans())
def test_every_tree_compiles_for_an_engine_or_names_an_unknown_value(tree: Tree, literal: bool) -> None:
    """The compiler takes every tree, and what it makes is within what engines take."""
    assume(within_limits(tree))
    found = compiled(tree, literal=literal)
    if isinstance(found, QueryError):
        assert found.message.startswith("Het veld ")
        parse(found.suggestion)
    else:
        check_request(Request(found.node))


@given(st.text(max_size=200) | SOUP)
def test_whatever_parses_compiles_for_an_engine_or_names_an_unknown_value(text: str) -> None:
    """No text that parses breaks the compiler."""
    tree = read(text)
    assume(not isinstance(tree, QueryError))
    found = compiled(tree)
    if isinstance(found, QueryError):
        parse(found.suggestion)
    else:
        check_request(Request(found.node))
