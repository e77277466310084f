"""Answers of this package as plain values for JSON: one shape for pages and commands, ids instead of addresses."""

from __future__ import annotations

from typing import Any

from corpus.knowledge.comparison import COUNTRIES, Cell, Comparison, Row
from corpus.knowledge.edition_diff import Change, Difference, EditionDiff
from corpus.knowledge.evolution import Evolution, passage_of
from corpus.knowledge.levels import SCALES, Lane, LevelStep
from corpus.store import Store
from corpus.store.counting import DocumentRow, PassageText


def corpus_state(store: Store) -> dict[str, int]:
    """Return how much the corpus holds and the number of its latest change: equal numbers, equal answers."""
    totals = store.totals()
    return {"documents": totals.documents, "passages": totals.passages, "change": store.watermark()}


def comparison_values(found: Comparison, store: Store) -> dict[str, Any]:
    """Return a comparison."""
    shown = {one.document_id for topic in found.topics for row in topic.rows for cell in row.cells for one in cell.best}
    shown |= {step.document.id for lane in found.lanes for step in lane.steps}
    return {
        "corpus": corpus_state(store),
        "phenomena": list(found.concepts),
        "rows_by": found.rows,
        "year_from": found.year_from,
        "year_to": found.year_to,
        "documents_without_country_or_date": found.left_out,
        "topics": [
            {
                "phenomenon": topic.concept,
                "rows": [_row(row) for row in topic.rows],
                "total": _row(topic.total),
            }
            for topic in found.topics
        ],
        "levels": [_lane(lane) for lane in found.lanes],
        "documents": [_document(one) for one in found.documents.values() if one.id in shown],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "only": row.only,
        **{country: _cell(cell) for country, cell in zip(COUNTRIES, row.cells, strict=True)},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "state": cell.state.value,
        "per_10k_words": cell.per_10k,
        "mentions": cell.mentions,
        "stated": cell.stated,
        "passages": cell.passages,
        "documents": cell.documents,
        "of_documents": cell.of_documents,
        "words": cell.words,
        "little_text": cell.little_text,
        "samples": cell.samples,
        "best": [_passage(one) for one in cell.best],
    }


def _lane(lane: Lane) -> dict[str, Any]:
    return {"country": lane.country, "undated": lane.undated, "statements": [_step(step) for step in lane.steps]}


def _step(step: LevelStep) -> dict[str, Any]:
    return {
        "date": step.date,
        "dated_by": "text" if step.dated_by_text else "document",
        "scheme": step.scheme,
        "level": step.level,
        "of": len(SCALES[step.scheme]),
        "label": step.label,
        "scope": step.scope,
        "previous": step.previous,
        "direction": step.direction,
        "assertion": step.assertion,
        "document": step.document.id,
        "passage": step.passage.id,
        "page": step.passage.page_label,
        "words": step.passage.text[step.start : step.end],
    }


def evolution_values(found: Evolution, store: Store) -> dict[str, Any]:
    """Return the evolution of a subject over a series."""
    return {
        "corpus": corpus_state(store),
        "series": found.series,
        "phenomenon": found.concept,
        "word": found.word,
        "first": found.first,
        "last": found.last,
        "editions": [
            {
                **_document(one.document),
                "mentions": one.mentions,
                "per_10k_words": one.per_10k,
                "in_passages": [passage.id for passage in one.passages],
                "changed_sentences": [_sentence(change) for change in one.changes],
            }
            for one in found.editions
        ],
    }


def _sentence(change: Difference) -> dict[str, Any]:
    return {
        "change": change.change.value,
        "old": change.old.text if change.old else "",
        "old_passage": passage_of(change.old) if change.old else "",
        "new": change.new.text if change.new else "",
        "new_passage": passage_of(change.new) if change.new else "",
        **_words(change),
    }


def diff_values(found: EditionDiff, store: Store) -> dict[str, Any]:
    """Return the difference of two documents; a passage that is the same is only counted."""
    return {
        "corpus": corpus_state(store),
        "old": _document(found.old),
        "new": _document(found.new),
        "counts": {change.value: found.count(change) for change in Change},
        "differences": [
            {
                "change": one.change.value,
                "moved": one.moved,
                "likeness": one.likeness,
                "old": _passage(one.old) if one.old else None,
                "new": _passage(one.new) if one.new else None,
                **_words(one),
            }
            for one in found.differences
            if one.change is not Change.SAME
        ],
    }


def _words(change: Difference) -> dict[str, Any]:
    return {
        "words": [{"kind": piece.kind, "text": piece.text} for piece in change.pieces],
        "alarms": [alarm.value for alarm in change.alarms],
    }


def _passage(one: PassageText) -> dict[str, Any]:
    return {"passage": one.id, "document": one.document_id, "page": one.page_label, "text": one.text}


def _document(one: DocumentRow) -> dict[str, Any]:
    return {
        "document": one.id,
        "title": one.title,
        "country": one.country,
        "publisher": one.publisher,
        "kind": one.kind,
        "series": one.series,
        "edition": one.edition,
        "published": one.published,
        "words": one.words,
        "sample": one.sample,
    }
