"""The page of a passage: quotation, context, citations, versions; a passage that is gone keeps its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from corpus.identity import file_hash, passage_ids
from corpus.model import Document, Passage
from corpus.settings import read_settings
from indexer.workspace import Workspace
from search_app import create_app

from_document = Callable[[str, str], Passage]
RETIRED = passage_ids("verslag", ["Deze zin staat alleen in de eerste versie van het verslag."])[0]


def soup_of(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


@pytest.fixture
def passage(passage_with: from_document) -> Passage:
    return passage_with("vbd-dreigingsbeeld-8", "burgemeester")


def test_the_quotation_stands_between_its_neighbours(client: FlaskClient, passage: Passage) -> None:
    soup = soup_of(client, f"/passage/{passage.id}")
    assert soup.blockquote is not None
    assert soup.blockquote.text == passage.text
    before, after = (one.text for one in soup.select(".quotation__context"))
    assert before.startswith("De dreiging van rechts-extremisme")
    assert after.startswith("Jihadisme blijft")


def test_every_citation_form_stands_in_the_page(client: FlaskClient, passage: Passage) -> None:
    soup = soup_of(client, f"/passage/{passage.id}")
    forms = {str(box["id"]): box.text for box in soup.select("textarea[readonly]")}
    assert set(forms) == {
        "vorm-citaat", "vorm-voetnoot", "vorm-belgisch", "vorm-apa", "vorm-apa-in-tekst", "vorm-chicago",
        "vorm-bibtex", "vorm-ris", "vorm-permalink",
    }  # fmt: skip
    permalink = f"http://localhost/passage/{passage.id}"
    assert forms["vorm-permalink"].strip() == permalink
    assert passage.text in forms["vorm-citaat"]
    for name in ("vorm-citaat", "vorm-voetnoot", "vorm-ris", "vorm-bibtex"):
        assert permalink in forms[name]
    assert "p. 3" in forms["vorm-voetnoot"]


def test_each_form_has_a_label_and_a_copy_button_that_needs_javascript(client: FlaskClient, passage: Passage) -> None:
    soup = soup_of(client, f"/passage/{passage.id}")
    for box in soup.select("textarea[readonly]"):
        assert soup.find("label", attrs={"for": box["id"]}) is not None
        button = soup.find("button", attrs={"data-copy": box["id"]})
        assert button is not None
        assert button.has_attr("hidden")


def test_who_speaks_is_said(client: FlaskClient, passage_with: from_document) -> None:
    question = passage_with("noordergouw-vraag-412", "Hoeveel")
    answer = passage_with("noordergouw-vraag-412", "Van de 214")
    assert "de vraagsteller" in soup_of(client, f"/passage/{question.id}").select_one(".quotation__facts").text  # type: ignore[union-attr]
    assert "de minister" in soup_of(client, f"/passage/{answer.id}").select_one(".quotation__facts").text  # type: ignore[union-attr]


def test_mentions_are_listed_without_judgement(client: FlaskClient, passage: Passage) -> None:
    section = soup_of(client, f"/passage/{passage.id}").select_one(".mentioned")
    assert section is not None
    assert "zegt niets over wie of wat genoemd wordt" in section.text
    links = {str(link["href"]) for link in section.select("a")}
    assert links == {
        "/fenomeen/polarisatie",
        "/zoek?fenomeen=polarisatie",
        "/instelling/politie",
        "/zoek?instelling=politie",
    }


def test_it_leads_to_its_place_in_the_text_and_in_the_pdf(client: FlaskClient, passage: Passage) -> None:
    links = [
        str(link["href"]).split(":~:")[0] for link in soup_of(client, f"/passage/{passage.id}").select(".actions a")
    ]
    assert links == [
        f"/document/vbd-dreigingsbeeld-8#{passage.id.split('.', 1)[1]}",
        "/document/vbd-dreigingsbeeld-8/origineel#page=1",
    ]


@pytest.mark.parametrize(
    ("suffix", "media_type", "beginning"),
    [("ris", "application/x-research-info-systems", "TY  - "), ("bib", "application/x-bibtex", "@")],
)
def test_citations_can_be_downloaded(
    client: FlaskClient, passage: Passage, suffix: str, media_type: str, beginning: str
) -> None:
    response = client.get(f"/passage/{passage.id}.{suffix}")
    assert response.status_code == 200
    assert response.mimetype == media_type
    assert response.headers["Content-Disposition"] == f"attachment; filename={passage.id}.{suffix}"
    assert response.text.startswith(beginning)


def test_a_passage_that_is_gone_keeps_its_words(client: FlaskClient) -> None:
    soup = soup_of(client, f"/passage/{RETIRED}", 410)
    assert soup.blockquote is not None
    assert soup.blockquote.text == "Deze zin staat alleen in de eerste versie van het verslag."
    links = [str(link["href"]) for link in soup.select(".actions a")]
    assert links == ["/document/verslag", f"/document/verslag/origineel/{file_hash(b'een')[:8]}"]
    assert client.get(f"/passage/{RETIRED}.ris").status_code == 410


def test_a_passage_of_a_document_taken_out_keeps_its_words_but_not_its_file(client: FlaskClient) -> None:
    soup = soup_of(client, f"/passage/{passage_ids('weg', ['Dit document is weggenomen.'])[0]}", 410)
    assert soup.blockquote is not None
    assert soup.blockquote.text == "Dit document is weggenomen."
    assert soup.select(".actions a") == []


def test_the_address_as_seen_holds_for_every_version(client: FlaskClient, passage_with: from_document) -> None:
    kept = passage_with("verslag", "Dit blijft staan.")
    earlier, later = file_hash(b"een")[:8], file_hash(b"twee")[:8]
    assert "sindsdien vernieuwd" in soup_of(client, f"/passage/{kept.id}/versie/{earlier}").text
    assert "sindsdien vernieuwd" not in soup_of(client, f"/passage/{kept.id}/versie/{later}").text
    assert soup_of(client, f"/passage/{RETIRED}/versie/{earlier}", 410).blockquote is not None


@pytest.mark.parametrize("version", ["ffffffff", "0", ""])
def test_a_version_that_never_was_is_not_found(client: FlaskClient, passage_with: from_document, version: str) -> None:
    kept = passage_with("verslag", "Dit blijft staan.")
    assert client.get(f"/passage/{kept.id}/versie/{version}").status_code == 404


def test_a_passage_that_never_was_is_not_found(client: FlaskClient) -> None:
    assert client.get("/passage/verslag.aaaaaaaaaaaaaaaa.1").status_code == 404
    assert client.get("/passage/onzin").status_code == 404
    assert client.get("/passage/onzin.ris").status_code == 404


def test_a_citation_keeps_the_public_address_where_one_is_set(
    tmp_path: Path, make_document: Callable[..., Document]
) -> None:
    """Behind a proxy the request does not know the name under which readers come."""
    settings = read_settings({"data": str(tmp_path), "public_address": "https://duiding.invalid/kennis/"}, {})
    with Workspace.open(settings) as workspace:
        document = make_document("nota", ["Over polarisatie."])
        workspace.store.put(document)
        name = document.passages[0].id
        text = create_app(settings, workspace).test_client().get(f"/passage/{name}.ris").text
    assert f"https://duiding.invalid/kennis/passage/{name}" in text
    assert "localhost" not in text
