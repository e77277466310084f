"""For machines: is it well (`/healthz`), what may robots read (`/robots.txt`), where is the icon (`/favicon.ico`)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as Redirect

from corpus.errors import DuidingError
from indexer.search import SearchRequest
from search_app.assets import asset
from search_app.site import site

blueprint = Blueprint("health", __name__)

# Search results are without number; the documents and passages behind them can be reached without searching.
_ROBOTS = "User-agent: *\nDisallow: /zoek\nDisallow: /healthz\n"


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Answer 200 when the store can be read and the index searched, else 503; counts are of what they hold."""
    here = site()
    answer: dict[str, Any] = {"status": "ok", "store": {"ok": True}, "index": {"ok": True}}
    try:
        totals = here.store.totals()
        answer["store"] |= {"documents": totals.documents, "pages": totals.pages, "passages": totals.passages}
    except (DuidingError, SQLAlchemyError):
        answer["store"]["ok"] = False
    try:
        live = here.workspace.generations.current()
        answer["index"] |= {"generation": live.name if live else None, "engine": live.engine if live else None}
        answer["index"]["passages"] = here.searcher.count(SearchRequest())
    except (DuidingError, SQLAlchemyError, OSError):
        answer["index"]["ok"] = False
    well = answer["store"]["ok"] and answer["index"]["ok"]
    if not well:
        answer["status"] = "unavailable"
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response, 200 if well else 503


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell robots what to leave alone."""
    return Response(_ROBOTS, content_type="text/plain; charset=utf-8")


@blueprint.get("/favicon.ico")
def icon() -> Redirect:
    """Lead browsers that ask for an icon by its old name, as a PDF viewer does, to ours."""
    return redirect(asset("favicon.svg"))
