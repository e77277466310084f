"""Which files to read: paths and folders on the command line, and the manifest that says what a folder holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from pathlib import Path

import yaml

from corpus.errors import UsageError
from corpus.model import Metadata

MANIFEST = "documents.yaml"
_GIVEN = frozenset(one.name for one in fields_of(Metadata)) | {"id"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, with the metadata given for it beforehand (fields of `Metadata`, and `id`)."""

    path: Path
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The name under which the store remembers where the document came from."""
        return self.path.resolve().as_uri()


def find_sources(paths: Iterable[Path]) -> list[SourceFile]:
    """Return every file under *paths*, each once, in order of name within a folder.

    A folder that holds a `documents.yaml` gives just the files listed there; hidden files and folders are passed over.

    Raises:
        UsageError: a path is not there, or a manifest is wrong.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist. Name a file or a folder.")
        for one in _walk(path) if path.is_dir() else [_single(path)]:
            found.setdefault(one.path.resolve(), one)
    return list(found.values())


def _single(path: Path) -> SourceFile:
    manifest = path.parent / MANIFEST
    given = _manifest(manifest).get(path.name, {}) if manifest.is_file() else {}
    return SourceFile(path, given)


def _walk(folder: Path) -> Iterator[SourceFile]:
    manifest = folder / MANIFEST
    if manifest.is_file():
        for name, given in _manifest(manifest).items():
            if not (folder / name).is_file():
                raise UsageError(f"{manifest} lists {name}, which is not there.")
            yield SourceFile(folder / name, given)
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_file():
            yield SourceFile(path)


def _manifest(path: Path) -> dict[str, dict[str, object]]:
    """Return the metadata given per file name."""
    try:
        entries = yaml.safe_load(path.read_text("utf-8"))
        listed = {
            str(entry["file"]): {key: value for key, value in entry.items() if key != "file"} for entry in entries
        }
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} must be a YAML list of entries with `file` and metadata: {error}.") from error
    for name, given in listed.items():
        if unknown := sorted(set(given) - _GIVEN):
            raise UsageError(f"{path}, {name}: unknown field {', '.join(unknown)}. Known: {', '.join(sorted(_GIVEN))}.")
        for key, value in given.items():
            if key != "sample":  # YAML reads 2023-05-12 as a date and 2023 as a number; metadata hold text
                given[key] = value.isoformat() if isinstance(value, datetime.date) else str(value or "")
        try:
            Metadata(**{"title": "", **{key: value for key, value in given.items() if key != "id"}})
        except (TypeError, ValueError) as error:
            raise UsageError(f"{path}, {name}: {error}.") from error
    return listed
