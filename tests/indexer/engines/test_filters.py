"""What every engine promises about filters, facet counts, suggestions and limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.errors import UsageError
from indexer.engines import Filter, Found, IndexedPassage, Request, SearchEngine, WordPosition
from indexer.engines.query import All, Between, Node, Not, Or, Phrase, Prefix, Term, Value

Fill = Callable[..., None]
Make = Callable[..., IndexedPassage]


def ids(engine: SearchEngine, node: Node, **options: object) -> list[str]:
    """The passages found, best first."""
    return [hit.passage for hit in ask(engine, node, **options).hits]


def ask(engine: SearchEngine, node: Node, **options: object) -> Found:
    return engine.search(Request(node, **{"limit": 1000, **options}))  # type: ignore[arg-type]  # options of Request


def word(text: str, boost: float = 1.0) -> Term:
    return Term("surface", text, boost)


def test_any_of_the_values_of_a_facet_and_all_facets(five: SearchEngine) -> None:
    where = Filter({"country": frozenset({"NL"}), "year": frozenset({"2021", "2023"})})
    assert set(ids(five, All(), where=where)) == {"d2.a", "d3.b"}


def test_a_filter_without_values_keeps_nothing(five: SearchEngine) -> None:
    assert ids(five, All(), where=Filter({"country": frozenset()})) == []


def test_facets_count_passages_per_value(five: SearchEngine) -> None:
    found = ask(five, word("dreiging"), facets=("country", "phenomenon", "document", "place"))
    assert found.facets == {
        "country": {"BE": 2},
        "phenomenon": {"jihadisme": 1, "extreemrechts": 1},
        "document": {"d1": 2},
        "place": {},
    }


def test_facets_come_in_the_order_asked(five: SearchEngine) -> None:
    where = Filter({"country": frozenset({"NL"})})
    assert list(ask(five, All(), where=where, facets=("year", "country", "kind")).facets) == [
        "year",
        "country",
        "kind",
    ]


def test_the_count_of_a_facet_lifts_its_own_filter_only(five: SearchEngine) -> None:
    where = Filter({"country": frozenset({"NL"}), "year": frozenset({"2022"})})
    found = ask(five, All(), where=where, facets=("country", "year", "document"))
    assert found.total == 1
    assert found.facets == {
        "country": {"BE": 1, "NL": 1},
        "year": {"2021": 1, "2022": 1, "2023": 1},
        "document": {"d3": 1},
    }


def test_documents_are_counted_under_the_whole_filter(five: SearchEngine) -> None:
    where = Filter({"document": frozenset({"d3"})})
    assert ask(five, All(), where=where, facets=("document",)).facets == {"document": {"d3": 2}}


def test_a_value_named_twice_by_a_passage_counts_once(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("x.a", "apart", place="Gent Gent"))
    assert ask(engine, word("apart"), facets=("place",)).facets == {"place": {"Gent": 1}}


def test_values_are_kept_to_the_letter(engine: SearchEngine, fill: Fill) -> None:
    odd = ("Sint-Niklaas (BE)", "sint-niklaas (be)", "’s-Gravenhage", "a\tb", "É", "E\u0301", "x" * 300)
    fill(IndexedPassage("x.a", "x", (WordPosition("apart", "apart"),), values={"place": odd}))
    assert ask(engine, word("apart"), facets=("place",)).facets["place"] == dict.fromkeys(odd, 1)
    for value in odd:
        assert ids(engine, Value("place", value)) == ["x.a"]
    assert ids(engine, Value("place", "Sint-Niklaas")) == []


def test_terms_come_most_frequent_first_then_in_alphabetical_order(
    engine: SearchEngine, fill: Fill, make_passage: Make
) -> None:
    fill(
        make_passage("d.a", "extreem extremist extreem"),
        make_passage("d.b", "extremist éxtra extra"),
        make_passage("e.a", "exact", heading="extase"),
    )
    assert engine.terms("surface", "ex") == [("extremist", 2), ("exact", 1), ("extra", 1), ("extreem", 1)]
    assert engine.terms("surface", "ex", limit=2) == [("extremist", 2), ("exact", 1)]
    assert engine.terms("surface", "ex", limit=0) == []
    assert engine.terms("heading_surface", "") == [("extase", 1)]
    assert engine.terms("surface", "zz") == engine.terms("part", "ex") == []


def test_terms_of_deleted_passages_do_not_count(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "haat haag"), make_passage("e.a", "haag"), make_passage("f.a", "haan"))
    with engine.writer() as writer:
        writer.delete("d")
        writer.commit()
    engine.refresh()
    assert engine.terms("surface", "haa") == [("haag", 1), ("haan", 1)]


def test_or_of_a_thousand_terms(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(*(make_passage(f"d.{number:04}", f"w{number}") for number in range(0, 1200, 3)))
    found = ask(engine, Or(tuple(word(f"w{number}") for number in range(1000))))
    assert found.total == len(range(0, 1000, 3))


def test_a_query_nested_too_deep_is_refused(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "haat"))
    node: Node = word("haat")
    for _ in range(98):
        node = Not(node)
    assert ids(engine, node) == ["d.a"]
    with pytest.raises(UsageError, match="te diep genest"):
        ask(engine, Not(Not(Not(node))))


def test_a_query_with_too_many_nodes_is_refused(engine: SearchEngine) -> None:
    with pytest.raises(UsageError, match="te groot"):
        ask(engine, Or(tuple(word(f"w{number}") for number in range(30_000))))


def test_a_phrase_with_too_much_room_is_refused(engine: SearchEngine) -> None:
    with pytest.raises(UsageError, match="ruimte"):
        ask(engine, Phrase("surface", tuple("abcdefgh"), slop=50))


MISTAKES = (
    Request(Term("title", "x")),
    Request(Phrase("part", ("x", "y"))),
    Request(Phrase("surface", ("x", "y"), slop=-1)),
    Request(Prefix("body", "x")),
    Request(Or((Not(Value("colour", "red")),))),
    Request(Between("size", 1, 2)),
    Request(All(), facets=("colour",)),
    Request(All(), where=Filter({"colour": frozenset({"red"})})),
    Request(All(), where=Filter(between={"size": (1, 2)})),
    Request(All(), sort="size"),
    Request(All(), offset=-1),
    Request(All(), limit=-1),
)


@pytest.mark.parametrize("request_", MISTAKES, ids=str)
def test_a_mistake_of_the_program_is_named(engine: SearchEngine, request_: Request) -> None:
    with pytest.raises(ValueError, match=r"unknown|count"):
        engine.search(request_)


def test_terms_of_an_unknown_field_are_refused(engine: SearchEngine) -> None:
    with pytest.raises(ValueError, match="unknown text field"):
        engine.terms("country", "B")
