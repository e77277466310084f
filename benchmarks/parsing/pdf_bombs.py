"""PDF files built to break a reader, each made here, in bytes: bombs, loops, deep nesting, places beyond reason."""

from __future__ import annotations

import zlib


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


def map_hang() -> bytes:
    """Return a PDF whose font maps sixteen million letters one by one to long texts."""
    ranges = b"".join(b"<%08X> <%08X> <%s>\n" % (n << 16, (n << 16) + 0xFFFF, b"0041" * 40) for n in range(100))
    cmap = b"begincmap 1 begincodespacerange <00000000> <7FFFFFFF> endcodespacerange 100 beginbfrange\n" + ranges
    return _with_cmap(cmap + b"endbfrange endcmap")


def width_hang() -> bytes:
    """Return a PDF whose font gives the widths of two thousand million letters."""
    return _with_cmap(b"begincmap endcmap", b"/W [0 2147483647 500]")


def _with_cmap(cmap: bytes, widths: bytes = b"") -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R "
        b"/DescendantFonts [7 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A %s /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % widths
    )
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)
    ruled = b"".join(b"50 %d m 450 %d l S " % (500 - 20 * n, 500 - 20 * n) for n in range(6))
    ruled += b"".join(b"%d 500 m %d 400 l S " % (50 + 80 * n, 50 + 80 * n) for n in range(6))
    return page_with(ruled + b"BT /F 12 Tf 55 480 Td <00410042> Tj ET", font=font, more=[stream, descendant])


def deep_pages() -> bytes:
    """Return a PDF whose page tree is 20,000 nodes deep, and whose outline is as deep."""
    count = 20_000
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (n + 3) for n in range(count)]
    page = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    return pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page])


def outline_loop() -> bytes:
    """Return a PDF whose bookmarks lead back to themselves."""
    mark = b"<< /Title (Hoofdstuk) /Parent 4 0 R /Next 5 0 R /First 5 0 R /Last 5 0 R /Dest [3 0 R /Fit] >>"
    return pdf_with(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            b"<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 9 >>",
            mark,
        ]
    )


def far_letters() -> bytes:
    """Return a PDF with a letter thousands of millions of points from the sheet, and one as large."""
    return page_with(
        b"BT /F 12 Tf 50 700 Td (Gewone tekst op de bladzijde.) Tj 9000000000 5 Td (ver) Tj ET "
        b"BT /F 3000000000 Tf 50 600 Td (groot) Tj ET"
    )
