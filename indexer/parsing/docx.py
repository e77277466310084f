"""DOCX to blocks, straight from its XML: headings, lists, tables, footnotes; deleted text is not text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import ReadingError
from corpus.model import PassageKind
from indexer.parsing.archive import Archive
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block
from indexer.parsing.rows import texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_SKIPPED = frozenset(
    W + name
    for name in "del moveFrom rPr pPr instrText delText fldChar tblPr tcPr trPr sectPr".split()  # noqa: SIM905 - reads better
)
_HEADING_NAME = re.compile(r"(?:heading|kop|titre)\s*([1-9])", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a DOCX file.

    Raises:
        ReadingError: damaged, encrypted, too large, or without text.
    """
    archive = Archive(data, name)
    root = archive.xml("word/document.xml")
    if root is None:
        raise ReadingError("corrupt", f"{name} is beschadigd: de tekst van het document ontbreekt.")
    _loosen(root)
    walk = _Walk(_styles(archive), _notes(archive, "footnotes"), _notes(archive, "endnotes"), _numbered(archive))
    body = root.find(W + "body")
    blocks = list(walk.blocks(body)) if body is not None else []
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    pages = tuple(RawPage(number) for number in range(1, walk.page + 1))
    return Reading("docx", pages, tuple(blocks), _clues(archive))


def _loosen(root: etree._Element) -> None:
    """Rename the elements of the strict variant, so that one name will do."""
    if root.tag.startswith(_STRICT):
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
                element.tag = W + element.tag[len(_STRICT) :]


def _value(element: etree._Element | None, name: str = "val") -> str:
    return element.get(W + name, "") if element is not None else ""


def _styles(archive: Archive) -> dict[str, tuple[int, bool]]:
    """Return for each paragraph style its heading level (0: none) and whether it is a list."""
    root = archive.xml("word/styles.xml")
    found: dict[str, tuple[int, bool]] = {}
    parents: dict[str, str] = {}
    if root is None:
        return found
    _loosen(root)
    for style in root.iter(W + "style"):
        key = style.get(W + "styleId", "")
        name = _value(style.find(W + "name"))
        match = _HEADING_NAME.fullmatch(name.strip())
        outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
        level = int(match.group(1)) if match else int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        level = 1 if name.lower() in ("title", "titel") else level
        listed = style.find(f"{W}pPr/{W}numPr") is not None or name.lower().startswith(
            ("list bullet", "list number", "lijst opsom", "lijstnummer")
        )
        found[key] = (level, listed and not level)
        parents[key] = _value(style.find(W + "basedOn"))
    return {key: _inherited(key, found, parents) for key in found}


def _inherited(key: str, own: dict[str, tuple[int, bool]], parents: dict[str, str]) -> tuple[int, bool]:
    """Return the role of a style, or else that of the style it is based on."""
    for _ in range(10):  # a file may declare a circle
        if own.get(key, (0, False)) != (0, False):
            return own[key]
        key = parents.get(key, "")
    return 0, False


def _numbered(archive: Archive) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (format, text) of each (list, depth), as `("decimal", "%1.")`."""
    root = archive.xml("word/numbering.xml")
    if root is None:
        return {}
    _loosen(root)
    abstract = {a.get(W + "abstractNumId", ""): a for a in root.iter(W + "abstractNum")}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for num in root.findall(W + "num"):
        source = abstract.get(_value(num.find(W + "abstractNumId")))
        for level in source.findall(W + "lvl") if source is not None else ():
            form, text = _value(level.find(W + "numFmt")), _value(level.find(W + "lvlText"))
            found[num.get(W + "numId", ""), level.get(W + "ilvl", "0")] = (form, text)
    return found


def _notes(archive: Archive, which: str) -> dict[str, str]:
    """Return the text of each footnote or endnote by its id."""
    root = archive.xml(f"word/{which}.xml")
    if root is None:
        return {}
    _loosen(root)
    notes: dict[str, str] = {}
    for note in root:
        if note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        text = clean(" ".join("".join(_texts(p)) for p in note.iter(W + "p"))).strip()
        if text:
            notes[note.get(W + "id", "")] = text
    return notes


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the text inside *element*, deletions and field codes left out."""
    for child in element:
        if child.tag in _SKIPPED or child.tag == _FALLBACK or _is_hidden(child):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "tab", W + "br", W + "cr"):
            yield " "
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        elif child.tag != W + "txbxContent":
            yield from _texts(child)


def _is_hidden(element: etree._Element) -> bool:
    """Say whether a run is set as hidden text, which nobody sees on the page."""
    hidden = element.find(f"{W}rPr/{W}vanish") if element.tag == W + "r" else None
    return hidden is not None and _value(hidden) not in ("0", "false", "off")


