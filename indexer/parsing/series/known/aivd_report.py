"""Annual reports of the AIVD."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.evidence import BySigns, Found, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_YEAR = re.compile(r"jaarverslag\W+(?:\w+\W+){0,2}?((?:19|20)\d\d)", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the year that the report is about."""
    match = _YEAR.search("\n".join((*front.lines[:10], *front.edge_lines[:10], front.address)))
    if match is None:
        return {}
    year = match.group(1)
    return {
        "edition": Found(year, words=match.group()),
        "period_from": Found(f"{year}-01-01", words=match.group()),
        "period_to": Found(f"{year}-12-31", words=match.group()),
    }


SERIES = BySigns(
    key="aivd-jaarverslag",
    kind="jaarverslag",
    signs=(
        sign(0.4, "line", r"(?:aivd[ -]+)?(?:openbaar )?jaarverslag(?: aivd)?(?: (?:19|20)\d\d)?(?: aivd)?"),
        sign(
            0.3, "line", r"(?:.{0,40}\W)?(?:aivd|algemene inlichtingen- en veiligheidsdienst)(?:\W.{0,40})?", body=True
        ),
        sign(0.3, "address", r"aivd\.nl/.*jaarverslag", body=True),
        sign(-0.5, "front", r"aan de voorzitter van de (?:tweede|eerste) kamer"),
    ),
    mark=with_sections,
    find=_find,
)
