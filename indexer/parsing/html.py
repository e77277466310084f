"""HTML to blocks: the main part of the page, its headings, paragraphs, lists, tables and notes; menus left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.errors import ReadingError
from corpus.model import PassageKind, Voice
from indexer.parsing.charset import decode_mended
from indexer.parsing.html_clues import clues_of
from indexer.parsing.html_main import classes, is_furniture, length, main_part
from indexer.parsing.html_tables import is_data, rows_of
from indexer.parsing.html_tree import BLOCKS, IS_BLOCK, MAX_DEPTH, NAMES, tree_of
from indexer.parsing.letters import clean
from indexer.parsing.numbers import whole
from indexer.parsing.reading import Block, RawPage, Reading, block

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTE_NAMES = re.compile(
    r"\b(?:(?:doc-)?footnotes?|voetnoot|voetnoten|(?:doc-)?endnotes?|rearnotes?|noten|notes?|(?:ftn|edn|fn)[-:_]?\d+)\b",
    re.IGNORECASE,
)
_NOTE_HOLDERS = frozenset(("section", "div", "ol", "ul", "li", "p", "dl", "aside"))
_LANGUAGE_CLASS = re.compile(r"(NL|FR)$")
_LANGUAGES = frozenset(("nl", "fr", "en", "de"))
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def read(data: bytes, name: str) -> Reading:
    """Return the reading of an HTML page.

    Raises:
        ReadingError: larger than any page, or without text.
    """
    text, notes = decode_mended(data, look_for_declaration=True)
    root = tree_of(text, name)
    clues = clues_of(root)
    blocks = blocks_of(root)
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("html", (RawPage(1),), tuple(blocks), clues, notes)


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
    note: str = ""  # name of the note in which the walk is

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
            note=f"{self.note} {tag.get(NAMES, '')}".strip(),
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
                kind = place.kind(tag)
                note = place.note if kind is PassageKind.FOOTNOTE else ""
                yield block(kind, text, language=place.language, voice=place.voice, note=note)

        for child in tag:
            if not is_furniture(child, place.depth, strict=self.strict):
                if child.tag not in IS_BLOCK and next(child.iter(*BLOCKS), None) is None:
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
        elif tag.tag == "table" and is_data(tag):
            caption = tag.find("caption")
            if caption is not None and _said(caption):
                yield block(PassageKind.PARAGRAPH, _said(caption), language=place.language)
            yield from rows_of(tag, place.language)
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
    before = parent.index(tag)
    number = whole(tag.get("value"), whole(parent.get("start"), 1) + before)
    letters = parent.get("type", "1") in ("a", "A")
    return f"{chr(96 + (number - 1) % 26 + 1) if letters else number}. "
