"""What every engine promises about writing: whole batches, one writer, nothing stale, readers beside a writer."""

from __future__ import annotations

import contextlib
import copy
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import BusyError, IndexUnusableError
from indexer.engines import IndexedPassage, Request, SearchEngine, create_engine, open_engine
from indexer.engines.query import All, Or, Phrase, Term

Fill = Callable[..., None]
Make = Callable[..., IndexedPassage]


def texts(engine: SearchEngine, term: str = "") -> list[str]:
    """The passages that hold *term*, or all, in alphabetical order."""
    found = engine.search(Request(Term("surface", term) if term else All(), facets=("document",), limit=1000))
    assert found.total == len(found.hits) == sum(found.facets["document"].values())
    return sorted(hit.passage for hit in found.hits)


def test_an_update_leaves_no_stale_and_no_doubled_passage_on_an_engine_opened_before(
    engine: SearchEngine, fill: Fill, make_passage: Make, engine_name: str, tmp_path: Path
) -> None:
    fill(make_passage("d.a", "oud"), make_passage("d.b", "oud blijft"), make_passage("e.a", "oud"))
    reader = open_engine(engine_name, tmp_path / "index")
    for times in range(4):
        assert texts(reader, "oud") == (["d.a", "d.b", "e.a"] if not times else ["d.b", "e.a"])
        fill(make_passage("d.b", "oud blijft"), make_passage("d.c", f"nieuw keer{times}"))
        reader.refresh()
        assert texts(reader) == texts(engine) == ["d.b", "d.c", "e.a"]
        assert texts(reader, "nieuw") == ["d.c"]
    reader.close()


def test_an_engine_shows_the_state_of_its_last_refresh(
    engine: SearchEngine, make_passage: Make, engine_name: str, tmp_path: Path
) -> None:
    reader = open_engine(engine_name, tmp_path / "index")
    with engine.writer() as writer:
        writer.put("d", [make_passage("d.a", "woord")])
        writer.commit()
    assert texts(reader) == texts(engine) == []
    assert reader.stats().passages == engine.stats().passages == 1
    reader.refresh()
    assert texts(reader) == ["d.a"]
    assert reader.stats().bytes > 0
    reader.close()


def test_a_copy_is_a_view_of_its_own(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "woord"))
    view = copy.copy(engine)
    fill(make_passage("d.b", "woord"), make_passage("e.a", "woord"))
    assert (texts(view), texts(engine)) == (["d.a"], ["d.b", "e.a"])
    view.refresh()
    engine.close()
    assert texts(view) == ["d.b", "e.a"]
    view.close()


def test_a_closed_engine_says_so(engine: SearchEngine) -> None:
    engine.close()
    with pytest.raises(IndexUnusableError, match="gesloten"):
        engine.search(Request(All()))
    with pytest.raises(IndexUnusableError, match="gesloten"):
        engine.terms("surface", "")


def test_what_was_committed_is_there_after_reopening(
    engine: SearchEngine, fill: Fill, make_passage: Make, engine_name: str, tmp_path: Path
) -> None:
    fill(make_passage("d.a", "een twee", country="BE", numbers={"newest": 7}))
    fill(make_passage("e.a", "twee drie"))
    engine.close()
    reopened = open_engine(engine_name, tmp_path / "index")
    assert texts(reopened, "twee") == ["d.a", "e.a"]
    found = reopened.search(Request(All(), facets=("country",), sort="newest"))
    assert (found.facets["country"], [hit.score for hit in found.hits]) == ({"BE": 1}, [7.0, 0.0])
    reopened.close()


def test_creating_anew_empties_the_index(
    engine: SearchEngine, fill: Fill, make_passage: Make, engine_name: str, tmp_path: Path
) -> None:
    fill(make_passage("d.a", "woord"))
    engine.close()
    anew = create_engine(engine_name, tmp_path / "index")
    assert (texts(anew), anew.stats().passages) == ([], 0)
    anew.close()


def test_a_batch_that_is_not_committed_never_happened(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "woord"), make_passage("e.a", "woord"))
    with engine.writer() as writer:
        writer.put("f", [make_passage("f.a", "woord")])
        writer.delete("d")
    with contextlib.suppress(ZeroDivisionError), engine.writer() as writer:
        writer.put("e", [make_passage("e.b", "woord")])
        raise ZeroDivisionError
    engine.refresh()
    assert texts(engine) == ["d.a", "e.a"]
    fill(make_passage("g.a", "woord"))
    assert texts(engine, "woord") == ["d.a", "e.a", "g.a"]


