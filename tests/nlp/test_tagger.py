"""What is tagged, what is not, and how the text speaks of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Assertion, Mention, MentionKind, Passage
from nlp.tagger import Tagger

Tag = Callable[..., list[Mention]]

FOUND = [
    ("rechts-extremisme", "rechts-extremisme", "rechts-extremisme"),
    ("Rechts extremisme neemt toe", "rechts-extremisme", "Rechts extremisme"),
    ("de rechtsextremistische scene", "rechts-extremisme", "rechtsextremistische"),
    ("twee rechts-extremisten", "rechts-extremisme", "rechts-extremisten"),
    ("Links- en rechts-extremisme", "links-extremisme", "Links"),
    ("extreemrechtse of -linkse groepen", "extreemlinks", "linkse"),
    ("extreem-rechtse jongeren", "extreemrechts", "extreem-rechtse"),
    ("geradicaliseerde personen", "radicalisering", "geradicaliseerde"),
    ("het radicaliseringsproces", "radicalisering", "radicaliseringsproces"),
    ("de radicalisering van jongeren", "radicalisering", "radicalisering"),
    ("de-radicalisering", "deradicalisering", "de-radicalisering"),
    ("terreurdreiging", "terrorisme", "terreurdreiging"),
    ("moslimterrorisme", "terrorisme", "moslimterrorisme"),
    ("Syriestrijders", "foreign-terrorist-fighter", "Syriestrijders"),
    ("103 FTF’ers", "foreign-terrorist-fighter", "FTF’ers"),
    ("wij-zij-denken", "polarisatie", "wij-zij-denken"),
    ("anti-overheidsextremisme", "anti-institutioneel-extremisme", "anti-overheidsextremisme"),
    ("het 764-netwerk", "nihilistisch-geweld", "764"),
    ("de Strategie TER", "strategie-ter", "Strategie TER"),
    ("het OCAD en de Veiligheid van de Staat", "vsse", "Veiligheid van de Staat"),
    ("OCAD's analyse", "ocad", "OCAD's"),
    ("het Coordinatieorgaan voor de dreigingsanalyse", "ocad", "Coordinatieorgaan voor de dreigingsanalyse"),
    ("de LIVC R en de LTF", "livc-r", "LIVC R"),
    ("de lokale integrale veiligheidscellen", "livc-r", "lokale integrale veiligheidscellen"),
    ("de terreurgroep IS in Syrië", "isis", "IS"),
    ("teruggekeerde IS-strijders", "isis", "IS"),
    ("op de OCAD-lijst", "ggb", "OCAD-lijst"),
    ("een OCAD-nota", "ocad", "OCAD"),
    ("FTF, HTF, HP en TV in de GGB", "terrorismeveroordeelde", "TV"),
    ("een aanslag op een station", "aanslag", "aanslag"),
    ("in de stad Best", "nl-gm0753", "Best"),
    ("te Landen", "be-24059", "Landen"),
    ("de gemeente Halen", "be-71020", "Halen"),
    ("burgemeester van Voeren", "be-73109", "Voeren"),
    ("Antwerpen, Boom en Mechelen", "be-11005", "Boom"),
    ("in Mechelen en Boom", "be-11005", "Boom"),
    ("de provincie Antwerpen", "be-provincie-antwerpen", "Antwerpen"),
    ("in Antwerpen", "be-11002", "Antwerpen"),
    ("de provincie Utrecht", "nl-provincie-utrecht", "Utrecht"),
    ("Belgisch Limburg", "be-provincie-limburg", "Limburg"),
    ("in Belgie", "be", "Belgie"),
    ("'s-Hertogenbosch", "nl-gm0796", "'s-Hertogenbosch"),
    ("in Den Haag", "nl-gm0518", "Den Haag"),
    ("in Sint Niklaas", "be-46021", "Sint Niklaas"),
]


@pytest.mark.parametrize(("text", "concept", "surface"), FOUND)
def test_a_mention_is_found(tag: Tag, text: str, concept: str, surface: str) -> None:
    assert (concept, surface) in {(one.concept, one.surface) for one in tag(text)}


NOT_FOUND = [
    "het aanslagjaar 2017",
    "de aanslag in de personenbelasting",
    "een belastingaanslag",
    "extreme droogte",
    "een soevereine staat",
    "de autonomen in het bestuur",
    "dat IS een feit",
    "IS dit zo?",
    "WAT IS DIT EIGENLIJK",
    "hij kijkt TV",
    "de printer van HP",
    "de wolf in Vlaamse bossen",
    "Best veel mensen halen dat",
    "De beste landen voeren dat in",
    "Landen voeren wetten in",
    "In halen zijn wij niet goed",
    "Leiden tot hogere kosten",
    "het Nederlands als taal",
    "minister Van Brugge antwoordt",
    "Hervé spreekt",
    "een radicaal andere aanpak",
    "de veiligheid van de staat der wegen",
    "een tak van de boom",
    "Preventie en Bescherming op het Werk",
    "Jongerenwerking Zonnedal organiseert een bal",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_traps_are_not_tagged(tag: Tag, text: str) -> None:
    harmless = {"be-vlaanderen"}
    assert {one.concept for one in tag(text)} - harmless == set()


def test_the_longest_name_wins_and_mentions_do_not_overlap(tag: Tag) -> None:
    found = tag("gewelddadig rechts-extremisme, jihadistisch terrorisme en gewelddadige radicalisering")
    assert [one.concept for one in found] == [
        "rechts-extremisme",
        "jihadistisch-terrorisme",
        "gewelddadige-radicalisering",
    ]


def test_one_place_of_two_with_a_name_is_chosen_by_the_country_of_the_document(tag: Tag) -> None:
    assert [one.concept for one in tag("in Zwijndrecht", country="NL")] == ["nl-gm0642"]
    assert [one.concept for one in tag("in Limburg", country="BE")] == ["be-provincie-limburg"]
    assert tag("in Limburg") == []


ASSERTIONS = [
    ("Er is geen rechts-extremisme vastgesteld.", Assertion.NEGATED),
    ("Zonder enige radicalisering verliep het.", Assertion.NEGATED),
    ("Dat is niet extremistisch.", Assertion.NEGATED),
    ("Dat is niet alleen extremistisch.", Assertion.STATED),
    ("Er is geen twijfel, het terrorisme groeit.", Assertion.STATED),
    ("Geen probleem. Terrorisme groeit.", Assertion.STATED),
    ("Niet-gewelddadig extremisme bestaat ook.", Assertion.STATED),
    ("Mogelijk is er sprake van radicalisering.", Assertion.HYPOTHETICAL),
    ("Dat zou tot polarisatie leiden.", Assertion.HYPOTHETICAL),
    ("Dit kan leiden tot radicalisering.", Assertion.HYPOTHETICAL),
    ("Indien een aanslag plaatsvindt.", Assertion.HYPOTHETICAL),
    ("U kan radicalisering melden.", Assertion.STATED),
    ("Het extremisme neemt toe.", Assertion.STATED),
]


@pytest.mark.parametrize(("text", "expected"), ASSERTIONS)
def test_denial_and_doubt_are_kept_with_the_mention(tag: Tag, text: str, expected: Assertion) -> None:
    assert [one.assertion for one in tag(text)] == [expected]


def test_names_are_always_stated(tag: Tag) -> None:
    (found,) = tag("Zonder OCAD gaat het niet.")
    assert (found.kind, found.assertion) == (MentionKind.INSTITUTION, Assertion.STATED)


def test_french_passages_are_tagged_by_french_labels(tag: Tag) -> None:
    found = {
        one.concept: one.surface for one in tag("L'extrémisme et le terrorisme à Anvers selon l'OCAM", language="fr")
    }
    assert found["extremisme"] == "extrémisme"
    assert found["be-11002"] == "Anvers"
    assert {"terrorisme", "ocad"} <= set(found)


def test_a_mention_names_its_rule_and_version(tag: Tag, tagger: Tagger) -> None:
    (found,) = tag("terreurdreiging")
    assert found.method == f"lexicon:compound@{tagger.version}"
    assert found.confidence < 1


def test_persons_are_never_tagged(tag: Tag) -> None:
    found = tag("Jan Peeters, Mia Maes en minister Van den Berg spraken over terrorisme.")
    assert [one.concept for one in found] == ["terrorisme"]


WORDS = [
    "geen",
    "IS",
    "Best",
    "OCAD-lijst",
    "links-",
    "en",
    "rechts-extremisme",
    ",",
    ".",
    "TV",
    "'s-Gravenhage",
    "terreur",
    "é",
    "Van",
    "Gent",
    "Limburg",
    "provincie",
]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from(["nl", "fr", "en", "de"]))
@settings(max_examples=300)
def test_offsets_point_into_the_text_in_order(
    tagger: Tagger, passage: Callable[..., Passage], text: str, language: str
) -> None:
    end = 0
    for found in tagger.tag([passage(text, language)]):
        assert text[found.start : found.end] == found.surface
        assert found.surface.strip()
        assert found.start >= end
        end = found.end


def test_mentions_come_in_the_order_of_the_passages(tagger: Tagger, passage: Callable[..., Passage]) -> None:
    found = tagger.tag([passage("terrorisme"), passage("niets"), passage("OCAD")])
    assert [one.concept for one in found] == ["terrorisme", "ocad"]
