"""Parliamentary papers (Kamerstukken) of the Dutch chambers: session, file, title of the file, number and kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import BySigns, Found, Source, shortened, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_FILE = re.compile(r"^(?P<file>\d{2} ?\d{3}(?:[ -][IVXL]+)?) +(?P<title>[A-Z].{10,})", re.MULTILINE)
_PART = re.compile(
    r"^(?:Nr\. (?P<number>\d{1,4})|(?P<letter>[A-Z]{1,3})(?= ))\s+(?P<kind>[A-ZÀ-Ü][A-ZÀ-Ü ,.-]{4,})", re.MULTILINE
)
_EDGE = re.compile(
    r"(tweede|eerste) kamer, vergaderjaar (\d{4})[–-](\d{4}), (\d{2} ?\d{3}(?:[ -][IVXL]+)?), (?:nr\. )?(\w+)",
    re.IGNORECASE,
)
_SESSION = re.compile(r"vergaderjaar (\d{4})[–-](\d{4})", re.IGNORECASE)
_ID = re.compile(r"\bkst-(\d{5})(?:-([ivxl]+))?-(\w+)", re.IGNORECASE)
_DATED = re.compile(
    rf"(?:(?:vastgesteld|ontvangen|den haag|'s-gravenhage),? (?:op )?|nader rapport d\.d\.\s+)"
    rf"(\d{{1,2}} (?:{MONTH}) \d{{4}})",
    re.IGNORECASE,
)
_KINDS = {
    "ADVIES": "advies",
    "VERSLAG": "verslag",
    "VOORSTEL VAN WET": "regelgeving",
    "AMENDEMENT": "regelgeving",
    "BRIEF": "kamerbrief",
}


def _find(front: Front) -> Mapping[str, Found]:
    """Return title, number, kind, chamber and date as the front page prints them."""
    found: dict[str, Found] = {}
    file, part = front.first(_FILE), front.first(_PART)
    edge = _EDGE.search("\n".join(front.edge_lines[:20]))
    dossier = file["file"].replace(" ", "") if file else edge.group(4).replace(" ", "") if edge else ""
    number = (part["number"] or part["letter"]) if part else edge.group(5) if edge else ""
    session = _SESSION.search(front.text) or _SESSION.search("\n".join(front.edge_lines[:20]))
    upper = bool(re.search(r"eerste kamer der staten-generaal", front.text[:400], re.IGNORECASE))
    if file:
        title = " ".join(file["title"].split())
        if part:
            title = f"{shortened(title, 200)} – {part['kind'].strip(' .,').capitalize()}"
        found["title"] = Found(title, words=file.group())
    if dossier and number:
        years = f" {session.group(1)}/{session.group(2)[2:]}" if session else ""
        words = edge.group() if edge else f"{dossier} {number}"
        found["number"] = Found(f"Kamerstukken {'I' if upper else 'II'}{years}, {dossier}, nr. {number}", words=words)
        found["edition"] = Found(f"{'I ' if upper else ''}{dossier} {number}", words=words)
    elif match := _ID.search(front.address):
        found["number"] = Found(f"{match.group(1)}, nr. {match.group(3)}", Source.ADDRESS, match.group())
        found["edition"] = Found(f"{match.group(1)} {match.group(3)}", Source.ADDRESS, match.group())
    if part and (kind := next((key for words, key in _KINDS.items() if part["kind"].startswith(words)), "")):
        found["kind"] = Found(kind, words=part.group())
    if upper:
        found["publisher"] = Found("Eerste Kamer der Staten-Generaal", words="Eerste Kamer der Staten-Generaal")
    dates = _DATED.findall(front.text.replace("\n", " "))
    if dates:
        found["published"] = Found(max(iso_date(date) for date in dates), words=dates[-1])
    return found


SERIES = BySigns(
    key="kamerstukken",
    kind="onbekend",
    signs=(
        sign(0.2, "line", r"(?:2 )?(?:tweede|eerste) kamer der staten-generaal(?: 2)?", body=True),
        sign(0.2, "line", r"vergaderjaar \d{4}[–-]\d{4}"),
        sign(0.2, "title", r"\d{2} ?\d{3}(?:[ -][ivxl]+)? +\w.{10,}"),
        sign(0.2, "title", r"nr\. \d{1,4} [a-z]{4,}"),
        sign(0.4, "edge", r"(?:tweede|eerste) kamer, vergaderjaar \d{4}[–-]\d{4}", body=True),
        sign(0.5, "address", r"\bkst-\d{5}", body=True),
        sign(-0.4, "front", r"aanhangsel van de handelingen"),
    ),
    mark=with_sections,
    find=_find,
)
