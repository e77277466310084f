"""Layout of PDF pages made here: columns, notes, running heads, hyphens, tables, scans, page labels."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import ReadingError
from corpus.model import Document, PassageKind
from indexer.parsing import parse

LEFT = [
    "De gemeente overlegt elke maand met de politie",
    "en met het onderwijs over signalen van radicali-",
    "sering. Dat overleg heet casusoverleg en het is in",
    "de meeste gemeenten al jaren een vaste gewoonte.",
    "Wie een signaal meldt, hoort later wat ermee is",
    "gedaan, want anders meldt hij de volgende keer",
]
RIGHT = [
    "niets meer. De burgemeester heeft de leiding en",
    "de coordinator bereidt de gesprekken voor met de",
    "partners die bij het geval betrokken zijn geweest.",
    "Na een jaar wordt het beeld opnieuw vastgesteld",
    "door het college en besproken in de raad, waar",
    "ook de cijfers over het hele jaar worden getoond.",
]
NOTES = [
    "1 Jaarbericht van de voorbeeldgemeente, bladzijde 12.",
    "2 Gesprek met de wijkagent in het voorjaar.",
    "3 Zie het vorige hoofdstuk.",
    "4 Opgave van het onderwijs.",
]


def report(made: Any, *, pages: int = 4) -> Document:
    """Return a report in two columns with a running head, folios and a footnote on each page."""

    def draw(canvas: Canvas, number: int) -> None:
        made.lines(canvas, 60, 800, ["Voorbeeldrapport 2024"], size=8)
        made.lines(canvas, 290, 30, [str(number + 2)], size=8)
        made.lines(canvas, 60, 760, [f"{number} Hoofdstuk van proef"], size=16, font="Helvetica-Bold")
        made.lines(canvas, 60, 720, LEFT)
        made.lines(canvas, 320, 720, RIGHT)
        made.lines(canvas, 60, 90, NOTES[number - 1 : number], size=7.5)

    return parse(made.pdf(draw, pages=pages), "rapport.pdf")


def test_columns_are_read_one_after_the_other_and_hyphens_are_undone(made: Any) -> None:
    page = report(made).page(1).text
    assert "signalen van radicalisering. Dat overleg" in page
    assert "meldt hij de volgende keer niets meer. De burgemeester" in page


def test_running_heads_and_folios_are_no_text_but_the_folio_is_the_label(made: Any) -> None:
    document = report(made)
    assert [page.label for page in document.pages] == ["3", "4", "5", "6"]
    assert not any("Voorbeeldrapport 2024" in page.text for page in document.pages)


def test_a_footnote_is_a_passage_of_its_own_after_the_text(made: Any) -> None:
    notes = [p for p in report(made).passages if p.kind is PassageKind.FOOTNOTE]
    assert [(p.page, p.text) for p in notes] == list(enumerate(NOTES, 1))


def test_headings_become_sections_of_the_passages_below_them(made: Any) -> None:
    document = report(made)
    assert [s.title for s in document.sections] == [f"{n} Hoofdstuk van proef" for n in range(1, 5)]
    assert {p.section for p in document.passages if p.page == 2} == {("2 Hoofdstuk van proef",)}


def test_there_is_one_box_per_printed_line_and_it_lies_on_the_line(made: Any) -> None:
    passage = next(p for p in report(made).passages if p.kind is PassageKind.PARAGRAPH)
    assert len(passage.boxes) == len(LEFT) + len(RIGHT)
    first = passage.boxes[0]
    assert first.x0 == pytest.approx(60, abs=1)
    assert first.top < 842 - 720 < first.bottom + 1  # reportlab's sheet is 842 points high and counts from below


def test_reading_order_does_not_depend_on_the_order_of_drawing(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        del number
        placed = [(60, 720 - 12 * i, t) for i, t in enumerate(LEFT)] + [
            (320, 720 - 12 * i, t) for i, t in enumerate(RIGHT)
        ]
        for x, y, text in placed[::5] + placed[1::5] + placed[4::5] + placed[3::5] + placed[2::5]:
            made.lines(canvas, x, y, [text])

    text = parse(made.pdf(draw), "door-elkaar.pdf").page(1).text
    assert text.startswith("De gemeente overlegt elke maand met de politie en met het onderwijs over signalen")
    assert text.endswith("ook de cijfers over het hele jaar worden getoond.")


def test_a_paragraph_runs_on_over_the_page_and_its_broken_word_is_whole(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        first = ["Over de gevolgen van polarisatie is dit jaar veel meer bekend gewor-"]
        second = ["den dan in alle jaren ervoor, en dat geldt ook voor kleine gemeenten."]
        made.lines(canvas, 60, 400, first if number == 1 else second)

    (passage,) = parse(made.pdf(draw, pages=2), "overloop.pdf").passages
    assert [span.page for span in passage.spans] == [1, 2]
    assert "veel meer bekend geworden dan in alle jaren" in passage.text


def grid(canvas: Canvas, rows: list[list[str]], *, top: float) -> None:
    """Draw a ruled table of columns 120 points wide and rows 20 points high."""
    canvas.setFont("Helvetica", 9)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.rect(60 + 120 * column, top - 20 * (place + 1), 120, 20)
            canvas.drawString(64 + 120 * column, top - 20 * place - 14, text)


def test_a_row_of_a_ruled_table_carries_its_headings(made: Any) -> None:
    rows = [["Gemeente", "2022", "2023"], ["Oosterveld", "12", "19"], ["Kastelbrugge", "7", "3"]]
    document = parse(made.pdf(lambda canvas, _: grid(canvas, rows, top=700)), "tabel.pdf")
    texts = [p.text for p in document.passages if p.kind is PassageKind.TABLE_ROW]
    assert texts == [
        "Gemeente | 2022 | 2023",
        "Gemeente: Oosterveld; 2022: 12; 2023: 19",
        "Gemeente: Kastelbrugge; 2022: 7; 2023: 3",
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_headings(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        head = ["Gemeente", "2022"]
        first = [head, ["Aalbeke", "1"], ["Bergen", "2"]]
        second = [["Damvoort", "4"], ["Elsrode", "5"], ["Fort", "6"]]
        grid(canvas, first if number == 1 else second, top=300 if number == 1 else 760)

    document = parse(made.pdf(draw, pages=2), "lange-tabel.pdf")
    assert "Gemeente: Elsrode; 2022: 5" in [p.text for p in document.passages]


def test_a_frame_around_text_is_no_table(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        del number
        canvas.rect(50, 600, 400, 140)
        made.lines(canvas, 60, 720, LEFT)

    kinds = {p.kind for p in parse(made.pdf(draw), "kader.pdf").passages}
    assert kinds == {PassageKind.PARAGRAPH}


def picture() -> ImageReader:
    """Return a grey picture."""
    buffer = io.BytesIO()
    Image.new("L", (200, 200), 180).save(buffer, "PNG")
    buffer.seek(0)
    return ImageReader(buffer)


def test_a_scanned_page_is_kept_and_reported(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        if number == 2:
            canvas.drawImage(picture(), 0, 0, 595, 842)
        else:
            made.lines(canvas, 60, 720, LEFT)

    document = parse(made.pdf(draw, pages=3), "gemengd.pdf")
    assert [page.readable for page in document.pages] == [True, False, True]
    assert document.notes == ("Geen leesbare tekst, tekstherkenning (OCR) is nodig: bladzijde 2.",)


def test_a_file_of_scans_is_a_document_without_passages(made: Any) -> None:
    document = parse(made.pdf(lambda canvas, _: canvas.drawImage(picture(), 0, 0, 595, 842)), "scan.pdf")
    assert document.passages == ()
    assert "OCR" in document.notes[0]


def test_a_rotated_page_reads_as_displayed(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        del number
        canvas.setPageRotation(90)
        canvas.rotate(90)
        made.lines(canvas, 60, -100, LEFT)

    document = parse(made.pdf(draw), "liggend.pdf")
    page = document.page(1)
    assert (page.width, page.height) == pytest.approx((595.28, 841.89), abs=0.1)  # reportlab turns the sheet too
    assert page.text.startswith("De gemeente overlegt elke maand")
    box = document.passages[0].boxes[0]
    assert box.x0 == pytest.approx(60, abs=1)
    assert box.top < 100 < box.bottom
    assert box.bottom - box.top < 20


def test_text_set_across_the_sheet_is_read_and_its_boxes_lie_on_the_page_as_displayed(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        del number
        canvas.rotate(90)
        made.lines(canvas, 60, -100, LEFT)

    document = parse(made.pdf(draw), "dwars.pdf")
    assert document.page(1).text.startswith("De gemeente overlegt elke maand met de politie en met het onderwijs")
    assert (document.page(1).width, document.page(1).height) == pytest.approx((595.28, 841.89), abs=0.1)
    first, second = document.passages[0].boxes[:2]
    assert first.x0 < 100 < first.x1  # the first base line stands 100 points from the left edge
    assert first.bottom == pytest.approx(841.89 - 60, abs=1)
    assert first.x1 - first.x0 < 20 < first.bottom - first.top
    assert second.x0 > first.x0


def test_labels_of_the_file_are_used_where_nothing_is_printed(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.addPageLabel(number - 1, style="ROMAN_LOWER", start=number)
        made.lines(canvas, 60, 720, [f"Tekst van bladzijde {chr(96 + number)} zonder folio, met woorden genoeg."])

    document = parse(made.pdf(draw, pages=3), "romeins.pdf")
    assert [page.label for page in document.pages] == ["i", "ii", "iii"]


def test_the_title_is_on_the_front_and_never_that_of_the_word_processor(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        del number
        canvas.setTitle("Microsoft Word - concept_v3.docx")
        made.lines(canvas, 60, 700, ["Beeld van de dreiging"], size=24, font="Helvetica-Bold")
        made.lines(canvas, 60, 640, LEFT)

    assert parse(made.pdf(draw), "concept_v3.pdf").metadata.title == "Beeld van de dreiging"


def test_letters_without_a_map_to_unicode_are_reported_not_indexed(made: Any) -> None:
    shifted = ["".join(chr(ord(c) - 29) if c.isalpha() else c for c in line) for line in LEFT + RIGHT] * 2

    document = parse(made.pdf(lambda canvas, _: made.lines(canvas, 60, 720, shifted)), "zonder-kaart.pdf")
    assert document.passages == ()
    assert not document.page(1).readable


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n" + b"onzin " * 100, "corrupt"),
    ],
)
def test_a_broken_file_says_so(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError) as caught:
        parse(data, "stuk.pdf")
    assert caught.value.reason == reason
