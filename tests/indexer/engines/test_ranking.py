"""What every engine promises about the order of passages and about pages of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.engines import Filter, Found, IndexedPassage, Request, SearchEngine
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


def test_a_rarer_term_counts_more(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(*(make_passage(f"d.{number}", "gewoon woord") for number in range(8)), make_passage("e.x", "apart woord"))
    assert ids(engine, Or((word("gewoon"), word("apart"))))[0] == "e.x"


def test_more_of_the_term_counts_more(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "haat en nog iets"), make_passage("d.b", "haat en nog haat"))
    assert ids(engine, word("haat")) == ["d.b", "d.a"]


def test_a_boost_counts(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "eerste"), make_passage("d.b", "tweede"))
    assert ids(engine, Or((word("eerste"), word("tweede", boost=3)))) == ["d.b", "d.a"]
    assert ids(engine, Or((word("eerste", boost=3), word("tweede")))) == ["d.a", "d.b"]
    lifted = Or((Prefix("surface", "eer", 5), Phrase("surface", ("tweede",), boost=0.1)))
    assert ids(engine, lifted) == ["d.a", "d.b"]


def test_equal_scores_come_in_order_of_passage_id(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    names = [f"d{number % 7}.{number * 37 % 100:02}" for number in range(100)]
    for start in range(0, 100, 20):  # several batches: the order of adding and the place in the index both differ
        fill(*(make_passage(f"b{start}-{name}", "zelfde woorden") for name in names[start : start + 20]))
    everything = sorted(ids(engine, All()))
    assert len(everything) == 100
    for node in (
        All(),
        word("zelfde"),
        Prefix("surface", "z"),
        Not(word("x")),
        And((word("zelfde"), word("woorden"))),
    ):
        assert ids(engine, node) == everything
        assert ids(engine, node, limit=7, offset=14) == everything[14:21]


def test_best_scores_as_its_best_child(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "een twee"), make_passage("d.b", "drie vier"))
    low, high = word("een"), word("twee", boost=2)
    scores = [ask(engine, node).hits[0].score for node in (low, high, Best((low, high)), Or((low, high)))]
    assert scores[2] == pytest.approx(scores[1], rel=1e-3)
    assert scores[3] == pytest.approx(scores[0] + scores[1], rel=1e-3)


def test_lifting_lifts(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "haat"), make_passage("d.b", "haat", heading="haat"))
    assert ids(engine, word("haat")) == ["d.a", "d.b"]
    assert ids(engine, Lift(word("haat"), Term("heading_surface", "haat"))) == ["d.b", "d.a"]


def test_at_least_adds_up_what_matches(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "een"), make_passage("d.b", "een twee drie"), make_passage("d.c", "twee een"))
    one, two, three = word("een"), word("twee"), word("drie")
    found = ask(engine, AtLeast(2, (one, two, three))).hits
    every = {hit.passage: hit.score for hit in ask(engine, Or((one, two, three))).hits}
    assert [hit.passage for hit in found] == ["d.b", "d.c"]
    assert all(hit.score == pytest.approx(every[hit.passage], rel=1e-3) for hit in found)


def test_a_facet_value_lifts_or_lowers_by_its_boost(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "haat", country="BE"), make_passage("d.b", "haat"), make_passage("d.c", "haat"))
    bare = ask(engine, word("haat")).hits[0].score
    lifted = ask(engine, Lift(word("haat"), Value("country", "BE", 2.0))).hits
    lowered = ask(engine, Lift(word("haat"), Value("country", "BE", -2.0))).hits
    assert lifted[0].passage == "d.a"
    assert lifted[0].score == pytest.approx(bare + 2, rel=1e-3)
    assert lowered[-1].passage == "d.a"
    assert lowered[-1].score == pytest.approx(bare - 2, rel=1e-3)


def test_filters_values_ranges_and_negation_do_not_score(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "haat", country="BE", numbers={"newest": 5}), make_passage("d.b", "zaad"))
    bare = ask(engine, word("haat")).hits
    silent = (Value("country", "BE"), Between("newest", 1, 9), Not(word("zaad")), And(()))
    assert ask(engine, And((word("haat"), *silent))).hits == bare
    where = Filter({"country": frozenset({"BE"})}, {"newest": (1, 9)})
    assert ask(engine, word("haat"), where=where).hits == bare


def test_scores_of_a_word_with_a_star_are_those_of_its_fields(
    engine: SearchEngine, fill: Fill, make_passage: Make
) -> None:
    """Such queries take another way through tantivy; the answer must be that of the others."""
    fill(
        make_passage("d.a", "extremist"),
        make_passage("d.b", "x|x|extreem", country="BE"),
        make_passage("d.c", "extreem", heading="extreem"),
        make_passage("d.d", "niets", heading="extreem"),
    )
    star = Lift(
        Best((Prefix("surface", "extre", 0.8), Prefix("part", "extre", 0.3))), Prefix("heading_surface", "e", 0.5)
    )
    hits = [(hit.passage, hit.score) for hit in ask(engine, star).hits]
    assert hits == [
        ("d.c", pytest.approx(1.3)),
        ("d.a", pytest.approx(0.8)),
        ("d.b", pytest.approx(0.3)),
    ]
    assert ids(engine, star, offset=1, limit=1) == ["d.a"]
    assert ids(engine, And((star, Value("country", "BE")))) == ["d.b"]
    assert ask(engine, star, limit=0).total == 3


@pytest.fixture(scope="module")
def forty(make_index: Callable[..., SearchEngine], make_passage: Make) -> SearchEngine:
    """Forty passages of five documents; every fourth scores alike, every sixth has a number of its own."""
    return make_index(
        *(
            make_passage(f"d{n % 5}.{n:02}", "haat " * (n % 4 + 1), year=str(2000 + n % 3), numbers={"newest": n // 6})
            for n in range(40)
        )
    )


@pytest.mark.parametrize("sort", ["", "newest"])
def test_pages_follow_one_another(forty: SearchEngine, sort: str) -> None:
    whole = ids(forty, word("haat"), sort=sort)
    pages = [ids(forty, word("haat"), sort=sort, offset=start, limit=7) for start in range(0, 49, 7)]
    assert [name for page in pages for name in page] == whole
    assert len(set(whole)) == 40


def test_limit_holds_with_facets(forty: SearchEngine) -> None:
    found = ask(forty, word("haat"), limit=3, facets=("year",))
    assert (len(found.hits), found.total, sum(found.facets["year"].values())) == (3, 40, 40)


@pytest.mark.parametrize("node", [word("haat"), All(), word("afwezig")])
@pytest.mark.parametrize("sort", ["", "newest"])
def test_limit_0_gives_total_and_facets_only(forty: SearchEngine, node: Node, sort: str) -> None:
    found = ask(forty, node, limit=0, facets=("year",), sort=sort)
    assert found.hits == ()
    assert found.total == sum(found.facets["year"].values()) == (0 if node == word("afwezig") else 40)


@pytest.mark.parametrize("sort", ["", "newest"])
def test_a_page_beyond_the_last_is_empty(forty: SearchEngine, sort: str) -> None:
    for offset, limit in ((1000, 10), (40, 10), (10**12, 10**12)):
        found = ask(forty, word("haat"), offset=offset, limit=limit, sort=sort)
        assert (found.hits, found.total) == ((), 40)
    assert len(ids(forty, word("haat"), offset=39, limit=10**12, sort=sort)) == 1


def test_sorting_puts_the_highest_number_first_and_then_the_passage_id(forty: SearchEngine) -> None:
    expected = sorted(range(40), key=lambda n: (-(n // 6), f"d{n % 5}.{n:02}"))
    assert ids(forty, All(), sort="newest") == [f"d{n % 5}.{n:02}" for n in expected]
    assert ask(forty, All(), sort="newest").hits[0].score == 6.0


def test_absent_numbers_are_0_and_sort_between_the_negative_and_the_positive(
    engine: SearchEngine, fill: Fill, make_passage: Make
) -> None:
    fill(
        make_passage("x.a", "apart"),
        make_passage("x.b", "apart", numbers={"newest": -(2**62)}),
        make_passage("x.c", "apart", numbers={"newest": 2**62}),
    )
    assert ids(engine, word("apart"), sort="newest") == ["x.c", "x.a", "x.b"]


@pytest.mark.parametrize("limit", [10, 700])
def test_many_equal_scores_come_in_order_of_passage_id(
    engine: SearchEngine, fill: Fill, make_passage: Make, limit: int
) -> None:
    """Some hold the word and score by it; all others tie, more of them than are looked up one by one."""
    fill(
        *(make_passage(f"d.{number * 7919 % 9000:04}", "woord") for number in range(5100)),
        *(make_passage(f"e.{number}", "ander woord") for number in range(3)),
    )
    asked = Or((word("ander"), Not(word("afwezig"))))
    expected = ["e.0", "e.1", "e.2", *sorted(f"d.{number * 7919 % 9000:04}" for number in range(5100))]
    assert ids(engine, asked, limit=limit) == expected[:limit]
    assert ids(engine, asked, offset=600, limit=limit) == expected[600 : 600 + limit]
