"""Read the text source of a sample document: YAML front matter, then a body; knows no output format.

A source is UTF-8 text. Between two lines `---` stands the front matter; all its values are read as text, so that
a date stays `2023-11` and an edition stays `7`. What follows is the body: Markdown, or YAML for the survey.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from corpus.model import Metadata

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
SOURCES = SAMPLES / "sources"

_FENCE = "---\n"
_METADATA_FIELDS = tuple(field.name for field in fields(Metadata) if field.name != "sample")


@dataclass(frozen=True, slots=True)
class Source:
    """One source: front matter (all values text, lists or dicts of text) and body without leading blank lines."""

    meta: dict[str, Any]
    body: str

    @property
    def file(self) -> str:
        """File name of the document that is made of this source."""
        return str(self.meta["file"])

    @property
    def suffix(self) -> str:
        """Suffix of that file name with its full stop, in lower case."""
        return Path(self.file).suffix.lower()

    def metadata(self) -> Metadata:
        """Return the metadata of the document; every sample is marked as one.

        Raises:
            ValueError: a date or country that the corpus does not accept.
        """
        return Metadata(**{name: str(self.meta.get(name) or _default(name)) for name in _METADATA_FIELDS}, sample=True)


def _default(name: str) -> str:
    return {"kind": "onbekend", "language": "nl"}.get(name, "")


def load(path: Path) -> Source:
    """Read the source at *path*.

    Raises:
        ValueError: the front matter is missing, not closed or without the key `file`.
    """
    text = path.read_text("utf-8").replace("\r\n", "\n")
    if not text.startswith(_FENCE):
        raise ValueError(f"{path.name}: the first line must be '---', the beginning of the front matter")
    front, fence, body = text[len(_FENCE) :].partition("\n" + _FENCE)
    if not fence:
        raise ValueError(f"{path.name}: the front matter is not closed by a line '---'")
    # BaseLoader makes text of every value and nothing else, so it is as safe as SafeLoader.
    meta = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - see above
    if not isinstance(meta, dict) or "file" not in meta:
        raise ValueError(f"{path.name}: the front matter needs the key 'file', the name of the document to make")
    return Source(meta, body.lstrip("\n"))


def source_paths(folder: Path = SOURCES) -> list[Path]:
    """Return the sources in *folder*, in the order of their numbers."""
    return sorted(path for path in folder.iterdir() if path.suffix in {".md", ".yaml"})


def catalogue_entry(source: Source) -> dict[str, str | bool]:
    """Return what documents.yaml says of a source: the file, each metadata field that is known, `sample: true`."""
    metadata = source.metadata()
    known = {name: getattr(metadata, name) for name in _METADATA_FIELDS if getattr(metadata, name)}
    return {"file": source.file, **known, "sample": True}
