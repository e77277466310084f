"""Concepts with their labels, relations and sources; users can lay their own over ours: docs/vocabularies.md."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus.errors import NotFoundError, UsageError
from nlp.folding import fold
from nlp.tables import FOLDER, digest, read_rows

#: File of each kind of concept; the kind is a value of `corpus.model.MentionKind`.
FILES = {
    "phenomenon": "phenomena.yaml",
    "institution": "institutions.yaml",
    "organisation": "organisations.yaml",
    "place": "places.tsv",
}
COMPILED = "vocabulary.json"


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a concept, and how the tagger may use it."""

    text: str
    lang: str = "nl"  # ISO 639-1
    type: str = "alternative"  # preferred, alternative, spelling, adjective, derived, acronym, translation
    country: str = ""  # BE or NL: the word of one country
    auto: bool = True  # False: known, but not tagged by itself; `why` says why
    why: str = ""
    case: bool = False  # only with its capitals
    exact: bool = False  # only this form, not other words with its stem
    compounds: bool = False  # also inside a longer word: terreurdreiging
    cue: tuple[str, ...] = ()  # only where one of these words stands in the sentence
    unless: tuple[str, ...] = ()  # not where one of these words stands in the sentence

    @property
    def language(self) -> str:
        """ISO 639-1 code of the label."""
        return self.lang


@dataclass(frozen=True, slots=True)
class Concept:
    """A phenomenon, institution, organisation or place. It says nothing about what an organisation is."""

    id: str
    kind: str  # key of FILES
    labels: tuple[Label, ...]
    facet: str = ""  # group among its kind: fenomeen, actor, aanpak, gemeente, provincie ...
    country: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    status: str = "sourced"  # sourced, partly, unverified
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

    @property
    def adjectives(self) -> tuple[str, ...]:
        """Adjectives without their -e."""
        return tuple(label.text for label in self.labels if label.type == "adjective")

    def names(self, language: str = "nl") -> tuple[str, ...]:
        """The labels in *language* that mean this concept by themselves: what a query may be widened to."""
        chosen = (one for one in self.labels if one.lang == language and one.auto and not one.cue)
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
                found[fold(label.text)][concept.id] = None
        return {text: tuple(ids) for text, ids in found.items()}

    def problems(self) -> list[str]:
        """Say in Dutch what is wrong: labels of two concepts, circles, unknown relations, entries without a source."""
        found = [f"{concept.id}: geen bron" for concept in self.concepts if not concept.sources]
        found += [f"{one.id}: onbekend begrip {other}" for one in self.concepts for other in _relations(one)
                  if other not in self]  # fmt: skip
        if found:
            return found
        found += [f"{one.id}: kring van bredere begrippen" for one in self.concepts if _in_circle(self, one.id)]
        return found + list(self._collisions())

    def _collisions(self) -> Iterator[str]:
        """Yield labels for automatic use that two concepts share; places may, the tagger asks for the country."""
        owners: dict[tuple[str, str, bool], str] = {}
        for concept in self.concepts:
            for label in concept.labels:
                if concept.kind == "place" or not label.auto:
                    continue
                key = (fold(label.text), label.lang, label.case)
                if owners.setdefault(key, concept.id) != concept.id:
                    yield f"{label.text!r} hoort bij {owners[key]} en bij {concept.id}"


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Load our vocabulary; files of the same names in *folder* are laid over it.

    An entry of the user takes the place of ours with the same id, a new id is added, `remove: true` takes ours out.

    Raises:
        UsageError: a file in *folder* is not as docs/vocabularies.md says, or labels collide.
    """
    entries = {concept.id: concept for concept in _ours()}
    if folder is None:
        return Vocabulary(_linked(entries.values()), digest(*FILES.values()))
    names = [name for name in FILES.values() if (folder / name).is_file()]
    try:
        removed = set()
        for entry in _entries(folder, names):
            entries.pop(entry["id"], None)
            if entry.get("remove"):
                removed.add(entry["id"])
            else:
                entries[entry["id"]] = _concept(entry)
        found = Vocabulary(
            _linked(entries.values(), removed), f"{digest(*FILES.values())}-{digest(*names, folder=folder)}"
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UsageError(f"De woordenlijst in {folder} is niet te lezen: {error}. Zie docs/vocabularies.md.") from error
    problems = found.problems()
    if problems:
        raise UsageError(f"De woordenlijst in {folder} klopt niet: {'; '.join(problems[:5])}.")
    return found


def compile_vocabulary(folder: Path) -> str:
    """Return our files as one JSON text: the web process needs it at once, and YAML takes ten times as long to read."""
    concepts = [_without_defaults(asdict(concept)) for concept in map(_concept, _entries(folder, FILES.values()))]
    rows = ",\n".join(json.dumps(concept, ensure_ascii=False, separators=(",", ":")) for concept in concepts)
    return f'{{"digest": "{digest(*FILES.values(), folder=folder)}", "concepts": [\n{rows}\n]}}\n'


_DEFAULTS = {one.name: one.default for one in (*fields(Concept), *fields(Label))}


def _without_defaults(values: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if value != _DEFAULTS[name]}
    if "labels" in kept:
        kept["labels"] = [_without_defaults(label) for label in kept["labels"]]
    return kept


def _ours() -> list[Concept]:
    """Our concepts: from the compiled file where it is made from the files as they are now, else from those."""
    compiled = FOLDER / COMPILED
    if compiled.is_file():
        found = json.loads(compiled.read_text("utf-8"))
        if found["digest"] == digest(*FILES.values()):
            return [_concept(entry) for entry in found["concepts"]]
    return [_concept(entry) for entry in _entries(FOLDER, FILES.values())]


def _entries(folder: Path, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the entries of the files as dictionaries with the fields of Concept."""
    kinds = {name: kind for kind, name in FILES.items()}
    for name in names:
        if name.endswith(".tsv"):
            yield from map(_place, read_rows(name, folder))
            continue
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            entries = yaml.load((folder / name).read_text("utf-8"), loader)  # noqa: S506 - both are safe loaders
        except yaml.YAMLError as error:
            raise ValueError(f"{name}: {error}") from error
        for entry in entries or ():
            yield entry | {"kind": kinds[name]}


