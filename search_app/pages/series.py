"""Reeks: the editions of a series, a phenomenon or word over them, and the difference of two of them."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, render_template, request

from corpus.errors import NotFoundError
from corpus.knowledge.edition_diff import EditionDiff, diff_documents
from corpus.knowledge.evolution import MOST_WORD_CHARS, Evolution, evolution
from corpus.knowledge.plain import diff_values, evolution_values
from corpus.model import MentionKind
from corpus.store.counting import concept_counts, document_rows, series_keys
from search_app import dutch
from search_app.pages.compare import phenomenon
from search_app.site import Site, site
from search_app.viewmodels.series import diff_page, list_page, series_page

blueprint = Blueprint("series", __name__)

_SHOWN_CHARS = 60


@blueprint.get("/reeksen")
def every() -> str:
    """List the series that the corpus has documents of."""
    return render_template("series_list.html", series=list_page(series_keys(site().store)), dutch=dutch)


@blueprint.get("/reeks/<series>")
def show(series: str) -> str:
    """Show the editions, and how `?fenomeen=` or `?woord=` goes over them."""
    here = site()
    found, ignored = _followed(here, series)
    json = f"/reeks/{series}.json" + (f"?{request.query_string.decode()}" if request.query_string else "")
    mentioned = concept_counts(here.store, MentionKind.PHENOMENON)
    view = series_page(here.store, found, here.workspace.vocabulary, mentioned=mentioned, ignored=ignored, json=json)
    return render_template("series.html", view=view)


@blueprint.get("/reeks/<series>.json")
def show_json(series: str) -> Response:
    """Send the same as JSON."""
    here = site()
    found, _ignored = _followed(here, series)
    return jsonify(evolution_values(found, here.store))


@blueprint.get("/reeks/<series>/verschil")
def difference(series: str) -> str:
    """Show what changed from the document `?van=` to the document `?met=`."""
    here = site()
    found = _compared(here)
    json = f"/reeks/{series}/verschil.json?{request.query_string.decode()}"
    documents = document_rows(here.store, series=series)
    view = diff_page(here.store, found, series, documents, json)
    return render_template("difference.html", view=view)


@blueprint.get("/reeks/<series>/verschil.json")
def difference_json(series: str) -> Response:  # noqa: ARG001  # the address has it; any two documents can be compared
    """Send the same as JSON."""
    here = site()
    return jsonify(diff_values(_compared(here), here.store))


def _followed(here: Site, series: str) -> tuple[Evolution, list[str]]:
    asked, word = request.args.get("fenomeen", "").strip(), request.args.get("woord", "").strip()
    concept = phenomenon(here, asked) if asked else ""
    ignored = [asked[:_SHOWN_CHARS]] if asked and not concept else []
    if concept and word:
        ignored.append(word[:_SHOWN_CHARS])
    try:
        return evolution(here.store, series, concept=concept, word="" if concept else word[:MOST_WORD_CHARS]), ignored
    except NotFoundError:
        abort(404)


def _compared(here: Site) -> EditionDiff:
    try:
        return diff_documents(here.store, request.args.get("van", ""), request.args.get("met", ""))
    except NotFoundError:
        abort(404)
