"""Settings come from their sources in order, and a wrong one is refused with what to do."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.settings import FILE_NAME, SETTINGS, Settings, read_settings


def test_the_table_and_the_class_name_the_same_settings() -> None:
    assert [setting.name for setting in SETTINGS] == [one.name for one in fields(Settings)]
    assert all(setting.help and setting.unit for setting in SETTINGS)


def test_defaults_hold_where_nothing_is_said() -> None:
    settings = read_settings(environment={})
    assert settings.engine == "tantivy"
    assert settings.database_address == "sqlite:///duiding-data/store.sqlite3"


def test_the_file_beats_the_default_the_environment_the_file_and_the_option_both(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('engine = "whoosh"\nport = 9000\nhost = "::1"\n', "utf-8")
    environment = {"DUIDING_PORT": "9001", "DUIDING_HOST": "127.0.0.2"}
    settings = read_settings({"data": str(tmp_path), "host": "127.0.0.3", "engine": None}, environment)
    assert (settings.engine, settings.port, settings.host) == ("whoosh", 9001, "127.0.0.3")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"engine": "lucene"}, "engine must be one of memory, tantivy, whoosh"),
        ({"port": "acht"}, "port must be of type int"),
        ({"parse_seconds": 0}, "parse_seconds must be at least 1"),
        ({"kleur": "rood"}, "Unknown setting: kleur"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_settings(given, {})


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("engine = ", "utf-8")
    with pytest.raises(UsageError, match=FILE_NAME):
        read_settings({"data": str(tmp_path)}, {})
