"""The recipe of the bundled pipeline: texts cut as documents are, other names in copies, plurals from lists."""

from __future__ import annotations

import random

import pytest
import spacy

from nlp.training.names import cleaned, split
from nlp.training.plurals import singulars
from nlp.training.swapping import Names, Swapper, Text
from nlp.training.treebank import Sentence, Token, document, join, key, lines, paragraphs


def _sentence(text: str) -> Sentence:
    words = text.split()
    return tuple(Token(word, "NOUN", word, space=True, starts=i == 0) for i, word in enumerate(words))


def _text(words: str, *spans: tuple[int, int, str]) -> Text:
    listed = tuple(words.split())
    return Text(listed, (True,) * len(listed), spans, (True,) + (False,) * (len(listed) - 1))


def test_sentences_are_put_together_by_their_place_in_the_treebank() -> None:
    first, second, other, lost = (_sentence(one) for one in ("Een .", "Twee .", "Kop", "Los ."))
    places = {key(["Een", "."]): ("d", 1, 1), key(["Twee", "."]): ("d", 1, 2), key(["Kop"]): ("d", 2, 1)}
    grouped = paragraphs([second, lost, other, first], places)
    assert [[[token.form for token in one] for one in group] for group in grouped] == [
        [["Los", "."]],
        [["Een", "."], ["Twee", "."]],
        [["Kop"]],
    ]


def test_a_heading_may_stand_on_a_line_of_its_own_or_run_on() -> None:
    paragraph = [_sentence("Kop"), _sentence("Een zin ."), _sentence("Nog een .")]
    nlp = spacy.blank("nl")
    on_lines = document(nlp.vocab, join(lines([paragraph]), "\n"))
    assert on_lines.text.rstrip() == "Kop\nEen zin . Nog een ."
    assert [sentence.text.strip() for sentence in on_lines.sents] == ["Kop", "Een zin .", "Nog een ."]
    assert document(nlp.vocab, join([paragraph])).text.rstrip() == "Kop Een zin . Nog een ."


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("kemphanen", "kemphaan"),
        ("rellen", "rel"),
        ("huizen", "huis"),
        ("golven", "golf"),
        ("mogelijkheden", "mogelijkheid"),
        ("moskeeën", "moskee"),
        ("foto's", "foto"),
        ("premissen", "premisse"),
        ("musea", "museum"),
        ("critici", "criticus"),
    ],
)
def test_a_plural_finds_its_singular(plural: str, singular: str) -> None:
    assert singulars([plural, singular, "ander"]) == {plural: [singular]}


def test_a_plural_without_its_singular_in_the_list_stays_out() -> None:
    assert singulars(["hersenen", "kantje", "kantjes"]) == {}


def test_copies_have_other_names_at_the_same_places_and_the_same_name_twice_is_one_again() -> None:
    nlp = spacy.blank("nl")
    text = _text("Vandersmissen woont in Gent , zegt Vandersmissen .", (0, 1, "PER"), (3, 4, "LOC"), (6, 7, "PER"))
    swapper = Swapper(Names.read(), ["Zonhoven"], nlp.tokenizer, random.Random(3))  # noqa: S311  (no secret)
    copies = [swapper.copy(text) for _ in range(20)]
    persons = {tuple(one.surface(a, b) for a, b, label in one.spans if label == "PER") for one in copies}
    assert all(first == second for first, second in persons)
    assert len(persons) > 5
    for one in copies:
        assert [label for _, _, label in one.spans] == ["PER", "LOC", "PER"]
        left = [word for i, word in enumerate(one.words) if not any(a <= i < b for a, b, _ in one.spans)]
        assert [word.lower() for word in left] == ["woont", "in", ",", "zegt", "."]


def test_sentences_of_our_own_are_filled_with_names() -> None:
    nlp = spacy.blank("nl")
    swapper = Swapper(Names.read(), ["Zonhoven"], nlp.tokenizer, random.Random(1))  # noqa: S311  (no secret)
    for sentence in Names.read().parts["sentence"]:
        filled = swapper.fill(sentence)
        assert "{" not in " ".join(filled.words)
        assert bool(filled.spans) == ("{" in sentence)
        assert all(
            filled.surface(start, end)[0].isupper() for start, end, _ in filled.spans if filled.words[start] != "de"
        )


def test_a_name_that_was_cut_off_takes_its_sentence_along() -> None:
    names = Names.read()
    assert cleaned(_text("Het Hof van de zaak", (1, 4, "ORG")), names) is None
    kept = cleaned(
        _text(
            "Zij reisde naar Spanje .",
        ),
        names,
    )
    assert kept is not None
    assert kept.spans == ((3, 4, "LOC"),)


def test_a_text_is_split_with_its_names() -> None:
    text = Text(("A", ".", "B", "C"), (True,) * 4, ((0, 1, "PER"), (2, 4, "ORG")), (True, False, True, False))
    assert [(one.words, one.spans) for one in split(text)] == [
        (("A", "."), ((0, 1, "PER"),)),
        (("B", "C"), ((0, 2, "ORG"),)),
    ]
