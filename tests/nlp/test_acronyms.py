"""Which acronyms a text defines, and how long their long forms are."""

from __future__ import annotations

import pytest

from nlp.acronyms import definitions

DEFINED = [
    ("de Lokale Taskforce (hierna: LTF) komt bijeen", "LTF", "Lokale Taskforce"),
    ("de Lokale Taskforce, hierna LTF, komt bijeen", "LTF", "Lokale Taskforce"),
    ("het Platform Weerbare Wijken (hierna 'het PWW' genoemd)", "PWW", "Platform Weerbare Wijken"),
    ("door de dienst Vreemdelingenzaken (DVZ) bij", "DVZ", "dienst Vreemdelingenzaken"),
    ("het Korps Landelijke Politiediensten (KLPD)", "KLPD", "Korps Landelijke Politiediensten"),
    (
        "het Belgisch Instituut voor de Verkeersveiligheid (BIVV)",
        "BIVV",
        "Belgisch Instituut voor de Verkeersveiligheid",
    ),
    ("de gemeenschappelijke gegevensbank (GGB)", "GGB", "gemeenschappelijke gegevensbank"),
    ("lokale integrale veiligheidscellen (LIVC’s) die", "LIVC’s", "lokale integrale veiligheidscellen"),
    (
        "Steunpunt Omgaan met Verschillen en Polarisatie (SOVP)",
        "SOVP",
        "Steunpunt Omgaan met Verschillen en Polarisatie",
    ),
    ("de AIVD (Algemene Inlichtingen- en Veiligheidsdienst)", "AIVD", "Algemene Inlichtingen- en Veiligheidsdienst"),
]


@pytest.mark.parametrize(("text", "short", "long"), DEFINED)
def test_a_definition_is_found_with_its_whole_long_form(text: str, short: str, long: str) -> None:
    assert [(one.short, text[one.start : one.end]) for one in definitions(text) if one.fits] == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "volgens Jan Peeters (N-VA)",
        "artikel 5 (EU)",
        "in Gent (BE)",
        "hoofdstuk (III)",
        "zonder haakjes OCAD",
        "het jaar (2021)",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert [one for one in definitions(text) if one.fits] == []


def test_what_the_letters_do_not_show_is_left_to_the_names_that_are_known() -> None:
    text = "het Coördinatieorgaan voor de dreigingsanalyse (OCAD)"
    (found,) = definitions(text)
    assert (found.fits, text[: found.end]) == (False, "het Coördinatieorgaan voor de dreigingsanalyse")
