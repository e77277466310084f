"""Justified text without hyphenation: wide gaps between words that stand below each other are no gutter."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from indexer.parsing import parse

LEFT, RIGHT, SIZE = 60.0, 530.0, 11.0
PLAIN = [
    "De gemeente overlegt elke maand met de politie en met alle scholen over signalen uit de wijk,",
    "en wie een signaal meldt, hoort later wat ermee is gedaan, want anders meldt niemand nog iets",
    "aan de coordinator die de gesprekken voorbereidt met alle partners die erbij betrokken raken",
    "in een buurt waar bewoners elkaar al jaren kennen en waar verenigingen nog veel leden tellen",
]
#: The two halves of lines set wide, where the first ends and the second begins: about the same place, as it falls.
TORN = [
    ("en de jongerenwerker ondersteunt", "de ouders van jongeren die zich", 247.6, 260.4),
    ("afkeren van wie anders leeft", "omdat zij daar eerder over hebben", 249.2, 258.1),
    ("gesproken met hun kinderen", "of met de leerkracht die hen al", 245.3, 259.6),
    ("kent sinds de lagere school", "en die hen daarom vertrouwt", 248.2, 257.2),
]
LAST = "zonder dat daarvoor een dossier is aangelegd."


def fit(canvas: Canvas, text: str, start: float, end: float, height: float) -> None:
    """Print a text from *start* to *end*, its letters narrowed or widened a little."""
    line = canvas.beginText(start, height)
    line.setFont("Helvetica", SIZE)
    line.setHorizScale(100 * (end - start) / stringWidth(text, "Helvetica", SIZE))
    line.textOut(text)
    canvas.drawText(line)


def torn_page(canvas: Canvas, _: int) -> None:
    """Print a paragraph of which four lines in a row have a wide gap in the middle."""
    canvas.setFont("Helvetica", SIZE)
    height = 760.0
    for text in PLAIN:
        fit(canvas, text, LEFT, RIGHT, height)
        height -= 13
    for before, after, end, begin in TORN:
        fit(canvas, before, LEFT, end, height)
        fit(canvas, after, begin, RIGHT, height)
        height -= 13
    canvas.drawString(LEFT, height, LAST)


def test_lines_with_a_wide_gap_at_the_same_place_are_read_across(made: Any) -> None:
    document = parse(made.pdf(torn_page), "uitgevuld.pdf")
    whole = " ".join(f"{before} {after}" for before, after, _, _ in TORN)
    assert f"{whole} {LAST}" in " ".join(passage.text for passage in document.passages)


@pytest.mark.parametrize("indent", [0.0, 12.0])
def test_two_short_justified_columns_are_still_read_one_after_the_other(made: Any, indent: float) -> None:
    sides = [[text[: text.index(" ", 40)] for text in PLAIN], [text[text.index(" ", 40) + 1 :] for text in PLAIN]]

    def draw(canvas: Canvas, _: int) -> None:
        canvas.setFont("Helvetica", SIZE)
        for number, texts in enumerate(sides):
            for line, text in enumerate(texts):
                start = LEFT + 240 * number + (indent if line == 0 else 0)
                fit(canvas, text, start, LEFT + 240 * number + 225, 700 - 13 * line)

    document = parse(made.pdf(draw), "kolommen.pdf")
    assert " ".join(passage.text for passage in document.passages) == " ".join(sides[0] + sides[1])
