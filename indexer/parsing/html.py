"""HTML to blocks: the main part of the page, its headings, paragraphs, lists, tables and notes; menus left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Comment, Declaration, Doctype, NavigableString, ProcessingInstruction, Tag

from corpus.errors import ReadingError
from corpus.model import PassageKind, Voice
from indexer.parsing.charset import decode
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block
from indexer.parsing.rows import texts_of

MAX_DEPTH = 200  # elements inside each other; deeper ones are taken as text
MAX_BYTES = 30_000_000
_DROPPED_NAMES = (
    "script style noscript template svg iframe object form button select input textarea canvas audio video nav aside "
    "dialog menu head"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_FURNITURE = frozenset(("header", "footer"))
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"))
_FURNITURE_NAMES = re.compile(
    r"\b(?:cookie\w*|consent|breadcrumb\w*|kruimelpad|skip-?links?|share|social|deel-?knoppen|newsletter|nieuwsbrief|related|gerelateerd|"
    r"site-?(?:header|footer|nav\w*)|main-?(?:nav\w*|menu)|navbar|sidebar|menu|pager|pagination|print-?only|visually-hidden|sr-only)\b",
    re.IGNORECASE,
)
_BLOCK_NAMES = (
    "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hgroup "
    "hr html li main ol p pre section summary table tbody td tfoot th thead tr ul header footer caption"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NOTE_NAMES = re.compile(r"\b(?:footnotes?|voetnoot|voetnoten|endnotes?|noten|notes?)\b", re.IGNORECASE)
_NOTE_HOLDERS = frozenset(("section", "div", "ol", "ul", "li", "p", "dl"))
_LANGUAGE_CLASS = re.compile(r"(NL|FR)$")
_NOT_TEXT = (Comment, Doctype, Declaration, ProcessingInstruction)


def read(data: bytes, name: str) -> Reading:
    """Return the reading of an HTML page.

    Raises:
        ReadingError: larger than any page, or without text.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError("memory", f"{name} is met {len(data) // 1_000_000} MB te groot voor een webpagina.")
    soup = BeautifulSoup(decode(data, look_for_declaration=True), "lxml")
    clues = _clues(soup)
    blocks = list(_walk(_main_part(soup), _Place()))
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("html", (RawPage(1),), tuple(blocks), clues)


def _main_part(soup: BeautifulSoup) -> Tag:
    """Return `main`, the only `article`, or the body."""
    mains = soup.find_all("main") or soup.find_all(role="main")
    if mains and _length(mains[0]) > 200:
        return mains[0]
    articles = soup.find_all("article")
    if len(articles) == 1 and _length(articles[0]) > 200:
        return articles[0]
    return soup.body or soup


def _length(tag: Tag) -> int:
    return sum(len(text) for text in tag.strings)


def _is_furniture(tag: Tag, depth: int) -> bool:
    """Say whether an element is no part of the text: a menu, a banner, a cookie notice."""
    if tag.name in _DROPPED:
        return True
    if (
        tag.get("hidden") is not None
        or tag.get("aria-hidden") == "true"
        or str(tag.get("role", "")) in _FURNITURE_ROLES
    ):
        return True
    if tag.name in _FURNITURE and not tag.find_parent(("article", "main", "section")) and tag.find("h1") is None:
        return True
    if "display:none" in str(tag.get("style", "")).replace(" ", ""):
        return True
    if tag.name in ("html", "body", "main", "article") or depth == 0:
        return False
    names = f"{' '.join(_classes(tag))} {tag.get('id', '')}"
    return bool(_FURNITURE_NAMES.search(names)) and tag.find("h1") is None and _length(tag) < 3_000


def _classes(tag: Tag) -> list[str]:
    value = tag.get("class")
    return value if isinstance(value, list) else [str(value)] if value else []


