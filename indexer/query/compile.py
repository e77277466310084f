"""From the user's tree to the query an engine is asked, with what to mark in the text and what to tell the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.errors import QueryError
from indexer.engines.query import NEAR, All, And, AtLeast, Between, Lift, Node, OneOf, Or, Value, concept_term
from indexer.engines.query import Not as Without
from indexer.engines.query import Phrase as InOrder
from indexer.query import weights
from indexer.query.expand import Expander, Name
from indexer.query.function_words import COUNTING_WORDS, FUNCTION_WORDS
from indexer.query.labels import Labels, Resolver
from indexer.query.lexicon import Lexicon
from indexer.query.lexis import FIELDS, MAX_CHARS, MAX_ENDING, MAX_PHRASE, MAX_VARIANTS, is_bare, says_something, tidy
from indexer.query.nearness import Side
from indexer.query.spans import Dates, Years, first_day, last_day
from indexer.query.tree import (
    ANY,
    AllOf,
    AnyOf,
    Beside,
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
    exchanged,
    print_query,
)
from indexer.query.words import Marks, Sought, Where, WordCompiler, best, scaled
from nlp import analysis
from nlp.folding import HYPHENS, fold

_LEFT_OUT = FUNCTION_WORDS | COUNTING_WORDS

_FIRST_DAY, _LAST_DAY = 0, 1231  # of a year, as in yyyymmdd with 00 for what is not known
_EARLIEST, _LATEST = 1, 9999  # years; a passage without a date has 0 and lies in no range


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine.

    `marks` holds the terms to mark in what is found. `searched_for` names, in Dutch, the other spellings and names
    that were searched for; `hints` what was left out and why.
    """

    node: Node
    marks: Marks
    searched_for: tuple[str, ...]
    hints: tuple[str, ...] = ()
    wide: Node | None = None  # finds passages with `enough` of the `words`; None for a query of one word or none
    enough: int = 0
    words: int = 0  # plain words and names that `node` asks for together
    whole: Node | None = None  # scores documents as a whole by the words, for the index of documents
    counts: bool = False  # the words ask how many
    named: bool = False  # other names of concepts are searched for


def compile_query(
    tree: Tree,
    *,
    literal: bool = False,
    labels: Resolver | None = None,
    expander: Expander | None = None,
    lexicon: Callable[[], Lexicon] | None = None,
) -> Compiled:
    """Return the engine query for *tree*.

    Args:
        tree: as `indexer.query.syntax.parse` gives it.
        literal: search the words as written only: no inflections, parts of words or other spellings.
        labels: what knows the values of fields; without it only land, stem and taal have values.
        expander: what knows other names of a concept; without it, and when literal, only the user's words are sought.

        lexicon: gives the words of the index, asked for only by `*recht` and `term~1`; without it they find nothing
            besides the word itself.

    Raises:
        QueryError: a field does not know its value; `position` is that of the field, `suggestion` a query that does
            parse, with the nearest known value or the value as words.
    """
    known = lexicon() if lexicon and _asks_for_words(tree) else None
    compiler = _Compiler(
        tree, WordCompiler(literal=literal, lexicon=known), labels or Labels(), None if literal else expander
    )
    node = compiler.node(tree, Where())
    words = compiler.words
    return Compiled(
        All() if node is None else _standalone(node),
        words.marks,
        tuple(dict.fromkeys(words.searched_for)),
        tuple(compiler.hints()),
        wide=compiler.wide,
        enough=compiler.enough,
        words=compiler.slots,
        whole=_whole(compiler.whole),
        counts=_asks_how_many(tree),
        named=words.named,
    )


