"""Print a manuscript from a browser: CSS columns, soft hyphens, justified; where Chromium is on the machine."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.parsing.texts import Item, Manuscript, without_marks
from benchmarks.parsing.typeset import Truth
from tools.samples.hyphens import hyphen_points

_STYLE = """@page{size:A4;margin:18mm} body{font:10pt/1.3 "DejaVu Serif",serif;text-align:justify;hyphens:manual;
columns:%d;column-gap:7mm} h1{font-size:16pt;text-align:left} h2{font-size:12.5pt;text-align:left}
table{border-collapse:collapse;width:100%%;font-size:8pt;text-align:left;break-inside:avoid} td,th{padding:2pt;%s}
ul{margin:2pt 0;padding-left:12pt} p{margin:3pt 0 5pt}"""


def printed(manuscript: Manuscript, *, columns: int) -> tuple[bytes, Truth] | None:
    """Return the PDF and its truth, or None where there is no Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        return None
    truth = Truth()
    parts = [_element(item, truth) for item in manuscript.items]
    ruled = _STYLE % (columns, "border:.5pt solid #333")
    page = f'<!doctype html><html lang="nl"><meta charset="utf-8"><style>{ruled}</style>{"".join(parts)}'
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "tekst.html", Path(folder) / "tekst.pdf"
        source.write_text(page, "utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return target.read_bytes(), truth


def _element(item: Item, truth: Truth) -> str:
    text = without_marks(item.text)
    if item.kind == "heading":
        truth.headings.append(text)
        return f"<h{item.level}>{html.escape(text)}</h{item.level}>"
    if item.kind == "table":
        truth.tables.append(item.rows)
        rows = "".join("<tr>" + "".join(f"<td>{_soft(cell)}</td>" for cell in row) + "</tr>" for row in item.rows)
        return f"<table>{rows}</table>"
    truth.paragraphs.append(text)
    return f"<ul><li>{_soft(text)}</li></ul>" if item.kind == "item" else f"<p>{_soft(text)}</p>"


def _soft(text: str) -> str:
    broken = []
    for word in text.split():
        bare = word.strip(".,;:()\"'‘’“”?!")
        start = word.find(bare)
        cut = word
        for place in reversed(hyphen_points(bare)):
            cut = cut[: start + place] + "\u00ad" + cut[start + place :]
        broken.append(html.escape(cut))
    return " ".join(broken)
