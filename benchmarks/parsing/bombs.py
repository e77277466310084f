"""Files built to break a reader: bombs, endless loops, deep nesting, tricks with archives; each made here, in bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from benchmarks.parsing import pdf_bombs as pdf

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


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


def epub_path_tricks() -> bytes:
    """Return an e-book whose chapters lie outside it."""
    items = "".join(
        f'<item id="i{n}" href="{where}" media-type="application/xhtml+xml"/>'
        for n, where in enumerate(("../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "a.xhtml"))
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(4))
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="OPS/boek.opf"/></rootfiles></container>',
            "OPS/boek.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
            f"<spine>{spine}</spine></package>".encode(),
            "OPS/a.xhtml": b"<html><body><p>Tekst van het boek.</p></body></html>",
        }
    )


def zip_in_zip() -> bytes:
    """Return a DOCX that holds itself, packed over and over."""
    inner = zipped({"word/document.xml": b"<a>" + b" " * 1_000_000 + b"</a>"})
    for _ in range(5):
        inner = zipped({f"word/deel{n}.docx": inner for n in range(10)} | {"word/document.xml": inner})
    return inner


def odd_digits() -> bytes:
    """Return a web page whose numbers are digits that are no numbers, and numbers without end."""
    nines = "9" * 6_000
    return (
        f"<html><body><ol start='²'><li value='³'>Een punt.</li><li value='{nines}'>Nog een punt.</li></ol>"
        f"<table><tr><td colspan='²'>a</td><td rowspan='{nines}'>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    ).encode()


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
    "flate.pdf": pdf.flate,
    "letters.pdf": pdf.letters,
    "tekenkaart.pdf": pdf.long_map,
    "formulieren.pdf": pdf.form_laughs,
    "bladzijdenboom.pdf": pdf.page_laughs,
    "kringloop.pdf": pdf.page_cycle,
    "vorige.pdf": pdf.previous_loop,
    "100000-bladzijden.pdf": pdf.many_pages,
    "diepe-objecten.pdf": pdf.deep_objects,
    "diepe-inhoud.pdf": lambda: pdf.page_with(b"[" * 200_000),
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
    "paden.epub": epub_path_tricks,
    "zip-in-zip.docx": zip_in_zip,
    "tekenkaart-lang.pdf": pdf.map_hang,
    "breedten.pdf": pdf.width_hang,
    "diepe-boom.pdf": pdf.deep_pages,
    "bladwijzers.pdf": pdf.outline_loop,
    "verre-letters.pdf": pdf.far_letters,
    "cijfers.html": odd_digits,
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
