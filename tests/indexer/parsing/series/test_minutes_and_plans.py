"""Speakers of minutes get their voice, actions of a plan their number and title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus.model import PassageKind, Voice
from indexer.parsing.reading import block
from indexer.parsing.series.sections import action_numbers, with_actions
from indexer.parsing.series.speakers import with_speakers

Maker = Callable[..., Any]
P = PassageKind.PARAGRAPH


def test_an_item_of_oral_questions_has_a_questioner_a_minister_and_a_chair(found: Maker) -> None:
    made = found(
        'Vraag van Jana Voorbeeld aan Bert Verzonnen (Zaken) over "Spanningen" (56099999C)',
        "12.01 Jana Voorbeeld (XYZ): Mevrouw de minister, er zijn spanningen op 7 oktober 2030.",
        "Wat doet u daaraan?",
        "12.02 Minister Bert Verzonnen: Wij doen veel.",
        "Ook in steden.",
        "[FR] 12.03 Jeanne Exemple (ABC): Merci.",
        "[FR] 12.04 Bert Verzonnen, ministre: Je vous en prie.",
        "De voorzitter: Dank u.",
        "Het incident is gesloten.",
        reader="txt",
    )
    assert made.series == "kamer-verslagen"
    assert [b.voice.value for b in made.blocks] == [
        *("publisher", "questioner", "questioner", "minister", "minister", "questioner", "minister"),
        *("publisher", "publisher"),
    ]
    assert made.metadata.number == "56099999C"
    assert made.metadata.title.startswith("Vraag van Jana Voorbeeld aan")
    assert made.metadata.published == ""


def test_a_whole_meeting_is_dated_and_named_by_its_head(found: Maker) -> None:
    made = found(
        "Commissie voor Zaken; Commission des Affaires",
        "van Woensdag 15 oktober 2031 Namiddag; du Mercredi 15 octobre 2031 Après-midi",
        "# 01 Vraag van Jana Voorbeeld aan Bert Verzonnen over spanningen",
        "01.01 Jana Voorbeeld (XYZ): Ik vraag dit.",
        "01.02 Minister Bert Verzonnen: Ik antwoord dat.",
        address="https://www.dekamer.be/doc/CCRI/html/58/ic014x.html",
    )
    assert made.metadata.title == "Integraal verslag – Commissie voor Zaken, 15 oktober 2031"
    assert (made.metadata.published, made.metadata.edition) == ("2031-10-15", "58 ic014")
    assert [b.voice for b in made.blocks[-2:]] == [Voice.QUESTIONER, Voice.MINISTER]


def test_a_member_in_a_debate_is_quoted_not_a_questioner() -> None:
    blocks = [
        block("heading", "01 Vraag van mevrouw Voorbeeld", level=2),
        block(P, "01.01 Jana Voorbeeld (XYZ): Ik vraag."),
        block("heading", "02 Wetsontwerp over iets", level=2),
        block(P, "02.01 Jana Voorbeeld (XYZ): Ik vind."),
        block(P, "De heer Verzonnen (ABC): Ik ook."),
        block(P, "Minister Verzonnen: Ik niet."),
    ]
    voices = [b.voice for b in with_speakers(blocks) if b.kind != "heading"]
    assert voices == [Voice.QUESTIONER, Voice.QUOTED, Voice.QUOTED, Voice.MINISTER]


def test_a_short_line_of_a_speaker_is_no_heading() -> None:
    blocks = [
        block("heading", "Vraag van X", level=1),
        block("heading", "01.01 Jana Voorbeeld (XYZ): Ik vraag dit.", level=2),
    ]
    marked = with_speakers(blocks)
    assert (marked[1].kind, marked[1].voice) == (P, Voice.QUESTIONER)


def test_the_dutch_proceedings_are_known_by_their_address(found: Maker) -> None:
    made = found(
        "# Spanningen",
        "De heer Voorbeeld (XYZ): Voorzitter. Ik vind het erg.",
        "Minister Verzonnen: Ik ook.",
        address="https://zoek.officielebekendmakingen.nl/h-tk-20302031-70-3.html",
    )
    assert made.series == "tk-handelingen"
    assert made.metadata.number == "Handelingen II 2030/31, nr. 70, item 3"


def test_a_flemish_plan_counts_its_actions_and_each_has_number_and_title(found: Maker) -> None:
    made = found(
        "# Vlaams actieplan ter preventie van gewelddadige radicalisering en polarisatie 2031-2035",
        "Vlaamse Regering",
        "# 1 Doelstelling",
        *("Inleiding.", "Nog een alinea."),
        *("Actie 1: Een verzendlijst", "Besturen schrijven zich in.", "Trekker: agentschap."),
        *("Actie 2", "Vorming voor leerkrachten", "Elk jaar vijf dagen."),
        *("Actie 3. Overleg", "Met de buurlanden."),
        "# 2 Slot",
        "Einde.",
    )
    assert (made.series, made.metadata.edition) == ("vlaams-actieplan", "2031-2035")
    assert (made.metadata.period_from, made.metadata.period_to) == ("2031", "2035")
    titles = [b.text for b in made.blocks if b.kind == "heading"][2:-1]
    assert titles == ["Actie 1: Een verzendlijst", "Actie 2 Vorming voor leerkrachten", "Actie 3. Overleg"]
    assert [b.text for b in made.blocks if b.kind is PassageKind.ACTION] == [
        *("Besturen schrijven zich in.", "Trekker: agentschap.", "Elk jaar vijf dagen.", "Met de buurlanden."),
    ]
    assert made.origin("acties").value == "3"


def test_a_news_item_about_a_plan_is_no_plan(found: Maker) -> None:
    assert (
        found("# Vlaams actieplan ter preventie van radicalisering goedgekeurd", "Vandaag keurde men het goed.").series
        == ""
    )


def test_an_action_in_running_text_is_an_action_but_no_title() -> None:
    marked = with_actions([block(P, "Actie 12 – Vorming voor leerkrachten."), block(P, "Actie is nodig in 3 steden.")])
    assert [b.kind for b in marked] == [PassageKind.ACTION, P]
    assert action_numbers(marked) == ["12"]
