"""Where sentences begin when punctuation leaves no doubt."""

from __future__ import annotations

import pytest

from nlp.pipeline import load_model
from nlp.sentences import begins


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gedaald . ^Zij", True),
        ("gedaald ? ^3", True),
        ("gedaald . '' ^Zij", True),
        ("eigenschap B. ^Maar", True),
        ("volgens art. ^Vijf", False),
        ("met dhr. ^Zonneveld", False),
        ("in de ^wijk", False),
        ("de stad , ^waar", False),
        ("Aanpak ^Zonnedal", None),
        ("J. ^Zonneveld", None),
        ("het volgende : ^De", None),
    ],
)
def test_a_rule_speaks_only_where_it_knows(text: str, wanted: bool | None) -> None:
    words = text.split()
    place = next(i for i, word in enumerate(words) if word.startswith("^"))
    words[place] = words[place][1:]
    assert begins(words, [True] * len(words), place) is wanted


def test_a_straight_quote_closes_only_where_no_space_stands_before_it() -> None:
    words = ["Ja", ".", '"', "Zij"]
    assert begins(words, [False, False, True, True], 3) is True
    assert begins(words, [False, True, False, True], 3) is None


def test_sentences_that_run_on_are_told_apart_by_both_networks_and_the_rules() -> None:
    model = load_model("bundled", whole=True)
    assert model is not None
    text = 'De stad sprak met dhr. Zonneveld volgens art. 5 van de wet. "Dat hielp niet." Wie betaalt? Niemand weet.'
    assert [one.text for one in model.nlp(text).sents] == [
        "De stad sprak met dhr. Zonneveld volgens art. 5 van de wet.",
        '"Dat hielp niet."',
        "Wie betaalt?",
        "Niemand weet.",
    ]
