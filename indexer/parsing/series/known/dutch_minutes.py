"""Proceedings (Handelingen) of the Dutch Second Chamber: one item of a sitting, with its speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.parsing.reading import Block
from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import SILENT, BySigns, Found, Score, Source, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.speakers import turns, with_speakers

_DAY = re.compile(rf"\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag) (\d{{1,2}} (?:{MONTH}) \d{{4}})", re.IGNORECASE)
_ID = re.compile(r"\bh-tk-(\d{4})(\d{4})-(\d+)-(\d+)", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return the date of the sitting and the number of the item."""
    found = {"published": SILENT}  # only the first item of a sitting says its date; others name dates of anything
    if day := front.first(_DAY):
        found["published"] = Found(iso_date(day.group(1)), words=day.group())
    for text, source in ((front.address, Source.ADDRESS), (front.name, Source.FILE)):
        if match := _ID.search(text):
            first, last, sitting, item = match.groups()
            number = f"Handelingen II {first}/{last[2:]}, nr. {sitting}, item {item}"
            found["number"] = Found(number, source, match.group())
            found["edition"] = Found(f"{first}-{last} {sitting} {item}", source, match.group())
            if not found["published"].value:
                found |= {"period_from": Found(first, source, number), "period_to": Found(last, source, number)}
            break
    return found


def _more(front: Front, score: Score) -> Score:
    """Add the speakers, who are addressed: "De heer Naam (partij):"."""
    spoken = turns(front.blocks[:150], numbered=False)
    return score.plus(0.2, f"{spoken} sprekers") if spoken >= 2 else score


def _roles(blocks: Sequence[Block]) -> list[Block]:
    return with_speakers(blocks)


SERIES = BySigns(
    key="tk-handelingen",
    kind="verslag",
    signs=(
        sign(0.5, "address", r"\bh-tk-\d{8}-\d", body=True),
        sign(0.4, "name", r"\bh-tk-\d{8}-\d", body=True),
        sign(0.2, "title", r"\d{1,3}e vergadering|voorzitter: "),
        sign(0.2, "front", r"aanwezig zijn \d+ leden der kamer|leden der kamer", body=True),
        sign(0.2, "edge", r"handelingen|tweede kamer", body=True),
    ),
    mark=_roles,
    find=_find,
    more=_more,
    most=0.2,
)
