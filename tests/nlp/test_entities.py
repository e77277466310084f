"""Names that no vocabulary holds, acronyms that a document defines, persons that stay out, and what is stated."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from corpus.model import Mention, MentionKind, Passage
from corpus.statements import Figure, LevelStatement, Period
from nlp.pipeline import Model, wrap
from nlp.sifting import is_name
from nlp.tagger import Tagger
from nlp.vocabulary import Vocabulary

Tag = Callable[..., list[Mention]]
Make = Callable[..., Passage]


def named(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.surface, one.concept) for one in mentions if one.kind in ("organisation", "institution")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Het Expertisecentrum Samen Leven gaf vorming.", "Expertisecentrum Samen Leven"),
        ("De Stichting Zonnedal werkt mee.", "Stichting Zonnedal"),
        ("Het Zonnedal Center ging open.", "Zonnedal Center"),
        ("In de zaal sprak vzw Wolfskop.", "Wolfskop"),
        ("Leden van de beweging Wolfskop waren er.", "Wolfskop"),
        (
            "De Vlaamse Commissie voor de toegang tot stukken adviseert.",
            "Vlaamse Commissie voor de toegang tot stukken",
        ),
        ("Hij ging naar het ministerie van Wolken en Wind.", "ministerie van Wolken en Wind"),
        ("Zij zond het aan de Zonneraad.", "Zonneraad"),
    ],
)
def test_a_word_for_an_organisation_gives_its_name_away(tag: Tag, text: str, name: str) -> None:
    assert [surface for surface, _ in named(tag(text))] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "De dienst werkt goed.",
        "Raadpleeg het Actieplan Samen Leven.",
        "De partij van Jan Peeters.",
        "Netwerk en vereniging groeien.",
        "Het Decreet Lokaal Bestuur.",
    ],
)
def test_other_words_name_no_organisation(tag: Tag, text: str) -> None:
    assert named(tag(text)) == []


def test_an_acronym_in_a_list_of_organisations_is_one(tag: Tag) -> None:
    found = dict(named(tag("Aanwezig waren AIVD, MIVD, ZQX en NCTV.")))
    assert found["ZQX"] == "org:zqx"


def test_a_defined_acronym_is_found_in_the_whole_document_and_in_no_other(tagger: Tagger, passage: Make) -> None:
    here = [
        passage("Het PWW overlegt."),
        passage("Het Platform Weerbare Wijken (PWW) bestaat."),
        passage("Van het PWW."),
    ]
    elsewhere = dataclasses.replace(passage("Het PWW elders."), id="ander.1.1")
    found = tagger.tag([*here, elsewhere])
    assert [(one.surface, one.passage_id) for one in found if one.concept == "org:platform-weerbare-wijken"] == [
        ("PWW", "doc.x.1"),
        ("Platform Weerbare Wijken", "doc.x.1"),
        ("PWW", "doc.x.1"),
        ("PWW", "doc.x.1"),
    ]


def test_a_definition_leads_to_the_concept_that_the_vocabulary_knows(tagger: Tagger, passage: Make) -> None:
    found = tagger.tag([passage("Het Coördinatieorgaan voor de dreigingsanalyse (CDA) meldt. Het CDA waarschuwt.")])
    assert [one.concept for one in found] == ["ocad", "ocad", "ocad"]
    assert {one.rule for one in found} == {"preferred", "defined"}


def test_a_name_that_two_countries_have_is_kept_for_both_where_nothing_decides(tag: Tag) -> None:
    assert {one.concept: one.confidence for one in tag("de PvdA")} == {"pvda-ptb": 0.5, "pvda-nl": 0.5}
    assert [one.concept for one in tag("de PvdA", country="NL")] == ["pvda-nl"]


@pytest.fixture(scope="module")
def model() -> Model:
    """A pipeline that takes other words for names too, as models do."""
    import spacy

    nlp = spacy.blank("nl")
    ruler: Any = nlp.add_pipe("entity_ruler")
    patterns = {
        "ORG": ["Wolfskop", "Januari", "DE DIENST", "Vergadering", "MKB", "56001345C", "Jan Peeters"],
        "LOC": ["Vesterbeek", "Vlaamse"],
        "PER": ["Mia Oostende", "Mia Maes"],
    }
    ruler.add_patterns([{"label": label, "pattern": one} for label, names in patterns.items() for one in names])
    return wrap(nlp)


def test_what_a_model_takes_for_names_is_sifted(vocabulary: Vocabulary, model: Model, passage: Make) -> None:
    text = (
        "Wolfskop was in Vesterbeek. Januari kwam. DE DIENST KOMT MORGEN TERUG. Vergadering na de MKB'ers (56001345C). "
        "De Vlaamse kust. Jan Peeters sprak. Mia Oostende ook."
    )
    found = Tagger(vocabulary, model).tag([passage(text)])
    assert [one.surface for one in found if one.kind is not MentionKind.DATE] == ["Vesterbeek"]
    assert named(Tagger(vocabulary, model).tag([passage("Zij kent Wolfskop goed.")])) == [("Wolfskop", "org:wolfskop")]


def test_persons_are_kept_only_where_that_is_asked_for(vocabulary: Vocabulary, model: Model, passage: Make) -> None:
    text = "Gisteren sprak Mia Oostende."
    assert Tagger(vocabulary, model).tag([passage(text)]) == []
    (found,) = Tagger(vocabulary, model, persons=True).tag([passage(text)])
    assert (found.kind, found.surface, found.concept) == (MentionKind.PERSON, "Mia Oostende", "persoon:mia-oostende")


def test_a_heading_in_capitals_holds_no_name() -> None:
    text = "WAT DOET DE DIENST WOLFSKOP NU"
    assert not is_name("WOLFSKOP", "organisation", text, text.index("WOLFSKOP"), [0], ordinary=False)


@pytest.mark.parametrize(
    ("text", "name", "kind", "wanted"),
    [
        ("Dat vroeg de stad aan Wolfskop Trofee.", "Wolfskop Trofee", "organisation", True),
        ("Dat vroeg de stad aan Wolfskop Trofee.", "Wolfskop", "organisation", False),  # cut off
        ("De minister van Binnenlands Bestuur komt.", "Binnenlands Bestuur", "organisation", False),
        ("Een plan voor ons allen ONTWERP Zonnedal telt.", "ONTWERP Zonnedal", "organisation", False),
        ("Zij woont in Zon nedal.", "Zon", "place", False),  # a broken word
        ("Zij woont in Zonnedal nu.", "Zonnedal", "place", True),
    ],
)
def test_what_a_model_finds_counts_only_where_it_is_a_whole_name(text: str, name: str, kind: str, wanted: bool) -> None:
    assert is_name(name, kind, text, text.index(name), [0], ordinary=False) is wanted


def test_figures_levels_and_dates_carry_their_value(tagger: Tagger, passage: Make) -> None:
    text = "In 2023 telde het OCAD 332 dossiers over rechts-extremisme. Het dreigingsniveau ging op 6 mei 2023 naar 3."
    found = {one.kind: one for one in tagger.tag([passage(text)], country="BE", published="2024-05")}
    figure = Figure.from_json(found[MentionKind.FIGURE].value)
    assert (figure.low, figure.counted, figure.period) == (332, "dossiers", "2023")
    assert found[MentionKind.FIGURE].concept == "rechts-extremisme"
    level = LevelStatement.from_json(found[MentionKind.LEVEL].value)
    assert (level.country, level.level, level.period) == ("BE", 3, "2023-05-06")
    assert found[MentionKind.LEVEL].concept == "be-4:3"
    assert Period.from_json(found[MentionKind.DATE].value).interval == "2023-05-06"


def test_a_level_that_is_only_thought_of_is_hypothetical(tag: Tag) -> None:
    found = tag("Het dreigingsniveau zou naar niveau 4 kunnen gaan.", country="BE")
    assert [one.assertion for one in found if one.kind is MentionKind.LEVEL] == ["hypothetical"]


def test_other_languages_have_no_figures_and_dates(tag: Tag) -> None:
    assert tag("En 2021, 40 personnes", language="fr") == []
