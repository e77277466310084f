"""The user's query as a typed tree that prints back: `parse(print_query(tree)).tree == tree` for every tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.query.lexis import FIELDS, MIN_PREFIX, is_bare, is_bare_value, is_quotable, max_within


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
class Years:
    """From *first* to *last*, both included; None is open, not both."""

    first: int | None
    last: int | None

    def __post_init__(self) -> None:
        _require(self.first is not None or self.last is not None, "a range without years")
        for year in (self.first, self.last):
            _require(year is None or 1000 <= year <= 9999, f"not a year: {year}")
        _require(self.first is None or self.last is None or self.first <= self.last, "the first year is after the last")


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on a field: `year` holds Years, `title` a tree without fields, every other field a label or key.

    `position` is where the field stood in the text (code points from 0), for messages; it is not part of what the
    field means, so two fields are equal whatever it is.
    """

    name: str
    value: str | Years | Tree
    position: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        _require(self.name in FIELDS, f"no such field: {self.name!r}")
        if self.name == "year":
            _require(isinstance(self.value, Years), "year needs Years")
        elif self.name == "title":
            _require(not isinstance(self.value, (str, Years, Everything)), "title needs a tree")
            _require(not holds_field(self.value), "no fields within title")
        else:
            _require(isinstance(self.value, str) and is_quotable(self.value), f"not a value: {self.value!r}")


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query; stands alone."""


Tree = Word | Prefix | Phrase | AllOf | AnyOf | Not | Field | Everything


def long_enough(text: str) -> bool:
    """Return whether *text* has enough letters and digits to search for words that begin with it."""
    return sum(map(str.isalnum, text)) >= MIN_PREFIX


def holds_field(tree: str | Years | Tree) -> bool:
    """Return whether *tree* is a field or has one inside."""
    if isinstance(tree, (AllOf, AnyOf)):
        return any(map(holds_field, tree.of))
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


def _print_one(tree: Word | Prefix | Phrase | Not | Field) -> str:
    if isinstance(tree, Word):
        return tree.text
    if isinstance(tree, Prefix):
        return f"{tree.text}*"
    if isinstance(tree, Phrase):
        return f'"{" ".join(tree.words)}"' + (f"~{tree.within}" if tree.within else "")
    if isinstance(tree, Not):
        return f"NIET {_bracketed(tree.child, AllOf, AnyOf)}"
    return f"{FIELDS[tree.name]}:{_print_value(tree.value)}"


def _print_value(value: str | Years | Tree) -> str:
    if isinstance(value, str):
        return value if is_bare_value(value) else f'"{value}"'
    if isinstance(value, Years):
        return str(value.first) if value.first == value.last else f"{value.first or ''}..{value.last or ''}"
    return _bracketed(value, AllOf, AnyOf, Not)


def _bracketed(tree: Tree, *kinds: type) -> str:
    printed = print_query(tree)
    return f"({printed})" if isinstance(tree, kinds) else printed


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)


def _require_no_everything(*trees: Tree) -> None:
    _require(not any(isinstance(tree, Everything) for tree in trees), "Everything stands alone")
