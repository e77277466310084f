"""What the engines of ours share about rank: BM25, and the best few terms of many."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

#: BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the usual values.
K1, B = 1.2, 0.75

#: Words added to the length of a passage: at a usual 60 words that makes B about 0.3, so that a passage of a few words
#: does not rank above one that says more. tantivy has no setting for B; what it adds them to is the same.
FILLER = {"surface": 96, "stem": 96}


def rarity(passages: int, holding: int) -> float:
    """Return the weight of a term that *holding* of all *passages* hold (inverse document frequency, above 0)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


def top_terms(at_most: Iterable[tuple[str, int]], exact: Callable[[str], int], limit: int) -> list[tuple[str, int]]:
    """Return the *limit* terms that most passages hold, most first, equal ones by code point.

    Args:
        at_most: each term with a number that is not lower than its exact one.
        exact: counts the passages that hold a term; asked for as few terms as will do.
        limit: how many terms, 0 or more.
    """
    best: list[tuple[int, str]] = []
    for term, bound in sorted(at_most, key=lambda pair: (-pair[1], pair[0])):
        if len(best) >= limit and (not best or (-bound, term) > best[-1]):
            break
        count = exact(term)
        if count:
            best = sorted([*best, (-count, term)])[:limit]
    return [(term, -negative) for negative, term in best]
