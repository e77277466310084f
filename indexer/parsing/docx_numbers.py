"""The numbers that Word prints before the paragraphs of lists and numbered headings: they stand in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from indexer.parsing.numbers import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9  # levels of a list
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 3_999


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: `("decimal", "%1.%2", 1)`; `legal` shows the numbers above as figures."""

    form: str
    text: str
    start: int
    legal: bool = False


class Numbering:
    """Counts the paragraphs of each list as Word does: lists made from one definition go on counting."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._definitions: dict[str, str] = {}
        self._anew: dict[tuple[str, int], int] = {}  # lists that begin at a number of their own
        self._styled: dict[tuple[str, str], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for one in root.findall(W + "num") if root is not None else ():
            self._define(one, root)

    def _define(self, one: etree._Element, root: etree._Element | None) -> None:
        number, definition = one.get(W + "numId", ""), _value(one.find(W + "abstractNumId"))
        self._definitions[number] = definition
        sources = root.findall(W + "abstractNum") if root is not None else []
        levels = [
            level
            for source in sources
            if source.get(W + "abstractNumId", "") == definition
            for level in source.findall(W + "lvl")
        ]
        for override in one.findall(W + "lvlOverride"):
            depth = whole(override.get(W + "ilvl"), 0)
            start = override.find(W + "startOverride")
            if start is not None:
                self._anew[number, depth] = whole(_value(start), 1)
            levels += override.findall(W + "lvl")
        for level in levels[: 2 * DEEPEST]:
            self._styled[number, _value(level.find(W + "pStyle"))] = whole(level.get(W + "ilvl"), 0)
            self._levels[number, whole(level.get(W + "ilvl"), 0)] = _Level(
                _value(level.find(W + "numFmt")) or "decimal",
                _value(level.find(W + "lvlText")),
                whole(_value(level.find(W + "start")), 1),
                level.find(W + "isLgl") is not None,
            )

    def depth_of(self, number: str, style: str) -> int:
        """Return the level of a list that belongs to a paragraph style; 0 when none does."""
        return self._styled.get((number, style), 0)

    def knows(self, number: str, depth: int) -> bool:
        """Say whether a paragraph of this list and level is numbered or has a bullet."""
        return (number, depth) in self._levels

    def lead(self, number: str, depth: int) -> str:
        """Return what Word prints before the next paragraph of a list, as `2.1 `; bullets come out as nothing."""
        level = self._levels[number, depth]
        definition = self._definitions[number]
        first = self._anew.pop((number, depth), None)
        if first is not None:
            self._counts.pop((definition, depth), None)
        start = level.start if first is None else first
        self._counts[definition, depth] = self._counts.get((definition, depth), start - 1) + 1
        for deeper in range(depth + 1, DEEPEST):
            self._counts.pop((definition, deeper), None)
        if level.form in ("bullet", "none") or not level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            above = int(match.group(1)) - 1
            other = self._levels.get((number, above), level)
            count = self._counts.get((definition, above), other.start)
            return formatted(count, "decimal" if level.legal else other.form)

        return re.sub(r"%([1-9])", shown, level.text).strip() + " "


def formatted(count: int, form: str) -> str:
    """Return a number in a form of Word's.

    >>> formatted(4, "upperRoman"), formatted(28, "lowerLetter"), formatted(7, "decimalZero")
    ('IV', 'bb', '07')
    """
    shown = str(count)
    if form.endswith("Letter") and count > 0:
        shown = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20)
    elif form.endswith("Roman") and 0 < count <= _MOST_ROMAN:
        shown, rest = "", count
        for value, letters in _ROMAN + _SMALL_ROMAN:
            shown += letters * (rest // value)
            rest %= value
    elif form == "decimalZero":
        shown = f"{count:02}"
    return shown.upper() if form.startswith("upper") else shown


def _value(element: etree._Element | None) -> str:
    return element.get(W + "val", "") if element is not None else ""
