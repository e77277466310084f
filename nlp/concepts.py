"""Concepts with their labels, relations, definitions and sources, and the vocabulary they make up; reads no file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpus.errors import NotFoundError
from nlp.folding import fold

#: What a label is to its concept.
LABEL_TYPES = ("preferred", "alternative", "spelling", "adjective", "derived", "acronym", "translation")
STATUSES = ("sourced", "partly", "unverified")


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a concept, and how the tagger may use it."""

    text: str
    lang: str = "nl"  # ISO 639-1
    type: str = "alternative"  # one of LABEL_TYPES
    country: str = ""  # BE or NL: the word of one country
    auto: bool = True  # False: known, but not tagged by itself; `why` says why
    why: str = ""
    case: bool = False  # only with its capitals
    exact: bool = False  # only this form, not other words with its stem
    compounds: bool = False  # also inside a longer word: terreurdreiging
    cue: tuple[str, ...] = ()  # only where one of these words stands in the sentence
    unless: tuple[str, ...] = ()  # not where one of these words stands in the sentence
    near: tuple[str, ...] = ()  # only where the sentence also speaks of one of these concepts, or a narrower one
    within: int = 0  # most words between the label and its cue or company; 0: anywhere in the sentence

    @property
    def language(self) -> str:
        """ISO 639-1 code of the label."""
        return self.lang


@dataclass(frozen=True, slots=True)
class Definition:
    """What someone said, at some time, that a concept means: never "the" definition. The text is our rendering."""

    text: str  # in Dutch
    by: str  # who says so: a law, a service
    source: str  # address
    country: str = ""
    date: str = ""  # ISO 8601, may be partial; empty where the source gives none


@dataclass(frozen=True, slots=True)
class Concept:
    """A phenomenon, institution, organisation or place. It says nothing about what an organisation is."""

    id: str
    kind: str  # value of corpus.model.MentionKind
    labels: tuple[Label, ...]
    facet: str = ""  # group among its kind: fenomeen, actor, aanpak, gemeente, provincie ...
    country: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    note: str = ""  # for readers, in Dutch
    definitions: tuple[Definition, ...] = ()
    sources: tuple[str, ...] = ()
    status: str = "sourced"  # one of STATUSES
    valid_from: str = ""  # ISO date, of a place
    valid_to: str = ""
    successor: str = ""  # id of the place it went into
    cue: bool = False  # a place name that is also an ordinary word

    @property
    def label(self) -> str:
        """The preferred Dutch label."""
        return self.label_for("")

    def label_for(self, country: str) -> str:
        """The preferred Dutch label in *country* (BE, NL); the common one where it has none of its own."""
        preferred = [label for label in self.labels if label.type == "preferred"]
        return next((label.text for label in preferred if label.country == country), preferred[0].text)

    def names(self, language: str = "nl") -> tuple[str, ...]:
        """The labels in *language* that mean this concept by themselves: what a query may be widened to."""
        chosen = (one for one in self.labels if one.lang == language and one.auto and not (one.cue or one.near))
        return tuple(dict.fromkeys(one.text for one in chosen if one.type not in ("adjective", "derived")))


