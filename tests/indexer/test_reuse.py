"""Words that come back in other documents: long runs only, one passage a document, with what came later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.settings import read_settings
from indexer.rebuild import sync_index
from indexer.reuse import MIN_WORDS, reuse_of
from indexer.workspace import Workspace

SHARED = "de dreiging vanuit deze hoek blijft volgens de dienst in alle gemeenten van de streek ongewijzigd laag"


@pytest.fixture
def workspace(tmp_path: Path, make_document: Callable[..., Document]) -> Workspace:
    opened = Workspace.open(read_settings({"data": str(tmp_path / "data"), "engine": "memory"}, {}))
    texts = {
        "eerste": (f"In het verslag staat dat {SHARED}.", "2022-05-01"),
        "tweede": (f"Zoals gezegd: \u2018{SHARED}\u2019, aldus het verslag.", "2023"),
        "derde": ("Een heel andere tekst over de dreiging vanuit deze hoek, zonder meer.", "2024"),
        "vierde": (f"Al eerder schreef men dat {SHARED.replace('ongewijzigd', 'onveranderd')}.", "2021"),
    }
    for name, (text, published) in texts.items():
        opened.store.put(make_document(name, [text, "Een slotzin."], published=published), source=name)
    sync_index(opened.store, opened.generations, "memory")
    return opened


def test_a_long_run_of_words_is_found_in_later_and_earlier_documents(workspace: Workspace) -> None:
    with workspace, workspace.searcher() as searcher:
        record = workspace.store.passages("eerste")[0]
        found = reuse_of(record, workspace.store, searcher.engine())
    assert [(one.record.document.id, one.later) for one in found] == [("vierde", False), ("tweede", True)]
    assert found[1].words == SHARED
    assert all(one.count >= MIN_WORDS for one in found)


def test_a_short_passage_comes_back_nowhere(workspace: Workspace) -> None:
    with workspace, workspace.searcher() as searcher:
        record = workspace.store.passages("eerste")[1]
        assert reuse_of(record, workspace.store, searcher.engine()) == ()
