"""Each series is recognised by its own front, and not by documents that are about it or only look like it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.catalogue import kinds, publisher_named, series
from corpus.model import FoundIn, Origin
from indexer.parsing import parse
from indexer.parsing.series import known, registry

Maker = Callable[..., Any]


def test_every_file_is_a_series_that_the_catalogue_describes() -> None:
    files = {path.stem for path in Path(known.__file__).parent.glob("*.py")} - {"__init__"}
    assert len(registry()) == len(files) >= 14
    for key, one in registry().items():
        assert key in series()
        assert one.kind in kinds()
        assert series()[key].kind == one.kind


def test_series_are_imported_only_when_a_document_comes() -> None:
    source = ast.parse(Path(known.__file__).with_name("__init__.py").read_text("utf-8"))
    assert not [node for node in ast.walk(source) if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize(
    ("lines", "edition", "date"),
    [
        (
            [
                "# Dreigingsbeeld Terrorisme Nederland 61",
                "Nationaal Coördinator Terrorismebestrijding en Veiligheid",
                "juni 2031",
            ],
            "61",
            "2031-06",
        ),
        (["# Dreigingsbeeld Terrorisme Nederland", "december 2031", "NCTV"], "december 2031", "2031-12"),
        (["# DTN61", "Dreigingsbeeld Terrorisme Nederland", "12 mei 2031"], "61", "2031-05-12"),
        (["# DTN nr48", "NCTV"], "48", ""),
        (["# Samenvatting Dreigingsbeeld Terrorisme Nederland 37", "Dreigingsniveau", "NCTV"], "37 samenvatting", ""),
        (["# Dreigingsbeeld", "# Terrorisme", "# Nederland", "# 61", "mei 2031", "NCTV"], "61", "2031-05"),
        (["# Dreigingsbeeld Terrorisme Nederland 36 (DTN36)", "30 juni 2031", "NCTV"], "36", "2031-06-30"),
        (["# Openbare versie Dreigingsbeeld Terrorisme Nederland (DTN) nr. 45", "NCTV", "mei 2031"], "45", "2031-05"),
        (["# DREIGINGSBEELD TERRORISME NEDERLAND 42", "11 juli 2031", "NCTV"], "42", "2031-07-11"),
    ],
)
def test_editions_of_the_dtn_by_number_or_month(found: Maker, lines: list[str], edition: str, date: str) -> None:
    made = found(*lines)
    assert (made.series, made.metadata.edition, made.metadata.published) == ("dtn", edition, date)
    assert made.metadata.publisher == "Nationaal Coördinator Terrorismebestrijding en Veiligheid"
    assert made.metadata.country == "NL"
    assert made.origin("series").value == "dtn"
    assert made.origin("series").words.startswith("titelblad")


def test_a_report_of_old_is_named_by_the_edition_in_its_address_and_news_about_one_is_none(found: Maker) -> None:
    folder = "https://www.nctv.nl/onderwerpen/dtn/documenten/kamerstukken/2031/06/04"
    title = "# Zesde voortgangsrapportage terrorismebestrijding, samenvatting DTN69"
    old = found(title, "Het niveau.", address=f"{folder}/zesde-voortgangsrapportage-samenvatting-dtn69")
    assert (old.series, old.metadata.edition, old.metadata.published) == ("dtn", "69 samenvatting", "2031-06-04")
    news = "https://www.nctv.nl/actueel/nieuws/2031/11/07/dtn69"
    assert found("# DTN69: dreiging blijft voorstelbaar", "NCTV", address=news).metadata.kind == "nieuws"


def test_a_dtn_is_dated_by_its_address_when_the_front_is_silent(found: Maker) -> None:
    address = "https://www.nctv.nl/onderwerpen/dtn/documenten/publicaties/2031/06/11/dreigingsbeeld-terrorisme-nederland-juni-2031"
    made = found("# Dreigingsbeeld Terrorisme Nederland", "Het dreigingsniveau.", address=address)
    assert (made.series, made.metadata.edition, made.metadata.published) == ("dtn", "juni 2031", "2031-06-11")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Aan de Voorzitter van de Tweede Kamer",
            "Datum: 6 juni 2031",
            "Onderwerp: Dreigingsbeeld Terrorisme Nederland 61",
        ],
        ["# Dreiging neemt toe", "Volgens het Dreigingsbeeld Terrorisme Nederland van de NCTV neemt de dreiging toe."],
        ["# Reactie op het DTN 61", "Een stuk over het Dreigingsbeeld Terrorisme Nederland."],
        ["# Dreigingsbeeld 7", "Voorbeeldbureau Dreigingsduiding"],
    ],
)
def test_what_is_about_the_dtn_is_no_edition_of_it(found: Maker, lines: list[str]) -> None:
    assert found(*lines).series in ("", "kamerbrieven")


@pytest.mark.parametrize(
    ("key", "edition", "lines", "options"),
    [
        (
            "ocad-jaarverslag",
            "2031",
            ["Coördinatieorgaan voor de dreigingsanalyse", "# Activiteitenverslag 2031", "De dreiging in cijfers"],
            {},
        ),
        (
            "ocad-nieuws",
            "",
            ["# Niveau blijft gelijk", "17/09/2031, Brussel – Het OCAD houdt het dreigingsniveau op 2."],
            {},
        ),
        (
            "aivd-jaarverslag",
            "2031",
            ["Algemene Inlichtingen- en Veiligheidsdienst", "# Jaarverslag 2031"],
            {"edges": ["AIVD"]},
        ),
        (
            "ess-factsheet",
            "april 2031",
            ["# Extreemrechts in Nederlandse gemeenten", "Factsheet, april 2031", "Expertise-unit Sociale Stabiliteit"],
            {},
        ),
        (
            "vvsg-bevraging",
            "2032",
            ["# Resultaten bevraging lokale besturen 2032: radicalisering en polarisatie", "VVSG vzw"],
            {},
        ),
        ("ocad-jaarverslag", "2031", ["# DE PUNTEN VERBONDEN", "# Activiteitenverslag 2031", "OCAD"], {}),
        (
            "ocad-jaarverslag",
            "2031",
            ["# Jaarverslag", "# 2031", "OCAD | Coördinatieorgaan voor de dreigingsanalyse"],
            {},
        ),
        (
            "ess-factsheet",
            "september 2031",
            ["# Factsheet", "# Extreemrechts in Nederlandse gemeentes", "ESS", "september 2031"],
            {},
        ),
        (
            "vvsg-bevraging",
            "2032",
            ["# Lokale besturen en radicalisering", "Resultaten van de VVSG-bevraging 2032", "VVSG"],
            {},
        ),
        ("vvsg-bevraging", "2032", ["# Rapportage ledenbevraging radicalisering 2032", "VVSG"], {}),
        ("sid-survey", "2032", ["# Samenleven in diversiteit: cijfers uit de SID-survey 2032", "Statistiek"], {}),
        (
            "vlaams-actieplan",
            "",
            [
                *("# Vlaams Actieplan", "# Preventie van gewelddadige radicalisering en polarisatie", "2 juni 2031"),
                *(f"# Actie {number}: overleg {number}" for number in range(1, 9)),
            ],
            {},
        ),
        ("sid-survey", "2032", ["# Samenleven in Diversiteit 2032", "Deze survey bevroeg 4.000 respondenten."], {}),
        (
            "vlaamse-regering-beslissingen",
            "",
            ["Preventie van spanningen Voorontwerp van decreet over spanningen De Vlaamse Regering keurt dat goed."],
            {},
        ),
        (
            "kamerstukken",
            "99123 4",
            [
                "# Tweede Kamer der Staten-Generaal",
                "2",
                "Vergaderjaar 2030–2031",
                "99 123 Regels over iets dat niet bestaat",
                "# Nr. 4 VERSLAG",
                "Vastgesteld 3 maart 2031",
            ],
            {"edges": ["Tweede Kamer, vergaderjaar 2030–2031, 99 123, nr. 4"]},
        ),
    ],
)
def test_series_are_recognised_by_their_front(
    found: Maker, key: str, edition: str, lines: list[str], options: dict[str, Any]
) -> None:
    made = found(*lines, **options)
    assert (made.series, made.metadata.edition) == (key, edition)
    assert made.metadata.country == series()[key].country
    assert 0.5 <= made.recognised.score <= 1
    assert made.recognised.reasons


def test_a_parliamentary_paper_is_described_by_its_front_page(found: Maker) -> None:
    made = found(
        "# Tweede Kamer der Staten-Generaal",
        "2",
        "Vergaderjaar 2030–2031",
        "99 123 Regels over iets dat niet bestaat",
        "# Nr. 4 ADVIES AFDELING ADVISERING RAAD VAN STATE",
        "Dit advies is vastgesteld 3 maart 2031.",
        edges=["Tweede Kamer, vergaderjaar 2030–2031, 99 123, nr. 4"],
    )
    assert made.metadata.title == "Regels over iets dat niet bestaat – Advies afdeling advisering raad van state"
    assert made.metadata.number == "Kamerstukken II 2030/31, 99123, nr. 4"
    assert (made.metadata.kind, made.metadata.published) == ("advies", "2031-03-03")


def test_the_form_of_a_series_does_not_make_a_real_body_its_author(found: Maker) -> None:
    made = found("# Extreemrechts in gemeenten", "Factsheet van het Bureau Voorbeeld, maart 2031")
    assert made.recognised.series is not None
    assert made.recognised.series.key == "ess-factsheet"
    assert (made.series, made.metadata.publisher, made.metadata.kind) == ("", "", "factsheet")


def test_an_invented_document_is_never_attributed(found: Maker) -> None:
    lines = ["# Dreigingsbeeld Terrorisme Nederland 61", "NCTV", "Voorbeelddocument – verzonnen voor Duiding"]
    for made in (found(*lines), found(*lines[:2], sample=True), found(*lines[:2], series="dtn", sample=True)):
        assert made.metadata.publisher == ""
        assert made.metadata.country == ""
    assert found(*lines[:2]).metadata.publisher


def test_a_given_publisher_or_series_is_never_contradicted(found: Maker) -> None:
    lines = ["# Dreigingsbeeld Terrorisme Nederland 61", "NCTV"]
    other = found(*lines, publisher="Gemeente Veenmeer")
    assert (other.series, other.metadata.publisher, other.metadata.edition) == ("", "Gemeente Veenmeer", "")
    own = found(*lines, series="eigen-reeks")
    assert (own.series, own.recognised.attributed) == ("eigen-reeks", False)
    same = found(*lines, publisher="NCTV", title="Mijn titel")
    assert (same.series, same.metadata.title, same.metadata.publisher) == ("dtn", "Mijn titel", "NCTV")


def test_a_document_of_an_unknown_series_is_read_all_the_same(found: Maker) -> None:
    made = found("# Nota over fietspaden", "Gemeente Veenmeer, 4 maart 2031", "De tekst.")
    assert made.recognised.series is None
    assert (made.metadata.title, made.metadata.published) == ("Nota over fietspaden", "2031-03-04")


def test_no_sample_is_attributed_to_a_real_body(samples: Path) -> None:
    for entry in yaml.safe_load((samples / "documents.yaml").read_text("utf-8")):
        path = samples / entry["file"]
        alone = parse(path.read_bytes(), path.name).metadata
        assert alone.series == ""
        assert publisher_named(alone.publisher) is None
        told = parse(path.read_bytes(), path.name, given=entry).metadata
        assert {key: getattr(told, key) for key in entry if key != "file"} == {
            key: value for key, value in entry.items() if key != "file"
        }


def test_the_note_of_a_document_says_its_series_and_why() -> None:
    text = "Dreigingsbeeld Terrorisme Nederland 61\n\nNCTV, juni 2031\n\nDe dreiging is gelijk gebleven.\n"
    document = parse(text.encode(), "dtn.txt")
    assert document.id == "dtn-61"
    assert document.notes[-1].startswith("Reeks: Dreigingsbeeld Terrorisme Nederland (titelblad: ‘Dreigingsbeeld")
    assert Origin("edition", "61", FoundIn.FRONT, "Dreigingsbeeld Terrorisme Nederland 61", 1) in document.origins
    assert parse(text.encode(), "dtn.txt", given={"series": "dtn", "edition": "61"}).notes == ()
