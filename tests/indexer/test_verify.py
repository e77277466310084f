"""Disagreements between store, index and originals are found, and `rebuild` mends the index."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import Document
from indexer.rebuild import rebuild, sync_index
from indexer.search import SearchRequest
from indexer.verify import verify
from indexer.workspace import Workspace

Maker = Callable[..., Document]


@pytest.fixture
def indexed(workspace: Workspace, make_document: Maker) -> Workspace:
    """A workspace with one document and its index."""
    sha256 = workspace.originals.put(b"bestand")
    workspace.store.put(make_document("nota", ["Over polarisatie.", "Over terreur."], sha256=sha256))
    sync_index(workspace.store, workspace.generations, "tantivy")
    return workspace


def test_what_agrees_has_no_problems(indexed: Workspace) -> None:
    assert verify(indexed) == []


def test_an_index_that_is_behind_is_noticed_and_brought_along(indexed: Workspace, make_document: Maker) -> None:
    record = indexed.store.document("nota")
    assert record is not None
    indexed.store.put(make_document("ander", ["Over preventie."], sha256=record.file.sha256))
    assert {problem.where for problem in verify(indexed)} == {"index", "document ander"}
    sync_index(indexed.store, indexed.generations, "tantivy")
    assert verify(indexed) == []


def test_a_document_that_was_removed_leaves_the_index(indexed: Workspace) -> None:
    indexed.store.remove("nota")
    sync_index(indexed.store, indexed.generations, "tantivy")
    assert verify(indexed) == []
    with indexed.searcher() as searcher:
        assert searcher.search(SearchRequest(text="polarisatie")).passages == 0


def test_a_changed_or_missing_original_is_noticed(indexed: Workspace) -> None:
    record = indexed.store.document("nota")
    assert record is not None
    path = indexed.originals.path(record.file.sha256)
    path.write_bytes(b"ander bestand")
    assert [problem.where for problem in verify(indexed)] == [f"original {record.file.sha256}"]
    path.unlink()
    assert [problem.where for problem in verify(indexed)] == ["document nota"]


def test_a_damaged_index_is_noticed_and_rebuilt(indexed: Workspace) -> None:
    live = indexed.generations.current()
    assert live is not None
    for path in indexed.generations.engine_folder(live).rglob("*"):
        if path.is_file():
            path.write_bytes(b"")
    assert "index" in {problem.where for problem in verify(indexed)}
    rebuild(indexed.store, indexed.generations, "whoosh")
    assert verify(indexed) == []
    after = indexed.generations.current()
    assert after is not None
    assert (after.engine, after.passages) == ("whoosh", 2)
