"""One word, phrase or beginning of a word to engine terms: as written before inflected before part of a longer word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Passage
from indexer.engines.query import And, Best, Lift, Near, Node, OneOf, Or, Term, Value
from indexer.engines.query import Phrase as InOrder
from indexer.engines.query import Prefix as Beginning
from indexer.query import weights
from indexer.query.expand import Name, term
from indexer.query.function_words import FUNCTION_WORDS
from indexer.query.lexicon import Lexicon
from indexer.query.lexis import MAX_ENDING, MAX_PHRASE, MAX_VARIANTS, MIN_PREFIX, max_within
from indexer.query.nearness import Side, near_node
from nlp import analysis
from nlp.folding import HYPHENS, fold
from nlp.highlight import find_marks

_YEAR = re.compile(r"(?:19|20)\d\d")
_BETWEEN_PIECES = re.compile(rf"[{re.escape(HYPHENS)}&/]+")

Leaf = Term | InOrder | Beginning | OneOf


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a passage: a word whose surface, stem or one of whose parts is here, or that begins so.

    `phrases` are marked as a whole, never their words alone: surfaces or stems of words next to each other.
    """

    surfaces: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()

    def found_in(self, passage: Passage) -> list[tuple[int, int]]:
        """Return where they stand in the text of *passage*: offsets in code points, in order, without overlap."""
        return find_marks(
            passage.text,
            self.surfaces,
            self.stems,
            self.parts,
            tuple(self.prefixes),
            language=passage.language,
            phrases=self.phrases,
        )


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
    """What finds a word of the query; `single` is its one word position, None where it has more.

    `whole` is what scores documents by it in the index of whole documents.
    """

    node: Node
    whole: Node
    single: analysis.Word | None = None


