"""A file is judged by its content; its name only breaks a tie."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import ReadingError
from indexer.parsing import parse
from indexer.parsing.charset import decode
from indexer.parsing.sniff import sniff

HTML = b"<!DOCTYPE html><html><body><p>Tekst</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "rapport.txt", "pdf"),
        (HTML, "rapport.pdf", "html"),
        (b"<p>Los stuk</p><div>tekst</div>", "stuk.html", "html"),
        (b"Gewone tekst met 2 < 3 erin.\nEn nog een regel.", "tekst.html", "txt"),
        (b"Gemeente;Jaar\nGent;2023\nAalst;2024\n", "cijfers.csv", "csv"),
        (b"Gemeente;Jaar\nGent;2023\nAalst;2024\n", "cijfers.txt", "txt"),
        ("Een zin, met een komma.\nNog een zin, weer met één komma.\n".encode(), "zin.txt", "txt"),
        ("T\xe9xt".encode("utf-16"), "utf16.txt", "txt"),
        ("Gewone tekst zonder merk".encode("utf-16-le"), "utf16.txt", "txt"),
        ("<!DOCTYPE html><html><p>Een webpagina</p></html>".encode("utf-16"), "blad", "html"),
        ("<!DOCTYPE html><html><p>Een webpagina</p></html>".encode("utf-16-be"), "blad", "html"),
    ],
)
def test_content_decides(data: bytes, name: str, found: str) -> None:
    assert sniff(data, name) == found


def test_zip_files_are_told_apart_by_what_is_in_them(made: Any) -> None:
    assert sniff(made.docx(made.paragraph("x")), "x.zip") == "docx"
    assert sniff(made.odt("<text:p>x</text:p>"), "x.docx") == "odt"
    with pytest.raises(ReadingError) as caught:
        sniff(made.zipped({"iets.txt": "x"}), "x.docx")
    assert caught.value.reason == "unsupported"


def test_a_file_of_two_formats_is_refused(made: Any) -> None:
    both = made.zipped({"word/document.xml": "<x/>", "xl/workbook.xml": "<x/>"})
    with pytest.raises(ReadingError) as caught:
        sniff(both, "dubbel.zip")
    assert caught.value.reason == "unsupported"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("België".encode(), "België"),
        ("België".encode("cp1252"), "België"),
        (b"\xef\xbb\xbfBelgi\xc3\xab", "België"),
        ("“citaat”".encode("cp1252"), "“citaat”"),
        ("België".encode("utf-16"), "België"),
        ("Beleid in België".encode("utf-16-le"), "Beleid in België"),
        ("Beleid in België".encode("utf-16-be"), "Beleid in België"),
        (b"\x81\x8d", "��"),
    ],
)
def test_any_bytes_become_text(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    "declared", ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16", "us-ascii", "geen"]
)
@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_bytes_decide_before_the_declaration_of_a_page(declared: str, written: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body><p>België – “citaat” € 45, coëfficiënt</p></body></html>"
    assert decode(page.encode(written), look_for_declaration=True) == page


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("left_over", [b"", b"\x00"])
def test_a_table_in_utf_16_is_read_with_or_without_its_mark_and_with_half_a_letter_too_many(
    codec: str, left_over: bytes
) -> None:
    text = "Gemeente;Aantal;Wat\r\nZandhove;12;België\r\nLindeveld;7;coördinatie\r\n"
    document = parse(text.encode(codec) + left_over, "bevraging.csv")
    assert [passage.text for passage in document.passages][1:] == [
        "Gemeente: Zandhove; Aantal: 12; Wat: België",
        "Gemeente: Lindeveld; Aantal: 7; Wat: coördinatie",
    ]
