"""Which paragraph goes on where: past side notes, over columns, and never from a sentence into a side note."""

from __future__ import annotations

from corpus.model import PassageKind
from indexer.parsing.blocks import blocks_of
from indexer.parsing.furniture import Sheet
from indexer.parsing.glyphs import Word
from indexer.parsing.lines import Segment, segment_of

NOTE = ["de gemeente kan", "een beroep doen", "op deskundigen", "uit heel het land."]


def line(text: str, base: float, x0: float, x1: float) -> Segment:
    """Return a printed line of 10 points."""
    return segment_of([Word(text, x0, x1, base - 8, base + 2, base, 10.0, bold=False)])


def texts(*columns: list[Segment]) -> list[str]:
    """Return the texts of the blocks of one page of these columns."""
    sheet = Sheet(1, 842, [segment for column in columns for segment in column], columns=list(columns))
    return [" ".join(piece.text for piece in block.pieces) for block in blocks_of([sheet])]


def main_column() -> list[Segment]:
    """Return a column that breaks off in the first line of a list item."""
    return [
        line("Het onderzoek gaat over de stad en over", 100, 60, 360),
        line("alles wat daar in de laatste jaren", 113, 60, 358),
        line("is gebeurd en nog zal gebeuren.", 126, 60, 220),
        line("3. Welke rol spelen de platforms in het leven van", 145, 60, 360),
    ]


def side_note() -> list[Segment]:
    """Return a narrow column beside it."""
    return [line(text, 100 + 12 * place, 390, 500) for place, text in enumerate(NOTE)]


def test_a_sentence_goes_on_right_below_itself_and_not_in_the_side_note_before_that() -> None:
    found = texts(main_column(), side_note(), [line("jongeren, en wat doet de overheid daaraan?", 158, 60, 530)])
    assert "3. Welke rol spelen de platforms in het leven van jongeren, en wat doet de overheid daaraan?" in found
    assert " ".join(NOTE) in found


def test_a_side_note_that_breaks_off_does_not_go_on_in_the_line_below_the_main_column() -> None:
    note = side_note()
    note[-1] = line("uit heel het", 136, 390, 500)
    found = texts(main_column(), note, [line("jongeren, en wat doet de overheid daaraan?", 158, 60, 530)])
    assert found[1].endswith("het leven van jongeren, en wat doet de overheid daaraan?")
    assert found[2].endswith("uit heel het")


def test_a_sentence_of_the_main_column_never_goes_on_in_a_side_note() -> None:
    found = texts(main_column(), side_note())
    assert found[1].endswith("het leven van")
    assert found[2] == " ".join(NOTE)


def test_a_sentence_goes_on_in_a_column_of_the_same_width() -> None:
    other = [line(text, 100 + 13 * place, 390, 680) for place, text in enumerate(NOTE)]
    assert texts(main_column(), other)[1] == "3. Welke rol spelen de platforms in het leven van " + " ".join(NOTE)


def test_what_goes_on_keeps_its_kind() -> None:
    columns = [main_column(), side_note(), [line("jongeren?", 158, 60, 120)]]
    sheet = Sheet(1, 842, [segment for column in columns for segment in column], columns=columns)
    kinds = [block.kind for block in blocks_of([sheet])]
    assert kinds == [PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.PARAGRAPH]
