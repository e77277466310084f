"""Puts documents in order by their best passage and by themselves as a whole; the engine ranks passages only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from corpus.identity import document_of
from indexer.engines import Filter, Found, Hit, Request, SearchEngine
from indexer.engines.query import Lift, Node, Value
from indexer.indexing import ASIDE, FIGURES
from indexer.query import weights
from indexer.query.compile import Compiled

#: A document found, with its passages, best first.
Ranked = list[tuple[str, list[Hit]]]

#: Passages asked of the engine at first, for each document on the pages up to the one shown.
_PER_DOCUMENT = 6


def ranking_node(node: Node, compiled: Compiled) -> Node:
    """Return *node* with what lifts and lowers passages by what they are; it finds the same."""
    if compiled.whole is None:
        return node
    if compiled.counts and weights.FIGURES:
        node = Lift(node, Value("trait", FIGURES, weights.FIGURES))
    return Lift(node, Value("trait", ASIDE, weights.ASIDE)) if weights.ASIDE else node


def ranked_documents(
    engines: tuple[SearchEngine, SearchEngine],
    asked: Request,
    whole: Node | None,
    *,
    page: tuple[int, int],
    per_document: int,
) -> tuple[Found, Ranked]:
    """Return the engine's answer and the documents on one page, each with its best passages.

    Args:
        engines: of the passages, and of the documents as a whole.
        asked: query, filter, facets (`document` among them) and sort; its limit is of no account.
        whole: scores documents as a whole; None: the order is that of their best passage.
        page: number of the first document shown, from 0, and of the one after the last.
        per_document: how many passages of a document are shown.
    """
    passages = engines[0]
    first, last = page
    depth = last * _PER_DOCUMENT
    if whole is not None and not asked.sort:
        depth = max(depth, weights.WINDOW_PASSAGES)
    found = passages.search(replace(asked, limit=depth))
    counts = found.facets["document"]
    wanted = min(last, len(counts))
    hits = found.hits
    order = None
    if whole is not None and not asked.sort and len(counts) > 1:
        order, more = _window(engines, asked, whole, hits[: weights.WINDOW_PASSAGES])
        hits = (*hits, *more)
    grouped = _in_order(hits, order)
    while len(grouped) < wanted and depth < found.total:
        depth = min(depth * 4, found.total)
        grouped = _in_order((*passages.search(_more(asked, depth, asked.where)).hits, *hits), order)
    shown = list(grouped)[first:wanted]
    short = [one for one in shown if len(grouped[one]) < min(per_document, counts[one])]
    if short:
        rest = passages.search(_more(asked, sum(counts[one] for one in short), _only(asked.where, short)))
        grouped.update(_grouped(rest.hits))
    return found, [(document, grouped[document][:per_document]) for document in shown]


def _window(
    engines: tuple[SearchEngine, SearchEngine], asked: Request, whole: Node, hits: tuple[Hit, ...]
) -> tuple[Mapping[str, float], tuple[Hit, ...]]:
    """Return the documents of the best passages and the best documents, with their scores, best first.

    It does not depend on the page that is shown, so pages never overlap. A document whose own score is not among the
    best counts with the lowest of those; one that only joins for its own score brings its best passages along.
    """
    passages, documents = engines
    own = documents.search(Request(whole, where=asked.where, limit=weights.WINDOW_DOCUMENTS)).hits
    scores = {hit.passage: hit.score for hit in own}
    lowest = own[-1].score if len(own) == weights.WINDOW_DOCUMENTS else 0.0
    best = _best(hits)
    joining = [document for document in scores if document not in best]
    more: tuple[Hit, ...] = ()
    if joining:
        limit = weights.WINDOW_PASSAGES
        more = passages.search(_more(asked, limit, _only(asked.where, joining))).hits
        best |= _best(more)
    total = {name: score + weights.DOCUMENT * scores.get(name, lowest) for name, score in best.items()}
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))), more


def _best(hits: Iterable[Hit]) -> dict[str, float]:
    best: dict[str, float] = {}
    for hit in hits:
        best.setdefault(document_of(hit.passage), hit.score)
    return best


def _in_order(hits: Iterable[Hit], order: Mapping[str, float] | None) -> dict[str, list[Hit]]:
    """Group *hits* by document: those of the window in its order, then the others in the order of their passages."""
    grouped = _grouped(hits)
    if order is None:
        return grouped
    return {document: grouped[document] for document in (*order, *(one for one in grouped if one not in order))}


def _grouped(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    grouped: dict[str, dict[str, Hit]] = {}
    for hit in hits:
        grouped.setdefault(document_of(hit.passage), {}).setdefault(hit.passage, hit)
    return {name: list(held.values()) for name, held in grouped.items()}


def _more(asked: Request, limit: int, where: Filter) -> Request:
    return Request(query=asked.query, where=where, sort=asked.sort, limit=limit)


def _only(where: Filter, documents: Iterable[str]) -> Filter:
    return Filter({**where.any_of, "document": frozenset(documents)}, where.between)
