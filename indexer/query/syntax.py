"""The user's text to a tree: any text gives a tree or a QueryError with a place and a repaired query, never more.

The grammar, loosest first (words next to each other are ANDed; AND goes before OR):

    any   = all {("OF" | "OR") all}
    all   = one {["EN" | "AND"] one}
    one   = ("NIET" | "NOT" | "-") one | side ("BIJ" | "NEAR") "/" number side | side
    side  = word | "=" word | prefix | suffix | fuzzy | phrase | field value | "(" any ")"
    value = value without quotes | phrase | "(" any ")"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import QueryError
from indexer.query.lexis import FIELDS, MAX_CHARS, MAX_DEPTH, MAX_TERMS, OPERATORS
from indexer.query.shapes import MANY, Problem
from indexer.query.spans import NotATime, read_dates, read_years
from indexer.query.tokens import Token, scan
from indexer.query.tree import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Phrase,
    Prefix,
    Suffix,
    Tree,
    Word,
    can_be_near,
    print_query,
)

_REPAIRS = 40  # edits tried before only the words are kept


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
        if token is None or token.kind in ("and", "or", "close", "near"):
            raise self._missing(token)
        if token.kind == "not":
            self.at += 1
            self._deeper(token)
            child = self._one()
            self.depth -= 1
            return Not(child)
        left = self._side(token)
        near = self._take("near")
        return self._near(left, near) if near else left

    def _side(self, token: Token) -> Tree:
        self.at += 1
        if token.kind == "open":
            return self._group(token)
        return self._field(token) if token.kind == "field" else self._leaf(token)

    def _near(self, left: Tree, near: Token) -> Near:
        written = self.text[near.start : near.end]
        edit = (near.start, near.end, "")
        token = self._peek()
        if token is None or token.kind in ("and", "or", "close", "near"):
            raise Problem(f"Er ontbreekt een woord na “{written}”.", near.start, edit)
        if token.kind == "not":
            raise Problem(f"Na “{written}” kan geen uitsluiting staan.", token.start, edit)
        right = self._side(token)
        if not (can_be_near(left) and can_be_near(right)) or near.within is None:
            sides = "één woord, één woordgroep of een veld als plaats: of fenomeen:"
            raise Problem(f"Aan beide kanten van “{written}” hoort {sides}.", near.start, edit)
        if another := self._peek("near"):
            message = f"“{written}” verbindt twee delen; een derde kan er niet bij. Gebruik EN."
            raise Problem(message, another.start, (another.start, another.end, ""))
        return Near(left, right, near.within)

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
        token = self._peek("value", "word", "exact", *MANY, "phrase", "open")
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
        return _leaf(token)

    def _valued(self, field: Token, token: Token) -> Field:
        """Return the field with the value that *token* gives: also within brackets, `land:(BE OF NL)`."""
        sign = {"prefix": "*", "suffix": "*", "exact": "="}.get(token.kind, "~" if token.within else "")
        if sign:
            at = self.text.rindex(sign, token.start, token.end)
            message = f"In het veld {FIELDS[field.text]} werkt het teken {sign} niet."
            raise Problem(message, at, (at, at + 1 if at == token.start else token.end, ""))
        if field.text not in ("year", "date"):
            return Field(field.text, token.text, field.start)
        try:
            return Field(field.text, (read_years if field.text == "year" else read_dates)(token.text), field.start)
        except NotATime as error:
            edit = (token.start, token.end, error.instead) if error.instead else (field.start, field.end, "")
            raise Problem(error.message, token.start, edit) from None


def _leaf(token: Token) -> Leaf:
    match token.kind:
        case "phrase":
            return Phrase(token.words, token.within)
        case "prefix":
            return Prefix(token.text)
        case "suffix":
            return Suffix(token.text)
        case "fuzzy":
            return Fuzzy(token.text, token.within or 1)
        case "exact":
            return Exact(token.text)
        case _:
            return Word(token.text)