class _Place:
    """Where the walk stands: language, list, notes."""

    __slots__ = ("depth", "in_list", "in_notes", "language", "voice")

    def __init__(
        self,
        language: str = "",
        *,
        in_list: bool = False,
        in_notes: bool = False,
        depth: int = 0,
        voice: Voice = Voice.PUBLISHER,
    ) -> None:
        self.language, self.in_list, self.in_notes, self.depth, self.voice = language, in_list, in_notes, depth, voice

    def inside(self, tag: Tag) -> _Place:
        """Return the place inside *tag*."""
        said = str(tag.get("lang", ""))[:2].lower()
        if not said:
            match = next((m for c in _classes(tag) if (m := _LANGUAGE_CLASS.search(c))), None)
            said = match.group(1).lower() if match else ""
        names = f"{' '.join(_classes(tag))} {tag.get('id', '')} {tag.get('role', '')}"
        opens_notes = tag.name in _NOTE_HOLDERS and _NOTE_NAMES.search(names) is not None
        language = said if said in ("nl", "fr", "en", "de") else self.language
        return _Place(
            language,
            in_list=self.in_list or tag.name in ("ul", "ol"),
            in_notes=self.in_notes or opens_notes,
            depth=self.depth + 1,
            voice=Voice.QUOTED if tag.name == "blockquote" else self.voice,
        )

    def kind(self, tag: Tag | None) -> PassageKind:
        """Return the kind of a text that stands here."""
        if self.in_notes:
            return PassageKind.FOOTNOTE
        return (
            PassageKind.LIST_ITEM
            if self.in_list or (tag is not None and tag.name in ("li", "dd"))
            else PassageKind.PARAGRAPH
        )


def _walk(tag: Tag, place: _Place, *, lead: str = "") -> Iterator[Block]:
    """Yield the blocks inside *tag*, in document order."""
    pending: list[str] = []

    def flush() -> Iterator[Block]:
        nonlocal lead
        text = clean("".join(pending)).strip()
        pending.clear()
        if any(letter.isalnum() for letter in text):
            text, lead = lead + text, ""
            yield block(place.kind(tag), text, language=place.language, voice=place.voice)

    for child in tag.children:
        if isinstance(child, _NOT_TEXT):
            continue
        if isinstance(child, NavigableString):
            pending.append(str(child))
        elif isinstance(child, Tag):
            if _is_furniture(child, place.depth):
                continue
            if child.name == "br":
                pending.append(" ")
            elif child.name not in _BLOCKS and not _holds_blocks(child):
                pending.append(_inline(child))
            elif place.depth > MAX_DEPTH:
                pending.append(" " + _inline(child) + " ")
            else:
                yield from flush()
                yield from _element(child, place.inside(child))
    yield from flush()


def _element(tag: Tag, place: _Place) -> Iterator[Block]:
    if re.fullmatch(r"h[1-6]", tag.name):
        text = clean(_inline(tag)).strip()
        if any(letter.isalnum() for letter in text):
            yield block("heading", text, level=int(tag.name[1]), language=place.language)
    elif tag.name == "table" and _is_data(tag):
        caption = tag.find("caption")
        if isinstance(caption, Tag) and clean(_inline(caption)).strip():
            yield block(PassageKind.PARAGRAPH, clean(_inline(caption)), language=place.language)
        yield from _table(tag, place)
    elif tag.name == "dl" and not place.in_notes:
        yield from _definitions(tag, place)
    else:
        yield from _walk(tag, place, lead=_number(tag))


def _number(tag: Tag) -> str:
    """Return the number that an item of an ordered list shows, `2. `."""
    parent = tag.parent
    if tag.name != "li" or parent is None or parent.name != "ol":
        return ""
    start = str(parent.get("start", "1"))
    before = sum(1 for _ in tag.find_previous_siblings("li"))
    number = int(start) + before if start.lstrip("-").isdigit() else 1 + before
    letters = str(parent.get("type", "1")) in ("a", "A")
    return f"{chr(96 + (number - 1) % 26 + 1) if letters else number}. "


