"""Examples of the help page and of docs/query-language.md: each is a query; those of the help page find something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import QueryError
from corpus.settings import read_settings
from indexer.ingest import ingest
from indexer.query.compile import compile_query
from indexer.query.syntax import parse
from indexer.query.tree import Tree, print_query
from indexer.rebuild import sync_index
from indexer.search import Searcher, SearchRequest
from indexer.sources import find_sources
from indexer.workspace import Workspace

ROOT = Path(__file__).parents[3]
HELP = [
    match[2]
    for match in re.finditer(
        r"example\(([\"'])(.*?)\1, ", (ROOT / "search_app" / "templates" / "help.html").read_text("utf-8")
    )
]
SECTIONS = re.split(r"^## ", (ROOT / "docs" / "query-language.md").read_text("utf-8"), flags=re.MULTILINE)
DOCUMENTED = [
    example
    for section in SECTIONS
    if section.startswith(("Signs", "Fields", "Near each other", "Examples"))
    for line in section.partition("### ")[0].splitlines()
    if line.startswith("|")
    for example in re.findall(r"`([^`]+)`", line)
    if re.search(r"[*~=:/\"]|OF|NIET", example) and not example.endswith(":") and example != "NEAR/10"
]


@pytest.fixture(scope="module")
def searcher(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Search over the sample documents."""
    data = str(tmp_path_factory.mktemp("examples"))
    with Workspace.open(read_settings({"data": data, "model": "none"}, {})) as workspace:
        for _outcome in ingest(workspace, find_sources([samples])):
            pass
        sync_index(workspace.store, workspace.generations, "tantivy")
        with workspace.searcher() as opened:
            yield opened


def test_there_are_examples() -> None:
    assert len(HELP) > 20
    assert len(DOCUMENTED) > 30


@pytest.mark.parametrize("text", HELP)
def test_example_of_the_help_page_finds_something_in_the_samples(searcher: Searcher, text: str) -> None:
    assert searcher.search(SearchRequest(text=text, all_words=True)).passages


@pytest.mark.parametrize("text", DOCUMENTED)
def test_documented_example_is_a_query(text: str) -> None:
    """It prints back, and the compiler takes it or names the value that only some corpora know."""
    tree = parse(text).tree
    assert parse(print_query(tree)).tree == tree
    assert refusal(tree) == "" or "kent \u201c" in refusal(tree)


def refusal(tree: Tree) -> str:
    try:
        compile_query(tree)
    except QueryError as error:
        return error.message
    return ""
