"""Two editions: every passage of both is accounted for once, as the same, moved, reworded, new or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NotFoundError
from corpus.identity import passage_ids
from corpus.knowledge.edition_diff import Change, Difference, diff_documents, diff_passages
from corpus.knowledge.evolution import evolution, passage_of
from corpus.model import Document, Mention, MentionKind
from corpus.quotation import Alarm
from corpus.store import Store
from corpus.store.counting import PassageText

Maker = Callable[..., Document]
SCHOOL = "De scholen in de regio vragen om steun bij gesprekken over de oorlog en over vooroordelen in de klas."
GROUP = "In de verslagperiode telde de dienst vier groepen die online jongeren werven voor hun denkbeelden."
LAST = "De dienst publiceert dit beeld twee keer per jaar en hoort graag van lezers die een fout zien."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield opened
    opened.close()


def texts(document: str, *written: str) -> list[PassageText]:
    ids = passage_ids(document, written)
    return [
        PassageText(one, place, "paragraph", "publisher", "nl", 1, "1", "1", text)
        for place, (one, text) in enumerate(zip(ids, written, strict=True))
    ]


def changes(old: tuple[str, ...], new: tuple[str, ...]) -> list[Difference]:
    return diff_passages(texts("oud", *old), texts("nieuw", *new))


def kinds(found: list[Difference]) -> list[str]:
    return [one.change.value for one in found]


def test_equal_passages_are_the_same_whatever_their_quotes_and_spaces() -> None:
    assert kinds(changes((SCHOOL, "Een ‘citaat’."), (SCHOOL.upper(), "Een  'citaat'."))) == ["same", "same"]


def test_new_and_gone_stand_where_they_stood() -> None:
    found = changes((SCHOOL, GROUP, LAST), (SCHOOL, "Iets heel anders over water en dijken bij de kust.", LAST))
    assert kinds(found) == ["same", "gone", "new", "same"]


def test_a_reworded_passage_shows_its_words_and_warns_of_numbers() -> None:
    (found,) = changes((GROUP,), (GROUP.replace("vier", "zes"),))
    assert found.change is Change.REWORDED
    assert [(piece.kind, piece.text) for piece in found.pieces if piece.kind != "same"] == [
        ("gone", "vier"),
        ("new", "zes"),
    ]
    assert Alarm.NUMBER in found.alarms
    assert not found.spelling_only


def test_a_difference_of_punctuation_is_only_spelling() -> None:
    (found,) = changes((GROUP,), (GROUP.replace("groepen die", "groepen, die"),))
    assert found.spelling_only


def test_a_passage_that_changed_place_has_moved_and_the_others_have_not() -> None:
    found = changes((SCHOOL, GROUP, LAST), (LAST, SCHOOL, GROUP))
    assert [(one.change.value, one.new and one.new.text) for one in found] == [
        ("moved", LAST), ("same", SCHOOL), ("same", GROUP)
    ]  # fmt: skip


def test_a_passage_that_was_reworded_and_moved_is_both() -> None:
    changed = SCHOOL.replace("de oorlog", "het nieuws")
    found = changes((SCHOOL, GROUP, LAST), (GROUP, LAST, changed))
    assert [(one.change.value, one.moved) for one in found] == [("same", False), ("same", False), ("reworded", True)]


def test_small_words_alone_make_no_likeness() -> None:
    one = "Het is in de stad dat er van de groep en van het werk niets meer is te zien."
    other = "Van de wet is het niet te zien dat er in het land en de regio meer werk is."
    assert sorted(kinds(changes((one,), (other,)))) == ["gone", "new"]


def test_short_passages_are_equal_or_not() -> None:
    assert sorted(kinds(changes(("Bijlage 1",), ("Bijlage 2",)))) == ["gone", "new"]


@given(st.lists(st.sampled_from([SCHOOL, GROUP, LAST, "Kort.", ""]), max_size=8), st.randoms(use_true_random=False))
def test_every_passage_of_both_is_accounted_for_once(old: list[str], random: object) -> None:
    new = [*old, GROUP.replace("vier", "zes")]
    random.shuffle(new)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    found = changes(tuple(old), tuple(new))
    assert [one.new.ordinal for one in found if one.new] == list(range(len(new)))
    assert sorted(one.old.ordinal for one in found if one.old) == list(range(len(old)))


def test_a_document_against_itself_is_all_the_same(store: Store, make_document: Maker) -> None:
    store.put(make_document("a", [SCHOOL, SCHOOL, GROUP]))
    found = diff_documents(store, "a", "a")
    assert found.count(Change.SAME) == len(found.differences) == 3


def test_an_unknown_document_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="'b'"):
        diff_documents(store, "b", "b")


@pytest.fixture
def series(store: Store, make_document: Maker) -> Store:
    """Three editions; the first and the last say nothing of groups."""
    first = make_document("e-1", [SCHOOL], series="beeld", published="2021")
    second = make_document("e-2", [SCHOOL, f"{GROUP} Dat is veel."], series="beeld", published="2022")
    third = make_document("e-3", [SCHOOL, GROUP.replace("vier", "zes")], series="beeld", published="2023")
    last = make_document("e-4", [SCHOOL], series="beeld", published="2024")
    for document in (last, third, second, first):
        found = [Mention(one.id, one.text.index("groepen"), one.text.index("groepen") + 7, "groepen",
                         MentionKind.PHENOMENON, "groepen", "test")
                 for one in document.passages if "groepen" in one.text]  # fmt: skip
        store.put(document, found)
    return store


@pytest.mark.parametrize("subject", [{"concept": "groepen"}, {"word": "Groepen"}])
def test_a_subject_is_followed_from_its_first_to_its_last_edition(series: Store, subject: dict[str, str]) -> None:
    found = evolution(series, "beeld", **subject)
    assert [one.document.id for one in found.editions] == ["e-1", "e-2", "e-3", "e-4"]
    assert [one.mentions for one in found.editions] == [0, 1, 1, 0]
    assert (found.first, found.last) == ("e-2", "e-3")
    assert [kinds(list(one.changes)) for one in found.editions] == [[], ["new"], ["reworded"], ["gone"]]
    changed = found.editions[2].changes[0]
    assert changed.old is not None
    assert changed.old.text == GROUP
    assert passage_of(changed.old) == found.editions[1].passages[0].id


def test_a_series_without_a_subject_is_its_editions(series: Store) -> None:
    found = evolution(series, "beeld")
    assert (len(found.editions), found.first, found.last) == (4, "", "")


def test_an_unknown_series_is_named(series: Store) -> None:
    with pytest.raises(NotFoundError, match="'niets'"):
        evolution(series, "niets", word="x")
