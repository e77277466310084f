"""Flemish action plans against violent radicalisation and polarisation: numbered actions with a title."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.evidence import BySigns, Found, Score, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import action_numbers, with_actions

_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)\b")
_PROGRESS = re.compile(
    r"\b(voortgangsrapport\w*|voortgangsnota|eindevaluatie|tussentijdse evaluatie|bijsturing|update)\b", re.IGNORECASE
)

FEWEST_BLOCKS = 10  # a shorter text tells of a plan, it is none


def _find(front: Front) -> Mapping[str, Found]:
    """Return the years of the plan; a progress report is an edition of its own."""
    opening = "\n".join(front.lines[:6])
    match = _PERIOD.search(opening)
    found: dict[str, Found] = {}
    if match:
        first, last = match.groups()
        report = _PROGRESS.search(opening)
        edition = f"{first}-{last}" + (f" {report.group(1).lower()}" if report else "")
        found["edition"] = Found(edition, words=match.group())
        found["period_from"] = Found(first, words=match.group())
        found["period_to"] = Found(last, words=match.group())
    actions = action_numbers(front.blocks)
    if actions:
        found["acties"] = Found(str(len(actions)), words=f"Actie {actions[0]} … Actie {actions[-1]}")
    return found


def _more(front: Front, score: Score) -> Score:
    """Count the actions, where the title already speaks of a plan."""
    if score.value < 0.3:
        return score
    if len(front.blocks) < FEWEST_BLOCKS:
        return score.less(0.4)
    actions = action_numbers(front.blocks)
    return score.plus(0.2, f"{len(actions)} genummerde acties") if len(actions) >= 3 else score


SERIES = BySigns(
    key="vlaams-actieplan",
    kind="actieplan",
    signs=(
        sign(
            0.4,
            "title",
            r"(?:.{0,60}\b)?(?:vlaams )?actieplan (?:ter |voor de )?(?:preventie|voorkoming)?.{0,60}radicaliser",
        ),
        sign(0.2, "front", r"actieplan .{0,80}polaris"),
        sign(
            0.2,
            "line",
            r"(?:.{0,30}\W)?(?:vlaamse (?:regering|overheid)|agentschap binnenlands bestuur)(?:\W.{0,60})?",
            body=True,
        ),
        sign(0.2, "title", r"vlaams actieplan", body=True),
        sign(
            0.3, "address", r"vlaanderen\.be/.*actieplan|preventie-radicalisering-polarisering\.vlaanderen", body=True
        ),
        sign(0.1, "edge", r"vlaanderen|vlaamse", body=True),
        sign(-0.6, "address", r"beslissingenvlaamseregering|/nieuws"),
        sign(-0.6, "front", r"de vlaamse regering (?:keurt|hecht|neemt)|schriftelijke vraag\b"),
        sign(-0.3, "title", r"(?:.{0,40}\b)?(?:rapportage|eindrapportage|doelstellingenkader|draaiboek)\b"),
    ),
    mark=with_actions,
    find=_find,
    more=_more,
    most=0.2,
)
