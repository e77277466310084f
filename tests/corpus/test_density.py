"""What a document is about: mentions for its length, weighed by how rare the concept is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.density import densities, density
from corpus.model import Document, Mention, MentionKind
from corpus.store import Store

Maker = Callable[..., Document]


@given(st.integers(1, 50), st.integers(50, 100_000), st.integers(1, 1000), st.integers(1, 1000))
def test_density_grows_with_mentions_and_rarity_and_shrinks_with_length(
    mentions: int, words: int, documents: int, other: int
) -> None:
    mentioning = min(documents, other)
    here = density(mentions, words, documents, mentioning)
    assert here > 0
    assert density(mentions + 1, words, documents, mentioning) > here
    assert density(mentions, words * 2, documents, mentioning) < here
    assert density(mentions, words, documents + 1, mentioning) > here


def test_a_document_without_words_is_about_nothing() -> None:
    assert density(3, 0, 10, 1) == 0.0


def _mention(document: Document, passage: int, concept: str) -> Mention:
    one = document.passages[passage]
    return Mention(one.id, 0, 3, one.text[:3], MentionKind.PHENOMENON, concept, "test")


def test_what_few_documents_mention_comes_first(tmp_path: Path, make_document: Maker) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    for name in ("a", "b", "c"):
        document = make_document(name, ["Een twee drie vier.", "Vijf zes zeven acht."])
        mentions = [_mention(document, 0, "terrorisme")] + [_mention(document, 1, "doxing")] * (name == "a")
        store.put(document, mentions)
    found = densities(store, "a")
    assert [(one.concept, one.mentions) for one in found] == [("doxing", 1), ("terrorisme", 1)]
    assert found[0].per_10k == pytest.approx(1250)
    assert found[0].value > found[1].value
    assert densities(store, "onbekend") == []
    store.remove("b")
    store.remove("c")
    (doxing, terrorisme) = densities(store, "a")
    assert doxing.value == terrorisme.value
    store.close()
