"""Word and OpenDocument files as offices make them: printed numbers, tracked changes, boxes, tables within tables."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.model import Document, PassageKind
from indexer.parsing import parse
from indexer.parsing.docx_numbers import formatted


def texts(document: Document, *kinds: PassageKind) -> list[str]:
    """Return the texts of the passages of some kinds."""
    return [one.text for one in document.passages if one.kind in kinds]


def item(text: str, number: int, depth: int = 0, *, style: str = "") -> str:
    """Return the XML of a Word paragraph in a list."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    list_ = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}{list_}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(depth: int, form: str, text: str, extra: str = "") -> str:
    """Return the XML of a level of a Word list."""
    return f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{extra}</w:lvl>'


FIRST, SECOND = '<w:pStyle w:val="Kop1"/>', '<w:isLgl/><w:pStyle w:val="Kop2"/>'  # levels that belong to a style
NUMBERING = (
    "<w:numbering>"
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%1.%2)")}'
    f"{level(2, 'upperRoman', '%3.')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "Artikel %1", FIRST)}'
    f"{level(1, 'decimal', '%1.%2', SECOND)}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)
STYLES = "".join(
    f'<w:style w:styleId="Kop{number}"><w:name w:val="heading {number}"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
    "</w:pPr></w:style>"
    for number in (1, 2)
)


def test_items_of_a_word_list_bear_the_numbers_that_word_prints(made: Any) -> None:
    body = (
        item("eerste", 1)
        + item("diep", 1, 1)
        + item("dieper", 1, 2)
        + item("nog", 1, 1)
        + item("tweede", 1)
        + item("weer diep", 1, 1)
        + item("teken", 2)
        + made.paragraph("Tussendoor.")
        + item("derde", 1)
        + item("elders", 4)
        + item("geen", 0)
    )
    document = parse(made.docx(body, numbering=NUMBERING), "lijst.docx")
    assert texts(document, PassageKind.LIST_ITEM) == [
        *("1. eerste", "1.a) diep", "I. dieper", "1.b) nog", "2. tweede", "2.a) weer diep", "teken", "3. derde"),
        "7. elders",
    ]
    assert texts(document, PassageKind.PARAGRAPH) == ["Tussendoor.", "geen"]


def test_numbers_that_belong_to_the_style_of_a_heading_are_printed_before_it(made: Any) -> None:
    body = "".join(
        made.paragraph(text, style=style)
        for text, style in (("Doel", "Kop1"), ("Wie", "Kop2"), ("Wat", "Kop2"), ("Duur", "Kop1"), ("Slot", "Kop2"))
    ) + made.paragraph("Tekst.")
    document = parse(made.docx(body, numbering=NUMBERING, styles=f"<w:styles>{STYLES}</w:styles>"), "plan.docx")
    assert [section.title for section in document.sections] == [
        *("Artikel I Doel", "1.1 Wie", "1.2 Wat", "Artikel II Duur", "2.1 Slot"),
    ]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [(1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (3, "decimalZero", "03"), (0, "lowerRoman", "0")],
)
def test_numbers_are_formed_as_word_forms_them(count: int, form: str, shown: str) -> None:
    assert formatted(count, form) == shown


def test_of_tracked_changes_what_was_put_in_is_read_and_what_was_taken_out_is_not(made: Any) -> None:
    run, gone = "<w:r><w:t>{}</w:t></w:r>", "<w:r><w:delText>{}</w:delText></w:r>"
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = (
        f"<w:p>{run.format('De raad ')}<w:del>{gone.format('weigert')}</w:del>"
        f"<w:ins>{run.format('beslist')}</w:ins></w:p>"
        f"<w:p><w:moveFrom>{run.format('Verplaatst.')}</w:moveFrom></w:p>"
        f"<w:ins><w:p>{run.format('Nieuwe alinea.')}</w:p></w:ins>"
        f"<w:p>{mark}{run.format('Deze zin gaat')}</w:p><w:p>{run.format('gewoon door.')}</w:p>"
        f"<w:p>{mark}<w:del>{gone.format('Een heel punt.')}</w:del></w:p>"
        f"<w:p><w:moveTo>{run.format('Verplaatst.')}</w:moveTo></w:p>"
    )
    document = parse(made.docx(body), "besluit.docx")
    assert texts(document, PassageKind.PARAGRAPH) == [
        *("De raad beslist", "Nieuwe alinea.", "Deze zin gaat gewoon door.", "Verplaatst."),
    ]


def test_a_deleted_item_takes_no_number(made: Any) -> None:
    list_ = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = (
        f"<w:p><w:pPr>{list_}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>"
    )
    document = parse(made.docx(item("een", 1) + deleted + item("twee", 1), numbering=NUMBERING), "lijst.docx")
    assert texts(document, PassageKind.LIST_ITEM) == ["1. een", "2. twee"]


