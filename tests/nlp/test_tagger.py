"""What is tagged, what is not, and how the text speaks of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Assertion, Mention, MentionKind, Passage
from nlp.tagger import Tagger
from nlp.vocabulary import FILES

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
    ("moslimterrorisme", "terrorisme", "terrorisme"),
    ("moslimterroristen", "islamistisch-extremisme", "moslim"),
    ("jihadaanslagen", "jihadisme", "jihad"),
    ("jihadaanslagen", "aanslag", "aanslagen"),
    ("de antiterreurwet", "terrorisme", "antiterreurwet"),
    ("LIVC's", "livc-r", "LIVC's"),
    ("extremisme op sociale media", "online-radicalisering", "sociale media"),
    ("onlineactiviteiten van extremisten", "online-radicalisering", "onlineactiviteiten"),
    ("radicalisering in de gevangenis", "detentie", "gevangenis"),
    ("jihadisten keerden terug", "terugkeerder", "keerden"),
    ("teruggekeerde IS-strijders", "terugkeerder", "teruggekeerde"),
    ("religieus geïnspireerd terrorisme", "islamistisch-extremisme", "religieus"),
    ("discriminatie van moslims", "moslimhaat", "moslims"),
    ("terreur tegen Joden", "antisemitisme", "Joden"),
    ("het financieren van terroristen", "terrorismefinanciering", "financieren van terroristen"),
    ("geldstromen naar terroristen", "terrorismefinanciering", "geldstromen"),
    ("bij 60 meldingen was de ideologie onbekend", "ideologie-onduidelijk", "ideologie onbekend"),
    ("het dreigingsniveau", "dreigingsniveau", "dreigingsniveau"),
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
    "een aanslag op het landschap",
    "de bijzondere aanslag op geheime commissielonen",
    "de grijze wolven in de winter",
    "Grijze Wolven",
    "the lone parent in de EU",
    "artikel 764 van het wetboek",
    "de gevangenis telt te weinig bewaarders",
    "de online loketten en de sociale media van de stad",
    "niet-begeleide minderjarige vreemdelingen",
    "de re-integratie van langdurig zieken",
    "de reïntegratie van werklozen",
    "de digitale weerbaarheid van ondernemers",
    "een ketenaanpak voor afval",
    "intimidatie van scheidsrechters",
    "secundaire preventie van burn-out",
    "de vrijwillige terugkeerders naar hun land van herkomst",
    "maatschappelijke onrust over de gasprijs",
    "de beveiliging van Joodse scholen",
    "moslims en christenen aten samen",
    "de financiering van het zwembad",
    "de lens polariseert het licht",
]

#: What a text states besides names is another matter: tests/nlp/test_stating.py.
_STATED = (MentionKind.DATE, MentionKind.LEVEL, MentionKind.FIGURE)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_traps_are_not_tagged(tag: Tag, text: str) -> None:
    harmless = {"be-vlaanderen", "eu"}
    assert {one.concept for one in tag(text) if one.kind not in _STATED} - harmless == set()


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
    assert {one.concept: one.confidence for one in tag("in Limburg")} == {
        "be-provincie-limburg": 0.5,
        "nl-provincie-limburg": 0.5,
    }


ASSERTIONS = [
    ("Er is geen rechts-extremisme vastgesteld.", Assertion.NEGATED),
    ("Zonder enige radicalisering verliep het.", Assertion.NEGATED),
    ("Dat is niet extremistisch.", Assertion.NEGATED),
    ("Dat is niet alleen extremistisch.", Assertion.STATED),
    ("Er is geen twijfel, het terrorisme groeit.", Assertion.STATED),
    ("Geen probleem. Terrorisme groeit.", Assertion.STATED),
    ("Niet-gewelddadig extremisme bestaat ook.", Assertion.STATED),
    ("Er zijn geen aanwijzingen voor een georganiseerd jihadistisch netwerk.", Assertion.NEGATED),
    ("Rechts-extremisme werd in de stad niet vastgesteld.", Assertion.NEGATED),
    ("Van jihadisme is er geen sprake.", Assertion.NEGATED),
    ("Rechts-extremisme is geen nieuw verschijnsel.", Assertion.STATED),
    ("Niet elke extremist is bekend.", Assertion.STATED),
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


def test_a_mention_names_its_rule_label_and_version(tag: Tag, tagger: Tagger) -> None:
    (found,) = tag("terreurdreiging")
    assert (found.rule, found.label, found.cue) == ("compound", "terreur", "")
    assert tagger.version.startswith(found.method.removeprefix("lexicon:compound@"))


def test_a_tag_is_surer_by_its_own_label_than_by_its_surroundings(tag: Tag) -> None:
    by_company, by_itself = sorted(tag("extremisme op internet"), key=lambda one: one.confidence)
    (in_a_word,) = tag("terreurdreiging")
    (by_a_cue,) = [one for one in tag("de terreurgroep IS in Syrië") if one.concept == "isis"]
    assert by_company.cue == "extremisme"
    assert by_itself.confidence > in_a_word.confidence > by_a_cue.confidence > by_company.confidence


def test_company_counts_only_in_the_same_sentence(tag: Tag) -> None:
    assert "detentie" not in {one.concept for one in tag("Het extremisme groeit. De gevangenis is vol.")}


@pytest.mark.parametrize(
    "text", ["Hij sprak van “terreur”.", 'Hij sprak van "terreur".', "Hij sprak van ‘terreur’.", "Van «terreur» dus."]
)
def test_words_between_quotation_marks_are_marked(tag: Tag, text: str) -> None:
    assert [one.quoted for one in tag(text)] == [True]


def test_an_apostrophe_opens_no_quotation(tag: Tag) -> None:
    assert [one.quoted for one in tag("De foto's van het extremisme en 's avonds de video's.")] == [False]


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
    """Names overlap only where one may mean several; figures, levels and names of organisations may hold another."""
    begin = start = end = 0
    for found in tagger.tag([passage(text, language)]):
        assert text[found.start : found.end] == found.surface
        assert found.surface.strip()
        assert found.start >= begin
        begin = found.start
        if found.kind.value in FILES and found.method.startswith("lexicon"):
            assert found.start >= end or (found.start, found.end) == (start, end)
            start, end = found.start, found.end


def test_mentions_come_in_the_order_of_the_passages(tagger: Tagger, passage: Callable[..., Passage]) -> None:
    found = tagger.tag([passage("terrorisme"), passage("niets"), passage("OCAD")])
    assert [one.concept for one in found] == ["terrorisme", "ocad"]
