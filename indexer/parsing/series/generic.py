"""A document of an unknown series: title, date, publisher, country and kind as far as its front and address say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from corpus.catalogue import publishers
from corpus.model import PassageKind
from indexer.parsing.series.dates import DATELINE, iso_date, name_date, path_date
from indexer.parsing.series.evidence import Found, Source
from indexer.parsing.series.front import Front
from indexer.parsing.series.titles import ORNAMENTS, TITLE_CHARS, stem, title_of

_FRONT_CHARS = 3_000
_DATE_LABEL = re.compile(
    r"(?:^|\b)(?:datum|gepubliceerd(?: op)?|publicatiedatum|verschenen(?: op)?|datum van publicatie)\b"
    r"\s*[:;|]?\s*(.{0,60})",
    re.IGNORECASE | re.DOTALL,
)
_PLACE_DATE = re.compile(
    r"\b(?:brussel|den haag|'s-gravenhage|utrecht|amsterdam|antwerpen|gent)[,:]?\s+(?:op\s+)?"
    r"(\d{1,2}[ /.-]\S+[ /.-]\d{4})",
    re.IGNORECASE,
)
_NO_DATE = re.compile(r"\b(?:in antwoord op|uw brief|d\.d\.|geldig|tot en met|periode)\b", re.IGNORECASE)
_DEPOT = re.compile(r"\bD/((?:19|20)\d\d)/\d{3,5}/\d+")
_MINISTRY = re.compile(r"(?:het\s+)?ministerie van [A-Z][\w ,&-]{3,80}?(?:\s*\([A-Za-z&]{2,8}\))?", re.IGNORECASE)
_CLIENT = re.compile(r"(?:organisatie|klantnaam|klant|opdrachtgever|aan|voor|in opdracht van)\s*[:;]?", re.IGNORECASE)
#: Of programs that do not know the day, the last one of files made from the template of python-docx.
_CLOCK_STARTS = ("1970-01-01", "1980-01-01", "1999-12-31", "2000-01-01", "2013-12-23")
_FOR_CLIENT = re.compile(r"(?:organisatie|klant(?:naam)?|opdrachtgever|in opdracht van)\b")
_KINDS = (
    ("verkiezingsprogramma", r"\b(?:verkiezingsprogramma|partijprogramma|kiesprogramma)\b"),
    ("dreigingsbeeld", r"\b(?:dreigingsbeeld|dreigingsanalyse|cybersecuritybeeld)\b"),
    ("jaarverslag", r"\b(?:jaarverslag|activiteitenverslag|jaarrapport)\b"),
    ("factsheet", r"\bfact-?sheet\b"),
    ("actieplan", r"\b(?:actieplan|plan van aanpak|actieprogramma)\b"),
    ("bevraging", r"\b(?:bevraging|enquête|ledenbevraging|survey)\b"),
    ("schriftelijke-vraag", r"\b(?:schriftelijke vra(?:ag|gen)|kamervragen)\b"),
    ("beleidsnota", r"\b(?:beleidsnota|beleidsbrief|regeerakkoord|coalitieakkoord|conceptnota|visienota)\b"),
    (
        "regelgeving",
        (
            r"^(?:wet|decreet|ordonnantie|koninklijk besluit|besluit|omzendbrief|"
            r"(?:instellings|wijzigings|uitvoerings)\w*|ministeriële regeling|verordening|"
            r"ontwerp(?:decreet| van decreet)|voorontwerp van)\b"
        ),
    ),
    ("advies", r"\b(?:advies|second opinion)\b"),
    ("kamerbrief", r"\bkamerbrief\b"),
    ("verslag", r"\b(?:verslag|notulen|hoorzitting)\b"),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_LABEL_REACH = 30  # code points behind "Datum" within which the date stands
_WHOLE_DATE = 10  # code points of a date with day
_FIRST_WORDS = 160  # code points of the title that may say the kind
_VOTES = {
    "NL": re.compile(
        r"\d{4} ?[A-Z]{2}\b(?! ?\d)|Den Haag\b|'s-Gravenhage|Nederland(?:se?)?\b|Tweede Kamer|Rijksoverheid|"
        r"Ministerie van\b|\.nl\b|\+31\b|AVG\b|GGD\b|VWS\b|Stb\."
    ),
    "BE": re.compile(
        r"Vlaanderen\b|Vlaamse?\b|België\b|Belgische?\b|Brussel\b|\.(?:be|vlaanderen)\b|\+32\b|FOD\b|OCMW\b|\d{1,2}u\d{2}\b"
    ),
}


def date_of(front: Front) -> Iterator[Found]:
    """Yield what may be the date of publication, best first."""
    found = _labelled_date(front) or _front_date(front)
    if found:
        yield found
    for edge in dict.fromkeys(front.edge_lines[:20]):
        if (
            len(edge) <= 60
            and not re.search(r"vergaderjaar", edge, re.IGNORECASE)
            and len(date := iso_date(edge)) == _WHOLE_DATE
        ):
            yield Found(date, Source.FRONT, edge)
            break
    if depot := front.first(_DEPOT):
        yield Found(depot.group(1), Source.FRONT, depot.group())
    if date := path_date(front.address):
        yield Found(date, Source.ADDRESS, front.address)
    if date := name_date(front.name):
        yield Found(date, Source.FILE, front.name)
    if (date := iso_date(front.clues.created)) and date not in _CLOCK_STARTS:
        yield Found(date, Source.FILE, front.clues.created)


def _labelled_date(front: Front) -> Found | None:
    """Return the date behind the word that announces it, on the same line or the next."""
    for place, block in enumerate(front.head):
        match = _DATE_LABEL.search(block.text[:300])
        if match is None or (block.kind is PassageKind.TABLE_ROW and (match.start() > 0 or " | " in block.text)):
            continue
        if date := iso_date(match.group(1)[:_LABEL_REACH]):
            return Found(date, Source.FRONT, match.group())
        if len(match.group(1).strip()) <= 2 and len(block.text) <= 40:
            after = next(iter(front.head[place + 1 : place + 2]), None)
            if after is not None and len(after.text) <= 60 and (date := iso_date(after.text)):
                return Found(date, Source.FRONT, f"{block.text} {after.text}")
    return None


def _front_date(front: Front) -> Found | None:
    """Return the date on a short line of its own, or at the beginning of a news item."""
    length = 0
    for block in front.head:
        if block.page > 2 or length > _FRONT_CHARS:
            break
        text = block.text
        length += len(text)
        if block.kind is PassageKind.TABLE_ROW or _NO_DATE.search(text[:80]):
            continue
        placed = _PLACE_DATE.search(text[:200])
        words = text if len(text) <= 60 else placed.group(1) if placed else ""
        if not words and (dateline := DATELINE.match(text)):
            words = dateline.group()
        if words and (date := iso_date(words)):
            return Found(date, Source.FRONT, words)
    return None


def publisher_of(front: Front) -> Iterator[Found]:
    """Yield what may be the publisher, best first; none for an invented document."""
    if front.invented:
        return
    names = _names()
    lows = [low for _, low in front.pairs[:25]]
    before = ""
    for (line, low), block in zip(front.pairs[:25], front.head, strict=False):
        client = _CLIENT.fullmatch(before) is not None
        before = low
        if len(line) > 100 or client or block.page > 1:
            continue
        bare = re.sub(r"\s*\([^)]*\)$", "", low)
        if low in names or bare in names:
            yield Found(names.get(low) or names[bare], Source.FRONT, line)
            return
        match = _MINISTRY.fullmatch(line.strip(" ."))
        if match and not any(_FOR_CLIENT.match(other) and low[:40] in other for other in lows):
            yield Found(match.group().strip(" ."), Source.FRONT, line)
            return
    host = re.match(r"https?://(?:www\.)?([^/:]+)", front.address)
    if host and (name := _hosts().get(host.group(1).lower())):
        yield Found(name, Source.ADDRESS, front.address)


@cache
def _names() -> Mapping[str, str]:
    """Return the names of publishers by their lower-case forms; abbreviations of two letters say nothing."""
    return {
        name.lower(): publisher.name
        for publisher in publishers().values()
        for name in (publisher.name, publisher.abbreviation, *publisher.aliases)
        if len(name) > 2
    }


@cache
def _hosts() -> Mapping[str, str]:
    return {
        match.group(1).lower(): publisher.name
        for publisher in publishers().values()
        if (match := re.match(r"https?://(?:www\.)?([^/:]+)", publisher.address))
    }


def country_of(front: Front) -> Iterator[Found]:
    """Yield the country by the address, else by what the front names, where that is clear."""
    host = re.match(r"https?://([^/:]+)", front.address)
    ending = host.group(1).rsplit(".", 1)[-1].lower() if host else ""
    country = {"be": "BE", "nl": "NL", "vlaanderen": "BE"}.get(ending, "")
    if country:
        yield Found(country, Source.ADDRESS, front.address)
    if country or front.invented:
        return
    edges = front.place("edge")[0][:2_000]
    text = "\n".join((front.text, edges, edges))  # what stands on every page says more
    votes = {code: pattern.findall(text) for code, pattern in _VOTES.items()}
    (code, most), (_, fewer) = sorted(votes.items(), key=lambda entry: -len(entry[1]))
    if len(most) >= 2 and len(most) >= 3 * len(fewer):
        yield Found(code, Source.FRONT, ", ".join(dict.fromkeys(most[:6])))


def kind_of(front: Front, title: str) -> Iterator[Found]:
    """Yield the kind that the title names, else the line above or below it, else the address."""
    for text in (title, *front.lines[:3]):
        low = text[:_FIRST_WORDS].lower().strip(ORNAMENTS)
        for kind, pattern in _KIND_PATTERNS:
            if match := pattern.search(low) if text is title else pattern.match(low) if len(low) <= 60 else None:
                yield Found(kind, Source.FRONT, match.group())
                return
    if match := re.search(r"(?:verkiezings|partij|kies)programma\b", front.place("front")[1][:2_000]):
        yield Found("verkiezingsprogramma", Source.FRONT, match.group())
    if match := re.search(r"/(?:nieuws|actueel|news|nieuwsberichten|persberichten)/", front.address):
        yield Found("nieuws", Source.ADDRESS, match.group())


def fields_of(front: Front) -> dict[str, list[Found]]:
    """Return all that a document of an unknown series says of itself, by field of `corpus.model.Metadata`."""
    titles = list(title_of(front)) or [Found(stem(front.name)[:TITLE_CHARS], Source.FILE, front.name)]
    best = min(titles, key=lambda found: found.source)
    return {
        "title": titles,
        "published": list(date_of(front)),
        "publisher": list(publisher_of(front)),
        "country": list(country_of(front)),
        "kind": list(kind_of(front, best.value)),
    }
