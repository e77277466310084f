"""Answers requests over posting lists held as arrays; for an engine that stores postings but ranks slowly or wrongly.

A passage is a row, numbered from 0. What a query node matches is two arrays of equal length: the rows, ascending,
and their scores. Scores are BM25.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from indexer.engines import Found, Hit, Request
from indexer.engines.checks import indexable
from indexer.engines.facet_arrays import FacetArrays
from indexer.engines.query import (
    All,
    And,
    AtLeast,
    Best,
    Between,
    Lift,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    Value,
)
from indexer.engines.ranking import FILLER, K1, B, rarity

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Matches = tuple[Ints, Floats]

_ROW = 32  # bits to the left for the row in a key of row and position


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that hold a term, ascending, how often each does, and at which word positions (row after row)."""

    rows: Ints
    counts: Ints
    positions: Ints  # empty for a field without positions

    @classmethod
    def empty(cls) -> Postings:
        """Return the postings of a term that occurs nowhere."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, nothing)

    def keys(self) -> Ints:
        """Return row and position of each occurrence as one number, ascending."""
        return (np.repeat(self.rows, self.counts) << _ROW) | self.positions


class PostingSource(Protocol):
    """What is searched: one committed state, never changed."""

    ids: Sequence[str]  # row -> passage id
    alive: Mask  # row -> not deleted
    facets: FacetArrays
    lengths: dict[str, Ints]  # field -> row -> number of terms

    def postings(self, field: str, term: str) -> Postings:
        """Return the postings of *term*, without deleted rows."""

    def prefixed(self, field: str, prefix: str) -> Ints:
        """Return the rows that hold a term that begins with *prefix*, ascending and without deleted ones."""


Source = TypeVar("Source", bound=PostingSource)


class ArraySearch(Generic[Source]):
    """Searches one source; safe to share between threads."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._size = len(source.ids)
        self._passages = int(source.alive.sum())
        self._averages = {
            field: float(lengths[source.alive].mean()) + FILLER.get(field, 0) if self._passages else 0.0
            for field, lengths in source.lengths.items()
        }

    def answer(self, request: Request) -> Found:
        """Answer a request that `checks.check_request` let through."""
        facets, where = self.source.facets, request.where
        rows, scores = self._match(request.query)
        found = self._mask(rows)
        kept = found & facets.passing(where)
        chosen = kept[rows]
        rows, scores = rows[chosen], scores[chosen]
        if request.sort:
            scores = facets.numbers[request.sort][rows].astype(np.float64)
        counts = {}
        for facet in request.facets:
            lifted = facet in where.any_of and facet != "document"
            counts[facet] = facets.count(facet, found & facets.passing(where.without(facet)) if lifted else kept)
        return Found(len(rows), self._page(rows, scores, request.offset, request.limit), counts)

    def _page(self, rows: Ints, scores: Floats, offset: int, limit: int) -> tuple[Hit, ...]:
        end = min(offset + limit, len(rows))
        if offset >= end:
            return ()
        if end < len(rows):
            worst = np.partition(scores, len(rows) - end)[len(rows) - end]
            good = scores >= worst
            rows, scores = rows[good], scores[good]
        order = np.lexsort((self._place_of_id[rows], -scores))[offset:end]
        ids = self.source.ids
        return tuple(Hit(ids[row], float(score)) for row, score in zip(rows[order], scores[order], strict=True))

    @cached_property
    def _place_of_id(self) -> Ints:
        """Row -> place of its passage id in alphabetical order."""
        ids = self.source.ids
        places = np.empty(self._size, np.int64)
        places[np.array(sorted(range(self._size), key=ids.__getitem__), dtype=np.int64)] = np.arange(self._size)
        return places

    def _mask(self, rows: Ints) -> Mask:
        mask = np.zeros(self._size, np.bool_)
        mask[rows] = True
        return mask

    def _match(self, node: Node) -> Matches:  # noqa: PLR0911 - a case for each node
        match node:
            case And(of):
                return self._and(of)
            case Or(of):
                return self._union(of, best=False)
            case AtLeast(count, of):
                return self._union(of, best=False, least=count)
            case Best(of):
                return self._union(of, best=True)
            case Lift(must, should):
                rows, scores = self._match(must)
                return rows, scores + self._dense(should)[rows]
            case Not(child):
                return _unscored(np.flatnonzero(self.source.alive & ~self._mask(self._match(child)[0])))
            case _:
                return self._leaf(node)

    def _leaf(self, node: Node) -> Matches:  # noqa: PLR0911 - a case for each node
        source = self.source
        match node:
            case Term(field, text, boost):
                found = source.postings(field, text)
                return self._bm25(field, found.rows, found.counts, boost * rarity(self._passages, len(found.rows)))
            case Phrase(field, terms, slop, boost):
                rows, counts, rare = self._phrase(field, terms, slop)
                return self._bm25(field, rows, counts, boost * rare)
            case Prefix(field, text, boost):
                rows = source.prefixed(field, text)
                return rows, np.full(len(rows), boost)
            case OneOf(field, terms, boost):
                mask = np.zeros(self._size, np.bool_)
                for term in terms:
                    mask[source.postings(field, term).rows] = True
                rows = np.flatnonzero(mask)
                return rows, np.full(len(rows), boost)
            case Near(field, left, right, within, boost):
                rows = self._near(field, left, right, within)
                return rows, np.full(len(rows), boost)
            case Value(facet, value, boost):
                rows = np.flatnonzero(source.alive & source.facets.holding(facet, (value,)))
                return rows, np.full(len(rows), boost)
            case Between(number, low, high):
                return _unscored(np.flatnonzero(source.alive & source.facets.between(number, low, high)))
            case All():
                rows = np.flatnonzero(source.alive)
                return rows, np.ones(len(rows))
            case _:
                raise TypeError(f"not a query node: {node!r}")

    def _and(self, of: tuple[Node, ...]) -> Matches:
        """Start from the shortest list; the others only say which of its rows stay."""
        if not of:
            return _unscored(np.flatnonzero(self.source.alive))
        parts = sorted((self._match(child) for child in of), key=lambda part: len(part[0]))
        rows, scores = parts[0]
        for other_rows, other_scores in parts[1:]:
            places = np.searchsorted(other_rows, rows)
            places[places == len(other_rows)] = 0
            common = other_rows[places] == rows if len(other_rows) else np.zeros(len(rows), np.bool_)
            rows, scores = rows[common], scores[common] + other_scores[places[common]]
        return rows, scores

    def _union(self, of: tuple[Node, ...], *, best: bool, least: int = 1) -> Matches:
        """Add up scores, or keep the best; the children are laid over one array of all rows.

        *least* is how many of the children a row must match.
        """
        held = np.zeros(self._size, np.int16)
        total = np.zeros(self._size)
        for child in of:
            rows, scores = self._match(child)
            held[rows] += 1
            total[rows] = np.maximum(total[rows], scores) if best else total[rows] + scores
        rows = np.flatnonzero(held >= least)
        return rows, total[rows]

    def _dense(self, node: Node) -> Floats:
        rows, scores = self._match(node)
        dense = np.zeros(self._size)
        dense[rows] = scores
        return dense

    def _phrase(self, field: str, terms: tuple[str, ...], slop: int) -> tuple[Ints, Ints, float]:
        """Return the rows that hold the phrase, how often it begins in each, and how rare its words are together.

        From every first word go to the nearest second word after it, from there to the nearest third, and so on:
        the nearest leaves most room for those that follow, so this finds the shortest stretch from each beginning.
        """
        nothing = np.zeros(0, np.int64)
        if not terms or not all(map(indexable, terms)):
            return nothing, nothing, 0.0
        postings = [self.source.postings(field, term) for term in terms]
        rare = sum(rarity(self._passages, len(one.rows)) for one in postings)
        keys = [one.keys() for one in postings]
        start = end = keys[0]
        for following in keys[1:]:
            places = np.searchsorted(following, end, side="right")
            there = places < len(following)
            start, end, places = start[there], end[there], places[there]
            nearest = following[places]
            same_row = nearest >> _ROW == start >> _ROW
            start, end = start[same_row], nearest[same_row]
        fits = end - start - (len(terms) - 1) <= slop
        rows, counts = np.unique(start[fits] >> _ROW, return_counts=True)
        return rows, counts.astype(np.int64), rare

    def _near(self, field: str, left: tuple[str, ...], right: tuple[str, ...], within: int) -> Ints:
        """Return the rows where some *right* begins in the stretch around a *left* that is near enough."""
        one, other = self._starts(field, left), self._starts(field, right)
        first = np.searchsorted(other, one - within - len(right), side="left")
        last = np.searchsorted(other, one + within + len(left), side="right")
        return np.unique(one[first < last] >> _ROW)

    def _starts(self, field: str, terms: tuple[str, ...]) -> Ints:
        """Return row and position of each place where *terms* stand next to each other, as one number, ascending."""
        starts = self.source.postings(field, terms[0]).keys()
        for step, term in enumerate(terms[1:], start=1):
            starts = starts[np.isin(starts + step, self.source.postings(field, term).keys())]
        return starts

    def _bm25(self, field: str, rows: Ints, counts: Ints, weight: float) -> Matches:
        if not len(rows):
            return rows, np.zeros(0)
        lengths = (self.source.lengths[field][rows] + FILLER.get(field, 0)) / self._averages[field]
        return rows, weight * (K1 + 1) * counts / (counts + K1 * (1 - B + B * lengths))


def _unscored(rows: Ints) -> Matches:
    return rows, np.zeros(len(rows))
