"""Find the concepts of the vocabulary in a text, by their labels and rules for the traps; needs no model.

The one implementation behind the tagger and the spaCy component. Every tag says by which rule and label it was found,
and which word beside it let it count where the label needs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.model import Assertion
from nlp.analysis import Word, analyse, elision
from nlp.assertion import assertion, sentence_span
from nlp.context import Context
from nlp.folding import HYPHENS, fold
from nlp.lexicon import Form, Lexicon, has_capitals
from nlp.namesakes import namesakes
from nlp.places import Places
from nlp.stemming import stem
from nlp.vocabulary import Vocabulary

_RULES = "2"  # raise it whenever the rules give other tags for the same text
_PIECES = re.compile(rf"[^{re.escape(HYPHENS)}]+")
_SHORT = 3  # letters of an acronym that a heading in capitals can hold by chance: IS, TV, HP

#: How sure a rule is, by judgement and held in order by a test: the label itself, in a longer word, by a cue word,
#: by what else the sentence speaks of.
SURE, IN_A_WORD, BY_A_CUE, BY_COMPANY = 1.0, 0.9, 0.8, 0.7

#: Every rule -> what it means, for `duiding explain` and the documentation.
RULES = {
    "preferred": "the preferred label",
    "alternative": "another label",
    "spelling": "another spelling of a label",
    "adjective": "the adjective",
    "derived": "a word that follows from a label",
    "acronym": "an acronym, in its capitals",
    "translation": "the label in the language of the passage",
    "compound": "the label opens or closes a longer word",
    "coordination": "half a word: `links-` in `links- en rechts-extremisme`",
    "piece": "one side of a hyphen",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A concept found in a text: `text[start:end] == surface`."""

    start: int
    end: int
    surface: str
    kind: str  # key of nlp.vocabulary.FILES; of what is stated besides names: date, level, figure
    concept: str  # id in the vocabulary
    rule: str  # key of RULES
    label: str  # label as the vocabulary writes it
    cue: str = ""  # word of the text that let the label count, where it needs one
    assertion: Assertion = Assertion.STATED
    quoted: bool = False  # stands between quotation marks
    confidence: float = SURE
    value: str = ""  # as `corpus.model.Mention.value`
    others: tuple[str, ...] = ()  # further concepts that the name may mean as well

    def readings(self) -> Iterator[Tag]:
        """Yield a tag for each concept that may be meant: itself alone, mostly."""
        yield self
        yield from (replace(self, concept=other) for other in self.others)


@dataclass(frozen=True, slots=True)
class _Found:
    form: Form
    start: int
    end: int
    rule: str
    words: int = 1


@dataclass(frozen=True, slots=True)
class _Placed:
    tag: Tag
    index: int  # number of its first word
    last: int  # number of its last word
    form: Form

    def words_to(self, other: _Placed) -> int:
        """Return how many words further the other tag stands; 1 for the next word."""
        return other.index - self.last if other.index > self.index else self.index - other.last


