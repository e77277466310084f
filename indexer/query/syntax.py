"""The user's text to a tree: any text gives a tree or a QueryError with a place and a repaired query, never more.

The grammar, loosest first (words next to each other are ANDed; AND goes before OR):

    any   = all {("OF" | "OR") all}
    all   = one {["EN" | "AND"] one}
    one   = ("NIET" | "NOT" | "-") one | word | prefix | phrase | field value | "(" any ")"
    value = value without quotes | phrase | "(" any ")"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import QueryError
from indexer.query.lexis import FIELDS, MAX_CHARS, MAX_DEPTH, MAX_TERMS, OPERATORS
from indexer.query.tokens import Problem, Token, scan
from indexer.query.tree import (
    AllOf,
    AnyOf,
    Everything,
    Field,
    Not,
    Phrase,
    Prefix,
    Tree,
    Word,
    Years,
    print_query,
)

_REPAIRS = 40  # edits tried before only the words are kept
_YEARS = re.compile(r"([0-9]{4})?(?:\.{2,3}|\u2026)([0-9]{4})?|([0-9]{4})")
_YEAR = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as understood; `hints` tell, in Dutch, what was read otherwise than the user perhaps meant."""

    tree: Tree
    hints: tuple[str, ...] = ()


def parse(text: str) -> Parsed:
    """Return the tree of *text*; a text without letters or digits asks for everything.

    Raises:
        QueryError: the text cannot be read or goes beyond a limit; `position` counts code points from 0, and
            `suggestion` is a query near to it that does parse (possibly the empty one).
    """
    try:
        return _parse(text)
    except Problem as problem:
        raise QueryError(problem.message, position=problem.position, suggestion=_repair(text, problem)) from None


