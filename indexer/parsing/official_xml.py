"""XML of officielebekendmakingen.nl to blocks: Handelingen with their speakers, Kamerstukken, notes and tables.

A speech stands under a heading that names its speaker as printed, so that every passage shows who says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from corpus.errors import ReadingError
from corpus.model import PassageKind, Voice
from indexer.parsing.archive import parse_xml
from indexer.parsing.charset import decode_mended
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block, call, led, without_calls
from indexer.parsing.rows import texts_of

MAX_DEPTH = 100
_DECLARATION = re.compile(r"^[^<]*<\?xml[^>]*\?>")
_INLINE_NAMES = "nadruk extref intref sup inf noot nootref unl extref-groep img plaatje illustratie"
_INLINE = frozenset(_INLINE_NAMES.split())
_IGNORED_NAMES = "metadata meta li.nr spreker kop bwb-inputbestand noot.nr noot.lijst colspec"
_IGNORED = frozenset(_IGNORED_NAMES.split())
_TITLES = frozenset(("item-titel", "titel", "tussenkop", "tussenkop-1", "intitule", "officiele-titel"))
_DOCUMENT_TITLES = ("officiele-titel", "intitule", "item-titel", "titel")  # the surest first
_NAME_PARTS = frozenset(("voorvoegsels", "tussenvoegsel", "voornaam", "achternaam", "naam", "politiek", "functie"))
_PART_NAMES = (
    "agendapunt divisie motie hoofdstuk afdeling paragraaf artikel bijlage deel sectie circulaire.divisie "
    "nota-toelichting stuk vraag antwoord"
)
_PARTS = frozenset(_PART_NAMES.split())
_QUOTED = frozenset(("citaat", "motie", "tekst-citaat"))
#: Publications of which the series itself reads the number as it is cited.
_SERIES_NUMBER = re.compile(r"(?:h-tk|kst|ah-tk)-", re.IGNORECASE)
_DATES = tuple(f"overheidop.datum{what}" for what in ("vergadering", "ontvangst", "ondertekening", "brief"))
#: White space that only the indentation of the file put there.
_TIGHT = re.compile(r"\s+(?=[,.;:?!)\]»])|(?<=[(\[«])\s+")
_MINISTER = re.compile(r"minister|staatssecretaris", re.IGNORECASE)

_NAME = "noot-naam"  # attribute that a note is given: the name by which marks call it


def read(data: bytes, name: str) -> Reading:
    """Return the reading of an official publication in XML.

    Raises:
        ReadingError: not well-formed, with entities, or without text.
    """
    text, notes = decode_mended(data, look_for_declaration=True)
    start = _DECLARATION.match(text)
    root = parse_xml(text[start.end() if start else max(text.find("<"), 0) :].strip().encode("utf-8", "replace"), name)
    for element in root.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = element.tag.rsplit("}", 1)[1]
    for number, note in enumerate(root.iter("noot"), 1):
        note.set(_NAME, f"noot-{number}")
    clues = _clues(root)  # the walk takes titles out of what they name
    blocks = list(_blocks(root, _Place()))
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("xml", (RawPage(1),), tuple(blocks), clues, notes)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: how deep in the parts, in a list, in whose words."""

    level: int = 1
    depth: int = 0
    in_list: bool = False
    voice: Voice = Voice.PUBLISHER

    @property
    def kind(self) -> PassageKind:
        """Kind of a text that stands here."""
        return PassageKind.LIST_ITEM if self.in_list else PassageKind.PARAGRAPH


def _said(element: etree._Element | None) -> str:
    """Return the text of an element on one line, its notes left out."""
    return without_calls(_said_with_marks(element)) if element is not None else ""


def _said_with_marks(element: etree._Element) -> str:
    return _TIGHT.sub("", clean("".join(_texts(element, 0)))).strip()


