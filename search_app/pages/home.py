"""Home: what this is, the search box, what the corpus holds, its latest documents, the phenomena it mentions."""

from __future__ import annotations

from flask import Blueprint, render_template

from corpus.errors import IndexUnusableError
from indexer.search import SearchRequest
from search_app.site import Site, site
from search_app.viewmodels.coverage import HomeView, coverage_rows, phenomenon_groups, totals_view
from search_app.viewmodels.labels import document_label

blueprint = Blueprint("home", __name__)

_LATEST = 6


@blueprint.get("/")
def show() -> str:
    """Show the home page."""
    here = site()
    rows = here.store.coverage()
    view = HomeView(
        totals=totals_view(here.store.totals(), rows),
        coverage=coverage_rows(rows),
        latest=tuple(document_label(record) for record in here.store.documents(limit=_LATEST, order="newest")),
        phenomena=phenomenon_groups(here.workspace.vocabulary, _phenomenon_counts(here)),
    )
    return render_template("home.html", view=view)


def _phenomenon_counts(here: Site) -> dict[str, int]:
    """Return the number of passages per phenomenon; none while there is no index, so that the page still shows."""
    try:
        result = here.searcher.search(SearchRequest(per_page=1, per_document=1))
    except IndexUnusableError:
        return {}
    return {value.key: value.count for value in result.facets["phenomenon"]}
