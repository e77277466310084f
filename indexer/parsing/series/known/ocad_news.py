"""News of the OCAD: a title, a dateline "17/09/2024, Brussel –" and one sentence that sums it up."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.dates import iso_date
from indexer.parsing.series.evidence import BySigns, Found, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_DATELINE = re.compile(r"^(\d{1,2}/\d{1,2}/\d{4}), ?[A-Z][\w -]{2,30} ?[–-]", re.MULTILINE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the date of the dateline."""
    match = front.first(_DATELINE)
    return {"published": Found(iso_date(match.group(1)), words=match.group())} if match else {}


SERIES = BySigns(
    key="ocad-nieuws",
    kind="nieuws",
    signs=(
        sign(0.4, "title", r"\d{1,2}/\d{1,2}/\d{4}, ?[^–-]{2,30}[–-]"),
        sign(0.1, "front", r"dreigingsniveau|dreigingsanalyse"),
        sign(0.3, "front", r"ocad\b|coördinatieorgaan voor de dreigingsanalyse", body=True),
        sign(0.4, "address", r"ocad\.belgium\.be/(?!publication)", body=True),
        sign(-0.4, "title", r"(?:jaarverslag|activiteitenverslag|jaarrapport)"),
    ),
    mark=with_sections,
    find=_find,
)
