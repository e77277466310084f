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
from nlp.stemming import stem
from nlp.vocabulary import Concept, Label, Vocabulary

_SPLIT = re.compile(rf"[\s{re.escape(HYPHENS)}]+")
_GAP = re.compile(rf"[\s{re.escape(HYPHENS)}]*")
_LIST_GAP = re.compile(rf"[\s,&{re.escape(HYPHENS)}]*")  # Bloed, Bodem ...: only where the label has it
_ACCENT = re.compile(r"[\u00c0-\u024f\u0300-\u036f]")
_MOST_PIECES = 4  # of a label for which every way of joining its words is tried: eight ways
_REST = 3  # letters that a compound has besides the label
_SHORTEST_COMPOUND = 6  # letters: no compound is shorter
_JOINTS = ("", "s", "en")  # between the parts of a compound


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
        stems: list[Form] = []
        surfaces: list[Form] = []
        self._compounds: dict[str, Form] = {}
        for concept in vocabulary.concepts:
            for label in _chosen(concept, language):
                by_surface = label.exact or label.case or concept.kind == "place"
                for form in _forms(concept, label, language, by_surface=by_surface):
                    (surfaces if by_surface else stems).append(form)
                    if label.compounds and len(form.keys) == 1:
                        self._compounds[fold(label.text)] = form
        self._stems, self._surfaces = _Table(stems), _Table(surfaces)
        self._acronyms = _Table([form for form in surfaces if form.label.type == "acronym"])
        self._openers = self._stems.firsts | self._surfaces.firsts
        known = "|".join(sorted(map(re.escape, self._compounds), key=len, reverse=True)) or "(?!)"
        self._inside = re.compile(
            rf"(?:anti|contra)?(?P<front>{known})(?P<rest>\w{{{_REST},}})|\w{{{_REST},}}?(?P<back>{known})(?:en|s)?"
        )
        # A word that is a label by itself is no compound, also when it may not be tagged: depolarisatie.
        self._whole = frozenset(
            fold(label.text) for concept in vocabulary.concepts for label in concept.labels if not label.near
        )
        self.compound = lru_cache(maxsize=1 << 16)(self._compound)

    def may_start(self, word: Word) -> bool:
        """Say whether any form may be found at *word*: False spares a closer look, and is what most words are."""
        return (
            word.stem in self._openers
            or word.surface in self._openers
            or bool(word.parts)
            or (len(word.surface) > _SHORTEST_COMPOUND and bool(self.compound(word.surface)))
        )

    def starting_at(self, words: Sequence[Word], index: int, text: str) -> Iterator[Form]:
        """Yield the forms that stand in *words* from *index* on, the longest first; capitals are as the label asks."""
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        found = self._stems.starting(word.stem, following) + self._surfaces.starting(word.surface, following)
        if word.stem != word.surface:  # OCAD's, FTF'ers, but not Nederlands
            found += self._acronyms.starting(word.stem, following)
        for form in _longest_first(found) if len(found) > 1 else found:
            if self._stands(form, words, index, text):
                yield form

    def single(self, key: str) -> tuple[Form, ...]:
        """Return the forms of one word with this stem or surface."""
        return self._stems.starting(key, None) + self._surfaces.starting(key, None)

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

    def _compound(self, surface: str) -> tuple[tuple[Form, int, int], ...]:
        """Return the forms that make up a longer word, with where they begin and end in it.

        One that opens or closes it (terreurdreiging, moslimterrorisme), and the rest where that is a label too
        (jihad + aanslagen).
        """
        found = None if surface in self._whole else self._inside.fullmatch(surface)
        if not found:
            return ()
        name = "back" if found["back"] else "front"
        known, start = self._compounds[found[name]], found.start(name)
        end = found.end(name) if name == "front" else len(surface)
        for other, first, last in self._rests(surface, start, end):
            return tuple(sorted(((known, start, end), (other, first, last)), key=lambda one: one[1]))
        return ((known, 0, len(surface)),)  # the whole word, where only one part of it is known

    def _rests(self, surface: str, start: int, end: int) -> Iterator[tuple[Form, int, int]]:
        """Yield the labels that the rest of a compound is, beside the label in it from *start* to *end*."""
        if start > 0:
            rests = [(0, start - len(joint)) for joint in _JOINTS if surface[:start].endswith(joint)]
        else:
            rests = [(end + len(joint), len(surface)) for joint in _JOINTS if surface[end:].startswith(joint)]
        for first, last in rests:
            for form in self.single(stem(surface[first:last], self.language)):
                if form.concept.kind == "phenomenon" and not (form.label.cue or form.label.exact):
                    yield form, first, last


class _Table:
    """Forms by their first word, and those of more words by their second as well: many names begin with `de`."""

    def __init__(self, forms: Sequence[Form]) -> None:
        alone: defaultdict[str, list[Form]] = defaultdict(list)
        longer: defaultdict[str, defaultdict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
        for form in forms:
            (longer[form.keys[0]][form.keys[1]] if len(form.keys) > 1 else alone[form.keys[0]]).append(form)
        self.firsts = frozenset(alone) | frozenset(longer)
        self._alone = {key: tuple(found) for key, found in alone.items()}
        self._longer = {
            key: {second: tuple(found) for second, found in seconds.items()} for key, seconds in longer.items()
        }

    def starting(self, first: str, following: Word | None) -> tuple[Form, ...]:
        """Return the forms whose first key is *first*, and the second, if any, that of the *following* word."""
        found = self._alone.get(first, ())
        seconds = self._longer.get(first) if following else None
        if seconds and following:
            found += seconds.get(following.stem, ())
            if following.surface != following.stem:
                found += seconds.get(following.surface, ())
        return found


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
    inflected = label.type == "adjective" and language == "nl"  # the stem of teruggekeerde is not that of teruggekeerd
    for words in (*_ways(label.text), *(_ways(label.text + "e") if inflected else ())):
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
