"""Pages of organisations, institutions and phenomena: quotations, counts that lead to what they count, notices."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.model import Document, Mention, MentionKind, Rectification
from corpus.settings import read_settings
from indexer.rebuild import sync_index
from indexer.workspace import Workspace
from search_app import create_app

KRING, BOND = "org:kring-zilverpad", "org:bond-grauwe-klei"
NAMES = {
    "Kring Zilverpad": (MentionKind.ORGANISATION, KRING),
    "Bond Grauwe Klei": (MentionKind.ORGANISATION, BOND),
    "polarisatie": (MentionKind.PHENOMENON, "polarisatie"),
    "extremisme": (MentionKind.PHENOMENON, "extremisme"),
    "politie": (MentionKind.INSTITUTION, "politie"),
    "Zandhove": (MentionKind.PLACE, "plaats:zandhove"),
    "40 leden": (MentionKind.FIGURE, ""),
}
TEXTS = {
    "beeld-1": ["De Kring Zilverpad telt 40 leden.", "De politie sprak met de Kring Zilverpad over polarisatie."],
    "beeld-2": ["In Zandhove trof de Kring Zilverpad de Bond Grauwe Klei.", "Over extremisme en polarisatie."],
}
NOTICE = Rectification(
    "beeld-1", "De uitgever trok dit in", "telt 40 leden", date="2024-05", address="https://voorbeeld.invalid/r"
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, make_document: Callable[..., Document]) -> Iterator[Workspace]:
    settings = read_settings(
        {"data": str(tmp_path_factory.mktemp("profielen")), "contact": "fouten@voorbeeld.invalid"}, {}
    )
    with Workspace.open(settings) as workspace:
        for year, (name, texts) in enumerate(TEXTS.items(), 2023):
            made = make_document(
                name, texts, publisher="Bureau", country="NL", kind="dreigingsbeeld", published=f"{year}-02-01"
            )
            found = [
                Mention(one.id, match.start(), match.end(), match.group(), kind, concept, "rule:test@1")
                for one in made.passages
                for words, (kind, concept) in NAMES.items()
                for match in re.finditer(words, one.text)
            ]
            workspace.store.put(made, found, source=f"{name}.txt")
        workspace.store.rectifications.add(NOTICE, author="J. Voorbeeld")
        sync_index(workspace.store, workspace.generations, settings.engine)
        yield workspace


@pytest.fixture(scope="module")
def web(own: Workspace) -> FlaskClient:
    return create_app(own.settings, own).test_client()


@pytest.mark.parametrize(
    "address", [f"/organisatie/{KRING}", f"/organisatie/{BOND}", "/instelling/politie", "/fenomeen/polarisatie"]
)
def test_every_number_leads_to_exactly_the_passages_it_counts(web: FlaskClient, address: str) -> None:
    page = web.get(address).get_data(as_text=True)
    links = re.findall(
        r'<a href="(/zoek\?[^"]*)"(?: aria-label="[^"]*")?>(?:[^<]*</a> <span class="count">)?(\d+)[ <]', page
    )
    assert links
    for url, count in links:
        found = web.get(html.unescape(url)).get_data(as_text=True)
        total = re.search(r"(\d+) passages? in", found)
        assert total is not None, url
        assert total[1] == count, url


def test_an_organisation_is_only_said_to_be_named(web: FlaskClient) -> None:
    page = web.get(f"/organisatie/{KRING}").get_data(as_text=True)
    for words in (
        "Kring Zilverpad",
        "Genoemd in",
        "door de uitgever",
        "Datum van samenstelling",
        "fouten@voorbeeld.invalid",
    ):
        assert words in page
    for heading in ("Omvang", "Regionale spreiding", "Betekenis", "Betrokkenheid bij geweldincidenten"):
        assert f">{heading}</h2>" in page
    assert "Geen passage in dit corpus zegt hier iets over." in page
    assert "ouder dan 24 maanden" in page
    assert "/fenomeen/" not in page  # no list ties it to a phenomenon


def test_json_is_the_same_as_the_page(web: FlaskClient) -> None:
    found = web.get(f"/organisatie/{KRING}.json").get_json()
    assert (found["name"], found["passages"], found["documents"]) == ("Kring Zilverpad", 3, 2)
    assert [one["figures"] for one in found["headings"]["omvang"]] == [["40 leden"]]
    assert found["rectified"][0]["rectifications"][0]["notice"] == NOTICE.notice
    assert found["first"]["url"].startswith("http://localhost/passage/beeld-1.")


@pytest.mark.parametrize("address", ["/organisatie/bestaat-niet", "/instelling/x.json", "/fenomeen/politie"])
def test_an_unknown_id_or_one_of_another_kind_is_not_found(web: FlaskClient, address: str) -> None:
    assert web.get(address).status_code == 404


def test_a_concept_that_no_passage_names_says_so(web: FlaskClient) -> None:
    response = web.get("/fenomeen/jihadisme")
    assert response.status_code == 200
    assert "Geen passage in dit corpus noemt jihadisme." in response.get_data(as_text=True)


def test_a_phenomenon_shows_attributed_definitions_and_relations(web: FlaskClient) -> None:
    page = web.get("/fenomeen/extremisme").get_data(as_text=True)
    assert "Omschrijvingen van anderen" in page
    assert "Belgische wet van 30 november 1998" in page
    assert 'href="/fenomeen/rechts-extremisme"' in page


def test_the_overview_names_what_is_mentioned_with_its_page(web: FlaskClient) -> None:
    page = web.get("/begrippen").get_data(as_text=True)
    for address in (f"/organisatie/{KRING}", "/instelling/politie", "/fenomeen/polarisatie"):
        assert f'href="{address}"' in page


def test_mentions_lead_to_the_page_and_to_the_search(web: FlaskClient, own: Workspace) -> None:
    passage = own.store.passages("beeld-1")[1].passage.id
    for address in ("/document/beeld-1", f"/passage/{passage}"):
        page = web.get(address).get_data(as_text=True)
        assert f'href="/organisatie/{KRING}">Kring Zilverpad</a>' in page
        assert "/zoek?organisatie=org%3Akring-zilverpad" in page
        assert 'href="/zoek?fenomeen=polarisatie"' in page


def test_a_rectification_stands_wherever_the_words_do(web: FlaskClient, own: Workspace) -> None:
    passage = own.store.passages("beeld-1")[0].passage.id
    for address in (
        "/zoek?q=leden",
        "/zoek.csv?q=leden",
        "/zoek.jsonl?q=leden",
        "/zoek.ris?q=leden",
        "/zoek.bib?q=leden",
        "/zoek.atom?q=leden",
        f"/passage/{passage}",
        f"/citatenlijst?passage={passage}",
        "/document/beeld-1",
        f"/organisatie/{KRING}",
        "/rectificaties",
        f"/api/v1/passages/{passage}",
        f"/api/v1/passages/{passage}/citation",
        "/api/v1/search?q=leden",
    ):
        assert NOTICE.notice in web.get(address).get_data(as_text=True), address
    checked = web.post("/citaatcontrole", data={"tekst": "\u201cDe Kring Zilverpad telt 40 leden.\u201d"})
    assert NOTICE.notice in checked.get_data(as_text=True)
    other = own.store.passages("beeld-1")[1].passage.id
    page = web.get(f"/passage/{other}").get_data(as_text=True)
    assert page.count(NOTICE.notice) == 1  # with the words before it, which it shows for context; not in its citations


def test_a_word_document_prints_the_rectification(web: FlaskClient, own: Workspace, tmp_path: Path) -> None:
    from docx import Document as WordDocument

    passage = own.store.passages("beeld-1")[0].passage.id
    file = tmp_path / "lijst.docx"
    file.write_bytes(web.get(f"/citatenlijst.docx?passage={passage}").data)
    assert sum(NOTICE.notice in one.text for one in WordDocument(str(file)).paragraphs) == 2  # and in the footnote
