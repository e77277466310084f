"""The default engine: tantivy, an embedded search library in Rust.

Each text field is a row of terms parted by spaces, cut by the white-space tokenizer: built twice as fast as from
tokens with positions. Facets are fast fields that keep their values raw; only the passage id is stored.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import tantivy
from tantivy import Query

from corpus.errors import BusyError, DuidingError
from indexer.engines import FACETS, NUMBERS, EngineStats, Found, IndexedPassage, Request
from indexer.engines.checks import (
    check_request,
    check_text_field,
    checked_passages,
    facet_values,
    field_terms,
    near_terms,
)
from indexer.engines.files import (
    Label,
    WriterLock,
    check_label,
    empty_folder,
    folder_size,
    lock_folder,
    unusable,
    write_label,
)
from indexer.engines.query import NEAR, TEXT_FIELDS
from indexer.engines.ranking import FILLER, top_terms
from indexer.engines.tantivy_query import EMPTY_WORD, QueryMaker, decoded, encoded, field_text
from indexer.engines.tantivy_search import TantivySearch

WRITER_THREADS = min(2, os.cpu_count() or 1)
WRITER_BYTES = 128_000_000


_FILLER = {field: f" {EMPTY_WORD}" * words for field, words in FILLER.items()}


class TantivyEngine:
    """An index of tantivy in one folder; other processes may read it while one writes."""

    FORMAT = "3, tantivy " + ".".join(version("tantivy").split(".")[:2])  # no minor version reads another's files

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        check_label(folder, _label())
        with damage_of_tantivy(folder):
            self._index = tantivy.Index.open(str(folder))
            self._index.config_reader("manual")
            self._maker = QueryMaker(self._index.schema)
        self.refresh()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index in *folder*, taking the place of one that is there."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = lock_folder(folder)
        try:
            empty_folder(folder)
            tantivy.Index(_schema(), path=str(folder))
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

    def writer(self) -> _TantivyWriter:
        """Start a batch; see `SearchEngine.writer`."""
        return _TantivyWriter(self._folder, lock_folder(self._folder))

    def refresh(self) -> None:
        """Show what has been committed."""
        with damage_of_tantivy(self._folder):
            self._index.reload()
            self._searcher: Any = self._index.searcher()

    def search(self, request: Request) -> Found:
        """Answer *request*; see `SearchEngine.search`."""
        check_request(request)
        with damage_of_tantivy(self._folder):
            return TantivySearch(self._open_searcher(), self._maker, request).found()

    def terms(self, field: str, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Return terms that begin with *prefix*; see `SearchEngine.terms`."""
        check_text_field(field)
        searcher, schema = self._open_searcher(), self._index.schema

        def passages(term: str) -> int:
            found: int = searcher.search(Query.term_query(schema, field, encoded(term)), limit=1).count
            return found

        with damage_of_tantivy(self._folder):
            found = searcher.terms_with_prefix(field, encoded(prefix))
            # These numbers still count passages that were deleted since the last merge.
            at_most = [(decoded(term), count) for term, count in found if term != EMPTY_WORD]
            return top_terms(at_most, passages, limit)

    def all_terms(self, field: str) -> list[tuple[str, int]]:
        """Return every term with the number of its passages; see `SearchEngine.all_terms`."""
        check_text_field(field)
        with damage_of_tantivy(self._folder):
            found = self._open_searcher().terms_with_prefix(field, "")
        return sorted((decoded(term), count) for term, count in found if term != EMPTY_WORD)

    def stats(self) -> EngineStats:
        """Return how large the index is on disk."""
        with damage_of_tantivy(self._folder):
            passages = tantivy.Index.open(str(self._folder)).searcher().num_docs
        return EngineStats(passages, folder_size(self._folder))

    def close(self) -> None:
        """Let go of files and memory; searches that still run end first, as they hold the searcher."""
        self._searcher = None

    def _open_searcher(self) -> Any:
        if self._searcher is None:
            raise unusable(self._folder, "hij is gesloten")
        return self._searcher


class _TantivyWriter:
    """A batch; opens the index afresh, so that it starts from what is on the disk."""

    def __init__(self, folder: Path, lock: WriterLock) -> None:
        self._folder = folder
        self._lock = lock
        self._writer: Any = None
        try:
            check_label(folder, _label())
            with damage_of_tantivy(folder):
                self._writer = tantivy.Index.open(str(folder)).writer(WRITER_BYTES, WRITER_THREADS)
        except BaseException:
            lock.release()
            raise

    def put(self, document: str, passages: Iterable[IndexedPassage]) -> None:
        """Add a document's passages, taking the place of those it had."""
        checked = checked_passages(document, passages)
        with damage_of_tantivy(self._folder):
            self._writer.delete_documents_by_term("document", document)
            for passage in checked:
                self._writer.add_document(_document(passage))

    def delete(self, document: str) -> None:
        """Take a document's passages out."""
        with damage_of_tantivy(self._folder):
            self._writer.delete_documents_by_term("document", document)

    def commit(self) -> None:
        """Make the batch visible and durable, and let merges of small segments end."""
        with damage_of_tantivy(self._folder):
            self._writer.commit()
            self._writer.wait_merging_threads()
        self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._writer is not None:
                with damage_of_tantivy(self._folder):
                    self._writer.wait_merging_threads()
        finally:
            self._writer = None
            self._lock.release()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for field in TEXT_FIELDS:
        places = "freq" if field.endswith("part") else "position"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=places)
    builder.add_text_field(NEAR, tokenizer_name="whitespace", index_option="position")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    for number in NUMBERS:
        builder.add_integer_field(number, fast=True)
    return builder.build()


def _document(passage: IndexedPassage) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", passage.id)
    for field, terms in field_terms(passage):
        if terms:
            document.add_text(field, field_text(terms) + _FILLER.get(field, ""))
    if near := near_terms(passage):
        tokens = [tantivy.Token(encoded(term), place, 0) for place, term in near]
        document.add_pre_tokenized_text(NEAR, tantivy.PreTokenizedString("", tokens))
    for facet, values in facet_values(passage):
        for value in values:
            document.add_text(facet, value)
    for number in NUMBERS:
        document.add_integer(number, passage.numbers.get(number, 0))
    return document


def _label() -> Label:
    return Label("tantivy", TantivyEngine.FORMAT, version("tantivy"))


@contextmanager
def damage_of_tantivy(folder: Path) -> Iterator[None]:
    """Turn what tantivy raises on damaged files into IndexUnusableError; a Rust panic is a BaseException."""
    try:
        yield
    except DuidingError:
        raise
    except (OSError, ValueError) as error:
        if "LockBusy" in str(error):
            raise BusyError("De index wordt al bijgewerkt. Probeer het opnieuw als dat klaar is.") from error
        raise unusable(folder, str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise unusable(folder, f"tantivy liep vast ({error})") from error
        raise
