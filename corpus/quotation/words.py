"""The words of a quotation as they are compared: what printing changes is folded, what changes the meaning is kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-\u00ad\u2010\u2011'\u2019][^\W_]+)*|[%€]")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_INSIDE = re.compile(r"[-\u00ad\u2010\u2011'\u2019]")


class QuotedWord(NamedTuple):
    """One word: `text[start:end]`, and the key by which two words count as the same."""

    start: int
    end: int
    key: str


def quoted_words(text: str) -> list[QuotedWord]:
    """Return the words of *text* in order; numbers, percent and euro signs count as words.

    Two words have one key when they differ only in capitals, accents, hyphens and apostrophes: those are reported
    as a difference of spelling, not of words.

    >>> [word.key for word in quoted_words("Rechts-extremisme: 3,5 %")]
    ['rechtsextremisme', '3,5', '%']
    """
    return [QuotedWord(match.start(), match.end(), key(match[0])) for match in _WORD.finditer(text)]


def undo_line_ends(text: str) -> str:
    """Return pasted *text* with the hyphens that only ended a printed line taken out."""
    return _LINE_END.sub("", text)


@lru_cache(maxsize=1 << 15)
def key(word: str) -> str:
    """Return the key of one word as written."""
    plain = _INSIDE.sub("", word)
    folded = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))
