"""Addresses of searches: one canonical address per search, read back as the same search."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.search import FILTERS, SORTS, SearchRequest
from search_app.urls import (
    FILTER_KEYS,
    MAX_VALUES,
    address_pairs,
    filter_url,
    read_address,
    search_url,
    without_filters,
    without_value,
)

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(str.strip).filter(bool)
YEARS = st.integers(1500, 2199)


def everything(_name: str, _value: str) -> bool:
    return True


def nothing(_name: str, _value: str) -> bool:
    return False


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    chosen = {}
    for name in FILTERS:
        values = draw(st.sets(YEARS.map(str) if name == "year" else WORDS, max_size=4))
        if values:
            chosen[name] = tuple(sorted(values))
    low, high = draw(st.none() | YEARS), draw(st.none() | YEARS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return SearchRequest(
        text=draw(st.just("") | WORDS),
        chosen=chosen,
        year_from=low,
        year_to=high,
        sort=draw(st.sampled_from(SORTS)),
        page=draw(st.integers(1, 5_000)),
        literal=draw(st.booleans()),
        unit=draw(st.sampled_from(("document", "passage"))),
        expand=draw(st.booleans()),
        all_words=draw(st.booleans()),
    )


def pairs_of(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def test_every_filter_has_a_key() -> None:
    assert set(FILTER_KEYS.values()) == {*FILTERS, "organisation"}  # asked for by address, never offered as a list


@settings(deadline=None)
@given(requests())
def test_a_search_survives_its_address(request: SearchRequest) -> None:
    """Nothing is lost or changed on the way to the address bar and back."""
    found = read_address(pairs_of(search_url(request)), everything)
    assert found.request == request
    assert found.ignored == ()


@settings(deadline=None)
@given(requests(), st.randoms())
def test_equal_searches_have_equal_addresses(request: SearchRequest, random: object) -> None:
    """The order in which a form sends its fields, and empty fields, do not matter."""
    pairs = [*address_pairs(request), ("van", ""), ("q", ""), ("land", "")]
    random.shuffle(pairs)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert search_url(read_address(pairs, everything).request) == search_url(request)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=20)), max_size=12))
def test_any_address_can_be_read(pairs: list[tuple[str, str]]) -> None:
    """Whatever stands in an address, it gives a search, and the address of that search is canonical."""
    request = read_address(pairs, everything).request
    assert address_pairs(read_address(address_pairs(request), everything).request) == address_pairs(request)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("land", "XX"),
        ("sorteer", "hoogste"),
        ("p", "0x1"),
        ("p", "99999"),
        ("p", "\u0662"),
        ("van", "20"),
        ("tot", "tweeduizend"),
        ("jaar", "12345"),
        ("letterlijk", "ja"),
        ("utm_source", "nieuwsbrief"),
    ],
)
def test_what_is_not_known_is_left_out_and_said(key: str, value: str) -> None:
    found = read_address([("q", "gemeente"), (key, value)], nothing)
    assert found.request == SearchRequest(text="gemeente")
    assert found.ignored == (f"{key}={value}",)


def test_a_long_unknown_value_is_cut_where_it_is_said() -> None:
    (said,) = read_address([("uitgever", "x" * 500)], everything).ignored
    assert len(said) == 60
    assert said.endswith("\u2026")


def test_a_filter_takes_a_bounded_number_of_values() -> None:
    found = read_address([("plaats", f"plaats-{number}") for number in range(MAX_VALUES + 3)], everything)
    assert len(found.request.chosen["place"]) == MAX_VALUES
    assert len(found.ignored) == 3


def test_years_the_wrong_way_round_are_turned() -> None:
    request = read_address([("van", "2024"), ("tot", "2019")], everything).request
    assert (request.year_from, request.year_to) == (2019, 2024)


def test_the_order_in_an_address_is_fixed() -> None:
    request = SearchRequest(
        text="a b",
        chosen={"place": ("gent",), "country": ("NL", "BE")},
        year_to=2024,
        sort="oldest",
        page=2,
        literal=True,
    )
    assert search_url(request) == "/zoek?q=a+b&land=BE&land=NL&plaats=gent&tot=2024&sorteer=oudste&letterlijk=1&p=2"


@settings(deadline=None)
@given(requests())
def test_taking_one_value_away_keeps_all_the_others(request: SearchRequest) -> None:
    for name, values in request.chosen.items():
        for value in values:
            left = without_value(request, name, value)
            kept = set(address_pairs(replace(request, page=1))) - set(address_pairs(left))
            assert [gone for _key, gone in kept] == [value]


@settings(deadline=None)
@given(requests())
def test_taking_all_filters_away_keeps_words_sort_and_way_of_showing(request: SearchRequest) -> None:
    assert {key for key, _value in address_pairs(without_filters(request))} <= {
        *("q", "sorteer", "letterlijk"),
        *("eigenwoorden", "allewoorden", "toon"),
    }


def test_a_filter_address_leaves_out_what_is_unknown() -> None:
    assert filter_url(country="", publisher="A & B", kind="nieuws") == "/zoek?uitgever=A+%26+B&soort=nieuws"
