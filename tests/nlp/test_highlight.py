"""Which words are marked and which piece of a passage is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp import highlight
from nlp.analysis import analyse
from nlp.highlight import find_marks, snippet

NONE: frozenset[str] = frozenset()


def marked(text: str, query: str = "", **options: object) -> list[str]:
    words = analyse(query)
    surfaces = frozenset(word.surface for word in words)
    stems = frozenset(word.stem for word in words)
    found = find_marks(text, surfaces, stems, surfaces | stems, **options)  # type: ignore[arg-type] # options are prefixes
    return [text[start:end] for start, end in found]


def test_every_variant_of_a_query_word_is_marked() -> None:
    text = "Rechts extremisme, rechts-extremist en rechtsextremisme; links- en rechts-extremisme."
    assert marked(text, "rechtsextremisme") == ["Rechts extremisme", "rechtsextremisme", "rechts-extremisme"]
    assert marked(text, "linksextremisme") == ["links"]
    assert marked("De gemeenten en de gemeente menen iets", "gemeente") == ["gemeenten", "gemeente"]


def test_a_beginning_marks_whole_words() -> None:
    assert marked("extreemrechts en extreemlinks", prefixes=("extreem",)) == ["extreemrechts", "extreemlinks"]


def test_words_as_written_only() -> None:
    assert find_marks("gemeente gemeenten", frozenset({"gemeente"}), NONE, NONE) == [(0, 8)]


def test_capitals_tell_an_acronym_from_a_verb() -> None:
    text = "Dat is IS niet."
    assert find_marks(text, NONE, NONE, frozenset({"IS"})) == [(7, 9)]


SENTENCE = "De gemeente stelde een plan op. "


def test_a_snippet_holds_the_densest_marks_and_begins_at_a_sentence() -> None:
    text = (
        "Polarisatie komt voor. "
        + SENTENCE * 15
        + "Polarisatie en nog eens polarisatie volgen daarna. "
        + SENTENCE * 15
    )
    start, end = snippet(text, [(m, n) for m, n in find_marks(text, frozenset({"polarisatie"}), NONE, NONE)], 200)
    assert text[start:end].count("olarisatie") == 2
    assert text[start : start + 3] == "De "
    assert text[end - 1] == "."
    assert end - start <= 200


def test_a_short_passage_is_shown_whole() -> None:
    assert snippet("Kort.", [(0, 4)]) == (0, 5)


def test_without_marks_the_beginning_is_shown() -> None:
    start, end = snippet(SENTENCE * 30, [])
    assert start == 0
    assert (SENTENCE * 30)[end - 1] == "."


TEXTS = st.lists(
    st.sampled_from(["extremisme", "en", "de", "x" * 90, "Dat.", "is,", "\n\n", "Syriëstrijders"]), min_size=1
).map(" ".join)


@given(TEXTS | st.text(), st.integers(20, 120))
def test_a_snippet_is_never_too_long_and_cuts_no_word_that_fits(text: str, longest: int) -> None:
    marks = find_marks(text, frozenset({"extremisme"}), NONE, NONE)
    start, end = snippet(text, marks, longest)
    assert 0 <= start <= end <= len(text)
    assert end - start <= longest
    assert not text.strip() or text[start:end].strip() or len(text) > longest
    if marks:
        assert any(start <= first and last <= end for first, last in marks)
    for word in text.split():
        if len(word) > longest // 2:
            return
    assert start == 0 or text[start - 1].isspace()
    assert end == len(text) or text[end].isspace() or text[end - 1].isspace()


@given(TEXTS | st.text())
def test_marks_are_in_order_and_apart(text: str) -> None:
    end = 0
    for first, last in find_marks(text, frozenset({"en"}), frozenset({"is"}), frozenset({"extremisme"}), ("sy",)):
        assert end <= first < last <= len(text)
        end = last


WORDS = st.sampled_from(
    [
        "rechts",
        "extremisme",
        "rechts-extremisme",
        "links-",
        "en",
        "de",
        "Gemeenten",
        "foto\u2019s",
        "IS",
        "2020-2024",
        ".",
        "l'\u00e9tat",
    ]
)


@given(
    st.lists(WORDS, max_size=12), st.lists(WORDS, min_size=1, max_size=3), st.sampled_from([(), ("extreem",), ("gem",)])
)
def test_the_quick_way_marks_what_the_full_analysis_marks(
    text: list[str], query: list[str], prefixes: tuple[str, ...]
) -> None:
    """Words that stand alone are decided one by one; the answer is that of the words in their context."""
    found = [word for one in query for word in analyse(one)]
    sought = (
        frozenset(word.surface for word in found),
        frozenset(word.stem for word in found),
        frozenset(part for word in found for part in (word.surface, word.stem, *word.parts)),
        prefixes,
    )
    joined = " ".join(text)
    assert find_marks(joined, *sought) == highlight._in_context(joined, *sought, "nl", frozenset())


def test_a_phrase_is_marked_as_a_whole_and_its_words_alone_are_not() -> None:
    text = "Rechts extremisme en links extremisme: extremisme."
    phrases = frozenset({("rechts", "extremism")})
    assert find_marks(text, NONE, NONE, NONE, phrases=phrases) == [(0, 17)]
    assert find_marks(text, NONE, frozenset({"links"}), NONE, phrases=phrases) == [(0, 17), (21, 26)]