def test_an_empty_batch_may_be_committed(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill()
    fill(make_passage("d.a", "woord"))
    fill()
    assert texts(engine) == ["d.a"]


def test_within_a_batch_the_last_word_counts(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d.a", "oud"), make_passage("e.a", "oud"))
    with engine.writer() as writer:
        writer.put("d", [make_passage("d.b", "een"), make_passage("d.c", "een")])
        writer.put("n", [make_passage("n.a", "een")])
        writer.put("d", [make_passage("d.c", "twee")])
        writer.put("x", [make_passage("x.a", "een")])
        writer.delete("x")
        writer.delete("e")
        writer.put("e", [])
        writer.put("e", [make_passage("e.b", "drie")])
        writer.delete("nooit gezien")
        writer.commit()
    engine.refresh()
    assert texts(engine) == ["d.c", "e.b", "n.a"]
    assert (texts(engine, "een"), texts(engine, "oud"), texts(engine, "twee")) == (["n.a"], [], ["d.c"])
    fill(make_passage("d.c", "vier"))
    assert (texts(engine), texts(engine, "twee")) == (["d.c", "e.b", "n.a"], [])


def test_deleting_a_document_takes_that_document_only(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    fill(make_passage("d-1.a", "x"), make_passage("d-1.b", "x"), make_passage("d.a", "x"), make_passage("d-10.a", "x"))
    with engine.writer() as writer:
        writer.delete("d-1")
        writer.commit()
    engine.refresh()
    assert texts(engine) == texts(engine, "x") == ["d-10.a", "d.a"]
    assert engine.stats().passages == 2


def test_many_small_updates_leave_neither_files_nor_passages_behind(
    engine: SearchEngine, fill: Fill, make_passage: Make, tmp_path: Path
) -> None:
    for times in range(25):
        fill(*(make_passage(f"d{times % 3}.{number}", f"keer{times} woord|stam|deel+deel") for number in range(3)))
    assert len(texts(engine, "woord")) == len(texts(engine)) == engine.stats().passages == 9
    for node in (Phrase("surface", ("keer24", "woord")), Phrase("stem", ("keer24", "stam")), Term("surface", "keer24")):
        assert [hit.passage for hit in engine.search(Request(node)).hits] == ["d0.0", "d0.1", "d0.2"]
    assert engine.search(Request(Or((Term("part", "deel"), Phrase("surface", ("keer24", "keer24")))))).total == 9
    assert engine.terms("part", "d") == [("deel", 9)]
    assert len(list((tmp_path / "index").iterdir())) < 100


MISTAKES = {
    "of another document": [IndexedPassage("e.a", "e", ())],
    "same id": [IndexedPassage("d.a", "d", ()), IndexedPassage("d.a", "d", ())],
    "unknown facet": [IndexedPassage("d.a", "d", (), values={"colour": ("red",)})],
    "unknown number": [IndexedPassage("d.a", "d", (), numbers={"size": 1})],
    "64 bits": [IndexedPassage("d.a", "d", (), numbers={"newest": 2**63})],
}


@pytest.mark.parametrize("passages", MISTAKES.values(), ids=MISTAKES)
def test_passages_that_do_not_fit_are_refused(engine: SearchEngine, passages: list[IndexedPassage]) -> None:
    with engine.writer() as writer:
        with pytest.raises(ValueError, match=r"belongs|same id|unknown|64 bits"):
            writer.put("d", passages)
        writer.commit()
    assert engine.stats().passages == 0


def test_a_second_writer_is_told_that_it_is_busy(
    engine: SearchEngine, make_passage: Make, engine_name: str, tmp_path: Path
) -> None:
    other = open_engine(engine_name, tmp_path / "index")
    with engine.writer() as writer:
        for second in (engine, other):
            with pytest.raises(BusyError, match="al bijgewerkt"):
                second.writer()
        writer.put("d", [make_passage("d.a", "woord")])
        writer.commit()
    with other.writer() as writer:
        writer.put("e", [make_passage("e.a", "woord")])
        writer.commit()
    engine.refresh()
    assert texts(engine) == ["d.a", "e.a"]
    other.close()


def test_six_threads_share_one_engine(engine: SearchEngine, fill: Fill, make_passage: Make) -> None:
    words = {n: " ".join(f"w{n % m}" for m in range(2, 9)) for n in range(200)}
    fill(*(make_passage(f"d{n % 9}.{n:03}", text, year=str(n % 4)) for n, text in words.items()))
    requests = [Request(Term("surface", f"w{n % 8}"), facets=("year",), limit=n % 30) for n in range(40)]
    expected = [engine.search(request) for request in requests]
    wrong: list[object] = []

    def ask(start: int) -> None:
        try:
            order = [*range(start, 40), *range(start)]
            wrong.extend(requests[place] for place in order if engine.search(requests[place]) != expected[place])
        except Exception as error:  # noqa: BLE001 - a thread's error must reach the test
            wrong.append(error)

    threads = [threading.Thread(target=ask, args=(start * 6,)) for start in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sum(found.total for found in expected) > 200


def test_readers_beside_a_writer_see_whole_batches_only(
    engine: SearchEngine, make_passage: Make, engine_name: str, tmp_path: Path
) -> None:
    """Every batch has five passages and replaces five: at any moment a reader counts what some commit left."""
    wrong: list[object] = []
    done = threading.Event()

    def read(reader: SearchEngine) -> None:
        last = 0
        try:
            while not done.is_set():
                reader.refresh()
                found = reader.search(Request(Term("surface", "woord"), facets=("document",), limit=100))
                counts = set(found.facets["document"].values())
                if found.total != len(found.hits) or counts - {5} or found.total < last:
                    wrong.append(found)
                last = found.total
        except Exception as error:  # noqa: BLE001 - a thread's error must reach the test
            wrong.append(error)

    readers = [open_engine(engine_name, tmp_path / "index") for _ in range(2)]
    threads = [threading.Thread(target=read, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for times in range(12):
        with engine.writer() as writer:
            for document in (f"d{times}", "steeds"):
                writer.put(document, [make_passage(f"{document}.{times}-{n}", "een woord") for n in range(5)])
            writer.commit()
    done.set()
    for thread in threads:
        thread.join()
    for reader in readers:
        reader.refresh()
        assert len(texts(reader)) == 65
        reader.close()
    assert wrong == []