@dataclass(frozen=True)
class Vocabulary:
    """All concepts; `fingerprint` changes with any of the files they came from."""

    concepts: tuple[Concept, ...]
    fingerprint: str = ""
    _by_id: Mapping[str, Concept] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {concept.id: concept for concept in self.concepts})

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._by_id

    def concept(self, concept_id: str) -> Concept:
        """Return the concept called *concept_id*.

        Raises:
            NotFoundError: there is none.
        """
        if concept_id not in self._by_id:
            raise NotFoundError(f"Onbekend begrip {concept_id!r}.")
        return self._by_id[concept_id]

    def label(self, concept_id: str) -> str:
        """Return the preferred label; the id itself where the vocabulary no longer holds it, as an old index may."""
        found = self._by_id.get(concept_id)
        return found.label if found else concept_id

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids of the concepts that have *text* as a label, whatever its case, hyphens and diacritics."""
        return self._labels.get(fold(text), ())

    def of_kind(self, kind: str) -> tuple[Concept, ...]:
        """Return the concepts of one kind, in the order of the file."""
        return tuple(concept for concept in self.concepts if concept.kind == kind)

    def descendants(self, concept_id: str) -> tuple[str, ...]:
        """Return the ids of all narrower concepts, near ones first, without *concept_id* itself."""
        found: dict[str, None] = {}
        waiting = [*self.concept(concept_id).narrower]
        while waiting:
            one = waiting.pop(0)
            if one not in found and one != concept_id:
                found[one] = None
                waiting.extend(self.concept(one).narrower)
        return tuple(found)

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for concept in self.concepts:
            for label in concept.labels:
                if not label.near:  # `online` alone means nothing
                    found[fold(label.text)][concept.id] = None
        return {text: tuple(ids) for text, ids in found.items()}

    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong, by id of the concept.

        Labels of two concepts, circles, unknown relations and company, entries without a source.
        """
        found = [(one.id, "it has no source") for one in self.concepts if not one.sources]
        found += [(one.id, f"there is no concept {other!r}") for one in self.concepts for other in _named(one)
                  if other not in self]  # fmt: skip
        if found:
            return found
        circle = "its broader concepts form a circle"
        return [*((one.id, circle) for one in self.concepts if _in_circle(self, one.id)), *self._collisions()]

    def _collisions(self) -> Iterator[tuple[str, str]]:
        """Yield labels for automatic use that two concepts share; places, and institutions of two countries, may."""
        owners: dict[tuple[object, ...], str] = {}
        for concept in self.concepts:
            for label in concept.labels:
                if concept.kind == "place" or not label.auto:
                    continue
                country = concept.country if concept.kind == "institution" else ""  # PvdA: the tagger keeps both
                key = (fold(label.text), label.lang, label.case, label.near, label.cue, country)
                if owners.setdefault(key, concept.id) != concept.id:
                    yield concept.id, f"the label {label.text!r} also belongs to {owners[key]!r}"


def linked(concepts: Iterable[Concept], removed: Collection[str] = ()) -> tuple[Concept, ...]:
    """Fill in narrower from broader and back, make `related` hold both ways, and forget what was removed."""
    listed = [_without(concept, removed) for concept in concepts] if removed else list(concepts)
    links: dict[str, dict[str, dict[str, None]]] = {
        name: {one.id: dict.fromkeys(other for other in getattr(one, name) if other not in removed) for one in listed}
        for name in ("broader", "narrower", "related")
    }
    for name, back in (("broader", "narrower"), ("narrower", "broader"), ("related", "related")):
        for one in listed:
            for other in getattr(one, name):
                if other in links[back]:
                    links[back][other][one.id] = None
    return tuple(_relinked(one, links) if _changed(one, links) else one for one in listed)


def _relinked(one: Concept, links: Mapping[str, Mapping[str, Mapping[str, None]]]) -> Concept:
    broader, narrower, related = (tuple(links[name][one.id]) for name in ("broader", "narrower", "related"))
    return replace(one, broader=broader, narrower=narrower, related=related)


def _without(concept: Concept, removed: Collection[str]) -> Concept:
    """Take removed concepts out of the company that labels ask for; a label that only asked for those is left out."""
    kept = (
        replace(label, near=tuple(one for one in label.near if one not in removed)) if label.near else label
        for label in concept.labels
    )
    pairs = zip(concept.labels, kept, strict=True)
    return replace(concept, labels=tuple(now for before, now in pairs if now.near or not before.near))


def _changed(one: Concept, links: Mapping[str, Mapping[str, Mapping[str, None]]]) -> bool:
    return any(len(found[one.id]) != len(getattr(one, name)) for name, found in links.items())


def _named(concept: Concept) -> Iterator[str]:
    """Yield the ids that an entry names: its relations, and the company that its labels ask for."""
    yield from (*concept.broader, *concept.narrower, *concept.related)
    yield from (other for label in concept.labels for other in label.near)
    if concept.successor:
        yield concept.successor


def _in_circle(vocabulary: Vocabulary, concept_id: str) -> bool:
    seen: set[str] = set()
    waiting = [*vocabulary.concept(concept_id).broader]
    while waiting:
        one = waiting.pop()
        if one == concept_id:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(vocabulary.concept(one).broader)
    return False
