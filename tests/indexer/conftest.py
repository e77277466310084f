"""A workspace to write in, and one filled with the samples to read from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import read_settings
from indexer.ingest import ingest
from indexer.rebuild import sync_index
from indexer.sources import find_sources
from indexer.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace."""
    with Workspace.open(read_settings({"data": str(tmp_path / "data"), "model": "none", "ocr": "none"}, {})) as opened:
        yield opened


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Workspace]:
    """A workspace with all samples; tests leave it as it is."""
    data = tmp_path_factory.mktemp("filled")
    with Workspace.open(read_settings({"data": str(data), "model": "none", "ocr": "none"}, {})) as opened:
        outcomes = list(ingest(opened, find_sources([samples])))
        assert not [one for one in outcomes if one.status == "failed"]
        sync_index(opened.store, opened.generations, "tantivy")
        yield opened
