"""Two-yearly survey of the VVSG among local authorities on radicalisation and polarisation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.evidence import BySigns, Found, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_YEAR = re.compile(r"(?:bevraging|enquête|rapportage|rapport)\b[^\n]{0,120}?\b(20\d\d)\b", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the year of the survey."""
    match = _YEAR.search("\n".join((front.clues.title, *front.lines[:6])))
    return {"edition": Found(match.group(1), words=match.group())} if match else {}


SERIES = BySigns(
    key="vvsg-bevraging",
    kind="bevraging",
    signs=(
        sign(
            0.5,
            "title",
            r"(?:.{0,80}\b)?(?:leden)?(?:bevraging|enquête)\b.{0,60}"
            r"(?:lokale besturen|steden en gemeenten|gemeentebesturen|radicalisering|polarisatie|extremisme)",
        ),
        sign(0.3, "title", r"(?:rapport|rapportage|resultaten)(?: van de)? (?:leden)?bevraging"),
        sign(0.1, "front", r"radicaliser|extremis|polaris"),
        sign(
            0.3, "line", r"(?:.{0,60}\W)?(?:vvsg|vereniging van vlaamse steden en gemeenten)(?:\W.{0,60})?", body=True
        ),
        sign(0.3, "front", r"vvsg\b|vereniging van vlaamse steden en gemeenten", body=True),
        sign(0.2, "address", r"vvsg\.be", body=True),
        sign(-0.6, "headings", r"(?:^|\n)antwoord\b"),
        sign(-0.5, "front", r"schriftelijke vraag\b"),
    ),
    mark=with_sections,
    find=_find,
)
