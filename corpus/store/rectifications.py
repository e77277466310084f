"""Rectifications: what someone had to say, or said of himself, about words in a document; shown wherever those stand.

A rectification is kept by document and quotation, never by passage, so that it holds when the document is read again or
cut in another way. It outlives the document too: no foreign key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Engine, delete, insert, select

from corpus.identity import normalise
from corpus.model import Rectification
from corpus.store import tables
from corpus.store.moment import now

_RUN = 8  # words in a row that a passage must share with a quotation that it holds only in part


@dataclass(frozen=True, slots=True)
class RectificationRecord:
    """A rectification as the register holds it."""

    number: int
    rectification: Rectification
    author: str  # who entered it
    at: str  # ISO 8601 moment, UTC


def concerns(one: Rectification, text: str, labels: Iterable[str]) -> bool:
    """Say whether a rectification is about a passage of its document.

    With a quotation: the passage holds it, is a part of it, or shares eight words in a row with it, as when the
    document is cut in another way. Without: the passage stands on the page, or no page is given.

    Args:
        one: the rectification; its document is that of the passage.
        text: of the passage.
        labels: pages on which the passage stands, as printed.
    """
    if one.quotation:
        words, own = _words(one.quotation), _words(text)
        return _holds(own, words) or bool(_runs(words) & _runs(own))
    return not one.page or one.page in labels


def _words(text: str) -> list[str]:
    return [word for word in (one.strip("\"'.,;:!?()[]") for one in normalise(text).split()) if word]


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[first : first + _RUN]) for first in range(len(words) - _RUN + 1)}


class Rectifications:
    """The register, in the database of the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, one: Rectification, *, author: str) -> int:
        """Enter a rectification and return its number."""
        with self._engine.begin() as connection:
            values = {**asdict(one), "author": author, "at": now()}
            key = connection.execute(insert(tables.rectifications), values).inserted_primary_key
        return int(key[0]) if key else 0

    def remove(self, number: int) -> bool:
        """Take a rectification out of the register; say whether it was there."""
        table = tables.rectifications
        with self._engine.begin() as connection:
            return connection.execute(delete(table).where(table.c.number == number)).rowcount > 0

    def all(self) -> list[RectificationRecord]:
        """Return the register, in the order of entry."""
        table = tables.rectifications
        with self._engine.connect() as connection:
            found = connection.execute(select(table).order_by(table.c.number)).mappings().all()
        names = Rectification.__dataclass_fields__
        return [
            RectificationRecord(
                row["number"], Rectification(**{name: row[name] for name in names}), row["author"], row["at"]
            )
            for row in found
        ]

    def by_document(self, document_ids: Iterable[str] | None = None) -> Mapping[str, tuple[Rectification, ...]]:
        """Return the rectifications of these documents (None: of all), by document; the register is short."""
        wanted = None if document_ids is None else set(document_ids)
        found: dict[str, tuple[Rectification, ...]] = {}
        for one in self.all():
            document_id = one.rectification.document_id
            if wanted is None or document_id in wanted:
                found[document_id] = (*found.get(document_id, ()), one.rectification)
        return found
