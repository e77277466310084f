"""Reeks: a subject over editions with every passage it counts, and two documents side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from corpus.model import Document, Mention, MentionKind
from corpus.settings import read_settings
from indexer.rebuild import sync_index
from indexer.workspace import Workspace
from search_app import create_app

SAME = "De dienst publiceert dit beeld twee keer per jaar en hoort graag van lezers die een fout zien."
OLD = "In de verslagperiode telde de dienst vier meldingen over polarisatie in de gemeenten <b>aan</b> de grens."
NEW = OLD.replace("vier", "zes")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, make_document: Callable[..., Document]) -> Iterator[FlaskClient]:
    data = str(tmp_path_factory.mktemp("reeks") / "data")
    with Workspace.open(read_settings({"data": data}, {})) as workspace:
        for name, texts, published in (
            ("beeld-1", [SAME], "2021-05"),
            ("beeld-2", [SAME, OLD], "2022-05"),
            ("beeld-3", [SAME, NEW, "Nieuw in dit beeld is een bijlage met de begrippen."], "2023-05"),
        ):
            document = make_document(name, texts, title=name.capitalize(), series="beeld", published=published)
            found = [
                Mention(one.id, one.text.index("polarisatie"), one.text.index("polarisatie") + 11, "polarisatie",
                        MentionKind.PHENOMENON, "polarisatie", "test")
                for one in document.passages if "polarisatie" in one.text
            ]  # fmt: skip
            workspace.store.put(document, found, source=name)
        sync_index(workspace.store, workspace.generations, "memory")
        yield create_app(workspace.settings, workspace).test_client()


def page(reader: FlaskClient, address: str) -> BeautifulSoup:
    response = reader.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def test_the_series_are_listed(reader: FlaskClient) -> None:
    links = page(reader, "/reeksen").select("main li a")
    assert [str(one["href"]) for one in links] == ["/reeks/beeld"]


@pytest.mark.parametrize("asked", ["fenomeen=polarisatie", "woord=polarisatie", "woord=POLARISATIE+in+de"])
def test_a_subject_has_a_first_and_last_edition_and_links_to_every_passage(reader: FlaskClient, asked: str) -> None:
    soup = page(reader, f"/reeks/beeld?{asked}")
    text = soup.get_text(" ", strip=True)
    assert "Beeld-2 (mei 2022)" in text
    assert "Beeld-3 (mei 2023)" in text
    editions = soup.select(".editions > li")
    assert "Noemt dit niet." in editions[0].get_text()
    assert [len(one.select(".editions__places a")) for one in editions] == [0, 1, 1]
    for bar in soup.select(".bars svg a"):
        assert soup.find(id=str(bar["href"]).removeprefix("#")) is not None
    for link in soup.select(".editions__places a"):
        assert "polarisatie" in page(reader, str(link["href"])).get_text()


def test_the_search_behind_a_subject_finds_the_same_passages(reader: FlaskClient) -> None:
    soup = page(reader, "/reeks/beeld?fenomeen=polarisatie")
    link = soup.select_one("#verloop ~ p a")
    assert link is not None
    assert "2 passages" in page(reader, str(link["href"])).get_text()


def test_a_changed_sentence_shows_its_words(reader: FlaskClient) -> None:
    soup = page(reader, "/reeks/beeld?fenomeen=polarisatie")
    changed = soup.select("#editie-beeld-3 .change")
    assert len(changed) == 1
    assert [one.get_text() for one in changed[0].select("del, ins")] == ["vier", "zes"]
    assert "verschil in een getal" in changed[0].get_text()


def test_what_no_edition_mentions_is_said(reader: FlaskClient) -> None:
    assert "Geen editie in dit corpus noemt dit" in page(reader, "/reeks/beeld?woord=xyzzy").get_text()
    assert "Niet begrepen" in page(reader, "/reeks/beeld?fenomeen=bestaat-niet").get_text()


def test_two_documents_are_shown_passage_by_passage(reader: FlaskClient) -> None:
    soup = page(reader, "/reeks/beeld/verschil?van=beeld-2&met=beeld-3")
    totals = [one.get_text(" ", strip=True) for one in soup.select(".diff-totals li")]
    assert totals == ["1 nieuw", "0 weg", "1 anders gezegd", "0 verplaatst", "1 gelijk"]
    assert "1 passage is hier hetzelfde gebleven" in soup.get_text()
    assert SAME not in soup.get_text()
    assert [str(one["value"]) for one in soup.select("#met option[selected]")] == ["beeld-3"]
    assert soup.select(".change__text b") == []


def test_the_same_is_given_as_json(reader: FlaskClient) -> None:
    found = reader.get("/reeks/beeld.json?woord=polarisatie").get_json()
    assert (found["first"], found["last"]) == ("beeld-2", "beeld-3")
    diff = reader.get("/reeks/beeld/verschil.json?van=beeld-2&met=beeld-3").get_json()
    assert diff["counts"] == {"same": 1, "moved": 0, "reworded": 1, "new": 1, "gone": 0}


@pytest.mark.parametrize(
    "address", ["/reeks/niets", "/reeks/niets.json", "/reeks/beeld/verschil", "/reeks/beeld/verschil?van=x&met=beeld-2"]
)
def test_what_is_not_there_is_not_found(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 404
