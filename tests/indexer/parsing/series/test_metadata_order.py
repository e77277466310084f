"""Given beats front, front beats address, address beats file; titles that programs make are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from corpus.model import FoundIn, Origin, PassageKind
from indexer.parsing.metadata import describe, front_of, recognised_as
from indexer.parsing.reading import Clues, RawPage, Reading, block
from indexer.parsing.series.dates import iso_date, month_words, name_date, path_date
from indexer.parsing.series.titles import is_title

NO_CLUES = Clues()


def described(
    *lines: str, clues: Clues = NO_CLUES, name: str = "stuk.pdf", edges: tuple[str, ...] = (), **given: object
) -> Any:
    """Return metadata and origins of a PDF whose first page has these lines."""
    blocks = tuple(
        block("heading", line[2:], level=1) if line.startswith("# ") else block(PassageKind.PARAGRAPH, line)
        for line in lines
    )
    front = front_of(Reading("pdf", (RawPage(1),), blocks, clues, edge_lines=edges), name, given)
    return describe(front, recognised_as(front, given), "nl", given)


def test_a_date_is_taken_from_the_front_then_the_address_then_the_name_then_the_file() -> None:
    clues = Clues(created="D:20010203000000Z")
    address = "https://voorbeeld.nl/2002/03/04/stuk"
    steps = [
        ({"published": "2006"}, "2006"),
        ({}, "2005-06-07"),
    ]
    for given, date in steps:
        made, _ = described("# Nota", "7 juni 2005", clues=clues, name="20040506-nota.pdf", address=address, **given)
        assert made.published == date
    assert described("# Nota", clues=clues, name="20040506-nota.pdf", address=address)[0].published == "2002-03-04"
    assert described("# Nota", clues=clues, name="20040506-nota.pdf")[0].published == "2004-05-06"
    made, origins = described("# Nota", clues=clues)
    assert made.published == "2001-02-03"
    assert Origin("published", "2001-02-03", FoundIn.FILE, "D:20010203000000Z") in origins


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["# Rapport", "Datum:", "9 juni 2021"], "2021-06-09"),
        (["# Rapport", "- Datum: 25/06/2024, 09u00 - 12u00"], "2024-06-25"),
        (["# Verslag", "datum: 01/16/2017"], "2017-01-16"),
        (
            ["# Rapport", "Utrecht, 6 juli 2020 Bureau Voorbeeld, rapport over toegankelijkheid van een site"],
            "2020-07-06",
        ),
        (["# Akkoord", "Depotnummer: D/2019/3241/159"], "2019"),
        (["# Nota", "De betogingen in Brussel na de feiten van 7 oktober 2023 brachten velen op straat."], ""),
        (["# Nota", "In antwoord op uw brief van 5 juli 2024"], ""),
    ],
)
def test_the_date_of_publication_is_told_from_other_dates(lines: list[str], date: str) -> None:
    assert described(*lines)[0].published == date


def test_a_table_with_a_column_of_dates_does_not_date_the_document() -> None:
    row = block(PassageKind.TABLE_ROW, "Versie | Datum | Veranderingen")
    old = block(PassageKind.TABLE_ROW, "Versie: 0.1; Datum: 1 januari 2020")
    front = front_of(
        Reading("pdf", (RawPage(1),), (row, old, block(PassageKind.PARAGRAPH, "3 maart 2021"))), "a.pdf", {}
    )
    assert describe(front, recognised_as(front, {}), "nl", {})[0].published == "2021-03-03"


@pytest.mark.parametrize(
    ("lines", "clue", "edges", "title"),
    [
        (["# VERSLAG", "Thematische werkgroep over iets"], "", (), "VERSLAG Thematische werkgroep over iets"),
        (["# /// PUBLIEKE EVALUATIE ///", "datum: 10/10/2017"], "", (), "PUBLIEKE EVALUATIE"),
        (["# Tweede Kamer der Staten-Generaal", "# Over iets"], "", (), "Over iets"),
        (
            ["# Notitie", "voor de minister datum 12 augustus 2020 inzake een lastige zaak zaaknr 1"],
            "",
            (),
            "een lastige zaak",
        ),
        (["Aan de raad", "Betreft: spanningen in de wijk"], "", (), "spanningen in de wijk"),
        (["Een alinea."], "Een goede titel", (), "Een goede titel"),
        (["Een alinea."], "Microsoft Word - nota v2.docx", ("Bevindingen van de test", "3"), "Bevindingen van de test"),
        (["Een alinea."], "nota_v2", (), "stuk"),
        (["# Inhoudsopgave", "1 Inleiding"], "", (), "stuk"),
    ],
)
def test_the_title_is_what_the_front_says_the_document_is_about(
    lines: list[str], clue: str, edges: tuple[str, ...], title: str
) -> None:
    assert described(*lines, clues=Clues(title=clue), edges=edges)[0].title == title


@pytest.mark.parametrize(
    "text", ["Microsoft Word - a.docx", "untitled", "TLDR; x", "nota_v2", "12", "Slide 1", "a.indd"]
)
def test_titles_that_programs_make_are_none(text: str) -> None:
    assert not is_title(text)


def test_a_client_is_no_publisher_and_a_ministry_on_its_own_line_is() -> None:
    assert described("# Onderzoek", "Organisatie:", "Ministerie van Zaken en Dingen")[0].publisher == ""
    assert described("Ministerie van Zaken en Dingen", "# Onderzoek")[0].publisher == "Ministerie van Zaken en Dingen"
    assert described("# Nota", "NCTV")[0].publisher == "Nationaal Coördinator Terrorismebestrijding en Veiligheid"
    assert (
        described("# Nota", address="https://www.vvsg.be/x")[0].publisher
        == "Vereniging van Vlaamse Steden en Gemeenten"
    )


def test_the_country_is_told_by_the_address_or_by_what_the_front_names() -> None:
    assert described("# Nota", address="https://stad.be/x")[0].country == "BE"
    assert described("# Nota", "Ministerie van Zaken, 2511 DP Den Haag")[0].country == "NL"
    assert described("# Nota", "www.vlaanderen.be", "Digitaal Vlaanderen")[0].country == "BE"
    assert described("# Nota", "Nederland en België, Den Haag en Brussel")[0].country == ""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Verkiezingsprogramma 2031-2035", "verkiezingsprogramma"),
        ("Instellingsbesluit Comité", "regelgeving"),
        ("Advies over een ontwerp", "advies"),
        ("Verslag van de hoorzitting", "verslag"),
        ("Iets anders", "onbekend"),
    ],
)
def test_the_kind_is_what_the_title_calls_it(title: str, kind: str) -> None:
    assert described(f"# {title}")[0].kind == kind


def test_dates_in_paths_names_and_words() -> None:
    assert path_date("https://x.nl/a/2024/06/11/b") == "2024-06-11"
    assert path_date("https://x.nl/a/2024/b") == ""
    assert name_date("cc-2021-06-09-rapport.pdf") == name_date("20210609 rapport") == "2021-06-09"
    assert name_date("dossier 1234567890") == ""
    assert month_words("2024-06-11") == "juni 2024"
    assert iso_date("13/31/2017") == ""


@pytest.mark.parametrize(
    ("reader", "title"), [("docx", "Actieplan voor de wijk"), ("pdf", "Actieplan voor de wijk Doelen")]
)
def test_a_title_of_several_lines_comes_as_several_headings_only_from_a_pdf(
    found: Callable[..., Any], reader: str, title: str
) -> None:
    assert found("# Actieplan voor de wijk", "# Doelen", "Wij willen veel.", reader=reader).metadata.title == title


def test_a_letter_whose_labels_are_headings_is_named_by_its_subject(found: Callable[..., Any]) -> None:
    made = found(
        *("De minister van Zaken", "# Datum", "6 augustus 2030", "# Onderwerp", "# Ons kenmerk", "z2030-1"),
        *("Advies over een verzonnen meldpunt voor gemeenten", "# Samenvatting", "Het advies is kort."),
    )
    assert made.metadata.title == "Advies over een verzonnen meldpunt voor gemeenten"


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("Conceptnota aan de Vlaamse Regering", "beleidsnota"),
        ("Voorontwerp van decreet na de conceptnota", "regelgeving"),
    ],
)
def test_a_decision_on_a_policy_paper_is_no_rule(found: Callable[..., Any], act: str, kind: str) -> None:
    made = found(
        "Vlaams beleid tegen polarisatie",
        act,
        "De Vlaamse Regering keurt de tekst goed na advies.",
        address="https://beslissingenvlaamseregering.vlaanderen.be/document-view/0123456789ABCDEF01234567",
    )
    assert (made.series, made.metadata.kind) == ("vlaamse-regering-beslissingen", kind)
