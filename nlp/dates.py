"""Dates and periods in Dutch text, normalised: `het najaar van 2021` is 2021-09/2021-11; knows no vocabulary."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.statements import Period
from nlp.analysis import Word

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
#: First and last month of a part of a year; a winter runs into the next year.
_PARTS = {
    "begin": (1, 3),
    "medio": (5, 8),
    "midden": (5, 8),
    "eind": (10, 12),
    "einde": (10, 12),
    "voorjaar": (3, 5),
    "lente": (3, 5),
    "zomer": (6, 8),
    "najaar": (9, 11),
    "herfst": (9, 11),
    "winter": (12, 14),
}
_ORDINALS = {"eerste": 1, "1e": 1, "1ste": 1, "tweede": 2, "2e": 2, "2de": 2, "derde": 3, "3e": 3, "3de": 3,
             "vierde": 4, "4e": 4, "4de": 4, "laatste": 0}  # fmt: skip
_DIVISIONS = {"helft": 6, "kwartaal": 3, "trimester": 3, "semester": 6, "jaarhelft": 6}  # months
_DECADES = {"dertig": 1930, "veertig": 1940, "vijftig": 1950, "zestig": 1960, "zeventig": 1970, "tachtig": 1980,
            "negentig": 1990}  # fmt: skip
_SHIFTS = {"vorig": -1, "vorige": -1, "verleden": -1, "dit": 0, "deze": 0, "volgend": 1, "volgende": 1, "komend": 1,
           "komende": 1}  # fmt: skip

_YEAR = r"(?:19[3-9]\d|20\d\d)"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_OF = r"\s+(?:van\s+)?(?:het\s+)?(?:jaar\s+)?"
_NOT_PART = r"(?<![\w.,/:§€$-])"
_END = r"(?![\w/]|[-–]\w|[.,:]\d)"

_DATE = re.compile(
    rf"""{_NOT_PART}(?:
        (?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))
        |(?P<nday>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<nmonth>0?[1-9]|1[0-2])(?P=sep)(?P<nyear>(?:19|20)\d\d)
        |(?:(?P<first_day>0?[1-9]|[12]\d|3[01])(?:\s?[-–]\s?|\s(?:tot\s(?:en\smet\s)?|t/m\s|en\s|à\s)))?
            (?P<day>0?[1-9]|[12]\d|3[01])(?:ste|de|e)?\s+(?P<dmonth>{_MONTH})\b\.?
            (?:\s+(?P<dyear>{_YEAR})|\s*(?P<recent>jl\b\.?|jongstleden|ll\b\.?|laatstleden)
            |\s*(?P<coming>a\.s\.|aanstaande))?
        |(?:(?P<mpart>begin|midden|medio|eind|einde)\s+)?
            (?:(?P<first_month>{_MONTH})\s?(?:[-–]|\s(?:tot\s(?:en\smet\s)?|t/m\s|en\s))\s?)?(?P<month>{_MONTH})\b\.?{_OF}(?P<myear>{_YEAR})
        |(?P<part>begin|midden|medio|eind|einde|voorjaar|lente|zomer|najaar|herfst|winter){_OF}(?P<pyear>{_YEAR})
            (?:\s?[-–/]\s?(?P<pend>\d{{4}}|\d\d))?
        |(?P<ordinal>eerste|tweede|derde|vierde|laatste|[1-4](?:ste|de|e))\s+
            (?P<division>helft|jaarhelft|kwartaal|trimester|semester)
            {_OF}(?P<oyear>{_YEAR})
        |(?P<from>{_YEAR})\s?(?:[-–/]|\s(?:tot\s+en\s+met|tot|t/m|t\.e\.m\.)\s)\s?(?P<to>{_YEAR}|\d\d(?=[^\d-]|$))
        |jaren\s+(?:'|’)?(?:(?P<decade>[3-9]0)|(?P<decades>{"|".join(_DECADES)}))
        |(?P<year>{_YEAR})
        |(?P<shift>vorige?|verleden|dit|deze|volgende?|komende?)\s+
            (?P<unit>jaar|maand|kalenderjaar|voorjaar|lente|zomer|najaar|herfst|winter)
    ){_END}""",
    re.VERBOSE | re.IGNORECASE,
)
#: Words, folded, with which a date may begin, besides digits: looking them up is many times as fast as trying `_DATE`.
OPENINGS = frozenset(
    (*_MONTHS, *(one + other for one in _MONTHS for other in _MONTHS), *_PARTS, *_SHIFTS, *_ORDINALS, "jaren")
)
_BETWEEN = re.compile(
    r"(?P<open>tussen|van|vanaf)\s+(?:het\s+)?$|(?P<since>sinds|sedert|vanaf|na)\s+(?:het\s+|de\s+|eind\s+)?$"
    r"|(?P<until>tot\s+en\s+met|tot|t/m|voor\s+eind)\s+(?:het\s+|de\s+)?$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s+(?P<word>en|tot\s+en\s+met|tot|t/m|t\.e\.m\.)\s+(?:met\s+)?(?:het\s+|de\s+)?", re.IGNORECASE)
_NOT_A_YEAR = re.compile(
    r"(?:\b(?:nr|nrs|art|artikel|nummer|kst|dossier|stuk|dok|doc|pagina|p|blz|postbus|isbn|§)\.?\s*|[$€]\s?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+(?:personen|euro|leden|meldingen|mensen|inwoners|gevallen|dossiers|procent|%)")
_LOOK_BACK = 22  # code points before a date that may open a period


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or period at `text[start:end]`."""

    start: int
    end: int
    period: Period


