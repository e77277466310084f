"""Write a sample as a Word document in the manner of Dutch Word: style ids such as Kop1, real footnotes.

python-docx finds a style by its English name ("heading 1"), but the ids in the file are the ones that Dutch Word gives.
It knows no footnotes either, so their part is built here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from lxml import etree

from tools.samples.blocks import parse
from tools.samples.office_inline import MARK, NOTICE, moment, pieces, runs_of_blocks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph

    from tools.samples.blocks import Block
    from tools.samples.source import Source

_DUTCH_IDS = {
    "Normal": "Standaard",
    "Title": "Titel",
    "Subtitle": "Ondertitel",
    "Heading 1": "Kop1",
    "Heading 2": "Kop2",
    "Heading 3": "Kop3",
    "List Bullet": "Lijstopsomteken",
    "List Number": "Lijstnummering",
    "Caption": "Bijschrift",
    "Header": "Koptekst",
    "Footer": "Voettekst",
    "Table Grid": "Tabelraster",
}
_NOTE_TEXT, _NOTE_MARK = "Voetnoottekst", "Voetnootmarkering"
_LIST_STYLES = {"bullets": "List Bullet", "numbers": "List Number"}


def write_docx(source: Source) -> bytes:
    """Return the document of *source*; its zip still holds the time of writing."""
    document = Document()
    _rename_styles(document)
    _set_up(document, source)
    body = parse(source.body)
    document.add_paragraph(NOTICE, style="Subtitle")
    document.add_paragraph(str(source.meta["title"]), style="Title")
    document.add_paragraph(f"{source.meta['publisher']}, {source.meta['published']}, {source.meta['number']}")
    for kind, group in runs_of_blocks(body.blocks):
        for block in group:
            _add(document, kind, block)
    _attach_notes(document, body.notes)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _rename_styles(document: WordDocument) -> None:
    ids = {document.styles[name].style_id: dutch for name, dutch in _DUTCH_IDS.items()}
    root = document.styles.element
    for style in root.iter(qn("w:style")):
        style.set(qn("w:styleId"), ids.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    for reference in root.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):
        reference.set(qn("w:val"), ids.get(reference.get(qn("w:val")), reference.get(qn("w:val"))))
    for paragraph_style in document.part.numbering_part.element.iter(qn("w:pStyle")):
        paragraph_style.set(qn("w:val"), ids.get(paragraph_style.get(qn("w:val")), paragraph_style.get(qn("w:val"))))
    for name, identifier, kind in (
        ("footnote text", _NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH),
        ("footnote reference", _NOTE_MARK, WD_STYLE_TYPE.CHARACTER),
    ):
        style = document.styles.add_style(name, kind, builtin=True)
        style.element.set(qn("w:styleId"), identifier)
        style.font.superscript = kind == WD_STYLE_TYPE.CHARACTER or None
        style.font.size = Pt(9) if kind == WD_STYLE_TYPE.PARAGRAPH else None
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-BE")


def _set_up(document: WordDocument, source: Source) -> None:
    """Set page size, running head and foot, and the document properties, which would hold the time of writing."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    section.header.paragraphs[0].text = f"{MARK} \u2013 {source.meta['publisher']}"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, instruction in (("Bladzijde ", "PAGE"), (" van ", "NUMPAGES")):
        foot.add_run(words)
        foot._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
    properties = document.core_properties
    properties.title, properties.author = str(source.meta["title"]), str(source.meta["publisher"])
    properties.subject, properties.comments = MARK, NOTICE
    properties.language, properties.last_modified_by = "nl-BE", str(source.meta["publisher"])
    properties.created = properties.modified = moment(str(source.meta["published"]))
    package = document.part.package
    for rels, unwanted in ((package.rels, "/thumbnail"), (document.part.rels, "/stylesWithEffects")):
        for key in [key for key, link in rels.items() if link.reltype.endswith(unwanted)]:
            del rels[key]  # 0.4 MB of python-docx's own template that no reader looks at
    for style in [style for style in document.styles if _is_unused_table_style(style)]:
        style.delete()


def _is_unused_table_style(style: BaseStyle) -> bool:
    """Tell a coloured table style of the template, a third of a megabyte together, from the two that are needed."""
    return style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}


def _add(document: WordDocument, kind: str, block: Block) -> None:
    if kind == "heading":
        _fill(document.add_heading(level=block.level), block.text)
    elif kind in _LIST_STYLES:
        _fill(document.add_paragraph(style=_LIST_STYLES[kind]), block.text)
    elif kind == "table":
        document.add_paragraph(block.text, style="Caption")
        _add_table(document, block.rows)
    elif kind == "paragraph":
        _fill(document.add_paragraph(), block.text)
    else:
        raise ValueError(f"a Word sample has no block {kind!r}")


def _fill(paragraph: Paragraph, line: str) -> None:
    for piece in pieces(line):
        if piece.kind == "note":
            run = paragraph.add_run(style="footnote reference")
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), piece.text)
            run._r.append(reference)
        else:
            run = paragraph.add_run(piece.text)
            run.bold = piece.kind == "bold" or None
            run.italic = piece.kind == "italic" or None


def _add_table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for column, (cell, words) in enumerate(zip(cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(words).bold = number in (0, len(rows) - 1) or None
            if column > 1:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    document.add_paragraph()


def _attach_notes(document: WordDocument, notes: dict[str, str]) -> None:
    """Add the part footnotes.xml; ids -1 and 0 are the rule above the notes, which Word demands."""
    space = nsdecls("w")
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    root = etree.fromstring(f"<w:footnotes {space}>{rules}</w:footnotes>")
    for number, text in notes.items():
        root.append(_note(number, text))
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    properties = parse_xml(
        f'<w:footnotePr {space}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
    )
    document.settings.element.find(qn("w:compat")).addprevious(properties)


def _note(number: str, text: str) -> BaseOxmlElement:
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{_NOTE_TEXT}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{_NOTE_MARK}"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"></w:t></w:r></w:p></w:footnote>'
    )
    note.findall(f".//{qn('w:t')}")[-1].text = f" {text}"
    return note
