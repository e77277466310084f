"""What mentions say beyond their concept, written as JSON and read back."""

from __future__ import annotations

import json

import pytest

from corpus.statements import Figure, LevelStatement, Period

VALUES = [
    Figure(150, 150, counted="leden", about=True),
    Figure(None, 10, "ratio", of=12, period="2021"),
    LevelStatement("BE", "be-4", 3, label="ernstig", scope="Brussel", previous=2),
    Period("2015/..", relative=True),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_statement_comes_back_as_it_was(value: Figure | LevelStatement | Period) -> None:
    assert type(value).from_json(value.to_json()) == value


def test_what_is_unknown_is_not_written() -> None:
    assert json.loads(Figure(3, 3).to_json()) == {"low": 3, "high": 3, "unit": "number", "about": False}


def test_a_field_of_a_later_version_is_left_aside() -> None:
    assert Period.from_json('{"interval":"2021","calendar":"gregorian"}') == Period("2021")
