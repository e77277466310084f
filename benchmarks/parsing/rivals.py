"""The same files read by plain pdfplumber and by pdftotext, as most programs do it: text per page, no structure."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pdfplumber


def by_pdfplumber(data: bytes) -> list[str]:
    """Return the text of each page by `page.extract_text()`."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        texts = []
        with pdfplumber.open(file.name) as document:
            for page in document.pages:
                texts.append(page.extract_text() or "")
                page.close()
        return texts


def by_pdftotext(data: bytes) -> list[str] | None:
    """Return the text of each page by `pdftotext FILE -`, or None where it is not installed."""
    if shutil.which("pdftotext") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "tekst.pdf"
        source.write_bytes(data)
        found = subprocess.run(["pdftotext", "-enc", "UTF-8", str(source), "-"], capture_output=True, check=False)
        return found.stdout.decode("utf-8", "replace").split("\f")


def joined_lines(pages: list[str]) -> str:
    """Return pages as running text, each hyphen at the end of a line undone; the measures fold the others anyway."""
    text = "\n".join(pages)
    for hyphen in "-\u2010\u00ad\ufffe\x02":
        text = text.replace(f"{hyphen}\n", "")
    return text
