"""HTML to blocks: the main part of the page, its headings, paragraphs, lists, tables and notes; menus left out.

The tree is walked with lxml itself: the same libxml2 parser that BeautifulSoup would use, at ten times its speed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lxml import etree

from corpus.errors import ReadingError
from corpus.model import PassageKind, Voice
from indexer.parsing.charset import decode_mended
from indexer.parsing.html_main import DROPPED, classes, is_furniture, length, main_part
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block
from indexer.parsing.rows import texts_of

MAX_DEPTH = 200  # elements inside each other; deeper ones are taken as text
MAX_CHARS = 30_000_000
_BLOCK_NAMES = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure form "
    "h1 h2 h3 h4 h5 h6 hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul header "
    "footer caption"
)
_BLOCKS = tuple(_BLOCK_NAMES.split())
_IS_BLOCK = frozenset(_BLOCKS)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTE_NAMES = re.compile(
    r"\b(?:(?:doc-)?footnotes?|voetnoot|voetnoten|(?:doc-)?endnotes?|rearnotes?|noten|notes?)\b", re.IGNORECASE
)
_NOTE_HOLDERS = frozenset(("section", "div", "ol", "ul", "li", "p", "dl", "aside"))
_LANGUAGE_CLASS = re.compile(r"(NL|FR)$")
_LANGUAGES = frozenset(("nl", "fr", "en", "de"))
_REFERENCE = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3}|[†‡])[\])]?\s*")
_UNIT = re.compile(r"\b(?:[mkcd]?m|10)$")  # m² and 10⁶ are no references
_CODE = re.compile(r"<(script|style)\b[^<]{0,1000000}</\1\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]{0,5000}>|<!--.{0,5000}?-->", re.IGNORECASE | re.DOTALL)
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def read(data: bytes, name: str) -> Reading:
    """Return the reading of an HTML page.

    Raises:
        ReadingError: larger than any page, or without text.
    """
    text, notes = decode_mended(data, look_for_declaration=True)
    root = tree_of(text, name)
    clues = _clues(root)
    blocks = blocks_of(root)
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("html", (RawPage(1),), tuple(blocks), clues, notes)


def tree_of(text: str, name: str) -> etree._Element:
    """Return the tree of a page: scripts, styles and references to notes taken out, line breaks made spaces.

    Raises:
        ReadingError: larger than any page, or nothing that a parser can make a tree of.
    """
    if len(text) > MAX_CHARS:
        raise ReadingError(
            "memory", f"{name} is met {len(text) // 1_000_000} miljoen tekens te groot voor een webpagina."
        )
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any("Excessive depth" in error.message for error in parser.error_log):  # what stands deeper was left out
        root = _flat(text)
    if root is None:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    etree.strip_elements(root, *DROPPED, with_tail=False)
    for line_break in root.iter("br", "wbr"):
        line_break.tail = (" " if line_break.tag == "br" else "") + (line_break.tail or "")
    for raised in root.iter("sup"):
        _drop_reference(raised)
    return root


def _flat(text: str) -> etree._Element:
    """Return the tree of a page that is nested too deeply to parse: its texts, without the structure."""
    bare = _CODE.sub(" ", text)
    bare = _TAG.sub(lambda tag: "\n\n" if (tag.group(1) or "").lower() in _IS_BLOCK else " ", bare)
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    for part in unescape(bare).split("\n\n"):
        if part.strip():
            etree.SubElement(body, "p").text = clean(part)
    return root


def _drop_reference(raised: etree._Element) -> None:
    """Empty a raised number that refers to a note; one that opens the note itself stays, as does the 2 of m²."""
    if not _REFERENCE.fullmatch("".join(raised.itertext())):
        return
    before, inside = _before(raised)
    if not before:  # it opens its paragraph
        raised.tail = " " + (raised.tail or "").lstrip()
        return
    if _UNIT.search(before) and not inside and raised.find("a") is None:
        return
    tail = raised.tail
    raised.clear()
    raised.tail = tail


def _before(tag: etree._Element) -> tuple[str, bool]:
    """Return the text just before an element inside its paragraph, and whether it stands inside a link."""
    linked = False
    for _ in range(MAX_DEPTH):
        sibling, parent = tag.getprevious(), tag.getparent()
        said = (sibling.tail if sibling is not None else parent.text if parent is not None else "") or ""
        if said.strip():
            return said.rstrip(), linked
        if sibling is not None and sibling.tag not in _IS_BLOCK:
            inner = "".join(sibling.itertext()).rstrip()
            if inner:
                return inner, linked
            tag = sibling
        elif sibling is not None or parent is None or parent.tag in _IS_BLOCK:
            return "", linked
        else:
            tag = parent
            linked = linked or parent.tag == "a"
    return "", linked


def blocks_of(root: etree._Element) -> list[Block]:
    """Return the blocks of the main part of a page."""
    part, strict = main_part(root)
    said = str(root.get("lang") or "")[:2].lower()
    place = _Place(language=said if said in ("fr", "en", "de") else "")
    blocks = list(_Walk(strict=strict).blocks(part, place))
    return blocks or list(_Walk(strict=False).blocks(part, place))  # a page that is nothing but links


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: language, list, notes."""

    language: str = ""
    in_list: bool = False
    in_notes: bool = False
    depth: int = 0
    voice: Voice = Voice.PUBLISHER

    def inside(self, tag: etree._Element) -> _Place:
        """Return the place inside *tag*."""
        said = str(tag.get("lang") or "")[:2].lower()
        names = classes(tag)
        if not said and names:
            match = next((m for one in names if (m := _LANGUAGE_CLASS.search(one))), None)
            said = match.group(1).lower() if match else ""
        opens_notes = False
        if not self.in_notes and tag.tag in _NOTE_HOLDERS:
            called = f"{' '.join(names)} {tag.get('id', '')} {tag.get('role', '')} {epub_type(tag)}"
            opens_notes = _NOTE_NAMES.search(called) is not None
        return _Place(
            language=said if said in _LANGUAGES else self.language,
            in_list=self.in_list or tag.tag in ("ul", "ol"),
            in_notes=self.in_notes or opens_notes,
            depth=self.depth + 1,
            voice=Voice.QUOTED if tag.tag == "blockquote" else self.voice,
        )

    def kind(self, tag: etree._Element) -> PassageKind:
        """Return the kind of a text that stands here."""
        if self.in_notes:
            return PassageKind.FOOTNOTE
        return PassageKind.LIST_ITEM if self.in_list or tag.tag in ("li", "dd") else PassageKind.PARAGRAPH


