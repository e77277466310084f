"""ODT to blocks, straight from its XML: headings, lists, tables, notes; deleted text is not text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.errors import ReadingError
from corpus.model import PassageKind
from indexer.parsing.archive import Archive
from indexer.parsing.letters import clean
from indexer.parsing.numbers import whole
from indexer.parsing.odt_numbers import OUTLINE, Numbering
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block, call, without_calls
from indexer.parsing.rows import texts_of

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, META, STYLE, DRAW, FO = (
    _URN % name for name in ("text", "table", "office", "meta", "style", "drawing", "xsl-fo-compatible")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_HOLDERS = frozenset([*(TEXT + name for name in ("section", "index-body", "index-title")), DRAW + "text-box"])
MAX_REPEAT = 200  # of a cell or row: sheets pad with thousands of empty ones

_NAME = "noot"  # attribute that a note is given: the name by which marks call it


def read(data: bytes, name: str) -> Reading:
    """Return the reading of an ODT file.

    Raises:
        ReadingError: damaged, encrypted, too large, or without text.
    """
    archive = Archive(data, name)
    manifest = archive.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise ReadingError(
            "encrypted", f"{name} is met een wachtwoord versleuteld; zet er een versie zonder wachtwoord bij."
        )
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise ReadingError("corrupt", f"{name} is beschadigd: de tekst van het document ontbreekt.")
    for number, note in enumerate(root.iter(TEXT + "note"), 1):
        note.set(_NAME, f"noot-{number}")
    styles = archive.xml("styles.xml")
    numbering = Numbering([one for one in (styles, root) if one is not None])
    walk = _Walk(_breaks(root), _titles(root), numbering)
    blocks = list(walk.blocks(body, in_list=False))
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    pages = tuple(RawPage(number) for number in range(1, walk.page + 1))
    return Reading("odt", pages, tuple(blocks), _clues(archive))


def _breaks(root: etree._Element) -> frozenset[str]:
    """Return the paragraph styles that begin on a new page."""
    return frozenset(
        style.get(STYLE + "name", "")
        for style in root.iter(STYLE + "style")
        for properties in style.iter(STYLE + "paragraph-properties")
        if properties.get(FO + "break-before") == "page" or style.get(STYLE + "master-page-name")
    )


def _titles(root: etree._Element) -> frozenset[str]:
    """Return the styles of a document title, with those made from them."""
    parents = {s.get(STYLE + "name", ""): s.get(STYLE + "parent-style-name", "") for s in root.iter(STYLE + "style")}
    return frozenset(("Title", "Titel")) | frozenset(
        name for name, parent in parents.items() if parent in ("Title", "Titel")
    )


def _text(element: etree._Element) -> str:
    """Return the text inside *element*, with the marks of notes, without annotations and deletions."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == TEXT + "s" or child.tag in (TEXT + "tab", TEXT + "line-break"):
            pieces.append(" ")
        elif child.tag == DRAW + "frame":
            pass  # a text box or picture: its paragraphs are blocks of their own
        elif child.tag == TEXT + "note":
            pieces.append(call(clean(child.findtext(TEXT + "note-citation") or "").strip(), child.get(_NAME, "")))
        elif child.tag not in (
            OFFICE + "annotation",
            TEXT + "tracked-changes",
            TEXT + "soft-page-break",
        ):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


