"""From passages to mentions: what the vocabulary finds, and what a model adds; works without a model.

Persons are tagged only where that is asked for. A mention says that a passage speaks of something, never what an
organisation is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.identity import document_of
from corpus.model import Mention, MentionKind, Passage
from nlp import entities
from nlp.analysis import Word, analyse
from nlp.assertion import sentence_starts
from nlp.compounds import is_word
from nlp.finding import RULES, Finder, Tag
from nlp.persons import may_be_person
from nlp.sifting import is_name, trimmed
from nlp.stating import VERSION as RULES_VERSION
from nlp.stating import stated
from nlp.vocabulary import Vocabulary

if TYPE_CHECKING:
    from nlp.pipeline import Model


class Tagger:
    """Tags passages; build it once, it is safe to use from several threads."""

    def __init__(self, vocabulary: Vocabulary, model: Model | None = None, *, persons: bool = False) -> None:
        """Build a tagger.

        Args:
            vocabulary: the concepts.
            model: for names that the vocabulary lacks.
            persons: keep the names of persons too; without it they only keep surnames from being taken for places.
        """
        self._vocabulary = vocabulary
        self._model = model
        self._persons = persons
        self._finder = Finder(vocabulary)

    @cached_property
    def version(self) -> str:
        """What the mentions were made with; documents tagged under another version are to be tagged again."""
        version = f"{self._finder.version}.{RULES_VERSION}{'p' if self._persons else ''}"
        return f"{version}+{self._model.name}" if self._model else version

    def tag(self, passages: Iterable[Passage], *, country: str = "", published: str = "") -> list[Mention]:
        """Return the mentions in *passages*, in order; `passage.text[m.start:m.end] == m.surface` holds for each.

        Args:
            passages: of one document or of several; what one document defines holds in that document alone.
            country: BE or NL where the document is from one; it decides between places of the same name.
            published: ISO date of the document, perhaps partial: what `vorig jaar` means, which scale of levels held.
        """
        found: list[Mention] = []
        for _, passages_of_one in groupby(passages, key=lambda one: document_of(one.id)):
            found += self._document(list(passages_of_one), country, published)
        return found

    def _document(self, passages: Sequence[Passage], country: str, published: str) -> list[Mention]:
        words = [analyse(one.text, one.language if one.language in ("fr", "en") else "nl") for one in passages]
        tags: list[list[Tag]] = []
        for passage, own in zip(passages, words, strict=True):
            found = self._finder.find(passage.text, passage.language, country, published=published, words=own)
            if passage.language == "nl":
                starts = cache(partial(sentence_starts, passage.text))
                found = entities.together(found, self._named(passage.text, own, starts, found))
            tags.append(found)
        learnt = entities.learn([one.text for one in passages], tags)
        models = self._model.entities(passages, self._vocabulary) if self._model else [[] for _ in passages]
        mentions: list[Mention] = []
        for passage, own, found, extra in zip(passages, words, tags, models, strict=True):
            applied = entities.applied(passage.text, learnt, found) if learnt else found
            added, known = self._added(passage, extra, applied)
            if passage.language == "nl":
                known += stated(passage.text, own, known, country=country, published=published)
            placed = [*(self._mention(passage, tag) for tag in known), *added]
            mentions += sorted(placed, key=lambda one: (one.start, one.end))
        return mentions

    def _named(self, text: str, words: Sequence[Word], starts: Callable[[], list[int]], tags: list[Tag]) -> list[Tag]:
        return [entities.linked(one, self._vocabulary) for one in entities.named(text, words, starts, tags)]

    def _added(
        self, passage: Passage, extra: Sequence[Mention], tags: Sequence[Tag]
    ) -> tuple[list[Mention], list[Tag]]:
        """Return what a model adds to *tags*, and those without the places that are part of a person's name."""
        starts = sentence_starts(passage.text) if extra else []
        people = [one for one in extra if one.kind is MentionKind.PERSON and " " in one.surface
                  and (one.start not in starts or may_be_person(one.surface, ""))]  # fmt: skip
        kept = [tag for tag in tags if tag.kind != "place" or not any(_inside(tag, one) for one in people)]
        found = list(people) if self._persons else []
        for one in extra:
            start, end = trimmed(passage.text, one.start, one.end)
            name = passage.text[start:end]
            free = name and all(end <= tag.start or start >= tag.end for tag in kept)
            ordinary = " " not in name and is_word(name)
            if (
                free
                and one.kind is not MentionKind.PERSON
                and is_name(name, one.kind, passage.text, start, starts, ordinary=ordinary)
            ):
                found.append(replace(one, start=start, end=end, surface=name))
        return found, kept

    def _mention(self, passage: Passage, tag: Tag) -> Mention:
        return Mention(
            passage_id=passage.id,
            start=tag.start,
            end=tag.end,
            surface=tag.surface,
            kind=MentionKind(tag.kind),
            concept=tag.concept,
            method=self._method(tag.rule),
            assertion=tag.assertion,
            confidence=tag.confidence,
            label=tag.label,
            cue=tag.cue,
            quoted=tag.quoted,
            value=tag.value,
        )

    def _method(self, rule: str) -> str:
        of = "lexicon" if rule in RULES else "rule"
        return f"{of}:{rule}@{self._finder.version if of == 'lexicon' else RULES_VERSION}"


def _inside(tag: Tag, person: Mention) -> bool:
    """Say whether the tag is a part of a person's name: the place in `Jan Gent`."""
    return person.start < tag.start and tag.end <= person.end
