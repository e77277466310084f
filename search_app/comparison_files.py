"""A comparison as a file to take along: CSV for a spreadsheet, DOCX for a word processor."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from corpus.knowledge.comparison import CellState, Comparison, Topic
from corpus.store import Store
from nlp.vocabulary import Vocabulary
from search_app import dutch
from search_app.viewmodels.compare import counts_words, only_words, row_name, state_of
from search_app.viewmodels.exports import Address, cell
from search_app.viewmodels.levels import panel_views
from search_app.viewmodels.quoted import quoted_views, state_words

_COLUMNS = (
    "fenomeen", "rij", "land", "toestand", "vermeldingen per 10.000 woorden", "vermeldingen", "waarvan gesteld",
    "passages", "documenten met vermelding", "documenten", "woorden", "alleen dit land", "voorbeelddocumenten",
    "beste passages",
)  # fmt: skip
_METHOD = (
    "Geteld zijn vermeldingen van het begrip zelf, per 10.000 woorden van alle documenten van dat land in die rij. "
    "“Noemt niets”: er zijn documenten, en geen ervan noemt het begrip. “Geen document”: het corpus heeft er geen. "
    "Hoe vaak een begrip genoemd wordt, zegt niets over hoe groot een dreiging is."
)


def comparison_csv(found: Comparison, vocabulary: Vocabulary, address: Address) -> str:
    """Return one line per phenomenon, row and country: semicolons, decimal comma, UTF-8 with BOM."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_COLUMNS)
    for topic in found.topics:
        for row in topic.rows:
            for one in row.cells:
                speaks = one.state is CellState.SPEAKS
                values = (
                    vocabulary.label(topic.concept),
                    row_name(row),
                    one.country,
                    "noemt" if speaks else state_of(one, edition=row.document is not None),
                    "" if one.per_10k is None else dutch.decimal(one.per_10k).replace(".", ""),
                    str(one.mentions), str(one.stated), str(one.passages), str(one.documents), str(one.of_documents),
                    str(one.words), "ja" if row.only == one.country else "nee", "ja" if one.samples else "nee",
                    " ".join(address(passage.id) for passage in one.best),
                )  # fmt: skip
                writer.writerow([cell(value) for value in values])
    return "\ufeff" + out.getvalue()


def comparison_docx(found: Comparison, store: Store, vocabulary: Vocabulary, address: Address) -> bytes:
    """Return the comparison as the bytes of a DOCX file, with date, state of the corpus, samples and rectifications."""
    from docx import Document  # slow to import, and few ask for it

    document = Document()
    document.core_properties.title = "Vergelijking België en Nederland"
    document.core_properties.author = "Duiding"
    document.core_properties.language = "nl"
    document.add_heading("Vergelijking België en Nederland", level=1)
    today = dutch.date(datetime.now().astimezone().date().isoformat())
    document.add_paragraph(
        f"Samengesteld op {today} met Duiding, uit {state_words(store)}. Controleer elk citaat in de bron."
    )
    document.add_paragraph(_METHOD)
    if any(one.samples for topic in found.topics for one in topic.total.cells):
        document.add_paragraph("Er zijn voorbeelddocumenten met een verzonnen inhoud bij: gebruik die niet als bron.")
    for topic in found.topics:
        _add_topic(document, topic, store, vocabulary, address)
    _add_levels(document, found)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_topic(document: Any, topic: Topic, store: Store, vocabulary: Vocabulary, address: Address) -> None:
    document.add_heading(vocabulary.label(topic.concept), level=2)
    quoted = quoted_views(
        store, (one.id for row in topic.rows for cell in row.cells for one in cell.best), topic.concept
    )
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for place, words in enumerate(("", "België", "Nederland")):
        table.rows[0].cells[place].text = words
    for row in (*topic.rows, topic.total):
        line = table.add_row().cells
        line[0].text = " \u2013 ".join(one for one in (row_name(row), only_words(row)) if one)
        for place, one in enumerate(row.cells, 1):
            if one.state is not CellState.SPEAKS:
                line[place].text = state_of(one, total=not row.key, edition=row.document is not None)
                continue
            line[place].text = f"{dutch.decimal(one.per_10k or 0)} per 10.000 woorden\n{counts_words(one)}"
            for passage in one.best if row.key else ():
                view = quoted[passage.id]
                sample = " Voorbeelddocument." if view.sample else ""
                line[place].add_paragraph(
                    f"\u201c{view.text}\u201d ({view.title}, {view.where}; {address(passage.id)}){sample}"
                )
                for sentence in view.rectifications:
                    line[place].add_paragraph(sentence)


def _add_levels(document: Any, found: Comparison) -> None:
    panels = panel_views(found.lanes)
    if not panels:
        return
    document.add_heading("Dreigingsniveaus, elk op de eigen schaal", level=2)
    for panel in panels:
        document.add_heading(panel.title, level=3)
        for one in panel.rows:
            said = ", ".join(words for words in (one.change, one.scope, one.dated, one.remark) if words)
            sample = " Voorbeelddocument." if one.sample else ""
            document.add_paragraph(
                f"{one.date}: {one.level}; {said} ({one.title}, p. {one.page}).{sample}", style="List Bullet"
            )
