"""Vergelijken: Belgium beside the Netherlands, phenomena by year or edition, and the threat levels of each."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, jsonify, render_template, request

from corpus.knowledge.comparison import MOST_CONCEPTS, Comparison, compare_countries
from corpus.knowledge.plain import comparison_values
from corpus.model import MentionKind
from corpus.store.counting import concept_counts
from search_app.comparison_files import comparison_csv, comparison_docx
from search_app.site import Site, public_url, site
from search_app.viewmodels.compare import ROW_WORDS, compare_page

blueprint = Blueprint("compare", __name__)

_YEAR = re.compile(r"(?:1[5-9]|2[01])[0-9]{2}")
_SHOWN_CHARS = 60
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/vergelijk")
def show() -> str:
    """Show the comparison of the address; without a phenomenon the form and the threat levels."""
    here = site()
    found, ignored = _compared(here)
    mentioned = concept_counts(here.store, MentionKind.PHENOMENON)
    view = compare_page(here.store, found, here.workspace.vocabulary, mentioned, ignored)
    return render_template("compare.html", view=view)


@blueprint.get("/vergelijk.<ending>")
def export(ending: str) -> Response:
    """Send the comparison of the address as a file."""
    here = site()
    found, _ignored = _compared(here)
    if ending == "json":
        return jsonify(comparison_values(found, here.store))
    if ending == "csv":
        response = Response(
            comparison_csv(found, here.workspace.vocabulary, _address), content_type="text/csv; charset=utf-8"
        )
    elif ending == "docx":
        response = Response(comparison_docx(found, here.store, here.workspace.vocabulary, _address), content_type=_WORD)
    else:
        abort(404)
    response.headers.set("Content-Disposition", "attachment", filename=f"vergelijking.{ending}")
    return response


def _compared(here: Site) -> tuple[Comparison, list[str]]:
    """Read the address and compare; also return what of it we do not know."""
    concepts: list[str] = []
    ignored: list[str] = []
    for value in filter(None, request.args.getlist("fenomeen")):
        known = phenomenon(here, value)
        (concepts if known and len(concepts) < MOST_CONCEPTS else ignored).append(known or value[:_SHOWN_CHARS])
    years = [_year(key, ignored) for key in ("van", "tot")]
    if years[0] is not None and years[1] is not None and years[0] > years[1]:
        years.reverse()
    rows = request.args.get("rij", "jaar")
    if rows not in ROW_WORDS:
        ignored.append(f"rij={rows[:_SHOWN_CHARS]}")
    return compare_countries(
        here.store, concepts, year_from=years[0], year_to=years[1], rows=ROW_WORDS.get(rows, "year")
    ), ignored


def phenomenon(here: Site, text: str) -> str:
    """Return the id of the phenomenon that *text* is, or is a label of; empty when there is none."""
    vocabulary = here.workspace.vocabulary
    ids = (text, *vocabulary.find(text))
    return next((one for one in ids if one in vocabulary and vocabulary.concept(one).kind == "phenomenon"), "")


def _year(key: str, ignored: list[str]) -> int | None:
    value = request.args.get(key, "").strip()
    if value and not _YEAR.fullmatch(value):
        ignored.append(f"{key}={value[:_SHOWN_CHARS]}")
        return None
    return int(value) if value else None


def _address(passage_id: str) -> str:
    return public_url("passage.show", passage_id=passage_id)
