"""Write a sample as an OpenDocument text with odfpy: headings, lists, a table, footnotes, running head and foot."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from odf import dc, meta, style, table, text
from odf.opendocument import OpenDocumentText

from tools.samples.blocks import parse
from tools.samples.office_inline import MARK, NOTICE, pieces, runs_of_blocks

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument

    from tools.samples.blocks import Block
    from tools.samples.source import Source

_HEADINGS = {1: "16pt", 2: "13pt", 3: "11pt"}  # size by level


def write_odt(source: Source) -> bytes:
    """Return the document of *source*; its zip still holds the time of writing."""
    document = OpenDocumentText()
    _describe(document, source)
    _add_styles(document)
    _add_running_lines(document, str(source.meta["publisher"]))
    body = parse(source.body)
    document.text.addElement(text.P(stylename="Subtitle", text=NOTICE))
    document.text.addElement(text.P(stylename="Title", text=str(source.meta["title"])))
    opening = f"{source.meta['publisher']}, {source.meta['published']}, {source.meta['number']}"
    document.text.addElement(text.P(stylename="Text_20_body", text=opening))
    for kind, group in runs_of_blocks(body.blocks):
        for element in _elements(kind, group, body.notes):
            document.text.addElement(element)
    saved = io.BytesIO()
    document.write(saved)
    return saved.getvalue()


def _describe(document: OpenDocument, source: Source) -> None:
    moment = f"{source.meta['published']}T09:00:00"
    for element in (
        dc.Title(text=str(source.meta["title"])),
        dc.Creator(text=str(source.meta["publisher"])),
        dc.Date(text=moment),
        dc.Language(text="nl-NL"),
        dc.Description(text=NOTICE),
        meta.CreationDate(text=moment),
    ):
        document.meta.addElement(element)


def _add_styles(document: OpenDocument) -> None:
    def paragraph_style(name: str, display: str, *, parent: str = "Standard", **look: str) -> None:
        made = style.Style(name=name, displayname=display, family="paragraph", parentstylename=parent)
        made.addElement(style.ParagraphProperties(margintop="0.15cm", marginbottom="0.2cm"))
        made.addElement(style.TextProperties(**look))
        document.styles.addElement(made)

    standard = style.Style(name="Standard", family="paragraph")
    standard.addElement(style.TextProperties(fontsize="11pt", fontfamily="Calibri", language="nl", country="NL"))
    document.styles.addElement(standard)
    paragraph_style("Text_20_body", "Text body", fontsize="11pt")
    paragraph_style("Title", "Title", fontsize="20pt", fontweight="bold")
    paragraph_style("Subtitle", "Subtitle", fontsize="10pt", fontstyle="italic")
    paragraph_style("Caption", "Caption", fontsize="10pt", fontstyle="italic")
    paragraph_style("Footnote", "Footnote", fontsize="9pt")
    paragraph_style("Table_20_Heading", "Table Heading", fontsize="10pt", fontweight="bold")
    paragraph_style("Table_20_Contents", "Table Contents", fontsize="10pt")
    for level, size in _HEADINGS.items():
        paragraph_style(f"Heading_20_{level}", f"Heading {level}", fontsize=size, fontweight="bold")
    for name, look in (("Bold", {"fontweight": "bold"}), ("Italic", {"fontstyle": "italic"})):
        made = style.Style(name=name, family="text")
        made.addElement(style.TextProperties(**look))
        document.styles.addElement(made)
    cell = style.Style(name="Cell", family="table-cell")
    cell.addElement(style.TableCellProperties(border="0.5pt solid #000000", padding="0.1cm"))
    document.automaticstyles.addElement(cell)
    for name, level in (
        ("Bullets", text.ListLevelStyleBullet(level="1", bulletchar="\u2022")),
        ("Numbers", text.ListLevelStyleNumber(level="1", numformat="1", numsuffix=".")),
    ):
        level.addElement(style.ListLevelProperties(spacebefore="0.6cm", minlabelwidth="0.6cm"))
        made = text.ListStyle(name=name)
        made.addElement(level)
        document.styles.addElement(made)


def _add_running_lines(document: OpenDocument, publisher: str) -> None:
    layout = style.PageLayout(name="Page")
    layout.addElement(style.PageLayoutProperties(pagewidth="21cm", pageheight="29.7cm", margin="2.5cm"))
    layout.addElement(style.HeaderStyle())
    layout.addElement(style.FooterStyle())
    document.automaticstyles.addElement(layout)
    page = style.MasterPage(name="Standard", pagelayoutname=layout)
    head = style.Header()
    head.addElement(text.P(text=f"{MARK} \u2013 {publisher}"))
    foot = style.Footer()
    line = text.P(text="Pagina ")
    line.addElement(text.PageNumber(selectpage="current", text="1"))
    foot.addElement(line)
    page.addElement(head)
    page.addElement(foot)
    document.masterstyles.addElement(page)


def _elements(kind: str, group: list[Block], notes: dict[str, str]) -> list[Element]:
    if kind in {"bullets", "numbers"}:
        made = text.List(stylename=kind.capitalize())
        for block in group:
            item = text.ListItem()
            item.addElement(_filled(text.P(stylename="Text_20_body"), block.text, notes))
            made.addElement(item)
        return [made]
    if kind == "heading":
        return [_filled(text.H(outlinelevel=b.level, stylename=f"Heading_20_{b.level}"), b.text, notes) for b in group]
    if kind == "paragraph":
        return [_filled(text.P(stylename="Text_20_body"), block.text, notes) for block in group]
    if kind == "table":
        return [element for block in group for element in _table(block)]
    raise ValueError(f"an OpenDocument sample has no block {kind!r}")


def _filled(element: Element, line: str, notes: dict[str, str]) -> Element:
    for piece in pieces(line):
        if piece.kind == "plain":
            element.addText(piece.text)
        elif piece.kind == "note":
            note = text.Note(id=f"ftn{piece.text}", noteclass="footnote")
            note.addElement(text.NoteCitation(text=piece.text))
            body = text.NoteBody()
            body.addElement(text.P(stylename="Footnote", text=notes[piece.text]))
            note.addElement(body)
            element.addElement(note)
        else:
            element.addElement(text.Span(stylename=piece.kind.capitalize(), text=piece.text))
    return element


def _table(block: Block) -> list[Element]:
    made = table.Table(name=block.text.partition(".")[0])
    made.addElement(table.TableColumn(numbercolumnsrepeated=str(len(block.rows[0]))))
    head = table.TableHeaderRows()
    made.addElement(head)
    for number, words in enumerate(block.rows):
        row = table.TableRow()
        for word in words:
            cell = table.TableCell(stylename="Cell", valuetype="string")
            cell.addElement(text.P(stylename="Table_20_Contents" if number else "Table_20_Heading", text=word))
            row.addElement(cell)
        (made if number else head).addElement(row)
    return [text.P(stylename="Caption", text=block.text), made]
