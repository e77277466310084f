"""Citatenlijst: passages that a reader collects, in their order, to print or to take along as a file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for

from search_app.citation_list import MOST, ids_in_address, ids_in_cookie, keep, moved, records_of
from search_app.site import public_url, site
from search_app.viewmodels.citation_list import citation_list_view
from search_app.viewmodels.exports import FORMS

blueprint = Blueprint("citation_list", __name__)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/citatenlijst")
def show() -> str:
    """Show the reader's own list, or the one in the address, which can be shared."""
    here = site()
    given = ids_in_address()
    own = ids_in_cookie(here)
    ids = given or own
    records = records_of(here, ids)
    gone = [here.store.retired(one) for one in ids if one not in {record.passage.id for record in records}]
    view = citation_list_view(records, gone, shared=bool(given) and given != own)
    return render_template("citation_list.html", view=view)


@blueprint.post("/citatenlijst")
def change() -> Response:
    """Add, take away or move a passage, or empty the list; then lead back to where the reader was."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    request.max_content_length = 16_384
    here = site()
    ids, one, what = ids_in_cookie(here), request.form.get("passage", ""), request.form.get("doe", "")
    if what == "erbij" and here.store.passage(one) is not None:
        ids = [*(other for other in ids if other != one), one]
    elif what == "eruit":
        ids = [other for other in ids if other != one]
    elif what in ("hoger", "lager"):
        ids = moved(ids, one, -1 if what == "hoger" else 1)
    elif what == "leeg":
        ids = []
    elif what == "overnemen":
        taken = [other for other in request.form.getlist("passages") if here.store.passage(other) is not None]
        ids = list(dict.fromkeys([*ids, *taken]))
    back = url_for("citation_list.show")
    if what == "erbij":
        back = url_for("passage.show", passage_id=one, _anchor="citatenlijst")
    return keep(make_response(redirect(back, 303)), here, ids[:MOST])


@blueprint.get("/citatenlijst.<ending>")
def export(ending: str) -> Response:
    """Send the list in the address, else the reader's own, as a file."""
    here = site()
    records = records_of(here, ids_in_address() or ids_in_cookie(here))
    if ending == "docx":
        from search_app.word import citation_list_docx  # slow to import, and few ask for it

        response = Response(citation_list_docx(records, _address), content_type=_WORD)
    elif ending in FORMS:
        form = FORMS[ending]
        response = Response(form.write(records, _address), content_type=f"{form.media_type}; charset=utf-8")
    else:
        abort(404)
    response.headers.set("Content-Disposition", "attachment", filename=f"citatenlijst.{ending}")
    return response


def _address(passage_id: str) -> str:
    return public_url("passage.show", passage_id=passage_id)
