"""Decisions of the Flemish Government: a subject, the act that is decided on, and a short account of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import SILENT, BySigns, Found, Source, shortened, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_ID = re.compile(r"/document-view/([0-9A-Fa-f]{24})\b")
_ACT = (
    r"(?:voor)?ontwerp(?:decreet| van| tot|besluit)|besluit van de vlaamse regering|bekrachtiging|conceptnota|"
    r"mededeling|(?:in)?stemming met|principiële goedkeuring|definitieve goedkeuring|samenwerkingsakkoord|"
    r"visienota|subsidiebesluit"
)
_SUBJECT_END = re.compile(
    rf"\s(?=(?:{_ACT}|de vlaamse regering|naar aanleiding van|op voorstel van|het vlaamse? \w+ ontstond)\b)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    rf"(?:ministerraad|vergadering|beslist op|goedgekeurd op)\D{{0,30}}(\d{{1,2}} (?:{MONTH}) \d{{4}})", re.IGNORECASE
)
_NOTE = re.compile(r"(?:concept|visie)nota\b", re.IGNORECASE)  # policy that is no rule yet
_RULE = re.compile(r"ontwerp(?:decreet|besluit| van| tot)|besluit van de vlaamse regering|bekrachtiging", re.IGNORECASE)
_TITLE_CHARS = 200


def _find(front: Front) -> Mapping[str, Found]:
    """Return the subject as title, the id of the decision, and the kind where the decision is about a policy paper."""
    found: dict[str, Found] = {"published": SILENT}
    beginning = " ".join(front.lines[:4])[:400]
    note, rule = _NOTE.search(beginning), _RULE.search(beginning)
    if note and not (rule and rule.start() < note.start()):
        found["kind"] = Found("beleidsnota", words=note.group())
    if front.lines:
        line = " ".join(front.lines[0].split())
        if len(line) > _TITLE_CHARS:
            cut = _SUBJECT_END.search(line, 25)
            line = line[: cut.start()] if cut and cut.start() <= _TITLE_CHARS else shortened(line, _TITLE_CHARS)
        found["title"] = Found(line.rstrip("…"), words=line)
    if match := _ID.search(front.address):
        found["number"] = Found(match.group(1).upper(), Source.ADDRESS, match.group())
    if day := _MEETING.search(front.text[:600]):
        found["published"] = Found(iso_date(day.group(1)), words=day.group())
    return found


SERIES = BySigns(
    key="vlaamse-regering-beslissingen",
    kind="regelgeving",
    signs=(
        sign(
            0.6,
            "address",
            r"beslissingenvlaamseregering\.vlaanderen\.be|/beslissingen-van-de-vlaamse-regering",
            body=True,
        ),
        sign(
            0.4,
            "front",
            r"\bde vlaamse regering (?:keurt|hecht|stemt|bekrachtigt|machtigt|neemt (?:akte|kennis))\b|"
            r"\b(?:keurt|hecht|stemt|bekrachtigt|machtigt|neemt) de vlaamse regering\b",
            body=True,
        ),
        sign(
            0.2,
            "front",
            r"\bde vlaamse regering (?:beslist|wijzigt|bepaalt|verleent|kent|geeft|past|stelt|legt|gaat)\b",
            body=True,
        ),
        sign(0.2, "front", r"vlaamse regering\b", body=True),
        sign(0.2, "title", rf".{{0,220}}?\b(?:{_ACT})"),
        sign(0.1, "front", r"vlaams(?:e)?\b"),
        sign(-0.4, "title", r"\d+\.\d"),  # a chapter of something longer
        sign(-0.4, "headings", r"(?:^|\n)(?:inhoud|1\.? inleiding|antwoord|vraag)\b"),
        sign(-0.4, "front", r"schriftelijke vraag\b|\bde minister\b.{0,200}\?|regeerakkoord"),
    ),
    mark=with_sections,
    find=_find,
)
