"""Dreigingsbeeld Terrorisme Nederland of the NCTV: numbered editions until May 2023, then named by month and year."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.dates import MONTH, iso_date, month_words
from indexer.parsing.series.evidence import BySigns, Found, Source, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_EDITION = rf"(?:[ ,:–-]*(?:nr\.?|nummer|editie)?\s*\d{{1,2}}\b)?(?:[ ,:–-]*(?:{MONTH}) \d{{4}})?"
_NAME = (
    r"(?:openbare )?(?:versie |(?:publieks)?samenvatting )?(?:van )?(?:het )?dreigingsbeeld terrorisme nederland"
    rf"(?:\s*\(?dtn[ -]?(?:nr\.?)?\s*(?:\d{{1,2}})?\)?)?{_EDITION}(?:\s*\(dtn[ -]?(?:nr\.? ?)?(?:\d{{1,2}})?\))?"
)
_NUMBER = re.compile(
    r"(?:dreigingsbeeld[ -]terrorisme[ -]nederland|dtn)[ ,:(–-]*(?:dtn\)?)?[ -]*(?:nr\.?|nummer|editie)?[ -]*"
    r"(\d{1,2})\b(?! *(?:" + MONTH + r"))",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(rf"({MONTH})[ -]((?:19|20)\d\d)", re.IGNORECASE)
_LINE = 120  # code points: longer lines are text, and may name earlier editions
_SUMMARY = re.compile(r"\b(?:publieks)?samenvatting\b", re.IGNORECASE)


def _find(front: Front) -> Mapping[str, Found]:
    """Return number or month of the edition, title and date."""
    found: dict[str, Found] = {}
    lines = (*front.lines[:8], *(line for line, _ in front.joined))
    opening = "\n".join(line for line in lines if len(line) <= _LINE)
    summary = bool(_SUMMARY.search(opening[:200]) or "samenvatting" in front.address.lower())
    places = ((opening, Source.FRONT), (front.address, Source.ADDRESS), (front.place("name")[0], Source.FILE))
    for text, source in places:
        named = _NUMBER.search(text) or (_MONTH_NAMED.search(text) if source is not Source.FILE else None)
        if named is None:
            continue
        words = named.group()
        edition = " ".join(named.groups()).lower()
        title = f"Dreigingsbeeld Terrorisme Nederland {edition}"
        found["edition"] = Found(edition + " samenvatting" * summary, source, words)
        found["title"] = Found("Samenvatting " * summary + title, source, words)
        if edition.isdigit():
            found["number"] = Found(f"DTN {edition}", source, words)
        break
    if month := _MONTH_NAMED.search(opening):
        day = re.search(rf"\b\d{{1,2}} (?:{MONTH}) \d{{4}}", opening, re.IGNORECASE)
        words = day.group() if day else month.group().replace("-", " ")
        found["published"] = Found(iso_date(words), Source.FRONT, words)
        if "edition" not in found:
            found["edition"] = Found(month_words(found["published"].value), Source.FRONT, words)
    return found


SERIES = BySigns(
    key="dtn",
    kind="dreigingsbeeld",
    signs=(
        sign(0.5, "line", _NAME),
        sign(0.5, "line", r"(?:samenvatting )?dtn[ -]?(?:nr\.? ?)?\d{1,2}(?:[ ,:–-]+.{0,40})?"),
        sign(0.2, "front", r"dreigingsbeeld terrorisme nederland", body=True),
        sign(0.2, "edge", r"dreigingsbeeld terrorisme nederland|\bdtn ?\d{1,2}\b", body=True),
        sign(0.2, "front", r"nationaal coördinator terrorismebestrijding|nctv\b|nctb\b", body=True),
        sign(0.3, "address", r"nctv\.nl/.*(?:dreigingsbeeld|dtn)", body=True),
        sign(0.2, "address", r"dreigingsbeeld-terrorisme|/dtn-?\d|[-/]dtn\d"),
        sign(0.2, "name", r"\bdtn[ -]?\d{1,2}\b|dreigingsbeeld[ -]terrorisme"),
        sign(
            -0.6, "front", r"aan de voorzitter van de (?:tweede|eerste) kamer|beantwoording (?:van )?(?:kamer)?vragen"
        ),
        sign(-0.8, "address", r"/(?:nieuws|actueel)/"),
        sign(-0.4, "title", r"(?:kamerbrief|reactie|aanbieding|artikel|opinie|nieuws)"),
    ),
    mark=with_sections,
    find=_find,
)
