"""One committed state of a Whoosh index, opened for `array_search`."""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from indexer.engines.array_search import Ints, Mask, Postings
from indexer.engines.checks import indexable
from indexer.engines.facet_arrays import FacetArrays
from indexer.engines.files import damage_as_unusable
from indexer.engines.query import TEXT_FIELDS
from indexer.engines.whoosh_format import DurableStorage, make_schema, read_postings, read_rows

CACHED_POSTINGS = 4_000_000  # rows and positions kept of the lists used last; eight bytes each
OPEN_TRIES = 20  # a commit may remove the files of the state that is being opened

Result = TypeVar("Result")

DAMAGE = (Exception,)  # over damaged files Whoosh stumbles in every way, also with a plain Exception


def read_segments(folder: Path) -> list[Any]:
    """Return what Whoosh's table of contents says of the segments of the last commit, without opening them."""
    storage = DurableStorage(folder)
    try:
        contents = again(lambda: TOC.read(storage, "MAIN", schema=make_schema()))
    finally:
        storage.close_files()
    return list(contents.segments)


class OpenSegments:
    """The segments of the last commit, in order, with the files that they hold open."""

    def __init__(self, folder: Path) -> None:
        self.storage = DurableStorage(folder)
        try:
            self.readers = again(self._open)
        except BaseException:
            self.storage.close_files()
            raise

    def _open(self) -> list[Any]:
        contents = TOC.read(self.storage, "MAIN", schema=make_schema())
        return [SegmentReader(self.storage, contents.schema, segment) for segment in contents.segments]


def again(action: Callable[[], Result]) -> Result:
    """Do *action* until no commit comes between: one removes the files of the state before it."""
    for _ in range(OPEN_TRIES):
        with contextlib.suppress(FileNotFoundError):
            return action()
    return action()


def _terms(segment: Any, field: str, prefix: str) -> Iterator[bytes]:  # whoosh has no types
    """Give the terms of a field that begin with *prefix*, in order."""
    start = prefix.encode()
    for name, term in segment.terms_from(field, start):
        if name != field or not term.startswith(start):
            return
        yield term


class SegmentRows:
    """What is known of the passages of one segment; a segment never changes, so neither does this."""

    def __init__(self, segment: Any) -> None:  # whoosh has no types
        rows = read_rows(segment)
        self.ids: list[str] = [row[0] for row in rows]
        self.facets = FacetArrays.of_rows([(row[1], row[2]) for row in rows])
        self.lengths = np.array([row[3] for row in rows], np.int64).reshape(-1, len(TEXT_FIELDS))


class WhooshState:
    """What `array_search` asks of a source: the rows of all segments, one after the other.

    Its files are closed when nobody holds it any more, so a search that runs while the engine moves on can end.
    """

    def __init__(self, opened: OpenSegments, known: Mapping[str, SegmentRows]) -> None:
        """Take over *opened*; *known* are the rows of segments that an earlier state has read, by segment id."""
        weakref.finalize(self, opened.storage.close_files)
        self._segments = opened.readers
        self._folder = opened.storage.path
        self._reading = threading.Lock()  # a file of Whoosh has one place to read at
        self._cache: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._cached = 0
        named = {segment.segment().segment_id(): segment for segment in self._segments}
        self.parts = {name: known.get(name) or SegmentRows(segment) for name, segment in named.items()}
        parts = list(self.parts.values())
        self._starts = np.cumsum([0, *(len(part.ids) for part in parts)])
        self.ids: Sequence[str] = [name for part in parts for name in part.ids]
        self.facets = FacetArrays.joined([part.facets for part in parts])
        self.alive: Mask = np.ones(len(self.ids), np.bool_)
        for segment, start in zip(self._segments, self._starts, strict=False):
            self.alive[[start + row for row in segment.segment().deleted_docs()]] = False
        lengths = np.concatenate([np.zeros((0, len(TEXT_FIELDS)), np.int64), *(part.lengths for part in parts)])
        self.lengths = {field: lengths[:, place] for place, field in enumerate(TEXT_FIELDS)}

    def postings(self, field: str, term: str) -> Postings:
        """Return the postings of *term*, without deleted rows."""
        if not indexable(term):
            return Postings.empty()
        with self._reading, damage_as_unusable(self._folder, DAMAGE):
            found = self._cache.get((field, term))
            if found is None:
                found = self._read(field, term.encode())
                self._remember((field, term), found)
            else:
                self._cache.move_to_end((field, term))
        return found

    def prefixed(self, field: str, prefix: str) -> Ints:
        """Return the rows that hold a term that begins with *prefix*."""
        mask = np.zeros(len(self.ids), np.bool_)
        with self._reading, damage_as_unusable(self._folder, DAMAGE):
            for segment, start in zip(self._segments, self._starts, strict=False):
                for term in _terms(segment, field, prefix):
                    found = read_postings(segment, field, term)
                    if found is not None:
                        mask[found.rows + start] = True
        return np.flatnonzero(mask & self.alive)

    def frequencies(self, field: str, prefix: str) -> dict[str, int]:
        """Return the terms that begin with *prefix* with the passages that hold each, deleted ones included."""
        counts: dict[str, int] = {}
        with self._reading, damage_as_unusable(self._folder, DAMAGE):
            for segment in self._segments:
                for term in _terms(segment, field, prefix):
                    word = term.decode()
                    counts[word] = counts.get(word, 0) + segment.doc_frequency(field, term)
        return counts

    def _read(self, field: str, term: bytes) -> Postings:
        parts = []
        for segment, start in zip(self._segments, self._starts, strict=False):
            found = read_postings(segment, field, term)
            if found is not None:
                parts.append(Postings(found.rows + start, found.counts, found.positions))
        if not parts:
            return Postings.empty()
        whole = Postings(
            np.concatenate([part.rows for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.positions for part in parts]),
        )
        alive = self.alive[whole.rows]
        if alive.all():
            return whole
        places = whole.positions[np.repeat(alive, whole.counts)] if len(whole.positions) else whole.positions
        return Postings(whole.rows[alive], whole.counts[alive], places)

    def _remember(self, key: tuple[str, str], found: Postings) -> None:
        self._cache[key] = found
        self._cached += 2 * len(found.rows) + len(found.positions)
        while self._cached > CACHED_POSTINGS:
            _, oldest = self._cache.popitem(last=False)
            self._cached -= 2 * len(oldest.rows) + len(oldest.positions)
