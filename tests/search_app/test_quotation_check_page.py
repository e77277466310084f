"""The page Citaatcontrole: verdicts in words, the loud warning, uploads read in the sandbox, nothing kept."""

from __future__ import annotations

import io
from pathlib import Path

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.workspace import Workspace


def check(client: FlaskClient, text: str, status: int = 200) -> BeautifulSoup:
    response = client.post("/citaatcontrole", data={"tekst": text})
    assert response.status_code == status
    return BeautifulSoup(response.text, "lxml")


def said(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())


def test_the_page_opens_with_an_empty_form(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/citaatcontrole").text, "lxml")
    assert page.find("textarea", id="tekst").text == ""
    assert page.select_one('nav [aria-current="page"]').text == "Citaatcontrole"


def test_a_quotation_that_stands_there_is_exact_with_its_place(client: FlaskClient) -> None:
    page = check(client, "Het bureau: \u201cOnline platformen spelen een rol bij radicalisering\u201d (p. 4).")
    assert page.select_one(".checked--exact")
    assert "1 citaat: 1 woord voor woord juist" in said(page)
    link = page.select_one(".checked__where a")
    assert "Dreigingsbeeld 8" in link.text
    assert client.get(link["href"]).status_code == 200


def test_a_quotation_over_two_passages_is_exact(client: FlaskClient) -> None:
    page = check(client, "\u201cneemt toe in kleine gemeenten. De burgemeester overlegt met scholen\u201d")
    assert page.select_one(".checked--exact")


def test_a_lost_negation_is_loud(client: FlaskClient) -> None:
    page = check(client, "\u201cEr is een aanwijzing voor een aanslag\u201d")
    assert page.select_one(".checked--differs")
    assert "een ontkenning" in page.select_one(".notice").text
    assert "een" in page.select_one("del").text
    assert "geen" in page.select_one("ins").text


def test_a_negation_just_outside_the_quotation_is_told(client: FlaskClient) -> None:
    page = check(client, "\u201caanwijzing voor een aanslag\u201d")
    assert page.select_one(".checked--exact")
    assert "geen" in page.select_one(".notice").text


def test_what_is_not_there_is_not_found_in_this_corpus(client: FlaskClient) -> None:
    page = check(client, "\u201cDeze woorden heeft werkelijk niemand ooit opgeschreven\u201d")
    assert page.select_one(".checked--absent")
    assert "niet in de" in said(page)


def test_parts_around_an_ellipsis_must_follow_each_other(client: FlaskClient) -> None:
    right = check(client, "\u201cDe dreiging van rechts-extremisme [\u2026] in kleine gemeenten\u201d")
    turned = check(
        client, "\u201cGemeenten vragen om een omgevingsanalyse [\u2026] Online platformen spelen een rol\u201d"
    )
    assert right.select_one(".checked--exact")
    assert turned.select_one(".checked--differs")
    assert "niet in deze volgorde" in said(turned)


def test_another_page_than_the_text_names_is_told(client: FlaskClient) -> None:
    page = check(client, "\u201cGemeenten vragen om een omgevingsanalyse over extremisme\u201d (p. 99)")
    assert "Uw tekst noemt pagina 99" in said(page)


def test_permanent_links_are_looked_up(client: FlaskClient, workspace: Workspace) -> None:
    there = workspace.store.passages("verslag")[0].passage.id
    page = check(
        client,
        f"\u201cDit blijft staan.\u201d https://duiding.invalid/passage/{there} en /passage/weg.aaaaaaaaaaaaaaaa.1",
    )
    assert f"{there} : bestaat" in said(page)
    assert "weg.aaaaaaaaaaaaaaaa.1 : bestaat niet" in said(page)


def test_markup_in_the_text_is_shown_as_text(client: FlaskClient) -> None:
    page = check(client, "\u201c<script>alert(1)</script> en nog wat woorden\u201d")
    assert page.main.find("script") is None
    assert "<script>alert(1)</script>" in page.find("textarea").text


def test_nothing_to_check_is_said(client: FlaskClient) -> None:
    assert "Plak een tekst" in said(check(client, "   ", 400))
    assert "Geen citaten gevonden" in said(check(client, "De \u201cterm\u201d zelf."))


def upload(client: FlaskClient, name: str, data: bytes) -> tuple[int, BeautifulSoup]:
    response = client.post("/citaatcontrole", data={"tekst": "", "bestand": (io.BytesIO(data), name)})
    return response.status_code, BeautifulSoup(response.text, "lxml")


def test_a_text_file_is_checked_and_not_kept(client: FlaskClient, workspace: Workspace) -> None:
    before = {path: path.stat().st_size for path in workspace.folder.rglob("*")}
    status, page = upload(client, "nota.txt", "De nota: \u201cJihadisme blijft de grootste dreiging\u201d.".encode())
    assert status == 200
    assert page.select_one(".checked--exact")
    assert {path: path.stat().st_size for path in workspace.folder.rglob("*")} == before


def test_a_file_that_cannot_be_read_says_so(client: FlaskClient) -> None:
    assert upload(client, "foto.exe", b"MZ")[0] == 400
    status, page = upload(client, "kapot.docx", b"PK\x03\x04 kapot")
    assert status == 400
    assert "Plak het stuk" in said(page)


def test_a_sample_document_quotes_itself_exactly(client: FlaskClient, samples: Path) -> None:
    status, page = upload(
        client, "factsheet.pdf", (samples / "04-factsheet-extreemrechts-in-gemeenten.pdf").read_bytes()
    )
    assert status == 200
    assert page.select_one("h2#uitkomst")


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    response = client.post("/citaatcontrole", data={"tekst": "x" * 12_000_000})
    assert response.status_code == 413
    assert "te veel" in response.text
