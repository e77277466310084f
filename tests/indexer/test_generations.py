"""Generations: what is live stays live until the next is whole, whatever happens to those who write."""

from __future__ import annotations

import gc
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import BusyError, IndexUnusableError
from indexer.engines import IndexedPassage, Request, SearchEngine, WordPosition, engine_class, open_engine
from indexer.engines.query import All, Term
from indexer.generations import Generation, Generations, IndexReader

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["memory", "tantivy", "whoosh"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    """No generation yet, and no folder."""
    return Generations(tmp_path / "index")


def put(engine: SearchEngine, document: str, *texts: str) -> None:
    """Put one document, in a batch of its own."""
    passages = [
        IndexedPassage(f"{document}.{place}", document, tuple(WordPosition(word, word) for word in text.split()))
        for place, text in enumerate(texts)
    ]
    with engine.writer() as writer:
        writer.put(document, passages)
        writer.commit()


def build(generations: Generations, engine_name: str, *texts: str, watermark: int = 1) -> Generation:
    """Build a generation with one document and make it live."""
    with generations.build(engine_name, "dutch-1") as new:
        put(new.engine, "d", *texts)
        return new.switch(watermark, len(texts))


def update(generations: Generations, document: str, text: str, watermark: int) -> None:
    """Put a document into the live generation."""
    with generations.lock():
        live = generations.live()
        engine = open_engine(live.engine, generations.engine_folder(live))
        put(engine, document, text)
        generations.set_watermark(watermark, engine.stats().passages)
        engine.close()


def found(engine: SearchEngine, term: str = "") -> list[str]:
    """The passages that hold *term*, or all."""
    query = Term("surface", term) if term else All()
    return sorted(hit.passage for hit in engine.search(Request(query, limit=1000)).hits)


def test_without_any_build_there_is_no_generation(generations: Generations) -> None:
    assert generations.current() is None
    for ask in (generations.live, IndexReader(generations).engine):
        with pytest.raises(IndexUnusableError, match="duiding rebuild"):
            ask()
    assert not generations.folder.exists()


def test_a_manifest_says_what_a_generation_is(generations: Generations, engine_name: str) -> None:
    built = build(generations, engine_name, "een", "twee", watermark=42)
    assert generations.current() == built
    assert (built.name, built.engine, built.fingerprint, built.watermark, built.passages) == (
        "gen-0001",
        engine_name,
        "dutch-1",
        42,
        2,
    )
    assert built.engine_format
    assert built.created.endswith("+00:00")
    assert build(generations, engine_name, "drie").name == "gen-0002"


def test_a_build_shows_only_when_it_switches(generations: Generations, engine_name: str) -> None:
    build(generations, engine_name, "oud")
    reader = IndexReader(generations)
    with generations.build(engine_name, "dutch-2") as new:
        put(new.engine, "d", "nieuw", "nieuw")
        assert found(reader.engine(), "oud") == ["d.0"]
        assert found(reader.engine(), "nieuw") == []
        new.switch(2, 2)
        assert found(reader.engine(), "nieuw") == ["d.0", "d.1"]
    assert (reader.generation().watermark, reader.generation().fingerprint) == (2, "dutch-2")
    reader.close()


def test_a_build_that_ends_without_switch_leaves_nothing(generations: Generations, engine_name: str) -> None:
    build(generations, engine_name, "oud")
    with generations.build(engine_name, "dutch-1"):
        pass

    def fail() -> None:
        with generations.build(engine_name, "dutch-1") as new:
            put(new.engine, "d", "nieuw")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert sorted(path.name for path in generations.folder.iterdir()) == ["current.json", "gen-0001", "lock"]


def test_a_build_with_another_number_of_passages_does_not_become_live(
    generations: Generations, engine_name: str
) -> None:
    build(generations, engine_name, "oud")
    with generations.build(engine_name, "dutch-1") as new:
        put(new.engine, "d", "een", "twee")
        with pytest.raises(IndexUnusableError, match="2 passages in plaats van 3"):
            new.switch(2, 3)
    assert generations.live().name == "gen-0001"


def test_only_one_builds_or_updates_at_a_time(generations: Generations) -> None:
    other = Generations(generations.folder)
    with generations.build("memory", "dutch-1") as new:
        for busy in (generations.lock, other.lock, lambda: other.build("memory", "dutch-1")):
            with pytest.raises(BusyError, match="al opgebouwd"), busy():
                pass
        with pytest.raises(BusyError):
            other.clean()
        new.switch(1, 0)
    other.clean()


def test_the_watermark_moves_under_the_lock_only(generations: Generations) -> None:
    with generations.lock(), pytest.raises(IndexUnusableError, match="nog geen index"):
        generations.set_watermark(2, 1)
    build(generations, "memory", "een")
    with pytest.raises(RuntimeError, match="lock"):
        generations.set_watermark(2, 1)
    assert generations.live().watermark == 1


def test_a_reader_notices_updates_in_place(generations: Generations, engine_name: str) -> None:
    build(generations, engine_name, "een")
    reader = IndexReader(generations)
    before = reader.engine()
    assert reader.engine() is before
    for number in range(2, 12):
        update(generations, f"e{number}", "twee", watermark=number)
        assert len(found(reader.engine(), "twee")) == number - 1
        assert (reader.generation().watermark, reader.generation().passages) == (number, number)
    assert found(before) == ["d.0"], "an engine taken for a request keeps its state"
    reader.close()


def test_an_old_engine_answers_until_its_last_holder_lets_go(
    generations: Generations, engine_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[object] = []
    kind = engine_class(engine_name)
    close = kind.close  # type: ignore[attr-defined]  # of the engines it makes
    monkeypatch.setattr(kind, "close", lambda self: (closed.append(self), close(self)))
    build(generations, engine_name, "oud")
    reader = IndexReader(generations)
    engine = reader.engine()
    build(generations, engine_name, "nieuw")
    assert generations.clean() == ["gen-0001"]
    assert found(reader.engine(), "nieuw") == ["d.0"]
    assert found(engine, "oud") == ["d.0"], "its files are gone, but it still holds them open"
    assert len(closed) == 5, "two engines of each build, and that of the old documents, which nobody holds"
    del engine
    gc.collect()
    assert len(closed) == 6
    reader.close()


def test_threads_search_through_switches_and_updates(generations: Generations, engine_name: str) -> None:
    """Whatever is built and cleaned meanwhile: no error, and every answer is that of one whole state."""
    build(generations, engine_name, *["woord"] * 10)
    reader = IndexReader(generations)
    done = threading.Event()
    wrong: list[object] = []

    def search() -> None:
        try:
            while not done.is_set():
                with reader.engine() as engine:
                    first, again = found(engine, "woord"), found(engine)
                if first != again or len(first) % 10:
                    wrong.append((first, again))
                done.wait(0.002)  # let the builder have its turn
        except Exception as error:  # noqa: BLE001 - a thread's error must reach the test
            wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for times in range(2, 8):
        build(generations, engine_name, *["woord"] * 10 * times, watermark=times)
        generations.clean()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(found(reader.engine())) == 70
    reader.close()


def test_cleaning_keeps_the_live_generation_and_as_many_as_asked(generations: Generations) -> None:
    for text in ("een", "twee", "drie", "vier"):
        build(generations, "memory", text)
    (generations.folder / "gen-0099" / "engine").mkdir(parents=True)
    (generations.folder / "iets-anders").mkdir()
    assert generations.clean(keep=2) == ["gen-0001", "gen-0002", "gen-0099"]
    assert generations.clean() == ["gen-0003"]
    assert generations.live().name == "gen-0004"
    assert (generations.folder / "iets-anders").is_dir()
    with pytest.raises(ValueError, match="keep at least 1"):
        generations.clean(keep=0)


def test_cleaning_keeps_a_live_generation_that_is_not_the_newest(generations: Generations) -> None:
    for text in ("een", "twee"):
        build(generations, "memory", text)
    (generations.folder / "current.json").write_text('{"generation": "gen-0001"}')
    assert generations.clean() == ["gen-0002"]
    assert found(IndexReader(generations).engine(), "een") == ["d.0"]


DAMAGE = {
    "current.json": ["", "{", "[]", '{"generation": 1}', '{"generation": "../elders"}', '{"generation": "gen-0009"}'],
    "gen-0001/manifest.json": ["", "{", "[]", "{}", '{"engine": "memory"}'],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in DAMAGE.items() for text in texts])
def test_damaged_files_are_named_and_a_new_build_repairs(generations: Generations, name: str, text: str) -> None:
    build(generations, "memory", "oud")
    (generations.folder / name).write_text(text)
    for ask in (generations.current, IndexReader(generations).engine):
        with pytest.raises(IndexUnusableError, match="duiding rebuild"):
            ask()
    build(generations, "memory", "nieuw")
    assert found(IndexReader(generations).engine(), "nieuw") == ["d.0"]
    generations.clean()


def test_a_manifest_with_a_text_for_a_number_is_damaged(generations: Generations) -> None:
    build(generations, "memory", "oud")
    path = generations.folder / "gen-0001" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "watermark": "veel"}))
    with pytest.raises(IndexUnusableError, match="beschadigd"):
        generations.current()


