"""Build the samples that are not PDF (Word, ODT, XLSX, HTML, text); the same source gives the same bytes.

Zip containers are written again with one date and without compression: compressed bytes differ between zlib versions.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from tools.samples.office_docx import write_docx
from tools.samples.office_odt import write_odt
from tools.samples.office_web import write_html, write_txt
from tools.samples.office_xlsx import write_xlsx
from tools.samples.source import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tools.samples.source import Source

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")

_WRITERS: dict[str, Callable[[Source], bytes]] = {
    ".docx": write_docx,
    ".odt": write_odt,
    ".xlsx": write_xlsx,
    ".html": write_html,
    ".txt": write_txt,
}


def build(source_path: Path, folder: Path) -> Path:
    """Write the document of *source_path* into *folder* and return its path.

    Raises:
        ValueError: no writer for the suffix that the source asks for.
    """
    source = load(source_path)
    if source.suffix not in _WRITERS:
        raise ValueError(f"{source_path.name}: no writer for {source.suffix!r}; there are {', '.join(_WRITERS)}")
    content = _WRITERS[source.suffix](source)
    if source.suffix in {".docx", ".odt", ".xlsx"}:
        content = _freeze(content, day=str(source.meta["published"]))
    path = folder / source.file
    path.write_bytes(content)
    return path


def _freeze(container: bytes, *, day: str) -> bytes:
    """Return the zip *container* with constant dates; entries keep their order (ODF wants `mimetype` first)."""
    frozen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as old, zipfile.ZipFile(frozen, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the present time there when it saves
                content = _MODIFIED.sub(rf"\g<1>{day}T09:00:00Z\g<2>".encode(), content)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.create_system = 3  # else it says on which system it was made
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return frozen.getvalue()
