"""Raised note marks among the words of a page: behind the word that calls the note, or before the note that they open.

A mark is told from a figure by its place alone: it is raised, small, and touches the word before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.parsing.glyphs import Word

MARK = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§]{1,2})(?:[,;)\].]|[,;]\d{1,3})*|\[\d{1,3}\]|[,;]")
SMALLER = 0.85  # of the word it stands at: a mark is set at most so large
RAISED = 0.12  # em: least rise of its base line above that of the word
HIGHEST = 0.75  # em: most
BAND = 8  # points: base lines are looked up in bands so high
UNITS = frozenset(("m", "km", "cm", "dm", "mm", "hm", "dam"))  # m²


def without_marks(parts: list[list[Word]]) -> list[list[Word]]:
    """Take the raised marks out of the lines of a page; those that open a note are put before its first word.

    Args:
        parts: words of each stretch of a line, from left to right; marks mostly stand in stretches of their own.
    """
    small = [place for place, part in enumerate(parts) if any(MARK.fullmatch(word.text) for word in part)]
    if not small:
        return parts
    page = _Page(parts)
    for place in small:
        part = parts[place]
        if all(MARK.fullmatch(word.text) for word in part) and len(part) <= 4:
            parts[place] = page.without(part)
        else:
            parts[place] = _unglued(part, page)
    return [part for part in parts if part]


def _unglued(part: list[Word], page: _Page) -> list[Word]:
    """Return a line without the marks on almost the same base line as its words, and those of a narrow neighbour."""
    kept: list[Word] = []
    largest = max(word.size for word in part)
    for place, word in enumerate(part):
        if word.size < SMALLER * largest and MARK.fullmatch(word.text):
            if kept and _calls(word, kept[-1]):
                _call(kept[-1], word)
                continue
            after = part[place + 1] if place + 1 < len(part) else None
            if not kept and after is not None and _opens(word, after):
                word.opens = after.spaced = True
            elif page.called_by(word, part):
                continue
        kept.append(word)
    return kept


class _Page:
    """The words of a page by the height of their base line."""

    def __init__(self, parts: list[list[Word]]) -> None:
        self._parts = parts
        self._bands: dict[int, list[tuple[Word, list[Word]]]] = {}
        for part in parts:
            for word in part:
                self._bands.setdefault(int(word.base // BAND), []).append((word, part))

    def without(self, marks: list[Word]) -> list[Word]:
        """Give each of *marks*, alone on their base line, to the word it belongs to; return what is left."""
        left = [mark for mark in marks if not self.called_by(mark, marks)]
        if not left or self._lowered_into(left):
            return []
        lead = left[-1]
        for word, part in self._near(lead):
            if part is not marks and word is part[0] and _opens(lead, word):
                text = "".join(mark.text for mark in left)
                joined = Word(text, left[0].x0, lead.x1, word.top, word.bottom, word.base, word.size, word.bold)
                joined.opens = word.spaced = True
                part.insert(0, joined)
                return []
        return left

    def called_by(self, mark: Word, own: list[Word]) -> bool:
        """Give *mark* to the word in larger type that it stands raised behind (`verdiept³`, but not `m²`), if any."""
        for word, part in self._near(mark):
            if part is not own and word is not mark and _calls(mark, word):
                _call(word, mark)
                return True
        return False

    def _near(self, mark: Word) -> Iterator[tuple[Word, list[Word]]]:
        band = int(mark.base // BAND)
        for near in (band, band + 1):
            yield from self._bands.get(near, ())

    def _lowered_into(self, marks: list[Word]) -> bool:
        """Put a small figure that stands low at the right of a word after that word (the 2 of CO2)."""
        first = marks[0]
        for part in self._parts:
            for place, word in enumerate(part):
                lowered = 0 < first.base - word.base < 0.45 * word.size and first.size < SMALLER * word.size
                if lowered and -0.15 * word.size < first.x0 - word.x1 < 0.2 * word.size and word.text[-1].isalpha():
                    first.spaced = False
                    part[place + 1 : place + 1] = marks
                    return True
        return False


def _calls(mark: Word, word: Word) -> bool:
    """Say whether *mark* stands raised directly right of *word*, in smaller type or well above its line."""
    rise = word.base - mark.base
    raised = RAISED * word.size < rise < HIGHEST * word.size
    close = -0.15 * word.size < mark.x0 - word.x1 < 0.3 * word.size
    small = mark.size < SMALLER * word.size or (rise > 0.25 * word.size and mark.size <= word.size)
    return raised and close and small and word.text.casefold() not in UNITS


def _call(word: Word, mark: Word) -> None:
    """Note that *word* bears *mark*, and that what follows it on the line stands behind the mark."""
    apart = word.mark and mark.x0 - word.x1 > 0.05 * mark.size and mark.text[0] not in ",;)"
    word.mark += f" {mark.text}" if apart else mark.text
    word.x1 = max(word.x1, mark.x1)


def _opens(mark: Word, first: Word) -> bool:
    """Say whether *mark* stands raised directly left of *first*: the number of a footnote."""
    raised = -0.1 * first.size <= first.base - mark.base < HIGHEST * first.size
    return raised and -0.15 * first.size < first.x0 - mark.x1 < 1.2 * first.size and mark.size < 0.95 * first.size
