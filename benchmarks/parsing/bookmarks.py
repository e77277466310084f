"""Headings of real PDFs against their bookmarks, which the reader is not shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pypdfium2

from benchmarks.parsing import measures, truths
from indexer.parsing import parse

#: Beginnings of the names of PDFs whose bookmarks name every heading that a reader sees, as some of their pages show.
COMPLETE = ("cc-2021-06-09", "cc-2021-10-20", "cc-2022-07-12", "cc-2023-05-26", "cm-2022-07-08", "cm-20200519")
_NUMBER = re.compile(r"^(?:(?:hoofdstuk|deel|bijlage)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.:)]?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingFigures:
    """How the headings of one document compare with its bookmarks."""

    name: str
    bookmarks: int
    score: measures.Score
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def titles(path: Path) -> list[str]:
    """Return the titles of the bookmarks of a PDF, in order."""
    document = pypdfium2.PdfDocument(path)
    found = [" ".join((mark.get_title() or "").split()) for mark in document.get_toc(max_depth=8)]
    document.close()
    return [title for title in found if title]


def folded(title: str) -> str:
    """Return a title without its number, spaces, hyphens and capitals."""
    return "".join(measures.words(_NUMBER.sub("", title)))


def compare(path: Path) -> HeadingFigures:
    """Read a PDF without its bookmarks and compare the headings with them."""
    with patch("indexer.parsing.pdf.outline_of", return_value={}):
        found = [section.title for section in parse(path.read_bytes(), path.name).sections]
    want = {folded(title): title for title in titles(path)}
    have = {folded(title): title for title in found}
    wanted, had = Counter(folded(title) for title in titles(path)), Counter(map(folded, found))
    both = sum((wanted & had).values())
    score = measures.Score(measures.share(both, sum(had.values())), measures.share(both, sum(wanted.values())))
    missed = tuple(want[key] for key in wanted - had)
    return HeadingFigures(path.name, sum(wanted.values()), score, missed, tuple(have[key] for key in had - wanted))


def chosen() -> Iterator[Path]:
    """Yield the real PDFs whose bookmarks name every heading that a reader sees."""
    for path in truths.real_pdfs():
        if path.name.startswith(COMPLETE) and titles(path):
            yield path