def test_a_text_box_is_read_once_and_a_table_within_a_table_stays_in_its_cell(made: Any) -> None:
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In het kader.</w:t></w:r></w:p></w:txbxContent>"
    boxed = (
        f"<w:p><w:r><w:t>Ernaast.</w:t></w:r><w:r><mc:AlternateContent {spaces}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    cell = "<w:tc>{}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format(made.paragraph('binnen'))}{cell.format(made.paragraph('in'))}</w:tr></w:tbl>"
    rows = (("Wie", "Wat"), ("raad", "beslist"), ("college", inner + made.paragraph("voert uit")))
    table = "".join(
        f"<w:tr>{''.join(cell.format(one if one.startswith('<') else made.paragraph(one)) for one in row)}</w:tr>"
        for row in rows
    )
    document = parse(made.docx(f"{boxed}<w:tbl>{table}</w:tbl>"), "nota.docx")
    assert texts(document, PassageKind.PARAGRAPH) == ["Ernaast.", "In het kader."]
    assert texts(document, PassageKind.TABLE_ROW) == [
        *("Wie | Wat", "Wie: raad; Wat: beslist", "Wie: college; Wat: binnen in voert uit"),
    ]


def test_heads_and_feet_of_a_word_file_are_no_passages(made: Any) -> None:
    data = made.docx(
        made.paragraph("De tekst."),
        header1="<w:hdr><w:p><w:r><w:t>Kopregel</w:t></w:r></w:p></w:hdr>",
        footer1="<w:ftr><w:p><w:r><w:t>bladzijde 1</w:t></w:r></w:p></w:ftr>",
    )
    assert [one.text for one in parse(data, "nota.docx").passages] == ["De tekst."]


LIST_STYLE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
    'text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    "</text:list-style>"
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" '
    'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
)


def odt_item(text: str, inside: str = "", start: str = "") -> str:
    """Return the XML of an item of an OpenDocument list."""
    asks = f' text:start-value="{start}"' if start else ""
    return f"<text:list-item{asks}><text:p>{text}</text:p>{inside}</text:list-item>"


def test_items_and_headings_of_an_open_document_bear_their_numbers(made: Any) -> None:
    inner = f"<text:list>{odt_item('diep')}{odt_item('dieper')}</text:list>"
    body = (
        '<text:h text:outline-level="1">Doel</text:h><text:h text:outline-level="2">Wie</text:h>'
        f'<text:list text:style-name="L1">{odt_item("een", inner)}{odt_item("twee")}'
        "<text:list-item><text:p>drie</text:p><text:p>Gaat door.</text:p></text:list-item></text:list>"
        "<text:p>Tussen.</text:p>"
        f'<text:list text:style-name="L1" text:continue-numbering="true">{odt_item("vier")}</text:list>'
        f'<text:list text:style-name="L1">{odt_item("opnieuw")}{odt_item("negen", start="9")}</text:list>'
        f'<text:list text:style-name="L2">{odt_item("teken")}</text:list>'
        '<text:h text:outline-level="1">Slot</text:h><text:p>Einde.</text:p>'
    )
    document = parse(made.odt(body, styles=LIST_STYLE), "nota.odt")
    assert texts(document, PassageKind.LIST_ITEM) == [
        *(
            "1. een",
            "1.a) diep",
            "1.b) dieper",
            "2. twee",
            "3. drie",
            "Gaat door.",
            "4. vier",
            "1. opnieuw",
            "9. negen",
        ),
        "teken",
    ]
    assert [section.title for section in document.sections] == ["I. Doel", "Wie", "II. Slot"]


def test_of_an_open_document_deletions_and_comments_are_not_read_and_boxes_and_inner_tables_are(made: Any) -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format('<text:p>binnen</text:p>')}</table:table-row></table:table>"
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(one) for one in row)}</table:table-row>"
        for row in (
            ("<text:p>Wie</text:p>", "<text:p>Wat</text:p>"),
            ("<text:p>raad</text:p>", "<text:p>beslist</text:p>"),
            ("<text:p>college</text:p>", f"{inner}<text:p>voert uit</text:p>"),
        )
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Weg.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>De raad <text:change text:change-id="1"/><text:change-start text:change-id="2"/>beslist'
        '<text:change-end text:change-id="2"/><office:annotation><text:p>Zeker?</text:p></office:annotation>.</text:p>'
        "<text:p>Ernaast.<draw:frame><draw:text-box><text:p>In het kader.</text:p></draw:text-box></draw:frame>"
        "</text:p>"
        f"<table:table>{rows}</table:table>"
    )
    document = parse(made.odt(body), "nota.odt")
    assert texts(document, PassageKind.PARAGRAPH) == ["De raad beslist.", "Ernaast.", "In het kader."]
    assert texts(document, PassageKind.TABLE_ROW) == [
        *("Wie | Wat", "Wie: raad; Wat: beslist", "Wie: college; Wat: binnen voert uit"),
    ]