class WordCompiler:
    """Makes the nodes of one query's words; gathers what to mark and which other forms are searched for."""

    def __init__(self, *, literal: bool, lexicon: Lexicon | None = None) -> None:
        self.literal = literal
        self._lexicon = lexicon or Lexicon(())
        self.cut: list[tuple[str, int]] = []  # what stands for more words than are searched for, and for how many
        self.searched_for: list[str] = []
        self.narrowed: list[tuple[str, int]] = []  # phrases of function words, sought with less room than was asked
        self.named = False  # other names of a concept are among them
        self._surfaces: set[str] = set()
        self._stems: set[str] = set()
        self._parts: set[str] = set()
        self._prefixes: set[str] = set()
        self._phrases: set[tuple[str, ...]] = set()

    @property
    def marks(self) -> Marks:
        """What to mark for the words compiled so far."""
        return Marks(
            frozenset(self._surfaces),
            frozenset(self._stems),
            frozenset(self._parts),
            frozenset(self._prefixes),
            frozenset(self._phrases),
        )

    def word(self, text: str, where: Where, *, following: str = "") -> Sought | None:
        """Return what finds the word *text*, None when nothing of it can be searched for.

        *following* is the text after it: `links-` before `en rechts-extremisme` is sought as linksextremisme.
        """
        positions = analysis.analyse(text)
        if not positions:
            return None
        if len(positions) > 1:  # 12:30, an address on the web
            return Sought(
                self._in_order(positions, where, inflected=not self.literal), _whole(list(map(term, positions)))
            )
        single = positions[0]
        if self.literal:
            return Sought(self._place(_forms(single, literal=True), where), _whole([term(single)]), single)
        completed = _completed(text, single, following)
        leaves = [*_forms(completed or single, literal=False), *self._pieces(text, where)]
        if completed:
            self._tell(where, text, completed.surface)
        node = self._place(leaves, where)
        if where.plain and _YEAR.fullmatch(single.surface):
            self._tell(where, text, f"verschenen in {single.surface}")
            node = best((node, Value("year", single.surface, weights.YEAR)))
        return Sought(node, _whole([term(completed or single)]), single)

    def names(self, written: str, names: Sequence[Name], where: Where) -> Sought:
        """Return what finds the other *names* of the concept that the query calls *written*."""
        leaves: list[Leaf] = []
        for name in names:
            if len(name.key) > 1:
                leaves.append(InOrder("stem", name.key, 0, name.weight / len(name.key)))  # as much as a word
                continue
            acronym = name.key[0] != name.key[0].lower()
            if not acronym:
                leaves.append(Term("stem", name.key[0], name.weight))
            leaves.append(Term("part", name.key[0], name.weight * (1.0 if acronym else weights.PART)))
        self._tell(where, written, " of ".join(name.text for name in names))
        self.named = True
        return Sought(
            self._place(leaves, where),
            best([_whole(name.key, name.weight / len(name.key)) for name in names]),
        )

    def joined(self, first: analysis.Word, second: analysis.Word, where: Where) -> Node | None:
        """Return what finds the one word that two words next to each other make, where the vocabulary knows it."""
        whole = None if self.literal else analysis.join(first, second)
        if whole is None:
            return None
        self._tell(where, f"{first.surface} {second.surface}", whole.surface)
        return self._place(_forms(whole, literal=False), where)

    def joins(self, first: analysis.Word, second: analysis.Word) -> bool:
        """Tell whether the two words are also written as one."""
        return not self.literal and analysis.join(first, second) is not None

    def phrase(self, words: Sequence[str], within: int | None, where: Where) -> Node | None:
        """Return what finds *words* as written, one after the other; None when nothing of them can be searched for.

        With *within*, inflections are found too (not when literal), and two words in either order.
        """
        positions = analysis.analyse(" ".join(words))
        if len(positions) == 1:
            return self._place(_forms(positions[0], literal=True), where)
        if not positions:
            return None
        if within and within > weights.FUNCTION_WITHIN and FUNCTION_WORDS.issuperset(one.surface for one in positions):
            self.narrowed.append((" ".join(words), weights.FUNCTION_WITHIN))
            return self._in_order(positions, where, within=weights.FUNCTION_WITHIN, inflected=False)
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

    def exact(self, text: str, where: Where) -> Node | None:
        """Return what finds the word as written; None when nothing of it can be searched for."""
        positions = analysis.analyse(text)
        return self._in_order(positions, where, inflected=False) if positions else None

    def suffix(self, text: str, where: Where) -> Node | None:
        """Return what finds words that end in *text*; None when nothing of it can be searched for."""
        positions = analysis.analyse(text)
        if not positions:
            return None
        first, *after = positions
        nodes = [self._place(_forms(word, literal=True), where) for word in after]
        words = self._lexicon.ending(first.surface)
        if len(words) > MAX_ENDING:
            self.cut.append((f"*{text}", len(words)))
        nodes.append(self._place([OneOf("surface", tuple(words[:MAX_ENDING]), weights.PREFIX)], where))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def fuzzy(self, text: str, edits: int, where: Where) -> Node | None:
        """Return what finds *text* and words spelled nearly so; None when nothing of it can be searched for."""
        positions = analysis.analyse(text)
        nodes = []
        for word in positions:
            near = self._lexicon.nearly(word.surface, edits)
            if len(near) > MAX_VARIANTS:
                self.cut.append((f"{text}~{edits}", len(near)))
                near = near[:MAX_VARIANTS]
            leaves = _forms(word, literal=True)
            for distance, weight in enumerate(weights.FUZZY, start=1):
                terms = tuple(term for term, far in near if far == distance)
                if terms:
                    leaves.append(OneOf("surface", terms, weight))
            if near and not where.negated:
                self.searched_for.append(f"{text}~{edits} als {', '.join([word.surface, *(term for term, _ in near)])}")
            nodes.append(self._place(leaves, where))
        return (nodes[0] if len(nodes) == 1 else And(tuple(nodes))) if nodes else None

    def near(self, sides: Sequence[Side], within: int, where: Where) -> Node:
        """Return what finds the two *sides* with at most *within* other words between."""
        exact = self.literal or any(side.exact for side in sides)
        for side in sides:
            common = FUNCTION_WORDS.issuperset(word.surface for word in side.words) and not side.concepts
            if within > weights.FUNCTION_NEAR and common:
                self.narrowed.append((" ".join(word.surface for word in side.words), weights.FUNCTION_NEAR))
                within = weights.FUNCTION_NEAR
        for side in sides:
            self._mark_words(side.words, where, exact=exact)
        return near_node(sides, within, exact=exact, title=where.title)

    def _mark_words(self, words: Sequence[analysis.Word], where: Where, *, exact: bool) -> None:
        if where.plain:
            marked = self._surfaces if exact else self._stems
            marked.update(word.surface if exact else word.stem for word in words)

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
        if all(isinstance(leaf, OneOf) for leaf in leaves):  # of many words each counts little; so would their headings
            for leaf in leaves:
                self._mark(leaf)
            return best(leaves)
        for leaf in leaves:
            self._mark(leaf)
        return Lift(best(leaves), best(headings))

    def _mark(self, leaf: Leaf) -> None:
        if isinstance(leaf, Beginning):
            self._prefixes.add(leaf.text)
            return
        if isinstance(leaf, OneOf):
            self._surfaces.update(leaf.terms)
            return
        marked = {"surface": self._surfaces, "stem": self._stems, "part": self._parts}[leaf.field]
        if isinstance(leaf, Term):
            marked.add(leaf.text)
        elif not leaf.slop:
            self._phrases.add(leaf.terms)
        else:  # every "de" of the passage need not be marked because the phrase has one
            marked.update([term for term in leaf.terms if term not in FUNCTION_WORDS] or leaf.terms)

    def _tell(self, where: Where, written: str, other: str) -> None:
        if where.plain:
            self.searched_for.append(f"{written} of {other}")


def _whole(terms: Sequence[str], weight: float = 1.0) -> Node:
    """Return what scores documents by *terms* together, in the text and, less, in the title.

    The index of documents holds all terms of the text as parts, without places: a name of three words is those three.
    """
    nodes: list[Node] = [
        Lift(Term("part", one, weight), Term("heading_stem", one, weight * weights.DOCUMENT_TITLE)) for one in terms
    ]
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def scaled(node: Node, by: float) -> Node:
    """Return *node* with all its scores times *by*."""
    match node:
        case Term() | InOrder() | Beginning() | OneOf() | Near() | Value():
            return replace(node, boost=node.boost * by)
        case And(of) | Or(of) | Best(of):
            return replace(node, of=tuple(scaled(child, by) for child in of))
        case Lift(must, should):
            return Lift(scaled(must, by), scaled(should, by))
        case _:
            raise TypeError(f"cannot be scaled: {node!r}")


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
