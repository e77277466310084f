"""What the engine tests share: the three engines, and passages written as short texts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from indexer.engines import IndexedPassage, SearchEngine, WordPosition, create_engine

ENGINE_NAMES = ("memory", "tantivy", "whoosh")


def passage(
    name: str, text: str, *, heading: str = "", numbers: Mapping[str, int] | None = None, **values: str
) -> IndexedPassage:
    """Return the passage *name* (`document.rest`).

    A word is written `surface`, `surface|stem` or `surface|stem|part+part`; values of a facet are parted by spaces.
    """
    return IndexedPassage(
        id=name,
        document=name.partition(".")[0],
        body=_words(text),
        heading=_words(heading),
        values={facet: tuple(held.split()) for facet, held in values.items()},
        numbers=numbers or {},
    )


def _words(text: str) -> tuple[WordPosition, ...]:
    words = []
    for written in text.split():
        surface, stem, parts = (*written.split("|"), "", "")[:3]
        words.append(WordPosition(surface, stem or surface, tuple(parts.split("+")) if parts else ()))
    return tuple(words)


@pytest.fixture(scope="session")
def make_passage() -> Callable[..., IndexedPassage]:
    """A maker of passages; see `passage`."""
    return passage


@pytest.fixture(scope="session", params=ENGINE_NAMES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name


@pytest.fixture
def engine(engine_name: str, tmp_path: Path) -> Iterator[SearchEngine]:
    """An empty index."""
    opened = create_engine(engine_name, tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def fill(engine: SearchEngine) -> Callable[..., None]:
    """Put passages into the index, in one batch, and show them."""
    return partial(put, engine)


@pytest.fixture(scope="module")
def make_index(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., SearchEngine]]:
    """A maker of filled indexes, for tests that only read."""
    with contextlib.ExitStack() as opened:

        def make(*passages: IndexedPassage) -> SearchEngine:
            engine = create_engine(engine_name, tmp_path_factory.mktemp(engine_name))
            opened.callback(engine.close)
            put(engine, *passages)
            return engine

        yield make


@pytest.fixture(scope="module")
def five(make_index: Callable[..., SearchEngine]) -> SearchEngine:
    """Five passages of three documents."""
    compound = "de dreiging van rechtsextremisme|extremisme|rechts+extremisme"
    return make_index(
        passage("d1.a", compound, country="BE", year="2021"),
        passage("d1.b", "dreiging en dreiging", country="BE", year="2022", phenomenon="jihadisme extreemrechts"),
        passage("d2.a", "geen woord te veel", heading="dreiging|dreig", country="NL", year="2021"),
        passage("d3.a", "rechts en extremisme", country="NL", year="2022", phenomenon="extreemrechts"),
        passage("d3.b", "extremisme staat rechts", country="NL", year="2023"),
    )


def put(engine: SearchEngine, *passages: IndexedPassage) -> None:
    """Put passages into the index, in one batch, and show them."""
    documents: dict[str, list[IndexedPassage]] = {}
    for one in passages:
        documents.setdefault(one.document, []).append(one)
    with engine.writer() as writer:
        for document, held in documents.items():
            writer.put(document, held)
        writer.commit()
    engine.refresh()
