"""Zoek: the results of a search; everything it shows follows from the address."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from corpus.catalogue import kinds
from corpus.errors import QueryError
from corpus.knowledge import cooccurrence
from corpus.model import MentionKind
from indexer.query.lexis import is_bare
from indexer.search import SearchRequest
from indexer.suggestions import Suggestion
from search_app import dutch
from search_app.site import Site, site
from search_app.urls import Known, address_pairs, read_address, search_url, without_filters, without_value
from search_app.viewmodels.labels import FILTER_TITLES
from search_app.viewmodels.query_problem import query_problem_view
from search_app.viewmodels.results import LinkView, results_view

blueprint = Blueprint("results", __name__)

_MAX_WORDS = 8  # of a query that is looked at word by word
_MAX_DROPPED = 12  # filters for which we count what dropping them gives


@blueprint.get("/zoek")
def show() -> str | Response | tuple[str, int]:
    """Show the results, at the canonical address of the search."""
    here = site()
    pairs = list(request.args.items(multi=True))
    address = read_address(pairs, known_values(here), per_page=here.settings.results_per_page)
    if not address.ignored and pairs != address_pairs(address.request):
        return redirect(search_url(address.request))
    try:
        result = here.searcher.search(address.request)
    except QueryError as error:
        return render_template("query_problem.html", view=query_problem_view(address.request, error)), 400
    nothing = not result.passages
    suggested = {
        "meant": here.searcher.spelled_otherwise(address.request) if address.request.page == 1 else [],
        "broader": here.searcher.broader(address.request) if nothing else [],
    }
    view = results_view(
        result,
        label=here.searcher.facet_label,
        ignored=address.ignored,
        words=_each_word(here, address.request) if nothing else (),
        dropped=_dropped(here, address.request) if nothing else (),
        **{name: _links(address.request, found) for name, found in suggested.items()},
    )
    return render_template("results.html", view=view, coverage=here.store.totals() if nothing else None)


def known_values(here: Site) -> Known:
    """Return what says whether a filter can have a value in this corpus; the store is asked at most once."""
    rows: dict[str, set[str]] = {}

    def known(name: str, value: str) -> bool:
        if name in ("phenomenon", "institution", "place", "organisation"):
            vocabulary = here.workspace.vocabulary
            ours = value in vocabulary and vocabulary.concept(value).kind == name
            return ours or bool(cooccurrence.usual_names(here.store, MentionKind(name), [value]))
        if name == "country":
            return value in ("BE", "NL")
        if not rows:
            coverage = here.store.coverage()
            rows["publisher"] = {row.publisher for row in coverage}
            rows["kind"] = {*kinds(), *(row.kind for row in coverage)}
        return value in rows[name]

    return known


def _each_word(here: Site, asked: SearchRequest) -> tuple[LinkView, ...]:
    """Return each word of a query of a few plain words with what it gives alone, under the same filters."""
    words = list(dict.fromkeys(asked.text.split()))
    if not 2 <= len(words) <= _MAX_WORDS or not all(is_bare(word) for word in words):
        return ()
    ways = [(word, replace(asked, text=word, page=1)) for word in words]
    return tuple(
        LinkView(word, search_url(way) if count else "", count=_passages(count))
        for word, way, count in ((word, way, here.searcher.count(way)) for word, way in ways)
    )


def _links(asked: SearchRequest, found: list[Suggestion]) -> tuple[LinkView, ...]:
    """Return suggested questions as links, under the same filters; `count` is what is new in each."""
    return tuple(
        LinkView(one.text, search_url(replace(asked, text=one.text, page=1)), count=one.instead) for one in found
    )


def _passages(count: int) -> str:
    return dutch.counted(count, "passage", "passages") if count else "geen passage"


def _dropped(here: Site, asked: SearchRequest) -> tuple[LinkView, ...]:
    """Return each filter taken away with what that gives, where it gives anything."""
    ways: list[tuple[str, SearchRequest]] = [
        (
            f"zonder {FILTER_TITLES[name].lower()}: {here.searcher.facet_label(name, value)}",
            without_value(asked, name, value),
        )
        for name in FILTER_TITLES
        for value in asked.chosen.get(name, ())
    ]
    if asked.year_from is not None or asked.year_to is not None:
        ways.append(("zonder periode", replace(asked, year_from=None, year_to=None, page=1)))
    if len(ways) > 1:
        ways.append(("zonder filters", without_filters(asked)))
    if asked.literal:
        ways.append(("niet letterlijk, maar ook verwante woordvormen", replace(asked, literal=False, page=1)))
    if asked.all_words:
        ways.append(("ook passages met een deel van de zoekwoorden", replace(asked, all_words=False, page=1)))
    counted = [(text, way, here.searcher.count(way)) for text, way in ways[:_MAX_DROPPED]]
    return tuple(LinkView(text, search_url(way), count=_passages(count)) for text, way, count in counted if count)
