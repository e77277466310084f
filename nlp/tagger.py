"""Find what passages mention, by the labels of the vocabulary and rules for the traps; works without a model.

Persons are not tagged. A mention says that a passage speaks of something, never what an organisation is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.model import Assertion, Mention, MentionKind, Passage
from nlp.analysis import Word, analyse, elision
from nlp.assertion import assertion, sentence_span, sentence_starts
from nlp.folding import HYPHENS, fold
from nlp.lexicon import Form, Lexicon, has_capitals
from nlp.places import Places
from nlp.stemming import stem
from nlp.vocabulary import Vocabulary

if TYPE_CHECKING:
    from nlp.pipeline import Model

_RULES = "1"  # raise it whenever the rules give other mentions
_PIECES = re.compile(rf"[^{re.escape(HYPHENS)}]+")
_SHORT = 3  # letters of an acronym that a heading in capitals can hold by chance: IS, TV, HP
_REST_OF_A_COMPOUND = 6  # letters: no compound is shorter
_OPEN_CUE = 5  # letters from which a cue also counts as the beginning of a longer word


@dataclass(frozen=True, slots=True)
class _Found:
    form: Form
    start: int
    end: int
    rule: str
    words: int = 1


class Tagger:
    """Tags passages; build it once, it is safe to use from several threads."""

    def __init__(self, vocabulary: Vocabulary, model: Model | None = None) -> None:
        self._vocabulary = vocabulary
        self._model = model
        self._places = Places(vocabulary)
        self._lexicons = {language: Lexicon(vocabulary, language) for language in ("nl", "fr", "en")}

    @cached_property
    def version(self) -> str:
        """What the mentions were made with; passages tagged under another version are to be tagged again."""
        version = f"{_RULES}.{self._vocabulary.fingerprint}"
        return f"{version}+{self._model.name}" if self._model else version

    def tag(self, passages: Iterable[Passage], *, country: str = "") -> list[Mention]:
        """Return the mentions in *passages*, in order; `passage.text[m.start:m.end] == m.surface` holds for each.

        Args:
            passages: of one document or of several.
            country: BE or NL where the document is from one; it decides between places of the same name.
        """
        listed = list(passages)
        found = [list(self._passage(passage, country)) for passage in listed]
        if self._model:
            for mentions, extra in zip(found, self._model.entities(listed, self._vocabulary), strict=True):
                taken = [(one.start, one.end) for one in mentions]
                mentions += [one for one in extra if all(one.end <= start or one.start >= end for start, end in taken)]
                mentions.sort(key=lambda one: (one.start, one.end))
        return [mention for mentions in found for mention in mentions]

    def _passage(self, passage: Passage, country: str) -> Iterator[Mention]:
        lexicon = self._lexicons.get(passage.language, self._lexicons["nl"])
        text = passage.text
        words = analyse(text, lexicon.language)
        context: _Context | None = None
        index = 0
        while index < len(words):
            step, done = 1, words[index].start
            for found in _candidates(lexicon, words, index, text):
                context = context or _Context(text, words)
                accepted = self._accepted(found, context, index, country) if found.start >= done else ""
                if accepted:
                    yield self._mention(passage, found, accepted, context.assertion(found, index))
                    step, done = found.words, found.end
            index += step

    def _accepted(self, found: _Found, context: _Context, index: int, country: str) -> str:
        """Return the id of the concept meant, or nothing where the context speaks against it."""
        form = found.form
        if form.concept.kind == "place":
            return self._places.meant(
                form, context.text, context.words, index=index, country=country, starts=context.starts
            )
        label = form.label
        if label.type == "acronym" and len(label.text) <= _SHORT and context.in_capitals(index):
            return ""
        own = 0 if found.rule == "piece" else found.words  # IS-strijders: the cue is in the word itself
        if label.cue and not context.has(label.cue, index, whole=form.concept.kind == "organisation", apart_from=own):
            return ""
        if label.unless and context.has(label.unless, index, whole=False, apart_from=own):
            return ""
        return form.concept.id

    def _mention(self, passage: Passage, found: _Found, concept: str, asserted: Assertion) -> Mention:
        return Mention(
            passage_id=passage.id,
            start=found.start,
            end=found.end,
            surface=passage.text[found.start : found.end],
            kind=MentionKind(found.form.concept.kind),
            concept=concept,
            method=f"lexicon:{found.rule}@{self.version}",
            assertion=asserted,
            confidence=0.9 if found.form.label.cue or found.rule == "compound" else 1.0,
        )


def _candidates(lexicon: Lexicon, words: Sequence[Word], index: int, text: str) -> Iterator[_Found]:
    """Yield what may be mentioned from `words[index]` on, the best first."""
    word = words[index]
    for form in lexicon.starting_at(words, index, text):
        last = words[index + len(form.keys) - 1]
        start = word.start + elision(text[word.start : word.end])  # d'Anvers: the place is Anvers
        yield _Found(form, start, last.end, form.label.type, len(form.keys))
    if word.parts:
        yield from _in_parts(lexicon, word, text)
    whole = lexicon.compound(word.surface) if len(word.surface) > _REST_OF_A_COMPOUND else None
    if whole:
        yield _Found(whole, word.start, word.end, "compound")


def _in_parts(lexicon: Lexicon, word: Word, text: str) -> Iterator[_Found]:
    """Yield the half words of a coordination (`links-` en rechts-extremisme) and names around a hyphen (OCAD-lijst)."""
    written = text[word.start : word.end]
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 1]
    if (after and after in HYPHENS) or (before and before in HYPHENS):
        for part in word.parts:
            if len(part) > len(word.surface) and part.startswith(word.surface) == bool(after and after in HYPHENS):
                for form in lexicon.single(part):
                    if not form.label.case and form.concept.kind == "phenomenon":
                        yield _Found(form, word.start, word.end, "coordination")
    if any(hyphen in written for hyphen in HYPHENS):
        for match in _PIECES.finditer(written):
            yield from _in_piece(lexicon, match[0], word.start + match.start())


def _in_piece(lexicon: Lexicon, piece: str, start: int) -> Iterator[_Found]:
    end = start + len(piece)
    for key in dict.fromkeys((stem(piece, lexicon.language), fold(piece))):
        for form in lexicon.single(key):
            if form.concept.kind != "place" and has_capitals(form, [piece]):
                yield _Found(form, start, end, "piece")
    whole = lexicon.compound(fold(piece))
    if whole:
        yield _Found(whole, start, end, "compound")


class _Context:
    """What stands around a candidate; worked out once a passage, and only where there is a candidate."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self.starts = sentence_starts(text)

    def assertion(self, found: _Found, index: int) -> Assertion:
        """Return how the text speaks of a phenomenon; names are always stated."""
        if found.form.concept.kind != "phenomenon":
            return Assertion.STATED
        start, _ = sentence_span(self.starts, found.start, len(self.text))
        return assertion(self.text, self.words, index, start)

    def in_capitals(self, index: int) -> bool:
        """Say whether the whole sentence is in capitals, as a heading may be: then capitals tell nothing."""
        start, end = sentence_span(self.starts, self.words[index].start, len(self.text))
        written = [self.text[word.start : word.end] for word in self.words if start <= word.start < end]
        return len(written) > 1 and all(map(str.isupper, written)) and any(len(word) > _SHORT for word in written)

    def has(self, cues: tuple[str, ...], index: int, *, whole: bool, apart_from: int) -> bool:
        """Say whether one of *cues* stands in the sentence (with *whole*: the passage), besides the candidate."""
        stems, openings = _cue_terms(cues)
        start, end = (
            (0, len(self.text)) if whole else sentence_span(self.starts, self.words[index].start, len(self.text))
        )
        for at, word in enumerate(self.words):
            near = start <= word.start < end and not index <= at < index + apart_from
            if near and (word.stem in stems or word.surface.startswith(openings) or not stems.isdisjoint(word.parts)):
                return True
        return False


@lru_cache(maxsize=512)
def _cue_terms(cues: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the stems of *cues*, and the folded ones that may open a longer word."""
    return frozenset(map(stem, cues)), tuple(fold(cue) for cue in cues if len(cue) >= _OPEN_CUE)