def _place(row: dict[str, str]) -> dict[str, Any]:
    """Turn a row of places.tsv into an entry; other names stand as `fr:Anvers|nl:Den Haag`."""
    labels: list[dict[str, Any]] = [{"text": row["name"], "type": "preferred"}]
    for other in filter(None, row["other_names"].split("|")):
        lang, _, text = other.partition(":")
        labels.append({"text": text, "lang": lang, "type": "alternative" if lang == "nl" else "translation"})
    copied = {name: row[name] for name in ("id", "country", "valid_from", "valid_to", "successor")}
    return copied | {
        "kind": "place",
        "facet": row["type"],
        "labels": labels,
        "broader": [row["within"]] if row["within"] else [],
        "sources": [row["source"]] if row["source"] else [],
        "cue": row["cue"] == "1",
    }


def _concept(entry: Mapping[str, Any]) -> Concept:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    values["labels"] = tuple(_label(label) for label in entry["labels"])
    concept = Concept(**values)
    if not any(label.type == "preferred" for label in concept.labels):
        raise ValueError(f"{concept.id}: no label of type preferred")
    return concept


def _label(entry: Mapping[str, Any]) -> Label:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Label(**values)


def _linked(concepts: Iterable[Concept], removed: Collection[str] = ()) -> tuple[Concept, ...]:
    """Fill in narrower from broader and back, make `related` hold both ways, and forget what was removed."""
    listed = list(concepts)
    links: dict[str, dict[str, dict[str, None]]] = {
        name: {one.id: dict.fromkeys(other for other in getattr(one, name) if other not in removed) for one in listed}
        for name in ("broader", "narrower", "related")
    }
    for name, back in (("broader", "narrower"), ("narrower", "broader"), ("related", "related")):
        for one in listed:
            for other in getattr(one, name):
                if other in links[back]:
                    links[back][other][one.id] = None
    return tuple(
        _replaced(one, {name: tuple(found[one.id]) for name, found in links.items()}) if _changed(one, links) else one
        for one in listed
    )


def _changed(one: Concept, links: Mapping[str, Mapping[str, Mapping[str, None]]]) -> bool:
    return any(len(found[one.id]) != len(getattr(one, name)) for name, found in links.items())


def _replaced(one: Concept, values: Mapping[str, tuple[str, ...]]) -> Concept:
    return Concept(**{entry.name: getattr(one, entry.name) for entry in fields(Concept)} | dict(values))


def _relations(concept: Concept) -> Iterator[str]:
    yield from (*concept.broader, *concept.narrower, *concept.related)
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
