"""The words of the index with how many passages hold each: which end so, and which are spelled nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

FIXED = 2  # first letters that a word spelled nearly so has in common with what was typed


class Lexicon:
    """All words of one state of an index; safe to share between threads."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        """Take folded words with the number of passages that hold each."""
        self.frequency: Mapping[str, int] = {term: count for term, count in terms if "\n" not in term}
        self._sorted = sorted(self.frequency)

    def ending(self, text: str) -> list[str]:
        """Return the words that end in *text*, those of most passages first."""
        found: list[str] = []
        lines, sought = self._lines, f"{text}\n"
        at = lines.find(sought)
        while at >= 0:
            found.append(lines[lines.rfind("\n", 0, at) + 1 : at] + text)
            at = lines.find(sought, at + len(sought) - 1)
        return self._ordered(found)

    def nearly(self, word: str, edits: int) -> list[tuple[str, int]]:
        """Return words that take 1 to *edits* edits to make of *word*, and how many: fewest first, then most passages.

        An edit is a letter more, less or other, or two neighbours swapped. The first FIXED letters stay.
        """
        start = word[:FIXED]
        low, high = bisect_left(self._sorted, start), bisect_left(self._sorted, start + chr(0x10FFFF))
        candidates = [term for term in self._sorted[low:high] if abs(len(term) - len(word)) <= edits]
        if not candidates:
            return []
        distances = process.cdist([word], candidates, scorer=OSA.distance, score_cutoff=edits)[0]
        found = {term: int(distances[place]) for place, term in enumerate(candidates) if 0 < distances[place] <= edits}
        return [(term, found[term]) for term in sorted(self._ordered(found), key=found.__getitem__)]

    def _ordered(self, terms: Iterable[str]) -> list[str]:
        return sorted(terms, key=lambda term: (-self.frequency[term], term))

    @cached_property
    def _lines(self) -> str:
        """All words in one text, which is searched a hundred times as fast as word by word."""
        return "\n".join((*self._sorted, ""))
