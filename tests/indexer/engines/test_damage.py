"""What every engine promises about index files that are missing, cut short or of another format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import IndexUnusableError, UsageError
from indexer.engines import ENGINES, IndexedPassage, Request, SearchEngine, create_engine, engine_class, open_engine
from indexer.engines.query import All, Phrase, Term

Fill = Callable[..., None]
Make = Callable[..., IndexedPassage]


@pytest.fixture
def filled(engine: SearchEngine, fill: Fill, make_passage: Make, tmp_path: Path) -> Path:
    """The folder of a closed index with 40 passages."""
    fill(*(make_passage(f"d{n % 4}.{n}", f"een twee woord{n}", country="BE") for n in range(40)))
    engine.close()
    return tmp_path / "index"


def use(name: str, folder: Path) -> int:
    """Open the index and read all parts of it; the number of passages found."""
    engine = open_engine(name, folder)
    try:
        engine.terms("surface", "")
        engine.search(Request(Phrase("surface", ("een", "twee")), facets=("country",), sort="newest"))
        engine.search(Request(Term("stem", "een"), limit=50))
        return engine.search(Request(All(), limit=50)).total
    finally:
        engine.close()


def test_an_unknown_engine_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="memory, tantivy, whoosh"):
        create_engine("lucene", tmp_path)


def test_a_folder_without_index_is_unusable(engine_name: str, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexUnusableError, match="duiding rebuild"):
            open_engine(engine_name, folder)


def test_an_index_of_another_engine_is_unusable(filled: Path, engine_name: str) -> None:
    for other in ENGINES.keys() - {engine_name}:
        with pytest.raises(IndexUnusableError, match="gemaakt als"):
            open_engine(other, filled)


def test_an_index_of_another_format_is_unusable_until_it_is_made_anew(filled: Path, engine_name: str) -> None:
    label = filled / "engine.json"
    engine = open_engine(engine_name, filled)
    label.write_text(json.dumps({**json.loads(label.read_text()), "format": "0"}))
    with pytest.raises(IndexUnusableError, match="gemaakt als"):
        engine.writer()
    with pytest.raises(IndexUnusableError, match="gemaakt als"):
        open_engine(engine_name, filled)
    engine.close()
    create_engine(engine_name, filled).close()
    assert json.loads(label.read_text())["format"] == engine_class(engine_name).FORMAT
    assert use(engine_name, filled) == 0


@pytest.mark.parametrize("text", ["", "[]", '{"engine": 1}', "\x00\x00", "{"])
def test_a_damaged_label_is_unusable(filled: Path, engine_name: str, text: str) -> None:
    (filled / "engine.json").write_text(text)
    with pytest.raises(IndexUnusableError, match=r"engine\.json"):
        open_engine(engine_name, filled)


@pytest.mark.parametrize("rest", [0.0, 0.5, 0.95])
def test_a_file_cut_short_is_unusable_or_harmless(filled: Path, engine_name: str, rest: float) -> None:
    """Each file in turn: either the answer is right, or it says that the index is unusable; no other error."""
    unusable = 0
    files = [path for path in sorted(filled.iterdir()) if path.name != "engine.json" and path.stat().st_size]
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * rest)])
        try:
            total = use(engine_name, filled)
        except IndexUnusableError:
            unusable += 1
        else:
            assert total == 40
        path.write_bytes(whole)
    assert unusable
    assert use(engine_name, filled) == 40


def test_a_missing_file_is_unusable_or_harmless(filled: Path, engine_name: str) -> None:
    unusable = 0
    for path in sorted(filled.iterdir()):
        whole = path.read_bytes()
        path.unlink()
        try:
            total = use(engine_name, filled)
        except IndexUnusableError:
            unusable += 1
        else:
            assert total == 40
        path.write_bytes(whole)
    assert unusable >= 2
