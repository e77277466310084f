"""What all tests share: the folder of real documents (when it is there), small documents, a filled workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.identity import passage_ids
from corpus.model import Document, FileVersion, Metadata, Page, Passage, PassageKind, Section, Span, Voice

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents to measure against; it is no part of the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real documents (../shared) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample documents."""
    return ROOT / "corpus" / "samples"


def build_document(
    document_id: str, texts: Sequence[str], *, sha256: str = "0" * 64, pages: int = 1, **metadata: object
) -> Document:
    """Return a document whose passages are *texts*, spread evenly over its pages in order."""
    ids = passage_ids(document_id, texts)
    per_page = -(-len(texts) // pages) or 1
    page_values, passages = [], []
    for number in range(1, pages + 1):
        own = texts[(number - 1) * per_page : number * per_page]
        text, start = "\n\n".join(own), 0
        page_values.append(Page(number, text, label=str(number + 2)))
        for offset, one in enumerate(own):
            ordinal = (number - 1) * per_page + offset
            passages.append(
                Passage(
                    id=ids[ordinal],
                    ordinal=ordinal,
                    kind=PassageKind.PARAGRAPH,
                    voice=Voice.PUBLISHER,
                    language="nl",
                    section=("Inleiding",),
                    spans=(Span(number, start, start + len(one)),),
                    text=one,
                )
            )
            start += len(one) + 2
    return Document(
        id=document_id,
        metadata=Metadata(**{"title": f"Titel van {document_id}", **metadata}),  # type: ignore[arg-type]
        file=FileVersion(sha256, f"{document_id}.txt", "text/plain", 1),
        pages=tuple(page_values),
        sections=(Section(1, "Inleiding", 1, 0),),
        passages=tuple(passages),
        reader="test",
    )


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """A maker of small documents: id, passage texts, then metadata by name."""
    return build_document


@pytest.fixture
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder, without settings in the environment."""
    for name in list(os.environ):
        if name.startswith("DUIDING_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path
