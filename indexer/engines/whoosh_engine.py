"""The engine in pure Python: Whoosh 2.7.4 stores the postings, `array_search` answers from them.

Whoosh's own searching is left aside: its `AndNot` gives wrong results, its totals are estimates, its facets are slow.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import MERGE_SMALL

from indexer.engines import EngineStats, Found, IndexedPassage, Request
from indexer.engines.array_search import ArraySearch
from indexer.engines.checks import check_request, check_text_field, checked_passages
from indexer.engines.files import (
    Label,
    WriterLock,
    check_label,
    damage_as_unusable,
    empty_folder,
    folder_size,
    lock_folder,
    unusable,
    write_label,
)
from indexer.engines.ranking import top_terms
from indexer.engines.whoosh_format import DurableStorage, as_fields, make_codec, make_schema, read_postings
from indexer.engines.whoosh_state import DAMAGE, OpenSegments, WhooshState, again, read_segments

WRITER_MEGABYTES = 256  # postings gathered before they are sorted to disk


class WhooshEngine:
    """An index of Whoosh in one folder; other processes may read it while one writes."""

    FORMAT = "2, whoosh 2.7.4"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._search: ArraySearch[WhooshState] | None = None
        check_label(folder, _label())
        self.refresh()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index in *folder*, taking the place of one that is there."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = lock_folder(folder)
        try:
            empty_folder(folder)
            TOC.create(DurableStorage(folder), make_schema())
            write_label(folder, _label())
        finally:
            lock.release()
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in *folder*.

        Raises:
            IndexUnusableError: there is none, it is damaged, or of another format.
        """
        return cls(folder)

    def writer(self) -> _WhooshWriter:
        """Start a batch; see `SearchEngine.writer`."""
        return _WhooshWriter(self._folder, lock_folder(self._folder))

    def refresh(self) -> None:
        """Show what has been committed: open all segments afresh, never through Whoosh's `refresh`."""
        with damage_as_unusable(self._folder, DAMAGE):
            known = self._search.source.parts if self._search else {}
            self._search = ArraySearch(again(lambda: WhooshState(OpenSegments(self._folder), known)))

    def search(self, request: Request) -> Found:
        """Answer *request*; see `SearchEngine.search`."""
        check_request(request)
        return self._open_search().answer(request)

    def terms(self, field: str, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Return terms that begin with *prefix*; see `SearchEngine.terms`."""
        check_text_field(field)
        state = self._open_search().source
        found = state.frequencies(field, prefix)
        if state.alive.all():
            return top_terms(found.items(), found.__getitem__, limit)
        return top_terms(found.items(), lambda term: len(state.postings(field, term).rows), limit)

    def all_terms(self, field: str) -> list[tuple[str, int]]:
        """Return every term with the number of its passages; see `SearchEngine.all_terms`."""
        check_text_field(field)
        return sorted(self._open_search().source.frequencies(field, "").items())

    def stats(self) -> EngineStats:
        """Return how large the index is on disk."""
        with damage_as_unusable(self._folder, DAMAGE):
            segments = read_segments(self._folder)
        passages = sum(segment.doc_count_all() - segment.deleted_count() for segment in segments)
        return EngineStats(passages, folder_size(self._folder))

    def close(self) -> None:
        """Let go of files and memory; searches that still run end first, as they hold the state."""
        self._search = None

    def _open_search(self) -> ArraySearch[WhooshState]:
        if self._search is None:
            raise unusable(self._folder, "hij is gesloten")
        return self._search


class _WhooshWriter:
    """A batch; deletes by row itself, as Whoosh opens the index for every deletion and forgets those of this batch."""

    def __init__(self, folder: Path, lock: WriterLock) -> None:
        self._folder = folder
        self._lock = lock
        self._storage = DurableStorage(folder)
        self._writer: Any = None
        self._new: dict[str, range] = {}  # document -> its rows in this batch
        self._old: OpenSegments | None = None
        try:
            check_label(folder, _label())
            with damage_as_unusable(folder, DAMAGE):
                index = FileIndex(self._storage, schema=make_schema())
                self._writer = index.writer(limitmb=WRITER_MEGABYTES, codec=make_codec(), compound=False)
        except BaseException:
            self._release()
            raise

    def put(self, document: str, passages: Iterable[IndexedPassage]) -> None:
        """Add a document's passages, taking the place of those it had."""
        checked = checked_passages(document, passages)
        self.delete(document)
        start = self._writer.docnum
        for passage in checked:
            self._writer.add_document(**as_fields(passage))
        self._new[document] = range(start, self._writer.docnum)

    def delete(self, document: str) -> None:
        """Take a document's passages out."""
        with damage_as_unusable(self._folder, DAMAGE):
            for row in self._new.pop(document, ()):
                self._writer.newsegment.delete_document(row)
            if self._old is None:
                self._old = OpenSegments(self._folder)
            for segment, own in zip(self._old.readers, self._writer.segments, strict=True):
                found = read_postings(segment, "document", document.encode())
                for row in found.rows if found else ():
                    own.delete_document(int(row))

    def commit(self) -> None:
        """Make the batch visible and durable; small segments are merged, and those of which half was deleted."""
        with damage_as_unusable(self._folder, DAMAGE):
            self._writer.commit(mergetype=_merge)
        self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._writer is not None:
                self._writer.cancel()
        finally:
            self._writer = None
            self._release()

    def _release(self) -> None:
        self._storage.close_files()
        if self._old is not None:
            self._old.storage.close_files()
        self._lock.release()


def _merge(writer: Any, segments: list[Any]) -> list[Any]:  # whoosh has no types
    """Whoosh's rule for small segments, and one for hollow ones, which it would keep for ever."""
    solid = []
    for segment in segments:
        if 2 * segment.deleted_count() < segment.doc_count_all():
            solid.append(segment)
        elif segment.deleted_count() < segment.doc_count_all():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return list(MERGE_SMALL(writer, solid))


def _label() -> Label:
    return Label("whoosh", WhooshEngine.FORMAT, "2.7.4")
