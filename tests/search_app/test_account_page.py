"""The search account: what was asked, how it was read, over what, with the exact outcome; the same in JSON."""

from __future__ import annotations

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.search import SearchRequest
from indexer.workspace import Workspace


def test_it_says_what_was_asked_and_what_was_searched(client: FlaskClient, workspace: Workspace) -> None:
    page = BeautifulSoup(client.get("/zoekverantwoording?q=gemeente+NIET+nota&land=BE&van=2001").text, "lxml")
    text = " ".join(page.main.get_text(" ").split())
    totals = workspace.store.totals()
    assert "gemeente NIET nota" in text
    assert "Land Belgi\u00eb" in text
    assert "2001 tot en met heden" in text
    assert f"Passages {totals.passages}" in text
    assert "Aangeboden, niet ingelezen 1 bestand" in text
    assert workspace.vocabulary.fingerprint in text


def test_its_numbers_are_exact_and_add_up(client: FlaskClient, workspace: Workspace) -> None:
    account = client.get("/zoekverantwoording.json?q=gemeente").json
    with workspace.searcher() as searcher:
        found = searcher.search(SearchRequest("gemeente"))
    assert (account["passages"], account["documents"]) == (found.passages, found.documents)
    assert sum(one["passages"] for one in account["found"]) == found.passages
    assert len(account["found"]) == found.documents
    assert account["permalink"] == "http://localhost/zoekverantwoording?q=gemeente"
    assert account["corpus"]["generation"]["engine"] == "tantivy"


def test_order_and_page_make_no_other_account(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/zoek?q=gemeente&sorteer=nieuwste&toon=passages&p=2").text, "lxml")
    links = {str(link["href"]) for link in page.select(".keep a")}
    assert "/zoekverantwoording?q=gemeente" in links


def test_nothing_found_is_accounted_for_too(client: FlaskClient) -> None:
    text = BeautifulSoup(client.get("/zoekverantwoording?q=xyzzy").text, "lxml").get_text(" ")
    assert "Geen passage in dit corpus" in text
    assert "dit corpus er niets over zegt" in text


def test_a_broken_query_is_explained(client: FlaskClient) -> None:
    assert client.get("/zoekverantwoording?q=NIET").status_code == 400
    assert client.get("/zoekverantwoording.json?q=NIET").status_code == 302
