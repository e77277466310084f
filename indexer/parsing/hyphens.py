"""Undo line-end hyphenation of Dutch text: a hyphen is kept only where the word has one of its own."""

from __future__ import annotations

import re
from collections.abc import Collection

from indexer.parsing.glyphs import HYPHENS

SOFT = "\u00ad\ufffe"
_COORDINATION = re.compile(r"(?:en|of|tot|als|noch|dan wel|et|ou|and|or)\b")
_LEFT = re.compile(r"[\w'’-]*\w$")
_RIGHT = re.compile(r"^\w[\w'’]*(?:-\w+)*")
#: First parts that Dutch often writes with a hyphen; kept only where the rest is known as a word of its own.
_PREFIX_WORDS = "links rechts extreem anti ex niet oud pro non vice semi pseudo anarcho eco neo ultra adjunct"
_PREFIXES = frozenset(_PREFIX_WORDS.split())
#: Prefixes that take a diaeresis instead of a hyphen, and lose it at the end of a line (ge-|integreerd).
_OPEN_PREFIXES = frozenset(("ge", "be", "bege", "inge", "uitge", "aange", "opge"))
#: Vowels that would read as one sound when joined, so that the hyphen must be a real one.
_CLASHES = {"a": "aeiu", "e": "eiu", "i": "eij", "o": "eiou", "u": "iu"}


def ends_hyphenated(line: str) -> bool:
    """Say whether a line ends in a hyphen that follows a letter, a digit or a hyphen; a dash stands after a space."""
    return len(line) > 1 and line[-1] in HYPHENS and (line[-2].isalnum() or line[-2] in "-\u2010")


def join(left: str, right: str, known: Collection[str]) -> str:
    """Return what stands between two lines when joined: `left[:-1]` is followed by this, then by *right*.

    Args:
        left: a line that ends in a hyphen.
        right: the line after it.
        known: words seen elsewhere in the document, casefolded, with their inner hyphens.

    Returns:
        "" (one word), "-" (a word with a hyphen) or "- " (a coordination such as `op- en afschaling`).
    """
    if left[-2:-1] in ("-", "\u2010"):  # a word with a hyphen of its own, and then the one of the line end
        return ""
    before, after = _LEFT.search(left[:-1].rstrip()), _RIGHT.search(right)
    if not before or not after:
        return "" if left[-1] in SOFT and after else "-"
    if _COORDINATION.match(right):
        return "- "
    head, tail = before.group(), after.group()
    if (head + tail).casefold() in known:
        return ""
    kept = f"{head}-{tail}".casefold() in known or (left[-1] != "\u00ad" and _has_own_hyphen(head, tail, known))
    return "-" if kept else ""


def _has_own_hyphen(head: str, tail: str, known: Collection[str]) -> bool:
    """Say whether the rules of Dutch spelling ask for a hyphen between *head* and *tail*, line end or not."""
    first = head.rsplit("-", 1)[-1]
    acronym = len(first) >= 2 and first.isupper() and tail[0].islower()  # OCAD-rapport
    letter = len(first) == 1 and first.isupper()  # T-shirt
    capital = tail[0].isupper() and not (head.isupper() and tail.isupper())  # Noord-Brabant
    digit = tail[0].isdigit() or head[-1].isdigit()
    prefix = first.casefold() in _PREFIXES and tail.casefold() in known
    clash = tail[0] in _CLASHES.get(first[-1].lower(), "") and first.casefold() not in _OPEN_PREFIXES
    return acronym or letter or capital or digit or prefix or clash
