"""Measures of a ranked list against graded labels, and how sure their mean over queries is."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

MEASURES = ("ndcg@10", "mrr@10", "recall@10", "recall@50")
RESAMPLES = 2_000


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first *depth* of *ranked*, from 0 to 1.

    The gain is the grade itself and what has no label counts 0, as trec_eval has it (Järvelin and Kekäläinen, 2002).
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(one, 0) for one in ranked[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Return 1 divided by the place, from 1, of the first relevant one among the first *depth*; 0 when none is."""
    return next((1 / (place + 1) for place, one in enumerate(ranked[:depth]) if grades.get(one, 0) > 0), 0.0)


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """Return the share of what is relevant, but of no more than *depth*, that stands among the first *depth*."""
    relevant = {one for one, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranked[:depth])) / min(depth, len(relevant)) if relevant else 0.0


def measured(ranked: Sequence[str], grades: Mapping[str, int]) -> dict[str, float]:
    """Return all MEASURES of one ranked list."""
    return {
        "ndcg@10": ndcg(ranked, grades),
        "mrr@10": reciprocal_rank(ranked, grades),
        "recall@10": recall(ranked, grades, 10),
        "recall@50": recall(ranked, grades, 50),
    }


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def interval(values: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """Return the 95 % interval of the mean by the percentile bootstrap over queries (Efron, 1979), always the same."""
    if not values:
        return 0.0, 0.0
    draw = random.Random(seed)  # noqa: S311 - statistics, no secret
    means = sorted(mean(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
