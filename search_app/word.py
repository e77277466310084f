"""A citation list as a Word document: each quotation with its source, in the order of the list."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from docx import Document
from docx.shared import Pt

from corpus.citation import footnote
from corpus.citation.facts import rectification_sentence
from corpus.store import PassageRecord
from search_app import dutch
from search_app.viewmodels.exports import Address


def citation_list_docx(records: Iterable[PassageRecord], address: Address) -> bytes:
    """Return the list as the bytes of a DOCX file; a passage of a sample document is marked as such."""
    document = Document()
    document.core_properties.title = "Citatenlijst"
    document.core_properties.author = "Duiding"
    document.core_properties.language = "nl"
    document.add_heading("Citatenlijst", level=1)
    today = datetime.now().astimezone().date().isoformat()
    document.add_paragraph(f"Samengesteld op {dutch.date(today)} met Duiding. Controleer elk citaat in de bron.")
    for number, one in enumerate(records, 1):
        document.add_heading(f"{number}. {one.document.metadata.title}", level=2)
        if one.document.metadata.sample:
            document.add_paragraph("Voorbeelddocument met een verzonnen inhoud: gebruik het niet als bron.")
        for rectification in one.rectifications:
            document.add_paragraph(rectification_sentence(rectification))
        document.add_paragraph(f"\u201c{' '.join(one.passage.text.split())}\u201d", style="Quote")
        source = document.add_paragraph(footnote(one, address=address(one.passage.id)))
        for run in source.runs:
            run.font.size = Pt(9)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
