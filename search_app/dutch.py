"""Numbers, dates and plurals as Dutch writes them; knows no page and no locale library."""

from __future__ import annotations

from corpus.citation import dutch_date

_LANGUAGES = {"nl": "Nederlands", "fr": "Frans", "en": "Engels", "de": "Duits"}
_UNITS = ("bytes", "kB", "MB", "GB")


def number(value: int) -> str:
    """Return a whole number with a full stop between thousands.

    >>> number(12345)
    '12.345'
    """
    return f"{value:,}".replace(",", ".")


def decimal(value: float) -> str:
    """Return a number with one decimal.

    >>> decimal(1234.56)
    '1.234,6'
    """
    return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def counted(value: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "passage", "passages"), counted(2000, "passage", "passages")
    ('1 passage', '2.000 passages')
    """
    return f"{number(value)} {one if value == 1 else many}"


def date(iso: str) -> str:
    """Return an ISO date or moment, possibly partial, in words; anything else as it is.

    >>> date("2023"), date("2023-05"), date("2023-05-01"), date("2023-05-01T10:00:00+00:00")
    ('2023', 'mei 2023', '1 mei 2023', '1 mei 2023')
    """
    try:
        return dutch_date(iso[:10])
    except (ValueError, IndexError):
        return iso


def period(first: str, last: str) -> str:
    """Return a period in words: both ends, or the one that is known; empty when neither is."""
    if first and last and first != last:
        return f"{date(first)} tot en met {date(last)}"
    return date(first or last)


def pages(first: str, last: str) -> str:
    """Return page labels as a citation writes them.

    >>> pages("12", "12"), pages("12", "13")
    ('p. 12', 'p. 12\u201313')
    """
    return f"p. {first}" if first == last else f"p. {first}\u2013{last}"


def language(code: str) -> str:
    """Return the Dutch name of an ISO 639-1 language; an unknown code is its own name."""
    return _LANGUAGES.get(code, code)


def size(bytes_: int) -> str:
    """Return a file size in steps of 1000, with one decimal from kilobytes on.

    >>> size(512), size(1_250_000)
    ('512 bytes', '1,2 MB')
    """
    value, unit = float(bytes_), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{bytes_} bytes" if unit == 0 else f"{value:.1f} {_UNITS[unit]}".replace(".", ",")


def listed(words: list[str], last: str = "en") -> str:
    """Return words as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b en c'
    """
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