def _texts(element: etree._Element, depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "noot" and child.get(_NAME):
            yield call(_said(child.find("noot.nr")), child.get(_NAME, ""))
        elif child.tag not in ("noot", "nootref", "li.nr") and depth < MAX_DEPTH:
            apart = " " if child.tag in _NAME_PARTS else ""
            yield apart
            yield from _texts(child, depth + 1)
            yield apart
        yield child.tail or ""


def _blocks(element: etree._Element, place: _Place) -> Iterator[Block]:
    """Yield the blocks inside *element*, in document order."""
    tag = element.tag
    if tag in _IGNORED or place.depth > MAX_DEPTH:
        return
    if tag in _TITLES:
        yield from _heading(_said(element), place.level)
        return
    if tag == "table":
        yield from _table(element, place.voice)
        return
    if _is_text(element):
        text = _said_with_marks(element)
        if any(letter.isalnum() for letter in text):
            yield block(place.kind, text, voice=place.voice)
        yield from _notes(element, place.voice)
        return
    inside, opening = _inside(element, place)
    yield from opening
    lead = _said(element.find("li.nr")) if tag == "li" else ""
    for child in element:
        for made in _blocks(child, inside):
            yield _led(made, lead)
            lead = ""
        if (child.tail or "").strip():
            yield block(inside.kind, clean(child.tail), voice=inside.voice)


def _is_text(element: etree._Element) -> bool:
    return all(child.tag in _INLINE or child.tag in ("naam", "voornaam", "achternaam") for child in element)


def _led(made: Block, lead: str) -> Block:
    """Return a block with the number of its list item before it; dashes and dots show nothing."""
    if not lead or not any(letter.isalnum() for letter in lead) or made.kind != PassageKind.LIST_ITEM:
        return made
    return led(made, lead)


def _inside(element: etree._Element, place: _Place) -> tuple[_Place, list[Block]]:
    """Return the place inside an element, and the headings with which it opens."""
    inside = replace(place, depth=place.depth + 1, in_list=place.in_list or element.tag == "lijst")
    opening: list[Block] = []
    if element.tag in _QUOTED and place.voice is Voice.PUBLISHER:
        inside = replace(inside, voice=Voice.QUOTED)
    head = element.find("kop")
    if head is not None:
        title = " ".join(part for child in head if (part := _said(child))) or _said(head)
        opening += _heading(title, place.level)
    speaker = element.find("spreker")
    if speaker is not None:
        name = _said(speaker)
        inside = replace(inside, voice=Voice.MINISTER if _MINISTER.match(name) else Voice.QUOTED, level=place.level + 1)
        if re.match(r"de voorzitter\b", name, re.IGNORECASE):
            inside = replace(inside, voice=Voice.PUBLISHER)
        opening += _heading(name.rstrip(" :"), place.level)
    if element.tag in _PARTS:
        inside = replace(inside, level=min(place.level + 1, 6))
        own = element.find("item-titel")
        if own is not None:  # it stands above what it names
            opening += _heading(_said(own), place.level)
            element.remove(own)
        number = element.find("nr")
        if number is not None and _is_text(number):
            element.remove(number)
    return inside, opening


def _heading(title: str, level: int) -> list[Block]:
    return [block("heading", title, level=min(level, 6))] if any(letter.isalnum() for letter in title) else []


def _notes(element: etree._Element, voice: Voice) -> Iterator[Block]:
    """Yield the notes inside a text."""
    for note in element.iter("noot"):
        number = _said(note.find("noot.nr"))
        text = " ".join(said for part in note if part.tag != "noot.nr" and (said := _said(part)))
        if text:
            yield block(PassageKind.FOOTNOTE, f"{number} {text}".strip(), voice=voice, note=note.get(_NAME, ""))


def _table(table: etree._Element, voice: Voice) -> Iterator[Block]:
    """Yield a block for each row of a CALS table."""
    caption = table.find("title")
    if caption is not None and _said(caption):
        yield block(PassageKind.PARAGRAPH, _said(caption), voice=voice)
    grid: list[list[str]] = []
    heading_rows = 0
    for group in table.iter("tgroup"):
        names = {spec.get("colname", ""): place for place, spec in enumerate(group.findall("colspec"))}
        for row in group.iter("row"):
            cells: list[str] = []
            for entry in row.findall("entry"):
                first, last = names.get(entry.get("namest", "")), names.get(entry.get("nameend", ""))
                span = last - first + 1 if first is not None and last is not None and last >= first else 1
                cells += [_said(entry)] * min(span, 100)
            if any(cells):
                grid.append(cells)
                parent = row.getparent()
                heading_rows += int(parent is not None and parent.tag == "thead")
    for text in texts_of(grid, heading_rows=heading_rows or None):
        yield block(PassageKind.TABLE_ROW, text, voice=voice)
    for entry in table.iter("entry"):
        yield from _notes(entry, voice)


def _clues(root: etree._Element) -> Clues:
    fields: dict[str, str] = {"country": "NL", "publisher": _publisher(root)}
    for meta in root.iter("meta"):
        key, content = str(meta.get("name", "")).lower(), str(meta.get("content", "")).strip()
        if key and content:
            fields.setdefault(key, content)
    address = fields.get("overheidop.externmetadatarecord", "")
    if address.startswith("https://"):
        fields["url"] = address.removesuffix("/metadata.xml") + ".html"
        number = fields["url"].rsplit("/", 1)[-1].removesuffix(".html")
        if not _SERIES_NUMBER.match(number):
            fields["number"] = number
    if date := _date(root, fields):
        fields["date"] = date
    title = next((said for tag in _DOCUMENT_TITLES for element in root.iter(tag) if (said := _said(element))), "")
    if not title and next(root.iter("opening"), None) is not None:
        title = "Opening van de vergadering"
    return Clues(title=title, language="nl", fields={key: value for key, value in fields.items() if value})


def _date(root: etree._Element, fields: Mapping[str, str]) -> str:
    """Return the day of the sitting, of receipt or of signing: as an element, as its attribute, or as metadata."""
    for tag in ("vergaderdatum", "datumtekst", "datum"):
        for element in root.iter(tag):
            if date := str(element.get("isodatum") or "") or _said(element):
                return date
    return next((fields[name] for name in _DATES if fields.get(name)), "")


def _publisher(root: etree._Element) -> str:
    said = " ".join(str(meta.get("content", "")) for meta in root.iter("meta")).lower()
    if re.search(r"/(?:h-tk|kst|ah-tk|kv-tk)-", said):
        return "Tweede Kamer der Staten-Generaal"
    return "Eerste Kamer der Staten-Generaal" if "/h-ek-" in said else ""
