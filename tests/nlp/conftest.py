"""Passages and a tagger for the tests of the language layer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import Mention, Passage, PassageKind, Span, Voice
from nlp.tagger import Tagger
from nlp.vocabulary import Vocabulary, load_vocabulary

Tag = Callable[..., list[Mention]]


def make_passage(text: str, language: str = "nl") -> Passage:
    """Return a paragraph that stands alone on its page."""
    return Passage("doc.x.1", 0, PassageKind.PARAGRAPH, Voice.PUBLISHER, language, (), (Span(1, 0, len(text)),), text)


@pytest.fixture(scope="session")
def passage() -> Callable[..., Passage]:
    """Make a passage of a text."""
    return make_passage


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Our own vocabulary."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def tagger(vocabulary: Vocabulary) -> Tagger:
    """A tagger without a model."""
    return Tagger(vocabulary)


@pytest.fixture(scope="session")
def tag(tagger: Tagger) -> Tag:
    """Tag one text."""

    def tag_text(text: str, *, language: str = "nl", country: str = "") -> list[Mention]:
        return tagger.tag([make_passage(text, language)], country=country)

    return tag_text
