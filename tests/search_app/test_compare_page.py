"""Vergelijken: two columns that say why a cell is empty, every number a link to what it counts, files to take along."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document as WordDocument
from flask.testing import FlaskClient

from corpus.model import Document, Mention, MentionKind, Rectification
from corpus.settings import read_settings
from corpus.statements import LevelStatement
from indexer.rebuild import sync_index
from indexer.workspace import Workspace
from search_app import create_app
from search_app.viewmodels.quoted import shortened

SPEAKS = "De dreiging van jihadisme is in deze periode niet kleiner geworden, zegt de dienst in het beeld van dit jaar."
LEVEL = "Het dreigingsniveau staat op 3 omdat het aantal signalen gelijk bleef."
ADDRESS = "/vergelijk?fenomeen=jihadisme"


@pytest.fixture(scope="module")
def compared(
    tmp_path_factory: pytest.TempPathFactory, make_document: Callable[..., Document]
) -> Iterator[tuple[FlaskClient, Workspace]]:
    """A browser over six documents of both countries."""
    data = str(tmp_path_factory.mktemp("vergelijk") / "data")
    with Workspace.open(read_settings({"data": data}, {})) as workspace:
        for document_id, texts, about in (
            ("be-2021", [SPEAKS, "Niets."], {"country": "BE", "published": "2021-03", "sample": True}),
            ("nl-2021", ["Een beeld zonder dat begrip.", LEVEL], {"country": "NL", "published": "2021-05"}),
            ("be-2023", [LEVEL, SPEAKS], {"country": "BE", "published": "2023", "series": "beeld"}),
            ("nl-2015", [LEVEL], {"country": "NL", "published": "2015-05"}),
            ("zonder", [SPEAKS], {"country": "BE"}),
        ):
            document = make_document(document_id, texts, **about)
            scheme = {"BE": "be-4", "NL": "nl-4" if document_id == "nl-2015" else "nl-5"}[str(about["country"])]
            said = LevelStatement(scheme[:2].upper(), scheme, 3, scope="algemeen").to_json()
            found = [
                Mention(one.id, match.start(), match.end(), match.group(), kind, concept, "test", value=value)
                for one in document.passages
                for words, kind, concept, value in (
                    ("jihadisme", MentionKind.PHENOMENON, "jihadisme", ""),
                    ("dreigingsniveau", MentionKind.LEVEL, f"{scheme}:3", said),
                )
                for match in re.finditer(words, one.text)
            ]
            workspace.store.put(document, found, source=document_id)
        workspace.store.rectifications.add(
            Rectification(document_id="be-2023", quotation=SPEAKS, notice="Dit bleek onjuist."), author="test"
        )
        sync_index(workspace.store, workspace.generations, "memory")
        yield create_app(workspace.settings, workspace).test_client(), workspace


@pytest.fixture(scope="module")
def reader(compared: tuple[FlaskClient, Workspace]) -> FlaskClient:
    return compared[0]


def page(reader: FlaskClient, address: str) -> BeautifulSoup:
    response = reader.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def cells(soup: BeautifulSoup, year: str) -> list[Tag]:
    line = next(one for one in soup.select(".compared tbody tr") if one.th and one.th.get_text().startswith(year))
    return line.select("td")


def test_an_empty_cell_says_why_it_is_empty(reader: FlaskClient) -> None:
    soup = page(reader, ADDRESS)
    assert "Noemt niets" in cells(soup, "2021")[1].get_text()
    assert "Geen document in dit jaar" in cells(soup, "2022")[0].get_text()
    assert "Alleen documenten uit België spreken hierover" in soup.get_text()
    assert "1 document telt niet mee" in soup.get_text()


def test_every_number_leads_to_the_passages_it_counts(reader: FlaskClient) -> None:
    soup = page(reader, ADDRESS)
    for link in soup.select("a.compared__rate"):
        counted = re.search(r"in ([\d.]+) passages?", link.find_parent("td").get_text())  # type: ignore[union-attr] # it stands in a cell
        assert counted
        found = page(reader, str(link["href"]))
        assert re.search(rf"\b{counted[1]} passages?\b", found.get_text())


def test_passages_are_quoted_with_their_source_and_marked_as_samples(reader: FlaskClient) -> None:
    cell = cells(page(reader, ADDRESS), "2021")[0]
    quoted = cell.select_one("blockquote")
    assert quoted is not None
    assert quoted.get_text() == SPEAKS
    assert "Voorbeelddocument" in cell.get_text()
    link = cell.select_one(".quoted__source a")
    assert link is not None
    assert SPEAKS in page(reader, str(link["href"])).get_text()


def test_a_rectification_stands_with_its_passage(reader: FlaskClient) -> None:
    assert "Dit bleek onjuist." in cells(page(reader, ADDRESS), "2023")[0].get_text()


def test_levels_stand_on_their_own_scales_with_the_break_between(reader: FlaskClient) -> None:
    soup = page(reader, "/vergelijk")
    assert [str(one.get("id")) for one in soup.select(".lane h3")] == ["schaal-be-4", "schaal-nl-4", "schaal-nl-5"]
    assert [len(one.select(".lane__level")) for one in soup.select(".lane")] == [4, 4, 5]
    order = [" ".join(one.get("class") or []) for one in soup.select(".lane, .lane__break")]
    assert order[2] == "lane__break"
    for link in soup.select(".lane svg a"):
        assert "dreigingsniveau" in page(reader, str(link["href"])).get_text()


def test_nothing_is_styled_inline(reader: FlaskClient) -> None:
    soup = page(reader, ADDRESS)
    assert soup.select("[style], style") == []
    assert soup.select(".lane svg")


def test_an_edition_leads_to_its_place_in_the_series(reader: FlaskClient) -> None:
    soup = page(reader, f"{ADDRESS}&rij=editie")
    link = soup.select_one(".compared tbody th a")
    assert link is not None
    address, _, anchor = str(link["href"]).partition("#")
    assert page(reader, address).find(id=anchor) is not None
    assert "Uitgave van het andere land" in soup.get_text()


@pytest.mark.parametrize(
    "address",
    ["/vergelijk?fenomeen=bestaat-niet", "/vergelijk?van=abc", "/vergelijk?rij=kleur", "/vergelijk?tot=99999"],
)
def test_what_is_not_understood_is_said(reader: FlaskClient, address: str) -> None:
    assert "Niet begrepen en weggelaten" in page(reader, address).get_text()


def test_a_label_and_years_in_the_wrong_order_are_understood(reader: FlaskClient) -> None:
    soup = page(reader, "/vergelijk?fenomeen=Jihadisme&van=2023&tot=2021")
    assert [one.get_text(strip=True)[:4] for one in soup.select(".compared tbody th")][:3] == ["2021", "2022", "2023"]


def test_the_comparison_is_taken_along_as_csv(reader: FlaskClient) -> None:
    response = reader.get("/vergelijk.csv?fenomeen=jihadisme&van=2021&tot=2022")
    assert response.headers["Content-Disposition"].endswith("vergelijking.csv")
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff")), delimiter=";"))
    assert [(one["rij"], one["land"], one["toestand"]) for one in rows] == [
        ("2021", "BE", "noemt"),
        ("2021", "NL", "Noemt niets"),
        ("2022", "BE", "Geen document in dit jaar"),
        ("2022", "NL", "Geen document in dit jaar"),
    ]
    assert rows[0]["alleen dit land"] == "ja"
    assert "," in rows[0]["vermeldingen per 10.000 woorden"]


def test_the_comparison_is_taken_along_as_a_word_document(reader: FlaskClient) -> None:
    document = WordDocument(io.BytesIO(reader.get("/vergelijk.docx?fenomeen=jihadisme").data))
    text = "\n".join(one.text for one in document.paragraphs)
    table = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert "Samengesteld op" in text
    assert "5 documenten" in text
    assert "verzonnen" in text
    assert "Dreigingsniveaus, elk op de eigen schaal" in text
    assert SPEAKS in table
    assert "Dit bleek onjuist." in table
    assert "Noemt niets" in table


def test_the_comparison_is_taken_along_as_json(reader: FlaskClient) -> None:
    found = reader.get("/vergelijk.json?fenomeen=jihadisme").get_json()
    assert found["topics"][0]["total"]["BE"]["passages"] == 2
    assert found["corpus"]["documents"] == 5
    assert reader.get("/vergelijk.xyz").status_code == 404


def test_a_long_quotation_is_cut_around_what_it_is_quoted_for() -> None:
    text = "Eerst iets anders. " * 30 + "Hier staat het woord waar het om gaat. " + "Daarna volgt nog veel. " * 30
    cut = shortened(text, text.index("woord"))
    assert cut.startswith("[…] Hier staat het woord waar het om gaat.")
    assert cut.endswith(" […]")
    long_sentence = "en nog wat " * 80 + "het woord " + "en nog wat " * 80
    assert "het woord" in shortened(long_sentence, long_sentence.index("woord"))
    assert shortened(" kort \n en bondig ") == "kort en bondig"
