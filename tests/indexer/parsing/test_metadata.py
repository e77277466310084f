"""Metadata: what is given wins, then the front, then the address, then the file; markings are refused."""

from __future__ import annotations

import pytest

from corpus.errors import ReadingError
from indexer.parsing import parse
from indexer.parsing.markings import marking_in
from indexer.parsing.metadata import iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Brussel, 12 december 2023", "2023-12-12"),
        ("december 2023", "2023-12"),
        ("17/09/2024, Voorbeeldstad", "2024-09-17"),
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("2021", "2021"),
        ("D:20191015144825+02'00'", "2019-10-15"),
        ("telefoon 02-2023-11", ""),
        ("geen datum", ""),
        ("31/13/2020", ""),
    ],
)
def test_dates_become_iso(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_the_sources_of_metadata_are_asked_in_order() -> None:
    text = b"# url: https://voorbeeld.nl/nieuws/2021/04/05/bericht\n\nTitel van het stuk\n\nDe tekst zelf is kort.\n"
    assert parse(text, "a.txt").metadata.published == "2021-04-05"
    assert parse(text, "a.txt").metadata.country == "NL"
    dated = text.replace(b"De tekst", b"6 mei 2022\n\nDe tekst")
    assert parse(dated, "a.txt").metadata.published == "2022-05-06"
    headed = b"# date: 2020\n" + dated
    assert parse(headed, "a.txt").metadata.published == "2020"
    assert parse(headed, "a.txt", given={"published": "2019-01"}).metadata.published == "2019-01"


def test_a_given_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="published"):
        parse(b"Een tekst.", "a.txt", given={"published": "vorige week"})


@pytest.mark.parametrize(
    "line",
    [
        "VERTROUWELIJK",
        "- GEHEIM -",
        "ZEER GEHEIM",
        "BEPERKT (WET 11.12.1998)",
        "Dep. VERTROUWELIJK",
        "Departementaal Vertrouwelijk",
        "Stg. Geheim",
        "Rubricering: Dep.Vertrouwelijk",
        "TLP:RED",
        "TLP:AMBER+STRICT",
        "TLP:GREEN",
        "Beperkte verspreiding (KB 24 maart 2000)",
    ],
)
def test_a_marking_on_its_own_line_is_found(line: str) -> None:
    assert marking_in(["Gewone regel.", line])


@pytest.mark.parametrize(
    "line",
    [
        "Het verslag is vertrouwelijk.",
        "Vertrouwelijk",
        "Beperkt",
        "4. Geheim",
        "TLP:CLEAR",
        "De markering VERTROUWELIJK staat op stukken die niet openbaar zijn.",
        "beperkt",
        "GEHEIME DIENSTEN",
    ],
)
def test_ordinary_words_are_no_marking(line: str) -> None:
    assert marking_in([line]) == ""


def test_a_marked_document_is_refused_with_the_marking() -> None:
    with pytest.raises(ReadingError) as caught:
        parse(b"Verslag\n\nVERTROUWELIJK\n\nDe tekst van het verslag.\n", "nota.txt")
    assert caught.value.reason == "marked"
    assert "VERTROUWELIJK" in str(caught.value)
