"""Written questions to Dutch ministers: the letter with the answers, or the annex to the Proceedings (Aanhangsel)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.model import PassageKind, Voice
from indexer.parsing.reading import Block
from indexer.parsing.series.dates import MONTH, iso_date
from indexer.parsing.series.evidence import BySigns, Found, Score, Source, shortened, sign
from indexer.parsing.series.front import Front
from indexer.parsing.series.questions import with_questions

_DATE = rf"\d{{1,2}} (?:{MONTH}) \d{{4}}"
_LETTER = re.compile(
    rf"uw brief van (?P<asked>{_DATE})(?:,? (?:nr\.?|met kenmerk) ?(?P<number>[\w-]+))?", re.IGNORECASE
)
_ZAAK = re.compile(r"\b(20\d\d[ZD]\d{5})\b")
_ANNEX = re.compile(
    r"^(?:tweede kamer, .{0,40})?aanhangsel (?:van de )?handelingen\b(?:.{0,60}?\bnr\.? ?(\d{1,4}))?",
    re.IGNORECASE | re.MULTILINE,
)
_OVER = re.compile(
    r"(?:kamer)?vragen (?:van )?(?P<who>(?:het |de )?(?:lid|leden)) (?P<rest>.{3,260}? over .{8,260}?)"
    r"(?= (?:worden|zijn|is|wordt) (?:als volgt )?beantwoord|, ingezonden|\.(?:\s|$)|$)",
    re.IGNORECASE | re.MULTILINE,
)
_SESSION = re.compile(r"vergaderjaar (\d{4})\s*[–-]\s*(\d{4}|\d{2})", re.IGNORECASE)
_AH = re.compile(r"\bah-tk-(\d{4})(\d{4})-(\d+)", re.IGNORECASE)
_SENT = re.compile(rf"ingezonden (?:op )?({_DATE})", re.IGNORECASE)
_RECEIVED = re.compile(rf"ontvangen (?:op )?({_DATE})", re.IGNORECASE)
_MEMBERS = re.compile(
    r"(?:van (?:de )?(?:het )?(?:leden?|lid)|^leden?)\s+"
    r"((?:(?:van|de|der|den|het|ten|ter|en|[A-Z][\w'’-]+|\([^)]{1,40}\)|,|-)\s*){1,20})"
)
_MINISTER = re.compile(
    r"(?:^|\n)(?:de )?((?:minister|staatssecretaris)(?: van| voor) [A-Z][^\n,.:]{4,80}?)(?= op | mede |[\n,.]|$)",
    re.IGNORECASE,
)
_FROM_MINISTER = re.compile(
    r"(?:antwoorden?|mededeling|beantwoording) van (?:de )?"
    r"((?:minister|staatssecretaris)(?:-president)?(?: van| voor)? [A-Z][\w ,&-]{3,80}?)"
    r"(?= op | mede | \(ontvangen|,? d\.d\.|\n|$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:onderwerp|betreft)\s*[:;]?\s+(.{10,})", re.IGNORECASE | re.DOTALL)
_ANSWERS = re.compile(
    r"(?:beantwoording|antwoord(?:en)? van|vragen van (?:het lid|de leden) |op (?:kamer)?vragen (?:van|lid|leden) )",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\[?(\d{1,2})(?:[)\]]\s*\S|\.\s.*(?:\bwww\.|https?:|\.nl\b|\b20\d\d\b))")
_TITLE_CHARS = 300


def _title(front: Front) -> Found | None:
    """Return what the letter says that it is about, else what the line above the first question or the letter asks."""
    for line in front.lines[:15]:
        if match := _SUBJECT.match(line):
            return Found(shortened(match.group(1), _TITLE_CHARS), words=line)
    head = front.lines[:30]
    for place, line in enumerate(head):
        after = head[place + 1] if place + 1 < len(head) else ""
        runs_on = after[:1].islower() and not line.rstrip().endswith((".", "?"))
        whole = f"{line.strip()} {after.strip()}" if runs_on else line
        if (_ANSWERS.match(line) or place < 2) and (about := _OVER.search(whole)):
            return Found(
                shortened(f"Beantwoording Kamervragen van {_article(about['who'])} {about['rest']}", _TITLE_CHARS),
                words=whole,
            )
        if _ANSWERS.match(line) and len(line) <= _TITLE_CHARS:
            return Found(shortened(whole, _TITLE_CHARS), words=whole)
    return None


def _article(who: str) -> str:
    return {"lid": "het lid", "leden": "de leden"}.get(who.lower(), who)


def _dates(front: Front) -> Mapping[str, Found]:
    """Return when it was asked and answered."""
    found: dict[str, Found] = {}
    text = front.text
    asked = _SENT.search(text) or _LETTER.search(text)
    if asked:
        found["period_from"] = Found(iso_date(asked.group()), words=asked.group())
    if answered := _RECEIVED.search(text):
        found["period_to"] = Found(iso_date(answered.group(1)), words=answered.group())
    else:
        dated = next(
            (line for line in front.lines[:12] if re.match(r"datum\b", line, re.IGNORECASE) and iso_date(line)), ""
        )
        if dated:
            found["period_to"] = Found(iso_date(dated), words=dated)
    if "period_to" in found:
        found["published"] = found["period_to"]
    return found


def _annex(front: Front) -> re.Match[str] | None:
    """Return where front or running head call this the annex to the Proceedings, with its number if it is there."""
    return _ANNEX.search(front.place("edge")[0]) or _ANNEX.search(
        "\n".join(line for line in front.lines if len(line) <= 160)
    )


def _publisher(front: Front, minister: re.Match[str] | None) -> Found | None:
    """Return the ministry that answers; the annex to the Proceedings is published by the chamber."""
    if _annex(front) or _AH.search(front.address):
        return Found("Tweede Kamer der Staten-Generaal", words="Aanhangsel van de Handelingen")
    if minister and (office := re.search(r"(?:minister|staatssecretaris) van (.+)", minister.group(1), re.IGNORECASE)):
        return Found(f"Ministerie van {office.group(1).strip()}", words=minister.group().strip())
    return None


def _find(front: Front) -> Mapping[str, Found]:
    """Return title, number, who asks, who answers, and when."""
    found = dict(_dates(front))
    text = front.text
    if title := _title(front):
        found["title"] = title
    address = _AH.search(front.address)
    if address:
        first, last, number = address.groups()
        found["number"] = Found(
            f"Aanhangsel Handelingen II {first}/{last[2:]}, nr. {number}", Source.ADDRESS, address.group()
        )
        found["edition"] = Found(f"{first}-{last} {number}", Source.ADDRESS, address.group())
    elif (annex := _annex(front)) and annex.group(1) and (session := _SESSION.search(f"{text}\n{annex.string}")):
        first, last = session.group(1), session.group(2)[-2:]
        found["number"] = Found(f"Aanhangsel Handelingen II {first}/{last}, nr. {annex.group(1)}", words=annex.group())
        found["edition"] = Found(f"{first}-{first[:2]}{last} {annex.group(1)}", words=annex.group())
    elif case := _ZAAK.search(text):
        found["number"] = Found(case.group(1), words=case.group())
    minister = _FROM_MINISTER.search(text) or _MINISTER.search(text)
    if minister:
        found["minister"] = Found(minister.group(1).strip(), words=minister.group().strip())
    if members := _MEMBERS.search(found["title"].value if "title" in found else text):
        found["vraagsteller"] = Found(members.group(1).strip(" ,-"), words=members.group())
    if publisher := _publisher(front, minister):
        found["publisher"] = publisher
    return found


def _more(front: Front, score: Score) -> Score:
    """Add the form: "Vraag 1" and "Antwoord op vraag 1" by turns."""
    if score.value <= 0:
        return score
    return score.plus(0.2, "opschriften boven vraag en antwoord") if front.form == "labels" else score


def _roles(blocks: Sequence[Block]) -> list[Block]:
    """Mark questions and answers, and the sources of the questioner, "1) ...", that stand below the last answer."""
    marked = with_questions(blocks, sure=True)
    asked = " ".join(block.text for block in marked if block.voice is Voice.QUESTIONER)
    for place in range(len(marked) - 1, 0, -1):
        block = marked[place]
        mark = _SOURCE.match(block.text)
        if block.kind is not PassageKind.ANSWER or mark is None or f"{mark.group(1)})" not in asked.replace("]", ")"):
            break
        marked[place] = replace(block, kind=PassageKind.FOOTNOTE, voice=Voice.QUESTIONER)
    return marked


SERIES = BySigns(
    key="kamervragen",
    kind="schriftelijke-vraag",
    signs=(
        sign(0.4, "front", r"kamervragen\b|aanhangsel van de handelingen\b", body=True),
        sign(0.2, "front", r"vragen van (?:het lid|de leden)\b|antwoorden? van (?:de )?(?:minister|staatssecretaris)"),
        sign(0.2, "front", r"voorzitter van de tweede kamer|tweede kamer der staten-generaal", body=True),
        sign(0.1, "headings", r"(?:^|\n)vraag \d+(?:\n|$)"),
        sign(0.2, "front", r"\b20\d\dz\d{5}\b", body=True),
        sign(0.5, "address", r"\bah-tk-\d", body=True),
        sign(0.3, "address", r"tweedekamer\.nl/kamerstukken/kamervragen|/kamervragen/", body=True),
        sign(-0.4, "front", r"vlaams parlement|volksvertegenwoordiger\b"),
    ),
    mark=_roles,
    find=_find,
    more=_more,
    most=0.2,
)
