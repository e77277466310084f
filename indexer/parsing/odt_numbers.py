"""The numbers that LibreOffice prints before the items of lists and numbered headings: they stand in no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from indexer.parsing.docx_numbers import formatted
from indexer.parsing.numbers import whole

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, STYLE = _URN % "text", _URN % "style"
OUTLINE = ""  # name of the numbering of headings
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NUMBERED = (TEXT + "list-level-style-number", TEXT + "outline-level-style")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; `shown` levels are printed, those above it before its own."""

    form: str
    before: str
    after: str
    start: int
    shown: int


class Numbering:
    """Counts the items of lists and the headings of a document."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for root in roots:
            for style in root.iter(TEXT + "list-style", TEXT + "outline-style"):
                name = style.get(STYLE + "name", "") if style.tag == TEXT + "list-style" else OUTLINE
                for level in style:
                    if level.tag in _NUMBERED:
                        self._levels[name, whole(level.get(TEXT + "level"), 1)] = _Level(
                            _FORMS.get(level.get(STYLE + "num-format", ""), ""),
                            level.get(STYLE + "num-prefix", ""),
                            level.get(STYLE + "num-suffix", ""),
                            whole(level.get(TEXT + "start-value"), 1),
                            whole(level.get(TEXT + "display-levels"), 1),
                        )

    def begin(self, name: str, depth: int) -> None:
        """Let a list begin anew."""
        for level in range(depth, 11):
            self._counts.pop((name, level), None)

    def lead(self, name: str, depth: int, start: int | None = None) -> str:
        """Return what is printed before the next item of list *name* on level *depth* (from 1), as `2.1 `.

        Args:
            name: style of the list, or `OUTLINE`.
            depth: level, from 1.
            start: number that the item itself asks for.
        """
        level = self._levels.get((name, depth))
        if level is None:
            return ""
        self.begin(name, depth + 1)
        following = self._counts.get((name, depth), level.start - 1) + 1
        self._counts[name, depth] = following if start is None else start
        if not level.form:
            return ""
        above = [self._levels.get((name, one), level) for one in range(depth - level.shown + 1, depth)]
        numbers = [
            formatted(self._counts.get((name, depth - level.shown + 1 + place), one.start), one.form)
            for place, one in enumerate(above)
            if one.form
        ]
        numbers.append(formatted(self._counts[name, depth], level.form))
        return f"{level.before}{'.'.join(numbers)}{level.after}".strip() + " "
