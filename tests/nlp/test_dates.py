"""Dates and periods in the ways that Dutch writes them, and numbers that are no dates."""

from __future__ import annotations

import pytest

from nlp.analysis import analyse
from nlp.dates import dates

PUBLISHED = "2023-04-10"
FOUND = [
    ("op 3 mei 2021", "3 mei 2021", "2021-05-03"),
    ("op 1 sept. 2019", "1 sept. 2019", "2019-09-01"),
    ("op 12/05/2023", "12/05/2023", "2023-05-12"),
    ("dd. 12.05.2023.", "12.05.2023", "2023-05-12"),
    ("op 2021-05-03", "2021-05-03", "2021-05-03"),
    ("op 3 mei", "3 mei", "XXXX-05-03"),
    ("op 3 mei jl.", "3 mei jl.", "2022-05-03"),
    ("op 3 april jl.", "3 april jl.", "2023-04-03"),
    ("op 3 mei a.s.", "3 mei a.s.", "2023-05-03"),
    ("in mei 2020", "mei 2020", "2020-05"),
    ("begin mei 2020", "begin mei 2020", "2020-05"),
    ("in het najaar van 2021", "najaar van 2021", "2021-09/2021-11"),
    ("Zomer 2020", "Zomer 2020", "2020-06/2020-08"),
    ("de winter van 2021-2022", "winter van 2021-2022", "2021-12/2022-02"),
    ("eind 2019", "eind 2019", "2019-10/2019-12"),
    ("medio 2019", "medio 2019", "2019-05/2019-08"),
    ("de eerste helft van 2022", "eerste helft van 2022", "2022-01/2022-06"),
    ("het derde kwartaal van 2021", "derde kwartaal van 2021", "2021-07/2021-09"),
    ("de legislatuur 2019-2024", "2019-2024", "2019/2024"),
    ("het schooljaar 2021-22", "2021-22", "2021/2022"),
    ("van 2015 tot 2018", "2015 tot 2018", "2015/2018"),
    ("tussen 2015 en 2018", "tussen 2015 en 2018", "2015/2018"),
    ("tussen maart en mei 2021", "maart en mei 2021", "2021-03/2021-05"),
    ("de maanden maart-april 2020", "maart-april 2020", "2020-03/2020-04"),
    ("van 10 tot 12 mei 2022", "10 tot 12 mei 2022", "2022-05-10/2022-05-12"),
    ("van 12 maart 2020 tot en met 3 april 2021", "van 12 maart 2020 tot en met 3 april 2021", "2020-03-12/2021-04-03"),
    ("sinds 2015", "sinds 2015", "2015/.."),
    ("vanaf januari 2023", "vanaf januari 2023", "2023-01/.."),
    ("tot eind 2024", "tot eind 2024", "../2024-12"),
    ("in de jaren 90", "jaren 90", "1990/1999"),
    ("in de jaren tachtig", "jaren tachtig", "1980/1989"),
    ("vorig jaar", "vorig jaar", "2022"),
    ("deze maand", "deze maand", "2023-04"),
    ("volgende zomer", "volgende zomer", "2024-06/2024-08"),
    ("in 2016", "2016", "2016"),
]


@pytest.mark.parametrize(("text", "surface", "interval"), FOUND)
def test_a_date_is_found_and_normalised(text: str, surface: str, interval: str) -> None:
    found = dates(text, analyse(text), published=PUBLISHED)
    assert [(text[one.start : one.end], one.period.interval) for one in found] == [(surface, interval)]


NOT_FOUND = [
    "30 februari 2021",
    "artikel 2020",
    "nr. 2021 van het blad",
    "COM/2021/123",
    "richtlijn 2021/0106(COD)",
    "2000 personen",
    "2 020 personen",
    "in mei",
    "dit gebeurt jaarlijks",
    "20 tot 18 jaar",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert dates(text, analyse(text), published=PUBLISHED) == []


def test_what_depends_on_an_unknown_date_is_left_out() -> None:
    text = "Vorig jaar, deze maand en volgende zomer."
    assert dates(text, analyse(text)) == []
    (found,) = dates("op 3 mei jl.", analyse("op 3 mei jl."), published="2023")
    assert found.period.interval == "XXXX-05-03"


def test_each_year_of_a_list_is_a_date_of_its_own() -> None:
    text = "In 2017, 2018 en 2019 gebeurde dat."
    assert [one.period.interval for one in dates(text, analyse(text))] == ["2017", "2018", "2019"]


def test_a_date_that_was_worked_out_or_rounded_says_so() -> None:
    relative, rounded = (
        dates(text, analyse(text), published=PUBLISHED)[0].period for text in ("vorig jaar", "eind 2019")
    )
    assert (relative.relative, relative.about) == (True, False)
    assert (rounded.relative, rounded.about) == (False, True)