def _definitions(tag: Tag, place: _Place) -> Iterator[Block]:
    """Yield `term: description` as one block where both are short, else as they stand."""
    terms = tag.find_all("dt")
    short = all(
        _length(part) <= 200 and not part.find(("p", "ul", "ol", "table")) for part in tag.find_all(("dt", "dd"))
    )
    if not terms or not short:
        yield from _walk(tag, place)
        return
    for term in terms:
        said = [clean(_inline(term)).strip()]
        for following in term.find_next_siblings():
            if following.name != "dd":
                break
            said.append(clean(_inline(following)).strip())
        text = said[0].rstrip(":") + ": " + ", ".join(said[1:]) if len(said) > 1 else said[0]
        if any(letter.isalnum() for letter in text):
            yield block(place.kind(None), text, language=place.language)


def _holds_blocks(tag: Tag) -> bool:
    return tag.find(_BLOCKS) is not None


def _inline(tag: Tag) -> str:
    """Return the text of an element; references to notes (a raised link or number) are left out."""
    pieces: list[str] = []
    for text in tag.strings:
        parents = [text.parent, *(text.parent.parents if text.parent else ())]
        inner = parents[: parents.index(tag) + 1] if tag in parents else parents
        if isinstance(text, _NOT_TEXT) or any(p is not None and p.name in ("script", "style") for p in inner):
            continue
        if any(p is not None and p.name == "sup" for p in inner) and re.fullmatch(
            r"\s*[\[(]?(?:\d{1,3}|\*)[\])]?\s*", text
        ):
            continue
        pieces.append(str(text))
    return "".join(pieces)


def _is_data(table: Tag) -> bool:
    """Say whether a table holds data and is no means of layout: several rows of short cells, no table inside."""
    if table.find("table") is not None or str(table.get("role", "")) in ("presentation", "none"):
        return False
    if table.find("th") is not None or table.find("caption") is not None:
        return True
    rows = table.find_all("tr")[:50]
    widths = [len(row.find_all("td")) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    return _length(table) < 200 * sum(widths) and table.find(("h1", "h2", "h3")) is None


def _table(table: Tag, place: _Place) -> Iterator[Block]:
    """Yield one block per row, each cell with its heading; spanning cells count for every row and column they cover."""
    grid: list[list[str]] = []
    heading_rows = 0
    reaching: dict[int, tuple[int, str]] = {}  # column -> (rows still to cover, text)
    for number, row in enumerate(table.find_all("tr")[:20_000]):
        cells: list[str] = []
        found = row.find_all(("td", "th"), recursive=False)
        for cell in found:
            while len(cells) in reaching and reaching[len(cells)][0] > 0:
                left, text = reaching[len(cells)]
                reaching[len(cells)] = (left - 1, text)
                cells.append(text)
            text = clean(_inline(cell)).strip()
            down = _count(cell.get("rowspan"))
            for _ in range(_count(cell.get("colspan"))):
                if down > 1:
                    reaching[len(cells)] = (down - 1, text)
                cells.append(text)
        if number == heading_rows and found and (all(c.name == "th" for c in found) or row.find_parent("thead")):
            heading_rows += 1
        if any(cells):
            grid.append(cells)
    for text in texts_of(grid, heading_rows=heading_rows or None):
        yield block(PassageKind.TABLE_ROW, text, language=place.language)


def _count(value: object) -> int:
    """Return a colspan or rowspan, at most 100."""
    return max(1, min(int(str(value)), 100)) if str(value).isdigit() else 1


def _clues(soup: BeautifulSoup) -> Clues:
    fields: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        key = str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        content = clean(str(tag.get("content") or "")).strip()
        if key and content:
            fields.setdefault(key, content)
    canonical = soup.find("link", attrs={"rel": "canonical"})
    if isinstance(canonical, Tag) and canonical.get("href"):
        fields["url"] = str(canonical["href"])
    moment = soup.find("time", attrs={"datetime": True})
    if isinstance(moment, Tag):
        fields.setdefault("time", str(moment["datetime"]))
    root = soup.find("html")
    title = soup.find("title")
    return Clues(
        title=clean(title.get_text()).strip() if isinstance(title, Tag) else "",
        author=fields.get("author", ""),
        language=str(root.get("lang", ""))[:2].lower() if isinstance(root, Tag) else "",
        description=fields.get("description", fields.get("og:description", "")),
        fields=fields,
    )