class Finder:
    """Finds the concepts of one vocabulary; build it once, it is safe to use from several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._places = Places(vocabulary)
        self._lexicons = {language: Lexicon(vocabulary, language) for language in ("nl", "fr", "en")}
        self._families: dict[tuple[str, ...], frozenset[str]] = {}
        self._namesakes = namesakes(vocabulary)

    @cached_property
    def version(self) -> str:
        """Changes whenever the same text may get other tags."""
        return f"{_RULES}.{self._vocabulary.fingerprint}"

    def find(
        self,
        text: str,
        language: str = "nl",
        country: str = "",
        *,
        published: str = "",
        words: Sequence[Word] | None = None,
    ) -> list[Tag]:
        """Return the tags in *text*, in order, without overlap; a name that may mean several has a tag for each.

        Args:
            text: a passage or a sentence.
            language: ISO 639-1; a language without labels of its own is read as Dutch.
            country: BE or NL where the text is from one; it decides between places of the same name.
            published: ISO date of the document; a former municipality is then what it had become.
            words: its words, where they are known already.
        """
        lexicon = self._lexicons.get(language, self._lexicons["nl"])
        words = analyse(text, lexicon.language) if words is None else words
        context: Context | None = None
        placed: list[_Placed] = []
        waiting: list[_Placed] = []  # count only beside a concept that may stand further on
        index = 0
        while index < len(words):
            if not lexicon.may_start(words[index]):
                index += 1
                continue
            step, done = 1, words[index].start
            for found in _candidates(lexicon, words, index, text):
                if found.start < done:
                    continue
                context = context or Context(text, words)
                one = self._accepted(found, context, index, country, published)
                if one is None:
                    continue
                if found.form.label.near:
                    waiting.append(one)
                else:
                    placed.append(one)
                    step, done = found.words, found.end
            index += step
        if context and waiting:
            placed = sorted((*placed, *self._beside(placed, waiting, context)), key=lambda one: one.tag.start)
        return [tag for one in placed for tag in one.tag.readings()]

    def _accepted(self, found: _Found, context: Context, index: int, country: str, published: str) -> _Placed | None:
        """Return the tag of a candidate, or nothing where the context speaks against it."""
        form, label = found.form, found.form.label
        meant: tuple[str, ...] = (form.concept.id,)
        cue = ""
        if form.concept.kind == "place":
            meant = self._places.meant(
                form, context.text, context.words, index=index, country=country, starts=context.starts,
                published=published,
            )  # fmt: skip
            if not meant:
                return None
        elif label.type == "acronym" and len(label.text) <= _SHORT and context.in_capitals(index):
            return None
        own = 0 if found.rule == "piece" else found.words  # IS-strijders: the cue is in the word itself
        whole = form.concept.kind == "organisation"
        if label.cue:
            cue = context.cue(label.cue, index, whole=whole, apart_from=own, within=label.within)
            if not cue:
                return None
        if label.unless and context.cue(label.unless, index, whole=False, apart_from=own):
            return None
        if form.concept.kind in ("institution", "organisation"):
            meant = self._namesakes.get(fold(label.text), {}).get(country, meant)
        return _Placed(self._tag(found, context, index, meant, cue), index, index + found.words - 1, form)

    def _tag(self, found: _Found, context: Context, index: int, meant: tuple[str, ...], cue: str) -> Tag:
        asserted, kind = Assertion.STATED, found.form.concept.kind
        if kind == "phenomenon":  # names are always stated
            start, _ = sentence_span(context.starts, found.start, len(context.text))
            asserted = assertion(context.text, context.words, index, start, last=index + found.words - 1)
        confidence = BY_A_CUE if cue else IN_A_WORD if found.rule == "compound" else SURE
        surface = context.text[found.start : found.end]
        quoted = context.is_quoted(found.start, found.end)
        return Tag(found.start, found.end, surface, kind, meant[0], found.rule, found.form.label.text, cue, asserted,
                   quoted, confidence / len(meant), others=meant[1:])  # fmt: skip

    def _beside(self, placed: Sequence[_Placed], waiting: Sequence[_Placed], context: Context) -> Iterator[_Placed]:
        """Yield the waiting tags that stand in a sentence, and near enough, with a concept their label asks for."""
        end = 0
        for one in waiting:
            tag, label = one.tag, one.form.label
            if tag.start < end or any(tag.start < other.tag.end and other.tag.start < tag.end for other in placed):
                continue
            first, last = context.sentence(one.index)
            family = self._family(label.near)
            for other in placed:
                close = not label.within or one.words_to(other) <= label.within
                if first <= other.index < last and close and other.tag.concept in family:
                    end = tag.end
                    yield replace(one, tag=replace(tag, cue=other.tag.surface, confidence=BY_COMPANY))
                    break

    def _family(self, near: tuple[str, ...]) -> frozenset[str]:
        """Return the concepts called *near* and all narrower ones."""
        if near not in self._families:
            narrower = (other for one in near if one in self._vocabulary for other in self._vocabulary.descendants(one))
            self._families[near] = frozenset((*near, *narrower))
        return self._families[near]


def _candidates(lexicon: Lexicon, words: Sequence[Word], index: int, text: str) -> Iterator[_Found]:
    """Yield what may be mentioned from `words[index]` on, the best first."""
    word = words[index]
    for form in lexicon.starting_at(words, index, text):
        last = words[index + len(form.keys) - 1]
        start = word.start + elision(text[word.start : word.end])  # d'Anvers: the place is Anvers
        yield _Found(form, start, last.end, form.label.type, len(form.keys))
    if word.parts:
        yield from _in_parts(lexicon, word, text)
    yield from _in_compound(lexicon, word.surface, word.start, word.end)


def _in_compound(lexicon: Lexicon, surface: str, start: int, end: int) -> Iterator[_Found]:
    """Yield the label that opens or closes a longer word, and what the rest of the word names: jihad + aanslagen."""
    for form, first, last in lexicon.compound(surface):
        whole = len(surface) != end - start  # folding took letters away: where the parts meet is not known
        yield _Found(form, start if whole else start + first, end if whole else start + last, "compound")


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
    yield from _in_compound(lexicon, fold(piece), start, end)
