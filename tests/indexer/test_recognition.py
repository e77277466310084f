"""Scans in an ingest: read again once Tesseract is there, last in line, and not twice."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.settings import read_settings
from indexer.ingest import Outcome, Status, ingest
from indexer.parsing.ocr import find_recogniser
from indexer.recognition import recognition_of
from indexer.sources import find_sources
from indexer.workspace import Workspace

LETTER = "12-gescande-brief.pdf"
NEWS = "09-nieuws-dreigingsniveau.html"
NEEDED = pytest.mark.skipif(find_recogniser() is None, reason="Tesseract with Dutch is not installed: see `make ocr`")


def run(data: Path, sources: list[Path], ocr: str) -> list[Outcome]:
    with Workspace.open(read_settings({"data": str(data), "model": "none", "ocr": ocr}, {})) as workspace:
        return list(ingest(workspace, find_sources(sources)))


def test_recognition_can_be_switched_off(tmp_path: Path) -> None:
    assert recognition_of(read_settings({"data": str(tmp_path), "ocr": "none"}, {})) is None


@NEEDED
def test_a_scan_is_read_again_once_recognition_is_there_and_then_left_alone(samples: Path, tmp_path: Path) -> None:
    files = [samples / LETTER, samples / NEWS]
    before = run(tmp_path, files, "none")
    assert {one.status for one in before} == {Status.ADDED}
    with_text = run(tmp_path, files, "auto")
    assert {Path(one.source).name: one.status for one in with_text} == {
        LETTER: Status.UPDATED,
        NEWS: Status.UNCHANGED,
    }
    assert sum(one.passages for one in with_text if one.status is Status.UPDATED) > 20
    assert {one.status for one in run(tmp_path, files, "auto")} == {Status.UNCHANGED}
    assert len(list((tmp_path / "ocr-cache").glob("*.json"))) == 3


@NEEDED
def test_files_with_scans_come_last(samples: Path, tmp_path: Path) -> None:
    outcomes = run(tmp_path, [samples / LETTER, samples / NEWS], "auto")
    assert [Path(one.source).name for one in outcomes] == [NEWS, LETTER]
    with Workspace.open(read_settings({"data": str(tmp_path), "model": "none"}, {})) as workspace:
        pages = workspace.store.pages(outcomes[-1].document)
    assert all(page.readable and page.confidence and page.confidence > 0.85 for page in pages)


def scan(path: Path, *lines: str) -> Path:
    """Write a PDF of one page that is only a picture of *lines*."""
    typed = path.with_name("typed.pdf")
    canvas = Canvas(str(typed), invariant=1)
    canvas.setFont("Helvetica", 16)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 30 * number, line)
    canvas.save()
    with pypdfium2.PdfDocument(typed) as document:
        document[0].render(scale=200 / 72).to_pil().convert("L").save(path, "PDF", resolution=200)
    typed.unlink()
    return path


@NEEDED
def test_nothing_that_was_seen_on_a_marked_scan_is_kept(tmp_path: Path) -> None:
    """The marking shows only once the picture has been read; what was read goes with the file."""
    text = ["Verslag van het overleg over de veiligheid in de gemeente Zandhove."] * 6
    source = scan(tmp_path / "verslag.pdf", "VERTROUWELIJK", "", *text)
    (outcome,) = run(tmp_path / "data", [source], "auto")
    assert outcome.status is Status.QUARANTINED
    assert not list((tmp_path / "data" / "ocr-cache").glob("*"))
    with Workspace.open(read_settings({"data": str(tmp_path / "data")}, {})) as workspace:
        assert workspace.store.totals().documents == 0
