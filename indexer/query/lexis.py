"""The words and signs of the query language: operators, field names, quotes, limits, and what makes a plain word."""

from __future__ import annotations

import difflib
import re
import unicodedata
from math import comb

from indexer.engines.checks import MAX_ARRANGEMENTS

MAX_CHARS = 512  # code points in a query
MAX_TERMS = 32  # words, phrases, prefixes and field values together
MAX_DEPTH = 8  # brackets and NIET within one another
MAX_PHRASE = 16  # words between quotes
MAX_PREFIXES = 3  # words with an asterisk or a tilde together: each stands for many
MIN_PREFIX = 3  # letters or digits before the asterisk
MIN_FUZZY = {1: 4, 2: 6}  # letters changed -> letters or digits that the word must have
MAX_VARIANTS = 20  # words of the index that `term~1` is searched as
MAX_ENDING = 300  # words of the index that `*recht` is searched as
MAX_NEAR = 20  # other words between the two sides of BIJ/N
MAX_WITHIN = 50  # other words between the words of "..."~N; less for many words, see `max_within`

#: Operators, in capitals only, with what they mean.
OPERATORS = {"EN": "and", "AND": "and", "OF": "or", "OR": "or", "NIET": "not", "NOT": "not"}

#: With a slash and a number, `BIJ/10`: two sides with at most so many words between them.
NEAR_NAMES = ("BIJ", "NEAR")

#: The same words in small letters are plain words; the user is told so.
LOOKS_LIKE_OPERATOR = {"en": "EN", "of": "OF", "niet": "NIET"}

#: Name of a field in the tree -> its Dutch name, which `print_query` writes; the name itself is the English alias.
FIELDS = {
    "country": "land",
    "kind": "soort",
    "phenomenon": "fenomeen",
    "organisation": "organisatie",
    "institution": "instelling",
    "place": "plaats",
    "year": "jaar",
    "date": "datum",
    "title": "titel",
    "publisher": "uitgever",
    "series": "reeks",
    "voice": "stem",
    "language": "taal",
}

#: Fields that a mention in the text is of: these may stand beside BIJ/N, and `*` is any value of them.
MENTIONED = ("phenomenon", "organisation", "institution", "place")

#: Every name that may stand before a colon -> name of the field in the tree.
FIELD_NAMES = {dutch: name for name, dutch in FIELDS.items()} | {name: name for name in FIELDS}

QUOTES = {'"': '"', "\u2033": "\u2033", "\u00ab": "\u00bb", "\u00bb": "\u00ab"} | dict.fromkeys(
    "\u201c\u201d\u201e\u201f", "\u201c\u201d\u201f"
)  # opening quote -> the quotes that close it
QUOTE_CHARS = "".join(QUOTES)
MINUS = "-\u2013\u2212"  # word processors turn a hyphen before a word into a dash

_FIELD = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)
_IDENTIFIER = re.compile(r"[A-Z]{2,}")
_FUZZY = re.compile(r"(?<=[^~])~+\d*[,;.:!?]*$")
_NEAR = re.compile(rf"(?:{'|'.join(NEAR_NAMES)})/(.*)", re.DOTALL)


def is_space(char: str) -> bool:
    """Return whether *char* parts words: white space, and control characters and lone surrogates that nobody types."""
    if char.isprintable():
        return char == " "
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cs")


def says_something(text: str) -> bool:
    """Return whether *text* holds a letter or digit, so that there is something to search for."""
    return any(map(str.isalnum, text))


def split_field(run: str) -> tuple[str, str] | None:
    """Return the name and the value of *run* where it is, or looks like, a field with a value; else None.

    `land:BE` and `lnd:BE` do; `12:30`, `https://...`, `C:x`, `motie:` and identifiers such as `ECLI:NL:RVS:2022:1`
    or `DOI:10.1/x` do not.
    """
    match = _FIELD.fullmatch(run)
    if not match or match[2].startswith("//"):
        return None
    name, value = match[1], match[2]
    if name.casefold() in FIELD_NAMES:
        return (name, value) if value else None
    plain = len(name) < 2 or _IDENTIFIER.fullmatch(name) or not value[:1].isalpha() or ":" in value or "@" in value
    if plain and not (near_field(name) and says_something(value)):
        return None
    return name, value


def near_field(name: str) -> str:
    """Return the field name that *name* was probably meant to be (`lnd` -> `land`), or an empty string."""
    near = difflib.get_close_matches(name.casefold(), FIELD_NAMES, n=1, cutoff=0.75)
    return near[0] if near else ""


def without_fuzzy(run: str) -> str:
    """Return *run* without the end of `term~1`, which asks for words spelled nearly so."""
    return _FUZZY.sub("", run)


def near_operand(run: str) -> str | None:
    """Return what stands after the slash of `BIJ/10`; None where *run* is another word.

    >>> near_operand("NEAR/5")
    '5'
    """
    match = _NEAR.fullmatch(run)
    return match[1] if match else None


def is_bare(text: str) -> bool:
    """Return whether *text*, written without quotes, is read back as exactly this one word."""
    return (
        says_something(text)
        and not any(char in "()*" or char in QUOTE_CHARS or is_space(char) for char in text)
        and text[0] not in MINUS
        and text[0] != "="
        and not text.endswith(":")
        and text not in OPERATORS
        and near_operand(text) is None
        and without_fuzzy(text) == text
        and split_field(text) is None
    )


def is_bare_value(text: str) -> bool:
    """Return whether *text* may follow the colon of a field without quotes."""
    return (
        says_something(text)
        and not any(char in "()*" or char in QUOTE_CHARS or is_space(char) for char in text)
        and text[0] not in MINUS
        and not text.startswith("//")
        and not text.endswith(":")
    )


def max_within(words: int) -> int:
    """Return how many other words may at most stand between *words* words, for engines to lay them all out."""
    fitting = (within for within in range(1, MAX_WITHIN + 1) if comb(within + words - 1, within) <= MAX_ARRANGEMENTS)
    return max(fitting, default=0)


def tidy(text: str) -> str:
    """Return *text* as it may stand between quotes: without quotes in it, and with single spaces only."""
    return " ".join("".join(" " if is_space(char) or char in QUOTE_CHARS else char for char in text).split())


def is_quotable(text: str) -> bool:
    """Return whether *text*, written between quotes, is read back as it is."""
    return says_something(text) and text == tidy(text)
