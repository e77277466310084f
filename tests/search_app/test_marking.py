"""Marks in text: escaped first, marked after."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from search_app.marking import joined, linked, marked

MARKS = st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=6)


@settings(deadline=None)
@given(st.text(max_size=25), MARKS)
def test_the_text_under_the_marks_stays_the_same(text: str, marks: list[tuple[int, int]]) -> None:
    """Taking the marks away and unescaping gives the text back."""
    assert html.unescape(re.sub(r"</?mark>", "", marked(text, marks))) == text


@settings(deadline=None)
@given(st.text("<>&'\"a ", max_size=25), MARKS)
def test_no_tag_but_mark_comes_out(text: str, marks: list[tuple[int, int]]) -> None:
    assert "<" not in re.sub(r"</?mark>", "", marked(text, marks))


@settings(deadline=None)
@given(st.integers(0, 25), MARKS)
def test_marks_are_in_order_without_overlap(length: int, marks: list[tuple[int, int]]) -> None:
    found = joined(marks, length)
    covered = {place for low, high in marks for place in range(max(low, 0), min(high, length))}
    assert {place for low, high in found for place in range(low, high)} == covered
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("a < b", [(2, 3)], "a <mark>&lt;</mark> b"),
        ("één twee", [(0, 3)], "<mark>één</mark> twee"),
        ("abc", [(0, 2), (1, 3)], "<mark>abc</mark>"),
        ("abc", [(2, 2), (5, 9)], "abc"),
        ("<script>", [], "&lt;script&gt;"),
    ],
)
def test_marking(text: str, marks: list[tuple[int, int]], expected: str) -> None:
    assert marked(text, marks) == expected


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/home/iemand/x.pdf", "ftp://x", ""])
def test_only_an_address_of_the_web_becomes_a_link(address: str) -> None:
    assert linked(address) == address


def test_an_address_cannot_leave_its_link() -> None:
    assert linked('https://x.invalid/"><script>').count("<") == 2


def test_a_note_stands_behind_its_word_inside_or_outside_a_mark() -> None:
    note = Markup("<sup>1</sup>")
    assert marked("a < b", [(0, 1)], [(1, note), (5, note)]) == "<mark>a<sup>1</sup></mark> &lt; b<sup>1</sup>"
    assert marked("ab", [], [(1, note)]) == "a<sup>1</sup>b"
