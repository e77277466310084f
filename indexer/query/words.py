"""One word, phrase or beginning of a word to engine terms: as written before inflected before part of a longer word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.engines.query import And, Best, Lift, Node, Term
from indexer.engines.query import Phrase as InOrder
from indexer.engines.query import Prefix as Beginning
from indexer.query import weights
from indexer.query.function_words import FUNCTION_WORDS
from indexer.query.lexis import MAX_PHRASE, MIN_PREFIX, max_within
from nlp import analysis
from nlp.folding import HYPHENS, fold

_BETWEEN_PIECES = re.compile(rf"[{re.escape(HYPHENS)}&/]+")

Leaf = Term | InOrder | Beginning


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a passage: a word whose surface, stem or one of whose parts is here, or that begins so."""

    surfaces: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Where:
    """Where a word of the query stands: `title` is searched in the headings, `negated` neither scores nor is marked."""

    title: bool = False
    negated: bool = False

    @property
    def plain(self) -> bool:
        """Whether the text itself must hold the word: then the headings lift it and it is marked."""
        return not (self.title or self.negated)


@dataclass(frozen=True, slots=True)
class Sought:
    """What finds a word of the query; `single` is its one word position, None where it has more."""

    node: Node
    single: analysis.Word | None = None


class WordCompiler:
    """Makes the nodes of one query's words; gathers what to mark and which other forms are searched for."""

    def __init__(self, *, literal: bool) -> None:
        self.literal = literal
        self.searched_for: list[str] = []
        self._surfaces: set[str] = set()
        self._stems: set[str] = set()
        self._parts: set[str] = set()
        self._prefixes: set[str] = set()

    @property
    def marks(self) -> Marks:
        """What to mark for the words compiled so far."""
        return Marks(*map(frozenset, (self._surfaces, self._stems, self._parts, self._prefixes)))

    def word(self, text: str, where: Where, *, following: str = "") -> Sought | None:
        """Return what finds the word *text*, None when nothing of it can be searched for.

        *following* is the text after it: `links-` before `en rechts-extremisme` is sought as linksextremisme.
        """
        positions = analysis.analyse(text)
        if not positions:
            return None
        if len(positions) > 1:  # 12:30, an address on the web
            return Sought(self._in_order(positions, where, inflected=not self.literal))
        single = positions[0]
        if self.literal:
            return Sought(self._place(_forms(single, literal=True), where), single)
        whole = _completed(text, single, following)
        leaves = [*_forms(whole or single, literal=False), *self._pieces(text, where)]
        if whole:
            self._tell(where, text, whole.surface)
        return Sought(self._place(leaves, where), single)

    def joined(self, first: analysis.Word, second: analysis.Word, where: Where) -> Node | None:
        """Return what finds the one word that two words next to each other make, where the vocabulary knows it."""
        whole = None if self.literal else analysis.join(first, second)
        if whole is None:
            return None
        self._tell(where, f"{first.surface} {second.surface}", whole.surface)
        return self._place(_forms(whole, literal=False), where)

    def phrase(self, words: Sequence[str], within: int | None, where: Where) -> Node | None:
        """Return what finds *words* as written, one after the other; None when nothing of them can be searched for.

        With *within*, inflections are found too (not when literal), and two words in either order.
        """
        positions = analysis.analyse(" ".join(words))
        if len(positions) == 1:
            return self._place(_forms(positions[0], literal=True), where)
        if not positions:
            return None
        return self._in_order(positions, where, within=within, inflected=within is not None and not self.literal)

    def prefix(self, text: str, where: Where) -> Node | None:
        """Return what finds words that begin with *text*; None when nothing of it can be searched for."""
        positions = analysis.analyse(text)
        if not positions:
            return None
        *before, last = positions
        nodes = [self._place(_forms(word, literal=True), where) for word in before]
        if len(last.surface) < MIN_PREFIX:  # a/b/c* ends in too little to search by
            nodes.append(self._place(_forms(last, literal=True), where))
        else:
            leaves = [Beginning("surface", last.surface, weights.PREFIX)]
            if not self.literal:
                leaves.append(Beginning("part", last.surface, weights.PREFIX * weights.PART))
            nodes.append(self._place(leaves, where))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _pieces(self, text: str, where: Where) -> list[Leaf]:
        """`haat-prediker` is also sought as the words haat prediker next to each other."""
        pieces = [word for piece in _BETWEEN_PIECES.split(text) for word in analysis.analyse(piece)]
        if len(pieces) < 2 or len(pieces) > MAX_PHRASE or any(len(word.surface) < 2 for word in pieces):
            return []
        self._tell(where, text, " ".join(word.surface for word in pieces))
        return _sequences(pieces, 0, weights.PIECES, inflected=True)

    def _in_order(
        self, positions: Sequence[analysis.Word], where: Where, *, inflected: bool, within: int | None = None
    ) -> Node:
        """Return what finds *positions* in order; beyond MAX_PHRASE of them, in stretches of that length."""
        nodes = []
        for start in range(0, len(positions), MAX_PHRASE):
            stretch = positions[start : start + MAX_PHRASE]
            slop = min(within or 0, max_within(len(stretch)))  # 12:30 is one word to the user and two to the engine
            leaves = _sequences(stretch, slop, 1.0, inflected=inflected)
            if within is not None and len(positions) == 2:
                leaves += _sequences(stretch[::-1], slop, 1.0, inflected=inflected)
            nodes.append(self._place(leaves, where))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _place(self, leaves: Sequence[Leaf], where: Where) -> Node:
        """Return what finds the best of *leaves*: in the text, lifted by the headings, or for a title in them."""
        headings = [
            replace(leaf, field=f"heading_{leaf.field}", boost=leaf.boost * (1.0 if where.title else weights.HEADING))
            for leaf in leaves
        ]
        if where.title:
            return best(headings)
        if where.negated:
            return best(leaves)
        for leaf in leaves:
            self._mark(leaf)
        return Lift(best(leaves), best(headings))

    def _mark(self, leaf: Leaf) -> None:
        if isinstance(leaf, Beginning):
            self._prefixes.add(leaf.text)
            return
        marked = {"surface": self._surfaces, "stem": self._stems, "part": self._parts}[leaf.field]
        if isinstance(leaf, Term):
            marked.add(leaf.text)
        else:  # every "de" of the passage need not be marked because the phrase has one
            marked.update([term for term in leaf.terms if term not in FUNCTION_WORDS] or leaf.terms)

    def _tell(self, where: Where, written: str, other: str) -> None:
        if where.plain:
            self.searched_for.append(f"{written} of {other}")


