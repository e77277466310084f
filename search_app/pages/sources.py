"""Bronnen: what the corpus holds and what it does not: coverage, all documents, files that could not be read."""

from __future__ import annotations

import math

from flask import Blueprint, render_template, request, url_for

from search_app import dutch
from search_app.site import site
from search_app.viewmodels.coverage import (
    SourcesView,
    coverage_rows,
    failure_views,
    kind_meanings,
    totals_view,
)
from search_app.viewmodels.labels import document_label
from search_app.viewmodels.results import LinkView

blueprint = Blueprint("sources", __name__)

_PER_PAGE = 50


@blueprint.get("/bronnen")
def show() -> str:
    """Show sources and coverage; `?p=` pages through the list of documents."""
    store = site().store
    totals, rows = store.totals(), store.coverage()
    last = max(1, math.ceil(totals.documents / _PER_PAGE))
    asked = request.args.get("p", "1")
    page = min(int(asked), last) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else 1
    page = max(page, 1)
    records = store.documents(limit=_PER_PAGE, offset=(page - 1) * _PER_PAGE, order="newest")
    view = SourcesView(
        totals=totals_view(totals, rows),
        coverage=coverage_rows(rows),
        documents=tuple(document_label(record) for record in records),
        documents_total=dutch.counted(totals.documents, "document", "documenten"),
        page=page,
        pages=tuple(
            LinkView(str(number), url_for("sources.show", p=number, _anchor="documenten"), number == page)
            for number in range(1, last + 1)
        )
        if last > 1
        else (),
        failures=failure_views(store.failures()),
        kinds=kind_meanings(rows),
    )
    return render_template("sources.html", view=view)
