"""One run of characters to a word and its sign: `extreem*`, `*recht`, `term~1`, `=term`, `BIJ/10`, or plain."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.query.lexis import MAX_NEAR, MIN_FUZZY, MIN_PREFIX, MINUS, OPERATORS, is_bare, near_operand, without_fuzzy
from indexer.query.tree import long_enough

#: Kinds that stand for many words of the index, of which a query may hold only a few.
MANY = ("prefix", "suffix", "fuzzy")

_END = r"[,;.:!?]*"  # punctuation of the sentence that the word stands in
_PREFIX = re.compile(rf"([^*]+)\*{_END}")
_SUFFIX = re.compile(rf"\*([^*]+?){_END}")
_FUZZY = re.compile(rf"(.+?)~([0-9]*){_END}", re.DOTALL)


class Problem(Exception):  # noqa: N818 - never leaves this package: `parse` turns it into a QueryError
    """What is wrong, where, and the edit `text[start:end] = replacement` that mends it."""

    def __init__(self, message: str, position: int, edit: tuple[int, int, str]) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.edit = edit


class Shape(NamedTuple):
    """The kind of the token, its word without signs, and the number of letters or words that its sign gives."""

    kind: str  # word, exact, prefix, suffix, fuzzy, near
    text: str
    number: int | None = None


def shape(run: str, start: int) -> Shape:
    """Return what *run*, which begins at *start* of the query and holds a letter or digit, is.

    A word with a star or a field inside is returned as it is, for the caller to refuse.

    Raises:
        Problem: a sign stands where it cannot, with too few letters or with a number that is too large.
    """
    if near_operand(run) is not None:
        return _near(run, start)
    if run[0] == "=":
        return _exact(run, start)
    if match := _SUFFIX.fullmatch(run):
        return _suffix(plain(match[1]), run, start)
    if match := _PREFIX.fullmatch(run):
        return Shape("prefix", match[1].rstrip(":"))
    match = _FUZZY.fullmatch(run)
    if match and "*" not in run:
        return _fuzzy(plain(match[1]), match[2], run, start)
    return Shape("word", run.rstrip(":"))


def plain(text: str) -> str:
    """`EN:` and `NIET*` are words, not operators."""
    return text.casefold() if text in OPERATORS else text


def _near(run: str, start: int) -> Shape:
    digits = near_operand(run) or ""
    name, end = run.partition("/")[0], start + len(run)
    fits = digits.isascii() and digits.isdigit() and len(digits) < 4
    if fits and 1 <= int(digits) <= MAX_NEAR:
        return Shape("near", name, int(digits))
    most = MAX_NEAR if fits and int(digits) > MAX_NEAR else 10
    message = f"Na {name}/ hoort een getal van 1 tot {MAX_NEAR}: hoeveel woorden er hoogstens tussen staan."
    raise Problem(message, start + len(name) + 1, (start, end, f"{name}/{most}"))


def _exact(run: str, start: int) -> Shape:
    text = plain(run.lstrip("=").rstrip(":"))
    if not is_bare(text):
        message = "Het teken = kan alleen voor een gewoon woord: =gemeente."
        raise Problem(message, start, (start, start + len(run), run.lstrip(f"={MINUS}")))
    return Shape("exact", text)


def _suffix(text: str, run: str, start: int) -> Shape:
    if not long_enough(text):
        message = f"Zet minstens {MIN_PREFIX} letters achter het sterretje."
        raise Problem(message, start, (start, start + 1, ""))
    if not is_bare(text):
        message = "Het sterretje kan alleen voor of achter een gewoon woord."
        raise Problem(message, start, (start, start + len(run), run[1:].lstrip(f"={MINUS}")))
    return Shape("suffix", text)


def _fuzzy(text: str, digits: str, run: str, start: int) -> Shape:
    end = start + len(run)
    at = start + len(without_fuzzy(run))
    if not is_bare(text):
        raise Problem("Het teken ~ kan alleen na een gewoon woord of na aanhalingstekens.", at, (at, end, ""))
    most = max((edits for edits, least in MIN_FUZZY.items() if long_enough(text, least)), default=0)
    edits = int(digits[:3] or 1)
    if edits not in MIN_FUZZY:
        message = f"Na ~ hoort bij een woord 1 of 2: hoeveel letters anders mogen zijn. Voor {edits} woorden ertussen"
        raise Problem(f"{message} zijn aanhalingstekens nodig.", at, (at, end, f"~{most}" if most else ""))
    if edits > most:
        message = f"Zet minstens {MIN_FUZZY[edits]} letters voor ~{edits}."
        raise Problem(message, at, (at, end, f"~{most}" if most else ""))
    return Shape("fuzzy", text, edits)
