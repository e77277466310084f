"""How Whoosh stores our passages: fields that take analysed terms, and reading whole posting lists back as arrays.

Whoosh 2.7.4 is pinned, so this may lean on how it lays out blocks. Its schema and blocks are pickles: only an index
folder of our own is ever opened.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from indexer.engines import IndexedPassage
from indexer.engines.array_search import Postings
from indexer.engines.checks import facet_values, field_terms, indexable, near_terms
from indexer.engines.files import sync
from indexer.engines.query import NEAR, TEXT_FIELDS

BLOCK = 4096  # postings in a block; lists are read whole, so few large blocks are best
POSITION = np.dtype("<u4")


class PackedPositions(formats.Format):  # type: ignore[misc]  # whoosh has no types
    """Word positions as four bytes each; Whoosh's own format pickles a list for every posting."""

    posting_size = -1  # of any length

    def __init__(self) -> None:
        super().__init__(field_boost=1.0)


class CountOnly(formats.Format):  # type: ignore[misc]  # whoosh has no types
    """How often a term occurs, without positions; the count is the posting's weight."""

    posting_size = 0

    def __init__(self) -> None:
        super().__init__(field_boost=1.0)


class TermsField(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """A field whose value is a list of analysed terms; nothing is tokenised, folded or dropped."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(PackedPositions() if positions else CountOnly(), analyzer=None)
        self._positions = positions

    def index(self, value: list[Any], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give each term with its count, weight and packed positions; a term that is not indexable leaves a gap."""
        places: dict[str, list[int]] = defaultdict(list)
        for position, term in self._placed(value):
            places[term].append(position)
        for term, held in places.items():
            if indexable(term):
                packed = np.array(held, POSITION).tobytes() if self._positions else b""
                yield term.encode(), len(held), float(len(held)), packed

    @staticmethod
    def _placed(value: Iterable[Any]) -> Iterable[tuple[int, str]]:
        return enumerate(value)


class PlacedField(TermsField):
    """A field whose value is a list of places and terms, of which several may stand at one place."""

    def __init__(self) -> None:
        super().__init__(positions=True)

    @staticmethod
    def _placed(value: Iterable[Any]) -> Iterable[tuple[int, str]]:
        return value


def make_schema() -> fields.Schema:
    """Return the schema: the text fields, the document to delete by, and `row`, all else that is known of a passage."""
    texts = {field: TermsField(positions=not field.endswith("part")) for field in TEXT_FIELDS}
    texts[NEAR] = PlacedField()
    return fields.Schema(document=TermsField(positions=False), row=fields.COLUMN(columns.VarBytesColumn()), **texts)


def make_codec() -> W3Codec:
    """Return Whoosh's own codec, with larger blocks and the fastest compression.

    Without `length_stats` it does not look up the length of the field for every posting, which takes half of the time
    to build an index; only Whoosh's own ranking uses those lengths.
    """
    codec = W3Codec(blocklimit=BLOCK, compression=1)
    codec.length_stats = False
    return codec


def as_fields(passage: IndexedPassage) -> dict[str, Any]:
    """Return *passage* as the keyword arguments of Whoosh's `add_document`."""
    texts = dict(field_terms(passage))
    lengths = [len(texts[field]) for field in TEXT_FIELDS]
    row = [passage.id, dict(facet_values(passage)), dict(passage.numbers), lengths]
    known = json.dumps(row, ensure_ascii=False).encode()
    return {"document": [passage.document], "row": known, NEAR: near_terms(passage), **texts}


class DurableStorage(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's folder of files, with every new file on the disk before the table of contents that names it.

    Whoosh itself never calls fsync: after a power failure its table of contents may name files that are empty.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self.path = folder
        self._new: set[str] = set()
        self._opened: list[Any] = []

    def create_file(self, name: str, **options: object) -> Any:  # whoosh has no types
        """Make a file and remember that it is new."""
        self._new.add(name)
        return super().create_file(name, **options)

    def open_file(self, name: str, **options: object) -> Any:  # whoosh has no types
        """Open a file to read and remember it."""
        self._opened.append(super().open_file(name, **options))
        return self._opened[-1]

    def close_files(self) -> None:
        """Close all files that were opened to read."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # whoosh's
        """Put the table of contents in place; the last step of a commit."""
        for name in self._new:
            path = self.path / name
            if path.exists():
                sync(path)
        self._new.clear()
        super().rename_file(oldname, newname, safe=safe)
        sync(self.path)


def read_rows(segment: Any) -> list[list[Any]]:  # whoosh has no types
    """Return `[id, facet values, numbers, lengths by TEXT_FIELDS]` of all passages of a segment, deleted ones too.

    Raises:
        FileNotFoundError: a commit has removed the segment meanwhile; Whoosh would read empty values.
    """
    column = segment.column_reader("row", translate=False)
    rows = [column[row] for row in range(segment.doc_count_all())]
    if not all(rows):
        raise FileNotFoundError("the rows of a segment are gone")
    return [json.loads(row) for row in rows]


def read_postings(segment: Any, field: str, term: bytes) -> Postings | None:  # whoosh has no types
    """Return all postings of a term in a segment, deleted passages included; None when it has none.

    Reads block by block into arrays: a matcher of Whoosh takes some microseconds of Python for every posting.
    """
    try:
        matcher = segment._terms.matcher(field, term, segment.schema[field].format)  # see module
    except TermNotFound:
        return None
    rows, counts, positions = [], [], []
    while matcher.is_active():
        matcher._read_data()
        deltas, weights, values = matcher._data
        rows.append(np.cumsum(np.array(deltas, np.int64)))
        counts.append(_counts(weights, len(deltas)))
        if values:
            positions.append(np.frombuffer(b"".join(values), POSITION).astype(np.int64))
        matcher._next_block()
    places = np.concatenate(positions) if positions else np.zeros(0, np.int64)
    return Postings(np.concatenate(rows), np.concatenate(counts), places)


def _counts(weights: object, size: int) -> Any:  # an array; mypy cannot see through the union
    """Whoosh leaves weights out where all are 1 and stores one number where all are equal."""
    if weights is None or isinstance(weights, float):
        return np.full(size, int(weights or 1), np.int64)
    return np.array(weights, np.int64)
