"""Export a manuscript from LibreOffice Writer as flat ODT with notes, lists and tables; where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from benchmarks.parsing.texts import Item, Manuscript, without_marks
from benchmarks.parsing.typeset import Truth

_CALL = re.compile("\x00(\\d+)\x00")
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document %s xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt"
style:font-name="Liberation Serif" fo:language="nl" fo:country="BE"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
fo:margin-bottom="0.2cm"/><style:text-properties fo:hyphenate="true"/></style:style>
<style:style style:name="T" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style>
<style:style style:name="H1" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.5cm"
fo:keep-with-next="always"/><style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>
<style:style style:name="H2" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.4cm"
fo:keep-with-next="always"/><style:text-properties fo:font-size="11.5pt" fo:font-weight="bold"/></style:style>
<style:style style:name="N" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style>
</office:styles><office:automatic-styles>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
fo:padding="0.08cm"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties text:dont-balance-text-columns="true">
<style:columns fo:column-count="%d" fo:column-gap="0.7cm"/></style:section-properties></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
fo:margin="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>
<office:body><office:text><text:section text:style-name="S" text:name="alles">"""


def exported(manuscript: Manuscript, *, columns: int) -> tuple[bytes, Truth] | None:
    """Return the PDF and its truth, or None where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    truth = Truth()
    body = "".join(_element(item, manuscript, truth) for item in manuscript.items)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "tekst.fodt"
        source.write_text(
            _HEAD % (_SPACES, columns) + body + "</text:section></office:text></office:body></office:document>", "utf-8"
        )
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
             folder, str(source)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return (Path(folder) / "tekst.pdf").read_bytes(), truth


def _element(item: Item, manuscript: Manuscript, truth: Truth) -> str:
    if item.kind == "heading":
        truth.headings.append(item.text)
        level = min(item.level, 2)
        return f'<text:h text:style-name="H{level}" text:outline-level="{level}">{escape(item.text)}</text:h>'
    if item.kind == "table":
        truth.tables.append(item.rows)
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="C"><text:p text:style-name="T">{escape(cell)}</text:p>'
                "</table:table-cell>"
                for cell in row
            )
            + "</table:table-row>"
            for row in item.rows
        )
        columns = f'<table:table-column table:number-columns-repeated="{len(item.rows[0])}"/>'
        return f"<table:table>{columns}{rows}</table:table>"
    truth.paragraphs.append(without_marks(item.text))

    def note(found: re.Match[str]) -> str:
        number = int(found[1])
        truth.notes.append(f"{number} {manuscript.notes[number]}")
        return (
            f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}'
            f'</text:note-citation><text:note-body><text:p text:style-name="N">{escape(manuscript.notes[number])}'
            "</text:p></text:note-body></text:note>"
        )

    text = _CALL.sub(note, escape(item.text))
    paragraph = f'<text:p text:style-name="B">{text}</text:p>'
    return f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>" if item.kind == "item" else paragraph