def test_a_generation_of_which_the_engine_is_gone_is_unusable(generations: Generations, engine_name: str) -> None:
    shutil.rmtree(generations.engine_folder(build(generations, engine_name, "oud")))
    with pytest.raises(IndexUnusableError, match="duiding rebuild"):
        IndexReader(generations).engine()


# What follows kills a process that writes, at a moment that it announces on its output or a little later.

CHILD = """
import sys
from pathlib import Path
from indexer.engines import IndexedPassage, WordPosition, open_engine
from indexer.generations import Generations

what, engine_name, folder = sys.argv[1:]
generations = Generations(Path(folder))

def say(line):
    print(line, flush=True)

def fill(engine, word):
    with engine.writer() as writer:
        for number in range(30):
            name = f"d{number}"
            body = tuple(WordPosition(text, text) for text in ("woord", word, name))
            writer.put(name, [IndexedPassage(f"{name}.{place}", name, body) for place in range(5)])
            say(f"put {number}")
        say("committing")
        writer.commit()
        say("committed")
        sys.stdin.readline()

if what == "build":
    with generations.build(engine_name, "dutch-1") as new:
        fill(new.engine, "nieuw")
        new.switch(2, 150)
        say("switched")
        sys.stdin.read()
else:
    with generations.lock():
        live = generations.live()
        engine = open_engine(live.engine, generations.engine_folder(live))
        fill(engine, "nieuw")
        generations.set_watermark(2, 150)
        say("marked")
        sys.stdin.read()
"""

