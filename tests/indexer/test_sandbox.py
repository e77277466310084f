"""No file stops, slows or crashes the program: bombs and broken files made here, each in its own child."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import ReadingError
from corpus.model import Document
from indexer.sandbox import Job, ParserPool, parse_safely

GOOD = b"Een gewone tekst.\n\nMet twee alinea's, voor de zekerheid.\n"
SECONDS, MEMORY = 5.0, 512


def pdf_with(objects: list[bytes]) -> bytes:
    """Return a PDF of the given objects, the first of which is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, start)
    )


def page_with(content: bytes, filters: bytes = b"") -> bytes:
    """Return a PDF of one page whose content stream is *content*."""
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream, font])


def flate_bomb() -> bytes:
    """Return a small PDF whose content inflates to a gigabyte, packed three times."""
    packed = zlib.compress(b" " * 2**20, 9)
    for _ in range(2):
        packed = zlib.compress(packed * 32, 9)
    return page_with(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def text_bomb() -> bytes:
    """Return a PDF with millions of letters on one page."""
    line = b"BT /F 8 Tf 10 10 Td (" + b"extremisme " * 40 + b") Tj ET\n"
    return page_with(zlib.compress(line * 120_000, 9), b"/Filter /FlateDecode")


def form_laughs() -> bytes:
    """Return a PDF whose form draws ten forms that each draw ten forms, nine deep."""
    deep = 9
    names = b" ".join(b"/X%d %d 0 R" % (n, n + 5) for n in range(deep))
    resources = b"/Resources << /XObject << %s >> >>" % names
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


def encrypted() -> bytes:
    """Return a PDF that asks for a password."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("geheim", ownerPassword="ook", canPrint=1))
    canvas.drawString(50, 700, "Niet te lezen.")
    canvas.save()
    return buffer.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def laughs() -> bytes:
    """Return a DOCX with the entities of the billion laughs."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "haha">' + entities + b"]><d>&l9;</d>"
    return zipped({"word/document.xml": xml})


