"""Profiles: only quotations and exact counts; a passage about another organisation never comes under our headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.knowledge import cooccurrence
from corpus.knowledge.factsheet import headings_of, sentences
from corpus.knowledge.profiles import is_old, profile
from corpus.knowledge.records import Profile
from corpus.model import Assertion, Document, Mention, MentionKind, Passage, Rectification, Section, Voice
from corpus.store import Store

MakeDocument = Callable[..., Document]

KRING, BOND = "org:kring-zilverpad", "org:bond-grauwe-klei"
NAMES = {
    "Kring Zilverpad": (MentionKind.ORGANISATION, KRING),
    "Bond Grauwe Klei": (MentionKind.ORGANISATION, BOND),
    "polarisatie": (MentionKind.PHENOMENON, "polarisatie"),
    "Zandhove": (MentionKind.PLACE, "plaats:zandhove"),
    r"\d+ leden": (MentionKind.FIGURE, ""),
}
MADE = date(2026, 11, 23)


def _mentions(passages: Sequence[Passage]) -> list[Mention]:
    return [
        Mention(one.id, match.start(), match.end(), match.group(), kind, concept, "rule:test@1")
        for one in passages
        for words, (kind, concept) in NAMES.items()
        for match in re.finditer(words, one.text)
    ]


@pytest.fixture
def store(tmp_path: Path, make_document: MakeDocument) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    texts = [
        "Omvang. De kring geeft 70 leden op.",
        "Betekenis. Zij zoekt vriendschap in het bos.",
        "Betekenis. Deze bond wil grond kopen, anders dan de Kring Zilverpad.",
        "Er is geen enkel verband tussen de Kring Zilverpad en het geweld in Zandhove.",
        "De Kring Zilverpad en de Bond Grauwe Klei spraken over polarisatie.",
    ]
    made = make_document("factsheet", texts, publisher="Centrum", country="NL", kind="factsheet", published="2024-03")
    under = ("1. Kring Zilverpad", "1. Kring Zilverpad", "2. Bond Grauwe Klei", "Overzicht", "Overzicht")
    passages = tuple(replace(one, section=(title,)) for one, title in zip(made.passages, under, strict=True))
    sections = tuple(Section(1, title, 1, 0) for title in dict.fromkeys(under))
    opened.put(replace(made, passages=passages, sections=sections), _mentions(passages))
    vraag = make_document(
        "vraag", ["Is de Kring Zilverpad bekend?"], publisher="Raad", country="BE", kind="schriftelijke-vraag",
        published="2025-06-01",
    )  # fmt: skip
    asked = tuple(replace(one, voice=Voice.QUESTIONER) for one in vraag.passages)
    opened.put(replace(vraag, passages=asked), _mentions(asked))
    yield opened
    opened.close()


@pytest.fixture
def kring(store: Store) -> Profile:
    return profile(store, MentionKind.ORGANISATION, KRING, made=MADE)


def _under(found: Profile, key: str) -> list[str]:
    return [one.record.passage.text for one in dict(found.headings)[key]]


def test_counts_are_exact_and_say_who_when_and_where(kring: Profile) -> None:
    assert (kring.mentions, kring.passages, kring.documents) == (4, 4, 2)
    assert [(one.publisher, one.passages, one.first, one.last) for one in kring.publishers] == [
        ("Centrum", 3, "2024-03", "2024-03"),
        ("Raad", 1, "2025-06-01", "2025-06-01"),
    ]
    assert [(one.country, one.year, one.passages) for one in kring.years] == [("BE", "2025", 1), ("NL", "2024", 3)]
    assert kring.first is not None
    assert kring.last is not None
    assert (kring.first.document.id, kring.last.document.id) == ("factsheet", "vraag")


def test_passages_under_its_own_heading_come_under_the_headings_of_a_factsheet(kring: Profile) -> None:
    assert _under(kring, "omvang") == ["Omvang. De kring geeft 70 leden op."]
    assert _under(kring, "betekenis") == ["Betekenis. Zij zoekt vriendschap in het bos."]
    assert dict(kring.headings)["omvang"][0].heading == "1. Kring Zilverpad"


def test_what_is_said_of_another_organisation_is_never_put_under_a_heading(kring: Profile) -> None:
    others = [one.record.passage.text for one in kring.others]
    assert "Betekenis. Deze bond wil grond kopen, anders dan de Kring Zilverpad." in others


def test_a_denial_is_quoted_whole_and_marked(kring: Profile) -> None:
    [quoted] = dict(kring.headings)["geweld"]
    assert quoted.record.passage.text.startswith("Er is geen enkel verband")
    assert quoted.denied


def test_no_list_ties_an_organisation_to_phenomena(store: Store, kring: Profile) -> None:
    assert {(one.kind, one.concept) for one in kring.together} == {
        (MentionKind.ORGANISATION, BOND),
        (MentionKind.PLACE, "plaats:zandhove"),
    }
    found = profile(store, MentionKind.PHENOMENON, "polarisatie", made=MADE)
    assert MentionKind.ORGANISATION not in {one.kind for one in found.together}


def test_who_speaks_and_how_old_it_is_stand_with_every_passage(kring: Profile) -> None:
    by_text = {one.record.passage.text: one for one in kring.others}
    question = by_text["Is de Kring Zilverpad bekend?"]
    assert (question.evidence, question.old) == ("C", False)
    assert dict(kring.headings)["omvang"][0].evidence == "B"
    assert dict(kring.headings)["omvang"][0].old
    assert not kring.old


def test_a_rectification_comes_on_top_and_changes_the_evidence(store: Store) -> None:
    notice = Rectification("factsheet", "Ingetrokken", "geen enkel verband tussen de Kring Zilverpad")
    store.rectifications.add(notice, author="J. Voorbeeld")
    found = profile(store, MentionKind.ORGANISATION, KRING, made=MADE)
    assert [one.rectifications for one in found.rectified] == [(notice,)]
    assert dict(found.headings)["geweld"][0].evidence == "R"


def test_a_possibility_is_not_a_statement(store: Store, make_document: MakeDocument) -> None:
    made = make_document("nota", ["Mogelijk breidt de Kring Zilverpad uit."], published="2026-01")
    mentions = [replace(one, assertion=Assertion.HYPOTHETICAL) for one in _mentions(made.passages)]
    store.put(made, mentions)
    found = profile(store, MentionKind.ORGANISATION, KRING, made=MADE)
    assert [one.supposed for one in found.others if one.record.document.id == "nota"] == [True]


def test_a_concept_without_mentions_has_an_empty_profile(store: Store) -> None:
    found = profile(store, MentionKind.ORGANISATION, "org:niets", made=MADE)
    assert (found.passages, found.first, found.publishers, found.others) == (0, None, (), ())


def test_the_overview_holds_no_persons_and_follows_the_store(store: Store, make_document: MakeDocument) -> None:
    assert [(one.concept, one.passages) for one in cooccurrence.mentioned(store)] == [
        (KRING, 4),
        (BOND, 1),
        ("polarisatie", 1),
    ]
    made = make_document("later", ["Over Jan Voorbeeld en polarisatie."])
    person = Mention(made.passages[0].id, 5, 18, "Jan Voorbeeld", MentionKind.PERSON, "", "rule:test@1")
    store.put(made, [person, *_mentions(made.passages)])
    assert [(one.concept, one.passages) for one in cooccurrence.mentioned(store)] == [
        (KRING, 4),
        ("polarisatie", 2),
        (BOND, 1),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("De Kring Zilverpad telt 40 leden.", ("omvang",)),
        ("De Kring Zilverpad opende een afdeling in Zandhove.", ("spreiding",)),
        ("De Kring Zilverpad werd opgericht in 2019.", ("betekenis",)),
        ("Leden van de Kring Zilverpad werden aangehouden na een vechtpartij.", ("geweld",)),
        ("De Kring Zilverpad wandelt. Verder was er elders in het land een feest. Daar was geweld.", ()),
        ("De Kring Zilverpad wandelt. Daarbij was er geen geweld.", ("geweld",)),
    ],
)
def test_cue_words_count_in_the_sentence_that_names_it_and_the_next(text: str, keys: tuple[str, ...]) -> None:
    found = [
        Mention("x.y.1", match.start(), match.end(), match.group(), kind, concept, "rule:test@1")
        for words, (kind, concept) in NAMES.items()
        for match in re.finditer(words, text)
    ]
    marks = [(one.start, one.end) for one in found if one.concept == KRING]
    assert headings_of(text, marks, found) == keys


def test_a_number_or_initial_does_not_end_a_sentence() -> None:
    text = "Zie nr. 12 van J. Voorbeeld. Daarna volgt meer."
    assert [text[low:high].strip() for low, high in sentences(text)] == [
        "Zie nr. 12 van J. Voorbeeld.",
        "Daarna volgt meer.",
    ]


@pytest.mark.parametrize(
    ("published", "old"),
    [("2024-11-23", False), ("2024-11-22", True), ("2024-11", False), ("2024-10", True), ("2024", False), ("", True)],
)
def test_a_mention_ages_after_24_months(published: str, *, old: bool) -> None:
    assert is_old(published, MADE) is old
