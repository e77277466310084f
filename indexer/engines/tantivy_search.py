"""Answers one request with tantivy: exact totals, hits with ties by passage id, and facets with their filter lifted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

import tantivy
from tantivy import Query

from indexer.engines import Filter, Found, Hit, Request
from indexer.engines.query import All, And, Best, Between, Lift, Near, Node, Not, OneOf, Or, Prefix, Value
from indexer.engines.tantivy_query import QueryMaker

SCORE_DIGITS = 4  # sums of 32-bit floats differ in the seventh digit with their order; closer scores are a tie
SPARE = 50  # hits fetched beyond the page: they cost nothing, and mostly hold the whole of the last tie
MAX_FETCH = 2_000  # hits fetched to have the whole of a tie; a larger one is walked through by id
MAX_STEPS = 16  # different scores; each is a search of its own
MAX_BUCKETS = 60_000  # tantivy gives up an aggregation at 65,000 values

Steps = list[tuple[float, Node]]


class TantivySearch:
    """One request on one searcher: everything it returns is of the same committed state."""

    def __init__(self, searcher: Any, maker: QueryMaker, request: Request) -> None:  # stubs lack count
        self._searcher = searcher
        self._maker = maker
        self._request = request
        self._query = maker.make(request.query)
        # tantivy makes room for all hits it is asked for before it looks, and ends the process where it cannot.
        self._offset = min(request.offset, searcher.num_docs)
        self._limit = min(request.limit, searcher.num_docs)

    def found(self) -> Found:
        """Return the answer: total, the hits of the page, and the facets."""
        request = self._request
        query = self._maker.filtered(self._query, request.where)
        steps = score_steps(request.query)
        if request.sort:
            total, hits = self._sorted(query)
        elif steps is not None:
            total, hits = self._stepped(steps)
        else:
            total, hits = self._ranked(query)
        return Found(total, tuple(hits), self._facets(query))

    def _ranked(self, query: Query) -> tuple[int, list[Hit]]:
        """Best first. Equal scores come in order of passage id: fetch on until the last tie on the page is whole.

        tantivy breaks ties by place in the index, which changes with every merge; pages would then overlap.
        """
        offset, end = self._offset, self._offset + self._limit
        fetch = end + SPARE
        while True:
            result = self._searcher.search(query, limit=fetch)
            scored = result.hits
            whole = len(scored) < fetch or end == offset or _rounded(scored[-1]) != _rounded(scored[end - 1])
            if whole or fetch >= MAX_FETCH:
                break
            fetch = min(fetch * 4, MAX_FETCH)
        if not scored[offset:end]:
            return result.count, []
        best, last = _rounded(scored[offset]), _rounded(scored[min(end, len(scored)) - 1])
        first = bisect_left(scored, -best, hi=offset, key=lambda hit: -_rounded(hit))
        after = bisect_right(scored, -last, lo=offset, key=lambda hit: -_rounded(hit))
        ties: dict[float, list[Any]] = {}
        for hit in scored[first:after]:
            ties.setdefault(_rounded(hit), []).append(hit[1])
        hits: list[Hit] = []
        for score, addresses in ties.items():
            wanted = end - first - len(hits)
            names = sorted(map(self._id, addresses)) if whole or score > last else self._tied(query, score, wanted)
            hits += [Hit(name, score) for name in names[:wanted]]
        return result.count, hits[offset - first : end - first]

    def _tied(self, query: Query, score: float, wanted: int) -> list[str]:
        """Return the first *wanted* ids of what *query* finds with *score*, of which there are very many.

        Walk through all matches by id, and ask the score of each stretch of them.
        """
        found: list[str] = []
        offset, size = 0, 4 * wanted
        while len(found) < wanted:
            count, names = self._by_id(query, offset, size)
            scored = self._searcher.search(self._maker.only(query, names), limit=max(1, len(names)), count=False).hits
            found += sorted(self._id(hit[1]) for hit in scored if _rounded(hit) == score)
            offset, size = offset + size, size * 4
            if offset >= count:
                break
        return found

    def _stepped(self, steps: Steps) -> tuple[int, list[Hit]]:
        """Scores that take a few values only tie in the thousands: let tantivy order each step by passage id."""
        skip, wanted = self._offset, self._limit
        total, hits = 0, list[Hit]()
        for score, node in steps:
            query = self._maker.filtered(self._maker.make(node), self._request.where)
            count, names = self._by_id(query, max(0, skip - total), wanted - len(hits))
            hits += [Hit(name, score) for name in names]
            total += count
        return total, hits

    def _sorted(self, query: Query) -> tuple[int, list[Hit]]:
        """Highest number first; passages that share a number by id, and by tantivy where the page cuts through them."""
        number, offset, limit = self._request.sort, self._offset, self._limit
        result = self._searcher.search(query, limit=offset + limit + 1, order_by_field=number)
        numbers = [value for value, _ in result.hits]
        hits: list[Hit] = []
        for value in dict.fromkeys(numbers[offset : offset + limit]):
            first, size = numbers.index(value), numbers.count(value)
            skip, wanted = max(0, offset - first), limit - len(hits)
            if first + size < len(numbers) or len(numbers) == result.count:
                names = sorted(self._id(address) for _, address in result.hits[first : first + size])
                names = names[skip : skip + wanted]
            else:
                same = self._maker.filtered(query, Filter(between={number: (value, value)}))
                _, names = self._by_id(same, skip, wanted)
            hits += [Hit(name, float(value)) for name in names]
        return result.count, hits

    def _by_id(self, query: Query, offset: int, limit: int) -> tuple[int, list[str]]:
        """Return how many passages match, and the ids from *offset* in alphabetical order."""
        ascending = tantivy.Order.Asc
        result = self._searcher.search(
            query, limit=max(1, limit), offset=offset, order_by_field="id", order=ascending
        )  # a limit of 0 is a panic
        return result.count, [name for name, _ in result.hits[:limit]]

    def _facets(self, query: Query) -> dict[str, dict[str, int]]:
        """Count all facets in one pass; one that is filtered on needs its own, with that filter lifted."""
        where = self._request.where
        alone = [facet for facet in self._request.facets if facet in where.any_of and facet != "document"]
        together = [facet for facet in self._request.facets if facet not in alone]
        counts = self._count(query, together)
        for facet in alone:
            counts |= self._count(self._maker.filtered(self._query, where.without(facet)), [facet])
        return {facet: counts[facet] for facet in self._request.facets}

    def _count(self, query: Query, facets: list[str]) -> dict[str, dict[str, int]]:
        if not facets:
            return {}
        asked = {facet: {"terms": {"field": facet, "size": MAX_BUCKETS}} for facet in facets}
        try:
            answer = self._searcher.aggregate(query, asked)
        except ValueError as error:
            if "bucket limit" not in str(error):
                raise
            return {facet: self._count_in_parts(query, facet) for facet in facets}
        return {
            facet: _buckets(answer[facet])
            if not answer[facet]["sum_other_doc_count"]
            else self._count_in_parts(query, facet)
            for facet in facets
        }

    def _count_in_parts(self, query: Query, facet: str) -> dict[str, int]:
        """Count a facet with more values than tantivy counts at once."""
        values = [value for value, _ in self._searcher.terms_with_prefix(facet, "")]
        counts: dict[str, int] = {}
        for start in range(0, len(values), MAX_BUCKETS // 2):
            part = values[start : start + MAX_BUCKETS // 2]
            terms = {"field": facet, "size": MAX_BUCKETS, "include": part}
            counts |= _buckets(self._searcher.aggregate(query, {facet: {"terms": terms}})[facet])
        return counts

    def _id(self, address: tantivy.DocAddress) -> str:
        name: str = self._searcher.doc(address).get_first("id")
        return name


def _rounded(hit: tuple[Any, Any]) -> float:
    return float(round(hit[0], SCORE_DIGITS))


def _buckets(answer: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}


def score_steps(node: Node) -> Steps | None:
    """Cut *node* into nodes that match different passages, all with one score each, highest score first.

    A word with a star becomes such a node; half of a corpus may then share a score. None: scores vary, or take more
    than MAX_STEPS values.
    """
    steps = _steps(node)
    if steps is None or len(steps) > MAX_STEPS:
        return None
    alike: dict[float, list[Node]] = {}
    for score, part in steps:
        alike.setdefault(round(score, SCORE_DIGITS), []).append(part)
    return [(score, _any(tuple(alike[score]))) for score in sorted(alike, reverse=True)]


def _steps(node: Node) -> Steps | None:  # noqa: PLR0911 - a case for each node
    match node:
        case Prefix() | OneOf() | Near() | Value():
            return [(node.boost, node)]
        case All():
            return [(1.0, node)]
        case Between() | Not():
            return [(0.0, node)]
        case And(of):
            return _added(of)
        case Best(of):
            return _layered(of)
        case Lift(must, should):
            lifted, plain = _added((must, should)), _added((must, Not(should)))
            return None if lifted is None or plain is None else lifted + plain
        case _:
            return None


def _added(of: tuple[Node, ...]) -> Steps | None:
    """All of *of* together: every combination of their steps, scores added up."""
    combined: Steps = [(0.0, And(()))]
    for child in of:
        steps = _steps(child)
        if steps is None or len(steps) * len(combined) > MAX_STEPS:
            return None
        combined = [(before + score, And((node, part))) for before, node in combined for score, part in steps]
    return combined


def _layered(of: tuple[Node, ...]) -> Steps | None:
    """The best of *of*: what reaches a score, without what reaches a higher one."""
    pooled: Steps = []
    for child in of:
        steps = _steps(child)
        if steps is None or len(steps) + len(pooled) > MAX_STEPS:
            return None
        pooled += steps
    pooled.sort(key=lambda step: -step[0])
    higher = [_any(tuple(part for _, part in pooled[:place])) for place in range(len(pooled))]
    return [(score, And((part, Not(above)))) for (score, part), above in zip(pooled, higher, strict=True)]


def _any(of: tuple[Node, ...]) -> Node:
    return of[0] if len(of) == 1 else Or(of)
