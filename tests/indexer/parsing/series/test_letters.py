"""Letters of ministers to a chamber are recognised in their own lay-out and as a parliamentary paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus.model import PassageKind
from indexer.parsing.reading import block

Maker = Callable[..., Any]

LETTER = (
    "> Retouradres Postbus 99999 2500 ZZ Den Haag",
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal Postbus 99998 2500 ZY DEN HAAG",
    "Ministerie van Zaken en Dingen",
    "Datum 12 december 2031",
    "Betreft Aanbieding Dreigingsbeeld Terrorisme Nederland 61",
    "Ons kenmerk 7134679",
    "Bijlage(n) 1",
    "Geachte voorzitter,",
    "Hierbij bied ik u het Dreigingsbeeld Terrorisme Nederland 61 aan. Op 3 maart 2030 verscheen het vorige.",
    "De minister van Zaken en Dingen,",
    "A.B. Verzonnen",
)


def test_a_letter_to_the_chamber_is_no_threat_assessment_and_says_what_it_is_about(found: Maker) -> None:
    made = found(*LETTER)
    metadata = made.metadata
    assert (made.series, metadata.kind, metadata.country, metadata.edition) == ("kamerbrieven", "kamerbrief", "NL", "")
    assert metadata.title == "Aanbieding Dreigingsbeeld Terrorisme Nederland 61"
    assert (metadata.published, metadata.number) == ("2031-12-12", "7134679")
    assert metadata.publisher == "Ministerie van Zaken en Dingen"
    assert made.origin("bijlagen").value == "1"
    assert made.origin("minister").value == "minister van Zaken en Dingen"


def test_the_facts_of_a_letter_may_stand_in_a_frame_or_below_their_labels(found: Maker) -> None:
    frame = [
        block(PassageKind.TABLE_ROW, text) for text in ("Datum; 12 december 2031", "Onderwerp; Stand van zaken aanpak")
    ]
    made = found(LETTER[1], *frame, "Geachte voorzitter,", "Tekst.")
    assert (made.metadata.title, made.metadata.published) == ("Stand van zaken aanpak", "2031-12-12")
    below = ("Datum", "12 december 2031", "Betreft", "Stand van zaken aanpak", "Ons kenmerk", "ABC/7134679")
    made = found(LETTER[1], *below, "Geachte voorzitter,", "Tekst.")
    assert (made.series, made.metadata.title, made.metadata.number) == (
        *("kamerbrieven", "Stand van zaken aanpak", "ABC/7134679"),
    )
    assert made.metadata.published == "2031-12-12"
    assert made.metadata.publisher == "Rijksoverheid"


def test_a_letter_with_answers_to_questions_stays_with_the_questions(found: Maker) -> None:
    made = found(
        LETTER[1],
        "Datum 12 december 2031",
        "Onderwerp Beantwoording Kamervragen van het lid Voorbeeld over spanningen in de buurt",
        "Geachte voorzitter, In antwoord op uw brief van 5 juli 2031, nr. 2031Z11859, deel ik u mede.",
        *("Vraag 1", "Kent u het bericht?", "Antwoord op vraag 1", "Ja."),
    )
    assert (made.series, made.metadata.kind) == ("kamervragen", "schriftelijke-vraag")


def test_a_letter_printed_as_a_parliamentary_paper_is_a_letter_too(found: Maker) -> None:
    made = found(
        "Tweede Kamer der Staten-Generaal",
        "Vergaderjaar 2030–2031",
        "29 754 Terrorismebestrijding en nog iets anders",
        "Nr. 736 BRIEF VAN DE MINISTER VAN ZAKEN EN DINGEN",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 12 mei 2031",
    )
    assert (made.series, made.metadata.kind) == ("kamerstukken", "kamerbrief")
    assert (made.metadata.edition, made.metadata.published) == ("29754 736", "2031-05-12")


def test_a_report_that_quotes_a_letter_is_none(found: Maker) -> None:
    made = found(
        "# Evaluatie", "De minister schreef dit aan de voorzitter van de Tweede Kamer.", "Betreft ook scholen."
    )
    assert made.series != "kamerbrieven"
