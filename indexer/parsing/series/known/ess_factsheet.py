"""Factsheet "Extreemrechts in Nederlandse gemeentes" of the Expertise-unit Sociale Stabiliteit, in dated editions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.dates import MONTH, iso_date, month_words
from indexer.parsing.series.evidence import BySigns, Found, Source, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_UPDATED = re.compile(rf"(?:\d{{1,2}} )?(?:{MONTH}) (?:19|20)\d\d", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the month of the edition."""
    for text in (*front.lines[:8], *front.edge_lines[:8]):
        if len(text) <= 120 and (match := _UPDATED.search(text)):
            date = iso_date(match.group())
            return {
                "edition": Found(month_words(date), Source.FRONT, text),
                "published": Found(date, Source.FRONT, text),
            }
    return {}


SERIES = BySigns(
    key="ess-factsheet",
    kind="factsheet",
    signs=(
        sign(0.5, "line", r"(?:fact-?sheet:? )?extreem-?rechts in (?:nederlandse )?gemeente[sn](?:\W.{0,40})?"),
        sign(0.1, "front", r"fact-?sheet\b"),
        sign(0.3, "front", r"expertise-?unit sociale stabiliteit|\bess\b", body=True),
        sign(0.3, "address", r"socialestabiliteit\.nl", body=True),
        sign(-0.5, "address", r"/nieuws/|/actueel/"),
    ),
    mark=with_sections,
    find=_find,
)
