"""The routes of the REST interface; each validates with its model, asks the corpus and answers with a model."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, abort, jsonify, request
from pydantic import BaseModel
from spectree import Response as Answers
from spectree import SpecTree
from werkzeug.exceptions import HTTPException

from corpus.citation import cite
from corpus.errors import IndexUnusableError, QueryError, StoreError
from corpus.identity import quote_selector
from corpus.store import PassageRecord
from indexer.quotation_check import QuotationChecker
from indexer.search import SearchRequest
from search_app.api import models, values
from search_app.site import public_url, site

_Model = TypeVar("_Model", bound=BaseModel)

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

_MAX_BODY = 1 << 20  # bytes of a text to check
_SPEC = SpecTree(
    "flask",
    title="Duiding",
    version=f"1 ({version('duiding')})",
    description="Search, read and cite passages of Dutch-language documents on extremism, polarisation and terrorism.",
    mode="strict",
)


def _answers(answer: type[BaseModel], *problems: int) -> Answers:
    codes = {f"HTTP_{status}": models.Problem for status in (*problems, 503)}
    return Answers(HTTP_200=answer, **codes)


def _json(value: BaseModel) -> Response:
    return jsonify(value.model_dump(mode="json"))


@blueprint.before_request
def _body() -> None:
    if request.method == "POST":
        request.max_content_length = _MAX_BODY


@blueprint.get("/search")
@_SPEC.validate(query=models.SearchQuery, resp=_answers(models.SearchAnswer, 400), tags=["search"])
def search() -> Response:
    """Search passages: words, filters, exact totals, facets, snippets with the found words."""
    asked = values.search_request(_query(models.SearchQuery))
    return _json(values.search_answer(site().searcher.search(asked)))


@blueprint.get("/facets")
@_SPEC.validate(query=models.SearchQuery, resp=_answers(models.FacetsAnswer, 400), tags=["search"])
def facets() -> Response:
    """Count: totals and facets of a search, without its hits."""
    asked = values.search_request(_query(models.SearchQuery))
    found = site().searcher.search(asked)
    return _json(
        models.FacetsAnswer(passages=found.passages, documents=found.documents, facets=values.facets(found.facets))
    )


@blueprint.get("/documents")
@_SPEC.validate(query=models.PageQuery, resp=_answers(models.DocumentsAnswer), tags=["documents"])
def documents() -> Response:
    """List the documents of the corpus."""
    asked, store = _query(models.PageQuery), site().store
    found = store.documents(limit=asked.per_page, offset=(asked.page - 1) * asked.per_page, order=asked.order)
    answer = models.DocumentsAnswer(
        total=store.totals().documents, page=asked.page, documents=[values.document(one) for one in found]
    )
    return _json(answer)


@blueprint.get("/documents/<document_id>")
@_SPEC.validate(resp=_answers(models.PassagesAnswer, 404, 410), tags=["documents"])
def document(document_id: str) -> Response:
    """Read a document: its facts and all its passages in reading order."""
    store = site().store
    record = store.document(document_id)
    if record is None:
        abort(410 if store.versions(document_id) else 404)
    passages = [values.passage(one) for one in store.passages(document_id)]
    return _json(models.PassagesAnswer(document=values.document(record), passages=passages))


@blueprint.get("/passages/<passage_id>")
@_SPEC.validate(resp=_answers(models.PassageAnswer, 404, 410), tags=["passages"])
def passage(passage_id: str) -> Response:
    """Fetch one passage with its document and what it mentions."""
    store = site().store
    record = _passage(passage_id)
    mentions = [
        models.MentionOut(
            start=one.start,
            end=one.end,
            surface=one.surface,
            kind=one.kind.value,
            concept=one.concept,
            assertion=one.assertion.value,
            method=one.method,
            confidence=one.confidence,
        )
        for one in store.mentions([passage_id]).get(passage_id, ())
    ]
    found = values.passage(record)
    first = record.passage.spans[0]
    text = next(page.text for page in store.pages(record.document.id) if page.number == first.page)
    answer = models.PassageAnswer(
        passage=found,
        document=values.document(record.document),
        mentions=mentions,
        selector=models.SelectorOut(**asdict(quote_selector(text, first.start, first.end))),
    )
    return _json(answer)


@blueprint.get("/passages/<passage_id>/citation")
@_SPEC.validate(resp=_answers(models.CitationAnswer, 404, 410), tags=["passages"])
def citation(passage_id: str) -> Response:
    """Cite a passage: note, references, records for reference managers."""
    record = _passage(passage_id)
    cited = cite(record, address=public_url("passage.show", passage_id=passage_id))
    return _json(models.CitationAnswer(**{name: getattr(cited, name) for name in models.CitationAnswer.model_fields}))


@blueprint.get("/phenomena")
@_SPEC.validate(resp=_answers(models.PhenomenaAnswer), tags=["vocabulary"])
def phenomena() -> Response:
    """List the phenomena of the vocabulary with the number of passages that mention each."""
    here = site()
    counted = here.searcher.search(SearchRequest(per_page=1, per_document=1)).facets["phenomenon"]
    counts = {one.key: one.count for one in counted}
    vocabulary = here.workspace.vocabulary
    found = [values.phenomenon(one, counts.get(one.id, 0)) for one in vocabulary.of_kind("phenomenon")]
    return _json(models.PhenomenaAnswer(vocabulary=vocabulary.fingerprint, phenomena=found))


@blueprint.post("/check")
@_SPEC.validate(json=models.CheckQuery, resp=_answers(models.CheckAnswer, 413), tags=["quotations"])
def check() -> Response:
    """Check the quotations of a text against the corpus: exact, differs (with the words), or absent."""
    asked: models.CheckQuery = request.context.json  # type: ignore[attr-defined]  # put there by spectree
    here = site()
    report = QuotationChecker(here.store, here.searcher.engine()).check(asked.text)
    return _json(values.check_answer(report))


def _passage(passage_id: str) -> PassageRecord:
    """Return a passage, or end with 404, or with 410 where it once was."""
    store = site().store
    record = store.passage(passage_id)
    if record is None:
        abort(410 if store.retired(passage_id) else 404)
    return record


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Send the description of this interface."""
    return jsonify(_SPEC.spec)


@blueprint.errorhandler(QueryError)
def _query_problem(error: QueryError) -> tuple[Response, int]:
    problem = models.Problem(status=400, message=error.message, position=error.position, suggestion=error.suggestion)
    return _json(problem), 400


@blueprint.errorhandler(HTTPException)
def _http_problem(error: HTTPException) -> tuple[Response, int] | Response:
    if isinstance(error.response, Response):  # spectree says itself which field is wrong
        return error.response
    status = error.code or 500
    words = {404: "Dit is niet in het corpus.", 410: "Dit staat niet meer in het corpus.", 413: "De tekst is te lang."}
    return _json(models.Problem(status=status, message=words.get(status, "Dit kan niet worden beantwoord."))), status


@blueprint.errorhandler(IndexUnusableError)
@blueprint.errorhandler(StoreError)
def _unusable(_error: Exception) -> tuple[Response, int]:
    return _json(models.Problem(status=503, message="De zoekindex is er niet of wordt nog gemaakt.")), 503


def _query(model: type[_Model]) -> _Model:
    """Return the query as spectree validated it."""
    context: Any = request.context  # type: ignore[attr-defined]  # put there by spectree
    return model.model_validate(context.query)


def add_api(app: Flask) -> None:
    """Put the interface under /api/v1 of *app*."""
    app.register_blueprint(blueprint)
    _SPEC.app = app
