"""Dutch numbers as values: `1.200`, `12 000`, `3,5`, `vijfentwintig`, `anderhalf miljoen`, `een 15-tal`."""

from __future__ import annotations

import re
from functools import cache

_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
          "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_SCALES = {"honderd": 100, "duizend": 1_000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_HALVES = {"anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5}

#: A number in digits; a space parts thousands only where groups of three follow.
DIGITS = r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
#: How a number in words begins; `spelled` says whether the word is one.
WORD = (
    r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|twin|tach|honderd|duizend|miljoen"
    r"|miljard|ander|hal[fv]|nul)[a-zë]*"
)
#: A number, with `miljoen` and the like behind it.
NUMBER = rf"(?:{DIGITS}|{WORD})(?:\s(?:honderd|duizend|miljoen|miljard)\b)?"

_THOUSANDS = re.compile(r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?")
_TALLY = re.compile(r"(.+?)-?tal")


@cache
def _spelled() -> dict[str, int]:
    """All numbers in words up to 999 and the round ones above, without diacritics."""
    small = {word: value for value, word in enumerate(_UNITS)}
    for tens, word in enumerate(_TENS, start=2):
        small[word] = tens * 10
        for unit, first in enumerate(_UNITS[1:10], start=1):
            small[f"{first}en{word}"] = tens * 10 + unit
    found = dict(small)
    for times, first in [(1, ""), *((number, word) for word, number in small.items() if 1 < number < 100)]:
        hundreds = f"{first}honderd"
        found[hundreds] = times * 100
        if times < 20:
            for word, value in small.items():
                if 0 < value < 100:
                    found[hundreds + word] = found[f"{hundreds}en{word}"] = times * 100 + value
    thousands = {f"{'' if word == 'een' else word}duizend": value * 1_000 for word, value in found.items() if value}
    return thousands | found | {"miljoen": 1_000_000, "miljard": 1_000_000_000}


def spelled(word: str) -> int | None:
    """Return the value of a number in words, None for another word; `een` is 1, also where it is the article."""
    return _spelled().get(word.lower().replace("ë", "e").replace("é", "e"))


def value(written: str) -> float | None:
    """Return the value of a match of `NUMBER`; None where it is no number (`eenheid`, `achter`).

    >>> value("1.200"), value("3,5"), value("anderhalf miljoen"), value("tweeëntwintig"), value("achter")
    (1200.0, 3.5, 1500000.0, 22.0, None)
    """
    text = written.strip().lower()
    for scale, times in _SCALES.items():
        head = text.removesuffix(scale).rstrip()
        if head != text and head and (head[0].isdigit() or text[len(head)].isspace()):
            front = value(head)
            return None if front is None else front * times
    if text[:1].isdigit():
        if _THOUSANDS.fullmatch(text):
            return float(re.sub(r"[.\u00a0\u202f ]", "", text).replace(",", "."))
        return float(text.replace(",", "."))
    found = _HALVES.get(text, spelled(text))
    return None if found is None else float(found)


@cache
def openings() -> frozenset[str]:
    """Words, folded, with which a number in words may begin; not `een`, which is nearly always the article."""
    words = _spelled().keys() - {"een"}
    return frozenset({*words, *(f"{word}tal" for word in words), *_HALVES})


def tally(written: str) -> float | None:
    """Return the value of a round number: `tiental`, `15-tal`, `zeshonderdtal`; None for another word."""
    found = _TALLY.fullmatch(written.lower())
    return value(found[1]) if found else None
