"""What reference managers and search engines read in the head of a page: Highwire, Dublin Core, schema.org, unAPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import url_for

from corpus.store import DocumentRecord, PassageRecord
from search_app.site import public_url

_FRAGMENT_WORDS = 4  # at each end of a text fragment


@dataclass(frozen=True, slots=True)
class MachineView:
    """Tags of the head: names and contents in order, the JSON-LD value, and the id that `/unapi` takes."""

    tags: tuple[tuple[str, str], ...]
    json_ld: dict[str, Any]
    unapi_id: str


def document_machine(record: DocumentRecord) -> MachineView:
    """Return what machines read on the page of a document."""
    about = record.metadata
    address = public_url("document.show", document_id=record.id)
    tags = [
        ("citation_title", about.title),
        ("citation_author", about.publisher),
        ("citation_technical_report_institution", about.publisher),
        ("citation_technical_report_number", about.number or about.edition),
        ("citation_publication_date", about.published.replace("-", "/")),
        ("citation_language", about.language),
        ("DC.title", about.title),
        ("DC.creator", about.publisher),
        ("DC.date", about.published),
        ("DC.language", about.language),
        ("DC.identifier", address),
        ("DC.rights", about.licence),
    ]
    return MachineView(
        tags=tuple((name, content) for name, content in tags if content),
        json_ld={"@context": "https://schema.org", **_report(record)},
        unapi_id=record.id,
    )


def passage_machine(record: PassageRecord) -> MachineView:
    """Return what machines read on the page of a passage: a quotation, part of a report."""
    whole = document_machine(record.document)
    pages = "-".join(dict.fromkeys((record.page_label, record.last_page_label)))
    first, last = record.page_label, record.last_page_label
    tags = [*whole.tags, ("citation_firstpage", first), ("citation_lastpage", last)]
    quotation = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": public_url("passage.show", passage_id=record.passage.id),
        "text": record.passage.text,
        "inLanguage": record.passage.language,
        "pagination": pages,
        "isPartOf": _report(record.document),
    }
    return MachineView(
        tags=tuple((name, content) for name, content in tags if content),
        json_ld={name: value for name, value in quotation.items() if value},
        unapi_id=record.passage.id,
    )


def _report(record: DocumentRecord) -> dict[str, Any]:
    about = record.metadata
    organisation = {"@type": "Organization", "name": about.publisher} if about.publisher else None
    report = {
        "@type": "Report",
        "@id": public_url("document.show", document_id=record.id),
        "name": about.title,
        "author": organisation,
        "publisher": organisation,
        "datePublished": about.published,
        "inLanguage": about.language,
        "reportNumber": about.number or about.edition,
        "license": about.licence,
        "sameAs": about.address,
        "creativeWorkStatus": "Voorbeelddocument, verzonnen inhoud" if about.sample else "",
    }
    return {name: value for name, value in report.items() if value}


def fragment_url(record: PassageRecord, anchor: str) -> str:
    """Return the address of a passage in its document that also marks its words, where the browser can.

    The anchor carries it; the text fragment (first and last words) is a bonus: an unknown one is ignored.
    """
    words = record.passage.text.split()
    base = url_for("document.show", document_id=record.document.id)
    if len(words) <= 2 * _FRAGMENT_WORDS:
        return f"{base}#{anchor}:~:text={_encoded(words)}"
    ends = (_encoded(words[:_FRAGMENT_WORDS]), _encoded(words[-_FRAGMENT_WORDS:]))
    return f"{base}#{anchor}:~:text={','.join(ends)}"


def _encoded(words: list[str]) -> str:
    """Return words for a text fragment: hyphen and comma part its fields, so they are escaped too."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
