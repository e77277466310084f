"""The sample documents come out as written down in golden/; DUIDING_UPDATE_GOLDEN=1 writes them anew, for a look."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.model import Document
from indexer.parsing import parse

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples"


def manifest() -> list[dict[str, Any]]:
    """Return the entries of the sample manifest; none where the samples are not there."""
    path = SAMPLES / "documents.yaml"
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    return entries


def shape(document: Document) -> dict[str, Any]:
    """Return what a reader of the test can check by eye: pages, headings, counts, first words of each passage."""
    texts = {passage.id: passage.text for passage in document.passages}
    return {
        "id": document.id,
        "notes": list(document.notes),
        "pages": [page.label for page in document.pages],
        "unreadable": [page.number for page in document.pages if not page.readable],
        "sections": [f"{'#' * section.level} {section.title} (p. {section.page})" for section in document.sections],
        "kinds": dict(sorted(Counter(f"{p.kind} {p.voice} {p.language}" for p in document.passages).items())),
        "note_marks": [
            f"{texts[one.passage_id][: one.offset][-25:]} ^{one.mark} {texts[one.note_passage_id][:30]}"
            for one in document.note_marks
        ],
        "passages": [f"{p.page} {p.kind} {p.text[:60]}" for p in document.passages],
    }


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: Path(entry["file"]).stem)
def test_a_sample_is_read_as_written_down(entry: dict[str, Any]) -> None:
    name = entry["file"]
    given = {key: value for key, value in entry.items() if key != "file"}
    found = shape(parse((SAMPLES / name).read_bytes(), name, given=given))
    path = GOLDEN / f"{Path(name).stem}.json"
    if os.environ.get("DUIDING_UPDATE_GOLDEN"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert path.exists(), "no golden parse yet: run with DUIDING_UPDATE_GOLDEN=1 and look at what it writes"
    assert found == json.loads(path.read_text("utf-8"))
