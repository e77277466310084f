"""For other programs: unAPI for reference managers, the search box for browsers, the map of the site for robots."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request

from corpus.citation.exchange import bibtex, ris
from corpus.citation.facts import facts_of
from corpus.store import PassageRecord
from search_app.site import Site, public_url, site

blueprint = Blueprint("machines", __name__)

_UNAPI = {"ris": ("application/x-research-info-systems", ris), "bibtex": ("application/x-bibtex", bibtex)}
_MAP_URLS = 50_000  # in one sitemap (sitemaps.org)


@blueprint.get("/unapi")
def unapi() -> Response:
    """Answer unAPI: the formats, or the record of `id` (a passage, else a document) in `format`."""
    here = site()
    wanted, form = request.args.get("id", ""), request.args.get("format", "")
    record = _record(here, wanted) if wanted else None
    if wanted and record is None:
        abort(404)
    if not form or record is None:
        formats = {name: media_type for name, (media_type, _write) in _UNAPI.items()}
        response = make_response(render_template("unapi.xml", id=wanted, formats=formats), 300 if wanted else 200)
        response.content_type = "application/xml; charset=utf-8"
        return response
    if form not in _UNAPI:
        abort(406)
    media_type, write = _UNAPI[form]
    own = wanted == record.passage.id
    endpoint, name = ("passage.show", "passage_id") if own else ("document.show", "document_id")
    facts = facts_of(record, address=public_url(endpoint, **{name: wanted}))
    return Response(write(facts), content_type=f"{media_type}; charset=utf-8")


def _record(here: Site, wanted: str) -> PassageRecord | None:
    """Return a passage, or the first passage of a document: its facts are those of the document."""
    found = here.store.passage(wanted)
    if found is None and here.store.document(wanted) is not None:
        found = next(iter(here.store.passages(wanted)), None)
    return found


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """Send the OpenSearch description, with which a browser can search here from its address bar."""
    text = render_template("opensearch.xml", base=public_url("home.show"), search=public_url("results.show"))
    return Response(text, content_type="application/opensearchdescription+xml; charset=utf-8")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Send the addresses of the pages of documents, the newest first."""
    documents = site().store.documents(limit=_MAP_URLS)
    pages = [public_url(name) for name in ("home.show", "sources.show", "info.help_page")]
    entries = [(public_url("document.show", document_id=one.id), one.ingested[:10]) for one in documents]
    text = render_template("sitemap.xml", pages=pages, entries=entries[: _MAP_URLS - len(pages)])
    return Response(text, content_type="application/xml; charset=utf-8")
