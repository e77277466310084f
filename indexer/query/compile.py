"""From the user's tree to the query an engine is asked, with what to mark in the text and what to tell the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import QueryError
from indexer.engines.query import All, And, Between, Lift, Node, Or, Value
from indexer.engines.query import Not as Without
from indexer.engines.query import Phrase as InOrder
from indexer.query import weights
from indexer.query.function_words import FUNCTION_WORDS
from indexer.query.labels import Labels, Resolver
from indexer.query.lexis import FIELDS, MAX_CHARS, MAX_PHRASE, is_bare, says_something, tidy
from indexer.query.tree import AllOf, AnyOf, Everything, Field, Not, Phrase, Prefix, Tree, Word, Years, print_query
from indexer.query.words import Marks, Sought, Where, WordCompiler, best
from nlp import analysis
from nlp.folding import HYPHENS

_FIRST_DAY, _LAST_DAY = 0, 1231  # of a year, as in yyyymmdd with 00 for what is not known
_EARLIEST, _LATEST = 1, 9999  # years; a passage without a date has 0 and lies in no range


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine.

    `marks` holds the terms to mark in what is found. `searched_for` names, in Dutch, the other spellings that were
    searched for; `hints` what was left out and why.
    """

    node: Node
    marks: Marks
    searched_for: tuple[str, ...]
    hints: tuple[str, ...] = ()


def compile_query(tree: Tree, *, literal: bool = False, labels: Resolver | None = None) -> Compiled:
    """Return the engine query for *tree*.

    Args:
        tree: as `indexer.query.syntax.parse` gives it.
        literal: search the words as written only: no inflections, parts of words or other spellings.
        labels: what knows the values of fields; without it only land, stem and taal have values.

    Raises:
        QueryError: a field does not know its value; `position` is that of the field, `suggestion` a query that does
            parse, with the nearest known value or the value as words.
    """
    compiler = _Compiler(tree, WordCompiler(literal=literal), labels or Labels())
    node = compiler.node(tree, Where())
    words = compiler.words
    return Compiled(
        All() if node is None else _standalone(node),
        words.marks,
        tuple(dict.fromkeys(words.searched_for)),
        tuple(compiler.hints()),
    )


class _Compiler:
    """Walks the tree; a node is None where nothing of a subtree can be searched for."""

    def __init__(self, tree: Tree, words: WordCompiler, labels: Resolver) -> None:
        self.tree = tree
        self.words = words
        self.labels = labels
        self.skipped: list[str] = []  # function words that need not be found
        self.empty: list[str] = []  # words without anything to search for

    def hints(self) -> list[str]:
        found = []
        if self.empty:
            found.append(f"Overgeslagen, hierin staat niets om op te zoeken: {' '.join(dict.fromkeys(self.empty))}")
        if self.skipped:
            listed = ", ".join(f"“{text}”" for text in dict.fromkeys(self.skipped))
            found.append(f"Hoeven niet voor te komen: {listed}. Moeten ze dat wel, zet ze dan tussen aanhalingstekens.")
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

    def _term(self, tree: Word | Prefix | Phrase, where: Where) -> Node | None:
        if isinstance(tree, Word):
            sought = self.words.word(tree.text, where)
            node = sought.node if sought else None
        elif isinstance(tree, Prefix):
            node = self.words.prefix(tree.text, where)
        else:
            node = self.words.phrase(tree.words, tree.within, where)
        if node is None:
            self.empty.append(print_query(tree))
        return node

    def _all(self, tree: AllOf, where: Where) -> Node | None:
        nodes: list[Node] = []
        words: list[analysis.Word | None] = []  # the plain words, None for one with several positions
        run: list[Sought] = []  # words next to each other, as typed
        required = self._required(tree.of)
        for index, child in enumerate(tree.of):
            sought = None
            if isinstance(child, Word) and required[index]:
                sought = self.words.word(child.text, where, following=_text_after(tree.of, index))
                if sought is None:
                    self.empty.append(child.text)
            if sought:
                words.append(sought.single)
                run.append(sought)
                continue
            nodes += self._join(run, where)
            run = []
            node = None if isinstance(child, Word) else self.node(child, where)
            if node is not None:
                nodes.append(node)
        nodes += self._join(run, where)
        return self._near_each_other(_and(nodes), words, where) if nodes else None

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

    def _near_each_other(self, node: Node, words: Sequence[analysis.Word | None], where: Where) -> Node:
        """Lift passages that hold the plain words close together and in order."""
        singles = [word for word in words if word]
        if not where.plain or len(singles) != len(words) or len(words) not in weights.ADJACENT_WORDS:
            return node
        field = "surface" if self.words.literal else "stem"
        terms = tuple(word.surface if self.words.literal else word.stem for word in singles)
        return Lift(node, InOrder(field, terms, weights.ADJACENT_SLOP, weights.ADJACENT))

    def _field(self, field: Field, where: Where) -> Node | None:
        value = field.value
        if isinstance(value, Years):
            first, last = value.first or _EARLIEST, value.last or _LATEST
            return Between("published", first * 10_000 + _FIRST_DAY, last * 10_000 + _LAST_DAY)
        if not isinstance(value, str):
            node = self.node(value, replace(where, title=True))
            return _standalone(node) if node is not None else None
        found = self.labels.resolve(field.name, value)
        if not found:
            raise self._unknown(field, value)
        return Value(field.name, found[0]) if len(found) == 1 else Or(tuple(Value(field.name, each) for each in found))

    def _unknown(self, field: Field, value: str) -> QueryError:
        near = self.labels.near(field.name, value)
        message = f"Het veld {FIELDS[field.name]} kent “{value}” niet."
        if near:
            message += f" Bedoelde u {' of '.join(near)}?"
            instead: Tree = replace(field, value=tidy(near[0]))
        else:
            words = tuple(word for word in value.split() if says_something(word))[:MAX_PHRASE]
            instead = Word(value) if is_bare(value) else Phrase(words)
        suggestion = print_query(_replaced(self.tree, field, instead))
        return QueryError(
            message, position=field.position, suggestion=suggestion if len(suggestion) <= MAX_CHARS else ""
        )


def _is_function_word(text: str) -> bool:
    """Return whether *text* is a function word; IS in capitals is not."""
    positions = analysis.analyse(text)
    return (
        len(positions) == 1
        and positions[0].surface in FUNCTION_WORDS
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


def _replaced(tree: Tree, old: Field, new: Tree) -> Tree:
    """Return *tree* with the field *old*, that very one, replaced by *new*."""
    if tree is old:
        return new
    if isinstance(tree, (AllOf, AnyOf)):
        return type(tree)(tuple(_replaced(child, old, new) for child in tree.of))
    return Not(_replaced(tree.child, old, new)) if isinstance(tree, Not) else tree
