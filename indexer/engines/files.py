"""Files that survive a crash: atomic replacement, the one-writer lock, the label of an index folder."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BusyError, IndexUnusableError

LABEL = "engine.json"
LOCK = "duiding.lock"


def sync(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, text: str) -> None:
    """Write *text* to *path* so that a reader, or a restart after a crash, sees the old text or all of the new."""
    half = path.with_name(path.name + ".new")
    with half.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    sync(path.parent)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in *folder*; a file that a writer removes meanwhile counts as nothing."""
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.stat().st_size
        except FileNotFoundError:
            continue
    return size


class WriterLock:
    """The right to write in a folder. The system gives it back when the process ends, also by `kill -9`."""

    def __init__(self, path: Path, busy: str) -> None:
        """Take the lock kept at *path*.

        Raises:
            BusyError: it is held, by this process or another; its message is *busy*.
        """
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.release()
            raise BusyError(busy) from error

    def release(self) -> None:
        """Give the lock back; doing so twice is harmless."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def empty_folder(folder: Path) -> None:
    """Make *folder*, or remove all in it but the lock, which must stay the same file for whoever waits on it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()


def lock_folder(folder: Path) -> WriterLock:
    """Take the right to write an index folder.

    Raises:
        BusyError: another batch is open, here or in another process.
        IndexUnusableError: the folder is gone.
    """
    try:
        return WriterLock(folder / LOCK, "De index wordt al bijgewerkt. Probeer het opnieuw als dat klaar is.")
    except FileNotFoundError as error:
        raise unusable(folder, "de map bestaat niet") from error


@dataclass(frozen=True, slots=True)
class Label:
    """What an index folder says it holds; `format` must be equal for an engine to open it."""

    engine: str
    format: str
    library: str  # for the reader of the file; not compared


def write_label(folder: Path, label: Label) -> None:
    """Write the label; done last when an index is made, so that a half-made one has none."""
    text = json.dumps({"engine": label.engine, "format": label.format, "library": label.library}, indent=1)
    replace_file(folder / LABEL, text + "\n")


def check_label(folder: Path, expected: Label) -> None:
    """Make sure that *folder* holds an index of this engine and format.

    Raises:
        IndexUnusableError: the label is missing, unreadable or says something else.
    """
    try:
        found = json.loads((folder / LABEL).read_text("utf-8"))
        engine, form = found["engine"], found["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unusable(folder, f"{LABEL} ontbreekt of is onleesbaar") from error
    if (engine, form) != (expected.engine, expected.format):
        have, want = f"{engine} {form}", f"{expected.engine} {expected.format}"
        raise unusable(folder, f"gemaakt als {have!r}, nodig is {want!r}")


def unusable(folder: Path, reason: str) -> IndexUnusableError:
    """Return the error that says why the index in *folder* cannot be used, and what to do."""
    return IndexUnusableError(f"De index in {folder} is onbruikbaar: {reason}. Maak hem opnieuw met: duiding rebuild")


@contextmanager
def damage_as_unusable(folder: Path, kinds: tuple[type[BaseException], ...]) -> Iterator[None]:
    """Turn errors of *kinds*, raised while index files are read, into IndexUnusableError."""
    try:
        yield
    except kinds as error:
        raise unusable(folder, str(error).split("\n", 1)[0] or type(error).__name__) from error
