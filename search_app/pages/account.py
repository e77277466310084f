"""Zoekverantwoording: one search accounted for, to print, to attach to a file, or to keep as JSON."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from corpus.errors import QueryError
from indexer.account import account_of
from indexer.search import SearchRequest
from search_app.pages.results import known_values
from search_app.site import public_url, site
from search_app.urls import account_url, read_address
from search_app.viewmodels.account import account_view
from search_app.viewmodels.query_problem import query_problem_view

blueprint = Blueprint("account", __name__)


@blueprint.get("/zoekverantwoording")
def show() -> str | Redirect | tuple[str, int]:
    """Show the account of the search in the address."""
    asked = _asked()
    try:
        account = account_of(site().workspace, asked)
    except QueryError as error:
        return render_template("query_problem.html", view=query_problem_view(asked, error)), 400
    permalink = _root() + account_url(asked)
    return render_template("account.html", view=account_view(account, asked, permalink))


@blueprint.get("/zoekverantwoording.json")
def as_json() -> Response | Redirect:
    """Send the account as JSON."""
    asked = _asked()
    try:
        account = account_of(site().workspace, asked)
    except QueryError:
        return redirect(account_url(asked))
    response = jsonify({"permalink": _root() + account_url(asked), **asdict(account)})
    response.headers.set("Content-Disposition", "attachment", filename=f"zoekverantwoording-{account.made[:10]}.json")
    return response


def _asked() -> SearchRequest:
    here = site()
    pairs = list(request.args.items(multi=True))
    return read_address(pairs, known_values(here), per_page=here.settings.results_per_page).request


def _root() -> str:
    return public_url("home.show").rstrip("/")
