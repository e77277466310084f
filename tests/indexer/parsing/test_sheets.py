"""Survey sheets as people make them: titles above, merged headings, units, sections, remarks, hidden parts, odd CSV."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from corpus.model import Document, PassageKind
from indexer.parsing import parse


def saved(book: Workbook) -> Document:
    """Return the document that a workbook is read as."""
    buffer = io.BytesIO()
    book.save(buffer)
    return parse(buffer.getvalue(), "bevraging.xlsx")


def sheet_of(rows: Sequence[Sequence[Any]], title: str = "Tabel 1") -> tuple[Workbook, Any]:
    """Return a workbook with one sheet that has these rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def rows_of(document: Document) -> list[str]:
    """Return the text of the rows of tables."""
    return [one.text for one in document.passages if one.kind is PassageKind.TABLE_ROW]


def around(document: Document) -> list[str]:
    """Return the text that stands around the tables."""
    return [one.text for one in document.passages if one.kind is not PassageKind.TABLE_ROW]


def test_headings_on_three_levels_with_units_stand_before_every_figure() -> None:
    book, sheet = sheet_of(
        [
            ["Signalen naar grootte van de gemeente"],
            ["Bron: verzonnen bevraging 2031 (n = 133)"],
            [],
            ["Grootte", 2029, None, 2031, None],
            [None, "aantal", "aandeel", "aantal", "verschil"],
            [None, "n", "%", "n", "procentpunt"],
            ["< 10.000 inwoners", 12, 0.125, 18, 7.5],
            ["Totaal", 42, 0.2, 59, None],
            [],
            ["* Een gemeente kan meer dan één antwoord geven."],
        ]
    )
    for area in ("A1:E1", "A4:A6", "B4:C4", "D4:E4"):
        sheet.merge_cells(area)
    for place in ("C7", "C8"):
        sheet[place].number_format = "0.0%"
    document = saved(book)
    assert rows_of(document)[3:] == [
        (
            "Grootte: < 10.000 inwoners; 2029 – aantal – n: 12; 2029 – aandeel – %: 12,5%; 2031 – aantal – n: 18; "
            "2031 – verschil – procentpunt: 7,5"
        ),
        "Grootte: Totaal; 2029 – aantal – n: 42; 2029 – aandeel – %: 20,0%; 2031 – aantal – n: 59",
    ]
    assert around(document) == [
        *("Signalen naar grootte van de gemeente", "Bron: verzonnen bevraging 2031 (n = 133)"),
        "* Een gemeente kan meer dan één antwoord geven.",
    ]


def test_a_row_stands_under_the_section_of_its_table_and_a_total_does_not() -> None:
    book, sheet = sheet_of(
        [
            [None, "Stad", None, "Dorp", None],
            [None, "Ja", "Nee", "Ja", "Nee"],
            *(
                ["Leeftijd"],
                ["18-34", 12, 30, 8, 20],
                ["Opleiding"],
                ["Hoog", 5, 40, 4, 30],
                ["Totaal", 17, 70, 12, 50],
            ),
        ]
    )
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    found = rows_of(saved(book))
    assert found[3] == "Leeftijd – 18-34; Stad – Ja: 12; Stad – Nee: 30; Dorp – Ja: 8; Dorp – Nee: 20"
    assert found[5] == "Opleiding – Hoog; Stad – Ja: 5; Stad – Nee: 40; Dorp – Ja: 4; Dorp – Nee: 30"
    assert found[6].startswith("Totaal; Stad – Ja: 17")


def test_what_a_workbook_hides_is_not_read_and_named_in_a_note() -> None:
    book, sheet = sheet_of([["Gemeente", "Aantal", "Contact"], ["Zandhove", 3, "A. Verzonnen"], ["Lindeveld", 4, "B."]])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for name, state in (("Ruwe data", "hidden"), ("Intern", "veryHidden")):
        book.create_sheet(name).append(["niet", "voor", "lezers"])
        book[name].sheet_state = state
    document = saved(book)
    assert rows_of(document) == ["Gemeente | Aantal", "Gemeente: Zandhove; Aantal: 3"]
    assert len(document.pages) == 1
    assert document.notes == (
        "De verborgen bladen 'Ruwe data', 'Intern' zijn niet gelezen.",
        "Op het blad 'Tabel 1' zijn 2 verborgen rijen of kolommen niet gelezen.",
    )


