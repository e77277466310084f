"""Ids stay the same when a text is printed otherwise, and differ when it says something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import document_of, normalise, passage_ids, quote_selector, slug, text_key


@pytest.mark.parametrize(
    ("printed", "otherwise"),
    [
        ("links­extremisme", "linksextremisme"),
        ("terro-\nrisme neemt toe", "terrorisme  neemt toe"),
        ("“De dreiging”, aldus", '"de dreiging", aldus'),
        ("2020–2024", "2020-2024"),
        ("de ﬁets", "de fiets"),
        ("Zo’n geval", "zo'n geval"),
    ],
)
def test_the_same_words_printed_otherwise_have_one_key(printed: str, otherwise: str) -> None:
    assert text_key(printed) == text_key(otherwise)


def test_one_word_more_or_less_is_another_key() -> None:
    assert text_key("Er is een dreiging.") != text_key("Er is geen dreiging.")


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_repeated_passage_is_numbered() -> None:
    first, second, other = passage_ids("nota", ["Zie boven.", "Zie  boven.", "Iets anders."])
    assert first.endswith(".1")
    assert second == first[:-1] + "2"
    assert other.endswith(".1")
    assert document_of(second) == "nota"


@given(st.text(max_size=200))
def test_a_slug_is_an_address_part(text: str) -> None:
    made = slug(text)
    assert len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")


def test_a_long_slug_ends_at_a_word() -> None:
    assert slug("Dreigingsbeeld Coördinatie " + "x" * 80) == "dreigingsbeeld-coordinatie"


def test_a_selector_holds_the_words_and_what_stands_around_them() -> None:
    text = "Eerst dit. De dreiging neemt toe. Dan dat."
    found = quote_selector(text, 11, 33)
    assert (found.prefix, found.exact, found.suffix) == ("Eerst dit. ", "De dreiging neemt toe.", " Dan dat.")
