"""The user's query as a typed tree that prints back: `parse(print_query(tree)).tree == tree` for every tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeGuard

from indexer.query.lexis import (
    FIELDS,
    MAX_NEAR,
    MENTIONED,
    MIN_FUZZY,
    MIN_PREFIX,
    is_bare,
    is_bare_value,
    is_quotable,
    max_within,
)
from indexer.query.spans import Dates, Years

ANY = "*"  # as the value of a field that mentions are of: any value


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; operators, quotes, brackets and what looks like a field are not words."""

    text: str

    def __post_init__(self) -> None:
        _require(is_bare(self.text), f"not a plain word: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with *text*, at least three letters or digits: `extreem*`."""

    text: str

    def __post_init__(self) -> None:
        _require(is_bare(self.text) and long_enough(self.text), f"not the beginning of a word: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Suffix:
    """Words that end in *text*, at least three letters or digits: `*recht`."""

    text: str

    def __post_init__(self) -> None:
        _require(is_bare(self.text) and long_enough(self.text), f"not the end of a word: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words spelled as *text* but for at most *edits* letters: `radicalisering~1`."""

    text: str
    edits: int

    def __post_init__(self) -> None:
        _require(self.edits in MIN_FUZZY, f"{self.edits} letters changed")
        _require(is_bare(self.text) and long_enough(self.text, MIN_FUZZY[self.edits]), f"too short: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Exact:
    """A word as written, without its inflections: `=gemeente`."""

    text: str

    def __post_init__(self) -> None:
        _require(is_bare(self.text), f"not a plain word: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between quotes; with *within* (1 to `max_within`), at most so many other words may stand between them."""

    words: tuple[str, ...]
    within: int | None = None

    def __post_init__(self) -> None:
        _require(bool(self.words), "a phrase without words")
        for word in self.words:
            _require(is_quotable(word) and " " not in word, f"not a word of a phrase: {word!r}")
        _require(self.within is None or 1 <= self.within <= max_within(len(self.words)), f"within {self.within} words")


@dataclass(frozen=True, slots=True)
class Near:
    """Two sides in either order with at most *within* other words between: `rechtsextremisme BIJ/10 plaats:*`.

    A side is a word, an exact word, a phrase, or a field whose values are mentioned in the text.
    """

    left: Beside
    right: Beside
    within: int  # 1 to MAX_NEAR

    def __post_init__(self) -> None:
        _require(1 <= self.within <= MAX_NEAR, f"within {self.within} words")
        _require(can_be_near(self.left) and can_be_near(self.right), "not what can stand beside BIJ")


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of at least two."""

    of: tuple[Tree, ...]

    def __post_init__(self) -> None:
        _require(len(self.of) > 1, "AllOf needs two or more")
        _require_no_everything(*self.of)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of at least two."""

    of: tuple[Tree, ...]

    def __post_init__(self) -> None:
        _require(len(self.of) > 1, "AnyOf needs two or more")
        _require_no_everything(*self.of)


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match *child*."""

    child: Tree

    def __post_init__(self) -> None:
        _require_no_everything(self.child)


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on a field: `year` holds Years, `date` Dates, `title` a tree without fields, others a label or key.

    `position` is where the field stood in the text (code points from 0), for messages; it is not part of what the
    field means, so two fields are equal whatever it is.
    """

    name: str
    value: str | Years | Dates | Tree
    position: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        _require(self.name in FIELDS, f"no such field: {self.name!r}")
        if self.name == "year":
            _require(isinstance(self.value, Years), "year needs Years")
        elif self.name == "date":
            _require(isinstance(self.value, Dates), "date needs Dates")
        elif self.value == ANY:
            _require(self.name in MENTIONED, f"no mentions of {self.name}")
        elif self.name == "title":
            _require(not isinstance(self.value, (str, Years, Dates, Everything)), "title needs a tree")
            _require(not holds_field(self.value), "no fields within title")
        else:
            _require(isinstance(self.value, str) and is_quotable(self.value), f"not a value: {self.value!r}")


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query; stands alone."""


Leaf = Word | Prefix | Suffix | Fuzzy | Exact | Phrase
Beside = Word | Exact | Phrase | Field
Tree = Leaf | Near | AllOf | AnyOf | Not | Field | Everything


def long_enough(text: str, least: int = MIN_PREFIX) -> bool:
    """Return whether *text* has enough letters and digits to search for words that begin or end with it."""
    return sum(map(str.isalnum, text)) >= least


def can_be_near(tree: Tree) -> TypeGuard[Beside]:
    """Return whether *tree* may stand beside BIJ/N."""
    if isinstance(tree, Field):
        return tree.name in MENTIONED
    return isinstance(tree, (Word, Exact)) or (isinstance(tree, Phrase) and tree.within is None)


def near(left: Tree, right: Tree, within: int) -> Near:
    """Return `Near` of two sides.

    Raises:
        ValueError: a side cannot stand beside BIJ/N, or the number is out of range.
    """
    if can_be_near(left) and can_be_near(right):
        return Near(left, right, within)
    raise ValueError("not what can stand beside BIJ")


def exchanged(tree: Tree, old: Tree, new: Tree) -> Tree:
    """Return *tree* with *old*, that very one, replaced by *new*."""
    if tree is old:
        return new
    match tree:
        case AllOf(of) | AnyOf(of):
            return type(tree)(tuple(exchanged(child, old, new) for child in of))
        case Near(left, right, within):
            return near(exchanged(left, old, new), exchanged(right, old, new), within)
        case Not(child):
            return Not(exchanged(child, old, new))
        case _:
            return tree


def holds_field(tree: str | Years | Dates | Tree) -> bool:
    """Return whether *tree* is a field or has one inside."""
    if isinstance(tree, (AllOf, AnyOf)):
        return any(map(holds_field, tree.of))
    if isinstance(tree, Near):
        return holds_field(tree.left) or holds_field(tree.right)
    return holds_field(tree.child) if isinstance(tree, Not) else isinstance(tree, Field)


def print_query(tree: Tree) -> str:
    """Return the query that parses to *tree*, with Dutch field names and no more brackets than needed.

    A tree beyond the limits of the language (characters, terms, depth, ...) prints too, but is refused by `parse`.
    """
    if isinstance(tree, Everything):
        return ""
    if isinstance(tree, AnyOf):
        return " OF ".join(_bracketed(child, AnyOf) for child in tree.of)
    if isinstance(tree, AllOf):
        return " ".join(_bracketed(child, AllOf, AnyOf) for child in tree.of)
    return _print_one(tree)


def _print_one(tree: Leaf | Near | Not | Field) -> str:  # noqa: PLR0911 - a case for each kind
    match tree:
        case Word(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Suffix(text):
            return f"*{text}"
        case Fuzzy(text, edits):
            return f"{text}~{edits}"
        case Exact(text):
            return f"={text}"
        case Phrase(words, within):
            return f'"{" ".join(words)}"' + (f"~{within}" if within else "")
        case Near(left, right, within):
            return f"{_print_one(left)} BIJ/{within} {_print_one(right)}"
        case Not(child):
            return f"NIET {_bracketed(child, AllOf, AnyOf)}"
        case Field(name, value):
            return f"{FIELDS[name]}:{_print_value(value)}"


def _print_value(value: str | Years | Dates | Tree) -> str:
    if isinstance(value, str):
        return value if value == ANY or is_bare_value(value) else f'"{value}"'
    if isinstance(value, (Years, Dates)):
        return str(value.first) if value.first == value.last else f"{value.first or ''}..{value.last or ''}"
    return _bracketed(value, AllOf, AnyOf, Not, Near)


def _bracketed(tree: Tree, *kinds: type) -> str:
    printed = print_query(tree)
    return f"({printed})" if isinstance(tree, kinds) else printed


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)


def _require_no_everything(*trees: Tree) -> None:
    _require(not any(isinstance(tree, Everything) for tree in trees), "Everything stands alone")