def _parse(text: str) -> Parsed:
    if len(text) > MAX_CHARS:
        message = f"De vraag is langer dan {MAX_CHARS} tekens."
        raise Problem(message, MAX_CHARS, (max(text.rfind(" ", 0, MAX_CHARS), MAX_CHARS // 2), len(text), ""))
    tokens, hints = scan(text)
    if not tokens:
        return Parsed(Everything(), tuple(hints))
    parser = _Parser(text, tokens)
    tree = parser.whole()
    if len(print_query(tree)) > MAX_CHARS:  # aliases and groups of values print longer than they were typed
        message = f"De vraag is voluit geschreven langer dan {MAX_CHARS} tekens."
        raise Problem(message, tokens[-1].start, (tokens[-1].start, len(text), ""))
    return Parsed(tree, tuple(dict.fromkeys([*hints, *parser.hints])))


def _repair(text: str, problem: Problem) -> str:
    for _ in range(_REPAIRS):
        start, end, replacement = problem.edit
        text = text[:start] + replacement + text[end:]
        try:
            _parse(text)
        except Problem as another:
            problem = another
        else:
            return " ".join(text.split())
    words = re.findall(r"[^\W_]+", text[:MAX_CHARS])[:MAX_TERMS]
    return " ".join(word.casefold() if word in OPERATORS else word for word in words)


class _Parser:
    """Recursive descent; MAX_DEPTH bounds the recursion."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.field: Token | None = None  # the field whose value we are in
        self.hints: list[str] = []

    def whole(self) -> Tree:
        tree = self._any()
        left = self._peek()
        if left:
            end = left.end
            while more := self._take("close"):
                end = more.end
            raise Problem("Dit haakje sluit niets af.", left.start, (left.start, end, ""))
        return tree

    def _peek(self, *kinds: str) -> Token | None:
        """Return the next token, if there is one and it is of one of *kinds* (of any kind when none is named)."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token if token and (not kinds or token.kind in kinds) else None

    def _take(self, *kinds: str) -> Token | None:
        token = self._peek(*kinds)
        self.at += token is not None
        return token

    def _any(self) -> Tree:
        first, mixed = self._all()
        children = [first]
        while self._take("or"):
            child, loose = self._all()
            children.append(child)
            mixed = mixed or loose
        if len(children) == 1:
            return first
        if mixed:
            printed = (
                f"({print_query(child)})" if isinstance(child, AllOf) else print_query(child) for child in children
            )
            self.hints.append(f"EN gaat voor OF. Gelezen als: {' OF '.join(printed)}")
        return AnyOf(tuple(children))

    def _all(self) -> tuple[Tree, bool]:
        """Return what is ANDed here, and whether it is several without brackets."""
        children = [self._one()]
        while self._take("and") or (self._peek() and not self._peek("or", "close")):
            children.append(self._one())
        return (children[0], False) if len(children) == 1 else (AllOf(tuple(children)), True)

    def _one(self) -> Tree:
        token = self._peek()
        if token is None or token.kind in ("and", "or", "close"):
            raise self._missing(token)
        self.at += 1
        if token.kind == "open":
            return self._group(token)
        if token.kind == "not":
            self._deeper(token)
            child = self._one()
            self.depth -= 1
            return Not(child)
        return self._field(token) if token.kind == "field" else self._leaf(token)

    def _missing(self, token: Token | None) -> Problem:
        """Say what stands without a word: the operator that comes next, else the operator or bracket before."""
        before = self.tokens[self.at - 1] if self.at else None
        if token and token.kind == "close" and before and before.kind == "open":
            return Problem("Tussen de haakjes staat niets.", before.start, (before.start, token.end, ""))
        blamed = token if token and (token.kind != "close" or before is None) else before
        if blamed is None:
            raise AssertionError("scan gave no tokens")
        written = self.text[blamed.start : blamed.end]
        edit = (blamed.start, blamed.end, "")
        if blamed.kind == "close":
            return Problem("Dit haakje sluit niets af.", blamed.start, edit)
        side = "voor" if blamed is token else "na"
        return Problem(f"Er ontbreekt een woord {side} “{written}”.", blamed.start, edit)

    def _deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"Haakjes en NIET staan meer dan {MAX_DEPTH} diep in elkaar."
            end = token.end
            while nested := self._peek("open", "not"):  # all of them at once, or a repair would take as many steps
                end = nested.end
                self.at += 1
            raise Problem(message, token.start, (token.start, end, ""))

    def _group(self, opening: Token) -> Tree:
        self._deeper(opening)
        tree = self._any()
        if not self._take("close"):
            end = len(self.text)
            raise Problem("Het haakje wordt niet gesloten.", opening.start, (end, end, ")"))
        self.depth -= 1
        return tree

    def _field(self, field: Token) -> Tree:
        if self.field:
            message = "Een veld kan niet in een ander veld staan."
            raise Problem(message, field.start, (field.start, field.end, ""))
        token = self._peek("value", "word", "prefix", "phrase", "open")
        if token is None or token.start != field.end:
            message = f"Na {FIELDS[field.text]}: ontbreekt een waarde."
            following = self._peek()
            raise Problem(message, field.end - 1, (field.start, following.start if following else len(self.text), ""))
        self.at += 1
        self.field = field
        tree = self._group(token) if token.kind == "open" else self._leaf(token)
        self.field = None
        return Field("title", tree, field.start) if field.text == "title" else tree

    def _leaf(self, token: Token) -> Tree:
        if self.field and self.field.text != "title":
            return self._valued(self.field, token)
        if token.kind == "phrase":
            return Phrase(token.words, token.within)
        return Prefix(token.text) if token.kind == "prefix" else Word(token.text)

    def _valued(self, field: Token, token: Token) -> Field:
        """Return the field with the value that *token* gives: also within brackets, `land:(BE OF NL)`."""
        sign = "*" if token.kind == "prefix" else "~" if token.within else ""
        if sign:
            at = self.text.rindex(sign, token.start, token.end)
            message = f"In het veld {FIELDS[field.text]} werkt het teken {sign} niet."
            raise Problem(message, at, (at, token.end, ""))
        value = _years(field, token) if field.text == "year" else token.text
        return Field(field.text, value, field.start)


def _years(field: Token, token: Token) -> Years:
    match = _YEARS.fullmatch(token.text)
    numbers = [int(year) for year in match.groups() if year] if match else []
    if match and numbers and min(numbers) >= 1000:
        first, last, only = (int(year) if year else None for year in match.groups())
        if only:
            return Years(only, only)
        if not (first and last and first > last):
            return Years(first, last)
    found = sorted(map(int, _YEAR.findall(token.text)))
    mended = str(found[0]) if len(found) == 1 else f"{found[0]}..{found[-1]}" if found else ""
    edit = (token.start, token.end, mended) if mended else (field.start, field.end, "")
    if match and len(found) == 2:
        raise Problem("Het eerste jaar ligt na het laatste.", token.start, edit)
    raise Problem("Schrijf een jaar als jaar:2020, jaar:2019..2022, jaar:..2022 of jaar:2019..", token.start, edit)
