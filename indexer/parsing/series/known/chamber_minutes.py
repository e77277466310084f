"""Minutes of the Belgian Chamber: plenary sittings and committees, a whole meeting or one item of its agenda."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.parsing.reading import Block
from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import SILENT, BySigns, Found, Score, Source, shortened, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.speakers import turns, with_speakers

_DAY = re.compile(
    rf"\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag) (\d{{1,2}} (?:{MONTH}) \d{{4}})", re.IGNORECASE
)
_CODE = re.compile(r"\((\d{8}[CPIM])\)")
_FILE = re.compile(r"\((\d{3,4})/(\d{1,3}(?:-\d{1,3})?)\)")
_MEETING = re.compile(r"/(?P<kind>CCRI|PCRI)/\w+/(?P<term>\d\d)/(?P<name>i[cp]\d+)", re.IGNORECASE)
_CRIV = re.compile(r"CRIV (\d\d) (COM|PLEN) (\d{3,4})", re.IGNORECASE)
_COMMITTEE = re.compile(r"Commissie voor [^;|\n]{5,200}")
_ITEM = re.compile(
    r"(?:\d\d )?(?:(?:Samengevoegde |Toegevoegde )?(?:vraag|vragen|interpellaties?)\b|Actualiteitsdebat|"
    r"Questions? (?:de|jointes))",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:vraag|vragen|interpellaties?|actualiteitsdebat)\b", re.IGNORECASE)
_TITLE_CHARS = 300
MANY = 5  # numbered speakers: no other minutes have so many


def _is_meeting(front: Front) -> bool:
    """Say whether this is a whole meeting, not one item of its agenda."""
    head = "\n".join(front.lines[:10])
    if front.lines and _ITEM.match(front.lines[0]):
        return False
    return bool(
        _COMMITTEE.search(head)
        or re.search(
            r"plenumvergadering|plenaire vergadering|séance plénière|de vergadering wordt geopend", head, re.IGNORECASE
        )
    )


def _find(front: Front) -> Mapping[str, Found]:
    """Return title, date, edition of a whole meeting, and the numbers of questions and files."""
    found: dict[str, Found] = {"published": SILENT}
    head = "\n".join(front.lines[:12])
    day = _DAY.search(head)
    if day:
        found["published"] = Found(iso_date(day.group(1)), words=day.group())
    whole = _is_meeting(front)
    criv = _CRIV.search(head) or _CRIV.search(" ".join(front.edge_lines[:10]))
    meeting = _MEETING.search(front.address)
    name = meeting["name"].lower() if meeting else ""
    if whole:
        committee = _COMMITTEE.search(head)
        body = committee.group().strip() if committee else "Plenumvergadering"
        when = f", {day.group(1)}" if day else ""
        found["title"] = Found(shortened(f"Integraal verslag – {body}{when}", _TITLE_CHARS), words=body)
        if criv:
            found["edition"] = Found(criv.group().upper(), words=criv.group())
        elif meeting:
            found["edition"] = Found(f"{meeting['term']} {name}", Source.ADDRESS, meeting.group())
    elif front.lines:
        title = re.sub(r"^\d\d\s+", "", " ".join(front.lines[0].split()))
        if title.endswith((" van", ":")) and len(front.lines) > 1:
            title = f"{title} {front.lines[1]}"
        found["title"] = Found(shortened(title, _TITLE_CHARS), words=front.lines[0])
    codes = list(dict.fromkeys(_CODE.findall("\n".join(front.lines[:12] if not whole else ()))))
    files = list(dict.fromkeys("/".join(parts) for parts in _FILE.findall(head)))
    if codes or files:
        numbers = ", ".join((codes or files)[:8])
        found["number"] = Found(numbers, words=numbers)
    elif criv or meeting:
        number = criv.group().upper() if criv else f"{meeting['term']} {name}" if meeting else ""
        found["number"] = Found(number, Source.FRONT if criv else Source.ADDRESS, number)
    return found


def _more(front: Front, score: Score) -> Score:
    """Add the speakers, whose turns are numbered."""
    spoken = turns(front.blocks[:150], numbered=True)
    return score.plus(0.5 if spoken >= MANY else 0.3, f"{spoken} genummerde sprekers") if spoken >= 2 else score


def _roles(blocks: Sequence[Block]) -> list[Block]:
    opening = next((block.text for block in blocks if block.text.strip()), "")
    return with_speakers(blocks, asking=bool(_ASKS.search(opening[:200])))


SERIES = BySigns(
    key="kamer-verslagen",
    kind="verslag",
    signs=(
        sign(0.3, "front", r"\(\d{8}[cpim]\)", body=True),
        sign(0.2, "title", _ITEM.pattern.lower()),
        sign(0.3, "front", r"commissie voor .{5,200}commission d", body=True),
        sign(0.2, "front", r"integraal verslag|compte rendu intégral|plenumvergadering", body=True),
        sign(0.5, "address", r"dekamer\.be/doc/[cp]cri/|lachambre\.be/doc/[cp]cri/", body=True),
        sign(0.2, "edge", r"\bcriv \d\d\b|kamer.+zitting van", body=True),
        sign(-0.4, "address", r"tweedekamer|overheid\.nl|vlaamsparlement"),
    ),
    mark=_roles,
    find=_find,
    more=_more,
    most=0.5,
)
