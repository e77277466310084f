"""From values of the corpus to the models of the REST interface."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.model import Rectification
from corpus.store import DocumentRecord, PassageRecord
from indexer.quotation_check import CheckedQuotation, Place, Report
from indexer.search import DocumentHit, FacetValue, PassageHit, SearchRequest, SearchResult
from nlp.vocabulary import Concept
from search_app.api import models
from search_app.site import public_url

_FILTERS = ("country", "publisher", "kind", "phenomenon", "institution", "place")


def search_request(query: models.SearchQuery) -> SearchRequest:
    """Return the search that *query* asks for."""
    chosen = {name: tuple(sorted(set(getattr(query, name)))) for name in _FILTERS}
    chosen["year"] = tuple(sorted({str(year) for year in query.year}))
    return SearchRequest(
        text=query.q,
        chosen={name: values for name, values in chosen.items() if values},
        year_from=query.year_from,
        year_to=query.year_to,
        sort=query.sort,
        page=query.page,
        per_page=query.per_page,
        literal=query.literal,
        unit=query.unit,
    )


def document(record: DocumentRecord) -> models.DocumentOut:
    """Return a document without its text."""
    about = record.metadata
    return models.DocumentOut(
        id=record.id,
        title=about.title,
        publisher=about.publisher,
        country=about.country,
        kind=about.kind,
        series=about.series,
        edition=about.edition,
        number=about.number,
        language=about.language,
        published=about.published,
        address=about.address,
        licence=about.licence,
        sha256=record.file.sha256,
        pages=record.page_count,
        passages=record.passage_count,
        unreadable_pages=list(record.unreadable_pages),
        sample=about.sample,
        url=public_url("document.show", document_id=record.id),
    )


def passage(record: PassageRecord) -> models.PassageOut:
    """Return a passage."""
    one = record.passage
    return models.PassageOut(
        id=one.id,
        document=record.document.id,
        text=one.text,
        page=record.page_label,
        last_page=record.last_page_label,
        page_counted=one.page,
        kind=one.kind.value,
        voice=one.voice.value,
        language=one.language,
        section=list(one.section),
        rectifications=[rectification(each) for each in record.rectifications],
        url=public_url("passage.show", passage_id=one.id),
    )


def rectification(one: Rectification) -> models.RectificationOut:
    """Return a rectification."""
    return models.RectificationOut(
        notice=one.notice, quotation=one.quotation, page=one.page, address=one.address, date=one.date
    )


def search_answer(result: SearchResult) -> models.SearchAnswer:
    """Return the whole answer to a search."""
    return models.SearchAnswer(
        passages=result.passages,
        documents=result.documents,
        page=result.request.page,
        pages=result.pages,
        searched_for=list(result.searched_for),
        hints=list(result.hints),
        hits=[_document_hit(hit) for hit in result.hits],
        facets=facets(result.facets),
    )


def facets(found: Mapping[str, tuple[FacetValue, ...]]) -> dict[str, list[models.FacetValueOut]]:
    """Return the facets of a search."""
    return {
        name: [models.FacetValueOut(key=one.key, label=one.label, count=one.count, chosen=one.chosen) for one in values]
        for name, values in found.items()
    }


def _document_hit(hit: DocumentHit) -> models.DocumentHitOut:
    return models.DocumentHitOut(
        document=document(hit.document),
        count=hit.count,
        passages=[_hit(one, hit.document) for one in hit.passages],
    )


def _hit(hit: PassageHit, found_in: DocumentRecord) -> models.HitOut:
    record = PassageRecord(hit.passage, found_in, hit.page_label, hit.last_page_label, hit.rectifications)
    return models.HitOut(
        **passage(record).model_dump(), snippet=hit.snippet, marks=list(hit.marks), score=round(hit.score, 6)
    )


def phenomenon(concept: Concept, passages: int) -> models.PhenomenonOut:
    """Return a concept of the vocabulary, which so many passages mention."""
    labels: dict[str, list[str]] = {}
    for label in concept.labels:
        labels.setdefault(label.lang, []).append(label.text)
    return models.PhenomenonOut(
        id=concept.id,
        label=concept.label,
        labels=labels,
        broader=list(concept.broader),
        narrower=list(concept.narrower),
        related=list(concept.related),
        passages=passages,
    )


def check_answer(report: Report) -> models.CheckAnswer:
    """Return every quotation of a text, checked."""
    quotations = [_quotation(one) for one in report.quotations]
    return models.CheckAnswer(quotations=quotations, left_out=report.left_out, cut=report.cut)


def _quotation(checked: CheckedQuotation) -> models.CheckedQuotationOut:
    parts = [
        models.CheckedPartOut(
            text=part.text,
            pieces=[models.PieceOut(kind=piece.kind, text=piece.text) for piece in part.comparison.pieces]
            if part.comparison
            else [],
            place=_place(part.place) if part.place else None,
        )
        for part in checked.parts
    ]
    return models.CheckedQuotationOut(
        text=checked.quotation.text,
        start=checked.quotation.start,
        end=checked.quotation.end,
        verdict=checked.verdict.value,
        alarms=[alarm.value for alarm in checked.alarms],
        in_order=checked.in_order,
        spelling=checked.spelling,
        page_given=checked.page_given,
        parts=parts,
        elsewhere=[_place(place) for place in checked.elsewhere],
    )


def _place(place: Place) -> models.PlaceOut:
    return models.PlaceOut(
        passage=place.first.passage.id,
        document=place.document_id,
        title=place.first.document.metadata.title,
        page=place.first.page_label,
        last_page=place.last.last_page_label,
        text=place.text,
        before=place.before,
        after=place.after,
        negated_before=place.negated_before,
        url=public_url("passage.show", passage_id=place.first.passage.id),
    )
