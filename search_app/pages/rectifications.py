"""Rectificaties: the register of what was put right about words in a document, and where it is shown."""

from __future__ import annotations

from flask import Blueprint, render_template

from search_app.site import site
from search_app.viewmodels.rectifications import rectification_views

blueprint = Blueprint("rectifications", __name__)


@blueprint.get("/rectificaties")
def show() -> str:
    """Show the register."""
    here = site()
    found = here.store.rectifications.all()
    documents = here.store.document_records(one.rectification.document_id for one in found)
    return render_template("rectifications.html", rectifications=rectification_views(found, documents))
