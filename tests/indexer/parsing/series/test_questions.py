"""Question and answer are told apart by labels, by numbers that begin again, and otherwise not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Box, PassageKind, Voice
from indexer.parsing import parse
from indexer.parsing.reading import Block, Line, Piece, block
from indexer.parsing.series.cutting import split
from indexer.parsing.series.questions import form_of, itemised, with_questions

Maker = Callable[..., Any]
P = PassageKind.PARAGRAPH
FLEMISH = (
    "VLAAMS PARLEMENT SCHRIFTELIJKE VRAAG nr. 417 van JANA VOORBEELD datum: 4 maart 2031",
    "aan BERT VERZONNEN, VLAAMS MINISTER VAN SAMENLEVEN",
    "Lokale besturen - Ondersteuning bij spanningen",
    "Veel gemeenten vragen steun.",
    "1. Welke steun krijgen zij?",
    "2. Hoeveel gemeenten kregen steun in 2030? Graag een overzicht per provincie.",
)


def paragraphs(*texts: str) -> list[Block]:
    """Return one paragraph for each text."""
    return [block(P, text) for text in texts]


def parts(blocks: Sequence[Block]) -> list[str]:
    """Return the beginning of each block with who speaks: Q, A, a heading, or nobody."""
    signs = {Voice.QUESTIONER: "Q", Voice.MINISTER: "A"}
    return [f"{'H' if b.kind == 'heading' else signs.get(b.voice, '-')} {b.text[:14]}" for b in blocks]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["1. Zij krijgen geld.", "2. Twaalf."], ["A 1. Zij krijgen", "A 2. Twaalf."]),
        (["Ik heb overlegd.", "1. Geld.", "2. Twaalf."], ["A Ik heb overleg", "A 1. Geld.", "A 2. Twaalf."]),
        (["1 en 2. Zij krijgen geld, twaalf in 2030."], ["A 1 en 2. Zij kr"]),
        (["1. Geld.2. Twaalf."], ["A 1. Geld.", "A 2. Twaalf."]),
        (["ANTWOORD", "op vraag nr. 417 van 4 maart 2031", "Twaalf."], ["H ANTWOORD", "A op vraag nr. 4", "A Twaalf."]),
        (["Antwoord op vraag nr. 417 van 4 maart 2031", "Twaalf."], ["H Antwoord op vr", "A Twaalf."]),
        (
            ["Ik verwijs het parlementslid naar het antwoord op een eerdere vraag over hetzelfde onderwerp, met dank."],
            ["A Ik verwijs het"],
        ),
    ],
)
def test_a_flemish_question_is_split_however_its_answer_begins(
    found: Maker, answer: list[str], expected: list[str]
) -> None:
    made = found(*FLEMISH, *answer)
    assert made.series == "vlaamse-schriftelijke-vragen"
    marked = parts(made.blocks)
    assert marked[:6] == [
        "- VLAAMS PARLEME",
        "- aan BERT VERZO",
        "H Lokale besture",
        "Q Veel gemeenten",
        "Q 1. Welke steun",
        "Q 2. Hoeveel gem",
    ]
    assert marked[6:] == expected


def test_the_header_of_a_flemish_question_tells_who_asks_whom_and_when(found: Maker) -> None:
    made = found(*FLEMISH, "1. Geld.", "2. Twaalf.")
    metadata = made.metadata
    assert metadata.title == "Lokale besturen - Ondersteuning bij spanningen"
    assert (metadata.number, metadata.period_from, metadata.country) == ("417", "2031-03-04", "BE")
    assert metadata.publisher == "Vlaams Parlement"
    assert made.origin("vraagsteller").value == "JANA VOORBEELD"
    assert made.origin("minister").value == "BERT VERZONNEN, VLAAMS MINISTER VAN SAMENLEVEN"


def test_the_answer_may_begin_inside_the_paragraph_that_ends_the_question(found: Maker) -> None:
    made = found(*FLEMISH[:5], "2. Hoeveel kregen steun?", "Op basis waarvan? 1. Zij krijgen geld.", "2. Twaalf.")
    assert parts(made.blocks)[-4:] == ["Q 2. Hoeveel kre", "Q Op basis waarv", "A 1. Zij krijgen", "A 2. Twaalf."]


def test_a_federal_question_of_the_bulletin_is_described_and_split(found: Maker) -> None:
    asked = "Vraag nr. 77 van mevrouw de volksvertegenwoordiger Jana Voorbeeld van 4 maart 2031 (N.)"
    made = found(
        "DO 2030203112345",
        f"{asked} aan de minister van Zaken:",
        "Spanningen in steden.",
        "Er zijn spanningen. 1. Hoeveel?2. Waar?",
        f"Antwoord van de minister van Zaken van 9 april 2031, op de {asked.lower()}:",
        "1. Tien.2. Overal.",
    )
    assert made.series == "federale-schriftelijke-vragen"
    assert (made.metadata.number, made.metadata.period_from, made.metadata.published) == (
        "77",
        "2031-03-04",
        "2031-04-09",
    )
    assert parts(made.blocks)[2:] == [
        "Q Spanningen in ",
        "Q Er zijn spanni",
        "Q 1. Hoeveel?",
        "Q 2. Waar?",
        "H Antwoord van d",
        "A 1. Tien.",
        "A 2. Overal.",
    ]


def test_a_question_of_the_open_data_of_the_chamber_has_labels_in_capitals(found: Maker) -> None:
    made = found(
        "# Spanningen in steden (MV 12345).",
        "VRAAG",
        "Hoeveel spanningen telt de FOD?",
        "ANTWOORD",
        "Tien.",
        reader="txt",
    )
    assert (made.series, made.metadata.title) == ("federale-schriftelijke-vragen", "Spanningen in steden (MV 12345).")
    assert made.metadata.published == ""
    assert parts(made.blocks) == ["H Spanningen in ", "H VRAAG", "Q Hoeveel spanni", "H ANTWOORD", "A Tien."]


DUTCH = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Datum; 9 april 2031",
    "Onderwerp; Beantwoording Kamervragen van het lid Voorbeeld (XYZ) over spanningen",
    "In antwoord op uw brief van 4 maart 2031, nr. 2031Z01234, deel ik u mede dat de vragen zijn beantwoord.",
    "Antwoorden van de minister van Zaken en Dingen op Kamervragen van het lid Voorbeeld (XYZ) over spanningen",
)


def test_a_dutch_letter_with_answers_is_described_by_its_head(found: Maker) -> None:
    metadata = found(*DUTCH, "Vraag 1", "Hoeveel? 1)", "Antwoord op vraag 1", "Tien.").metadata
    assert metadata.title == "Beantwoording Kamervragen van het lid Voorbeeld (XYZ) over spanningen"
    assert (metadata.series, metadata.kind, metadata.number) == ("kamervragen", "schriftelijke-vraag", "2031Z01234")
    assert (metadata.published, metadata.period_from) == ("2031-04-09", "2031-03-04")
    assert (metadata.publisher, metadata.country) == ("Ministerie van Zaken en Dingen", "NL")


def test_dutch_answers_may_take_several_questions_and_stand_in_one_paragraph_with_their_label(found: Maker) -> None:
    made = found(
        *DUTCH,
        *("Vraag 1", "Hoeveel? 1)", "Vraag 2", "Waar?", "Antwoord op vragen 1, en 2", "Tien, overal."),
        *("Vraag 3", "Hoe lang?", "Antwoord op vraag 3 Al jaren."),
        *("Vraag 4", "Klopt dat?", "Dat klopt. Ik zal u daarover berichten."),
        *("Vraag 5", "Wanneer?", "Antwoord vraag 5", "Morgen.", "1) Een krant, 3 maart 2031"),
    )
    assert parts(made.blocks)[5:] == [
        *("H Vraag 1", "Q Hoeveel? 1)", "H Vraag 2", "Q Waar?", "H Antwoord op vr", "A Tien, overal."),
        *("H Vraag 3", "Q Hoe lang?", "H Antwoord op vr", "A Al jaren."),
        *("H Vraag 4", "Q Klopt dat?", "A Dat klopt. Ik "),
        *("H Vraag 5", "Q Wanneer?", "H Antwoord vraag", "A Morgen.", "Q 1) Een krant, "),
    ]
    assert made.blocks[-1].kind is PassageKind.FOOTNOTE


def test_the_explanation_below_an_annex_is_nobodys_answer(found: Maker) -> None:
    made = found(
        "Tweede Kamer der Staten-Generaal",
        "Vergaderjaar 2030–2031",
        "Aanhangsel van de Handelingen",
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden",
        "1241",
        "Vragen van het lid Voorbeeld (XYZ) aan de minister van Zaken over spanningen (ingezonden 4 maart 2031).",
        "Antwoord van minister Verzonnen (Zaken) (ontvangen 9 april 2031).",
        *("Vraag 1", "Hoeveel?", "Antwoord 1", "Tien."),
        "Toelichting: deze vragen dienen ter aanvulling op eerdere vragen.",
        address="https://zoek.officielebekendmakingen.nl/ah-tk-20302031-1241.html",
    )
    assert made.metadata.number == "Aanhangsel Handelingen II 2030/31, nr. 1241"
    assert (made.metadata.period_from, made.metadata.published) == ("2031-03-04", "2031-04-09")
    assert made.metadata.publisher == "Tweede Kamer der Staten-Generaal"
    assert parts(made.blocks)[-5:] == ["H Vraag 1", "Q Hoeveel?", "H Antwoord 1", "A Tien.", "- Toelichting: d"]


@pytest.mark.parametrize(
    "texts",
    [
        ["1. Doe dit.", "2. Doe dat.", "1. En dit.", "2. En dat."],
        ["1. Wat is radicalisering?", "2. Hoe ontstaat het?", "1. Wat is polarisatie?", "2. Hoe ontstaat het?"],
        ["1. Wat?", "2. Hoe?", "1. Zo.", "2. Zus.", "1. Een derde lijst.", "2. Nog een."],
        ["Wat is extremisme?", "Een lange uitleg zonder nummers."],
    ],
)
def test_other_lists_and_questions_are_left_alone(texts: list[str]) -> None:
    blocks = paragraphs(*texts)
    assert form_of(blocks) == ""
    assert with_questions(blocks) == blocks


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Inleiding. 1. Wat?2. Hoe?", ["Inleiding.", "1. Wat?", "2. Hoe?"]),
        ("1. Zie art. 2. De rest volgt.", ["1. Zie art. 2. De rest volgt."]),
        ("1. Zie bijlage 2. De rest volgt. 2. Ja.", ["1. Zie bijlage 2. De rest volgt.", "2. Ja."]),
        ("1. Een.2. Twee.3., 4. en 6. Samen.5. Vijf.", ["1. Een.", "2. Twee.", "3., 4. en 6. Samen.", "5. Vijf."]),
        ("1. en 2. Samen.3. Drie.", ["1. en 2. Samen.", "3. Drie."]),
        ("In 2016. 7 gemeenten.", ["In 2016. 7 gemeenten."]),
    ],
)
def test_numbers_inside_a_paragraph_part_it(text: str, items: list[str]) -> None:
    assert [b.text for b in itemised(block(PassageKind.ANSWER, text))] == items


@given(
    st.lists(st.text(alphabet="ab c", min_size=1).filter(str.strip), min_size=1, max_size=3),
    st.sets(st.integers(0, 20)),
)
def test_parting_a_block_keeps_its_text_and_its_lines(texts: list[str], places: set[int]) -> None:
    pieces = []
    for page, raw in enumerate(texts, 1):
        text = " ".join(raw.split())
        pieces.append(Piece(page, text, (Line(0, len(text), Box(page, 0, 0, 10, 10)),)))
    whole = Block(P, tuple(pieces))
    cut = split(whole, places)
    assert "".join(b.text for b in cut).replace(" ", "") == whole.text.replace(" ", "")
    for part in cut:
        assert part.text == part.text.strip() != ""
        for piece in part.pieces:
            for line in piece.lines:
                assert 0 <= line.start < line.end <= len(piece.text)
    assert all(a.page <= b.page for a, b in pairwise(cut))


@pytest.mark.parametrize("name", ["be-qrva-184541", "be-qrva-187525", "be-qrva-191641"])
def test_real_questions_are_split_where_their_labels_stand(shared: Path, name: str) -> None:
    text = (shared / "realdocs" / "texts" / "be-qrva" / f"{name}.txt").read_text("utf-8")
    question, _, answer = text.partition("\nVRAAG\n")[2].partition("\nANTWOORD\n")
    document = parse(text.encode(), f"{name}.txt")
    for voice, true in ((Voice.QUESTIONER, question), (Voice.MINISTER, answer)):
        said = "".join(p.text for p in document.passages if p.voice is voice)
        assert "".join(said.split()) == "".join(true.split())


def test_the_first_question_is_split_from_its_printed_form_too(shared: Path) -> None:
    path = shared / "realdocs" / "rendered" / "r06-schriftelijke-vraag-vlaams.pdf"
    document = parse(path.read_bytes(), path.name)
    assert document.metadata.series == "vlaamse-schriftelijke-vragen"
    asked = [p.text for p in document.passages if p.voice is Voice.QUESTIONER]
    answered = [p.text for p in document.passages if p.voice is Voice.MINISTER]
    assert asked[-1].endswith("ingeschreven worden?")
    assert answered[0].startswith("1. Dergelijke informatie")
    assert answered[-1].endswith("altijd doorgeven.")
    assert all(p.boxes for p in document.passages)
