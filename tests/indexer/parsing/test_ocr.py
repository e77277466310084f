"""Scanned pages: drawn upright, recognised where Tesseract is installed, with confidence, and never a hanging run."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from corpus.model import Document
from indexer.parsing import parse, pdf
from indexer.parsing.ocr import Recogniser, find_recogniser
from indexer.parsing.ocr_picture import tilt_of, without_rules
from indexer.parsing.ocr_seen import Picture, SeenPage, SeenWord, from_json, to_json
from indexer.parsing.ocr_words import from_hocr, words_of
from indexer.recognition import Recognition, awaits_recognition, silent_pages
from indexer.sandbox import Job, ParserPool

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples"
LETTER = "12-gescande-brief.pdf"
NEEDED = pytest.mark.skipif(find_recogniser() is None, reason="Tesseract with Dutch is not installed: see `make ocr`")
REALDOCS = Path(__file__).resolve().parents[4] / "shared" / "realdocs" / "rendered"
HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page"><p class="ocr_par">
<span class="ocr_line" title="bbox 300 900 1200 950; baseline 0 -10; x_size 42; x_descenders 8; x_ascenders 9">
<span class="ocrx_word" title="bbox 300 900 500 950; x_wconf 96">Geachte</span>
<span class="ocrx_word" title="bbox 512 900 700 950; x_wconf 90"><strong>leden</strong></span>
<span class="ocrx_word" title="bbox 710 900 716 950; x_wconf 41">|</span></span>
<span class="ocr_line" title="bbox 300 960 1200 1010; baseline 0 -10; x_size 42">
<span class="ocrx_word" title="bbox 300 960 600 1010; x_wconf 84">gemeenteraad,</span></span>
<span class="ocr_line" title="bbox 300 1500 310 1510; baseline 0 0; x_size 9">
<span class="ocrx_word" title="bbox 300 1500 310 1510; x_wconf 12">i</span></span>
</p></div></body></html>"""
PICTURE = Picture(1, 20, 10, 300 / 72, 0.0, 4.8, 2.4, b"\xff" * 200)


def program(folder: Path, script: str) -> Recogniser:
    """Return a recogniser that is a shell script, as real a process as Tesseract is."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Recogniser(str(path), "tesseract 0", frozenset(("nld",)))


def scan(texts: list[str], *, angle: float = 0.0, ruled: bool = False) -> bytes:
    """Return the JPEG of a printed page at 200 dots per inch, lying askew by *angle* degrees."""
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(34)
    for line, text in enumerate(texts):
        draw.text((200, 220 + 52 * line), text, fill=20, font=font)
    if ruled:
        draw.rectangle((150, 180, 1500, 260 + 52 * len(texts)), outline=60, width=3)
    buffer = io.BytesIO()
    image.rotate(-angle, fillcolor=255, resample=Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def error_rate(truth: str, text: str) -> float:
    """Return the word error rate: words to change, add or take away, as a share of the true words."""
    words, found = truth.split(), text.split()
    row = list(range(len(found) + 1))
    for place, word in enumerate(words, 1):
        before, row = row, [place]
        for column, other in enumerate(found, 1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (word != other)))
    return row[-1] / len(words)


def plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("“”’‘–", "\"\"''-")).split())


@pytest.fixture(scope="module")
def pool() -> Iterator[ParserPool]:
    with ParserPool(1) as ready:
        yield ready


def read_with(recogniser: Recogniser, pool: ParserPool, data: bytes, name: str, **options: object) -> Document:
    job = Job(data, name)
    ((_, result),) = Recognition(recogniser, **options).read_all(pool, [job])  # type: ignore[arg-type]  # named options
    assert isinstance(result, Document), result
    return result


def test_words_keep_their_place_size_and_confidence_and_specks_go() -> None:
    page = from_hocr(HOCR.encode(), PICTURE)
    assert [word.text for word in page.words] == ["Geachte", "leden", "gemeenteraad,"]
    first = page.words[0]
    assert (first.x0, first.base, first.size, first.confidence) == (72.0, 225.6, 10.08, 0.96)
    assert page.confidence == pytest.approx((7 * 0.96 + 5 * 0.9 + 13 * 0.84) / 25, abs=0.001)


def test_a_doubtful_sign_between_two_columns_does_not_bridge_them() -> None:
    seen = [("proef", 60.0, 90.0, 0.9), ("&", 94.0, 98.0, 0.3), ("noot", 104.0, 130.0, 0.9)]
    words = tuple(SeenWord(text, x0, x1, 100.0, 10.0, sure) for text, x0, x1, sure in seen)
    assert [word.text for word in words_of(SeenPage(1, words), {})] == ["proef", "noot"]


def test_the_tops_of_letters_of_the_line_below_are_no_words_and_a_lower_column_beside_keeps_its_words() -> None:
    lines = """<span class="ocr_line" title="bbox 313 379 2168 436; baseline 0 -25; x_size 36">
