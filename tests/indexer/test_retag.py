"""Tagging again: only what another version tagged, the index along with it, and on from where it was broken off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Document, Mention
from corpus.settings import read_settings
from indexer.rebuild import sync_index
from indexer.retag import retag
from indexer.search import SearchRequest
from indexer.workspace import Workspace

Maker = Callable[..., Document]
OWN = "- {id: dorpsruzie, labels: [{text: dorpsruzie, type: preferred}], sources: [eigen lijst]}"


def _put(workspace: Workspace, make_document: Maker, *names: str) -> None:
    for name in names:
        workspace.store.put(make_document(name, [f"In {name} was er een dorpsruzie.", "Het extremisme groeit."]))
    sync_index(workspace.store, workspace.generations, "memory")


def _with_own(workspace: Workspace, tmp_path: Path) -> Workspace:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "phenomena.yaml").write_text(OWN, "utf-8")
    return Workspace.open(replace(workspace.settings, vocabulary=str(folder)))


def test_documents_that_were_never_tagged_are_and_then_no_more(workspace: Workspace, make_document: Maker) -> None:
    _put(workspace, make_document, "a", "b")
    first, again = retag(workspace), retag(workspace)
    assert (first.total, first.done, first.changed) == (2, 2, 2)
    assert (again.total, again.done, again.changed) == (2, 0, 0)
    assert workspace.store.tagged_otherwise(first.version) == []


def test_another_vocabulary_gives_other_tags_and_the_index_follows(
    workspace: Workspace, make_document: Maker, tmp_path: Path
) -> None:
    _put(workspace, make_document, "a")
    retag(workspace)
    with _with_own(workspace, tmp_path) as own:
        done = retag(own)
        with own.searcher() as searcher:
            found = searcher.search(SearchRequest(chosen={"phenomenon": ("dorpsruzie",)}))
    assert (done.done, done.changed) == (1, 1)
    assert [hit.document.id for hit in found.hits] == ["a"]


def test_only_another_version_needs_no_index(workspace: Workspace, make_document: Maker) -> None:
    _put(workspace, make_document, "a")
    version = retag(workspace).version
    mentions = [one for found in workspace.store.mentions_of_document("a").values() for one in found]
    older = [replace(one, method=one.method.partition("@")[0] + "@0.older") for one in mentions]
    workspace.store.put_mentions("a", older, tagged="0.older", changed=False)
    before = workspace.store.watermark()
    done = retag(workspace)
    assert (done.done, done.changed) == (1, 0)
    assert workspace.store.watermark() == before
    assert {one.method.partition("@")[2] in version for one in _mentions(workspace)} == {True}


def _mentions(workspace: Workspace) -> list[Mention]:
    return [one for found in workspace.store.mentions_of_document("a").values() for one in found]


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(workspace: Workspace, make_document: Maker) -> None:
    _put(workspace, make_document, "a", "b", "c")

    def interrupt(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        retag(workspace, progress=interrupt)
    seen: list[tuple[int, int]] = []
    assert retag(workspace, progress=lambda done, total: seen.append((done, total))).done == 1
    assert seen == [(0, 1), (1, 1)]
    with workspace.searcher() as searcher:
        assert searcher.search(SearchRequest(chosen={"phenomenon": ("extremisme",)})).documents == 3


def test_everything_is_tagged_again_when_asked(workspace: Workspace, make_document: Maker) -> None:
    _put(workspace, make_document, "a", "b")
    retag(workspace)
    assert retag(workspace, everything=True).done == 2


def test_a_folder_of_entries_in_the_data_folder_is_used_without_a_setting(tmp_path: Path) -> None:
    (tmp_path / "data" / "vocabularies").mkdir(parents=True)
    (tmp_path / "data" / "vocabularies" / "phenomena.yaml").write_text(OWN, "utf-8")
    with Workspace.open(read_settings({"data": str(tmp_path / "data")}, {})) as opened:
        assert "dorpsruzie" in opened.vocabulary
