"""How fast files become passages: pages per second, CPU per 1,000 pages, peak memory.

python -m benchmarks.ingest                    # PDFs made for the purpose
python -m benchmarks.ingest rapporten/         # your own files
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.report import table
from benchmarks.synthetic import words
from corpus.settings import read_settings
from indexer.ingest import Status, ingest
from indexer.rebuild import sync_index
from indexer.sources import find_sources
from indexer.workspace import Workspace

_FILES, _PAGES, _LINES, _LINE_WORDS = 24, 20, 45, 11


def make_files(folder: Path) -> None:
    """Write PDFs of dense pages in two columns, with running heads and page numbers."""
    stream = words(seed=1)
    for number in range(_FILES):
        canvas = Canvas(str(folder / f"rapport-{number:03}.pdf"), pagesize=A4, invariant=1)
        for page in range(1, _PAGES + 1):
            canvas.setFont("Times-Roman", 9)
            canvas.drawString(60, 800, f"Voorbeeldrapport {number}")
            canvas.drawCentredString(297, 30, str(page))
            for column in (60, 310):
                text = canvas.beginText(column, 770)
                text.setLeading(16)
                for _line in range(_LINES):
                    line = " ".join(next(stream) for _ in range(_LINE_WORDS // 2))
                    text.textLine(line[:52])
                canvas.drawText(text)
            canvas.showPage()
        canvas.save()


def measure(paths: list[Path]) -> dict[str, str]:
    """Ingest *paths* into an empty data folder and return the figures."""
    with tempfile.TemporaryDirectory() as data, Workspace.open(read_settings({"data": data}, {})) as workspace:
        sources = find_sources(paths)
        started, cpu = time.perf_counter(), _cpu()
        outcomes = list(ingest(workspace, sources))
        read, read_cpu = time.perf_counter() - started, _cpu() - cpu
        sync_index(workspace.store, workspace.generations, "tantivy")
        wall, all_cpu = time.perf_counter() - started, _cpu() - cpu
    counts = Counter(one.status for one in outcomes)
    pages, passages = sum(one.pages for one in outcomes), sum(one.passages for one in outcomes)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reasons = Counter(one.reason for one in outcomes if one.status is Status.FAILED)
    return {
        "files": str(len(outcomes)),
        "failed": f"{counts[Status.FAILED]} {dict(reasons) if reasons else ''}".strip(),
        "pages": str(pages),
        "passages": str(passages),
        "reading and tagging, wall": f"{read:.1f} s",
        "indexing, wall": f"{wall - read:.1f} s",
        "pages per second, all steps": f"{pages / wall:.1f}",
        "pages per CPU second, reading and tagging": f"{pages / read_cpu:.1f}",
        "CPU per 1,000 pages, all steps": f"{all_cpu / max(pages, 1) * 1000:.1f} s",
        "peak memory, this process": f"{own:.0f} MB",
        "peak memory, largest reader": f"{children:.0f} MB",
    }


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="files and folders (default: PDFs made for the purpose)")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        if not given.paths:
            make_files(Path(made))
        figures = measure(given.paths or [Path(made)])
    print(table("Ingest", ["figure", "value"], [list(row) for row in figures.items()]))


if __name__ == "__main__":
    main()