class _Compiler:
    """Walks the tree; a node is None where nothing of a subtree can be searched for."""

    def __init__(self, tree: Tree, words: WordCompiler, labels: Resolver, expander: Expander | None) -> None:
        self.tree = tree
        self.words = words
        self.labels = labels
        self.expander = expander
        self.wide: Node | None = None
        self.enough = self.slots = 0
        self.whole: list[Node] = []  # what scores whole documents, a node for each word or name
        self.skipped: list[str] = []  # function words that need not be found
        self.empty: list[str] = []  # words without anything to search for

    def hints(self) -> list[str]:
        found = []
        if self.empty:
            found.append(f"Overgeslagen, hierin staat niets om op te zoeken: {' '.join(dict.fromkeys(self.empty))}")
        if self.skipped:
            listed = ", ".join(f"“{text}”" for text in dict.fromkeys(self.skipped))
            found.append(f"Hoeven niet voor te komen: {listed}. Moeten ze dat wel, zet ze dan tussen aanhalingstekens.")
        for text, within in dict.fromkeys(self.words.narrowed):
            most = "één woord ertussen, zoals geschreven" if within == 1 else f"{within} woorden ertussen"
            found.append(f"“{text}” bestaat uit woorden die overal staan; gezocht met ten hoogste {most}.")
        for text, count in dict.fromkeys(self.words.cut):
            most = str(MAX_ENDING if text.startswith("*") else MAX_VARIANTS)
            found.append(f"“{text}” staat voor {count} woorden; gezocht op de {most} daarvan die het meest voorkomen.")
        return found

    def node(self, tree: Tree, where: Where) -> Node | None:
        if isinstance(tree, AllOf):
            return self._all(tree, where)
        if isinstance(tree, AnyOf):
            found = [_standalone(node) for node in (self.node(child, where) for child in tree.of) if node is not None]
            return (found[0] if len(found) == 1 else Or(tuple(found))) if found else None
        if isinstance(tree, Not):
            if isinstance(tree.child, Not):
                return self.node(tree.child.child, where)
            node = self.node(tree.child, replace(where, negated=True))
            return Without(node) if node is not None else None
        if isinstance(tree, Field):
            return self._field(tree, where)
        return All() if isinstance(tree, Everything) else self._term(tree, where)

    def _term(self, tree: Leaf | Near, where: Where) -> Node | None:
        if isinstance(tree, Word):
            _length, names = self._named((tree,), 0, where)
            group = self._group((tree,), (True,), 0, 1, where)
            return self._slot(group, names, where) if group else None
        match tree:
            case Prefix(text):
                node = self.words.prefix(text, where)
            case Suffix(text):
                node = self.words.suffix(text, where)
            case Fuzzy(text, edits):
                node = self.words.fuzzy(text, edits, where)
            case Exact(text):
                node = self.words.exact(text, where)
            case Phrase(words, within):
                node = self.words.phrase(words, within, where)
            case Near():
                node = self._near(tree, where)
        if node is None:
            self.empty.append(print_query(tree))
        return node

    def _near(self, tree: Near, where: Where) -> Node | None:
        sides = [self._side(tree.left), self._side(tree.right)]
        if not all(side.words or side.concepts for side in sides):
            return None
        return self.words.near(sides, tree.within, where)

    def _side(self, tree: Beside) -> Side:
        match tree:
            case Word(text):
                return Side(tuple(analysis.analyse(text)))
            case Exact(text):
                return Side(tuple(analysis.analyse(text)), exact=True)
            case Phrase(words):
                return Side(tuple(analysis.analyse(" ".join(words))))
            case Field(name):
                return Side(concepts=tuple(concept_term(name, key) for key in self._values(tree)))

    def _all(self, tree: AllOf, where: Where) -> Node | None:
        """All children; plain words next to each other are taken in the groups that the vocabulary names."""
        nodes: list[Node] = []  # everything, in the order of the query
        others: list[Node] = []  # what must be found as it is: phrases, fields, groups in brackets
        slots: list[Node] = []  # a word or a name of several each
        words: list[analysis.Word | None] = []  # the plain words, None for one with several positions
        required = self._required(tree.of)
        index = 0
        while index < len(tree.of):
            child = tree.of[index]
            if not isinstance(child, Word):
                node = self.node(child, where)
                if node is not None:
                    nodes.append(node)
                    others.append(node)
                index += 1
                continue
            length, names = self._named(tree.of, index, where)
            group = self._group(tree.of, required, index, length, where)
            if group:
                slots.append(self._slot(group, names, where))
                nodes.append(slots[-1])
                words += [sought.single for sought in group]
            index += length
        if not nodes:
            return None
        near = self._nearness(words, where)
        if tree is self.tree and len(slots) > 1:
            self.enough = weights.enough(len(slots))
            self.slots = len(slots)
            some: Node = AtLeast(self.enough, tuple(slots))
            if weights.ALL_WORDS:
                some = Lift(some, scaled(And(tuple(slots)), weights.ALL_WORDS))
            self.wide = _lifted(_and([*others, some]), near)
        return _lifted(_and(nodes), near)

    def _named(self, children: Sequence[Tree], index: int, where: Where) -> tuple[int, tuple[Name, ...]]:
        """Return how many words from *index* on belong together, at least one, and the other names of what they say."""
        words: list[analysis.Word] = []
        for child in children[index:]:
            positions = analysis.analyse(child.text) if isinstance(child, Word) else []
            if len(positions) != 1:
                break
            words.append(positions[0])
        length, names = self.expander.longest(words) if self.expander and where.plain else (0, ())
        if len(words) > 1 and length < 2 and self.words.joins(words[0], words[1]):
            return 2, names if length else ()
        return max(1, length), names

    def _group(
        self, children: Sequence[Tree], required: Sequence[bool], index: int, length: int, where: Where
    ) -> list[Sought]:
        """Return what finds the words of a group that must be found."""
        found = []
        for place in range(index, index + length):
            child = children[place]
            if not isinstance(child, Word) or not required[place]:
                continue
            sought = self.words.word(child.text, where, following=_text_after(children, place))
            if sought is None:
                self.empty.append(child.text)
            else:
                found.append(sought)
        return found

    def _slot(self, group: Sequence[Sought], names: Sequence[Name], where: Where) -> Node:
        own: Node = _and(self._join(group, where))
        whole = [sought.whole for sought in group]
        if names:
            written = " ".join(sought.single.surface for sought in group if sought.single)
            others = self.words.names(written, names, where)
            own = best((own, others.node))
            whole = [best((Or(tuple(whole)), others.whole))]
        if where.plain:
            self.whole += whole
        return own

    def _required(self, children: Sequence[Tree]) -> list[bool]:
        """Say of each child whether it must be found: function words need not, next to words that say something."""
        function = [isinstance(child, Word) and _is_function_word(child.text) for child in children]
        content = any(
            not (is_function or isinstance(child, (Field, Not)))
            for child, is_function in zip(children, function, strict=True)
        )
        if not content:
            return [True] * len(children)
        self.skipped += [
            child.text for child, skip in zip(children, function, strict=True) if isinstance(child, Word) and skip
        ]
        return [not skip for skip in function]

    def _join(self, run: Sequence[Sought], where: Where) -> list[Node]:
        """Return the nodes of *run*; two words that are also written as one are found as that one, too."""
        nodes: list[Node] = []
        index = 0
        while index < len(run):
            first, second = run[index], run[index + 1] if index + 1 < len(run) else None
            whole = None
            if second and first.single and second.single:
                whole = self.words.joined(first.single, second.single, where)
            if second and whole is not None:
                nodes.append(best((And((first.node, second.node)), whole)))
            else:
                nodes.append(first.node)
            index += 1 if whole is None else 2
        return nodes

    def _nearness(self, words: Sequence[analysis.Word | None], where: Where) -> Node | None:
        """Return what passages hold that have the plain words close together and in order."""
        singles = [word for word in words if word]
        if not where.plain or len(singles) != len(words) or len(words) not in weights.ADJACENT_WORDS:
            return None
        field = "surface" if self.words.literal else "stem"
        terms = tuple(word.surface if self.words.literal else word.stem for word in singles)
        return InOrder(field, terms, weights.ADJACENT_SLOP, weights.ADJACENT)

    def _field(self, field: Field, where: Where) -> Node | None:
        value = field.value
        if isinstance(value, Years):
            first, last = value.first or _EARLIEST, value.last or _LATEST
            return Between("published", first * 10_000 + _FIRST_DAY, last * 10_000 + _LAST_DAY)
        if isinstance(value, Dates):
            earliest = first_day(value.first) if value.first else _EARLIEST * 10_000
            return Between("published", earliest, last_day(value.last) if value.last else _LATEST * 10_000 + _LAST_DAY)
        if not isinstance(value, str):
            node = self.node(value, replace(where, title=True))
            return _standalone(node) if node is not None else None
        if value == ANY:
            return OneOf(NEAR, (concept_term(field.name, ANY),), 0.0)
        found = self._values(field)
        return Value(field.name, found[0]) if len(found) == 1 else Or(tuple(Value(field.name, each) for each in found))

    def _values(self, field: Field) -> tuple[str, ...]:
        """Return the facet values that a field with a label asks for."""
        if field.value == ANY:
            return (ANY,)
        found = self.labels.resolve(field.name, str(field.value))
        if not found:
            raise self._unknown(field, str(field.value))
        return found

    def _unknown(self, field: Field, value: str) -> QueryError:
        near = self.labels.near(field.name, value)
        message = f"Het veld {FIELDS[field.name]} kent “{value}” niet."
        if near:
            message += f" Bedoelde u {' of '.join(near)}?"
            instead: Tree = replace(field, value=tidy(near[0]))
        else:
            words = tuple(word for word in value.split() if says_something(word))[:MAX_PHRASE]
            instead = Word(value) if is_bare(value) else Phrase(words)
        suggestion = print_query(exchanged(self.tree, field, instead))
        return QueryError(
            message, position=field.position, suggestion=suggestion if len(suggestion) <= MAX_CHARS else ""
        )


