"""What a mention says beyond its concept: a figure, a threat level, a period; kept as JSON in `Mention.value`."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, Self


class _Statement:
    """Writing as JSON and reading back, for the frozen values below."""

    __slots__ = ()

    def to_json(self) -> str:
        """Return the fields that are known as one JSON object, in the order of the class."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}  # type: ignore[attr-defined] # each subclass is a dataclass
        known = {name: value for name, value in values.items() if value is not None and value != ""}
        return json.dumps(known, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; fields of a later version are left aside."""
        names = {one.name for one in fields(cls)}  # type: ignore[arg-type] # each subclass is a dataclass
        values: dict[str, Any] = json.loads(text)
        return cls(**{name: value for name, value in values.items() if name in names})


@dataclass(frozen=True, slots=True)
class Figure(_Statement):
    """A number in a text; the concept that it counts, where there is one, is the concept of its mention.

    `low` and `high` are equal where the text gives one number; None is open (more than 50: low 50, high None).
    """

    low: float | None = None
    high: float | None = None
    unit: str = "number"  # number, percent, or ratio (three out of ten: low 3, high 3, of 10)
    of: float | None = None  # of a ratio
    counted: str = ""  # as written: "meldingen"; of a percentage and a ratio what they are of: "gemeenten"
    about: bool = False  # the text says that it is an estimate
    period: str = ""  # as `Period.interval`


@dataclass(frozen=True, slots=True)
class LevelStatement(_Statement):
    """A threat level that a text states. Levels of two schemes are never compared: docs/vocabularies.md."""

    country: str  # BE or NL
    scheme: str  # be-4, nl-4 (until DTN 41), nl-5 (from DTN 42, July 2016)
    level: int | None = None  # None where only a word is given that the scheme does not number
    label: str = ""  # as written, in lower case: "aanzienlijk"
    scope: str = ""  # algemeen, or the words of the text: "Brussel", "joodse gemeenschap"
    previous: int | None = None  # of a change: from this level
    period: str = ""  # as `Period.interval`; empty: as the document is dated


@dataclass(frozen=True, slots=True)
class Period(_Statement):
    """A date or period, normalised as ISO 8601 writes it.

    `interval` is one date (`2021-05-03`, `2021-05`, `2021`), two with a slash (`2020/2024`, `2021-09/2021-11`), with
    `..` for an open end (`2015/..`); a day without a year is `XXXX-05-03`. Source: ISO 8601-2:2019 (EDTF).
    """

    interval: str
    relative: bool = False  # worked out from the date of the document
    about: bool = False  # early, late, about: the limits are a convention
