"""The labelled collection as a corpus: 276 texts and the 3,734 written questions that are not among them.

Questions become text files in the form in which the texts have them (header lines, title, VRAAG, ANTWOORD) and all
4,010 files go through the product's own reading, tagging (without a language model) and store. The files are made in
the data folder; nothing of them enters the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.settings import read_settings
from indexer.ingest import ingest
from indexer.outcomes import Status
from indexer.rebuild import sync_index
from indexer.sources import SourceFile, find_sources
from indexer.workspace import Workspace

DOCUMENTS = 4_010


def prepare(data: Path, real_documents: Path, engine: str = "tantivy") -> Workspace:
    """Return the collection as an open workspace in the folder *data*, read in only where it is not there yet.

    Raises:
        RuntimeError: a file could not be read, so the collection is not the labelled one.
    """
    questions = data / "questions"
    if not questions.is_dir():
        half = data / "questions.half"
        half.mkdir(parents=True, exist_ok=True)
        for name, text in _questions(real_documents):
            (half / f"{name}.txt").write_text(text, "utf-8")
        half.rename(questions)
    workspace = Workspace.open(read_settings({"data": str(data), "engine": engine, "model": "none"}, {}))
    if workspace.store.totals().documents != DOCUMENTS:
        # keep_apart: the same question to two ministers is two documents, each with a label of its own
        outcomes = list(ingest(workspace, _sources(real_documents, questions), keep_apart=True))
        failed = [one.source for one in outcomes if one.status not in (Status.ADDED, Status.UPDATED, Status.UNCHANGED)]
        if failed or workspace.store.totals().documents != DOCUMENTS:
            raise RuntimeError(f"{len(failed)} of {len(outcomes)} files not read: {', '.join(failed[:3])}")
    sync_index(workspace.store, workspace.generations, engine)
    return workspace


def _sources(real_documents: Path, questions: Path) -> list[SourceFile]:
    return find_sources([real_documents / "texts", questions])


def _questions(real_documents: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of the questions that are not among the texts."""
    known = {path.stem for path in (real_documents / "texts" / "be-qrva").glob("*.txt")}
    with (real_documents / "collection" / "dekamer_2017_all.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            question = json.loads(line)
            if question["id"] not in known:
                yield question["id"], _as_text(question)


def _as_text(question: Mapping[str, Any]) -> str:
    """Return a question in the form of the texts; the themes stay out, they are the labels of the third set."""
    header = {
        "url": f"http://data.dekamer.be (QRVA, dossier-id {question['id'].removeprefix('be-qrva-')})",
        "date": question["date"],
        "publisher": "Kamer van volksvertegenwoordigers (België)",
        "title": question["title"],
        "doctype": "schriftelijke vraag + antwoord",
        "author": f"{question['author']} ({question['party']})",
        "addressee": question["minister"],
        "lang": "nl",
    }
    lines = [f"# {key}: {value}" for key, value in header.items()]
    parts = ["\n".join(lines), question["title"], "VRAAG", question["question"]]
    if question["answer"]:
        parts += ["ANTWOORD", question["answer"]]
    return "\n\n".join(parts) + "\n"
