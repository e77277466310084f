"""Letters of Dutch ministers to the chambers (Kamerbrief), which often carry a report as their annex."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import BySigns, Found, Score, shortened, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.sections import with_sections

_DATE = rf"\d{{1,2}} (?:{MONTH}) (?:19|20)\d\d"
_BREAK = r"[\s:;|]+"  # a label stands before its value, above it, or in the cell beside it
_DATED = re.compile(rf"(?:^|\n)datum{_BREAK}({_DATE})", re.IGNORECASE)
_PLACED = re.compile(rf"(?:den haag|'s-gravenhage),?\s+({_DATE})", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:^|\n)(?:betreft?|onderwerp)(?:[:;|]\s*|[ \t]+|\s*\n)(?P<title>\S[^\n]{5,300})", re.IGNORECASE
)
_MARK = re.compile(rf"(?:^|\n)(?:ons )?kenmerk{_BREAK}(?P<mark>[A-Z]{{0,6}}[-/ ]?\d[\w./-]{{3,30}})", re.IGNORECASE)
_ENCLOSED = re.compile(rf"(?:^|\n)bijlagen?(?:\(n\))?{_BREAK}(\d{{1,2}})\b", re.IGNORECASE)
_MINISTRY = re.compile(r"(?:^|\n)((?:het )?ministerie van [A-Z][A-Za-z ,&-]{3,80}?)(?=\n|$| >)", re.MULTILINE)
_SIGNED = re.compile(
    r"(?:^|\n)(?:de )?(?P<office>(?:minister|staatssecretaris)(?:-president)?\b[^\n,.:(]{0,100}),?(?=\n|$)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:beantwoording|antwoord(?:en)?)\b.{0,60}\b(?:kamer|schriftelijke )?vragen|vragen van (?:het lid|de leden)",
    re.IGNORECASE,
)


def _find(front: Front) -> Mapping[str, Found]:
    """Return subject, date, mark, ministry and how many annexes the letter names."""
    found: dict[str, Found] = {}
    text = front.text
    if subject := _SUBJECT.search(text):
        found["title"] = Found(shortened(subject["title"], 200), words=subject["title"])
    if dated := _DATED.search(text) or _PLACED.search(text):
        found["published"] = Found(iso_date(dated.group(1)), words=dated.group().strip())
    if mark := _MARK.search(text):
        found["number"] = Found(mark["mark"].rstrip(".-/"), words=mark.group().strip())
    if enclosed := _ENCLOSED.search(text):
        found["bijlagen"] = Found(enclosed.group(1), words=enclosed.group().strip())
    if signed := _SIGNED.search("\n".join(block.text for block in front.blocks if len(block.text) <= 160)):
        found["minister"] = Found(signed["office"].strip(), words=signed.group().strip())
    if ministry := _MINISTRY.search(text):
        name = ministry.group(1).strip(" ,")
        found["publisher"] = Found(name[:1].upper() + name[1:], words=ministry.group().strip())
    return found


def _more(front: Front, score: Score) -> Score:
    """Leave a letter that answers questions to the series of those."""
    about = _SUBJECT.search(front.text)
    answers = front.form == "labels" or (about is not None and _ANSWERS.search(about["title"]))
    return score.less(0.4) if answers else score


SERIES = BySigns(
    key="kamerbrieven",
    kind="kamerbrief",
    signs=(
        sign(
            0.4,
            "front",
            r"(?:^|\n)aan\s(?:de )?voorzitters? (?:van|der) (?:de (?:tweede|eerste) kamer|beide kamers)",
            body=True,
        ),
        sign(0.2, "front", r"(?:^|\n)(?:betreft?|onderwerp)\b"),
        sign(
            0.2,
            "front",
            r"geachte (?:mevrouw de |heer de )?voorzitter\b|(?:^|\n)(?:>\s*)?retouradres\b|\bons kenmerk\b",
        ),
        sign(0.1, "front", r"(?:^|\n)(?:het )?ministerie van [a-z]|(?:^|\n)directoraat-generaal\b"),
        sign(0.1, "title", r"kamerbrief\b"),
        sign(0.1, "name", r"\bkamerbrief\b"),
        sign(0.3, "address", r"tweedekamer\.nl/kamerstukken/brieven_regering", body=True),
        sign(0.3, "address", r"rijksoverheid\.nl/.*kamerstukken/.*(?:kamerbrief|brief)", body=True),
        sign(-0.4, "address", r"/(?:nieuws|actueel)/"),
        sign(-0.4, "front", r"(?:^|\n)vergaderjaar \d{4}[–-]\d{4}"),  # printed as a parliamentary paper: another series
    ),
    mark=with_sections,
    find=_find,
    more=_more,
)
