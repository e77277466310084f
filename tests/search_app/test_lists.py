"""The result list as a file and as a feed: every passage with its place and address, nothing a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from corpus.model import Passage
from indexer.search import SearchRequest
from indexer.workspace import Workspace
from search_app.viewmodels.exports import cell

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session")
def total(workspace: Workspace) -> int:
    with workspace.searcher() as searcher:
        return searcher.count(SearchRequest(text="gemeente"))


def test_the_spreadsheet_has_a_row_for_every_passage(client: FlaskClient, total: int) -> None:
    response = client.get("/zoek.csv?q=gemeente")
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == total
    assert response.headers["X-Total-Count"] == str(total)
    assert response.text.startswith("\ufeff")
    assert {row["land"] for row in rows} >= {"Belgi\u00eb", "Nederland"}
    assert all(row["passage"] and row["adres"].startswith("http://localhost/passage/") for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "+32", "-3", "@naam", "\tx"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_a_line_of_json_names_the_document_page_and_file(
    client: FlaskClient, passage_with: Callable[[str, str], Passage]
) -> None:
    lines = [json.loads(line) for line in client.get("/zoek.jsonl?q=signalen").text.splitlines()]
    passage = passage_with("vbd-dreigingsbeeld-8", "signalen")
    found = next(line for line in lines if line["passage"] == passage.id)
    assert (found["page"], found["last_page"], found["sample"]) == ("3", "4", True)
    assert found["text"] == passage.text


def test_reference_managers_get_a_record_for_every_passage(client: FlaskClient, total: int) -> None:
    assert client.get("/zoek.ris?q=gemeente").text.count("TY  - ") == total
    assert client.get("/zoek.bib?q=gemeente").text.count("@techreport{") == total


def test_filters_hold_in_a_file_too(client: FlaskClient) -> None:
    lines = client.get("/zoek.jsonl?land=NL").text.splitlines()
    assert lines
    assert {json.loads(line)["country"] for line in lines} == {"NL"}


def test_the_feed_has_the_newest_document_first(client: FlaskClient) -> None:
    response = client.get("/zoek.atom?q=gemeente")
    assert response.content_type.startswith("application/atom+xml")
    feed = etree.fromstring(response.data)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[:3] == ["Dreigingsbeeld 8", "Nota 24", "Vraag over omgevingsanalyse"]
    assert all(entry.findtext(f"{ATOM}id") and entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry"))


def test_the_results_page_leads_to_files_and_feed_with_the_same_filters(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/zoek?q=gemeente&land=BE").text, "lxml")
    links = [str(link["href"]) for link in page.select(".keep a")]
    assert len(links) == 6
    for link in links:
        assert "land=BE" in link
        assert client.get(link).status_code == 200


def test_an_unknown_file_or_a_broken_query_is_an_error_page(client: FlaskClient) -> None:
    assert client.get("/zoek.exe?q=gemeente").status_code == 404
    assert client.get("/zoek.csv?q=%22open").status_code == 400
    assert client.get("/zoek.csv?q=(((").status_code == 400


def test_per_passage_lists_passages_and_counts_pages_by_them(client: FlaskClient, total: int) -> None:
    page = BeautifulSoup(client.get("/zoek?q=gemeente&toon=passages").text, "lxml")
    assert len(page.select("article.hit")) == 20
    assert all(len(hit.select(".found > li")) == 1 for hit in page.select("article.hit"))
    last = [link.get_text() for link in page.select(".pager ol a")][-1]
    assert last == f"Pagina {-(-total // 20)}"


def test_every_bar_of_the_years_leads_to_as_many_passages_as_it_says(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/zoek?q=gemeente").text, "lxml")
    bars = page.select(".histogram a")
    assert len(bars) > 20
    for bar in bars[:4]:
        year, count = str(bar["aria-label"]).split(": ")
        there = BeautifulSoup(client.get(str(bar["href"])).text, "lxml")
        assert there.select_one(".results-total").text.startswith(count)  # type: ignore[union-attr]
        assert f"Jaar: {year}" in there.select_one(".chips").text  # type: ignore[union-attr]