def dates(text: str, words: Sequence[Word], *, published: str = "") -> list[FoundDate]:
    """Return the dates and periods in *text*, in order, without overlap.

    Args:
        text: of a passage.
        words: its words, as `nlp.analysis.analyse` gives them, or those of them with which a date may begin.
        published: ISO date of the document, perhaps partial; `vorig jaar` and `3 mei jl.` are worked out from it,
            and left out where it is unknown.
    """
    found: list[FoundDate] = []
    end = 0
    for word in words:
        if (word.surface[0] <= "9" or word.surface in OPENINGS) and word.start >= end:
            match = _DATE.match(text, word.start)
            period = _period(match, text, published) if match else None
            if match:
                end = match.end()
            if match and period:
                found.append(FoundDate(*match.span(), period))
    return list(_joined(text, found)) if found else found


def _period(match: re.Match[str], text: str, published: str) -> Period | None:
    """Return what one match of `_DATE` says; None where it is no date or not to be worked out."""
    found = match.groupdict()
    if found["iso"] or found["nyear"] or found["day"]:
        return _days(found, published)
    if found["shift"]:
        return _relative(found["shift"].lower(), found["unit"].lower(), published)
    if found["year"]:
        before = text[max(0, match.start() - 12) : match.start()]
        return None if _NOT_A_YEAR.search(before) or _COUNTED.match(text, match.end()) else Period(found["year"])
    return _longer(found)


def _longer(found: dict[str, Any]) -> Period | None:
    """Months, parts of years, and several years."""
    if found["month"]:
        month = f"{found['myear']}-{_MONTHS[found['month'].lower()]:02}"
        first = f"{found['myear']}-{_MONTHS[found['first_month'].lower()]:02}" if found["first_month"] else month
        return Period(month if first >= month else f"{first}/{month}", about=bool(found["mpart"]))
    if found["part"]:
        return _part(found["part"].lower(), int(found["pyear"]))
    if found["ordinal"]:
        return _division(found["ordinal"].lower(), found["division"].lower(), int(found["oyear"]))
    if found["from"]:
        to = found["to"] if len(found["to"]) == 4 else found["from"][:2] + found["to"]
        return Period(f"{found['from']}/{to}") if found["from"] < to else None
    year = 1900 + int(found["decade"]) if found["decade"] else _DECADES[found["decades"].lower()]
    return Period(f"{year}/{year + 9}")


def _day(year: int, month: int, day: int) -> Period | None:
    return Period(f"{year}-{month:02}-{day:02}") if day <= monthrange(year, month)[1] else None


