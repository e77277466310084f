"""`duiding evaluate search`: labelled queries of the user's own over the user's own corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import UsageError
from corpus.model import Document
from corpus.settings import read_settings
from indexer.cli import group
from indexer.evaluation.labelled import read_queries
from indexer.rebuild import sync_index
from indexer.workspace import Workspace

LINES = (
    '{"qid": "A", "type": "fact", "query": "polarisatie", "relevant": {"eerste": 2}}\n'
    "\n"
    '{"query": "walvis", "relevant": {}}\n'
    '{"qid": "C", "query": "gemeenten", "relevant": {"tweede": 1, "elders": 2}}\n'
)


@pytest.fixture
def data(tmp_path: Path, make_document: Callable[..., Document]) -> Path:
    """A corpus of two documents, and labelled queries beside it."""
    folder = tmp_path / "data"
    with Workspace.open(read_settings({"data": str(folder), "engine": "memory"}, {})) as workspace:
        workspace.store.put(make_document("eerste", ["Over polarisatie in de wijk."]))
        workspace.store.put(make_document("tweede", ["De gemeente overlegt."]))
        sync_index(workspace.store, workspace.generations, "memory")
    (tmp_path / "vragen.jsonl").write_text(LINES, "utf-8")
    return folder


def test_means_and_each_query_come_out_as_json(data: Path, no_environment: Path) -> None:
    arguments = ["evaluate", "search", "--data", str(data), "--queries", str(data.parent / "vragen.jsonl"), "--json"]
    result = CliRunner().invoke(group, arguments, catch_exceptions=False)
    found = json.loads(result.stdout)
    assert found["all"]["queries"] == 2
    assert found["types"]["fact"]["ndcg@10"] == {"mean": 1.0, "low": 1.0, "high": 1.0}
    first, nothing, last = found["queries"]
    assert (first["qid"], first["first"], first["mrr@10"]) == ("A", ["eerste"], 1.0)
    assert (nothing["qid"], nothing["first"]) == ("3", [])
    assert last["unknown"] == ["elders"]
    assert last["recall@10"] == 0.5


def test_a_table_is_printed_with_what_the_corpus_lacks(data: Path, no_environment: Path) -> None:
    arguments = ["evaluate", "search", "--data", str(data), "--queries", str(data.parent / "vragen.jsonl")]
    result = CliRunner().invoke(group, arguments, catch_exceptions=False)
    assert result.stdout.splitlines()[1].split()[:3] == ["all", "2", "0.690"]
    assert "C: not in this corpus: elders" in result.stderr


@pytest.mark.parametrize("line", ["", "[1]", '{"query": "a"}', '{"query": "a", "relevant": {"b": "veel"}}', "{"])
def test_a_wrong_file_says_which_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(UsageError, match="line 1" if line else "no queries"):
        read_queries(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"weg\.jsonl cannot be read"):
        read_queries(tmp_path / "weg.jsonl")
