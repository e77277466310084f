"""Read the vocabulary: ours as it ships, and the files that a user lays over it: docs/vocabularies.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from nlp.concepts import Concept, Definition, Label, Vocabulary, linked
from nlp.entries import FILES, Entry, check, read_entries
from nlp.tables import FOLDER, digest

__all__ = ["COMPILED", "FILES", "Concept", "Definition", "Label", "Vocabulary", "compile_vocabulary", "load_vocabulary"]

COMPILED = "vocabulary.json"
_MOST_SHOWN = 5  # faults in one message


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Load our vocabulary; files of the same names in *folder* are laid over it.

    An entry of the user takes the place of ours with the same id, a new id is added, `remove: true` takes ours out.

    Raises:
        UsageError: a file in *folder* is not as docs/vocabularies.md says, or labels collide; the message names file,
            line and entry of each fault.
    """
    concepts = {concept.id: concept for concept in _ours()}
    if folder is None:
        return Vocabulary(linked(concepts.values()), digest(*FILES.values()))
    faults: list[str] = []
    names = _own_files(folder)
    entries = [entry for name in names for entry in read_entries(folder, name, faults)]
    removed = set()
    for entry in entries:
        faults += check(entry, known=concepts)
    _refuse(faults)
    for entry in entries:
        concepts.pop(entry.id, None)
        if entry.values.get("remove"):
            removed.add(entry.id)
        else:
            concepts[entry.id] = _concept(entry.values)
    fingerprint = f"{digest(*FILES.values())}-{digest(*names, folder=folder)}"
    found = Vocabulary(linked(concepts.values(), removed), fingerprint)
    places = {entry.id: entry.place for entry in entries}
    _refuse([f"{places.get(one, f'entry {one} of ours')}: {problem}." for one, problem in found.problems()])
    return found


def _own_files(folder: Path) -> list[str]:
    """Return which of the files a user has; a name that means nothing is rather a slip than meant to be skipped."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder of vocabularies {folder}. See docs/vocabularies.md.")
    strange = sorted(one.name for one in folder.iterdir() if one.suffix in (".yaml", ".yml", ".tsv", ".json")
                     and one.name not in FILES.values())  # fmt: skip
    if strange:
        known = ", ".join(FILES.values())
        raise UsageError(f"{folder / strange[0]} is no vocabulary: the files are called {known}.")
    return [name for name in FILES.values() if (folder / name).is_file()]


def _refuse(faults: list[str]) -> None:
    if faults:
        more = f" And {len(faults) - _MOST_SHOWN} more." if len(faults) > _MOST_SHOWN else ""
        shown = "\n  ".join(faults[:_MOST_SHOWN])
        raise UsageError(f"Your vocabulary cannot be used:\n  {shown}{more}\nSee docs/vocabularies.md.")


def compile_vocabulary(folder: Path) -> str:
    """Return our files as one JSON text: the web process needs it at once, and YAML takes ten times as long to read.

    Raises:
        ValueError: a file is not as docs/vocabularies.md says.
    """
    faults: list[str] = []
    entries = [entry for name in FILES.values() for entry in read_entries(folder, name, faults)]
    faults += [fault for entry in entries for fault in check(entry)]
    if faults:
        raise ValueError("\n".join(faults))
    concepts = [_without_defaults(asdict(_concept(entry.values))) for entry in entries]
    rows = ",\n".join(json.dumps(concept, ensure_ascii=False, separators=(",", ":")) for concept in concepts)
    return f'{{"digest": "{digest(*FILES.values(), folder=folder)}", "concepts": [\n{rows}\n]}}\n'


_DEFAULTS = {one.name: one.default for one in (*fields(Concept), *fields(Label)) if one.default is not MISSING}


def _without_defaults(values: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if name not in _DEFAULTS or value != _DEFAULTS[name]}
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
    return [_concept(entry.values) for entry in _unchecked()]


def _unchecked() -> Iterable[Entry]:
    faults: list[str] = []
    for name in FILES.values():
        yield from read_entries(FOLDER, name, faults)
    if faults:
        raise ValueError("\n".join(faults))


def _concept(values: Mapping[str, Any]) -> Concept:
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    made["labels"] = tuple(_label(label) for label in values["labels"])
    made["definitions"] = tuple(Definition(**one) for one in values.get("definitions", ()))
    return Concept(**made)


def _label(values: Mapping[str, Any]) -> Label:
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Label(**made)