POINTS = [
    *(("build", line, 0.0) for line in ("put 0", "put 29", "committing", "committed", "switched")),
    *(("update", line, 0.0) for line in ("put 20", "committing", "committed", "marked")),
    *((what, "committing", delay) for what in ("build", "update") for delay in (0.003, 0.01, 0.03)),
]


@pytest.fixture
def kill_at(tmp_path: Path, engine_name: str) -> Callable[[str, str, float], None]:
    """Run the child and kill it (signal 9) *delay* seconds after it says *line*."""
    script = tmp_path / "child.py"
    script.write_text(CHILD)

    def run(what: str, line: str, delay: float) -> None:
        command = [sys.executable, str(script), what, engine_name, str(tmp_path / "index")]
        environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        ) as child:
            assert child.stdout is not None
            assert child.stdin is not None
            if line in ("switched", "marked"):
                child.stdin.write("go on after the commit\n")
                child.stdin.flush()
            said = []
            for said_now in child.stdout:
                said.append(said_now.strip())
                if said[-1] == line:
                    break
            assert said[-1] == line
            time.sleep(delay)
            child.kill()
        assert child.returncode == -signal.SIGKILL

    return run


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new_and_the_lock_free(
    generations: Generations,
    engine_name: str,
    kill_at: Callable[[str, str, float], None],
    point: tuple[str, str, float],
) -> None:
    what, line, _ = point
    with generations.build(engine_name, "dutch-1") as old:
        put(old.engine, "oud", *["woord oud"] * 4)
        old.switch(1, 4)
    reader = IndexReader(generations)
    assert len(found(reader.engine())) == 4

    kill_at(*point)

    live = generations.live()
    for opened in (reader, IndexReader(generations)):
        held = len(found(opened.engine()))
        assert len(found(opened.engine(), "woord")) == held, "every passage is whole"
        if what == "build":
            assert held == (150 if line == "switched" else 4) == live.passages
        elif line == "marked":
            assert (held, live.watermark) == (154, 2)
        else:
            assert held in (4, 154), "all of a batch or nothing"
            assert live.watermark == 1, "what the watermark says is in the index, is"
            assert held == 4 or line.startswith("committ")
            assert held == 154 or line != "committed" or opened is reader, "not told yet of what was committed"

    put_again = "nieuw na de klap"
    update(generations, "later", put_again, watermark=3)
    assert found(reader.engine(), "klap") == ["later.0"]
    build(generations, engine_name, "schoon", watermark=4)
    assert found(reader.engine()) == ["d.0"]
    generations.clean()
    assert len([path for path in generations.folder.iterdir() if path.is_dir()]) == 1
    reader.close()
