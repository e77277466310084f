"""Threat levels stand in lanes with their own scale; each step leads to the passage that states it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.knowledge.levels import Lane, LevelStep, level_lanes
from corpus.model import Assertion, Document, Mention, MentionKind
from corpus.statements import LevelStatement
from corpus.store import Store

Maker = Callable[..., Document]
TEXT = "Het dreigingsniveau staat op 3."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def state(store: Store, make_document: Maker) -> Callable[..., None]:
    """Puts a document that states levels."""

    def put(
        document_id: str,
        *said: LevelStatement,
        published: str = "",
        text: str = TEXT,
        assertion: Assertion = Assertion.STATED,
    ) -> None:
        document = make_document(document_id, [text], published=published)
        passage = document.passages[0].id
        store.put(
            document,
            [
                Mention(passage, 4, 19, text[4:19], MentionKind.LEVEL, f"{one.scheme}:{one.level}", "test", assertion,
                        value=one.to_json())
                for one in said
            ],
        )  # fmt: skip

    return put


def steps(store: Store, country: str, **years: int) -> tuple[LevelStep, ...]:
    lanes: tuple[Lane, ...] = level_lanes(store, **years)
    return next(one.steps for one in lanes if one.country == country)


def test_each_country_has_its_own_lane_in_order_of_time(store: Store, state: Callable[..., None]) -> None:
    state("nl-2", LevelStatement("NL", "nl-5", 4, previous=3), published="2023-12-12")
    state("nl-1", LevelStatement("NL", "nl-4", 3, "substantieel"), published="2013-03-13")
    state("be-1", LevelStatement("BE", "be-4", 3, scope="algemeen", period="2015-01-15"), published="2016")
    assert [(one.date, one.scheme, one.level, one.direction) for one in steps(store, "NL")] == [
        ("2013-03-13", "nl-4", 3, ""),
        ("2023-12-12", "nl-5", 4, "up"),
    ]
    assert [(one.date, one.dated_by_text) for one in steps(store, "BE")] == [("2015-01-15", True)]


def test_a_belgian_level_without_a_scope_is_not_taken_as_general(store: Store, state: Callable[..., None]) -> None:
    state("be-1", LevelStatement("BE", "be-4", 2), LevelStatement("BE", "be-4", 3, scope="algemeen"), published="2024")
    state("nl-1", LevelStatement("NL", "nl-5", 3), LevelStatement("NL", "nl-5", 5, scope="Utrecht"), published="2024")
    assert {one.level: one.line for one in steps(store, "BE")} == {2: False, 3: True}
    assert {one.level: one.line for one in steps(store, "NL")} == {3: True, 5: False}


def test_a_denied_level_is_no_part_of_the_line(store: Store, state: Callable[..., None]) -> None:
    state("nl-1", LevelStatement("NL", "nl-5", 5), published="2024", assertion=Assertion.NEGATED)
    assert [one.line for one in steps(store, "NL")] == [False]


def test_a_passage_that_explains_the_scale_states_nothing(store: Store, state: Callable[..., None]) -> None:
    text = "Niveau 1 is laag. Niveau 2 is gemiddeld. Bij niveau 3 is de dreiging ernstig."
    state("be-1", LevelStatement("BE", "be-4", 2), published="2024", text=text)
    assert steps(store, "BE") == ()


def test_what_a_document_says_twice_stands_once(store: Store, state: Callable[..., None]) -> None:
    state("nl-1", LevelStatement("NL", "nl-5", 3), LevelStatement("NL", "nl-5", 3), published="2024")
    assert len(steps(store, "NL")) == 1


def test_a_day_without_a_year_is_dated_by_the_document_and_no_date_at_all_is_told(
    store: Store, state: Callable[..., None]
) -> None:
    state("be-1", LevelStatement("BE", "be-4", 3, period="XXXX-12-04"), published="2024-07-02")
    state("be-2", LevelStatement("BE", "be-4", 2))
    assert [(one.date, one.dated_by_text) for one in steps(store, "BE")] == [("2024-07-02", False)]
    assert [one.undated for one in level_lanes(store)] == [1, 0]


def test_years_limit_by_the_date_of_the_statement(store: Store, state: Callable[..., None]) -> None:
    state("nl-1", LevelStatement("NL", "nl-5", 3, period="2019-12-09"), published="2024")
    assert len(steps(store, "NL", year_from=2019, year_to=2019)) == 1
    assert steps(store, "NL", year_from=2020) == ()
