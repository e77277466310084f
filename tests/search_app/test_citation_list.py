"""The citation list: collected without an account, reordered, shared, taken along; the server keeps nothing."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask.testing import FlaskClient

from corpus.settings import Settings
from indexer.workspace import Workspace
from search_app import create_app
from search_app.citation_list import COOKIE, MOST, moved


@pytest.fixture
def reader(settings: Settings, workspace: Workspace) -> FlaskClient:
    """A browser with cookies of its own."""
    return create_app(settings, workspace).test_client()


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    found = [*workspace.store.passages("vbd-dreigingsbeeld-8"), *workspace.store.passages("noordergouw-vraag-412")]
    return [one.passage.id for one in found[:3]]


def change(reader: FlaskClient, what: str, passage: str = "", **more: object) -> BeautifulSoup:
    given = {"doe": what, "passage": passage, **more}
    response = reader.post("/citatenlijst", data=given, follow_redirects=True)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def listed(reader: FlaskClient, address: str = "/citatenlijst") -> list[str]:
    page = BeautifulSoup(reader.get(address).text, "lxml")
    return [str(link["href"]).removeprefix("/passage/") for link in page.select(".collected h2 a")]


def test_passages_are_collected_in_order_and_the_page_says_so(reader: FlaskClient, ids: list[str]) -> None:
    for one in ids:
        page = change(reader, "erbij", one)
        assert "Staat op uw citatenlijst" in page.get_text()
    assert listed(reader) == ids


def test_a_passage_can_be_moved_and_taken_away(reader: FlaskClient, ids: list[str]) -> None:
    for one in ids:
        change(reader, "erbij", one)
    change(reader, "hoger", ids[2])
    assert listed(reader) == [ids[0], ids[2], ids[1]]
    change(reader, "lager", ids[0])
    assert listed(reader) == [ids[2], ids[0], ids[1]]
    change(reader, "eruit", ids[0])
    assert listed(reader) == [ids[2], ids[1]]
    assert "nog leeg" in change(reader, "leeg").get_text()


def test_moving_stops_at_the_ends() -> None:
    assert moved(["a", "b"], "a", -1) == ["a", "b"]
    assert moved(["a", "b"], "b", 1) == ["a", "b"]
    assert moved(["a", "b"], "c", 1) == ["a", "b"]


def test_a_list_in_the_address_can_be_shared_and_taken_over(reader: FlaskClient, ids: list[str]) -> None:
    address = "/citatenlijst?" + "&".join(f"passage={one}" for one in ids)
    assert listed(reader, address) == ids
    assert listed(reader) == []
    change(reader, "overnemen", passages=ids)
    assert listed(reader) == ids


def test_the_word_file_holds_each_quotation_with_its_source(
    reader: FlaskClient, ids: list[str], workspace: Workspace
) -> None:
    response = reader.get("/citatenlijst.docx?" + "&".join(f"passage={one}" for one in ids))
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(response.data)).paragraphs)
    for record in workspace.store.passage_records(ids).values():
        assert record.passage.text in text
        assert f"/passage/{record.passage.id}" in text
    assert "Voorbeelddocument" in text


@pytest.mark.parametrize(("ending", "sign"), [("ris", "TY  - "), ("bib", "@techreport{"), ("csv", "/passage/")])
def test_other_files_hold_every_passage(reader: FlaskClient, ids: list[str], ending: str, sign: str) -> None:
    for one in ids:
        change(reader, "erbij", one)
    assert reader.get(f"/citatenlijst.{ending}").text.count(sign) == len(ids)


def test_a_forged_cookie_and_unknown_passages_count_for_nothing(reader: FlaskClient, ids: list[str]) -> None:
    reader.set_cookie(COOKIE, '["' + ids[0] + '"].vals')
    assert listed(reader) == []
    page = BeautifulSoup(reader.get("/citatenlijst?passage=weg.aaaaaaaaaaaaaaaa.1").text, "lxml")
    assert "niet bekend" in page.get_text()


def test_another_site_cannot_change_the_list(reader: FlaskClient, ids: list[str]) -> None:
    response = reader.post(
        "/citatenlijst", data={"doe": "erbij", "passage": ids[0]}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    assert listed(reader) == []


def test_a_full_list_says_so(reader: FlaskClient, workspace: Workspace, ids: list[str]) -> None:
    many = [f"gemeente-nota-{number}" for number in range(1, 25)]
    passages = [one.passage.id for document in many for one in workspace.store.passages(document)]
    change(reader, "overnemen", passages=passages)
    assert len(listed(reader)) == MOST
    assert "is vol" in BeautifulSoup(reader.get(f"/passage/{ids[0]}").text, "lxml").select_one("#citatenlijst").text


def test_the_cookie_fits_a_browser_and_scripts_cannot_read_it(reader: FlaskClient, workspace: Workspace) -> None:
    passages = [
        one.passage.id for number in range(1, 25) for one in workspace.store.passages(f"gemeente-nota-{number}")
    ]
    response = reader.post("/citatenlijst", data={"doe": "overnemen", "passages": passages})
    cookie = response.headers["Set-Cookie"]
    assert len(cookie) < 4096
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
