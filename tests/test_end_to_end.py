"""From question to citation: every hit of twenty queries is on the page of the document that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from corpus.citation import cite
from corpus.identity import file_hash, normalise
from corpus.settings import read_settings
from indexer.ingest import ingest
from indexer.rebuild import sync_index
from indexer.search import PassageHit, SearchRequest
from indexer.sources import find_sources
from indexer.workspace import Workspace

QUERIES = (
    "rechts-extremisme",
    "rechtsextremistische groep",
    "jihadisme",
    "links- en rechts-extremisme",
    "polarisatie",
    "antisemitisme",
    '"lokale besturen"',
    "dreigingsniveau",
    "soevereine burgers",
    "anti-institutioneel extremisme",
    "desinformatie OF complottheorieën",
    "preventie NIET jongeren",
    "radicaliser*",
    "land:BE dreiging",
    "soort:factsheet geweld",
    "omgevingsanalyse",
    "gemeenschappelijke gegevensbank",
    "LIVC R",
    "eenling OF lone actor",
    "hoeveel meldingen in 2023",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Workspace]:
    data = tmp_path_factory.mktemp("end-to-end")
    with Workspace.open(read_settings({"data": str(data), "model": "none", "ocr": "none"}, {})) as opened:
        list(ingest(opened, find_sources([samples])))
        sync_index(opened.store, opened.generations, "tantivy")
        yield opened


@pytest.mark.parametrize("text", QUERIES)
def test_every_hit_opens_at_the_right_page_of_the_right_document(workspace: Workspace, text: str) -> None:
    with workspace.searcher() as searcher:
        result = searcher.search(SearchRequest(text=text))
    assert result.passages > 0
    assert sum(hit.count for hit in result.hits) == result.passages  # all documents fit on one page of results
    for hit in result.hits:
        data = workspace.originals.read(hit.document.file.sha256)
        assert file_hash(data) == hit.document.file.sha256
        for one in hit.passages:
            assert one.passage.text[one.snippet_start :].startswith(one.snippet)
            assert all(one.snippet[start:end].strip() for start, end in one.marks)
            if hit.document.file.media_type == "application/pdf":
                _stands_on_its_page(data, one)


def _stands_on_its_page(data: bytes, hit: PassageHit) -> None:
    """Compare with what another way of reading the page gives, letter by letter: order and white space may differ."""
    document = pypdfium2.PdfDocument(data)
    printed = "".join(
        document[number - 1].get_textpage().get_text_range()
        for number in range(hit.passage.page, hit.passage.last_page + 1)
    )
    document.close()
    on_page = _letters(printed)
    for sentence in re.split(r"(?<=[.!?])\s+", hit.passage.text):
        words = [_letters(word) for word in sentence.split()]
        assert all(word in on_page for word in words), f"p. {hit.page_label}: {sentence}"


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9à-ÿ]", "", normalise(text.replace("\ufffe", "").replace("\x02", "")))


def test_every_hit_can_be_cited_with_its_page(workspace: Workspace) -> None:
    with workspace.searcher() as searcher:
        result = searcher.search(SearchRequest(text="polarisatie"))
    for hit in result.hits:
        for one in hit.passages:
            record = workspace.store.passage(one.passage.id)
            assert record is not None
            citation = cite(record, address=f"https://duiding.invalid/passage/{one.passage.id}")
            assert hit.document.metadata.publisher in citation.footnote
            assert "oorbeelddocument" in citation.footnote
