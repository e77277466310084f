"""Search against labelled queries: every query asked as a user would, the documents found held against the labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlparse

from corpus.store import Store
from indexer.evaluation.labelled import LabelledQuery
from indexer.evaluation.measures import MEASURES, interval, mean, measured
from indexer.search import Searcher, SearchRequest

DEPTH = 50  # documents looked at

Rank = Callable[[str], Sequence[str]]  # query -> names of documents, best first


@dataclass(frozen=True, slots=True)
class Answer:
    """What one query gave: its measures, or for a query without relevant documents how many documents were found."""

    query: LabelledQuery
    values: Mapping[str, float]  # name in MEASURES -> 0 to 1; empty for a query without relevant documents
    first: tuple[str, ...]  # the first ten documents
    unknown: tuple[str, ...] = ()  # labelled documents that the corpus does not hold


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over queries with its 95 % interval."""

    mean: float
    low: float
    high: float


def names_of(store: Store) -> dict[str, str]:
    """Return for each document the name of its file without ending, by which labels may know it."""
    return {record.id: Path(unquote(urlparse(store.source(record.id)).path)).stem for record in store.documents()}


def ranker(searcher: Searcher, request: SearchRequest | None = None) -> Rank:
    """Return what asks *searcher*; *request* holds what is to be otherwise than in an ordinary search."""
    asked = request or SearchRequest()

    def rank(text: str) -> list[str]:
        found = searcher.search(replace(asked, text=text, per_page=DEPTH, per_document=1))
        return [hit.document.id for hit in found.hits]

    return rank


def evaluate(rank: Rank, queries: Sequence[LabelledQuery], names: Mapping[str, str]) -> list[Answer]:
    """Ask all *queries*.

    Args:
        rank: gives the ids of documents.
        queries: whose labels are ids, or names as `names_of` gives them.
        names: id -> name, of all documents of the corpus.
    """
    held = {*names, *names.values()}
    answers = []
    for query in queries:
        found = [one if one in query.grades else names.get(one, one) for one in rank(query.text)]
        unknown = tuple(sorted(set(query.grades) - held))
        values = measured(found, query.grades) if query.grades else {}
        answers.append(Answer(query, values, tuple(found[:10]), unknown))
    return answers


def figures(answers: Sequence[Answer]) -> dict[str, Figure]:
    """Return the mean of each measure over the queries that have relevant documents."""
    found = {}
    for name in MEASURES:
        values = [answer.values[name] for answer in answers if answer.values]
        found[name] = Figure(mean(values), *interval(values))
    return found


def by_kind(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    """Return the answers that have measures by kind of query, in order of name."""
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.values:
            found.setdefault(answer.query.kind, []).append(answer)
    return dict(sorted(found.items()))
