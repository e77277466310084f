"""Real documents beside the repository: texts of known truth are found again, and every file ends in a known way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import ReadingError
from corpus.model import Document
from indexer.parsing import parse
from indexer.sandbox import Job, ParserPool


def words(text: str) -> list[str]:
    """Return the words of a text, folded as for a search."""
    folded = re.sub("[\u2010\u2011]", "-", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))
    return re.findall(r"\w[\w'’-]*", folded.casefold())


def windows(text: list[str], width: int = 6) -> list[tuple[str, ...]]:
    """Return all stretches of *width* words."""
    return list(zip(*(text[start:] for start in range(width)), strict=False))


@pytest.mark.parametrize(
    ("name", "recall", "intact"),
    [
        ("r01-twee-kolommen-afbreking", 0.999, 0.999),
        ("r03-kaders-en-zijbalk", 0.999, 0.98),
        ("r06-schriftelijke-vraag-vlaams", 0.999, 0.99),
        ("r07-twee-kolommen-voetnoten", 0.99, 0.97),
        ("r16-misleidende-metadata", 0.999, 0.99),
    ],
)
def test_the_words_of_a_rendered_text_are_found_again_in_order(
    shared: Path, name: str, recall: float, intact: float
) -> None:
    """Recall of words, and share of six-word windows found intact: phrase search and citing depend on the second."""
    folder = shared / "realdocs" / "rendered"
    truth = words((folder / f"{name}.truth.txt").read_text("utf-8"))
    document = parse((folder / f"{name}.pdf").read_bytes(), f"{name}.pdf")
    found = words("\n".join(page.text for page in document.pages))
    kept = sum((Counter(truth) & Counter(found)).values()) / len(truth)
    held = set(windows(found))
    whole = windows(truth)
    assert kept >= recall
    assert sum(window in held for window in whole) / len(whole) >= intact


def test_the_rows_of_real_tables_carry_their_headings(shared: Path) -> None:
    path = shared / "realdocs" / "rendered" / "r04-tabellen.pdf"
    rows = [p.text for p in parse(path.read_bytes(), path.name).passages if p.kind == "table-row"]
    assert len(rows) >= 10
    assert sum(": " in row for row in rows) >= 8


def test_scans_mixed_files_and_missing_maps_are_reported_by_page(shared: Path) -> None:
    folder = shared / "realdocs" / "rendered"
    unreadable = {}
    for name in ("r09-scan-schoon-200dpi", "r11-gemengd-tekst-en-scan", "r13-zonder-tounicode"):
        document = parse((folder / f"{name}.pdf").read_bytes(), name)
        unreadable[name[:3]] = [page.number for page in document.pages if not page.readable]
        assert "OCR" in document.notes[0]
    assert unreadable == {"r09": [1, 2, 3], "r11": [2], "r13": [1, 2]}


def test_boxes_lie_on_their_page_and_follow_the_reading_of_a_column(shared: Path) -> None:
    path = shared / "realdocs" / "rendered" / "r07-twee-kolommen-voetnoten.pdf"
    document = parse(path.read_bytes(), path.name)
    for passage in document.passages:
        assert passage.boxes
        for box in passage.boxes:
            page = document.page(box.page)
            assert -1 <= box.x0 < box.x1 <= (page.width or 0) + 1
            assert -1 <= box.top < box.bottom <= (page.height or 0) + 1
        same_column = [(a, b) for a, b in pairwise(passage.boxes) if a.page == b.page and abs(a.x0 - b.x0) < 20]
        assert all(a.top < b.top for a, b in same_column)


@pytest.mark.slow
def test_every_nasty_pdf_ends_as_a_document_or_with_a_reason(shared: Path) -> None:
    files = sorted((shared / "realdocs" / "pdf" / "nasty").iterdir())
    with ParserPool(2, 15.0, 1024) as pool:
        ended = {job.name: result for job, result in pool.run(Job(path, path.name) for path in files)}
    assert len(ended) == len(files)
    read = [result for result in ended.values() if isinstance(result, Document)]
    reasons = Counter(result.reason for result in ended.values() if isinstance(result, ReadingError))
    assert len(read) >= 125
    assert set(reasons) <= {"encrypted", "empty", "corrupt", "unsupported"}
    assert all(document.passages or document.notes for document in read)


@pytest.mark.parametrize("number", range(1, 9))
def test_answers_of_ministers_are_told_from_the_questions(shared: Path, number: int) -> None:
    path = shared / "realdocs" / "docx" / f"nl-kv-0{number}.docx"
    document = parse(path.read_bytes(), path.name)
    kinds = Counter(str(p.kind) for p in document.passages)
    asked = [s.title for s in document.sections if s.title.lower().startswith("vraag")]
    assert kinds["question"] >= len(asked) >= 3
    assert kinds["answer"] >= 3


def test_the_languages_of_a_bilingual_page_are_told_apart(shared: Path) -> None:
    path = shared / "realdocs" / "html" / "kamer-56-ic214.html"
    document = parse(path.read_bytes(), path.name)
    languages = Counter(p.language for p in document.passages)
    assert languages["nl"] > 50
    assert languages["fr"] > 50
    assert not any("Ã" in page.text for page in document.pages)