def best(nodes: Sequence[Node]) -> Node:
    """Return what matches at least one of *nodes*, scored by the best."""
    return nodes[0] if len(nodes) == 1 else Best(tuple(nodes))


def _forms(word: analysis.Word, *, literal: bool) -> list[Leaf]:
    """Return the terms that find *word*; one in capitals such as IS is sought by that alone."""
    acronyms = [part for part in word.parts if part != part.lower() and fold(part) in (word.surface, word.stem)]
    if acronyms:
        return [Term("part", acronym, weights.SURFACE) for acronym in acronyms]
    if literal:
        return [Term("surface", word.surface, weights.SURFACE)]
    leaves: list[Leaf] = [
        Term("surface", word.surface, weights.SURFACE),
        Term("stem", word.stem, weights.STEM),
        Term("part", word.surface, weights.PART),
    ]
    if word.stem != word.surface:
        leaves.append(Term("part", word.stem, weights.PART * weights.STEM))
    return leaves


def _completed(text: str, word: analysis.Word, following: str) -> analysis.Word | None:
    """Return the whole that the half word *text* stands for: linksextremisme for `links-` en rechts-extremisme."""
    if text[-1] not in HYPHENS or not following:
        return None
    inside = analysis.analyse(f"{text} {following}")[0]
    wholes = [part for part in inside.parts if part.startswith(word.surface) and part != word.surface]
    if not wholes or wholes[0] in word.parts:
        return None
    return analysis.Word(word.start, word.end, wholes[0], wholes[-1])


def _sequences(words: Sequence[analysis.Word], slop: int, boost: float, *, inflected: bool) -> list[Leaf]:
    """Return the phrases that find *words* in order: as written, and where *inflected* by their stems."""
    if len(words) == 1:
        return _forms(words[0], literal=not inflected)
    leaves: list[Leaf] = [InOrder("surface", tuple(word.surface for word in words), slop, boost)]
    if inflected:
        leaves.append(InOrder("stem", tuple(word.stem for word in words), slop, boost * weights.STEM))
    return leaves
