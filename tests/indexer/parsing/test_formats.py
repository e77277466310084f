"""HTML, DOCX, ODT, XLSX, CSV and text: structure kept, boilerplate and deletions left out."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from corpus.errors import ReadingError
from corpus.model import Document, PassageKind, Voice
from indexer.parsing import parse, with_id

PAGE = """<!DOCTYPE html><html lang="nl"><head><meta charset="{charset}"><title>Nieuws | Bureau</title>
<meta name="dcterms.date" content="2024-05-03"></head><body>
<nav><ul><li>Home</li></ul></nav><div class="cookie-melding">Wij plaatsen cookies.</div>
<main><h1>Sécurité in België</h1><p>Het niveau blijft <b>drie</b>.<sup><a href="#n1">1</a></sup> Dat geldt voor
heel het land, zegt de dienst die de dreiging weegt en die daarover elk jaar een openbaar verslag uitbrengt.</p>
<h2>Cijfers</h2><ol><li>Eerste punt</li><li>Tweede punt</li></ol>
<table><tr><th>Jaar</th><th>Meldingen</th></tr>
<tr><td rowspan="2">2023</td><td>287</td></tr><tr><td>12</td></tr></table>
<blockquote><p>Wij zijn op onze hoede.</p></blockquote>
<section class="voetnoten"><p>1 Zie het jaarverslag.</p></section></main>
<footer>Volg ons</footer></body></html>"""


def texts(document: Document, kind: PassageKind) -> list[str]:
    """Return the texts of the passages of one kind."""
    return [p.text for p in document.passages if p.kind is kind]


@pytest.mark.parametrize(
    ("declared", "written"),
    [("utf-8", "utf-8"), ("windows-1252", "utf-8"), ("windows-1252", "cp1252"), ("utf-8", "cp1252")],
)
def test_the_bytes_of_a_page_win_over_the_charset_it_declares(declared: str, written: str) -> None:
    document = parse(PAGE.format(charset=declared).encode(written), "nieuws.html")
    assert document.metadata.title == "Sécurité in België"


def test_a_page_keeps_its_structure_and_loses_its_menus() -> None:
    document = parse(PAGE.format(charset="utf-8").encode(), "nieuws.html")
    whole = document.page(1).text
    assert not any(word in whole for word in ("Home", "cookies", "Volg ons"))
    assert texts(document, PassageKind.LIST_ITEM) == ["1. Eerste punt", "2. Tweede punt"]
    assert texts(document, PassageKind.TABLE_ROW) == [
        "Jaar | Meldingen",
        "Jaar: 2023; Meldingen: 287",
        "Jaar: 2023; Meldingen: 12",
    ]
    assert texts(document, PassageKind.FOOTNOTE) == ["1 Zie het jaarverslag."]
    assert "blijft drie. Dat geldt" in whole
    assert document.metadata.published == "2024-05-03"
    quoted = [p for p in document.passages if p.voice is Voice.QUOTED]
    assert [p.text for p in quoted] == ["Wij zijn op onze hoede."]


def test_a_word_document_keeps_notes_lists_tables_and_forgets_deletions(made: Any) -> None:
    deleted = "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins><w:r><w:t> nieuw</w:t></w:r></w:ins>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    row = "<w:tr>{}</w:tr>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = "".join(row.format("".join(cell.format(t) for t in r)) for r in (("Jaar", "Aantal"), ("2023", "7")))
    body = (
        made.paragraph("Plan", style="Kop1")
        + made.paragraph("Wat er staat.", inside=deleted + note)
        + made.paragraph("punt", style="Lijst")
        + f"<w:tbl>{table}</w:tbl>"
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + made.paragraph("Op de volgende bladzijde.")
    )
    styles = (
        '<w:styles><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Lijst"><w:name w:val="List Bullet"/></w:style></w:styles>'
    )
    notes = '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Noot.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    document = parse(made.docx(body, styles=styles, footnotes=notes), "plan.docx")
    assert [s.title for s in document.sections] == ["Plan"]
    assert texts(document, PassageKind.PARAGRAPH) == ["Wat er staat. nieuw", "Op de volgende bladzijde."]
    assert texts(document, PassageKind.LIST_ITEM) == ["punt"]
    assert texts(document, PassageKind.FOOTNOTE) == ["1 Noot."]
    assert texts(document, PassageKind.TABLE_ROW) == ["Jaar | Aantal", "Jaar: 2023; Aantal: 7"]
    assert [page.number for page in document.pages] == [1, 2]
    assert document.passages[-1].page == 2


def test_an_open_document_keeps_headings_lists_notes_and_tables(made: Any) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Noot.</text:p></text:note-body></text:note>"
    )
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{t}</text:p></table:table-cell>' for t in row)}"
        "</table:table-row>"
        for row in (("Jaar", "Aantal"), ("2023", "7"))
    )
    body = (
        '<text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:h text:outline-level="1">Nota</text:h>'
        f"<text:p>Zie<text:s/>hier{note}.</text:p>"
        "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>"
        f"<table:table>{cells}</table:table>"
    )
    document = parse(made.odt(body), "nota.odt")
    assert [(s.level, s.title) for s in document.sections] == [(1, "Nota")]
    assert texts(document, PassageKind.PARAGRAPH) == ["Zie hier."]
    assert texts(document, PassageKind.FOOTNOTE) == ["1 Noot."]
    assert texts(document, PassageKind.LIST_ITEM) == ["punt"]
    assert texts(document, PassageKind.TABLE_ROW) == ["Jaar | Aantal", "Jaar: 2023; Aantal: 7"]


def test_a_workbook_has_a_page_per_sheet_and_a_passage_per_row_with_merged_headings() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Signalen"
    sheet.append(["Cijfers van een verzonnen bevraging bij gemeenten"])
    sheet.append(["Fenomeen", "2022", None])
    sheet.append([None, "aantal", "aandeel"])
    sheet.append(["Polarisatie", 81, 0.5])
    sheet["C4"].number_format = "0%"
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("A2:A3")
    book.create_sheet("Leeg")
    book.create_sheet("Tweede").append(["Los woord in een cel"])
    buffer = io.BytesIO()
    book.save(buffer)
    document = parse(buffer.getvalue(), "bevraging.xlsx")
    assert [(p.number, p.label) for p in document.pages] == [(1, "Signalen"), (2, "Tweede")]
    assert "Fenomeen: Polarisatie; 2022 – aantal: 81; 2022 – aandeel: 50%" in texts(document, PassageKind.TABLE_ROW)


def test_a_sheet_with_a_cell_at_its_far_end_is_read_without_filling_the_gap() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "begin van het blad"
    book.worksheets[0]["XFD1048576"] = "einde"
    buffer = io.BytesIO()
    book.save(buffer)
    document = parse(buffer.getvalue(), "ver.xlsx")
    assert "begin van het blad" in document.page(1).text
    assert document.notes


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_of_a_csv_file_is_found(delimiter: str) -> None:
    rows = [["Gemeente", "Jaar", "Meldingen"], ["Oosterveld", "2023", "12"], ["Kastelbrugge", "2023", "7"]]
    data = "\n".join(delimiter.join(row) for row in rows).encode()
    document = parse(data, "cijfers.csv")
    assert document.passages[1].text == "Gemeente: Oosterveld; Jaar: 2023; Meldingen: 12"


def test_header_lines_of_a_text_are_metadata_and_hard_line_breaks_are_undone() -> None:
    data = (
        b"# title: Een verslag\n# date: 2024-03\n# url: https://voorbeeld.be/verslag\n# licence: CC0\n\n"
        b"De gemeente werkt samen met de poli-\ntie en met het onderwijs. Dat gaat goed.\n"
        b"Wie meer wil weten leest verder.\n\n1. Eerste\n2. Tweede\n"
    )
    document = parse(data, "verslag.txt")
    metadata = document.metadata
    assert (metadata.title, metadata.published, metadata.country, metadata.licence) == (
        "Een verslag", "2024-03", "BE", "CC0",
    )  # fmt: skip
    assert document.passages[0].text == (
        "De gemeente werkt samen met de politie en met het onderwijs. Dat gaat goed. Wie meer wil weten leest verder."
    )
    assert texts(document, PassageKind.LIST_ITEM) == ["1. Eerste", "2. Tweede"]


def test_glued_sentences_are_left_as_they_are() -> None:
    document = parse(b"Zij kwamen niet.Daarna wel, zei hij.", "kort.txt")
    assert document.passages[0].text == "Zij kwamen niet.Daarna wel, zei hij."


def test_the_same_bytes_give_the_same_ids_and_another_id_renames_every_passage() -> None:
    data = PAGE.format(charset="utf-8").encode()
    first, second = parse(data, "nieuws.html"), parse(data, "nieuws.html")
    assert first == second
    renamed = with_id(first, "ander")
    assert [p.id.split(".", 1)[0] for p in renamed.passages] == ["ander"] * len(first.passages)
    assert [p.id.split(".", 1)[1] for p in renamed.passages] == [p.id.split(".", 1)[1] for p in first.passages]


def test_series_and_edition_make_the_id(made: Any) -> None:
    data = b"Een tekst van enkele woorden.\n"
    given = {"series": "nctv-dtn", "edition": "58", "title": "DTN 58", "sample": True}
    document = parse(data, "bijlage.txt", given=given)
    assert (document.id, document.metadata.title, document.metadata.sample) == ("nctv-dtn-58", "DTN 58", True)
    assert parse(data, "Bijlage één.txt").id == "bijlage-een"
    assert parse(data, "bijlage.txt", given={"id": "Eigen naam"}).id == "eigen-naam"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "leeg.txt", "empty"),
        (b"\xef\xbb\xbf \n", "wit.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "plaatje.pdf", "unsupported"),
        (bytes(range(256)) * 20, "ruis.pdf", "unsupported"),
        (b"PK\x03\x04" + b"word/document.xml" + b"x" * 100, "stuk.docx", "corrupt"),
        (b"<?xml version='1.0'?><stuk><al>Tekst</al></stuk>", "stuk.xml", "unsupported"),
        (b"<stuk><al>Tekst</al></stuk>", "stuk.txt", "unsupported"),
        (b"<html><body><nav>menu</nav></body></html>", "leeg.html", "empty"),
        (b"# title: alleen een kop\n\n", "kop.txt", "empty"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ReadingError) as caught:
        parse(data, name)
    assert caught.value.reason == reason
    assert name in str(caught.value)
