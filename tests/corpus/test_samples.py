"""The sample documents: made of their sources, marked as invented, and catalogued with valid metadata."""

from __future__ import annotations

import itertools
from pathlib import Path

import pypdfium2
import pytest
import yaml

from tools import make_samples
from tools.samples import pdf
from tools.samples.hyphens import hyphen_points
from tools.samples.source import SAMPLES, SOURCES, load, source_paths

KINDS = {
    "dreigingsbeeld",
    "jaarverslag",
    "factsheet",
    "actieplan",
    "schriftelijke-vraag",
    "nieuws",
    "bevraging",
    "beleidsnota",
    "onbekend",
}
#: File, fewest and most pages, fewest words.
PDFS = [
    ("01-dreigingsbeeld-7.pdf", 8, 12, 3500),
    ("02-dreigingsbeeld-8.pdf", 8, 12, 3500),
    ("03-jaarverslag-dreiging-2023.pdf", 10, 14, 3500),
    ("04-factsheet-extreemrechts-in-gemeenten.pdf", 6, 8, 2200),
]
SCAN = "12-gescande-brief.pdf"
MARK = "Voorbeelddocument"


def page_texts(path: Path) -> list[str]:
    """Return the text layer of each page of the PDF at *path*."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def source_named(file: str) -> Path:
    return next(path for path in source_paths() if load(path).file == file)


@pytest.mark.parametrize("path", source_paths(), ids=lambda path: path.stem)
def test_each_source_has_been_made_into_its_document(path: Path) -> None:
    assert (SAMPLES / load(path).file).stat().st_size > 0


@pytest.mark.parametrize("path", source_paths(), ids=lambda path: path.stem)
def test_each_source_gives_valid_metadata_at_an_address_that_cannot_exist(path: Path) -> None:
    metadata = load(path).metadata()
    assert metadata.sample
    assert metadata.title
    assert metadata.kind in KINDS
    assert metadata.country in {"BE", "NL"}
    assert metadata.year
    assert metadata.address.startswith("https://voorbeeld.invalid/")


def test_the_catalogue_is_what_the_sources_say() -> None:
    assert (SAMPLES / "documents.yaml").read_text("utf-8") == make_samples.catalogue_text()


def test_the_catalogue_lists_each_document_once_as_a_sample() -> None:
    entries = yaml.safe_load((SAMPLES / "documents.yaml").read_text("utf-8"))
    assert sorted(entry["file"] for entry in entries) == sorted(load(path).file for path in source_paths())
    assert all(entry["sample"] is True for entry in entries)


@pytest.mark.parametrize(("file", "fewest", "most", "words"), PDFS)
def test_a_report_is_as_long_as_a_real_one_and_marked_on_every_page(
    file: str, fewest: int, most: int, words: int
) -> None:
    texts = page_texts(SAMPLES / file)
    assert fewest <= len(texts) <= most
    assert all(MARK in text for text in texts)
    words_in_body = [word for word in load(source_named(file)).body.split() if any(map(str.isalpha, word))]
    assert len(words_in_body) >= words


@pytest.mark.parametrize(("file", "fewest", "most", "words"), PDFS)
def test_letters_with_marks_and_curly_quotes_come_out_of_a_report(
    file: str, fewest: int, most: int, words: int
) -> None:
    text = "".join(page_texts(SAMPLES / file))
    for letter in "ëï\u2018\u2019\u2013":
        assert letter in text
    assert "\ufffd" not in text


def test_the_printed_page_number_differs_from_the_counted_one_behind_a_cover() -> None:
    texts = page_texts(SAMPLES / "02-dreigingsbeeld-8.pdf")
    assert f"verzonnen voor Duiding {1}" in " ".join(texts[1].split())
    assert f"verzonnen voor Duiding {4}" in " ".join(texts[4].split())


def test_each_footnote_is_called_once_and_stands_on_the_page_that_calls_it() -> None:
    source = load(SOURCES / "02-dreigingsbeeld-8.md")
    notes = {
        line.split("]: ")[0].removeprefix("[^"): line.split("]: ")[1]
        for line in source.body.split("\n")
        if line.startswith("[^")
    }
    assert list(notes) == [str(number) for number in range(1, len(notes) + 1)]
    flat = [" ".join(text.replace("\ufffe", "").split()) for text in page_texts(SAMPLES / source.file)]
    for number, note in notes.items():
        opening = f"{number} {note[:22]}"
        assert sum(opening in text for text in flat) == 1, opening
        assert source.body.count(f"[^{number}]") == 2


def test_lines_of_the_two_column_report_end_in_hyphens() -> None:
    text = "".join(page_texts(SAMPLES / "02-dreigingsbeeld-8.pdf"))
    assert text.count("\ufffe") + text.count("-\r\n") > 50  # pypdfium2 gives U+FFFE for a hyphen at a line end


def test_two_editions_share_passages_and_differ_in_others() -> None:
    def paragraphs(file: str) -> set[str]:
        body = load(source_named(file)).body
        return {part for part in body.split("\n\n") if len(part) > 200}

    seventh, eighth = paragraphs("01-dreigingsbeeld-7.pdf"), paragraphs("02-dreigingsbeeld-8.pdf")
    assert len(seventh & eighth) >= 8
    assert len(eighth - seventh) >= 20


def test_the_scan_holds_images_only() -> None:
    texts = page_texts(SAMPLES / SCAN)
    assert len(texts) == 3
    assert not "".join(texts).strip()
    assert (SAMPLES / SCAN).stat().st_size < 600_000


@pytest.mark.parametrize("file", ["04-factsheet-extreemrechts-in-gemeenten.pdf", SCAN])
def test_a_sample_made_twice_has_the_same_bytes(file: str, tmp_path: Path) -> None:
    first = pdf.build(source_named(file), tmp_path).read_bytes()
    assert pdf.build(source_named(file), tmp_path).read_bytes() == first


@pytest.mark.parametrize("file", [row[0] for row in PDFS])
def test_a_committed_report_says_what_its_source_says_now(file: str, tmp_path: Path) -> None:
    assert page_texts(pdf.build(source_named(file), tmp_path)) == page_texts(SAMPLES / file)


def test_a_source_without_front_matter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "99-kaal.md"
    path.write_text("# Zonder kop\n", "utf-8")
    with pytest.raises(ValueError, match="first line"):
        load(path)


def test_a_name_that_fits_no_source_is_refused() -> None:
    with pytest.raises(SystemExit, match="bestaat-niet"):
        make_samples.select(["bestaat-niet"])


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("veiligheid", "vei-lig-heid"),
        ("overeenkomst", "over-een-komst"),
        ("jihadistische", "jiha-disti-sche"),
        ("gemeente", "gemeente"),
        ("VerKeerd", "VerKeerd"),
        ("besturen", "bestu-ren"),
    ],
)
def test_words_are_broken_only_where_dutch_allows_it(word: str, broken: str) -> None:
    points = [0, *hyphen_points(word), len(word)]
    pieces = [word[start:end] for start, end in itertools.pairwise(points)]
    assert "-".join(pieces) == broken