def test_dates_percentages_and_amounts_are_shown_as_the_sheet_shows_them() -> None:
    moment = datetime.datetime(2031, 3, 5, 14, 30)  # noqa: DTZ001 - a workbook knows no time zones
    book, sheet = sheet_of(
        [
            ["Wat", "Wanneer", "Deel", "Kost", "Juist"],
            ["dag", datetime.date(2031, 3, 4), 0.07, 1250.5, True],
            ["maand", datetime.date(2031, 4, 1), 0.091, 0.1 + 0.2, False],
            ["tijd", moment, 1.5, 80, None],
        ]
    )
    sheet["B3"].number_format = "mmmm yyyy"
    for row in (2, 3, 4):
        sheet[f"C{row}"].number_format = "0%"
        sheet[f"D{row}"].number_format = "€ #,##0.00"
    assert rows_of(saved(book))[1:] == [
        "Wat: dag; Wanneer: 2031-03-04; Deel: 7%; Kost: € 1250,50; Juist: waar",
        "Wat: maand; Wanneer: 2031-04; Deel: 9%; Kost: € 0,30; Juist: onwaar",
        "Wat: tijd; Wanneer: 2031-03-05 14:30; Deel: 150%; Kost: € 80,00",
    ]


def test_several_tables_on_a_sheet_keep_their_own_titles_and_headings() -> None:
    book, _ = sheet_of(
        [
            *(
                [],
                ["", "Vraag 1: Ontving u signalen?"],
                ["", "Antwoord", "Aantal"],
                ["", "Ja", 81],
                ["", "Nee", 52],
                [],
            ),
            *(["", "Vraag 2: Welke?"], ["", "Fenomeen", "Aantal"], ["", "Polarisatie", 77], ["", "Ander", 40], []),
            ["", "Noot: meerdere antwoorden mogelijk."],
        ]
    )
    document = saved(book)
    assert rows_of(document) == [
        *("Antwoord | Aantal", "Antwoord: Ja; Aantal: 81", "Antwoord: Nee; Aantal: 52"),
        *("Fenomeen | Aantal", "Fenomeen: Polarisatie; Aantal: 77", "Fenomeen: Ander; Aantal: 40"),
    ]
    assert around(document) == [
        *("Vraag 1: Ontving u signalen?", "Vraag 2: Welke?", "Noot: meerdere antwoorden mogelijk."),
    ]


QUESTION = "Welke acties ondernam uw gemeente om spanningen tussen bewoners van verschillende buurten te voorkomen?"


def test_columns_may_be_named_by_the_questions_of_a_survey_or_set_in_bold() -> None:
    answers = [["Zandhove", "Wij werkten met scholen.\nEn met verenigingen."], ["Lindeveld", "Geen"]]
    asked, _ = sheet_of([["Gemeente", QUESTION], *answers])
    assert rows_of(saved(asked))[1] == f"Gemeente: Zandhove; {QUESTION}: Wij werkten met scholen. En met verenigingen."
    told = QUESTION.replace("Welke acties ondernam", "Acties van").rstrip("?")
    plain, _ = sheet_of([["Gemeente", told], *answers])
    assert rows_of(saved(plain))[2] == "Lindeveld; Geen"
    bold, sheet = sheet_of([["Gemeente", told], *answers])
    for place in ("A1", "B1"):
        sheet[place].font = Font(bold=True)
    assert rows_of(saved(bold))[2] == f"Gemeente: Lindeveld; {told}: Geen"
    filtered, sheet = sheet_of([["Gemeente", told], *answers])
    sheet.auto_filter.ref = "A1:B3"
    assert rows_of(saved(filtered))[2] == f"Gemeente: Lindeveld; {told}: Geen"


def test_a_formula_without_its_value_is_noted() -> None:
    book, _ = sheet_of([["Jaar", "Aantal"], ["2030", 4], ["Groei", "=B2*2"]])
    assert saved(book).notes == ("Van 1 cellen met een formule staat de uitkomst niet in het bestand.",)


TABLE = "Gemeente;Coördinator;Aandeel\r\nGeërshove;José;12,5\r\nLindeveld;Zoë;7,25\r\n"


