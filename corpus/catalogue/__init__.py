"""Who publishes what: kinds of documents, publishers and series, read once from the YAML files beside this one.

A key that the catalogue does not know stands for itself, so that a user's own series still shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_COUNTRIES = {"BE": "België", "NL": "Nederland"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document, with its Dutch labels and help text."""

    key: str
    singular: str
    plural: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes; `licence` and `cite` are Dutch text, `source` says where the facts come from."""

    key: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    country: str
    language: tuple[str, ...]  # ISO 639-1
    kind: str
    licence: str
    address: str
    cite: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Documents that belong together; `publisher` and `kind` are keys of the other two tables."""

    key: str
    title: str
    abbreviation: str
    publisher: str
    country: str
    kind: str
    cadence: str
    source: tuple[str, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds of documents by key, in the order in which they are shown."""
    return {key: Kind(key, **fields) for key, fields in _read("kinds").items()}


@cache
def publishers() -> Mapping[str, Publisher]:
    """Return the publishers by key."""
    return {key: Publisher(key, **fields) for key, fields in _read("publishers").items()}


@cache
def series() -> Mapping[str, Series]:
    """Return the series by key."""
    return {key: Series(key, **fields) for key, fields in _read("series").items()}


def kind_label(key: str, *, plural: bool = False) -> str:
    """Return the Dutch label of a kind, with a capital; an unknown key is its own label."""
    kind = kinds().get(key)
    if kind is None:
        return key
    return kind.plural if plural else kind.singular


def country_name(code: str) -> str:
    """Return the Dutch name of a country by its ISO 3166 code; an unknown code is its own name."""
    return _COUNTRIES.get(code, code)


def series_title(key: str) -> str:
    """Return the title of a series; an unknown key is its own title."""
    found = series().get(key)
    return key if found is None else found.title


def publisher_named(name: str) -> Publisher | None:
    """Return the publisher with this name, abbreviation or alias (case does not matter), or None."""
    return _publishers_by_name().get(name.casefold())


@cache
def _publishers_by_name() -> Mapping[str, Publisher]:
    return {
        name.casefold(): publisher
        for publisher in publishers().values()
        for name in (publisher.name, publisher.abbreviation, *publisher.aliases)
        if name
    }


def _read(table: str) -> dict[str, dict[str, Any]]:
    loaded = yaml.safe_load(files(__name__).joinpath(f"{table}.yaml").read_text("utf-8"))
    return {
        key: {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
        for key, fields in loaded.items()
    }