def _whole(words: Sequence[Node]) -> Node | None:
    """Return what scores documents by *words*; one that holds them all counts for more."""
    if not words:
        return None
    if len(words) == 1 or not weights.DOCUMENT_ALL:
        return Or(tuple(words))
    return Lift(Or(tuple(words)), scaled(And(tuple(words)), weights.DOCUMENT_ALL))


def _asks_how_many(tree: Tree) -> bool:
    words = tree.of if isinstance(tree, AllOf) else (tree,)
    return any(isinstance(word, Word) and fold(word.text) in COUNTING_WORDS for word in words)


def _lifted(node: Node, by: Node | None) -> Node:
    return node if by is None else Lift(node, by)


def _is_function_word(text: str) -> bool:
    """Return whether *text* need not be found: a function word, or one that asks for a number; IS in capitals must."""
    positions = analysis.analyse(text)
    return (
        len(positions) == 1
        and positions[0].surface in _LEFT_OUT
        and not any(part != part.lower() for part in positions[0].parts)
        and text[-1] not in HYPHENS  # in- en uitstroom: a half word
    )


def _text_after(children: Sequence[Tree], index: int) -> str:
    """Return the text of the plain words that follow the child at *index*, up to the first that is something else."""
    texts = []
    for child in children[index + 1 :]:
        if not isinstance(child, Word):
            break
        texts.append(child.text)
    return " ".join(texts)


def _standalone(node: Node) -> Node:
    """Return *node* so that it may stand alone: what does not match is taken from everything."""
    return And((All(), node)) if isinstance(node, Without) else node


def _and(nodes: Sequence[Node]) -> Node:
    if all(isinstance(node, Without) for node in nodes):
        return And((All(), *nodes))
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _asks_for_words(tree: Tree) -> bool:
    """Return whether *tree* has a word that stands for words of the index."""
    match tree:
        case AllOf(of) | AnyOf(of):
            return any(map(_asks_for_words, of))
        case Not(child):
            return _asks_for_words(child)
        case Field("title", value):
            return not isinstance(value, (str, Years, Dates)) and _asks_for_words(value)
        case _:
            return isinstance(tree, (Suffix, Fuzzy))