@pytest.mark.parametrize(
    "data",
    [
        *(TABLE.encode(codec) for codec in ("utf-8", "utf-8-sig", "cp1252", "utf-16")),
        ("sep=;\r\n" + TABLE).encode(),
        ("\ufeffsep=;\r\n" + TABLE).encode(),
        ("Bevraging 2031\r\nBron: verzonnen\r\n\r\n" + TABLE + "\r\n* afgerond\r\n").encode("cp1252"),
        TABLE.replace(",", '","').replace('12","5', '"12,5"').replace('7","25', '"7,25"').replace(";", ",").encode(),
    ],
)
def test_a_csv_file_is_read_in_any_encoding_with_decimal_commas_and_lines_around_it(data: bytes) -> None:
    document = parse(data, "cijfers.csv")
    assert document.file.media_type == "text/csv"
    assert rows_of(document) == [
        "Gemeente | Coördinator | Aandeel",
        "Gemeente: Geërshove; Coördinator: José; Aandeel: 12,5",
        "Gemeente: Lindeveld; Coördinator: Zoë; Aandeel: 7,25",
    ]


def test_a_field_may_hold_the_delimiter_quotes_and_a_line_break() -> None:
    data = 'Gemeente;Opmerking\r\nZandhove;"Eerst; dan ""later""\r\nnog een regel"\r\nLindeveld;geen\r\n'
    assert rows_of(parse(data.encode(), "op.csv"))[1:] == [
        'Gemeente: Zandhove; Opmerking: Eerst; dan "later" nog een regel',
        "Gemeente: Lindeveld; Opmerking: geen",
    ]


def test_prose_with_commas_is_no_table_even_in_a_file_that_calls_itself_csv() -> None:
    prose = (
        b"Wij spraken, zoals elk jaar, met scholen.\n\nDaarna was er overleg.\nHet ging goed, zei men.\n\nTot zover.\n"
    )
    assert parse(prose, "verslag.csv").file.media_type == "text/plain"


def test_tables_that_stand_side_by_side_are_read_one_after_the_other() -> None:
    book, _ = sheet_of(
        [
            ["Bevraging 2031"],
            [],
            ["Signalen", None, None, "Steun"],
            ["Fenomeen", "Aantal", None, "Vorm", "Aandeel"],
            ["Polarisatie", 12, None, "Vorming", "20%"],
            ["Ander", 4, None, "Advies", "30%"],
            ["Geen", 7],
        ]
    )
    document = saved(book)
    assert [one.text for one in document.passages] == [
        *("Bevraging 2031", "Signalen", "Fenomeen | Aantal", "Fenomeen: Polarisatie; Aantal: 12"),
        *("Fenomeen: Ander; Aantal: 4", "Fenomeen: Geen; Aantal: 7"),
        *("Steun", "Vorm | Aandeel", "Vorm: Vorming; Aandeel: 20%", "Vorm: Advies; Aandeel: 30%"),
    ]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ([["Fenomeen", 2029, None, 2031], ["Polarisatie", 12, None, 14]], "Fenomeen: Polarisatie; 2029: 12; 2031: 14"),
        (
            [["Fenomeen", "Aantal", None, "Toelichting", "Bron"], ["Polarisatie", 12, None, "online", "bevraging"]],
            "Fenomeen: Polarisatie; Aantal: 12; Toelichting: online; Bron: bevraging",
        ),
    ],
)
def test_a_blank_column_within_a_table_parts_nothing(rows: list[list[Any]], last: str) -> None:
    assert rows_of(saved(sheet_of(rows)[0]))[-1] == last


def test_hidden_and_merged_cells_of_a_large_sheet_are_known_and_a_wrong_extent_is_not_believed() -> None:
    rows: list[list[Any]] = [["Gemeente", "Signalen", None, "Contact"], [None, "2029", "2031", None]]
    rows += [[f"Gemeente {number}", number, number + 1, "niet voor lezers " * 20] for number in range(6_000)]
    book, sheet = sheet_of(rows)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[4].hidden = True
    buffer, changed = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content))
    document = parse(changed.getvalue(), "bevraging.xlsx")
    found = rows_of(document)
    assert found[2] == "Gemeente: Gemeente 0; Signalen – 2029: 0; Signalen – 2031: 1"
    assert found[3].startswith("Gemeente: Gemeente 2;")
    assert len(found) == len(rows) - 1
    assert document.notes == ("Op het blad 'Tabel 1' zijn 2 verborgen rijen of kolommen niet gelezen.",)
