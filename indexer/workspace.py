"""One data folder opened: store, originals, index, vocabulary; what commands and the web application start from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.originals import Originals
from corpus.settings import Settings
from corpus.store import Store
from indexer.generations import Generations, IndexReader
from indexer.search import Searcher
from nlp.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Workspace:
    """The parts of one data folder; close it, or use it as a context manager."""

    settings: Settings
    store: Store
    originals: Originals
    generations: Generations
    vocabulary: Vocabulary

    @classmethod
    def open(cls, settings: Settings) -> Workspace:
        """Open the data folder of *settings*, making it where it is missing."""
        folder = settings.folder
        folder.mkdir(parents=True, exist_ok=True)
        vocabulary = vocabulary_of(settings)  # before anything is opened: it may be refused
        return cls(
            settings=settings,
            store=Store.open(settings.database_address),
            originals=Originals(folder / "originals"),
            generations=Generations(folder / "index"),
            vocabulary=vocabulary,
        )

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.settings.folder

    def searcher(self) -> Searcher:
        """Return a searcher over the live index; it follows later commits and switches by itself."""
        return Searcher(self.store, IndexReader(self.generations), self.vocabulary)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def vocabulary_of(settings: Settings) -> Vocabulary:
    """Load our vocabulary with the user's laid over it: from the folder that is set, else in the data folder.

    Raises:
        UsageError: the user's cannot be used; the message names file, line and entry.
    """
    if settings.vocabulary:
        return load_vocabulary(Path(settings.vocabulary))
    folder = settings.folder / "vocabularies"
    return load_vocabulary(folder if folder.is_dir() else None)
