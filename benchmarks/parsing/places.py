"""Is a quotation found on the page where it stands, and does a box of its passage lie on each of its lines?"""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise

from benchmarks.parsing import measures
from benchmarks.parsing.typeset import PlacedLine, Truth
from corpus.model import Box, Document

LEAST = 0.8  # of the union of the true and the found box that both cover


def quotations(document: Document, truth: Truth, *, count: int, seed: int = 1) -> tuple[int, int, list[str]]:
    """Return how many of *count* sampled 8-word quotations were on their page and in their boxes, and the rest."""
    chance = random.Random(seed)
    lines: defaultdict[int, list[PlacedLine]] = defaultdict(list)
    for line in truth.lines:
        lines[line.paragraph].append(line)
    long = [place for place, text in enumerate(truth.paragraphs) if len(text.split()) >= 9]
    texts = [" " + " ".join(measures.words(passage.text)) + " " for passage in document.passages]
    good, missed = 0, []
    for _ in range(count):
        place = chance.choice(long)
        said = truth.paragraphs[place].split()
        first = chance.randrange(len(said) - 7)
        quotation = " ".join(measures.words(" ".join(said[first : first + 8])))
        mine = [line for line in lines[place] if line.first <= first + 7 and line.last >= first]
        found = any(
            f" {quotation} " in text and _lies(document.passages[number].boxes, mine)
            for number, text in enumerate(texts)
        )
        good += found
        if not found:
            missed.append(f"p. {mine[0].page}: {quotation}")
    return good, count, missed


def _lies(boxes: tuple[Box, ...], lines: list[PlacedLine]) -> bool:
    return all(any(_overlap(box, line) >= LEAST for box in boxes if box.page == line.page) for line in lines)


def _overlap(box: Box, line: PlacedLine) -> float:
    """Return intersection over union, the found box cut or stretched to the true height of a line of its font."""
    middle = (line.top + line.bottom) / 2
    if not box.top <= middle <= box.bottom or box.bottom - box.top > 1.6 * (line.bottom - line.top):
        return 0.0
    across = min(box.x1, line.x1) - max(box.x0, line.x0)
    return max(0.0, across) / (max(box.x1, line.x1) - min(box.x0, line.x0))


def ordered(document: Document) -> bool:
    """Say whether the boxes of each passage go down the page inside a column: no box is lost between two others."""
    return all(
        after.top > before.top - 1 or after.page != before.page or after.x0 != before.x0
        for passage in document.passages
        for before, after in pairwise(passage.boxes)
    )