def far_cell() -> bytes:
    """Return a workbook with cells in its first and its last corner."""
    book = Workbook()
    book.worksheets[0]["A1"] = "begin"
    book.worksheets[0]["XFD1048576"] = "einde"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def good_pdf() -> bytes:
    """Return an ordinary PDF."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(50, 700, "Een gewone bladzijde met gewone woorden.")
    canvas.save()
    return buffer.getvalue()


#: name -> (bytes, how it may end; "ok" is a document)
BOMBS = {
    "flate.pdf": (flate_bomb(), {"memory", "crash", "timeout", "corrupt", "ok"}),
    "letters.pdf": (text_bomb(), {"memory", "crash", "timeout", "ok"}),
    "formulieren.pdf": (form_laughs(), {"memory", "crash", "timeout", "corrupt", "ok"}),
    "diep.pdf": (page_with(b"[" * 200_000), {"ok", "corrupt", "crash"}),
    "afgekapt.pdf": (good_pdf()[:600], {"corrupt", "ok"}),
    "leeg.pdf": (b"", {"empty"}),
    "onzin.pdf": (b"%PDF-1.7\n" + b"\x00\xff" * 5000, {"corrupt"}),
    "html.pdf": (b"<html><body><p>Eigenlijk een webpagina.</p></body></html>", {"ok"}),
    "wachtwoord.pdf": (encrypted(), {"encrypted"}),
    "lach.docx": (laughs(), {"corrupt"}),
    "opgeblazen.docx": (zipped({"word/document.xml": b"<a>" + b" " * 150_000_000 + b"</a>"}), {"memory"}),
    "stuk.docx": (zipped({"word/document.xml": b"<w:document><w:body>"}), {"corrupt"}),
    "ver.xlsx": (far_cell(), {"ok"}),
    "diep.html": (b"<html><body>" + b"<div>" * 100_000 + b"diep", {"ok", "corrupt", "timeout", "memory", "crash"}),
    "vet.html": (b"<html><body>" + b"<b>" * 2_000_000, {"ok", "empty", "corrupt", "timeout", "memory", "crash"}),
}


@pytest.fixture(scope="module")
def pool() -> Iterator[ParserPool]:
    """A pool of two with tight limits."""
    with ParserPool(2, SECONDS, MEMORY) as made:
        yield made


def ending(result: Document | ReadingError) -> str:
    """Return "ok" or the reason."""
    return result.reason if isinstance(result, ReadingError) else "ok"


def test_every_bomb_ends_in_time_with_a_reason_and_leaves_its_neighbours_alone(pool: ParserPool) -> None:
    jobs = []
    for name, (data, _) in BOMBS.items():
        jobs += [Job(data, name), Job(GOOD, f"na-{name}.txt")]
    ended = {job.name: (ending(result), str(result)) for job, result in pool.run(jobs)}
    assert {name: ended[name] for name, (_, allowed) in BOMBS.items() if ended[name][0] not in allowed} == {}
    assert [name for name, (how, _) in ended.items() if name.startswith("na-") and how != "ok"] == []
    assert len(ended) == len(jobs)


def test_a_parse_in_a_child_gives_the_same_document_as_one_at_home(tmp_path: Path) -> None:
    from indexer.parsing import parse

    path = tmp_path / "tekst.txt"
    path.write_bytes(GOOD)
    given = {"title": "Een titel", "series": "proef", "edition": "3"}
    safe = parse_safely(path, "tekst.txt", given, seconds=10, memory_mb=512, max_chars=30)
    assert safe == parse(GOOD, "tekst.txt", given=given, max_chars=30)


def test_a_large_result_comes_through_the_pipe(pool: ParserPool) -> None:
    text = "\n\n".join(f"Alinea {n} van een heel lange tekst over gemeenten en hun veiligheid." for n in range(20_000))
    ((_, result),) = pool.run([Job(text.encode(), "lang.txt")])
    assert isinstance(result, Document)
    assert len(result.passages) + len(result.sections) == 20_000  # the first line is the title


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "missing"])
def test_only_regular_files_are_opened(pool: ParserPool, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "echt.txt"
    target.write_bytes(GOOD)
    path = tmp_path / "bron.txt"
    if kind == "link":
        path.symlink_to(target)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    ((_, result),) = pool.run([Job(path, "bron.txt")])
    assert ending(result) == "unreadable"


def test_a_given_value_that_is_none_fails_one_file_only(pool: ParserPool) -> None:
    jobs = [Job(GOOD, "fout.txt", {"published": "gisteren"}), Job(GOOD, "goed.txt")]
    ended = {job.name: ending(result) for job, result in pool.run(jobs)}
    assert ended == {"fout.txt": "crash", "goed.txt": "ok"}


def test_a_killed_zygote_is_replaced_and_its_job_reported(pool: ParserPool) -> None:
    run = pool.run(Job(GOOD, f"{n}.txt") for n in range(6))
    next(run)
    assert pool._forker.process is not None
    pool._forker.process.kill()
    ended = [ending(result) for _, result in run]
    assert len(ended) == 5
    assert "ok" in ended
    assert set(ended) <= {"ok", "crash"}


def test_a_child_that_hangs_is_killed_at_the_limit(tmp_path: Path) -> None:
    started = time.monotonic()
    slow = b"<html><body>" + b"<b>" * 12_000_000  # minutes of work for any HTML reader
    with ParserPool(1, 1.0, 2048) as pool:
        ((_, result),) = pool.run([Job(slow, "traag.html")])
    assert ending(result) in {"timeout", "memory", "crash"}
    assert time.monotonic() - started < 20


def test_nothing_stays_behind_when_the_caller_leaves_early() -> None:
    me = psutil.Process()
    before = set(me.children(recursive=True))
    with ParserPool(2, SECONDS, MEMORY) as pool:
        for _ in pool.run(Job(GOOD, f"{n}.txt") for n in range(50)):
            break
    assert set(me.children(recursive=True)) - before == set()


def test_a_child_can_write_no_file(tmp_path: Path) -> None:
    program = (
        "import os, sys; from indexer.parsing.zygote import confine; confine(5, 1024)\n"
        "handle = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)\n"
        "try:\n os.write(handle, b'x' * 10)\nexcept OSError: sys.exit(3)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / "nieuw.txt")], check=False)
    assert ended.returncode == 3
    assert (tmp_path / "nieuw.txt").stat().st_size == 0


def test_the_parent_imports_no_reader() -> None:
    program = (
        "import sys; from indexer.sandbox import parse_safely; parse_safely(b'Een tekst.', 'a.txt')\n"
        "print(sorted({'pdfplumber', 'pypdfium2', 'bs4', 'openpyxl', 'lxml', 'numpy'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_metadata_too_long_for_an_order_fail_one_file_only(pool: ParserPool) -> None:
    jobs = [Job(GOOD, "lang.txt", {"title": "x" * 200_000}), Job(GOOD, "goed.txt")]
    ended = {job.name: ending(result) for job, result in pool.run(jobs)}
    assert ended == {"lang.txt": "too-large", "goed.txt": "ok"}


def test_every_job_under_way_when_the_zygote_dies_is_read_after_all(pool: ParserPool) -> None:
    run = pool.run(Job(GOOD, f"{n}.txt") for n in range(8))
    ended = {next(run)[0].name: "ok"}
    assert pool._forker.process is not None
    pool._forker.process.kill()
    ended |= {job.name: ending(result) for job, result in run}
    assert ended == {f"{n}.txt": "ok" for n in range(8)}


def test_the_page_at_which_a_reader_was_stopped_is_known() -> None:
    line = b"BT /F 8 Tf 10 10 Td (" + b"extremisme " * 40 + b") Tj ET\n"
    bomb = page_with(zlib.compress(line * 120_000, 9), b"/Filter /FlateDecode")
    with ParserPool(1, 0.4, 2048) as short:
        ((_, result),) = short.run([Job(bomb, "letters.pdf")])
    assert isinstance(result, ReadingError)
    assert (result.reason, result.page) in {("timeout", 1), ("memory", 1), ("crash", 1)}
    assert "bladzijde 1" in str(result)


def two_pages(heavy: bytes) -> bytes:
    """Return a PDF of a plain page and one whose packed content stream is *heavy*."""
    streams = [b"BT /F 12 Tf 50 700 Td (Een gewone bladzijde over de gemeente.) Tj ET", zlib.compress(heavy, 9)]
    filters = [b"", b"/Filter /FlateDecode"]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>"
    )
    return pdf_with(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
            page % 6,
            page % 7,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *(
                b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), packed, stream)
                for stream, packed in zip(streams, filters, strict=True)
            ),
        ]
    )


def test_a_page_that_stops_the_reader_costs_no_document() -> None:
    line = b"BT /F 8 Tf 10 10 Td (" + b"extremisme " * 40 + b") Tj ET\n"
    with ParserPool(1, 20.0, 400) as short:
        ((job, result),) = short.run([Job(two_pages(line * 150_000), "zwaar.pdf")])
    assert isinstance(result, Document), result
    assert not job.stops
    assert result.page(1).text == "Een gewone bladzijde over de gemeente."
    assert any("bladzijde 2" in note for note in result.notes)


def test_letters_far_from_the_sheet_are_left_out_and_harm_nothing(pool: ParserPool) -> None:
    far = b"BT /F 12 Tf 50 700 Td (Op de bladzijde.) Tj 9000000000 5 Td (ver) Tj ET BT /F 3000000000 Tf (groot) Tj ET"
    ((_, result),) = pool.run([Job(page_with(far), "ver.pdf")])
    assert isinstance(result, Document), result
    assert "Op de bladzijde." in result.page(1).text


def test_every_format_is_rehearsed_before_a_child_is_forked() -> None:
    from indexer.parsing import READERS, parse
    from indexer.parsing.rehearsal import tiny_files

    assert {name: bool(parse(data, f"proef.{name}").passages) for name, data in tiny_files().items()} == dict.fromkeys(
        READERS, True
    )


def test_names_in_an_archive_lead_nowhere(pool: ParserPool, tmp_path: Path) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>Tekst.</w:t></w:r></w:p></w:body></w:document>'
    outside = tmp_path / "ontsnapt.txt"
    data = zipped({"word/document.xml": text.encode(), f"../../../..{outside}": b"buiten", str(outside): b"buiten"})
    ((_, result),) = pool.run([Job(data, "paden.docx")])
    assert ending(result) == "ok"
    assert not outside.exists()


def test_of_a_file_with_very_many_pages_the_first_are_read_and_the_rest_is_reported() -> None:
    from indexer.parsing.pdf import MAX_PAGES

    count = MAX_PAGES + 500
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    data = pdf_with([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)]
                    + [page] * count)  # fmt: skip
    with ParserPool(1, 60.0, 1024) as patient:
        ((_, result),) = patient.run([Job(data, "boek.pdf")])
    assert isinstance(result, Document)
    assert len(result.pages) == MAX_PAGES
    assert any(f"van {count} bladzijden" in note for note in result.notes)
