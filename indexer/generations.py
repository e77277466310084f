"""Index generations: built beside the live one and switched by replacing one small file; never wiped first.

    index/lock                 held by whoever builds or updates
    index/current.json         names the live generation
    index/gen-0007/manifest.json, engine/, documents/    absent manifest: half built

A generation holds two indexes of one engine: of the passages, and of the documents as a whole, which only rank.

A reader looks at the state of `current.json` before each search, which costs about two microseconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from corpus.errors import IndexUnusableError
from indexer.engines import SearchEngine, create_engine, engine_class, open_engine
from indexer.engines.files import WriterLock, replace_file, sync
from indexer.engines.shared import SharedEngine

CURRENT, MANIFEST, LOCK = "current.json", "manifest.json", "lock"
ENGINE, DOCUMENTS = "engine", "documents"
OPEN_TRIES = 5  # a switch and a clean-up may come between reading the name of a generation and opening it
REMOVE_TRIES = 10

_NAME = re.compile(r"gen-(\d{4,})")


@dataclass(frozen=True, slots=True)
class Generation:
    """What the manifest of a finished generation says."""

    name: str  # folder below `index/`
    engine: str  # name in `indexer.engines.ENGINES`
    engine_format: str
    fingerprint: str  # of the text analysis; when it differs from today's, rebuild
    watermark: int  # number of the last store change that the index holds
    passages: int
    created: str  # ISO 8601, UTC


class Generations:
    """The generations below one folder, made where it is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: WriterLock | None = None

    def current(self) -> Generation | None:
        """Return the live generation, or None when none was ever built.

        Raises:
            IndexUnusableError: the files that describe it are damaged.
        """
        name = self._current_name()
        return None if name is None else self._manifest(name)

    def live(self) -> Generation:
        """Return the live generation.

        Raises:
            IndexUnusableError: there is none yet, or the files that describe it are damaged.
        """
        generation = self.current()
        if generation is None:
            raise IndexUnusableError("Er is nog geen index. Maak hem met: duiding rebuild")
        return generation

    def engine_folder(self, generation: Generation) -> Path:
        """Return the folder that the engine of *generation* keeps the index of passages in."""
        return self.folder / generation.name / ENGINE

    def documents_folder(self, generation: Generation) -> Path:
        """Return the folder that the engine of *generation* keeps the index of documents in."""
        return self.folder / generation.name / DOCUMENTS

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to change the index: to build, update in place, move the watermark or clean.

        Raises:
            BusyError: another process, or another object in this one, holds it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        busy = "De index wordt al opgebouwd of bijgewerkt. Probeer het opnieuw als dat klaar is."
        lock = WriterLock(self.folder / LOCK, busy)
        self._lock = lock
        try:
            yield
        finally:
            self._lock = None
            lock.release()

    @contextmanager
    def build(self, engine_name: str, fingerprint: str) -> Iterator[Build]:
        """Build a new generation beside the live one; without `switch` it is thrown away at the end of the block.

        Raises:
            BusyError: another process is writing.
        """
        with self.lock():
            folder = self.folder / f"gen-{max(self._numbers(), default=0) + 1:04}"
            try:
                with (
                    contextlib.closing(create_engine(engine_name, folder / ENGINE)) as engine,
                    contextlib.closing(create_engine(engine_name, folder / DOCUMENTS)) as documents,
                ):
                    yield Build(self, engine_name, fingerprint, folder / ENGINE, engine, documents)
            finally:
                if not (folder / MANIFEST).exists():
                    _remove(folder)

    def set_watermark(self, watermark: int, passages: int) -> None:
        """Say that the live generation, updated in place, now holds the store up to change *watermark*.

        Call it within `lock`, after the engine's commit; readers refresh on it. When a crash comes between the two,
        the changes are made again from the old watermark, which leaves the same index.

        Raises:
            IndexUnusableError: there is no live generation.
            RuntimeError: the lock is not held.
        """
        self._check_locked()
        self._write(replace(self.live(), watermark=watermark, passages=passages))

    def clean(self, keep: int = 1) -> list[str]:
        """Remove half-built generations, and finished ones but the newest *keep*; never the live one.

        Processes that still read a removed generation keep its files open and go on until they notice the switch.

        Args:
            keep: how many finished generations stay, the live one included; at least 1.

        Returns:
            The names of the generations removed.

        Raises:
            BusyError: another process is writing.
        """
        if keep < 1:
            raise ValueError("the live generation always stays: keep at least 1")
        with self.lock():
            live = self._current_name()
            finished = [name for name in self._names() if (self.folder / name / MANIFEST).exists()]
            newest = [name for name in finished if name != live][::-1][: keep - 1]
            doomed = [name for name in self._names() if name != live and name not in newest]
            for name in doomed:
                (self.folder / name / MANIFEST).unlink(missing_ok=True)  # from here on it counts as half built
                _remove(self.folder / name)
        return doomed

    def stamp(self) -> tuple[int, int]:
        """Return what changes whenever `current.json` is replaced: its inode and time; (0, 0) when there is none."""
        try:
            status = (self.folder / CURRENT).stat()
        except FileNotFoundError:
            return (0, 0)
        return (status.st_ino, status.st_mtime_ns)

    def _write(self, generation: Generation) -> None:
        """Write the manifest, then make the generation the live one."""
        self._check_locked()
        _, before = self.stamp()
        values = {key: value for key, value in asdict(generation).items() if key != "name"}
        replace_file(self.folder / generation.name / MANIFEST, json.dumps(values, indent=1) + "\n")
        half = self.folder / (CURRENT + ".stamped")
        replace_file(half, json.dumps({"generation": generation.name}) + "\n")
        # Two writes within one tick of the clock would look the same to a reader: the time always moves on.
        after = max(half.stat().st_mtime_ns, before + 1)
        os.utime(half, ns=(after, after))
        half.replace(self.folder / CURRENT)
        sync(self.folder)

    def _check_locked(self) -> None:
        if self._lock is None:
            raise RuntimeError("changing the index needs its lock: use it within lock() or build()")

    def _current_name(self) -> str | None:
        path = self.folder / CURRENT
        try:
            name = json.loads(path.read_text("utf-8"))["generation"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(path) from error
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise _damaged(path)
        return name

    def _manifest(self, name: str) -> Generation:
        path = self.folder / name / MANIFEST
        try:
            generation = Generation(name=name, **json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise _damaged(path) from error
        texts = (generation.engine, generation.engine_format, generation.fingerprint, generation.created)
        if not all(isinstance(text, str) for text in texts) or not all(
            isinstance(number, int) for number in (generation.watermark, generation.passages)
        ):
            raise _damaged(path)
        return generation

    def _names(self) -> list[str]:
        """Return the generation folders, oldest first."""
        if not self.folder.exists():
            return []
        found = [path.name for path in self.folder.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)]
        return sorted(found, key=_number)

    def _numbers(self) -> list[int]:
        return [_number(name) for name in self._names()]


@dataclass
class Build:
    """A generation under construction: fill `engine` and `documents` through their writers, then `switch`."""

    _generations: Generations
    _engine_name: str
    _fingerprint: str
    folder: Path
    engine: SearchEngine
    documents: SearchEngine

    def switch(self, watermark: int, passages: int) -> Generation:
        """Make this generation the live one.

        Args:
            watermark: number of the last store change that it holds.
            passages: how many passages it must hold.

        Raises:
            IndexUnusableError: the index holds another number of passages; it does not become live.
        """
        held = self.engine.stats().passages
        if held != passages:
            raise IndexUnusableError(f"De nieuwe index bevat {held} passages in plaats van {passages}; de oude blijft.")
        generation = Generation(
            name=self.folder.parent.name,
            engine=self._engine_name,
            engine_format=engine_class(self._engine_name).FORMAT,
            fingerprint=self._fingerprint,
            watermark=watermark,
            passages=passages,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._generations._write(generation)  # the two belong together
        return generation


class _Open(NamedTuple):
    """What a reader holds open."""

    stamp: tuple[int, int]
    generation: Generation
    passages: SharedEngine
    documents: SharedEngine


class IndexReader:
    """Gives the live engine to the threads of a process, whatever another process builds or updates meanwhile."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._changing = threading.Lock()
        self._open: _Open | None = None

    def engine(self) -> SharedEngine:
        """Return the engine of the live generation, with all that has been committed to it.

        It shows one state for ever, so totals and pages of one request agree. Take it once for a request, in a `with`
        block or a variable, and let go: an old state stays open as long as somebody holds it.

        Raises:
            IndexUnusableError: there is no index yet, it is damaged, or of another format.
        """
        return self._current().passages

    def engines(self) -> tuple[SharedEngine, SharedEngine]:
        """Return `engine` and that of the documents as a whole, of one generation.

        Raises:
            IndexUnusableError: as `engine`.
        """
        opened = self._current()
        return opened.passages, opened.documents

    def generation(self) -> Generation:
        """Return the generation, with its watermark, that `engine` shows.

        Raises:
            IndexUnusableError: as `engine`.
        """
        return self._current().generation

    def close(self) -> None:
        """Let go of the engine; searches that still run end first."""
        with self._changing:
            self._open = None

    def _current(self) -> _Open:
        opened = self._open
        if opened is not None and opened.stamp == self._generations.stamp():
            return opened
        with self._changing:
            for left in reversed(range(OPEN_TRIES)):
                stamp = self._generations.stamp()
                if self._open is not None and self._open.stamp == stamp:
                    return self._open
                try:
                    self._open = self._follow(stamp)
                except IndexUnusableError:
                    if not left or self._generations.stamp() == stamp:
                        raise
                else:
                    return self._open
        raise AssertionError("the loop returns or raises")

    def _follow(self, stamp: tuple[int, int]) -> _Open:
        generation, opened = self._generations.live(), self._open
        if opened is not None and opened.generation.name == generation.name:
            return _Open(stamp, generation, opened.passages.refreshed(), opened.documents.refreshed())
        folders = (self._generations.engine_folder(generation), self._generations.documents_folder(generation))
        passages, documents = (SharedEngine(open_engine(generation.engine, folder)) for folder in folders)
        return _Open(stamp, generation, passages, documents)


def _number(name: str) -> int:
    return int(name.removeprefix("gen-"))


def _remove(folder: Path) -> None:
    """Remove *folder*, again while a thread that tidies up after an engine still adds a file; if need be, next time."""
    for _ in range(REMOVE_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


def _damaged(path: Path) -> IndexUnusableError:
    return IndexUnusableError(f"{path} is beschadigd of ontbreekt. Maak de index opnieuw met: duiding rebuild")
