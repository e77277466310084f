"""Notes on the site: a mark leads to its note and the note leads back, in the document and on the page of a passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from corpus.model import Document, NoteMark, PassageKind
from corpus.settings import read_settings
from indexer.rebuild import sync_index
from indexer.workspace import Workspace
from search_app import create_app


@pytest.fixture
def noted(make_document: Callable[..., Document]) -> Document:
    made = make_document("nota", ["De dreiging daalt, zegt de raad.", "1 Verslag van de <b>raad</b>."], title="Nota")
    text, note = made.passages
    passages = (text, replace(note, kind=PassageKind.FOOTNOTE))
    return replace(made, passages=passages, note_marks=(NoteMark(text.id, 17, "1", note.id),))


@pytest.fixture
def browser(tmp_path: Path, noted: Document) -> Iterator[FlaskClient]:
    settings = read_settings({"data": str(tmp_path)}, {})
    with Workspace.open(settings) as workspace:
        workspace.store.put(noted)
        sync_index(workspace.store, workspace.generations, workspace.settings.engine)
        yield create_app(settings, workspace).test_client()


def test_in_the_document_a_mark_leads_to_its_note_and_back(browser: FlaskClient) -> None:
    soup = BeautifulSoup(browser.get("/document/nota?q=daalt").text, "html.parser")
    mark = soup.select_one(".note-mark a")
    assert mark is not None
    assert (mark.text, mark["aria-label"]) == ("1", "Noot 1")
    note = soup.find(id=str(mark["href"])[1:])
    assert note is not None
    assert "Verslag van de <b>raad</b>." in note.text
    back = note.select_one("a.passage__back")
    assert back is not None
    assert back["href"] == f"#{mark['id']}"


def test_on_its_page_a_passage_shows_its_notes_and_a_note_where_it_is_called(
    browser: FlaskClient, noted: Document
) -> None:
    text, note = noted.passages
    soup = BeautifulSoup(browser.get(f"/passage/{text.id}").text, "html.parser")
    assert soup.blockquote is not None
    assert soup.blockquote.text == "De dreiging daalt1, zegt de raad."
    assert [link["href"] for link in soup.select(".note-mark a, .quotation__notes a")] == [f"/passage/{note.id}"] * 2
    soup = BeautifulSoup(browser.get(f"/passage/{note.id}").text, "html.parser")
    assert [item.get_text(" ", strip=True) for item in soup.select(".quotation__notes li")] == [
        "Noot bij De dreiging daalt"
    ]


def test_the_quotation_to_copy_has_no_mark(browser: FlaskClient, noted: Document) -> None:
    page = browser.get(f"/passage/{noted.passages[0].id}").text
    assert "De dreiging daalt, zegt de raad." in page
