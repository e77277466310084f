"""Note marks are no part of the words and lead to their note: in PDF, DOCX, ODT, HTML and when blocks are split."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Document, PassageKind
from indexer.parsing import parse, with_id
from indexer.parsing.reading import block, call, led, without_calls
from indexer.parsing.series.cutting import split

BODY = [
    "De gemeente overlegt elke maand met de politie over signalen.",
    "Dat overleg is in de meeste gemeenten een vaste gewoonte.",
    "Wie een signaal meldt, hoort later wat ermee is gedaan.",
]


def links(document: Document) -> list[tuple[str, str, str]]:
    """Return (end of the words before the mark, mark, beginning of the note)."""
    texts = {passage.id: passage.text for passage in document.passages}
    return [
        (texts[one.passage_id][: one.offset][-9:], one.mark, texts[one.note_passage_id][:14])
        for one in document.note_marks
    ]


def raised(canvas: Canvas, y: float, before: str, mark: str, after: str = "") -> None:
    """Print a line in which a raised mark stands between two pieces of text."""
    line = canvas.beginText(60, y)
    for text, size, rise in ((before, 10, 0), (mark, 6, 3.5), (after, 10, 0)):
        line.setFont("Helvetica", size)
        line.setRise(rise)
        line.textOut(text)
    canvas.drawText(line)


def numbered(canvas: Canvas, y: float, number: str, text: str) -> None:
    """Print a note with a raised number before it."""
    canvas.setFont("Helvetica", 5)
    canvas.drawString(60, y + 2.5, number)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(60 + 3.5 * len(number), y, text)


def test_raised_marks_are_taken_out_of_the_sentence_and_linked(made: Any) -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        y = made.lines(canvas, 60, 760, BODY)
        raised(canvas, y, "Het beeld is voorlopig.", "1", " Later volgt meer, ook over cijfers,")
        raised(canvas, y - 12, "die nog niet vaststaan", "2,3", ".")
        for place, text in enumerate(["Jaarbericht van de gemeente.", "Gesprek in het voorjaar.", "Zie eerder."]):
            numbered(canvas, 90 - 10 * place, str(place + 1), text)

    document = parse(made.pdf(draw), "proef.pdf")
    text = " ".join(p.text for p in document.passages if p.kind is PassageKind.PARAGRAPH)
    assert "Het beeld is voorlopig. Later volgt meer, ook over cijfers, die nog niet vaststaan." in text
    assert links(document) == [
        ("oorlopig.", "1", "1 Jaarbericht "),
        ("vaststaan", "2", "2 Gesprek in h"),
        ("vaststaan", "3", "3 Zie eerder."),
    ]


@pytest.mark.parametrize(
    ("mark", "note"), [("1", "1 Jaarbericht."), ("*", "* Jaarbericht."), ("[1]", "[1] Jaarbericht.")]
)
def test_a_mark_glued_to_a_word_is_one_where_a_note_of_the_page_waits_for_it(made: Any, mark: str, note: str) -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        made.lines(canvas, 60, 760, [*BODY, f"Het beeld is nog voorlopig.{mark} Ook COVID19 en art.1 blijven staan."])
        made.lines(canvas, 60, 90, [note], size=7.5)

    document = parse(made.pdf(draw), "proef.pdf")
    assert "Het beeld is nog voorlopig. Ook COVID19 en art.1 blijven staan." in document.page(1).text
    assert [(before, said) for before, said, _ in links(document)] == [("oorlopig.", mark.strip("[]"))]


def test_without_a_note_a_figure_at_a_word_stays(made: Any) -> None:
    document = parse(
        made.pdf(lambda canvas, _: made.lines(canvas, 60, 760, [*BODY, "Versie concept2 geldt, en ook bijlage3."])),
        "a.pdf",
    )
    assert "Versie concept2 geldt, en ook bijlage3." in document.page(1).text
    assert document.note_marks == ()


def test_a_note_that_goes_on_over_the_page_is_one_note(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        y = made.lines(canvas, 60, 760, BODY * 4)
        if number == 1:
            raised(canvas, y, "Het beeld is voorlopig.", "1")
            numbered(canvas, 80, "1", "Dit is een lange noot die op de volgende bladzijde")
        else:
            made.lines(canvas, 60, 80, ["verdergaat en daar ook eindigt."], size=7.5)

    notes = [p for p in parse(made.pdf(draw, pages=2), "a.pdf").passages if p.kind is PassageKind.FOOTNOTE]
    assert [note.text for note in notes] == [
        "1 Dit is een lange noot die op de volgende bladzijde verdergaat en daar ook eindigt."
    ]
    assert [span.page for span in notes[0].spans] == [1, 2]


def test_end_notes_are_notes_because_marks_call_them(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        if number == 1:
            y = made.lines(canvas, 60, 760, BODY)
            for place in (1, 2, 3):
                raised(canvas, y - 12 * place, f"Dit is bewering {'abc'[place - 1]} van de tekst.", str(place))
        else:
            made.lines(canvas, 60, 760, ["1. Eerste bron.", "2. Tweede bron.", "3. Derde bron."])

    document = parse(made.pdf(draw, pages=2), "a.pdf")
    assert [end for _, _, end in links(document)] == ["1. Eerste bron", "2. Tweede bron", "3. Derde bron."]
    assert sum(p.kind is PassageKind.FOOTNOTE for p in document.passages) == 3


def test_a_first_line_in_the_size_of_the_body_is_never_taken_for_a_running_head(made: Any) -> None:
    def draw(canvas: Canvas, number: int) -> None:
        first = ["Reactie:"] if number in (2, 3) else [f"Dit is de eerste zin van bladzijde {'abcdef'[number - 1]}."]
        made.lines(canvas, 60, 800, first)
        made.lines(canvas, 60, 770, BODY * 6)
        made.lines(canvas, 290, 30, [str(number)], size=8)

    document = parse(made.pdf(draw, pages=6), "a.pdf")
    assert all("eerste zin" in document.page(number).text for number in (1, 4, 5, 6))
    assert "Reactie:" in document.page(2).text


def test_words_set_so_tightly_that_their_letters_overlap_keep_their_spaces(made: Any) -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        line = canvas.beginText(60, 700)
        line.setFont("Helvetica", 14)
        line.setCharSpace(-1.4)
        line.textOut("Voorstel voor het overleg met de wijk")
        line.setCharSpace(0)
        canvas.drawText(line)
        made.lines(canvas, 60, 600, BODY)

    document = parse(made.pdf(draw), "a.pdf")
    assert "Voorstel voor het overleg met de wijk" in document.page(1).text


def test_word_writer_and_web_page_say_which_mark_calls_which_note(made: Any) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, en meer.</w:t></w:r>'
    notes = "<w:p><w:r><w:t>Bron in het archief.</w:t></w:r></w:p>"
    notes = f'<w:footnotes><w:footnote w:id="2">{notes}</w:footnote></w:footnotes>'
    word = parse(made.docx(made.paragraph("Dit staat vast", inside=reference), footnotes=notes), "a.docx")
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Bron in het archief.</text:p>"
        "</text:note-body></text:note>"
    )
    writer = parse(made.odt(f"<text:p>Dit staat vast{note}, en meer.</text:p>"), "a.odt")
    page = (
        '<html><body><main><p>Dit staat vast<sup><a href="#n1">1</a></sup>, en meer over dit onderwerp.</p>'
        '<section class="footnotes"><ol><li id="n1">Bron in het archief.</li></ol></section></main></body></html>'
    )
    web = parse(page.encode(), "a.html")
    assert [one.passages[0].text[:24] for one in (word, writer, web)] == [
        "Dit staat vast, en meer." for _ in range(2)
    ] + ["Dit staat vast, en meer "]
    assert [(before, mark) for one in (word, writer, web) for before, mark, _ in links(one)] == [("taat vast", "1")] * 3


def test_marks_follow_their_words_when_a_block_is_split_or_led_in_or_a_document_renamed(made: Any) -> None:
    whole = block(PassageKind.PARAGRAPH, f"Een zin{call('1', 'n1')}. Nog een zin{call('2', 'n2')}.")
    assert [mark.offset for mark in whole.pieces[0].marks] == [7, 20]
    first, second = split(whole, [9])
    assert [(m.text, first.text[: m.offset]) for m in first.pieces[0].marks] == [("1", "Een zin")]
    assert [(m.text, second.text[: m.offset]) for m in second.pieces[0].marks] == [("2", "Nog een zin")]
    moved = led(first, "a.")
    assert moved.text[: moved.pieces[0].marks[0].offset] == "a. Een zin"
    assert without_calls(f"12{call('1', 'n')} %") == "12 %"
    page = (
        '<html><body><p>Zin<sup><a href="#n">1</a></sup></p><p class="footnotes" id="n">Bron van dit.</p></body></html>'
    )
    renamed = with_id(parse(page.encode(), "a.html"), "ander-stuk")
    assert len(renamed.note_marks) == 1
    assert renamed.note_marks[0].passage_id.startswith("ander-stuk")
