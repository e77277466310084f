"""Survey "Samenleven in Diversiteit" (SID) of the Flemish government."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.evidence import BySigns, Found, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_YEAR = re.compile(r"samenleven in diversiteit\W+(?:\w+\W+){0,3}?(20\d\d)|sid[ -]?survey\W+(20\d\d)", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the year in which the survey was held."""
    match = _YEAR.search("\n".join((front.clues.title, *front.lines[:8], *front.edge_lines[:8])))
    return {"edition": Found(match.group(1) or match.group(2), words=match.group())} if match else {}


SERIES = BySigns(
    key="sid-survey",
    kind="bevraging",
    signs=(
        sign(0.5, "title", r"(?:.{0,40}\W)?(?:survey )?samenleven in diversiteit\b|(?:de )?sid[ -]survey\b", body=True),
        sign(0.1, "front", r"\b(?:survey|bevraging|respondent|steekproef)"),
        sign(0.2, "edge", r"samenleven in diversiteit|sid-survey", body=True),
        sign(0.3, "address", r"samenleven-in-diversiteit|sid-survey", body=True),
        sign(-0.5, "headings", r"(?:^|\n)antwoord\b"),
    ),
    mark=with_sections,
    find=_find,
)