class _Walk:
    """The walk through the body: counts pages."""

    def __init__(self, breaks: frozenset[str], titles: frozenset[str], numbering: Numbering) -> None:
        self.breaks, self.titles, self.page, self.started = breaks, titles, 1, False
        self.numbering = numbering
        self.lists: list[str] = []  # styles of the lists that the walk is in
        self.lead = ""  # number of the item whose first text comes next

    def _list(self, element: etree._Element) -> Iterator[Block]:
        """Yield the blocks of a list, each item with its number."""
        self.lists.append(element.get(TEXT + "style-name") or (self.lists[-1] if self.lists else ""))
        name, depth = self.lists[-1], len(self.lists)
        if element.get(TEXT + "continue-numbering") != "true" and not element.get(TEXT + "continue-list"):
            self.numbering.begin(name, depth)
        for item in element:
            start = item.get(TEXT + "start-value")
            first = next((child.tag for child in item if child.tag != TEXT + "soft-page-break"), "")
            if item.tag == TEXT + "list-item" and first != TEXT + "list":  # a list alone only goes a level deeper
                self.lead = self.numbering.lead(name, depth, whole(start, 1) if start else None)
            yield from self.blocks(item, in_list=True)
            self.lead = ""
        self.lists.pop()

    def blocks(self, holder: etree._Element, *, in_list: bool) -> Iterator[Block]:
        """Yield the blocks inside a body, section, list or text box."""
        for child in holder:
            if child.tag == TEXT + "h":
                level = child.get(TEXT + "outline-level", "1")
                yield from self._line(child, "heading", whole(level, 1))
            elif child.tag == TEXT + "p":
                if child.get(TEXT + "style-name") in self.titles:
                    yield from self._line(child, "heading", 1)
                else:
                    yield from self._line(child, PassageKind.LIST_ITEM if in_list else PassageKind.PARAGRAPH, 0)
            elif child.tag == TEXT + "list":
                yield from self._list(child)
            elif child.tag == TABLE + "table":
                yield from self._table(child)
            elif child.tag == TEXT + "table-of-content":
                for entry in child.iter(TEXT + "p"):
                    yield from self._line(entry, PassageKind.CONTENTS, 0)
            elif child.tag == TEXT + "soft-page-break":
                self.page += 1
            elif child.tag in _HOLDERS:
                yield from self.blocks(child, in_list=in_list)

    def _line(self, element: etree._Element, kind: PassageKind | str, level: int) -> Iterator[Block]:
        if element.get(TEXT + "style-name") in self.breaks and self.started:
            self.page += 1
        text = clean(_text(element)).strip()
        lead, self.lead = self.lead, ""
        if kind == "heading" and text and element.tag == TEXT + "h" and not self.lists:
            listed = element.get(TEXT + "is-list-header") == "true"
            lead = "" if listed else self.numbering.lead(OUTLINE, level)
        if text:
            text = lead + text
            self.started = True
            if kind == "heading":
                yield block("heading", text, page=self.page, level=max(1, min(level, 6)))
            else:
                yield block(PassageKind(kind), text, page=self.page)
        for box in element.iter(DRAW + "text-box"):
            yield from self.blocks(box, in_list=False)
        yield from self._notes(element)
        self.page += sum(1 for _ in element.iter(TEXT + "soft-page-break"))

    def _notes(self, element: etree._Element) -> Iterator[Block]:
        for note in element.iter(TEXT + "note"):
            mark = clean(note.findtext(TEXT + "note-citation") or "").strip()
            body = note.find(TEXT + "note-body")
            text = clean(" ".join(_text(p) for p in body.iter(TEXT + "p"))).strip() if body is not None else ""
            if text:
                yield block(PassageKind.FOOTNOTE, f"{mark} {text}".strip(), page=self.page, note=note.get(_NAME, ""))

    def _table(self, table: etree._Element) -> Iterator[Block]:
        grid: list[list[str]] = []
        heading_rows = 0
        for row in table.iter(TABLE + "table-row"):
            if next(iter(row.iterancestors(TABLE + "table")), None) is not table:
                continue
            cells: list[str] = []
            for cell in row:
                if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    continue
                text = without_calls(clean(" ".join(_text(p) for p in cell.iter(TEXT + "p", TEXT + "h")))).strip()
                if cell.tag == TABLE + "covered-table-cell":
                    across = bool(cells) and row[0].tag == TABLE + "table-cell" and _spans_across(row, len(cells))
                    above = grid[-1][len(cells)] if grid and len(cells) < len(grid[-1]) else ""
                    text = cells[-1] if across and cells else above
                repeat = cell.get(TABLE + "number-columns-repeated", "1")
                cells += [text] * min(whole(repeat, 1), MAX_REPEAT)
            if any(cells):
                grid.append(cells)
                parent = row.getparent()
                heading_rows += int(parent is not None and parent.tag == TABLE + "table-header-rows")
        for text in texts_of(grid, heading_rows=heading_rows or None):
            yield block(PassageKind.TABLE_ROW, text, page=self.page)
        for row in table.iter(TABLE + "table-row"):
            yield from self._notes(row)


def _spans_across(row: etree._Element, place: int) -> bool:
    """Say whether the covered cell at *place* belongs to a cell of the same row."""
    for column, cell in enumerate(row):
        span = whole(cell.get(TABLE + "number-columns-spanned"), 1)
        if cell.tag == TABLE + "table-cell" and column < place < column + span:
            return True
    return False


def _clues(archive: Archive) -> Clues:
    root = archive.xml("meta.xml")
    if root is None:
        return Clues()

    def text(tag: str) -> str:
        return next((element.text or "" for element in root.iter(tag)), "").strip()

    return Clues(
        title=text(_DC + "title"),
        author=text(_DC + "creator"),
        created=text(META + "creation-date") or text(_DC + "date"),
        language=text(_DC + "language")[:2].lower(),
        description=text(_DC + "description") or text(_DC + "subject"),
    )