class _Walk:
    """The walk through the body: counts pages, list numbers and notes."""

    def __init__(
        self,
        styles: dict[str, tuple[int, bool]],
        footnotes: dict[str, str],
        endnotes: dict[str, str],
        numbered: dict[tuple[str, str], tuple[str, str]],
    ) -> None:
        self.styles, self.numbered = styles, numbered
        self.notes = {"footnoteReference": footnotes, "endnoteReference": endnotes}
        self.page, self.note_number = 1, 0
        self.counts: dict[tuple[str, str], int] = {}

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Yield the blocks of the body, of a content control or of a text box."""
        for child in body:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        properties = paragraph.find(W + "pPr")
        breaks = self._page_breaks(paragraph, properties)
        if breaks[0]:
            self.page += 1
        text = clean("".join(_texts(paragraph))).strip()
        level, listed, lead = self._role(properties)
        if text:
            if level:
                yield block("heading", lead + text, page=self.page, level=min(level, 6))
            else:
                kind = PassageKind.LIST_ITEM if listed else PassageKind.PARAGRAPH
                kind = (
                    PassageKind.CONTENTS if self._style_name(properties).lower().startswith(("toc", "inhopg")) else kind
                )
                yield block(kind, lead + text, page=self.page)
        for box in paragraph.iter(W + "txbxContent"):
            if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                yield from self.blocks(box)
        yield from self._note_blocks(paragraph)
        self.page += breaks[1]

    def _page_breaks(self, paragraph: etree._Element, properties: etree._Element | None) -> tuple[int, int]:
        """Return the page breaks before the text of a paragraph and after its beginning."""
        before = 1 if properties is not None and properties.find(W + "pageBreakBefore") is not None else 0
        after = 0
        seen_text = False
        for element in paragraph.iter(W + "t", W + "br", W + "lastRenderedPageBreak"):
            if element.tag == W + "t":
                seen_text = seen_text or bool((element.text or "").strip())
            elif element.tag == W + "lastRenderedPageBreak" or element.get(W + "type") == "page":
                if seen_text:
                    after += 1
                else:
                    before = 1
        return (before if self.page > 1 or self.counts or before else 0), after

    def _style_name(self, properties: etree._Element | None) -> str:
        return _value(properties.find(W + "pStyle")) if properties is not None else ""

    def _role(self, properties: etree._Element | None) -> tuple[int, bool, str]:
        """Return heading level, whether the paragraph is a list item, and the number or bullet it shows."""
        level, listed = self.styles.get(self._style_name(properties), (0, False))
        if properties is None:
            return level, listed, ""
        outline = _value(properties.find(W + "outlineLvl"))
        if outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        number = properties.find(W + "numPr")
        if number is None:
            return level, listed, ""
        key = (_value(number.find(W + "numId")), _value(number.find(W + "ilvl")) or "0")
        form, shape = self.numbered.get(key, ("", ""))
        if key[0] in ("", "0") or not form:
            return level, listed and not level, ""
        return level, not level, self._lead(key, form, shape)

    def _lead(self, key: tuple[str, str], form: str, shape: str) -> str:
        """Return the number that a list paragraph shows, `2. `; bullets show nothing."""
        if form in ("bullet", "none"):
            return ""
        self.counts[key] = self.counts.get(key, 0) + 1
        for deeper in [k for k in self.counts if k[0] == key[0] and k[1] > key[1]]:
            del self.counts[deeper]

        def shown(match: re.Match[str]) -> str:
            depth = str(int(match.group(1)) - 1)
            count = self.counts.get((key[0], depth), 1)
            letters = self.numbered.get((key[0], depth), ("decimal", ""))[0]
            return chr(96 + (count - 1) % 26 + 1) if letters.endswith("Letter") else str(count)

        return re.sub(r"%(\d)", shown, shape).strip() + " "

    def _note_blocks(self, element: etree._Element) -> Iterator[Block]:
        """Yield the notes that *element* refers to, numbered as they come."""
        for reference in element.iter(W + "footnoteReference", W + "endnoteReference"):
            if next(reference.iterancestors(W + "del", W + "moveFrom"), None) is not None:
                continue
            texts = self.notes[reference.tag[len(W) :]]
            text = texts.get(reference.get(W + "id", ""))
            if text:
                self.note_number += 1
                yield block(PassageKind.FOOTNOTE, f"{self.note_number} {text}", page=self.page)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        grid: list[list[str]] = []
        heading_rows = 0
        for number, row in enumerate(table.iter(W + "tr")):
            if next((a for a in row.iterancestors(W + "tbl")), None) is not table:
                continue  # a table inside a cell: its text is part of the cell
            cells: list[str] = []
            for cell in row.iter(W + "tc"):
                if next((a for a in cell.iterancestors(W + "tr")), None) is not row:
                    continue
                text = clean(" ".join("".join(_texts(p)) for p in cell.iter(W + "p"))).strip()
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and _value(merged) != "restart" and grid and len(cells) < len(grid[-1]):
                    text = grid[-1][len(cells)]
                span = _value(cell.find(f"{W}tcPr/{W}gridSpan"))
                cells += [text] * (min(int(span), 100) if span.isdigit() and int(span) else 1)
            if row.find(f"{W}trPr/{W}tblHeader") is not None and number == heading_rows:
                heading_rows += 1
            if any(cells):
                grid.append(cells)
        if grid and max(len(row) for row in grid) == 1:  # a frame around running text
            for row in grid:
                yield block(PassageKind.PARAGRAPH, row[0], page=self.page)
        else:
            for text in texts_of(grid, heading_rows=heading_rows or None):
                yield block(PassageKind.TABLE_ROW, text, page=self.page)
        yield from self._note_blocks(table)


def _clues(archive: Archive) -> Clues:
    root = archive.xml("docProps/core.xml")
    if root is None:
        return Clues()

    def text(tag: str) -> str:
        return (root.findtext(tag) or "").strip()

    return Clues(
        title=text(_DC + "title"),
        author=text(_DC + "creator"),
        created=text(_TERMS + "created"),
        language=text(_DC + "language")[:2].lower(),
        description=text(_DC + "description") or text(_DC + "subject"),
    )
