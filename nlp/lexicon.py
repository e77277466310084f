"""The labels of the vocabulary as sequences of word keys, ready to be found in analysed text; knows no context."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.analysis import Word, analyse, elision
from nlp.folding import HYPHENS, fold
from nlp.vocabulary import Concept, Label, Vocabulary

_SPLIT = re.compile(rf"[\s{re.escape(HYPHENS)}]+")
_GAP = re.compile(rf"[\s{re.escape(HYPHENS)}]*")
_LIST_GAP = re.compile(rf"[\s,&{re.escape(HYPHENS)}]*")  # Bloed, Bodem ...: only where the label has it
_ACCENT = re.compile(r"[\u00c0-\u024f\u0300-\u036f]")
_MOST_PIECES = 4  # of a label for which every way of joining its words is tried: eight ways
_REST = 3  # letters that a compound has besides the label


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a label: a key per word, stems unless `label.exact` or a name."""

    keys: tuple[str, ...]
    concept: Concept
    label: Label
    capitals: tuple[bool, ...]  # which words need a capital
    listed: bool  # commas may stand between the words


class Lexicon:
    """All forms of the vocabulary in one language."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.language = language
        stems: defaultdict[str, list[Form]] = defaultdict(list)
        surfaces: defaultdict[str, list[Form]] = defaultdict(list)
        self._compounds: dict[str, Form] = {}
        for concept in vocabulary.concepts:
            for label in _chosen(concept, language):
                by_surface = label.exact or label.case or concept.kind == "place"
                for form in _forms(concept, label, language, by_surface=by_surface):
                    (surfaces if by_surface else stems)[form.keys[0]].append(form)
                    if label.compounds and len(form.keys) == 1:
                        self._compounds[fold(label.text)] = form
        self._stems = {key: _longest_first(forms) for key, forms in stems.items()}
        self._surfaces = {key: _longest_first(forms) for key, forms in surfaces.items()}
        acronyms = {
            key: tuple(form for form in forms if form.label.type == "acronym") for key, forms in self._surfaces.items()
        }
        self._acronyms = {key: forms for key, forms in acronyms.items() if forms}
        known = "|".join(sorted(map(re.escape, self._compounds), key=len, reverse=True)) or "(?!)"
        self._inside = re.compile(rf"(?P<front>{known})\w{{{_REST},}}|\w{{{_REST},}}?(?P<back>{known})(?:en|s)?")
        self.compound = lru_cache(maxsize=1 << 16)(self._compound)

    def starting_at(self, words: Sequence[Word], index: int, text: str) -> Iterator[Form]:
        """Yield the forms that stand in *words* from *index* on, the longest first; capitals are as the label asks."""
        word = words[index]
        found = self._stems.get(word.stem, ())
        named = self._surfaces.get(word.surface, ())
        if not named:  # OCAD's, FTF'ers, but not Nederlands
            named = self._acronyms.get(word.stem, ())
        for form in _longest_first(found + named) if found and named else found or named:
            if self._stands(form, words, index, text):
                yield form

    def single(self, key: str) -> tuple[Form, ...]:
        """Return the forms of one word with this stem or surface."""
        both = (*self._stems.get(key, ()), *self._surfaces.get(key, ()))
        return tuple(form for form in both if len(form.keys) == 1)

    def _stands(self, form: Form, words: Sequence[Word], index: int, text: str) -> bool:
        last = index + len(form.keys)
        if last > len(words):
            return False
        gap = _LIST_GAP if form.listed else _GAP
        for at in range(index + 1, last):
            word, key = words[at], form.keys[at - index]
            if key not in (word.stem, word.surface) or not gap.fullmatch(text, words[at - 1].end, word.start):
                return False
        return has_capitals(form, [text[word.start : word.end] for word in words[index:last]])

    def _compound(self, surface: str) -> Form | None:
        """Return the form that opens or closes a longer word: terreurdreiging, moslimterrorisme."""
        found = self._inside.fullmatch(surface)
        return self._compounds[found["front"] or found["back"]] if found else None


def has_capitals(form: Form, written: Sequence[str]) -> bool:
    """Say whether the words as *written* have the capitals that the label asks for."""
    if form.label.type == "acronym" and form.label.case:
        asked = "".join(filter(str.isalnum, form.label.text))
        return "".join(filter(str.isalnum, written[0][elision(written[0]) :] + "".join(written[1:]))).startswith(asked)
    if form.concept.kind == "place" and form.label.text.isascii() and _ACCENT.search(" ".join(written)):
        return False  # Hervé is not Herve
    return all(not asked or any(map(str.isupper, word)) for asked, word in zip(form.capitals, written, strict=True))


def _chosen(concept: Concept, language: str) -> Iterator[Label]:
    """Yield the labels that may be tagged in a text in *language*."""
    own = [label for label in concept.labels if label.auto and label.lang == language]
    if concept.kind == "place":
        yield from own or [label for label in concept.labels if label.auto and label.lang == "nl"]
    elif concept.kind == "phenomenon":
        yield from own
        if language != "nl":
            yield from (label for label in concept.labels if label.auto and label.type == "acronym")
    else:
        yield from (label for label in concept.labels if label.auto)


def _forms(concept: Concept, label: Label, language: str, *, by_surface: bool) -> Iterator[Form]:
    """Yield the ways to write a label: each gap between its words open or closed (a hyphen is read as closed)."""
    names = label.case or concept.kind == "place"
    seen = set()
    for words in _ways(label.text):
        pieces = [analyse(word, language) for word in words]
        if not all(len(piece) == 1 for piece in pieces):
            pieces = [[word] for word in analyse(" ".join(words), language)]
        keys = tuple(piece[0].surface if by_surface else piece[0].stem for piece in pieces)
        if keys and keys not in seen:
            seen.add(keys)
            capitals = tuple(names and any(map(str.isupper, word)) for word in words)
            capitals = capitals if len(capitals) == len(keys) else (names,) * len(keys)
            yield Form(keys, concept, label, capitals, "," in label.text or "&" in label.text)


def _ways(text: str) -> Iterator[list[str]]:
    """Yield the words of a label: `rechts-extremisme` as one word and as two."""
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    if len(pieces) == 1 or len(pieces) > _MOST_PIECES or "&" in text:
        yield text.split()
        return
    for closed in itertools.product((False, True), repeat=len(pieces) - 1):
        words = [pieces[0]]
        for piece, joined in zip(pieces[1:], closed, strict=True):
            if joined:
                words[-1] += piece
            else:
                words.append(piece)
        yield words


def _longest_first(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Order forms by number of words, those that ask for capitals first among equals."""
    return tuple(sorted(forms, key=lambda form: (-len(form.keys), not form.label.case)))
