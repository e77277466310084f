"""What the page of a query that cannot be read shows: the query with the place marked, why, and a repair."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.errors import QueryError
from indexer.search import SearchRequest
from search_app.urls import search_url

_AROUND = 60  # characters shown on both sides of the place


@dataclass(frozen=True, slots=True)
class QueryProblemView:
    """A query that cannot be read. The parts of it are text; `at` is empty when the place is behind the end."""

    text: str
    message: str
    position: int  # counted from 1, for people
    before: str
    at: str
    after: str
    suggestion: str
    suggestion_url: str
    cut: bool  # is more of the query left out than shown?


def query_problem_view(request: SearchRequest, error: QueryError) -> QueryProblemView:
    """Return the view of *error*, raised by the text of *request*."""
    text, place = request.text, max(0, min(error.position, len(request.text)))
    low, high = max(0, place - _AROUND), min(len(text), place + 1 + _AROUND)
    return QueryProblemView(
        text=text,
        message=error.message,
        position=place + 1,
        before=text[low:place],
        at=text[place : place + 1],
        after=text[place + 1 : high],
        suggestion=error.suggestion,
        suggestion_url=search_url(replace(request, text=error.suggestion, page=1)) if error.suggestion else "",
        cut=low > 0 or high < len(text),
    )
