"""Other names of what a query names: exact and close relations of the vocabulary, and only those."""

from __future__ import annotations

import pytest

from indexer.query import weights
from indexer.query.compile import compile_query
from indexer.query.expand import Expander
from indexer.query.syntax import parse
from nlp.analysis import analyse
from nlp.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def expander() -> Expander:
    """Over our own vocabulary."""
    return Expander(load_vocabulary())


def names(expander: Expander, text: str) -> set[str]:
    return {name.text for name in expander.longest(analyse(text))[1]}


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("GGB", {"gemeenschappelijke gegevensbank", "OCAD-lijst"}),
        ("ggb", {"gemeenschappelijke gegevensbank", "OCAD-lijst"}),
        ("gemeenschappelijke gegevensbank", {"GGB", "OCAD-lijst"}),
        ("OCAD-lijst", {"GGB"}),
        ("eenlingen", {"lone actor"}),
        ("lone actors", {"eenling"}),
        ("Syriëstrijders", {"FTF", "uitreiziger"}),
        ("polarisatie", {"polarisering"}),
        ("PGA", {"persoonsgerichte aanpak"}),
        ("rechts-extremisten", {"rechts-extremistisch", "extreemrechts"}),
    ],
)
def test_names_of_one_concept_stand_for_each_other(expander: Expander, text: str, among: set[str]) -> None:
    assert among <= names(expander, text)


@pytest.mark.parametrize("text", ["gemeente", "is", "Antwerpen", "preventie"])
def test_other_words_have_no_other_names(expander: Expander, text: str) -> None:
    assert names(expander, text) == set()


def test_names_that_need_company_in_a_text_are_not_searched_for(expander: Expander) -> None:
    assert not names(expander, "islamistisch extremisme") & {"moslim", "islamitisch", "religieus"}
    assert not names(expander, "online radicalisering") & {"internet", "sociale media"}


def test_related_and_broader_concepts_stay_out(expander: Expander) -> None:
    assert not names(expander, "rechts-extremisme") & {"extremisme", "omvolking", "normalisering"}
    assert not names(expander, "radicalisering") & {"deradicalisering", "extremisme"}


def test_close_concepts_count_less_than_the_same_which_count_less_than_the_word(expander: Expander) -> None:
    found = {name.text: name.weight for name in expander.longest(analyse("rechts-extremisme"))[1]}
    assert found["extreemrechts"] == weights.CLOSE < found["rechts-extremistisch"] == weights.SYNONYM < weights.SURFACE


def test_the_longest_name_wins_and_function_words_belong_to_it(expander: Expander) -> None:
    length, found = expander.longest(analyse("Veiligheid van de Staat antwoordt"))
    assert length == 4
    assert "VSSE" in {name.text for name in found}


def test_a_longer_name_that_holds_the_word_is_left_out(expander: Expander) -> None:
    assert "politiek extremisme" not in names(expander, "extremisme")


def test_other_names_are_told_marked_and_switched_off(expander: Expander) -> None:
    with_names = compile_query(parse("lone actor in de wijk").tree, expander=expander)
    assert with_names.named
    assert any("eenling" in line for line in with_names.searched_for)
    assert "eenling" in with_names.marks.stems
    assert ("lon", "wolf") in with_names.marks.phrases
    for plain in (compile_query(parse("lone actor").tree), compile_query(parse("GGB").tree, literal=True)):
        assert not plain.named
        assert "eenling" not in plain.marks.stems
    literal = compile_query(parse("GGB").tree, literal=True, expander=expander)
    assert not literal.named


def test_phrases_titles_and_exclusions_have_no_other_names(expander: Expander) -> None:
    for text in ('"GGB"', "titel:GGB", "dreiging -GGB"):
        assert not compile_query(parse(text).tree, expander=expander).named
