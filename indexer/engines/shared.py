"""One open engine for many threads, closed when the last of them lets go of it."""

from __future__ import annotations

import copy
import weakref
from types import TracebackType
from typing import Self

from indexer.engines import EngineStats, Found, Request, SearchEngine, Writer


class SharedEngine:
    """One committed state of an index, to search from several threads; `with` holds on to it for one request."""

    def __init__(self, engine: SearchEngine) -> None:
        """Take over *engine*: it is closed as soon as nobody holds this object any more."""
        self._engine = engine
        weakref.finalize(self, engine.close)

    def refreshed(self) -> SharedEngine:
        """Return another engine that shows what has been committed since; this one keeps its state."""
        view = copy.copy(self._engine)
        view.refresh()
        return SharedEngine(view)

    def search(self, request: Request) -> Found:
        """Answer *request*; see `SearchEngine.search`."""
        return self._engine.search(request)

    def terms(self, field: str, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Return terms that begin with *prefix*; see `SearchEngine.terms`."""
        return self._engine.terms(field, prefix, limit)

    def all_terms(self, field: str) -> list[tuple[str, int]]:
        """Return every term with the number of its passages; see `SearchEngine.all_terms`."""
        return self._engine.all_terms(field)

    def stats(self) -> EngineStats:
        """Return how large the index is; see `SearchEngine.stats`."""
        return self._engine.stats()

    def writer(self) -> Writer:
        """Start a batch; see `SearchEngine.writer`."""
        return self._engine.writer()

    def refresh(self) -> None:
        """Show what has been committed, to all who hold this object; `refreshed` leaves them alone."""
        self._engine.refresh()

    def close(self) -> None:
        """Nothing to do: it is closed when the last holder lets go."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to do: letting go is what counts."""
