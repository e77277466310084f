"""E-books: chapters in the order of the spine, notes kept, bombs and locks reported."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import ReadingError
from corpus.model import PassageKind
from indexer.parsing import parse
from indexer.parsing.sniff import sniff

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/boek.opf"/></rootfiles></container>'
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Handreiking weerbaarheid</dc:title><dc:publisher>Bureau Voorbeeld</dc:publisher><dc:language>nl</dc:language>
<dc:date>2024-05-03T00:00:00Z</dc:date></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="deel%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="weg" href="weg.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="stijl.css" media-type="text/css"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="weg"/><itemref idref="css"/>
</spine>
</package>"""
PAGE = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"
xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>{title}</h1><p>{text}<sup><a href="#n">1</a></sup></p>
<aside epub:type="footnote"><p>1 Zie het verslag.</p></aside></body></html>"""


def book(made: Any, **members: str) -> bytes:
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/boek.opf": OPF,
        "OEBPS/nav.xhtml": PAGE.format(title="Inhoud", text="Eerste deel"),
        "OEBPS/a.xhtml": PAGE.format(title="Eerste deel", text="De eerste bladzijde van coördinatie."),
        "OEBPS/deel b.xhtml": PAGE.format(title="Tweede deel", text="De tweede bladzijde."),
    }
    return bytes(made.zipped(parts | members))


def test_chapters_come_in_the_order_of_the_spine_each_as_a_page(made: Any) -> None:
    document = parse(book(made), "boek.epub")
    assert [(s.title, s.page) for s in document.sections] == [("Eerste deel", 1), ("Tweede deel", 2)]
    assert [(p.page, p.text) for p in document.passages if p.kind is PassageKind.PARAGRAPH] == [
        (1, "De eerste bladzijde van coördinatie."),
        (2, "De tweede bladzijde."),
    ]
    assert [p.text for p in document.passages if p.kind is PassageKind.FOOTNOTE] == ["1 Zie het verslag."] * 2
    metadata = document.metadata
    assert (metadata.publisher, metadata.published) == ("Bureau Voorbeeld", "2024-05-03")
    assert any("weg.xhtml" in note for note in document.notes)


def test_a_book_is_known_without_its_extension(made: Any) -> None:
    assert sniff(book(made), "boek.bin") == "epub"


def test_a_locked_book_says_so(made: Any) -> None:
    lock = '<encryption xmlns:e="x"><e:CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    with pytest.raises(ReadingError) as caught:
        parse(book(made, **{"META-INF/encryption.xml": lock}), "boek.epub")
    assert caught.value.reason == "encrypted"


def test_locked_fonts_do_not_lock_a_book(made: Any) -> None:
    lock = '<encryption xmlns:e="x"><e:CipherReference URI="OEBPS/letter.otf"/></encryption>'
    assert parse(book(made, **{"META-INF/encryption.xml": lock}), "boek.epub").passages


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"OEBPS/a.xhtml": "<p>" + "a" * 60_000_000}, "memory"),
        ({"OEBPS/boek.opf": "<package/>"}, "empty"),
        ({"OEBPS/boek.opf": "geen xml"}, "corrupt"),
        (
            {"META-INF/container.xml": CONTAINER.replace("boek.opf", "../../etc/passwd"), "OEBPS/boek.opf": "<p"},
            "corrupt",
        ),
    ],
)
def test_a_book_that_cannot_be_read_says_why(made: Any, members: dict[str, str], reason: str) -> None:
    with pytest.raises(ReadingError) as caught:
        parse(book(made, **members), "boek.epub")
    assert caught.value.reason == reason


def test_a_chapter_that_stands_twice_in_the_spine_is_read_once(made: Any) -> None:
    twice = OPF.replace('<itemref idref="b"/>', '<itemref idref="b"/><itemref idref="a"/>')
    assert len(parse(book(made, **{"OEBPS/boek.opf": twice}), "boek.epub").pages) == 2


def test_a_mark_that_only_its_type_tells_from_the_text_calls_its_note(made: Any) -> None:
    chapter = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>Deel</h1>'
        '<p>De eerste zin.<a epub:type="noteref" href="#n1">1</a> De tweede.</p>'
        '<aside epub:type="footnote" id="n1"><p>Zie het verslag.</p></aside></body></html>'
    )
    document = parse(book(made, **{"OEBPS/a.xhtml": chapter}), "boek.epub")
    assert document.passages[0].text == "De eerste zin. De tweede."
    assert [mark.mark for mark in document.note_marks if mark.passage_id == document.passages[0].id] == ["1"]
