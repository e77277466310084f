"""Dates as Dutch documents print them, as ISO 8601; partial dates stay partial."""

from __future__ import annotations

import re

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905 - reads better
MONTH = "|".join(MONTHS)
_LONG_DATE = re.compile(rf"\b(?:(\d{{1,2}})\s+)?({MONTH})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_SHORT_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-]((?:19|20)\d\d)\b")
_AMERICAN_DATE = re.compile(r"\b(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/((?:19|20)\d\d)\b")  # as Word templates insert it
_PDF_DATE = re.compile(r"D:((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/)")
_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
DATELINE = re.compile(
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|(?:[A-Z][\w'’ -]{{2,30}}, )?\d{{1,2}} (?:{MONTH}) \d{{4}})\b"
)


def iso_date(text: str) -> str:
    """Return the first date in *text* as `2023`, `2023-05` or `2023-05-12`; an empty string where there is none.

    >>> iso_date("Den Haag, 12 december 2023"), iso_date("D:20191015144825+02'00'"), iso_date("2/3/2021")
    ('2023-12-12', '2019-10-15', '2021-03-02')
    """
    found: list[tuple[int, str]] = []
    if match := _PDF_DATE.search(text):
        return "-".join(match.groups())
    if match := _LONG_DATE.search(text):
        day, month, year = match.groups()
        number = MONTHS.index(month.lower()) + 1
        valid = day and 1 <= int(day) <= 31
        found.append((match.start(), f"{year}-{number:02}" + (f"-{int(day):02}" if valid else "")))
    if match := _ISO_DATE.search(text):
        found.append((match.start(), "-".join(part for part in match.groups() if part)))
    if match := _SHORT_DATE.search(text):
        day, month, year = match.groups()
        found.append((match.start(), f"{year}-{int(month):02}-{int(day):02}"))
    if not found and (match := _AMERICAN_DATE.search(text)):
        month, day, year = match.groups()
        found.append((match.start(), f"{year}-{int(month):02}-{int(day):02}"))
    if found:
        return min(found)[1]
    return text.strip() if _YEAR.fullmatch(text.strip()) else ""


def path_date(address: str) -> str:
    """Return the date in the path of an address: `/2024/06/11/` or `/2024/06/`."""
    match = _PATH_DATE.search(address)
    return "-".join(part for part in match.groups() if part) if match else ""


def name_date(name: str) -> str:
    """Return the date in a file name: `2021-06-09` or `20210609`."""
    match = _NAME_DATE.search(name)
    return "-".join(match.groups()) if match else ""


def month_words(date: str) -> str:
    """Return `2024-06` or `2024-06-11` as `juni 2024`; another date as it is.

    >>> month_words("2024-06-11"), month_words("2024")
    ('juni 2024', '2024')
    """
    return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}" if len(date) >= len("2024-06") else date
