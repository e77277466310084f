"""Resultatenlijst: the result of a search as a file to keep, and as a feed to follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, abort, make_response, render_template, request

from corpus.errors import QueryError
from indexer.search import SearchRequest
from search_app.pages.results import known_values
from search_app.site import public_url, site
from search_app.urls import list_url, read_address, search_url
from search_app.viewmodels.exports import FORMS
from search_app.viewmodels.feed import feed_view

blueprint = Blueprint("lists", __name__)

MOST = 1_000  # passages in a file
_ENTRIES = 40  # documents in a feed


@blueprint.get("/zoek.<ending>")
def export(ending: str) -> Response:
    """Send the first passages of a search, best first; `X-Total-Count` is how many there are in all."""
    if ending == "atom":
        return _feed()
    form = FORMS.get(ending)
    if form is None:
        abort(404)
    here = site()
    try:
        found = here.searcher.search(replace(_asked(), unit="passage", page=1, per_page=MOST))
    except QueryError:
        abort(400)
    ids = [hit.passages[0].passage.id for hit in found.hits]
    records = here.store.passage_records(ids)
    text = form.write((records[one] for one in ids if one in records), _address)
    response = Response(text, content_type=f"{form.media_type}; charset=utf-8")
    response.headers["X-Total-Count"] = str(found.passages)
    name = f"duiding-{date.today().isoformat()}.{ending}"  # noqa: DTZ011 - a file name, in the time of the server
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _feed() -> Response:
    here = site()
    asked = replace(_asked(), sort="newest", unit="document", page=1, per_page=_ENTRIES, per_document=1)
    try:
        found = here.searcher.search(asked)
    except QueryError:
        abort(400)
    own = public_url("results.show").removesuffix("/zoek") + list_url(replace(asked, sort="relevance"), "atom")
    page = public_url("results.show").removesuffix("/zoek") + search_url(asked)
    view = feed_view(found, own_url=own, page_url=page)
    response = make_response(render_template("feed.xml", view=view))
    response.content_type = "application/atom+xml; charset=utf-8"
    return response


def _asked() -> SearchRequest:
    here = site()
    pairs = list(request.args.items(multi=True))
    return read_address(pairs, known_values(here), per_page=here.settings.results_per_page).request


def _address(passage_id: str) -> str:
    return public_url("passage.show", passage_id=passage_id)
