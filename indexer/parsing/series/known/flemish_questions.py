"""Written questions of the Flemish Parliament: a header with number, names and dates, or none at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.parsing.reading import Block
from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import BySigns, Found, Score, Source, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.questions import with_questions

_DATE = rf"\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]| (?:{MONTH}) )\d{{4}}"
_NUMBER = re.compile(
    r"(?:schriftelijke vraag\W{0,4}|^|\s)(?:nr\.?|nummer)\s*:?\s*(\d{1,4})\b(?:\s*\((\d{4}-\d{4})\))?", re.IGNORECASE
)
_ASKED = re.compile(rf"(?:datum(?: van de vraag)?|van|d\.d\.)\s*:?\s*({_DATE})", re.IGNORECASE)
_ANSWERED = re.compile(rf"(?:datum van (?:het )?antwoord|antwoorddatum|beantwoord op)\s*:?\s*({_DATE})", re.IGNORECASE)
_QUESTIONER = re.compile(
    r"(?:(?i:vraagsteller\s*:\s*|schriftelijke vraag(?:\s+nr\.?\s*\d+)?\s+van\s+)|^van\s+)(?!de |het )"
    r"((?:[A-Z][\w'’.-]*|de|den|der|van|te|ten|el)"
    r"(?:\s+(?:[A-Z][\w'’.-]*|de|den|der|van|te|ten|el)){1,5})",
    re.MULTILINE,
)
_MINISTER = re.compile(
    r"(?:^|\b)aan\s*:?\s+([A-Z][^\n,]{3,40}),?\s+((?:Vlaams|VLAAMS|vice|viceminister|minister|MINISTER)[^\n]{5,200})",
    re.MULTILINE,
)
_SESSION = re.compile(r"(?:zittingsjaar|zitting)\s*(\d{4}\s*[-–]\s*\d{4})|\((\d{4}-\d{4})\)", re.IGNORECASE)
_TITLE_SHAPE = re.compile(r"[A-Z][^.?!]{3,60} [-–] \S.{10,}")
_SKIP = re.compile(r"(?:vlaams parlement|schriftelijke vraag|nr\.|datum|van |aan |antwoord|vraag)", re.IGNORECASE)


def _title(front: Front) -> Found | None:
    """Return the line of the form "Beleidsdomein - Onderwerp"; it is often set no larger than the text."""
    for line in front.lines[:10]:
        if _is_title(line):
            return Found(line.strip(), words=line)
    return None


def _is_title(line: str) -> bool:
    return len(line) <= 200 and _TITLE_SHAPE.fullmatch(line.strip()) is not None and not _SKIP.match(line)


def _find(front: Front) -> Mapping[str, Found]:
    """Return title, number, who asks, who answers, and when."""
    found: dict[str, Found] = {}
    opening = "\n".join(front.lines[:14])
    if title := _title(front):
        found["title"] = title
    session = _SESSION.search(opening) or _SESSION.search(" ".join(front.edge_lines[:6]))
    if number := _NUMBER.search(opening):
        found["number"] = Found(number.group(1), words=number.group())
        year = number.group(2) or (session and (session.group(1) or session.group(2)))
        if year:
            year = re.sub(r"\s*–\s*|\s*-\s*", "-", year)
            found["edition"] = Found(f"{number.group(1)} ({year})", words=number.group())
    if asked := _ASKED.search(opening):
        found["period_from"] = Found(iso_date(asked.group(1)), words=asked.group())
    if answered := _ANSWERED.search(front.text):
        found["period_to"] = Found(iso_date(answered.group(1)), words=answered.group())
        found["published"] = found["period_to"]
    elif asked:
        found["published"] = found["period_from"]
    if who := _QUESTIONER.search(opening):
        found["vraagsteller"] = Found(who.group(1).strip(), words=who.group())
    if minister := _MINISTER.search(opening):
        found["minister"] = Found(f"{minister.group(1)}, {minister.group(2)}", words=minister.group())
    if number := re.search(r"vlaamsparlement\.be/.*?/(\d{6,8})(?:$|[/?#])", front.address):
        found.setdefault("number", Found(number.group(1), Source.ADDRESS, front.address))
    return found


def _more(front: Front, score: Score) -> Score:
    """Add the form: question and answer, and a title "Beleidsdomein - Onderwerp"."""
    if score.value <= 0 and not _title(front):
        return score
    form = front.form
    if form:
        words = (
            "opschriften boven vraag en antwoord"
            if form == "labels"
            else "een antwoord met dezelfde nummers als de vragen"
        )
        score = score.plus(0.2, words)
        if _title(front):
            score = score.plus(0.2 if form == "numbering" else 0.1, "titel van de vorm ‘Domein - Onderwerp’")
    return score


def _roles(blocks: Sequence[Block]) -> list[Block]:
    """Mark question and answer; the title becomes a heading, what stands above it is nobody's question."""
    titled = list(blocks)
    for place, block in enumerate(titled[:10]):
        if block.kind == "heading":
            break
        if _is_title(block.text):
            titled[place] = replace(block, kind="heading", level=1)
            break
    return with_questions(titled, sure=True)


SERIES = BySigns(
    key="vlaamse-schriftelijke-vragen",
    kind="schriftelijke-vraag",
    signs=(
        sign(0.3, "title", r"(?:vlaams parlement\W*)?(?:nr\.? ?\d+\W*)?(?:antwoord op )?schriftelijke vraag\b"),
        sign(0.3, "front", r"vlaams minister van|minister-president van de vlaamse regering", body=True),
        sign(0.3, "line", r"vlaams parlement(?:\W.{0,120})?", body=True),
        sign(0.15, "front", r"vlaamse (?:regering|overheid)\b|agentschap binnenlands bestuur\b", body=True),
        sign(0.5, "address", r"vlaamsparlement\.be/.*schriftelijke-vra|vlpar\.be/.*schv", body=True),
        sign(0.2, "address", r"vlaamsparlement\.be|vlpar\.be", body=True),
        sign(-0.5, "front", r"beslissing|\bde vlaamse regering (?:keurt|hecht)|volksvertegenwoordiger\b|\bfod\b"),
        sign(-0.5, "address", r"beslissingenvlaamseregering|dekamer\.be|tweedekamer|overheid\.nl"),
    ),
    mark=_roles,
    find=_find,
    more=_more,
    most=0.4,
)
