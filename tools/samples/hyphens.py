"""Where a Dutch word may be broken at the end of a line: safe places only, fewer than a printer knows."""

from __future__ import annotations

import re

SHORTEST = 8  # letters; shorter words stay whole
_LEFT, _RIGHT = 3, 3  # letters that must stand before and after the break

_GROUP = re.compile("(?<=[aeiouyëïöüéèj])([bcdfghklmnpqrstvwxz]+)(?=[aeiouyëïöüéè])")
_UNITS = re.compile("sch|ch|th|ph|[a-z]")
# Two consonants that open a syllable together, or may: no break between them and, as it is unsure, none before.
_TOGETHER = {*"bl br cl cr dr fl fr gl gr kl kr pl pr tr vr wr kn st sp sc".split()}  # noqa: SIM905 - reads as a list
# A prefix or part that hides the syllables from the rule; the full stop shows the one break in it.
_KNOWN = (
    "over.een",
    "onder.op",
    "ver.ant",
    "ver.eni",
    "ver.ande",
    "ver.oor",
    "her.in",
    "online.om",
    "be.stu",
    "ge.steld",
    "rassen.oorlog",
)


def hyphen_points(word: str) -> list[int]:
    """Return the places, counted from 0, at which *word* may be broken; none in short words or with capitals inside."""
    if len(word) < SHORTEST or not word.isalpha() or not word[1:].islower():
        return []
    lower = word.lower()
    points = set(filter(None, (_inside_group(found) for found in _GROUP.finditer(lower))))
    for known in _KNOWN:
        part, cut = known.replace(".", ""), known.index(".")
        for found in re.finditer(part, lower):
            points -= set(range(found.start() + 1, found.end()))
            points.add(found.start() + cut)
    return sorted(point for point in points if _LEFT <= point <= len(word) - _RIGHT)


def _inside_group(group: re.Match[str]) -> int | None:
    """Return where consonants between two vowels part: before one, between two, nowhere in a longer or unsure group."""
    units = _UNITS.findall(group[1])
    if len(units) == 1:
        return group.start()
    if len(units) == 2 and group[1] not in _TOGETHER:
        return group.start() + len(units[0])
    return None