def epub_type(tag: etree._Element) -> str:
    """Return what an e-book says that an element is."""
    return str(tag.get(_EPUB_TYPE) or tag.get("epub:type") or "")


def _inline(tag: etree._Element) -> str:
    return "".join(tag.itertext())


def _said(tag: etree._Element) -> str:
    """Return the text of an element on one line, or nothing where it holds no letter or digit."""
    text = clean(_inline(tag)).strip()
    return text if any(letter.isalnum() for letter in text) else ""


class _Walk:
    """The walk over the main part; *strict* also leaves out what only looks like a menu."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict

    def blocks(self, tag: etree._Element, place: _Place, lead: str = "") -> Iterator[Block]:
        """Yield the blocks inside *tag*, in document order."""
        pending: list[str] = [tag.text or ""]

        def flushed() -> Iterator[Block]:
            nonlocal lead
            text = clean("".join(pending)).strip()
            pending.clear()
            if any(letter.isalnum() for letter in text):
                text, lead = lead + text, ""
                yield block(place.kind(tag), text, language=place.language, voice=place.voice)

        for child in tag:
            if not is_furniture(child, place.depth, strict=self.strict):
                if child.tag not in _IS_BLOCK and next(child.iter(*_BLOCKS), None) is None:
                    pending.append(_inline(child))
                elif place.depth > MAX_DEPTH:
                    pending.append(f" {_inline(child)} ")
                else:
                    yield from flushed()
                    yield from self._element(child, place.inside(child))
            pending.append(child.tail or "")
        yield from flushed()

    def _element(self, tag: etree._Element, place: _Place) -> Iterator[Block]:
        if tag.tag in _HEADINGS:
            if text := _said(tag):
                yield block("heading", text, level=_HEADINGS[tag.tag], language=place.language)
        elif tag.tag == "table" and _is_data(tag):
            caption = tag.find("caption")
            if caption is not None and _said(caption):
                yield block(PassageKind.PARAGRAPH, _said(caption), language=place.language)
            yield from _table(tag, place)
        elif tag.tag == "dl" and not place.in_notes:
            yield from self._definitions(tag, place)
        else:
            yield from self.blocks(tag, place, _number(tag))

    def _definitions(self, tag: etree._Element, place: _Place) -> Iterator[Block]:
        """Yield `term: description` as one block where both are short, else as they stand."""
        terms = tag.findall(".//dt")
        short = all(
            length(part) <= 200 and next(part.iter("p", "ul", "ol", "table"), None) is None
            for part in tag.iter("dt", "dd")
        )
        if not terms or not short:
            yield from self.blocks(tag, place)
            return
        for term in terms:
            said = [clean(_inline(term)).strip()]
            for following in term.itersiblings():
                if following.tag != "dd":
                    break
                said.append(clean(_inline(following)).strip())
            text = said[0].rstrip(":") + ": " + ", ".join(said[1:]) if len(said) > 1 else said[0]
            if any(letter.isalnum() for letter in text):
                yield block(place.kind(tag), text, language=place.language)


def _number(tag: etree._Element) -> str:
    """Return the number that an item of an ordered list shows, `2. `."""
    parent = tag.getparent()
    if tag.tag != "li" or parent is None or parent.tag != "ol" or "list-style:none" in parent.get("style", ""):
        return ""
    start = parent.get("start", "1")
    own = tag.get("value", "")
    before = sum(1 for _ in tag.itersiblings("li", preceding=True))
    number = int(own) if own.isdigit() else (int(start) if start.lstrip("-").isdigit() else 1) + before
    letters = parent.get("type", "1") in ("a", "A")
    return f"{chr(96 + (number - 1) % 26 + 1) if letters else number}. "


def _is_data(table: etree._Element) -> bool:
    """Say whether a table holds data and is no means of layout: several rows of short cells, no table inside."""
    if table.find(".//table") is not None or table.get("role", "") in ("presentation", "none"):
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    rows = [row for _, row in zip(range(50), table.iter("tr"), strict=False)]
    widths = [len(row.findall("td")) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    return length(table) < 200 * sum(widths) and next(table.iter("h1", "h2", "h3"), None) is None


def _table(table: etree._Element, place: _Place) -> Iterator[Block]:
    """Yield one block per row, each cell with its heading; spanning cells count for every row and column they cover."""
    grid: list[list[str]] = []
    heading_rows = 0
    reaching: dict[int, tuple[int, str]] = {}  # column -> (rows still to cover, text)
    for number, row in enumerate(table.iter("tr")):
        if number >= 20_000:
            break
        cells: list[str] = []
        found = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in [*found, None]:
            while len(cells) in reaching and reaching[len(cells)][0] > 0:
                left, text = reaching[len(cells)]
                reaching[len(cells)] = (left - 1, text)
                cells.append(text)
            if cell is None:
                break
            text = clean(_inline(cell)).strip()
            down = _count(cell.get("rowspan"))
            for _ in range(_count(cell.get("colspan"))):
                if down > 1:
                    reaching[len(cells)] = (down - 1, text)
                cells.append(text)
        parent = row.getparent()
        in_head = parent is not None and parent.tag == "thead"
        if number == heading_rows and found and (all(c.tag == "th" for c in found) or in_head):
            heading_rows += 1
        if any(cells):
            grid.append(cells)
    for text in texts_of(grid, heading_rows=heading_rows or None):
        yield block(PassageKind.TABLE_ROW, text, language=place.language)


def _count(value: str | None) -> int:
    """Return a colspan or rowspan, at most 100."""
    return max(1, min(int(value), 100)) if value and value.isdecimal() else 1


def _clues(root: etree._Element) -> Clues:
    fields: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        content = clean(str(tag.get("content") or "")).strip()
        if key and content:
            fields.setdefault(key, content)
    canonical = next((link for link in root.iter("link") if link.get("rel") == "canonical" and link.get("href")), None)
    if canonical is not None:
        fields["url"] = canonical.get("href")
    moment = next((time for time in root.iter("time") if time.get("datetime")), None)
    if moment is not None:
        fields.setdefault("time", moment.get("datetime"))
    title = next(root.iter("title"), None)
    return Clues(
        title=clean(_inline(title)).strip() if title is not None else "",
        author=fields.get("author", ""),
        language=str(root.get("lang") or "")[:2].lower(),
        description=fields.get("description", fields.get("og:description", "")),
        fields=fields,
    )
