"""Threat levels that a text states, on the scale of its country and time."""

from __future__ import annotations

import pytest

from corpus.statements import LevelStatement
from nlp.assertion import sentence_starts
from nlp.levels import levels


def stated(text: str, country: str, published: str = "2023-05") -> list[tuple[str, LevelStatement]]:
    found = levels(text, lambda: sentence_starts(text), country=country, published=published)
    return [(text[one.start : one.end], one.statement) for one in found]


STATED = [
    ("Het niveau van de dreiging is niveau 3 (aanzienlijk).", "NL", "nl-5", 3, "aanzienlijk", None),
    ("Dreigingsniveau 2 op een schaal van 4.", "BE", "be-4", 2, "", None),
    ("Het algemene dreigingsniveau is verhoogd van 2 naar 3.", "BE", "be-4", 3, "", 2),
    ("Het dreigingsniveau 'substantieel' (4 op een schaal van 5) blijft.", "NL", "nl-5", 4, "substantieel", None),
    ("Het dreigingsniveau voor Nederland blijft 4.", "NL", "nl-5", 4, "", None),
    ("Het dreigingsniveau in Nederland is substantieel.", "", "nl-5", 4, "substantieel", None),
    ("Het dreigingsniveau daalt van vier naar drie.", "NL", "nl-5", 3, "", 4),
    ("Het OCAD verhoogde het niveau naar 4 (zeer ernstig).", "", "be-4", 4, "zeer ernstig", None),
    ("Dreigingsniveau: 3", "BE", "be-4", 3, "", None),
    ("De dreiging blijft op niveau 3 op een schaal van 4.", "BE", "be-4", 3, "", None),
    ("Het dreigingsniveau ligt op 'ernstig' (niveau 3).", "BE", "be-4", 3, "ernstig", None),
    ("Het dreigingsniveau werd opgetrokken naar niveau drie.", "BE", "be-4", 3, "", None),
]


@pytest.mark.parametrize(("text", "country", "expected"), [(one[0], one[1], one[2:]) for one in STATED])
def test_a_level_is_read(text: str, country: str, expected: tuple[str, int, str, int | None]) -> None:
    ((_, found),) = stated(text, country)
    assert (found.scheme, found.level, found.label, found.previous) == expected


NOT_STATED = [
    "Niveau 1 is laag, niveau 2 gemiddeld, niveau 3 ernstig en niveau 4 zeer ernstig.",
    "De dreigingsniveaus heten minimaal, beperkt, aanzienlijk, substantieel en kritiek.",
    "Op niveau 2 van de opleiding gaat het over dreiging.",
    "De dreiging is aanzienlijk toegenomen.",
    "Het dreigingsniveau is aanzienlijk hoger.",
    "Het dreigingsniveau werd voor vier plaatsen verhoogd.",
    "Op niveau van de drie gewesten is de dreiging besproken.",
    "Het opleidingsniveau en het dreigingsniveau 3 staan los van elkaar.",
    "Dat is een substantiële dreiging.",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_other_levels_and_explanations_are_none(text: str) -> None:
    assert stated(text, "BE") == []


def test_the_same_word_is_another_level_on_the_scale_before_july_2016() -> None:
    text = "Het dreigingsniveau blijft substantieel."
    ((_, before),) = stated(text, "NL", "2013-11")
    ((_, since),) = stated(text, "NL", "2016-07-11")
    assert (before.scheme, before.level) == ("nl-4", 3)
    assert (since.scheme, since.level) == ("nl-5", 4)


def test_without_a_country_a_bare_number_is_no_level() -> None:
    assert stated("Het dreigingsniveau blijft 3.", "") == []


def test_the_service_that_is_named_decides_before_the_country_of_the_document() -> None:
    ((_, found),) = stated("Volgens de NCTV blijft het dreigingsniveau 4.", "BE")
    assert found.country == "NL"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Het algemene dreigingsniveau blijft 2.", "algemeen"),
        ("Het dreigingsniveau in België blijft 2.", "algemeen"),
        ("Het dreigingsniveau gaat naar 4 voor Brussel.", "Brussel"),
        ("Het dreigingsniveau voor de joodse gemeenschap bedraagt niveau 3.", "joodse gemeenschap"),
        ("Het dreigingsniveau blijft 2.", ""),
    ],
)
def test_the_scope_is_what_the_text_says(text: str, scope: str) -> None:
    ((_, found),) = stated(text, "BE")
    assert found.scope == scope
