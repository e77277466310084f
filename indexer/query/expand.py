"""Other names of what a query names, from the vocabulary: exact and close relations only, never broader or related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from indexer.query import weights
from nlp import analysis
from nlp.folding import fold
from nlp.tables import read_rows
from nlp.vocabulary import Label, Vocabulary

#: Types of labels, what stands first is searched for first.
_ORDER = ("preferred", "acronym", "alternative", "derived", "adjective", "spelling")

Key = tuple[str, ...]  # the stems of the words of a label; an acronym such as IS by itself


class Name(NamedTuple):
    """Another name: as the vocabulary writes it, the terms of its words, and how much it counts."""

    text: str
    key: Key
    weight: float


class Expander:
    """Finds concepts in the words of a query and gives their other names; made once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def longest(self, words: Sequence[analysis.Word]) -> tuple[int, tuple[Name, ...]]:
        """Return how many of *words*, from the first on, are the longest name of a concept, and its other names.

        A name that several concepts share says too little: then, as without a concept, it is 0 and nothing.
        """
        key = tuple(map(term, words[: self._longest]))
        for length in range(len(key), 0, -1):
            concepts = self._concepts.get(key[:length], frozenset())
            if len(concepts) == 1:
                return length, tuple(self._others(next(iter(concepts)), key[:length]))
        return 0, ()

    def _others(self, concept: str, key: Key) -> Iterator[Name]:
        """Yield other names, best first, each once; one that holds *key* or another name is found by that already."""
        names = [Name(label.text, other, weights.SYNONYM) for label, other in self._labels.get(concept, ())]
        for close in _close().get(concept, ()):
            names += [Name(label.text, other, weights.CLOSE) for label, other in self._labels.get(close, ())]
        keys = {key, *(name.key for name in names)}
        written = {fold(name.text) for name in names if name.key == key}
        left = {weights.SYNONYM: weights.MAX_NAMES, weights.CLOSE: weights.MAX_NAMES}
        for name in names:
            needless = name.key == key or any(_holds(name.key, other) for other in keys if other != name.key)
            if left[name.weight] and name.weight and not needless and fold(name.text) not in written:
                written.add(fold(name.text))
                left[name.weight] -= 1
                yield name

    @cached_property
    def _labels(self) -> Mapping[str, list[tuple[Label, Key]]]:
        """Concept -> its Dutch labels that mean it by themselves, with their keys."""
        found = {}
        for concept in self._vocabulary.concepts:
            if concept.kind != "place":
                loose = any(label.type == "preferred" and label.near for label in concept.labels)
                labels = [label for label in concept.labels if label.lang == "nl" and _by_itself(label, loose=loose)]
                labels.sort(key=lambda label: _ORDER.index(label.type) if label.type in _ORDER else len(_ORDER))
                keyed = [(label, tuple(map(term, analysis.analyse(label.text)))) for label in labels]
                found[concept.id] = [(label, key) for label, key in keyed if key]
        return found

    @cached_property
    def _concepts(self) -> Mapping[Key, frozenset[str]]:
        found: defaultdict[Key, set[str]] = defaultdict(set)
        for concept, labels in self._labels.items():
            for _label, key in labels:
                found[key].add(concept)
        return {key: frozenset(concepts) for key, concepts in found.items()}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._concepts), default=0)


def term(word: analysis.Word) -> str:
    """Return what *word* is found by: its stem, or for an acronym such as IS its capitals."""
    return next((part for part in word.parts if part != part.lower() and fold(part) == word.surface), word.stem)


def _by_itself(label: Label, *, loose: bool) -> bool:
    """Tell whether *label* means its concept in a query; *loose*: its usual name asks for company too.

    A name that a text must explain by another concept is an everyday word (`moslim`, `preventie`), but for acronyms
    and names of several words of a loose concept: PGA and persoonsgerichte aanpak say the same.
    """
    if label.near and not (loose and (label.type == "acronym" or " " in label.text)):
        return False
    return label.auto and not label.cue


def _holds(longer: Key, key: Key) -> bool:
    return any(longer[start : start + len(key)] == key for start in range(len(longer) - len(key) + 1))


@cache
def _close() -> Mapping[str, tuple[str, ...]]:
    """Concept -> concepts whose names may stand for it, at a lower weight."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_rows("close.tsv"):
        found[row["one"]].append(row["other"])
        found[row["other"]].append(row["one"])
    return {concept: tuple(others) for concept, others in found.items()}
