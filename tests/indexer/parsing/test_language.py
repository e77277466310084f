"""The language of a passage: by its words, by its neighbours where it is short, never guessed against its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.parsing import parse
from indexer.parsing.language import languages_of

REALDOCS = Path(__file__).resolve().parents[4] / "shared" / "realdocs" / "texts" / "be-kamer"
DUTCH = "De minister heeft daarover een brief aan de Kamer gestuurd, die nog niet is besproken."
FRENCH = "La ministre a envoyé une lettre à ce sujet, qui n'a pas encore été discutée par les membres."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DUTCH, "nl"),
        (FRENCH, "fr"),
        ("L'incident est clos.", "fr"),
        ("Het incident is gesloten.", "nl"),
        ("The report was sent to the members by the service.", "en"),
        ("OCAD/OCAM, 2023", "nl"),
        ("'s Ochtends bij zonsopgang", "nl"),
    ],
)
def test_a_passage_is_in_the_language_of_its_short_words(text: str, language: str) -> None:
    assert languages_of([text], otherwise="nl")[0] == language


def test_a_short_passage_follows_neighbours_that_agree() -> None:
    assert languages_of([FRENCH, "demande au gouvernement", FRENCH], otherwise="nl") == ["fr", "fr", "fr"]
    assert languages_of([FRENCH, "demande au gouvernement", DUTCH], otherwise="nl") == ["fr", "nl", "nl"]
    assert languages_of([FRENCH, "Bart Voorbeeld (PP)", FRENCH], otherwise="nl") == ["fr", "nl", "fr"]


@pytest.mark.skipif(not REALDOCS.exists(), reason="../shared/realdocs/texts is not there")
def test_the_bilingual_reports_of_the_chamber_are_told_apart() -> None:
    right = counted = 0
    for path in sorted(REALDOCS.glob("*.txt")):
        for passage in parse(path.read_bytes(), path.name).passages:
            counted += 1
            right += passage.language == ("fr" if passage.text.startswith("[FR]") else "nl")
    assert right / counted >= 0.99
