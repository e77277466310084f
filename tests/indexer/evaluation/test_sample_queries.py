"""What queries find in the sample documents: sets of documents, and for questions the document that answers them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import read_settings
from indexer.evaluation.search import names_of
from indexer.ingest import ingest
from indexer.rebuild import sync_index
from indexer.search import Searcher, SearchRequest
from indexer.sources import find_sources
from indexer.workspace import Workspace

QUERIES = [
    json.loads(line) for line in Path(__file__).with_name("sample_queries.jsonl").read_text("utf-8").splitlines()
]
IDS = [f"{one['type']}: {one['query']}" for one in QUERIES]
SCAN = "12-gescande-brief.pdf"  # its text depends on text recognition, which a machine may lack


@pytest.fixture(scope="module")
def workspace(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample documents, read and stored once."""
    data = str(tmp_path_factory.mktemp("samples"))
    with Workspace.open(read_settings({"data": data, "model": "none"}, {})) as opened:
        for outcome in ingest(opened, [one for one in find_sources([samples]) if one.path.name != SCAN]):
            assert not outcome.reason, outcome.message
        yield opened


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "memory"])
def searcher(
    workspace: Workspace, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Searcher:
    """Search over the samples with each engine."""
    from indexer.generations import Generations, IndexReader

    generations = Generations(tmp_path_factory.mktemp("index"))
    sync_index(workspace.store, generations, request.param)
    return Searcher(workspace.store, IndexReader(generations), workspace.vocabulary)


def found(searcher: Searcher, workspace: Workspace, text: str, *, all_words: bool) -> list[str]:
    """The numbers of the documents found, best first."""
    names = names_of(workspace.store)
    hits = searcher.search(SearchRequest(text=text, all_words=all_words, per_page=50)).hits
    return [names[hit.document.id][:2] for hit in hits]


def test_there_are_queries_of_every_type() -> None:
    """Sixty at least, or the set no longer says much."""
    kinds = {one["type"] for one in QUERIES}
    assert len(QUERIES) >= 60
    assert kinds == {
        *("word", "inflection", "spelling", "acronym", "synonym", "country", "phrase", "compound", "title"),
        *("number", "field", "boolean", "negative", "question"),
    }


@pytest.mark.parametrize("query", QUERIES, ids=IDS)
def test_a_query_finds_these_documents(searcher: Searcher, workspace: Workspace, query: dict[str, object]) -> None:
    """All words in one passage, in whatever form; each engine finds the same."""
    assert sorted(found(searcher, workspace, str(query["query"]), all_words=True)) == query["found"]


@pytest.mark.parametrize("query", [one for one in QUERIES if "first" in one], ids=lambda one: one["query"])
def test_a_question_is_answered_in_the_first_three(
    searcher: Searcher, workspace: Workspace, query: dict[str, object]
) -> None:
    """Also where no passage holds all of its words."""
    assert query["first"] in found(searcher, workspace, str(query["query"]), all_words=False)[:3]