def _days(found: dict[str, Any], published: str) -> Period | None:
    """`12 mei` is a day, `10 tot 12 mei 2022` and `3 en 4 mei` are periods."""
    if found["iso"]:
        return Period(found["iso"])
    if found["nyear"]:
        return _day(int(found["nyear"]), int(found["nmonth"] or 0), int(found["nday"] or 0))
    last = _day_of_month(found, published)
    first = _day_of_month(found | {"day": found["first_day"]}, published) if found["first_day"] else None
    if last and first and first.interval < last.interval:
        return Period(f"{first.interval}/{last.interval}", last.relative)
    return last


def _day_of_month(found: dict[str, Any], published: str) -> Period | None:
    """`3 mei 2021`, `3 mei jl.` (the last one before *published*), `3 mei a.s.`, `3 mei` (of an unknown year)."""
    month, day = _MONTHS[(found["dmonth"] or "").lower()], int(found["day"] or 0)
    if found["dyear"]:
        return _day(int(found["dyear"]), month, day)
    if (found["recent"] or found["coming"]) and len(published) >= 7:
        year = int(published[:4])
        later = f"{month:02}-{day:02}" > published[5:10].ljust(5, "~")
        year += (-1 if later else 0) if found["recent"] else (0 if later else 1)
        dated = _day(year, month, day)
        return Period(dated.interval, relative=True) if dated else None
    return Period(f"XXXX-{month:02}-{day:02}") if day <= monthrange(2000, month)[1] else None


def _part(part: str, year: int) -> Period:
    first, last = _PARTS[part]
    return Period(f"{year}-{first:02}/{year + (last - 1) // 12}-{(last - 1) % 12 + 1:02}", about=True)


def _division(ordinal: str, division: str, year: int) -> Period | None:
    months = _DIVISIONS[division]
    which = _ORDINALS[ordinal] or 12 // months
    first = (which - 1) * months + 1
    return Period(f"{year}-{first:02}/{year}-{first + months - 1:02}") if first + months <= 13 else None


def _relative(shift: str, unit: str, published: str) -> Period | None:
    """`vorig jaar`, `deze maand`, `volgende zomer`, from the date of the document."""
    by = _SHIFTS[shift]
    if unit == "maand":
        if len(published) < 7:
            return None
        months = int(published[:4]) * 12 + int(published[5:7]) - 1 + by
        return Period(f"{months // 12}-{months % 12 + 1:02}", relative=True)
    if not published:
        return None
    year = int(published[:4]) + by
    return (
        Period(f"{year}", relative=True)
        if unit.endswith("jaar") and unit not in _PARTS
        else Period(_part(unit, year).interval, relative=True, about=True)
    )


def _joined(text: str, found: list[FoundDate]) -> Iterator[FoundDate]:
    """Yield the dates, with `van 2015 tot 2018`, `sinds 2015` and `tot 2024` as one period."""
    index = 0
    while index < len(found):
        one, step = found[index], 1
        before = _BETWEEN.search(text, max(0, one.start - _LOOK_BACK), one.start)
        if index + 1 < len(found):
            link = _LINK.fullmatch(text, one.end, found[index + 1].start)
            both = link and (link["word"] != "en" or (before and before[0].lower().startswith("tussen")))
            if both and _limits(one)[0] <= _limits(found[index + 1])[1]:
                start = before.start() if before and before["open"] else one.start
                one, step = _spanning(one, found[index + 1], start), 2
        if step == 1 and before and not one.period.interval.startswith("XXXX"):
            one = _open(one, before)
        yield one
        index += step


def _limits(one: FoundDate) -> tuple[str, str]:
    first, _, last = one.period.interval.partition("/")
    return first, last or first


def _spanning(one: FoundDate, other: FoundDate, start: int) -> FoundDate:
    interval = f"{_limits(one)[0]}/{_limits(other)[1]}"
    return FoundDate(start, other.end, Period(interval, one.period.relative or other.period.relative))


def _open(one: FoundDate, before: re.Match[str]) -> FoundDate:
    """`sinds 2015` is 2015/.. and `tot eind 2024` ../2024-12; after `van` and `tussen` nothing changes."""
    first, last = _limits(one)
    word = (before["since"] or before["until"] or before["open"] or "").lower()
    if word in ("sinds", "sedert", "vanaf"):
        interval = f"{first}/.."
    elif before["until"]:
        interval = f"../{last}"
    else:
        return one
    return FoundDate(before.start(), one.end, Period(interval, one.period.relative, one.period.about))
