"""Where in a document a passage stands, in words; some formats have pages, a workbook has tabs, a web page neither.

The same rules as in a citation (`corpus.citation`), so that a page and its footnote name the same place.
"""

from __future__ import annotations

from corpus.store import DocumentRecord
from search_app import dutch

PDF = "application/pdf"
PAGES = "pagina\N{RIGHT SINGLE QUOTATION MARK}s"
_SHEETS = ("spreadsheet", "ms-excel")


def is_sheet(document: DocumentRecord) -> bool:
    """Return whether the pages of the document are the tabs of a workbook."""
    return any(word in document.file.media_type for word in _SHEETS)


def has_pages(document: DocumentRecord, first_label: str) -> bool:
    """Return whether a page of the document can be named; *first_label* is one of its labels."""
    return document.file.media_type == PDF or document.page_count > 1 or first_label not in ("", "1")


def place(document: DocumentRecord, first: str, last: str) -> str:
    """Return the place of a passage by the labels of its first and last page: "p. 12–13", "tabblad Cijfers" or ""."""
    if not has_pages(document, first):
        return ""
    words = dutch.pages(first, last)
    return "tabblad" + words.removeprefix("p.") if is_sheet(document) else words


def counted(document: DocumentRecord, first_label: str, first: int) -> str:
    """Return "pdf-pagina 14" where the page as printed is another number than the page of the PDF, else ""."""
    return f"pdf-pagina {first}" if document.file.media_type == PDF and first_label != str(first) else ""


def size(document: DocumentRecord) -> str:
    """Say how long a document is: pages or tabs, where it has them, and passages."""
    passages = dutch.counted(document.passage_count, "passage", "passages")
    if is_sheet(document):
        return f"{dutch.counted(document.page_count, 'tabblad', 'tabbladen')}, {passages}"
    if document.file.media_type != PDF and document.page_count <= 1:
        return passages
    return f"{dutch.counted(document.page_count, 'pagina', PAGES)}, {passages}"
