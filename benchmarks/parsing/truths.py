"""Documents of known truth that lie beside the repository or in it: samples, rendered set, the 214-page agreement."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.parsing import measures
from benchmarks.parsing.texts import without_marks
from corpus.model import Metadata
from tools.samples.blocks import Block, parse
from tools.samples.source import SAMPLES, load, source_paths

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "realdocs"
_JOINT = re.compile("\x01\\W*[A-ZÀ-Ý\\d]")
#: Between paragraphs; a written question of which the truth runs on into its answer is parted there, as it is meant.
_GLUED_ANSWER = re.compile(r"\n\n|(?<=\?) (?=1\. [A-Z])")
_MARKUP = re.compile(r"\s?\[\^\d+\]|\*{1,2}")


#: Parts of a web page that are no text of the document: a reader that leaves them out is right.
_FURNITURE = frozenset(("menu", "kruimelpad", "cookies", "teaser", "teasers", "voettekst"))


_QUOTED = re.compile(r"(?:^|\s)>\s(?:–\s)?")  # opens a quotation in a source, and the line that says who speaks


@dataclass(frozen=True, slots=True)
class Known:
    """A file and what stands in it."""

    name: str
    data: bytes
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    metadata: Metadata | None = None
    given: dict[str, object] = field(default_factory=dict)


def samples() -> list[Known]:
    """Return the sample documents; the survey and the scan have truths of another kind and are left out."""
    known = []
    for path in source_paths():
        source = load(path)
        if path.suffix != ".md" or "scan" in source.file:
            continue
        body = parse(source.body)
        blocks = tuple(block for block in body.blocks if block.kind not in _FURNITURE)
        flat = list(_flat(blocks))
        known.append(
            Known(
                source.file,
                (SAMPLES / source.file).read_bytes(),
                tuple(
                    part
                    for b in flat
                    if b.kind in ("paragraph", "item")
                    for part in _QUOTED.split(_plain(b.text))
                    if part
                ),
                _titles(source.meta, blocks, pdf=source.file.endswith(".pdf")),
                tuple(_plain(text) for text in body.notes.values()),
                tuple(tuple(tuple(_plain(c) for c in row) for row in b.rows) for b in flat if b.kind == "table"),
                source.metadata(),
            )
        )
    return known


def _titles(meta: dict[str, Any], blocks: tuple[Block, ...], *, pdf: bool) -> tuple[str, ...]:
    """Return the headings as printed: those of the text, of its boxes, of the cover and of the table of contents."""
    titles = [_plain(b.text) for b in _flat(blocks) if b.kind == "heading"]
    layout = meta.get("layout") or {}
    if pdf:
        titles += [_plain(b.text) for b in _every(blocks) if b.kind in ("kader", "zijkant", "breed") and b.text]
        titles += [str(meta["title"])] if layout.get("cover") else []
        titles += [str(layout["contents"])] if layout.get("contents") else []
    return tuple(titles)


def _every(blocks: tuple[Block, ...]) -> list[Block]:
    return [inner for block in blocks for inner in (block, *_every(block.blocks))]


def _plain(text: str) -> str:
    return without_marks(_MARKUP.sub("", text))


def _flat(blocks: tuple[Block, ...]) -> list[Block]:
    return [inner for block in blocks for inner in (_flat(block.blocks) if block.blocks else [block])]


def rendered() -> list[Known]:
    """Return the rendered files that have a text layer and a truth; none where the folder is absent."""
    known = []
    for path in sorted((SHARED / "rendered").glob("*.pdf")):
        text = path.with_suffix(".truth.txt")
        facts = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
        if not text.exists() or facts.get("ocr_needed") or "image_pages" in facts or path.name[:3] in ("r13", "r15"):
            continue
        paragraphs = [part for part in _GLUED_ANSWER.split(text.read_text("utf-8")) if part.strip()]
        tables = tuple(tuple(tuple(row) for row in rows) for rows in facts.get("tables", {}).values())
        notes = tuple(f"{number} {note}" for number, note in facts.get("footnotes", ()))
        known.append(Known(path.name, path.read_bytes(), tuple(paragraphs), notes=notes, tables=tables))
    return known


def agreement() -> Known | None:
    """Return the sentences of the 214-page agreement in two columns, taken from the order of the file.

    The program that set it wrote each column as one story, with a space before a line that runs on: order comes without
    looking at a single place on the page, which is what layout passes must work out. A sentence in which a line begins
    with a capital or a digit may have swallowed a heading or a note and is left out, whoever is measured.
    """
    path = SHARED / "pdf" / "be" / "vlaams-regeerakkoord-2019-2024.pdf"
    if not path.exists():
        return None
    data = path.read_bytes()
    document = pypdfium2.PdfDocument(data)
    found: list[str] = []
    for page in document:
        text = page.get_textpage().get_text_range()
        text = re.sub("\ufffe(?=(?:en|of|tot) )", "- ", text)
        text = text.replace("\ufffe", "").replace(" \r\n", " \x01").replace("\r\n", "\n")
        for paragraph in text.split("\n"):
            sentences = measures.sentences(paragraph)
            found += [s.replace("\x01", "") for s in sentences if s.strip()[-1:] in ".!?" and not _JOINT.search(s)]
    document.close()
    return Known(path.name, data, tuple(found))


def sections() -> list[str]:
    """Return the sections of the agreement that others extracted, as text; their hyphens are folded when compared."""
    real = sorted((SHARED / "texts" / "be-vlra").glob("*.txt"))
    return [path.read_text("utf-8").split("\n\n", 1)[1] for path in real]


def real_pdfs() -> list[Path]:
    """Return the 68 real PDFs, or none where they are absent."""
    return sorted(path for folder in ("be", "nl") for path in (SHARED / "pdf" / folder).glob("*.pdf"))
