"""What the knowledge queries say of the samples, as written down; DUIDING_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.knowledge.comparison import compare_countries
from corpus.knowledge.edition_diff import diff_documents
from corpus.knowledge.evolution import evolution
from corpus.knowledge.plain import comparison_values, diff_values, evolution_values
from corpus.store import Store
from indexer.workspace import Workspace

GOLDEN = Path(__file__).parent / "golden_knowledge"
VIEWS: dict[str, Callable[[Store], dict[str, Any]]] = {
    "vergelijking-per-jaar": lambda store: comparison_values(
        compare_countries(store, ["rechts-extremisme", "soevereinen"]), store
    ),
    "vergelijking-per-editie": lambda store: comparison_values(
        compare_countries(store, ["jihadisme"], year_from=2024, rows="edition"), store
    ),
    "reeks": lambda store: evolution_values(evolution(store, "vbd-dreigingsbeeld", concept="rechts-extremisme"), store),
    "verschil": lambda store: diff_values(diff_documents(store, "vbd-dreigingsbeeld-7", "vbd-dreigingsbeeld-8"), store),
}


def shortened(value: Any) -> Any:
    """Return *value* with its long texts cut, so that a reader of the file sees what it says."""
    if isinstance(value, dict):
        return {key: shortened(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shortened(one) for one in value]
    return value[:60] if isinstance(value, str) and len(value) > 80 else value


@pytest.mark.parametrize("name", VIEWS)
def test_the_samples_give_what_is_written_down(name: str, filled: Workspace) -> None:
    found = VIEWS[name](filled.store)
    assert found.pop("corpus")["documents"] == filled.store.totals().documents
    found = shortened(found)
    path = GOLDEN / f"{name}.json"
    if os.environ.get("DUIDING_UPDATE_GOLDEN"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert path.exists(), "nothing written down yet: run with DUIDING_UPDATE_GOLDEN=1 and look at what it writes"
    assert found == json.loads(path.read_text("utf-8"))


def test_every_count_is_the_number_of_passages_that_a_search_finds(filled: Workspace) -> None:
    from indexer.search import SearchRequest

    with filled.searcher() as searcher:
        for row in compare_countries(filled.store, ["rechts-extremisme"]).topics[0].rows:
            for cell in row.cells:
                chosen = {"phenomenon": ("rechts-extremisme",), "country": (cell.country,), "year": (row.key,)}
                assert searcher.search(SearchRequest(chosen=chosen)).passages == cell.passages
