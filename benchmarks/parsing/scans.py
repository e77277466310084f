"""How well scans are read: pages whose text is known, made into pictures at 200 dots per inch and then worn.

python -m benchmarks.parsing.scans                # ours
python -m benchmarks.parsing.scans --ocrmypdf     # beside OCRmyPDF, where it is installed

The truth of a scan is what our reader makes of the same pages as text (all words right, see the other tables); where
a truth by others is at hand, that is taken. So the rate counts wrong letters and wrong order alike.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.parsing.measures import error_rate, words
from benchmarks.parsing.texts import manuscript
from benchmarks.parsing.truths import ROOT, SHARED
from benchmarks.parsing.typeset import Setting, typeset
from benchmarks.report import machine, table
from corpus.model import Document
from indexer.parsing import parse
from indexer.parsing.ocr import find_recogniser
from indexer.recognition import Recognition
from indexer.sandbox import Job, ParserPool

DPI = 200
PAGES = 2  # of each document
BOXES = "04-factsheet-extreemrechts-in-gemeenten.pdf"
Wear = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True, slots=True)
class Scan:
    """A PDF of pictures, and the words on them."""

    name: str
    data: bytes
    truth: list[str]


def pictures(data: bytes, pages: int) -> list[Image.Image]:
    """Return the first pages of a PDF as grey pictures."""
    document = pypdfium2.PdfDocument(data)
    return [
        document[number].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        for number in range(min(pages, len(document)))
    ]


def bound(images: list[Image.Image], stamp: str = "") -> bytes:
    """Return a PDF with a picture on each page, and *stamp* as text over it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number, image in enumerate(images, 1):
        width, height = image.width * 72 / DPI, image.height * 72 / DPI
        canvas.setPageSize((width, height))
        packed = io.BytesIO()
        image.save(packed, "JPEG", quality=75)
        canvas.drawImage(ImageReader(packed), 0, 0, width, height)
        if stamp:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(width - 130, height - 20, f"{stamp} {number:06}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def skewed(degrees: float) -> Wear:
    """Return what turns a picture by a few degrees within its sheet, on white."""
    return lambda image: image.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)


def turned(degrees: int) -> Wear:
    """Return what turns a sheet by quarters."""
    return lambda image: image.rotate(degrees, expand=True)


def noisy(image: Image.Image) -> Image.Image:
    """Return a picture with grey paper, grain, and specks on one dot of a thousand."""
    chance = np.random.default_rng(7)
    dots = np.asarray(image, dtype=np.float32) * 0.72 + 45 + chance.normal(0, 14, (image.height, image.width))
    dots[chance.random(dots.shape) < 0.001] = 30
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))


def first_pages(data: bytes, pages: int) -> bytes:
    """Return a PDF of the first pages of another one."""
    source, target = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    target.import_pages(source, list(range(min(pages, len(source)))))
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


def said(document: Document) -> list[str]:
    """Return the words of a document in the order of its passages and headings."""
    return words(" ".join(page.text for page in document.pages))


def scans() -> Iterator[Scan]:
    """Yield the scans, made and real."""
    text = manuscript(tables=False)
    sets = {
        "one column": first_pages(typeset(text, Setting(columns=1))[0], PAGES),
        "two columns": first_pages(typeset(text, Setting(columns=2))[0], PAGES),
        "boxes and side notes": first_pages((ROOT / "corpus" / "samples" / BOXES).read_bytes(), PAGES),
    }
    for name, data in sets.items():
        yield Scan(name, bound(pictures(data, PAGES)), said(parse(data, "a.pdf")))
    data = sets["two columns"]
    truth, images = said(parse(data, "a.pdf")), pictures(data, PAGES)
    worn: dict[str, Wear] = {
        "askew by 1 degree": skewed(1), "askew by -2 degrees": skewed(-2), "on its left side": turned(90),
        "on its right side": turned(270), "upside down": turned(180), "on its side and askew": turned(90),
        "grey paper, grain and specks": noisy,
    }  # fmt: skip
    for name, wear in worn.items():
        askew = skewed(1.5) if name.endswith("side and askew") else lambda image: image
        yield Scan(f"two columns, {name}", bound([wear(askew(image)) for image in images]), truth)
    stamped = words("KOPIE 000001 KOPIE 000002")
    yield Scan("two columns, stamped as text", bound(images, "KOPIE"), truth + stamped)
    yield from _real()


def _real() -> Iterator[Scan]:
    folder = SHARED / "rendered"
    for path in sorted(folder.glob("r09-*.pdf")):
        yield Scan(path.stem, path.read_bytes(), words(path.with_suffix(".truth.txt").read_text("utf-8")))
    for path, same in zip(sorted(folder.glob("r11-*.pdf")), sorted(folder.glob("r03-*.pdf")), strict=True):
        yield Scan(
            f"{path.stem} (truth: r03, its boxes too)", path.read_bytes(), said(parse(same.read_bytes(), "a.pdf"))
        )


def ours(scan: Scan) -> tuple[list[str], float | None]:
    """Return the words that our reader finds in a scan, and its least confidence."""
    recogniser = find_recogniser()
    if recogniser is None:
        raise SystemExit("Tesseract with Dutch is not installed: see `make ocr`.")
    with ParserPool(1, 120, 1500) as pool:
        for _, result in Recognition(recogniser).read_all(pool, [Job(scan.data, "scan.pdf")]):
            if isinstance(result, Document):
                sure = [page.confidence for page in result.pages if page.confidence is not None]
                return said(result), min(sure, default=None)
            raise SystemExit(f"{scan.name}: {result}")
    return [], None


def ocrmypdf(scan: Scan) -> tuple[list[str], float | None]:
    """Return the words of the text layer that OCRmyPDF makes, read by our reader."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "voor.pdf", Path(folder) / "na.pdf"
        before.write_bytes(scan.data)
        command = ["ocrmypdf", "-q", "-l", "nld", "-j", "1", "--skip-text", "--rotate-pages", "--deskew",
                   "--output-type", "pdf", str(before), str(after)]  # fmt: skip
        ended = subprocess.run(command, check=False, capture_output=True)
        return (said(parse(after.read_bytes(), "scan.pdf")) if ended.returncode == 0 else []), None


def _cpu() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ocrmypdf", action="store_true", help="measure OCRmyPDF beside")
    parser.add_argument("--only", default="", help="only scans whose name holds this")
    given = parser.parse_args(arguments)
    readers = {"ours": ours} | ({"OCRmyPDF": ocrmypdf} if given.ocrmypdf and shutil.which("ocrmypdf") else {})
    print(machine() + "\n")
    rows = []
    for scan in scans():
        if given.only not in scan.name:
            continue
        for name, read in readers.items():
            before = _cpu()
            found, sure = read(scan)
            pages = len(pypdfium2.PdfDocument(scan.data))
            spent = (_cpu() - before) / pages
            rate = error_rate(scan.truth, found)
            rows.append([scan.name, name, f"{rate:.3f}", f"{sure:.2f}" if sure else "", f"{spent:.1f}"])
    print(table("Scans", ["scan", "reader", "WER", "least confidence of a page", "CPU s a page"], rows))


if __name__ == "__main__":
    main()
