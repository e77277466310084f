"""Read the tab-separated data files of the language layer: comment lines, a line of column names, then rows."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent / "vocabularies"


def read_rows(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """Return the rows of *name* in *folder* as dictionaries; lines that begin with `#` are comments.

    Raises:
        ValueError: a row has another number of columns than the line of names.
    """
    lines = [line for line in (folder / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def digest(*names: str, folder: Path = FOLDER) -> str:
    """Return 12 hexadecimal digits that stand for the bytes of the files *names*, line ends apart."""
    found = hashlib.sha256()
    for name in names:
        found.update((folder / name).read_bytes().replace(b"\r\n", b"\n"))
        found.update(b"\0")
    return found.hexdigest()[:12]
