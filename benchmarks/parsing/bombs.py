"""Files built to break a reader: bombs, endless loops, deep nesting, tricks with archives; each made here, in bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf_with(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of the given objects, the first of which is the catalogue."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(body) + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, trailer, len(body))
    )


def page_with(content: bytes, filters: bytes = b"", font: bytes = b"", more: list[bytes] | None = None) -> bytes:
    """Return a PDF of one page with this content stream and font; *more* objects are numbered from 6."""
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    font = font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream, font, *(more or [])])


def flate() -> bytes:
    """Return a PDF whose content inflates to gigabytes, packed three times."""
    packed = zlib.compress(b" " * 2**20, 9)
    for _ in range(2):
        packed = zlib.compress(packed * 64, 9)
    return page_with(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def letters() -> bytes:
    """Return a PDF with 300 MB of text operators on one page."""
    line = b"BT /F 8 Tf 10 10 Td (" + b"extremisme " * 40 + b") Tj ET\n"
    return page_with(zlib.compress(line * 650_000, 9), b"/Filter /FlateDecode")


def long_map() -> bytes:
    """Return a PDF whose font maps two thousand million codes to Unicode."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00000000> <7FFFFFFF> "
        b"endcodespacerange 1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange endcmap end end"
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R "
        b"/DescendantFonts [7 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)
    return page_with(b"BT /F 12 Tf 10 700 Td <00410042> Tj ET", font=font, more=[stream, descendant])


def form_laughs() -> bytes:
    """Return a PDF whose form draws ten forms that each draw ten forms, nine deep."""
    deep = 9
    resources = b"/Resources << /XObject << %s >> >>" % b" ".join(b"/X%d %d 0 R" % (n, n + 5) for n in range(deep))
    forms = []
    for n in range(deep):
        content = b"/X%d Do " % (n + 1) * 10 if n + 1 < deep else b"0 0 1 1 re f"
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %s /Length %d >>\nstream\n%s\nendstream"
            % (resources, len(content), content)
        )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R %s >>" % resources
    stream = b"<< /Length 6 >>\nstream\n/X0 Do\nendstream"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream, *forms])


def page_laughs() -> bytes:
    """Return a PDF whose page tree has ten branches at each of twelve levels."""
    levels = 12
    nodes = [
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (10 ** (levels - n), b"%d 0 R " % (n + 3) * 10)
        for n in range(levels)
    ]
    page = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page])


def page_cycle() -> bytes:
    """Return a PDF whose page tree holds itself."""
    return pdf_with(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"]
    )


def previous_loop() -> bytes:
    """Return a PDF whose cross-reference table names itself as its predecessor."""
    whole = page_with(b"BT /F 12 Tf 10 700 Td (Tekst) Tj ET")
    return whole.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % whole.rindex(b"xref\n0"))


def many_pages(count: int = 100_000) -> bytes:
    """Return a PDF of so many pages."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    text = b"BT /F 12 Tf 50 700 Td (Een bladzijde met enkele gewone woorden erop.) Tj ET"
    return pdf_with(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *[page] * count,
        ]
    )


def deep_objects() -> bytes:
    """Return a PDF with 200,000 arrays inside one another as an object."""
    return pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 200_000 + b"]" * 200_000])


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file of *members*."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str) -> bytes:
    """Return a DOCX with *body* as the XML inside its body."""
    return zipped({"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()})


def laughs(member: str) -> bytes:
    """Return a zip file whose *member* is XML with the entities of the billion laughs."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "haha">' + entities + b"]><d>&l9;</d>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", member: xml})


def outside_entity() -> bytes:
    """Return a DOCX whose XML asks for a file of the machine."""
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    return zipped({"word/document.xml": xml})


def wrong_size() -> bytes:
    """Return a DOCX that says its text is one kilobyte, while it inflates to 150 MB."""
    whole = zipped({"word/document.xml": b"<a>" + b" " * 150_000_000 + b"</a>"})
    real = (150_000_007).to_bytes(4, "little")
    return whole.replace(real, (1000).to_bytes(4, "little"))


def path_tricks() -> bytes:
    """Return a DOCX whose members would climb out of the folder where someone unpacks them."""
    text = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>Tekst.</w:t></w:r></w:p></w:body></w:document>'
    return zipped(
        {
            "word/document.xml": text.encode(),
            "../../../../tmp/ontsnapt.txt": b"buiten",
            "/tmp/ontsnapt.txt": b"buiten",  # noqa: S108 - the trick itself
            "word/../../ontsnapt.xml": b"<a/>",
            "C:\\ontsnapt.txt": b"buiten",
        }
    )


def far_cell() -> bytes:
    """Return a workbook with cells in its first and its last corner."""
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0]["A1"] = "begin"
    book.worksheets[0]["XFD1048576"] = "einde"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def overlapping() -> bytes:
    """Return a DOCX of 5,000 members, each of 100 kB of the same letters."""
    return zipped({"word/document.xml": b"<a/>"} | {f"word/deel{n}.xml": b"a" * 100_000 for n in range(5_000)})


BOMBS: dict[str, Callable[[], bytes]] = {
    "flate.pdf": flate,
    "letters.pdf": letters,
    "tekenkaart.pdf": long_map,
    "formulieren.pdf": form_laughs,
    "bladzijdenboom.pdf": page_laughs,
    "kringloop.pdf": page_cycle,
    "vorige.pdf": previous_loop,
    "100000-bladzijden.pdf": many_pages,
    "diepe-objecten.pdf": deep_objects,
    "diepe-inhoud.pdf": lambda: page_with(b"[" * 200_000),
    "leeg.pdf": lambda: b"",
    "onzin.pdf": lambda: b"%PDF-1.7\n" + b"\x00\xff" * 5000,
    "web.pdf": lambda: b"<html><body><p>Eigenlijk een webpagina.</p></body></html>",
    "lach.docx": lambda: laughs("word/document.xml"),
    "lach.odt": lambda: laughs("content.xml"),
    "lach.xlsx": lambda: laughs("xl/workbook.xml"),
    "buiten.docx": outside_entity,
    "opgeblazen.docx": lambda: zipped({"word/document.xml": b"<a>" + b" " * 150_000_000 + b"</a>"}),
    "verkeerde-maat.docx": wrong_size,
    "paden.docx": path_tricks,
    "diep.docx": lambda: docx("<w:p>" * 200_000),
    "diepe-tabel.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 50_000),
    "breed.docx": lambda: docx("<w:p><w:r><w:t>Een alinea.</w:t></w:r></w:p>" * 400_000),
    "veel-delen.docx": overlapping,
    "ver.xlsx": far_cell,
    "diep.html": lambda: b"<html><body>" + b"<div>" * 300_000 + b"diep",
    "vet.html": lambda: b"<html><body>" + b"<b>" * 12_000_000,
    "attributen.html": lambda: b"<p " + b" ".join(b'a%d="x"' % n for n in range(200_000)) + b">Tekst.</p>",
    "tabellen.html": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + b"diep",
    "een-regel.txt": lambda: b"extremisme " * 5_000_000,
    "veel-regels.txt": lambda: b"Een regel.\n\n" * 3_000_000,
    "breed.csv": lambda: b";".join(b"k%d" % n for n in range(200_000)) + b"\n" + b";" * 199_999 + b"\n" * 3,
    "lang.csv": lambda: b"a;b;c\n" * 3_000_000,
    "nullen.txt": lambda: b"Tekst.\n" + b"\x00" * 50_000_000,
}


def bombs() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each bomb, made when it is asked for."""
    for name, make in BOMBS.items():
        yield name, make()
