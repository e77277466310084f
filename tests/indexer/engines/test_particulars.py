"""What is true of one engine, or of what the engines share, and cannot be seen through the contract."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tantivy

from corpus.errors import BusyError, IndexUnusableError
from indexer.engines import Filter, IndexedPassage, Request, SearchEngine, create_engine, tantivy_search, whoosh_format
from indexer.engines.facet_arrays import FacetArrays
from indexer.engines.query import All, And, Best, Lift, Node, Or, Prefix, Term, Value
from indexer.engines.ranking import rarity, top_terms
from indexer.engines.tantivy_engine import damage_of_tantivy
from indexer.engines.whoosh_engine import WhooshEngine

ROOT = Path(__file__).resolve().parents[3]
Make = Callable[..., IndexedPassage]


def put(engine: SearchEngine, *passages: IndexedPassage) -> None:
    """Put passages in, each a document of its own."""
    with engine.writer() as writer:
        for passage in passages:
            writer.put(passage.document, [passage])
        writer.commit()
    engine.refresh()


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import indexer.engines, indexer.engines.query, indexer.generations", {"tantivy", "whoosh", "numpy"}),
        ("from indexer.engines import engine_class; engine_class('tantivy')", {"whoosh", "numpy"}),
        ("from indexer.engines import engine_class; engine_class('whoosh')", {"tantivy"}),
        ("from indexer.engines import engine_class; engine_class('memory')", {"tantivy", "whoosh", "numpy"}),
    ],
)
def test_only_the_engine_in_use_is_imported(code: str, absent: set[str]) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert absent.isdisjoint(printed.stdout.split())


def test_tantivy_counts_facets_with_more_values_than_it_takes_at_once(
    tmp_path: Path, make_passage: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_search, "MAX_BUCKETS", 10)
    engine = create_engine("tantivy", tmp_path)
    put(engine, *(make_passage(f"d{n}.a", "woord", place=f"p{n % 35} p{n % 7}", country="BE") for n in range(100)))
    found = engine.search(Request(Term("surface", "woord"), facets=("document", "place", "country"))).facets
    assert found["document"] == {f"d{n}": 1 for n in range(100)}
    assert found["place"] == {f"p{v}": sum(v in {n % 35, n % 7} for n in range(100)) for v in range(35)}
    assert found["country"] == {"BE": 100}
    engine.close()


def test_another_program_that_writes_with_tantivy_makes_it_busy(tmp_path: Path) -> None:
    engine = create_engine("tantivy", tmp_path)
    foreign = tantivy.Index.open(str(tmp_path)).writer(15_000_000, 1)
    with pytest.raises(BusyError):
        engine.writer()
    foreign.wait_merging_threads()
    with engine.writer() as writer:
        writer.commit()
    engine.close()


def test_a_panic_of_tantivy_is_an_unusable_index(tmp_path: Path) -> None:
    schema = tantivy.SchemaBuilder().build()
    with pytest.raises(IndexUnusableError, match="liep vast"), damage_of_tantivy(tmp_path):
        tantivy.Index(schema).searcher().search(tantivy.Query.all_query(), limit=0)


def test_an_interruption_is_not_taken_for_damage(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), damage_of_tantivy(tmp_path):
        raise KeyboardInterrupt


STAR = Prefix("surface", "a", 0.8)
STEPS: list[tuple[Node, list[float] | None]] = [
    (All(), [1.0]),
    (STAR, [0.8]),
    (And((STAR, Value("country", "BE"))), [0.8]),
    (Best((STAR, Prefix("part", "a", 0.3), Prefix("stem", "a", 0.8))), [0.8, 0.3]),
    (Lift(STAR, Prefix("heading_surface", "a", 0.5)), [1.3, 0.8]),
    (And((Lift(STAR, All()), Best((STAR, All())))), [2.8, 2.6, 1.8, 1.6]),
    (Term("surface", "a"), None),
    (And((STAR, Term("surface", "a"))), None),
    (Or((STAR, All())), None),
    (And((Best((STAR, All())),) * 5), None),
]


@pytest.mark.parametrize(("node", "expected"), STEPS)
def test_queries_with_few_scores_are_cut_into_steps(node: Node, expected: list[float] | None) -> None:
    steps = tantivy_search.score_steps(node)
    scores = None if steps is None else [score for score, _ in steps]
    assert scores == (None if expected is None else pytest.approx(expected))


def test_whoosh_has_its_files_on_the_disk_before_the_table_of_contents(
    tmp_path: Path, make_passage: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents_when_synced: dict[str, set[str]] = {}
    sync = whoosh_format.sync

    def spy(path: Path) -> None:
        contents_when_synced[path.name] = {toc.name for toc in tmp_path.glob("*.toc")}
        sync(path)

    engine = create_engine("whoosh", tmp_path)
    monkeypatch.setattr(whoosh_format, "sync", spy)
    put(engine, make_passage("d.a", "woord"))
    segment = {path.name for path in tmp_path.glob("MAIN_*.*")}
    assert len(segment) >= 3
    assert all(contents_when_synced[name] == {"_MAIN_0.toc"} for name in segment)
    assert "_MAIN_1.toc" in contents_when_synced[tmp_path.name], "the folder comes last"
    engine.close()


def test_whoosh_reads_the_passages_of_a_segment_once(tmp_path: Path, make_passage: Make) -> None:
    engine = WhooshEngine.create(tmp_path)
    put(engine, *(make_passage(f"d{n}.a", "woord") for n in range(5)))
    (before,) = engine._open_search().source.parts.values()
    put(engine, make_passage("d0.a", "anders"))
    parts = engine._open_search().source.parts.values()
    assert [len(part.ids) for part in parts] == [5, 1]
    assert next(iter(parts)) is before
    engine.close()


def test_whoosh_purges_a_segment_of_which_half_was_deleted(tmp_path: Path, make_passage: Make) -> None:
    engine = WhooshEngine.create(tmp_path)
    put(engine, *(make_passage(f"d{n}.a", f"woord w{n}") for n in range(6)))
    put(engine, *(make_passage(f"d{n}.a", f"woord v{n}") for n in range(3)))
    assert [len(part.ids) for part in engine._open_search().source.parts.values()] == [6]
    assert engine.terms("surface", "w", limit=9) == [("woord", 6), ("w3", 1), ("w4", 1), ("w5", 1)]
    engine.close()


def test_facet_arrays_of_parts_are_those_of_the_whole() -> None:
    rows = [
        ({"country": ("BE", "NL")}, {"newest": 3}),
        ({}, {}),
        ({"country": ("NL",), "year": ("2021",)}, {"oldest": -1}),
    ]
    whole = FacetArrays.of_rows(rows)
    joined = FacetArrays.joined([FacetArrays.of_rows(rows[:1]), FacetArrays.of_rows([]), FacetArrays.of_rows(rows[1:])])
    for arrays in (whole, joined):
        assert arrays.size == 3
        assert arrays.count("country", np.ones(3, np.bool_)) == {"BE": 1, "NL": 2}
        assert arrays.count("country", np.array([False, True, True])) == {"NL": 1}
        assert arrays.holding("country", ["NL", "FR"]).tolist() == [True, False, True]
        assert arrays.between("newest", 1, 3).tolist() == [True, False, False]
        where = Filter({"country": frozenset({"NL"})}, {"oldest": (-1, -1)})
        assert arrays.passing(where).tolist() == [False, False, True]
    assert FacetArrays.joined([]).count("country", np.zeros(0, np.bool_)) == {}


def test_top_terms_asks_for_no_more_exact_counts_than_it_needs() -> None:
    exact = {"a": 1, "b": 5, "c": 4, "d": 0, "e": 4, "f": 1}
    at_most = {"a": 9, "b": 5, "c": 4, "d": 7, "e": 4, "f": 1}
    asked: list[str] = []

    def count(term: str) -> int:
        asked.append(term)
        return exact[term]

    assert top_terms(at_most.items(), count, 2) == [("b", 5), ("c", 4)]
    assert asked == ["a", "d", "b", "c"]
    assert top_terms(at_most.items(), exact.__getitem__, 9) == [("b", 5), ("c", 4), ("e", 4), ("a", 1), ("f", 1)]


def test_a_rarer_term_weighs_more_and_a_common_one_never_below_0() -> None:
    weights = [rarity(100, holding) for holding in (1, 10, 50, 100)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
