"""What slides do that running text does not: boxes side by side, words in pieces, titles under a small line."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Document
from indexer.parsing import parse

TEXT = [
    "De voorbeeldgemeente houdt elk jaar een overleg over signalen en over wat er met die signalen is",
    "gedaan. Wie eraan meedoet, krijgt het verslag en kan daarop reageren voor het volgende overleg is.",
]


def read(made: Any, draw: Any, *, pages: int = 1) -> Document:
    """Return the document whose pages *draw* fills."""
    return parse(made.pdf(draw, pages=pages), "dia.pdf", max_chars=100_000)


def test_boxes_side_by_side_are_read_one_after_the_other(made: Any) -> None:
    def draw(canvas: Canvas, _: int) -> None:
        made.lines(canvas, 60, 780, TEXT)
        made.lines(canvas, 60, 600, ["Eerste voorbeeld-", "overleg"])
        made.lines(canvas, 240, 600, ["Begin van de", "proef in maart"])
        made.lines(canvas, 420, 594, ["Einde van de", "proef in mei"])

    texts = [passage.text for passage in read(made, draw).passages]
    assert texts[1:] == ["Eerste voorbeeldoverleg", "Begin van de proef in maart", "Einde van de proef in mei"]


def test_the_fields_of_a_form_stay_on_their_line(made: Any) -> None:
    def draw(canvas: Canvas, _: int) -> None:
        made.lines(canvas, 60, 780, TEXT)
        made.lines(canvas, 60, 600, ["Plaats:", "Datum:"])
        made.lines(canvas, 240, 600, ["Voorbeeldstad", "3 maart"])

    text = read(made, draw).page(1).text
    assert "Plaats: Voorbeeldstad" in text
    assert "Datum: 3 maart" in text


def test_a_word_that_is_drawn_in_two_pieces_with_others_between_them_is_one_word(made: Any) -> None:
    def draw(canvas: Canvas, _: int) -> None:
        made.lines(canvas, 60, 780, TEXT)
        canvas.setFont("Helvetica", 10)
        start = "Uitkomst: wat blijft er over van de activ"
        canvas.drawString(60, 700, start)
        canvas.drawString(60, 680, "Invoer:")
        canvas.drawString(60 + stringWidth(start, "Helvetica", 10), 700, "iteit in het jaar daarna?")

    assert "van de activiteit in het jaar daarna?" in read(made, draw).page(1).text


def test_a_word_drawn_over_its_own_beginning_is_read_once(made: Any) -> None:
    def draw(canvas: Canvas, _: int) -> None:
        made.lines(canvas, 60, 780, TEXT)
        made.lines(canvas, 60, 700, ["aanwezig: de leden van de voorbeeldraad"])
        made.lines(canvas, 60.3, 700, ["aanwezig"])

    assert read(made, draw).page(1).text.endswith("aanwezig: de leden van de voorbeeldraad")


def test_a_line_printed_over_another_does_not_mix_its_words_with_it(made: Any) -> None:
    def draw(canvas: Canvas, _: int) -> None:
        made.lines(canvas, 60, 780, TEXT)
        made.lines(canvas, 60, 700, ["Voorbeeldstad, datum van de vaststelling"])
        made.lines(canvas, 60, 700, ["Naam: hier invullen wie het vaststelt"])

    text = read(made, draw).page(1).text
    assert "Voorbeeldstad, datum van de vaststelling" in text
    assert "Naam: hier invullen wie het vaststelt" in text


def test_a_small_line_with_a_number_leads_the_title_below_it(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        made.lines(canvas, 60, 780, TEXT)
        made.lines(canvas, 60, 700, [f"RICHTLIJN {number}.1"], size=8, font="Helvetica-Bold")
        made.lines(canvas, 60, 684, ["Afspraken met scholen"], size=14, font="Helvetica-Bold")
        made.lines(canvas, 60, 650, TEXT)

    titles = [section.title for section in read(made, draw, pages=2).sections]
    assert titles == ["RICHTLIJN 1.1 Afspraken met scholen", "RICHTLIJN 2.1 Afspraken met scholen"]


def test_a_running_head_as_large_as_a_heading_is_no_heading(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        made.lines(canvas, 60, 800, ["Voorbeeldbureau"], size=15)
        made.lines(canvas, 60, 740, [f"{number} Hoofdstuk van proef"], size=15, font="Helvetica-Bold")
        made.lines(canvas, 60, 700, TEXT)

    document = read(made, draw, pages=6)
    assert [section.title for section in document.sections] == [f"{n} Hoofdstuk van proef" for n in range(1, 7)]
    assert not any("Voorbeeldbureau" in page.text for page in document.pages)
