"""What people say of tags holds at once, when documents are tagged again, and when they are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Document, Mention, MentionKind
from corpus.store import NameDecision, Store, Suppression

MakeDocument = Callable[..., Document]

TEXT = "De Kring Zilverpad telt 40 leden en 40 gasten; de kring Zilverpad wandelt door het bos en de heide."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield opened
    opened.close()


def _mention(document: Document, words: str, kind: MentionKind, concept: str, place: int = 0) -> Mention:
    passage = document.passages[place]
    start = passage.text.index(words)
    return Mention(passage.id, start, start + len(words), words, kind, concept, "rule:test@1")


@pytest.fixture
def document(make_document: MakeDocument) -> Document:
    return make_document("beeld", [TEXT, "Een andere passage over Kring Zilverpad."])


@pytest.fixture
def mentions(document: Document) -> list[Mention]:
    return [
        _mention(document, "Kring Zilverpad", MentionKind.ORGANISATION, "org:kring-zilverpad"),
        _mention(document, "40 leden", MentionKind.FIGURE, ""),
        _mention(document, "40 gasten", MentionKind.FIGURE, ""),
        _mention(document, "Kring Zilverpad", MentionKind.ORGANISATION, "org:kring-zilverpad", 1),
    ]


def _wrong(kind: MentionKind, concept: str = "", surface: str = "") -> Suppression:
    return Suppression("beeld", kind, concept, surface, TEXT, "J. Voorbeeld", "gaat over iets anders")


def _surfaces(store: Store) -> list[str]:
    return [one.surface for found in store.mentions_of_document("beeld").values() for one in found]


def test_a_wrong_tag_goes_at_once_and_only_from_its_passage(
    store: Store, document: Document, mentions: list[Mention]
) -> None:
    store.put(document, mentions)
    before = store.watermark()
    store.reviews.suppress(_wrong(MentionKind.ORGANISATION, "org:kring-zilverpad"))
    assert _surfaces(store) == ["40 leden", "40 gasten", "Kring Zilverpad"]
    assert store.watermark() > before  # the index follows


def test_a_wrong_figure_is_told_from_another_by_its_words(
    store: Store, document: Document, mentions: list[Mention]
) -> None:
    store.put(document, mentions)
    store.reviews.suppress(_wrong(MentionKind.FIGURE, surface="40 gasten"))
    assert _surfaces(store) == ["Kring Zilverpad", "40 leden", "Kring Zilverpad"]


def test_tagging_again_and_reading_again_keep_it_away(
    store: Store, document: Document, mentions: list[Mention], make_document: MakeDocument
) -> None:
    store.put(document, mentions)
    store.reviews.suppress(_wrong(MentionKind.ORGANISATION, "org:kring-zilverpad"))
    store.put_mentions("beeld", mentions, tagged="2")
    assert len(_surfaces(store)) == 3
    again = make_document("beeld", [f"Vooraf een zin. {TEXT}", "Iets anders."], sha256="1" * 64)
    store.put(again, [_mention(again, "Kring Zilverpad", MentionKind.ORGANISATION, "org:kring-zilverpad")])
    assert _surfaces(store) == []


def test_a_suppression_taken_back_lets_the_document_be_tagged_again(
    store: Store, document: Document, mentions: list[Mention]
) -> None:
    store.put(document, mentions, tagged="1")
    number = store.reviews.suppress(_wrong(MentionKind.FIGURE, surface="40 leden"))
    [record] = store.reviews.suppressions()
    assert (record.number, record.suppression.author, record.suppression.reason) == (
        number,
        "J. Voorbeeld",
        "gaat over iets anders",
    )
    assert store.tagged_otherwise("1") == []
    assert store.reviews.withdraw(number)
    assert not store.reviews.withdraw(number)
    assert store.tagged_otherwise("1") == ["beeld"]
    store.put_mentions("beeld", mentions, tagged="1")
    assert len(_surfaces(store)) == 4


def test_a_name_can_be_merged_with_an_organisation_and_set_apart_again(
    store: Store, document: Document, mentions: list[Mention]
) -> None:
    store.put(document, mentions)
    decision = NameDecision("kring zilverpad", "org:zilverpad-vzw", "J. Voorbeeld", "is dezelfde vereniging")
    assert store.reviews.decide_name(decision) == 2
    concepts = {one.concept for found in store.mentions_of_document("beeld").values() for one in found}
    assert concepts == {"org:zilverpad-vzw", ""}
    store.put_mentions("beeld", mentions)
    assert store.mention_counts("beeld")[-1][1:] != ("org:kring-zilverpad", 2)
    assert (MentionKind.ORGANISATION, "org:zilverpad-vzw", 2) in store.mention_counts("beeld")
    assert store.reviews.decide_name(replace(decision, concept="org:kring-zilverpad")) == 2
    assert [one.concept for one in store.reviews.names()] == ["org:kring-zilverpad"]
    assert store.reviews.withdraw_name("Kring Zilverpad")
    assert not store.reviews.withdraw_name("Kring Zilverpad")
    assert store.tagged_otherwise("x") == ["beeld"]
