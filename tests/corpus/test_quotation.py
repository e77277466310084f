"""Finding quotations in a text and comparing them with a source, word by word."""

from __future__ import annotations

import pytest

from corpus.quotation import Alarm, align, compare, find_quotations, quoted_words
from corpus.quotation.find import split


def texts(text: str) -> list[str]:
    return [one.text for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("\u201c", "\u201d"),
        ("\u201e", "\u201d"),
        ("\u201e", "\u201c"),
        ("\u00ab", "\u00bb"),
        ('"', '"'),
        ("\u2018", "\u2019"),
    ],
)
def test_every_usual_pair_of_marks_holds_a_quotation(opening: str, closing: str) -> None:
    assert texts(f"Er staat {opening}de dreiging neemt toe{closing} in het verslag.") == ["de dreiging neemt toe"]


def test_an_apostrophe_does_not_close_a_quotation_between_single_marks() -> None:
    assert texts("Over \u2018de foto\u2019s van de groep\u2019 en meer.") == ["de foto\u2019s van de groep"]


def test_an_expression_of_two_words_is_no_quotation() -> None:
    assert texts("De \u201chybride dreiging\u201d en de \u201czogenaamde eenzame wolf\u201d.") == [
        "zogenaamde eenzame wolf"
    ]


def test_a_mark_that_is_not_closed_in_its_paragraph_is_left_alone() -> None:
    text = 'Een maat van 5" is groot genoeg.\n\nHij zei: \u201cde dreiging neemt toe\u201d.'
    assert texts(text) == ["de dreiging neemt toe"]


def test_a_text_without_marks_is_one_quotation_a_paragraph() -> None:
    assert texts("De dreiging neemt\ntoe in het land.\n\nDe politie is waakzaam.") == [
        "De dreiging neemt\ntoe in het land.",
        "De politie is waakzaam.",
    ]


def test_the_page_that_follows_is_taken_but_not_that_of_the_next_quotation() -> None:
    found = find_quotations(
        "\u201cDe dreiging neemt toe\u201d (DTN, p. 12). \u201cDe politie is waakzaam\u201d. "
        "\u201cEr is meer nodig\u201d, blz. iv"
    )
    assert [one.page for one in found] == ["12", "", "iv"]


def test_a_quotation_is_split_at_what_was_left_out_or_put_in() -> None:
    assert split("[D]e dreiging [\u2026] neemt [in 2024] toe (...) in het land") == (
        "De dreiging",
        "neemt",
        "toe",
        "in het land",
    )


def test_a_hyphen_at_the_end_of_a_pasted_line_is_undone() -> None:
    assert [word.key for word in quoted_words(split("de radica-\nlisering neemt toe")[0])][1] == "radicalisering"


def test_words_in_another_dress_are_the_same_words_but_said_so() -> None:
    found = compare("Rechtsextremisme in Syrie neemt toe", "rechts-extremisme in Syri\u00eb neemt toe,")
    assert found.same_words
    assert found.spelling


def test_the_first_capital_the_last_full_stop_and_the_kind_of_marks_are_no_difference() -> None:
    found = compare("de \u2018dreiging\u2019 neemt toe", "De \u201cdreiging\u201d neemt toe.")
    assert found.same_words


@pytest.mark.parametrize(
    ("quoted", "source", "alarm"),
    [
        ("er is een aanwijzing", "er is geen aanwijzing", Alarm.NEGATION),
        ("de dreiging neemt toe", "de dreiging neemt niet toe", Alarm.NEGATION),
        ("31 gemeenten hebben dit", "13 gemeenten hebben dit", Alarm.NUMBER),
        ("drie gemeenten hebben dit", "vier gemeenten hebben dit", Alarm.NUMBER),
        ("het niveau is ernstig gebleven", "het niveau is gemiddeld gebleven", Alarm.LEVEL),
        ("de groep is in Brugge gezien", "de groep is in Gent gezien", Alarm.NAME),
        ("de groep is gevaarlijk", "de groep is mogelijk gevaarlijk", Alarm.CERTAINTY),
    ],
)
def test_a_difference_that_turns_the_meaning_is_an_alarm(quoted: str, source: str, alarm: Alarm) -> None:
    assert alarm in compare(quoted, source).alarms


def test_an_ordinary_other_word_is_a_difference_without_alarm() -> None:
    found = compare("de dreiging wordt bestreden", "de dreiging wordt voorkomen")
    assert not found.same_words
    assert found.alarms == ()


def test_what_differs_is_told_from_both_sides() -> None:
    pieces = [(piece.kind, piece.text) for piece in compare("er is een aanwijzing", "er is geen aanwijzing").pieces]
    assert pieces == [("same", "er is"), ("quote", "een"), ("source", "geen"), ("same", "aanwijzing")]


def stretch(quoted: str, source: str) -> str | None:
    words = quoted_words(source)
    found = align(quoted_words(quoted), words)
    return None if found is None else source[words[found[0]].start : words[found[1] - 1].end]


SOURCE = "Vorig jaar steeg het aantal. De dreiging vanuit de omgeving neemt volgens de dienst niet toe. De rest volgt."


def test_the_exact_words_are_found_where_they_stand() -> None:
    assert stretch("de dreiging vanuit de omgeving", SOURCE) == "De dreiging vanuit de omgeving"


def test_the_nearest_stretch_is_found_when_a_word_differs() -> None:
    assert stretch("de dreiging vanuit de omgeving neemt volgens de dienst toe", SOURCE) == (
        "De dreiging vanuit de omgeving neemt volgens de dienst niet toe"
    )


def test_a_common_word_further_on_does_not_stretch_the_place() -> None:
    source = "Een overtuiging, hoe uitgesproken ook, is geen extremisme: wie haar verdedigt, oefent een grondrecht uit."
    assert stretch("Een overtuiging, hoe uitgesproken ook, is een extremisme", source) == (
        "Een overtuiging, hoe uitgesproken ook, is geen extremisme"
    )


def test_a_likeness_on_one_side_alone_is_no_place() -> None:
    assert stretch("de dreiging vanuit de omgeving maakt burgers bang voor alles", SOURCE) is None


def test_a_short_quotation_may_differ_in_one_word_only() -> None:
    assert stretch("de dienst wel toe", SOURCE) == "de dienst niet toe"
    assert stretch("de burgemeester wel toe", SOURCE) is None
