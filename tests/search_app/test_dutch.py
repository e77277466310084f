"""Numbers, dates and places in Dutch."""

from __future__ import annotations

import doctest

import pytest

from corpus.model import FileVersion, Metadata
from corpus.store import DocumentRecord
from search_app import dutch
from search_app.viewmodels.places import counted, place, size


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(dutch).failed == 0


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [("2023", "2023", "2023"), ("2023-05", "2024", "mei 2023 tot en met 2024"), ("", "2024", "2024"), ("", "", "")],
)
def test_a_period_is_said_in_words(first: str, last: str, words: str) -> None:
    assert dutch.period(first, last) == words


def test_what_is_no_date_stays_as_it_is() -> None:
    assert dutch.date("onbekend") == "onbekend"


def record(media_type: str, pages: int) -> DocumentRecord:
    file = FileVersion("0" * 64, "bestand", media_type, 10)
    return DocumentRecord("d", Metadata(title="T"), file, "", (), pages, (), 3, "")


PDF, HTML = "application/pdf", "text/html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("media_type", "pages", "first", "last", "words"),
    [
        (PDF, 1, "1", "1", "p. 1"),
        (PDF, 20, "iv", "iv", "p. iv"),
        (PDF, 20, "12", "13", "p. 12\u201313"),
        (HTML, 1, "1", "1", ""),
        (XLSX, 3, "Cijfers", "Cijfers", "tabblad Cijfers"),
    ],
)
def test_a_place_is_named_as_the_format_allows(media_type: str, pages: int, first: str, last: str, words: str) -> None:
    assert place(record(media_type, pages), first, last) == words


def test_the_page_of_the_pdf_is_said_only_where_it_differs() -> None:
    assert counted(record(PDF, 20), "12", 14) == "pdf-pagina 14"
    assert counted(record(PDF, 20), "12", 12) == ""
    assert counted(record(XLSX, 3), "Cijfers", 2) == ""


@pytest.mark.parametrize(
    ("media_type", "pages", "words"),
    [(PDF, 1, "1 pagina, 3 passages"), (HTML, 1, "3 passages"), (XLSX, 2, "2 tabbladen, 3 passages")],
)
def test_the_size_is_said_as_the_format_allows(media_type: str, pages: int, words: str) -> None:
    assert size(record(media_type, pages)) == words
