"""Questions to the database: rows of a query, also for more ids than one statement takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, Select

from corpus.store.rectifications import Rectifications
from corpus.store.suppressions import Reviews

_CHUNK = 500  # ids in one question: SQLite before 3.32 takes 999 parameters


class Questions:
    """Asks a database; each question is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.rectifications = Rectifications(engine)
        self.reviews = Reviews(engine)

    def all(self, query: Select[Any]) -> Sequence[Any]:
        """Return the rows of a question."""
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def read(self, query: Select[Any]) -> Sequence[Any]:
        """Return the rows of *query* over `corpus.store.tables`: for what the corpus says as a whole."""
        return self.all(query)

    def by_ids(self, query: Select[Any], column: Any, ids: Iterable[str] | Iterable[int]) -> list[Any]:
        """Return the rows whose *column* is one of *ids*, whatever their number."""
        wanted: list[str | int] = list(dict.fromkeys(ids))
        found: list[Any] = []
        for first in range(0, len(wanted), _CHUNK):
            found += self.all(query.where(column.in_(wanted[first : first + _CHUNK])))
        return found
