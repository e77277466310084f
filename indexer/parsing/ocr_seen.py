"""Frozen values of text recognition: a page as a picture, and what was seen on it; to JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from indexer.parsing.reading import listed

DOUBTFUL = 0.8  # mean confidence of a page below which a person should look


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey dots, turned upright."""

    page: int  # from 1
    width: int  # dots
    height: int  # dots
    scale: float  # dots per point
    angle: float  # degrees clockwise by which the page was turned about its centre
    page_width: float  # points, as displayed
    page_height: float  # points, as displayed
    dots: bytes  # one byte each, row by row

    @property
    def pgm(self) -> bytes:
        """The picture as a PGM file."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.dots

    def turned(self, quarters: int) -> Picture:
        """Return the picture turned by so many quarters clockwise."""
        one = self
        for _ in range(quarters % 4):
            turned = b"".join(one.dots[x :: one.width][::-1] for x in range(one.width))
            one = replace(one, width=one.height, height=one.width, dots=turned, angle=(one.angle + 90) % 360)
        return one


def upright_size(angle: float, width: float, height: float) -> tuple[float, float]:
    """Return width and height of a page of *width* and *height* that was turned by *angle* degrees."""
    return (height, width) if round(angle / 90) % 2 else (width, height)


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was recognised; places in points on the page turned upright."""

    text: str
    x0: float
    x1: float
    base: float
    size: float  # of the type of its line
    confidence: float  # 0 to 1, as the recogniser says


@dataclass(frozen=True, slots=True)
class SeenPage:
    """All that was recognised on a page."""

    number: int  # from 1
    words: tuple[SeenWord, ...]
    angle: float = 0.0  # degrees clockwise by which the page was turned before
    failure: str = ""  # why it was not read, in Dutch

    @property
    def confidence(self) -> float | None:
        """Mean confidence of the letters, 0 to 1; None where there are none."""
        letters = sum(len(word.text) for word in self.words)
        return round(sum(len(w.text) * w.confidence for w in self.words) / letters, 3) if letters else None


def to_json(pages: Sequence[SeenPage]) -> bytes:
    """Return *pages* as JSON."""
    return json.dumps([asdict(page) for page in pages], ensure_ascii=False).encode()


def from_json(data: bytes) -> dict[int, SeenPage]:
    """Return the pages in *data* by their number.

    Raises:
        ValueError, KeyError, TypeError: *data* was not made by `to_json`.
    """
    return {
        one["number"]: SeenPage(
            int(one["number"]), tuple(SeenWord(**word) for word in one["words"]), float(one["angle"]), one["failure"]
        )
        for one in json.loads(data)
    }


def notes_on(pages: Mapping[int, SeenPage]) -> list[str]:
    """Say in Dutch which pages were recognised, how surely, and which were not."""
    read = [page for page in pages.values() if page.words]
    notes = []
    if read:
        letters = sum(len(word.text) for page in read for word in page.words)
        mean = sum(len(word.text) * word.confidence for page in read for word in page.words) / letters
        notes.append(
            f"OCR: de tekst van bladzijde {listed([page.number for page in read])} is herkend uit beeld, met een "
            f"gemiddelde zekerheid van {mean:.0%}; lees bij een citaat de originele bladzijde na.".replace("%", " %")
        )
    doubtful = [f"{page.number} ({page.confidence:.0%})" for page in read if (page.confidence or 0) < DOUBTFUL]
    if doubtful:
        notes.append(f"Onzeker herkend: bladzijde {', '.join(doubtful)}.".replace("%", " %"))
    blank = [page.number for page in pages.values() if not page.words and not page.failure]
    if blank:
        notes.append(f"In het beeld van bladzijde {listed(blank)} is geen tekst gevonden.")
    failures: dict[str, list[int]] = {}
    for page in pages.values():
        if page.failure:
            failures.setdefault(page.failure, []).append(page.number)
    notes += [f"Tekstherkenning is mislukt op bladzijde {listed(n)}: {why}." for why, n in failures.items()]
    return notes
