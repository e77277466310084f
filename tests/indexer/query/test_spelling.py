"""Suggestions for misspelled words: errors of sound, of the keyboard, and in the parts of a compound."""

import pytest

from indexer.query.lexicon import Lexicon
from indexer.query.spelling import corrections

LEXICON = Lexicon(
    {
        "radicalisering": 40, "radicalisme": 8, "extremisme": 50, "veiligheid": 30, "gemeente": 60, "gemeenten": 30,
        "terrorisme": 20, "nieuws": 5, "nepnieuws": 4, "preventie": 20, "beleid": 12, "raadslid": 6, "minister": 30,
        "jihadisme": 9, "straf": 9, "recht": 20, "strafrecht": 6, "onrecht": 2, "raad2": 3,
    }.items()
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("radicalizering", "radicalisering"),
        ("veilighijd", "veiligheid"),
        ("veiligheit", "veiligheid"),
        ("raadslit", "raadslid"),
        ("terorisme", "terrorisme"),
        ("gemmeente", "gemeente"),
        ("minsiter", "minister"),
        ("ectremisme", "extremisme"),
        ("xetremisme", "extremisme"),
        ("jihatismme", "jihadisme"),
        ("nepneiws", "nepnieuws"),
        ("preventiebelijd", "preventie beleid"),
        ("radicaliseringsprefensie", "radicalisering preventie"),
    ],
)
def test_first_suggestion_is_what_was_meant(typed: str, meant: str) -> None:
    """The likeliest error, not the most frequent word, decides."""
    assert corrections(typed, LEXICON)[0].text == meant


@pytest.mark.parametrize("typed", ["xqzwv", "abc", "12345", "r2d2c3po", ""])
def test_nothing_is_suggested_for_what_resembles_no_word(typed: str) -> None:
    assert not corrections(typed, LEXICON)


def test_word_itself_and_words_with_digits_are_no_suggestions() -> None:
    """`raad2` is a word with the number of a footnote."""
    assert [one.text for one in corrections("gemeente", LEXICON)] == ["gemeenten"]
    assert not corrections("raad", LEXICON)


def test_lexicon_gives_words_by_their_end_most_frequent_first() -> None:
    assert LEXICON.ending("recht") == ["recht", "strafrecht", "onrecht"]
    assert LEXICON.ending("isme") == ["extremisme", "terrorisme", "jihadisme", "radicalisme"]
    assert not LEXICON.ending("xyz")


def test_lexicon_gives_words_spelled_nearly_so_nearest_first() -> None:
    """Two neighbours swapped are one edit; the first two letters stay."""
    assert LEXICON.nearly("gemeetne", 1) == [("gemeente", 1)]
    assert LEXICON.nearly("gemeent", 2) == [("gemeente", 1), ("gemeenten", 2)]
    assert not LEXICON.nearly("egmeente", 2)
    assert not LEXICON.nearly("zzz", 2)
