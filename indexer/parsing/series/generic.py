"""A document of an unknown series: title, date, publisher, country and kind as far as its front and address say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePath

from corpus.catalogue import publishers
from corpus.model import PassageKind
from indexer.parsing.reading import Block
from indexer.parsing.series.dates import DATELINE, iso_date, name_date, path_date
from indexer.parsing.series.evidence import Found, Source, shortened
from indexer.parsing.series.front import Front

TITLE_CHARS = 200
_FRONT_CHARS = 3_000
_BAD_TITLE = re.compile(
    r"(?:microsoft\s+(?:word|powerpoint|excel)\b.*|untitled.*|naamloos.*|zonder titel|document\d*|\W*|slide \d+|"
    r"powerpoint-presentatie|presentatie\d*|(?:about:)?blank|title|titel|dia \d+|[\w-]+_[\w-]+|\(?anonymous\)?|tldr.*|"
    r".*\.(?:docx?|pdf|indd|qxd|odt|xlsx?|pptx?|rtf|tmp|html?))",
    re.IGNORECASE,
)
_ORNAMENTS = " \t/\\|_*=~·•"
#: A heading that says what sort of paper it is, not what it is about: the line below it belongs to the title.
_SORT_ONLY = re.compile(
    r"(?:verslag|notitie|nota|memo|rapport|eindrapport|advies|brief|factsheet|persbericht|mededeling|bijlage(?: \w+)?)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:inhoud(?:sopgave|stafel)?|datum|onderwerp|betreft?|(?:ons|uw) kenmerk|colofon|voorwoord|woord vooraf|"
    r"bijlagen?|contactpersoon|(?:management)?samenvatting|inleiding|openbare versie|concept|definitief)\W*",
    re.IGNORECASE,
)
_BODY_LINE = re.compile(
    r"(?:tweede|eerste) kamer der staten-generaal|vlaams parlement|belgische kamer van volksvertegenwoordigers|"
    r"rijksoverheid|vlaamse (?:overheid|regering)|ministerie van .*|gemeente \w+",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:onderwerp|betreft?|inzake|titel)\s*[:;]?\s+(.{8,})", re.IGNORECASE | re.DOTALL)
_ABOUT_ALONE = re.compile(r"(?:onderwerp|betreft?|inzake)\s*[:;]?", re.IGNORECASE)
_INSIDE_ABOUT = re.compile(
    r"^(?:datum|voor|van|aan|cc)\b.{0,100}?\binzake\s+(.{8,}?)(?:\s+(?:zaaknr|ons kenmerk|uw kenmerk|dossiernr)\b|$)",
    re.IGNORECASE,
)
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
_CLOCK_STARTS = ("1970-01-01", "1980-01-01", "1999-12-31", "2000-01-01")  # of programs that do not know the day
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


def title_of(front: Front) -> Iterator[Found]:
    """Yield what may be the title, best first."""
    headings = [b for b in front.blocks if b.kind == "heading" and b.page <= 2]
    clue = front.clues.title.strip()
    if front.reader == "html":
        shown = next((b.text for b in headings if b.level == 1), "")
        clue = re.split(r"\s+[|–—]\s+|\s+-\s+(?=[^-]+$)", clue)[0] or clue
        yield from _good(shown, Source.FRONT)
        yield from _good(clue, Source.FILE)
        return
    if front.reader == "xml":  # the element that holds the title says so
        yield from _good(clue, Source.FRONT)
    if front.reader not in ("xlsx", "csv"):
        yield from _good(_said_title(front), Source.FRONT)
        first = next((b.page for b in headings), 1)
        if first > 1:  # the cover is a picture, or its title no heading: what the file says comes first
            yield from _good(clue, Source.FILE)
        yield from _good(_front_title(front.blocks), Source.FRONT if first == 1 else Source.UNSURE)
    yield from _good(clue, Source.FILE)
    for edge in dict.fromkeys(front.edge_lines[:12]):
        if (
            sum(c.isalpha() for c in edge) >= 12
            and not iso_date(edge)
            and not edge.lower().startswith(("www.", "pagina"))
            and not _NO_TITLE.fullmatch(edge)
        ):
            yield from _good(edge, Source.UNSURE)
    if front.head and front.reader == "txt" and len(line := front.head[0].text) <= TITLE_CHARS:
        yield from _good(line, Source.UNSURE)


def is_title(text: str) -> bool:
    """Say whether a text can be a title: letters enough, and none of the words that programs put there."""
    return sum(c.isalpha() for c in text) >= 3 and not _BAD_TITLE.fullmatch(text.strip())


def _good(text: str, source: Source) -> Iterator[Found]:
    text = text.strip(_ORNAMENTS).strip()
    if is_title(text):
        yield Found(shortened(text, TITLE_CHARS).removesuffix("…") if len(text) > TITLE_CHARS else text, source, text)


def _said_title(front: Front) -> str:
    """Return what a letter or note says that it is about, where nothing at the front is set larger."""
    headings = [b for b in front.head if b.kind == "heading" and b.page == 1 and not _ABOUT_ALONE.fullmatch(b.text)]
    plain = [b for b in headings if not _SORT_ONLY.fullmatch(b.text.strip(_ORNAMENTS)) and b.text.lower() != "datum"]
    if plain and not _SORT_ONLY.fullmatch(headings[0].text.strip(_ORNAMENTS)):
        return ""
    for place, block in enumerate(front.head[:25]):
        text = block.text
        if len(text) <= 400 and (match := _ABOUT.match(text)):
            return match.group(1)
        if len(text) <= 250 and (match := _INSIDE_ABOUT.match(text)):
            return match.group(1)
        if _ABOUT_ALONE.fullmatch(text):
            after = next((b.text for b in front.head[place + 1 : place + 6] if len(b.text) > 25), "")
            return after if len(after) <= TITLE_CHARS else ""
    return ""


def _front_title(blocks: Sequence[Block]) -> str:
    """Return the highest heading of the first page that has one, with those of the same height right after it."""
    first = next((b for b in blocks if b.kind == "heading" and b.page <= 2), None)
    if first is None:
        return ""
    here = [
        (place, b)
        for place, b in enumerate(blocks[:200])
        if b.kind == "heading"
        and b.page == first.page
        and not _BODY_LINE.fullmatch(b.text)
        and is_title(b.text.strip(_ORNAMENTS))
        and not _NO_TITLE.fullmatch(b.text)
    ]
    if not here:
        return ""
    best = min(b.level for _, b in here)
    start = next(place for place, b in here if b.level == best)
    title = blocks[start].text.strip(_ORNAMENTS)
    if _SORT_ONLY.fullmatch(title) and start + 1 < len(blocks):
        below = blocks[start + 1]
        if below.page == first.page and below.kind in ("heading", "paragraph") and 10 <= len(below.text) <= 120:
            return f"{title} {below.text}"
    for following in blocks[start + 1 : start + 3]:
        if following.kind != "heading" or following.level != best or len(title) + len(following.text) > 120:
            break
        title += " " + following.text.strip(_ORNAMENTS)
    return title


def stem(name: str) -> str:
    """Return a file name without folder and ending, as a title of last resort."""
    return re.sub(r"[_\s]+", " ", PurePath(name).stem).strip() or name


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
        low = text[:_FIRST_WORDS].lower().strip(_ORNAMENTS)
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
