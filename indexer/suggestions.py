"""What to ask instead of a question that finds little: words spelled otherwise, and the broader concept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from indexer.engines import Request, SearchEngine
from indexer.engines.query import Term
from indexer.query.compile import compile_query
from indexer.query.function_words import COUNTING_WORDS, FUNCTION_WORDS
from indexer.query.labels import Resolver
from indexer.query.lexicon import Lexicon
from indexer.query.lexis import MENTIONED, is_bare, tidy
from indexer.query.spelling import corrections
from indexer.query.tree import ANY, AllOf, AnyOf, Exact, Field, Near, Phrase, Tree, Word, exchanged, near, print_query
from nlp import analysis
from nlp.vocabulary import Vocabulary

FEW = 2  # passages; a word of so few was perhaps meant otherwise
TIMES = 5  # as many passages at least must hold what it was perhaps meant to be
MOST = 3  # suggestions
_WORDS = 8  # of a question that are looked at


class Suggestion(NamedTuple):
    """A question to ask instead, and in Dutch the word or concept that is new in it."""

    text: str
    instead: str


def misspelled(tree: Tree, engine: SearchEngine, lexicon: Callable[[], Lexicon]) -> list[Suggestion]:
    """Return questions with the words of *tree* that nearly nothing holds spelled otherwise; likeliest first.

    All are mended together where there are several, and one that is only rare stays: most of its other spellings are
    other words.
    """
    asked = list(dict.fromkeys(_words(tree)))
    rare = [(word, count) for word, count in ((word, _held(word, engine)) for word in asked[:_WORDS]) if count <= FEW]
    if not rare:
        return []
    known = lexicon()
    joined = _joined(tree, [word for word, _ in rare], known)
    if joined:
        return joined
    found: dict[str, list[str]] = {}
    for word, count in rare:
        surface = analysis.analyse(word)[0].surface
        better = [one.text for one in corrections(surface, known, MOST)]
        better = [
            text for text in better if min(known.frequency.get(part, 0) for part in text.split()) >= TIMES * count
        ]
        if better:
            found[word] = better
    mended = [dict(zip(found, choice, strict=True)) for choice in _choices(list(found.values()))]
    return [
        Suggestion(text, ", ".join(choice.values()))
        for choice in mended
        if (text := print_query(_respelled(tree, choice))) != print_query(tree)
    ]


def broader(tree: Tree, vocabulary: Vocabulary, labels: Resolver) -> list[Suggestion]:
    """Return questions that name the concept above one that *tree* names, in a field or as words."""
    found = []
    for node, concepts in _named(tree, vocabulary, labels):
        above = dict.fromkeys(parent for one in concepts for parent in vocabulary.concept(one).broader)
        for parent in above:
            label = vocabulary.label(parent)
            text = tuple(tidy(label).split())
            words: Tree = Word(text[0]) if len(text) == 1 and is_bare(text[0]) else Phrase(text)
            instead = replace(node, value=tidy(label)) if isinstance(node, Field) else words
            found.append(Suggestion(print_query(exchanged(tree, node, instead)), label))
    return found[:MOST]


def _named(tree: Tree, vocabulary: Vocabulary, labels: Resolver) -> Iterator[tuple[Tree, tuple[str, ...]]]:
    match tree:
        case AllOf(of) | AnyOf(of):
            for child in of:
                yield from _named(child, vocabulary, labels)
        case Near(left, right):
            yield from _named(left, vocabulary, labels)
            yield from _named(right, vocabulary, labels)
        case Field(name, str() as value) if name in MENTIONED and value != ANY:
            yield tree, tuple(one for one in labels.resolve(name, value) if one in vocabulary)
        case Word(text) | Exact(text):
            yield tree, vocabulary.find(text)
        case Phrase(words):
            yield tree, vocabulary.find(" ".join(words))


def _words(tree: Tree) -> Iterator[str]:
    """Yield the words that must be found and may be misspelled."""
    match tree:
        case AllOf(of) | AnyOf(of):
            for child in of:
                yield from _words(child)
        case Near(left, right):
            yield from _words(left)
            yield from _words(right)
        case Word(text) | Exact(text):
            positions = analysis.analyse(text)
            surface = positions[0].surface if len(positions) == 1 else ""
            if surface.isalpha() and surface not in FUNCTION_WORDS | COUNTING_WORDS:
                yield text


def _held(word: str, engine: SearchEngine) -> int:
    """Return how many passages hold *word*: as written, and only where those are few in its other forms, too."""
    surface = analysis.analyse(word)[0].surface
    count = engine.search(Request(Term("surface", surface), limit=0)).total
    return count if count > FEW else engine.search(Request(compile_query(Word(word)).node, limit=0)).total


def _joined(tree: Tree, rare: Sequence[str], lexicon: Lexicon) -> list[Suggestion]:
    """Two words of which one is rare and that the index knows as one: `haat predeker` is not, `nep nieuws` is."""
    if not isinstance(tree, AllOf):
        return []
    found = []
    for place, (one, other) in enumerate(pairwise(tree.of)):
        if isinstance(one, Word) and isinstance(other, Word) and (one.text in rare or other.text in rare):
            whole = "".join(word.surface for part in (one, other) for word in analysis.analyse(part.text))
            if lexicon.frequency.get(whole, 0) > FEW and is_bare(whole):
                of = (*tree.of[:place], Word(whole), *tree.of[place + 2 :])
                found.append(Suggestion(print_query(of[0] if len(of) == 1 else AllOf(of)), whole))
    return found[:MOST]


def _choices(better: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the best of each word together, then for a single word the others."""
    if better:
        yield tuple(texts[0] for texts in better)
    if len(better) == 1:
        for text in better[0][1:]:
            yield (text,)


def _respelled(tree: Tree, better: dict[str, str]) -> Tree:
    """Return *tree* with each word in *better* replaced by the word or words that it has there."""
    match tree:
        case AllOf(of):
            parts = [(child, _respelled(child, better)) for child in of]
            flat = [
                new.of if isinstance(old, (Word, Exact)) and isinstance(new, AllOf) else (new,) for old, new in parts
            ]
            return AllOf(tuple(one for some in flat for one in some))
        case AnyOf(of):
            return AnyOf(tuple(_respelled(child, better) for child in of))
        case Near(left, right, within):
            sides = [_respelled(side, better) for side in (left, right)]
            return tree if any(isinstance(side, AllOf) for side in sides) else near(sides[0], sides[1], within)
        case Word(text) | Exact(text) if text in better and all(map(is_bare, better[text].split())):
            words = tuple(type(tree)(word) for word in better[text].split())
            return words[0] if len(words) == 1 else AllOf(words)
        case _:
            return tree
