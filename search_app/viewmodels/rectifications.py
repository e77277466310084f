"""What the page of the register of rectifications shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from corpus.store import DocumentRecord, RectificationRecord
from search_app import dutch
from search_app.marking import linked
from search_app.viewmodels.labels import DocumentLabel, document_label


@dataclass(frozen=True, slots=True)
class RectificationView:
    """One rectification; without `document` that is no longer in the corpus."""

    notice: str
    quotation: str
    page: str
    date: str
    address: str | Markup
    document: DocumentLabel | None
    document_id: str
    entered: str


def rectification_views(
    found: Iterable[RectificationRecord], documents: Mapping[str, DocumentRecord]
) -> tuple[RectificationView, ...]:
    """Return the register, latest entry first."""
    views = []
    for record in found:
        one = record.rectification
        document = documents.get(one.document_id)
        views.append(
            RectificationView(
                notice=one.notice,
                quotation=one.quotation,
                page=one.page,
                date=dutch.date(one.date),
                address=linked(one.address),
                document=document_label(document) if document else None,
                document_id=one.document_id,
                entered=dutch.date(record.at),
            )
        )
    return tuple(reversed(views))
