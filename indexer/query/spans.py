"""Stretches of time in a query: `jaar:2019..2022` and `datum:2021-03..2021-09`, read, printed and mended."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_YEARS = re.compile(r"([0-9]{4})?(?:\.{2,3}|\u2026)([0-9]{4})?|([0-9]{4})")
_YEAR = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")
_DAY = r"[1-9][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATES = re.compile(rf"({_DAY})?(?:\.{{2,3}}|\u2026)({_DAY})?|({_DAY})")
_WRITTEN = re.compile(
    r"(?<![0-9])(?:(?P<day>[0-9]{1,2})[-/.])??(?:(?P<month>[0-9]{1,2})[-/.])?(?P<year>[1-9][0-9]{3})"
    r"(?:[-/](?P<month_after>[0-9]{1,2}))?(?:[-/](?P<day_after>[0-9]{1,2}))?(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Years:
    """From *first* to *last*, both included; None is open, not both."""

    first: int | None
    last: int | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a range without years")
        for year in (self.first, self.last):
            if year is not None and not 1000 <= year <= 9999:
                raise ValueError(f"not a year: {year}")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("the first year is after the last")


@dataclass(frozen=True, slots=True)
class Dates:
    """From *first* to *last*, both included, as ISO dates that may be a month or a year; None is open, not both."""

    first: str | None
    last: str | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a range without dates")
        for date in (self.first, self.last):
            if date is not None and not is_date(date):
                raise ValueError(f"not a date: {date}")
        if self.first is not None and self.last is not None and first_day(self.first) > last_day(self.last):
            raise ValueError("the first date is after the last")


class NotATime(ValueError):  # noqa: N818 - what is wrong, told to the user by the parser
    """*message* in Dutch; *instead* is what was probably meant, empty when nothing can be made of it."""

    def __init__(self, message: str, instead: str) -> None:
        super().__init__(message)
        self.message = message
        self.instead = instead


def is_date(text: str) -> bool:
    """Return whether *text* is an ISO date, month or year that exists.

    >>> is_date("2021-02-30")
    False
    """
    if not re.fullmatch(_DAY, text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def first_day(date: str) -> int:
    """Return the first day of *date* as yyyymmdd; 00 for what is not known, which documents may have, too."""
    return int(date.replace("-", "").ljust(8, "0"))


def last_day(date: str) -> int:
    """Return the last day of *date* as yyyymmdd.

    >>> last_day("2021-09")
    20210931
    """
    return int(date.replace("-", "") + "1231"[len(date.replace("-", "")) - 4 :])


def read_years(text: str) -> Years:
    """Return the years that *text* names.

    Raises:
        NotATime: it names none.
    """
    match = _YEARS.fullmatch(text)
    numbers = [int(year) for year in match.groups() if year] if match else []
    if match and numbers and min(numbers) >= 1000:
        first, last, only = (int(year) if year else None for year in match.groups())
        if only:
            return Years(only, only)
        if not (first and last and first > last):
            return Years(first, last)
    found = sorted(map(int, _YEAR.findall(text)))
    mended = str(found[0]) if len(found) == 1 else f"{found[0]}..{found[-1]}" if found else ""
    if match and len(found) == 2:
        raise NotATime("Het eerste jaar ligt na het laatste.", mended)
    raise NotATime("Schrijf een jaar als jaar:2020, jaar:2019..2022, jaar:..2022 of jaar:2019..", mended)


def read_dates(text: str) -> Dates:
    """Return the dates that *text* names.

    Raises:
        NotATime: it names none.
    """
    match = _DATES.fullmatch(text)
    named = [date for date in match.groups() if date] if match else []
    if match and named and all(map(is_date, named)):
        first, last, only = match.groups()
        if only:
            return Dates(only, only)
        if not (first and last and first_day(first) > last_day(last)):
            return Dates(first, last)
        raise NotATime("De eerste datum ligt na de laatste.", f"{last}..{first}")
    found = sorted(date for date in map(_iso, _WRITTEN.finditer(text)) if date)
    mended = f"{found[0]}..{found[-1]}" if len(found) > 1 else "".join(found)
    example = "datum:2021-03-15, datum:2021-03 of datum:2021-03..2021-09"
    raise NotATime(f"Schrijf een datum als {example}.", mended)


def _iso(match: re.Match[str]) -> str:
    """Return the date that *match* was written as, day first or year first; a year where the rest does not exist."""
    month = match["month"] or match["month_after"]
    day = match["day"] or (match["day_after"] if match["month_after"] else None)
    parts = [match["year"], *(f"{int(part):02}" for part in (month, day) if part)]
    date = "-".join(parts)
    return date if is_date(date) else match["year"]
