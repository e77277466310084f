"""One tiny file of each format, read once before the first child is forked: what readers load on first use is shared.

Catalogues, compiled patterns, fonts and the PDF library would else be loaded anew in every child: 16 ms of the 25 that
a small text used to cost.
"""

from __future__ import annotations

import io
import zipfile

_TEXT = "Verslag van de gemeente Oosterveld, 3 maart 2024. Er waren 12 meldingen: zie de bijlage van het dossier."
_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_SHEET = f"{_OFFICE}/spreadsheetml/2006/main"
_PACKAGE = f"{_OFFICE}/package/2006"
_LINKS = f"{_OFFICE}/officeDocument/2006/relationships"
_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def tiny_files() -> dict[str, bytes]:
    """Return one file of each format, by the name of the format (a key of `indexer.parsing.READERS`)."""
    page = f"<html lang='nl'><body><main><h1>Verslag</h1><p>{_TEXT}</p><ul><li>{_TEXT}</li></ul></main></body></html>"
    return {
        "txt": f"Verslag\n\n{_TEXT}\n".encode(),
        "csv": b"Jaar;Meldingen\n2023;12\n2024;14\n",
        "html": page.encode(),
        "xml": f"<officiele-publicatie><titel>Verslag</titel><al>{_TEXT}</al></officiele-publicatie>".encode(),
        "pdf": _pdf(),
        "docx": _zipped(
            {
                "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p>'
                "</w:body></w:document>"
            }
        ),
        "odt": _zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f'<o:document-content xmlns:o="{_DOCUMENT}:office:1.0" xmlns:t="{_DOCUMENT}:text:1.0">'
                f"<o:body><o:text><t:p>{_TEXT}</t:p></o:text></o:body></o:document-content>",
            }
        ),
        "epub": _zipped(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
                '<rootfiles><rootfile full-path="boek.opf"/></rootfiles></container>',
                "boek.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
                'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
                "a.xhtml": page,
            }
        ),
        "xlsx": _xlsx(),
    }


def _zipped(members: dict[str, str]) -> bytes:
    holder = io.BytesIO()
    with zipfile.ZipFile(holder, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return holder.getvalue()


def _xlsx() -> bytes:
    types = {
        "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "xl/worksheets/sheet1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    }
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items())
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{first}</t></is></c><c r="B{row}"><v>{number}</v></c></row>'
        for row, (first, number) in enumerate((("Jaar", 1), ("Meldingen", 12), ("Dossiers", 14)), 1)
    )
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_LINKS}"><sheets><sheet name="Blad" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def _pdf() -> bytes:
    """Return a PDF of one page: lines of text, and a table with rules, for which another library is called."""
    rules = [f"50 {500 - 20 * row} m 450 {500 - 20 * row} l S" for row in range(5)]
    rules += [f"{50 + 100 * column} 500 m {50 + 100 * column} 420 l S" for column in range(5)]
    texts = [f"BT /F 10 Tf 50 {700 - 12 * line} Td ({_TEXT}) Tj ET" for line in range(4)]
    texts += [
        f"BT /F 10 Tf {55 + 100 * column} {485 - 20 * row} Td (cel {row}) Tj ET"
        for row in range(4)
        for column in range(4)
    ]
    content = "\n".join(rules + texts)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{len(body)}\n%%EOF"
    ).encode()
