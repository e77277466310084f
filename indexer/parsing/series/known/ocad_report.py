"""Annual and activity reports of the OCAD; the year of the report, not of its publication, is the edition."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.evidence import BySigns, Found, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_YEAR = re.compile(r"(?:jaar|activiteiten)(?:verslag|rapport)\w*\W+(?:\w+\W+){0,4}?((?:19|20)\d\d)", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the year that the report is about."""
    match = _YEAR.search("\n".join((*front.lines[:10], *front.edge_lines[:10])))
    if match is None:
        return {}
    year, words = match.group(1), match.group()
    return {
        "edition": Found(year, words=words),
        "period_from": Found(f"{year}-01-01", words=words),
        "period_to": Found(f"{year}-12-31", words=words),
    }


SERIES = BySigns(
    key="ocad-jaarverslag",
    kind="jaarverslag",
    signs=(
        sign(0.4, "title", r"(?:.{0,60}\b)?(?:jaarverslag|jaarrapport|activiteitenverslag|activiteitenrapport)\b"),
        sign(0.15, "front", r"dreiging"),
        sign(
            0.3,
            "line",
            r".{0,40}coördinatieorgaan voor de dreigingsanalyse.{0,40}|(?:.{0,30}\W)?ocad(?:\W.{0,40})?",
            body=True,
        ),
        sign(0.2, "edge", r"\bocad\b|dreigingsanalyse", body=True),
        sign(0.3, "address", r"ocad\.belgium\.be|ocam\.belgium\.be", body=True),
        sign(0.2, "address", r"jaarverslag|activiteitenverslag|/publication/"),
        sign(-0.4, "front", r"brussel ?[–-] "),
    ),
    mark=with_sections,
    find=_find,
)
