"""Written questions of the Belgian Chamber (bulletin "Vragen en Antwoorden", QRVA), also as the open data have them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.parsing.reading import Block
from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import SILENT, BySigns, Found, Score, Source, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.questions import with_questions

_DATE = rf"\d{{1,2}} (?:{MONTH}) \d{{4}}"
_HEAD = re.compile(
    rf"vraag nr\.? ?(?P<number>\d+)\s+van\s+(?:de heer|mevrouw|het lid)?\s*(?:volksvertegenwoordiger)?\s*"
    rf"(?P<who>[A-Z][^\n]{{3,50}}?)"
    rf"\s+van\s+(?P<asked>{_DATE})(?:\s*\((?P<language>N|Fr|D)\.\))?\s*(?:aan\s+(?P<minister>de [^\n:]{{5,200}}))?",
    re.IGNORECASE,
)
_ANSWER = re.compile(rf"antwoord van (?:de|het) .{{5,200}}? van (?P<answered>{_DATE})", re.IGNORECASE)
_DO = re.compile(r"\bDO (\d{13})\b")
_ORAL = re.compile(r"\(MV (\d{3,6})C?\)", re.IGNORECASE)
_ID = re.compile(r"(?:dossier-id |/qrva/|sdocname=)\D{0,3}(\d{5,7})", re.IGNORECASE)
_SHOUTED = re.compile(r"(?:VRAAG|ANTWOORD)")


def _title(front: Front) -> Found | None:
    """Return the line above the question; in the bulletin it ends with a full stop."""
    for line in front.lines[:3]:
        text = line.strip()
        if (
            4 <= len(text) <= 300
            and not _SHOUTED.fullmatch(text)
            and not _HEAD.search(text)
            and not text.startswith("DO ")
        ):
            return Found(text, words=text)
    return None


def _find(front: Front) -> Mapping[str, Found]:
    """Return title, number, who asks, who answers, and when."""
    found: dict[str, Found] = {"published": SILENT}
    if title := _title(front):
        found["title"] = title
        if oral := _ORAL.search(title.value):
            found["mondelinge vraag"] = Found(oral.group(1), words=oral.group())
    if head := front.first(_HEAD):
        found["number"] = Found(head["number"], words=head.group())
        found["vraagsteller"] = Found(head["who"].strip(), words=head.group())
        found["period_from"] = Found(iso_date(head["asked"]), words=head.group())
        found["published"] = found["period_from"]
        if head["minister"]:
            found["minister"] = Found(head["minister"].strip(), words=head.group())
    if answer := front.first(_ANSWER):
        found["period_to"] = Found(iso_date(answer["answered"]), words=answer.group())
        found["published"] = found["period_to"]
    if file := front.first(_DO):
        found.setdefault("number", Found(f"DO {file.group(1)}", words=file.group()))
    if number := _ID.search(front.address):
        found.setdefault("number", Found(number.group(1), Source.ADDRESS, front.address))
    return found


def _more(front: Front, score: Score) -> Score:
    """Add the form: labels in capitals under a title that ends with a full stop."""
    if front.form != "labels":
        return score
    score = score.plus(0.2, "opschriften boven vraag en antwoord")
    shouted = sum(_SHOUTED.fullmatch(block.text.strip()) is not None for block in front.blocks) == 2
    title = _title(front)
    return (
        score.plus(0.3, f"titel met punt: ‘{title.value[:60]}’")
        if shouted and title and title.value.endswith(".")
        else score
    )


def _roles(blocks: Sequence[Block]) -> list[Block]:
    return with_questions(blocks, sure=True)


SERIES = BySigns(
    key="federale-schriftelijke-vragen",
    kind="schriftelijke-vraag",
    signs=(
        sign(0.5, "front", r"vraag nr\.? ?\d+ van (?:de heer |mevrouw )?volksvertegenwoordiger", body=True),
        sign(0.3, "front", r"\bdo \d{13}\b|qrva \d\d", body=True),
        sign(0.2, "edge", r"\bqrva \d\d|vragen en antwoorden|questions et réponses", body=True),
        sign(0.4, "address", r"dekamer\.be.*qrva|dekamer\.be/qrva", body=True),
        sign(0.2, "address", r"dekamer\.be", body=True),
        sign(0.2, "title", r".{5,250}\(mv \d{3,6}c?\)", body=True),
        sign(
            0.1,
            "front",
            r"volksvertegenwoordig|fod\b|vragen en antwoorden, kamer|federale\b|belgi|geachte (?:lid|volks)|"
            r"fedasil\b|\bons land\b|\bde kamer\b|staatsveiligheid\b|veiligheid van de staat\b|ocad\b",
            body=True,
        ),
        sign(-0.4, "front", r"kamervragen\b|tweede kamer\b|vlaams minister\b|commissie voor\b.*\bcommission\b"),
        sign(-0.5, "address", r"/(?:ccri|pcri)/|vlaamsparlement|tweedekamer|overheid\.nl"),
    ),
    mark=_roles,
    find=_find,
    more=_more,
    most=0.5,
)
