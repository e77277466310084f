"""What a document is about: how often it mentions a concept for its length, against how many documents do.

Density is mentions per 10,000 words times the inverse document frequency ln(1 + N/n), N being all documents and n those
that mention the concept: a word that every document holds says little about any of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import MentionKind
from corpus.store import Store

_PER_WORDS = 10_000


@dataclass(frozen=True, slots=True)
class Density:
    """How much a document is about one concept."""

    concept: str
    mentions: int
    per_10k: float  # mentions per 10,000 words
    value: float  # that times the inverse document frequency


def density(mentions: int, words: int, documents: int, mentioning: int) -> float:
    """Return the density of a concept in a document.

    Args:
        mentions: of the concept in the document.
        words: in the document; 0 gives a density of 0.
        documents: in the corpus.
        mentioning: documents that mention the concept, this one among them.

    >>> round(density(5, 10_000, 100, 10), 2), density(0, 500, 100, 10)
    (11.99, 0.0)
    """
    return mentions / words * _PER_WORDS * math.log(1 + documents / mentioning) if words and mentioning else 0.0


def densities(store: Store, document_id: str, kind: MentionKind = MentionKind.PHENOMENON) -> list[Density]:
    """Return how much a document is about each concept of *kind* that it mentions, the most first."""
    record = store.document(document_id)
    if record is None:
        return []
    mentioning = _mentioning(store, store.watermark(), kind)
    documents = store.totals().documents
    found = [
        Density(concept, count, count / record.word_count * _PER_WORDS if record.word_count else 0.0,
                density(count, record.word_count, documents, mentioning.get(concept, 1)))
        for kind_found, concept, count in store.mention_counts(document_id)
        if kind_found is kind
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.value, one.concept))


@lru_cache(maxsize=8)
def _mentioning(store: Store, _watermark: int, kind: MentionKind) -> dict[str, int]:
    """Return in how many documents each concept stands; counted once per state of the store, as it reads all of it."""
    return store.document_frequencies(kind)
