"""The measures against values worked out by hand, and against laws."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.evaluation.measures import interval, mean, measured, ndcg, recall, reciprocal_rank

GRADES = {"a": 2, "b": 1}
ranks = st.lists(st.sampled_from("abcdef"), unique=True)


def test_ndcg_is_the_gain_over_the_best_possible_gain() -> None:
    assert ndcg(["a", "b"], GRADES) == pytest.approx(1.0)
    assert ndcg(["x", "a"], GRADES) == pytest.approx((2 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert ndcg(["x"] * 10 + ["a"], GRADES) == 0.0
    assert ndcg([], GRADES) == 0.0


def test_reciprocal_rank_and_recall_look_at_what_has_a_grade() -> None:
    assert reciprocal_rank(["x", "b"], GRADES) == 0.5
    assert reciprocal_rank(["x"], GRADES) == 0.0
    assert recall(["x", "b"], GRADES, 10) == 0.5
    assert recall(["a"], {"a": 1, "b": 1, "c": 1}, 1) == 1.0
    assert reciprocal_rank(["n"], {"n": 0}) == 0.0


@given(ranks)
def test_measures_lie_between_0_and_1_and_the_ideal_order_has_1(ranked: list[str]) -> None:
    assert all(0.0 <= value <= 1.0 + 1e-9 for value in measured(ranked, GRADES).values())
    assert set(measured(["a", "b"], GRADES).values()) == {1.0}


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_interval_holds_the_mean_and_is_the_same_each_time(values: list[float]) -> None:
    low, high = interval(values)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert interval(values) == (low, high)


def test_the_mean_of_equal_values_is_certain() -> None:
    assert interval([0.5] * 9) == (0.5, 0.5)
    assert (mean([]), interval([])) == (0.0, (0.0, 0.0))
