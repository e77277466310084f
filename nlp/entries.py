"""The entries of vocabulary files with the line each stands on, and what is wrong with them; makes no concepts."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from nlp.concepts import LABEL_TYPES, STATUSES, Concept, Definition, Label

#: File of each kind of concept; the kind is a value of `corpus.model.MentionKind`.
FILES = {
    "phenomenon": "phenomena.yaml",
    "institution": "institutions.yaml",
    "organisation": "organisations.yaml",
    "place": "places.tsv",
}
_KINDS = {name: kind for kind, name in FILES.items()}
_OF_ENTRY = frozenset(one.name for one in fields(Concept)) | {"remove"}
_OF_LABEL = frozenset(one.name for one in fields(Label))
_OF_DEFINITION = frozenset(one.name for one in fields(Definition))
_LISTS = frozenset(("broader", "narrower", "related", "sources", "labels", "definitions", "cue", "unless", "near"))
_FLAGS = frozenset(("auto", "case", "exact", "compounds"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in a file; `values` has the fields of Concept, labels as dictionaries."""

    file: Path
    line: int  # from 1
    values: Mapping[str, Any]
    label_lines: Sequence[int] = field(default=())

    @property
    def id(self) -> str:
        """Id of the concept; empty where the entry has none."""
        return str(self.values.get("id") or "")

    @property
    def place(self) -> str:
        """File, line and id, for a message."""
        return f"{self.file}, line {self.line}, entry {self.id or '(without id)'}"


def read_entries(folder: Path, name: str, faults: list[str]) -> Iterator[Entry]:
    """Yield the entries of one of `FILES` in *folder*; what cannot be read at all is added to *faults*."""
    path = folder / name
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path}: cannot be read as UTF-8 text ({error}).")
        return
    yield from _of_table(path, text, faults) if name.endswith(".tsv") else _of_yaml(path, text, faults)


def _of_yaml(path: Path, text: str, faults: list[str]) -> Iterator[Entry]:
    import yaml

    # With the line of each entry, which a plain load forgets.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            faults.append(f"{path}, line 1: expected a list of entries, each beginning with `- id: ...`.")
            return
        for node in root.value:
            line = node.start_mark.line + 1
            values = loader.construct_object(node, deep=True)
            if not isinstance(values, dict):
                faults.append(f"{path}, line {line}: expected an entry with fields such as `id` and `labels`.")
                continue
            labels = next((value for key, value in node.value if key.value == "labels"), None)
            lines = [one.start_mark.line + 1 for one in labels.value] if isinstance(labels, yaml.SequenceNode) else []
            yield Entry(path, line, values | {"kind": _KINDS[path.name]}, lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        faults.append(f"{path}{where}: this is no YAML ({getattr(error, 'problem', None) or error}).")
    finally:
        loader.dispose()


def _of_table(path: Path, text: str, faults: list[str]) -> Iterator[Entry]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        return
    names = lines[0][1].split("\t")
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(names):
            faults.append(f"{path}, line {number}: {len(cells)} columns, where the line of names has {len(names)}.")
            continue
        try:
            yield Entry(path, number, _place(dict(zip(names, cells, strict=True))))
        except KeyError as missing:
            faults.append(f"{path}, line {number}: there is no column {missing}.")
            return


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


def check(entry: Entry, known: Collection[str] = ()) -> Iterator[str]:
    """Yield what is wrong with *entry* by itself; *known* holds the ids that it may remove."""
    values = entry.values
    if not isinstance(values.get("id"), str) or not values["id"]:
        yield f"{entry.place}: it has no `id`."
        return
    if values.get("remove"):
        if values["id"] not in known:
            yield f"{entry.place}: there is no entry {values['id']!r} of ours to remove{_like(values['id'], known)}."
        return
    yield from _fields(entry.place, values, _OF_ENTRY, place_row=values["kind"] == "place")
    if values.get("status", "sourced") not in STATUSES:
        yield f"{entry.place}: `status` is one of {', '.join(STATUSES)}, not {values['status']!r}."
    for one in values.get("definitions") or ():
        if not isinstance(one, dict) or not {"text", "by", "source"} <= one.keys():
            yield f"{entry.place}: a definition has the fields `text`, `by` and `source`."
        else:
            yield from _fields(entry.place, one, _OF_DEFINITION)
    yield from _labels(entry)


def _labels(entry: Entry) -> Iterator[str]:
    labels = entry.values.get("labels")
    if not isinstance(labels, list) or not labels:
        yield f"{entry.place}: it has no list of `labels`."
        return
    lines = entry.label_lines or [entry.line] * len(labels)
    for line, label in zip(lines, labels, strict=True):
        place = f"{entry.file}, line {line}, entry {entry.id}"
        if not isinstance(label, dict) or not isinstance(label.get("text"), str) or not label["text"].strip():
            yield f"{place}: a label is written as {{text: ...}}, with the text in quotation marks where YAML asks."
            continue
        yield from _fields(place, label, _OF_LABEL)
        if label.get("type", "alternative") not in LABEL_TYPES:
            wrong = label["type"]
            yield f"{place}: `type` is one of {', '.join(LABEL_TYPES)}, not {wrong!r}{_like(str(wrong), LABEL_TYPES)}."
    if not any(isinstance(label, dict) and label.get("type") == "preferred" for label in labels):
        yield f"{entry.place}: no label is of type `preferred`."


def _fields(
    place: str, values: Mapping[str, Any], allowed: Collection[str], *, place_row: bool = False
) -> Iterator[str]:
    for name, value in values.items():
        if name not in allowed:
            yield f"{place}: unknown field `{name}`{_like(str(name), allowed)}."
        elif name in _LISTS and not isinstance(value, list) and not (place_row and name == "cue"):
            yield f"{place}: `{name}` is a list, as in `{name}: [...]`."
        elif name in _FLAGS and not isinstance(value, bool):
            yield f"{place}: `{name}` is true or false, not {value!r}."
        elif name == "within" and not (isinstance(value, int) and value >= 0):
            yield f"{place}: `within` is a number of words, not {value!r}."


def _like(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
