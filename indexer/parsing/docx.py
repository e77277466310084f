"""DOCX to blocks, straight from its XML: headings, lists, tables, footnotes; deleted text is not text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.errors import ReadingError
from corpus.model import PassageKind
from indexer.parsing.archive import Archive
from indexer.parsing.docx_numbers import Numbering, W
from indexer.parsing.docx_styles import PLAIN, Style, loosen, styles_of, value_of
from indexer.parsing.letters import clean
from indexer.parsing.numbers import whole
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block, call, without_calls
from indexer.parsing.rows import texts_of

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_SKIPPED = frozenset(
    W + name
    for name in "del moveFrom rPr pPr instrText delText fldChar tblPr tcPr trPr sectPr".split()  # noqa: SIM905 - reads better
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_NUMBER = "noot"  # attribute that the walk gives a reference: the number of its note


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a DOCX file.

    Raises:
        ReadingError: damaged, encrypted, too large, or without text.
    """
    archive = Archive(data, name)
    root = archive.xml("word/document.xml")
    if root is None:
        raise ReadingError("corrupt", f"{name} is beschadigd: de tekst van het document ontbreekt.")
    loosen(root)
    numbers = archive.xml("word/numbering.xml")
    if numbers is not None:
        loosen(numbers)
    numbering = Numbering(numbers)
    styles = styles_of(archive, numbering)
    walk = _Walk(styles, _notes(archive, "footnotes"), _notes(archive, "endnotes"), numbering)
    body = root.find(W + "body")
    blocks = list(walk.blocks(body)) if body is not None else []
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    pages = tuple(RawPage(number) for number in range(1, walk.page + 1))
    return Reading("docx", pages, tuple(blocks), _clues(archive))


def _notes(archive: Archive, which: str) -> dict[str, str]:
    """Return the text of each footnote or endnote by its id."""
    root = archive.xml(f"word/{which}.xml")
    if root is None:
        return {}
    loosen(root)
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
        elif number := child.get(_NUMBER):
            yield call(number, f"noot-{number}")
        elif child.tag != W + "txbxContent":
            yield from _texts(child)


def _is_hidden(element: etree._Element) -> bool:
    """Say whether a run is set as hidden text, which nobody sees on the page."""
    hidden = element.find(f"{W}rPr/{W}vanish") if element.tag == W + "r" else None
    return hidden is not None and value_of(hidden) not in ("0", "false", "off")


class _Walk:
    """The walk through the body: counts pages, list numbers and notes."""

    def __init__(
        self,
        styles: dict[str, Style],
        footnotes: dict[str, str],
        endnotes: dict[str, str],
        numbering: Numbering,
    ) -> None:
        self.styles, self.numbering = styles, numbering
        self.notes = {"footnoteReference": footnotes, "endnoteReference": endnotes}
        self.page, self.note_number = 1, 0
        self.begun = ""  # text of a paragraph whose end was deleted: the next one goes on with it

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
        notes = self._notes_in(paragraph)
        text = self.begun + clean("".join(_texts(paragraph))).strip()
        deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        self.begun = f"{text} ".lstrip() if deleted else ""
        level, listed, lead = (0, False, "") if deleted else self._role(properties)
        if text and not deleted:
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
        yield from notes
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
        return before, after

    def _style_name(self, properties: etree._Element | None) -> str:
        return value_of(properties.find(W + "pStyle")) if properties is not None else ""

    def _role(self, properties: etree._Element | None) -> tuple[int, bool, str]:
        """Return heading level, whether the paragraph is a list item, and the number or bullet it shows."""
        style = self.styles.get(self._style_name(properties), PLAIN)
        level, listed = style.level, style.listed
        number, depth = style.number, style.depth
        if properties is not None:
            outline = value_of(properties.find(W + "outlineLvl"))
            level = whole(outline, 0) + 1 if whole(outline, 9) < 9 else level
            own = properties.find(W + "numPr")
            if own is not None:
                number = value_of(own.find(W + "numId")) or number
                depth = whole(value_of(own.find(W + "ilvl")), depth if own.find(W + "numId") is None else 0)
                listed = listed and number == style.number
        if not self.numbering.knows(number, depth):
            return level, listed and not level, ""
        return level, not level, self.numbering.lead(number, depth)

    def _notes_in(self, element: etree._Element) -> list[Block]:
        """Number the references to notes inside *element* as they come, and return the notes that are new."""
        found = []
        for reference in element.iter(W + "footnoteReference", W + "endnoteReference"):
            if reference.get(_NUMBER) or next(reference.iterancestors(W + "del", W + "moveFrom"), None) is not None:
                continue
            text = self.notes[reference.tag[len(W) :]].get(reference.get(W + "id", ""))
            if text:
                self.note_number += 1
                reference.set(_NUMBER, str(self.note_number))
                said = f"{self.note_number} {text}"
                found.append(block(PassageKind.FOOTNOTE, said, page=self.page, note=f"noot-{self.note_number}"))
        return found

    def _table(self, table: etree._Element) -> Iterator[Block]:
        notes = self._notes_in(table)
        grid: list[list[str]] = []
        heading_rows = 0
        for number, row in enumerate(table.iter(W + "tr")):
            if next((a for a in row.iterancestors(W + "tbl")), None) is not table:
                continue  # a table inside a cell: its text is part of the cell
            cells: list[str] = []
            for cell in row.iter(W + "tc"):
                if next((a for a in cell.iterancestors(W + "tr")), None) is not row:
                    continue
                text = without_calls(clean(" ".join("".join(_texts(p)) for p in cell.iter(W + "p")))).strip()
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and value_of(merged) != "restart" and grid and len(cells) < len(grid[-1]):
                    text = grid[-1][len(cells)]
                span = value_of(cell.find(f"{W}tcPr/{W}gridSpan"))
                cells += [text] * max(1, min(whole(span, 1), 100))
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
        yield from notes


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
