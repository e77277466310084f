"""The title of a document: what its front says or sets largest, else what its file says, if no program put it there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from indexer.parsing.reading import Block
from indexer.parsing.series.dates import iso_date
from indexer.parsing.series.evidence import Found, Source, shortened
from indexer.parsing.series.front import Front

TITLE_CHARS = 200
ORNAMENTS = " \t/\\|_*=~·•"  # around a title
_BAD_TITLE = re.compile(
    r"(?:microsoft\s+(?:word|powerpoint|excel)\b.*|untitled.*|naamloos.*|zonder titel|document\d*|\W*|slide \d+|"
    r"powerpoint-presentatie|presentatie\d*|(?:about:)?blank|title|titel|dia \d+|[\w-]+_[\w-]+|\(?anonymous\)?|tldr.*|"
    r".*\.(?:docx?|pdf|indd|qxd|odt|xlsx?|pptx?|rtf|tmp|html?))",
    re.IGNORECASE,
)
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
    if front.reader in ("xml", "epub"):  # the element that holds the title says so; a book begins with a chapter
        yield from _good(clue, Source.FRONT)
    if front.reader not in ("xlsx", "csv"):
        yield from _good(_said_title(front), Source.FRONT)
        first = next((b.page for b in headings), 1)
        if first > 1:  # the cover is a picture, or its title no heading: what the file says comes first
            yield from _good(clue, Source.FILE)
        lined = front.reader == "pdf"  # elsewhere a title is one paragraph, however many lines it takes
        yield from _good(_front_title(front.blocks, lined=lined), Source.FRONT if first == 1 else Source.UNSURE)
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
    text = text.strip(ORNAMENTS).strip()
    if is_title(text):
        yield Found(shortened(text, TITLE_CHARS).removesuffix("…") if len(text) > TITLE_CHARS else text, source, text)


def _said_title(front: Front) -> str:
    """Return what a letter or note says that it is about, where nothing at the front is set larger."""
    headings = [b for b in front.head if b.kind == "heading" and b.page == 1 and not _ABOUT_ALONE.fullmatch(b.text)]
    sort = _SORT_ONLY.fullmatch(headings[0].text.strip(ORNAMENTS)) if headings else None
    plain = [b for b in headings if not (_SORT_ONLY.fullmatch(b.text.strip(ORNAMENTS)) or _NO_TITLE.fullmatch(b.text))]
    if plain and not sort:
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


def _front_title(blocks: Sequence[Block], *, lined: bool) -> str:
    """Return the highest heading of the first page that has one.

    Args:
        blocks: blocks of the document.
        lined: each line of a title may come as a heading: those of the same height right after it belong to it.
    """
    first = next((b for b in blocks if b.kind == "heading" and b.page <= 2), None)
    if first is None:
        return ""
    here = [
        (place, b)
        for place, b in enumerate(blocks[:200])
        if b.kind == "heading"
        and b.page == first.page
        and not _BODY_LINE.fullmatch(b.text)
        and is_title(b.text.strip(ORNAMENTS))
        and not _NO_TITLE.fullmatch(b.text)
    ]
    if not here:
        return ""
    best = min(b.level for _, b in here)
    start = next(place for place, b in here if b.level == best)
    title = blocks[start].text.strip(ORNAMENTS)
    if _SORT_ONLY.fullmatch(title) and start + 1 < len(blocks):
        below = blocks[start + 1]
        if below.page == first.page and below.kind in ("heading", "paragraph") and 10 <= len(below.text) <= 120:
            return f"{title} {below.text}"
    for following in blocks[start + 1 : start + 3] if lined else ():
        if following.kind != "heading" or following.level != best or len(title) + len(following.text) > 120:
            break
        title += " " + following.text.strip(ORNAMENTS)
    return title


def stem(name: str) -> str:
    """Return a file name without folder and ending, as a title of last resort."""
    return re.sub(r"[_\s]+", " ", PurePath(name).stem).strip() or name