<span class="ocrx_word" title="bbox 944 410 949 415; x_wconf 88">is</span>
<span class="ocrx_word" title="bbox 993 405 1011 436; x_wconf 88">h</span>
<span class="ocrx_word" title="bbox 1609 382 1638 408; x_wconf 96">te</span>
<span class="ocrx_word" title="bbox 1650 404 1761 430; x_wconf 96">bieden</span></span>
<span class="ocr_line" title="bbox 943 406 1042 436; baseline 0 0; x_size 36">
<span class="ocrx_word" title="bbox 943 415 968 436; x_wconf 96">is</span>
<span class="ocrx_word" title="bbox 1013 412 1042 436; x_wconf 96">het</span></span>"""
    hocr = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{lines}</body></html>'
    assert [word.text for word in from_hocr(hocr.encode(), PICTURE).words] == ["te", "bieden", "is", "het"]


def test_what_was_seen_survives_being_kept() -> None:
    pages = [SeenPage(2, (SeenWord("één", 1.0, 2.0, 3.0, 4.0, 0.5),), -0.4), SeenPage(3, (), failure="te laat")]
    assert list(from_json(to_json(pages)).values()) == pages


SENTENCE = (
    "de gemeente vraagt om een brede aanpak van polarisatie en overlegt daarover elke maand met de politie en het "
    "onderwijs in de regio want signalen komen vaak eerst bij leerkrachten en jeugdwerkers terecht"
)


def lines_of(count: int) -> list[str]:
    """Return so many lines that differ in their words and their length, as printed lines do."""
    words = SENTENCE.split()
    return [" ".join(words[(7 * n + step) % len(words)] for step in range(6 + n % 5)) for n in range(count)]


@pytest.mark.parametrize("quarter", [0, 90])
@pytest.mark.parametrize("angle", [-2.0, -0.6, 0.0, 0.4, 1.5])
def test_the_tilt_of_a_scan_is_measured_also_on_its_side(angle: float, quarter: int) -> None:
    image = Image.open(io.BytesIO(scan(lines_of(30), angle=angle))).rotate(quarter, expand=True)
    small = image.resize((image.width // 2, image.height // 2))
    assert tilt_of(small.tobytes(), small.width) == pytest.approx(quarter - angle, abs=0.15)


def test_a_picture_without_lines_of_text_has_no_skew() -> None:
    assert tilt_of(b"\xff" * 10_000, 100) == 0.0
    assert tilt_of(b"\x00" * 10_000, 100) == 0.0


def test_frames_are_taken_out_of_a_picture_and_dark_areas_stay() -> None:
    columns, rows = 500, 400
    dots = bytearray(b"\xff" * columns * rows)
    for x in range(20, 480):
        for y in (50, 51):
            dots[y * columns + x] = 0
    for y in range(20, 380):
        dots[y * columns + 100] = 0
    for y in range(200, 300):
        dots[y * columns + 120 : y * columns + 470] = b"\x10" * 350
    clean = without_rules(bytes(dots), columns)
    assert clean[50 * columns + 300] == 255
    assert clean[150 * columns + 100] == 0  # an upright rule says where a box begins
    assert clean[250 * columns + 300] == 0x10


def test_a_program_that_hangs_is_stopped_and_the_page_says_so(tmp_path: Path) -> None:
    page = program(tmp_path, "sleep 60").see(PICTURE, seconds=0.5)
    assert (page.words, page.failure) == ((), "duurde langer dan 0.5 seconden")


@pytest.mark.parametrize(
    ("script", "failure"),
    [
        ("exit 3", "het programma liep vast"),
        ("kill -SEGV $$", "het programma liep vast"),
        ("cat >/dev/null; echo geen hocr", "het programma gaf geen bruikbaar antwoord"),
        ("cat >/dev/null; head -c 30000000 /dev/zero", "het programma liep vast"),
    ],
)
def test_a_program_that_fails_gives_a_page_that_says_so(tmp_path: Path, script: str, failure: str) -> None:
    assert program(tmp_path, script).see(PICTURE, seconds=20).failure == failure


def test_a_program_that_is_gone_gives_a_page_that_says_so(tmp_path: Path) -> None:
    gone = Recogniser(str(tmp_path / "weg"), "tesseract 0", frozenset(("nld",)))
    assert gone.see(PICTURE, seconds=5).failure == "het programma kon niet worden gestart"


def test_a_page_is_recognised_once_and_then_taken_from_the_cache(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (tmp_path / "hocr").write_text(HOCR, "utf-8")
    recogniser = program(tmp_path, f"cat >/dev/null; cat '{tmp_path}/hocr'")
    first = recogniser.see(PICTURE, seconds=20, cache_folder=cache)
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert first.words
    assert recogniser.see(PICTURE, seconds=20, cache_folder=cache) == first
    for kept in cache.iterdir():
        kept.write_text("stuk", "utf-8")
    assert recogniser.see(PICTURE, seconds=20, cache_folder=cache).failure  # a damaged file counts as none


def test_recognised_words_become_passages_with_boxes_notes_and_confidence(
    made: Any, tmp_path: Path, pool: ParserPool
) -> None:
    picture = ImageReader(io.BytesIO(scan(["Een regel"])))
    data = made.pdf(lambda canvas, _: canvas.drawImage(picture, 0, 0, 595, 842))
    (tmp_path / "hocr").write_text(HOCR, "utf-8")
    document = read_with(program(tmp_path, f"cat >/dev/null; cat '{tmp_path}/hocr'"), pool, data, LETTER)
    assert document.reader.startswith("pdf+ocr ")
    assert all(page.readable and page.confidence == pytest.approx(0.886, abs=0.001) for page in document.pages)
    assert {p.text for p in document.passages} == {"Geachte leden gemeenteraad,"}
    assert all(p.boxes for p in document.passages)
    assert any("herkend uit beeld, met een gemiddelde zekerheid van 89 %" in note for note in document.notes)


def test_a_failed_recognition_leaves_the_pages_as_they_were_and_is_noted(tmp_path: Path, pool: ParserPool) -> None:
    data = (SAMPLES / LETTER).read_bytes()
    document = read_with(program(tmp_path, "exit 3"), pool, data, LETTER)
    assert [page.readable for page in document.pages] == [False] * 3
    assert document.notes == ("Tekstherkenning is mislukt op bladzijde 1-3: het programma liep vast.",)
    assert document.reader.startswith("pdf ")  # so that the next ingest tries again


def test_only_pages_without_text_are_looked_at(made: Any, tmp_path: Path, pool: ParserPool) -> None:
    picture = ImageReader(io.BytesIO(scan(["Een regel"])))

    def draw(canvas: Any, number: int) -> None:
        if number == 2:
            canvas.drawImage(picture, 0, 0, 595, 842)
        else:
            canvas.drawString(72, 700, f"Een leesbare bladzijde met nummer {number}.")

    data = made.pdf(draw, pages=3)
    assert silent_pages(parse(data, "gemengd.pdf")) == [2]
    (tmp_path / "hocr").write_text(HOCR, "utf-8")
    document = read_with(program(tmp_path, f"cat >/dev/null; cat '{tmp_path}/hocr'"), pool, data, "gemengd.pdf")
    assert [page.confidence for page in document.pages] == [None, pytest.approx(0.886, abs=0.001), None]
    assert document.page(3).text == "Een leesbare bladzijde met nummer 3."


def test_a_marking_on_a_scan_keeps_the_file_out(tmp_path: Path, pool: ParserPool) -> None:
    data = (SAMPLES / LETTER).read_bytes()
    marked = (
        HOCR.replace("Geachte", "VERTROUWELIJK").replace("<strong>leden</strong>", " ").replace("gemeenteraad,", " ")
    )
    (tmp_path / "hocr").write_text(marked, "utf-8")
    recogniser = program(tmp_path, f"cat >/dev/null; cat '{tmp_path}/hocr'")
    ((_, result),) = Recognition(recogniser).read_all(pool, [Job(data, LETTER)])
    assert getattr(result, "reason", "") == "marked"


@NEEDED
def test_the_sample_letter_is_read_from_its_scan(pool: ParserPool, tmp_path: Path) -> None:
    recogniser = find_recogniser()
    assert recogniser is not None
    document = read_with(recogniser, pool, (SAMPLES / LETTER).read_bytes(), LETTER, cache_folder=tmp_path)
    source = (SAMPLES / "sources" / "12-gescande-brief.md").read_text("utf-8").split("---", 2)[2]
    truth = re.sub(r":::( adres)?|\*\*", "", source)
    assert error_rate(plain(truth), plain(" ".join(p.text for p in document.passages))) <= 0.05
    assert all(page.readable and (page.confidence or 0) > 0.85 for page in document.pages)
    assert len(list(tmp_path.iterdir())) == 3


@NEEDED
def test_a_frame_around_text_is_not_read_as_letters(made: Any, pool: ParserPool) -> None:
    texts = ["De gemeente vraagt om een brede aanpak.", "De raad stemt daar in oktober over."]
    picture = ImageReader(io.BytesIO(scan(texts, angle=0.7, ruled=True)))
    data = made.pdf(lambda canvas, _: canvas.drawImage(picture, 0, 0, 595, 842))
    recogniser = find_recogniser()
    assert recogniser is not None
    assert read_with(recogniser, pool, data, "kader.pdf").page(1).text.split() == " ".join(texts).split()


@NEEDED
@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_on_its_side_or_its_head_is_read_and_its_boxes_lie_on_the_page_as_scanned(
    made: Any, pool: ParserPool, quarter: int
) -> None:
    image = Image.open(io.BytesIO(scan(lines_of(24)))).rotate(quarter, expand=True)
    width, height = (595, 842) if quarter == 180 else (842, 595)

    def draw(canvas: Any, _: int) -> None:
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(image), 0, 0, width, height)

    recogniser = find_recogniser()
    assert recogniser is not None
    document = read_with(recogniser, pool, made.pdf(draw), "gedraaid.pdf")
    assert error_rate(" ".join(lines_of(24)), document.page(1).text) < 0.05
    boxes = [box for passage in document.passages for box in passage.boxes]
    assert boxes
    assert all(0 <= box.x0 < box.x1 <= width and 0 <= box.top < box.bottom <= height for box in boxes)
    tall = sum(box.bottom - box.top > box.x1 - box.x0 for box in boxes)
    assert (tall > len(boxes) / 2) == (quarter != 180)


@NEEDED
def test_a_stamp_as_text_does_not_keep_a_scan_from_being_read(made: Any, pool: ParserPool) -> None:
    picture = ImageReader(io.BytesIO(scan(lines_of(24))))

    def draw(canvas: Any, _: int) -> None:
        canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(460, 820, "KOPIE 000123")

    data = made.pdf(draw)
    plainly = parse(data, "stempel.pdf")
    assert not plainly.page(1).readable
    assert plainly.page(1).text == "KOPIE 000123"  # without recognition it says what it can
    recogniser = find_recogniser()
    assert recogniser is not None
    text = read_with(recogniser, pool, data, "stempel.pdf").page(1).text
    assert text.count("000123") == 1
    assert error_rate(" ".join(lines_of(24)), text.replace("KOPIE 000123", "")) < 0.05


def test_a_photo_with_a_title_on_it_is_no_scan(made: Any) -> None:
    photo = Image.effect_noise((600, 850), 90)

    def draw(canvas: Any, _: int) -> None:
        canvas.drawImage(ImageReader(photo), 0, 0, 595, 842)
        canvas.drawString(72, 700, "Jaarverslag van het meldpunt")

    assert parse(made.pdf(draw), "omslag.pdf").page(1).readable


@NEEDED
@pytest.mark.slow
@pytest.mark.skipif(not REALDOCS.exists(), reason="../shared/realdocs/rendered is not there")
def test_a_clean_scan_of_a_real_text_is_read_with_few_errors(pool: ParserPool) -> None:
    path = next(REALDOCS.glob("r09-*.pdf"))
    recogniser = find_recogniser()
    assert recogniser is not None
    document = read_with(recogniser, pool, path.read_bytes(), path.name)
    truth = path.with_suffix(".truth.txt").read_text("utf-8")
    assert error_rate(plain(truth), plain(" ".join(page.text for page in document.pages))) <= 0.05


def test_a_picture_of_a_page_is_drawn_at_the_resolution_tesseract_is_trained_for() -> None:
    picture = pdf.picture((SAMPLES / LETTER).read_bytes(), LETTER, 1)
    assert (picture.width, picture.height) == (
        round(picture.page_width * 300 / 72),
        round(picture.page_height * 300 / 72),
    )
    assert picture.pgm.startswith(b"P5 %d %d 255\n" % (picture.width, picture.height))


def test_a_document_read_without_recognition_waits_for_it() -> None:
    from types import SimpleNamespace

    def record(reader: str, unreadable: tuple[int, ...]) -> object:
        return SimpleNamespace(
            reader=reader, unreadable_pages=unreadable, file=SimpleNamespace(media_type="application/pdf")
        )

    assert awaits_recognition(record("pdf 1", (1,)))  # type: ignore[arg-type]  # as much of a record as it reads
    assert not awaits_recognition(record("pdf+ocr 1", (4,)))  # type: ignore[arg-type]  # as above
    assert not awaits_recognition(record("pdf 1", ()))  # type: ignore[arg-type]  # as above
