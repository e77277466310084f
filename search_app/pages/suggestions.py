"""Suggesties: what to go to while a reader types, as JSON; the search box works without it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from indexer.suggest import Suggestion
from search_app import dutch
from search_app.site import site
from search_app.urls import filter_url
from search_app.viewmodels.labels import SUGGESTION_KINDS

blueprint = Blueprint("suggestions", __name__)

_MAX_CHARS = 80


@blueprint.get("/suggesties")
def show() -> Response:
    """Send suggestions for `q`: text, kind in words, how many, and where each leads."""
    found = site().suggester.suggest(request.args.get("q", "")[:_MAX_CHARS])
    response = jsonify([_value(one) for one in found])
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


def _value(one: Suggestion) -> dict[str, str]:
    return {
        "text": one.text,
        "also": one.typed,
        "kind": SUGGESTION_KINDS[one.kind],
        "count": _count(one),
        "url": _url(one),
    }


def _count(one: Suggestion) -> str:
    if one.kind == "phrase":
        return f"kop in {dutch.counted(one.count, 'document', 'documenten')}"
    return dutch.counted(one.count, "passage", "passages")


def _url(one: Suggestion) -> str:
    if one.kind == "document":
        return url_for("document.show", document_id=one.key)
    if one.kind == "phrase":
        return url_for("results.show", q=f'"{one.key}"')
    return filter_url(**{one.kind: one.key})
