"""What a child is asked to do, and with which file: a job, the order it becomes, the descriptor it comes with."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import ReadingError

MAX_FILE = 512 * 1024 * 1024  # bytes of a source file
MAX_ORDER = 100_000  # bytes of an order to the zygote: name and metadata of one file


@dataclass(frozen=True, slots=True)
class Job:
    """One file to parse: a path or its bytes, the name to show, and metadata known beforehand."""

    source: Path | bytes
    name: str
    given: Mapping[str, object] = field(default_factory=dict)
    max_chars: int = 1200
    released: str = ""  # marking with which a person has let the file in
    seen: Path | None = None  # what text recognition saw on the pages of a PDF, as JSON
    picture: int = 0  # page of a PDF to draw instead of reading the file, from 1
    stops: Mapping[int, int] = field(default_factory=dict)  # page (from 1) -> how often a child was stopped there


def order_of(job: Job, number: int, seconds: float, memory_mb: int) -> bytes:
    """Return the order to do *job* under *number*, within these limits.

    Raises:
        ReadingError: it would not fit in one message.
    """
    order = {
        "do": "parse", "job": number, "name": job.name, "given": dict(job.given), "max_chars": job.max_chars,
        "seconds": seconds, "memory_mb": memory_mb, "released": job.released, "picture": job.picture,
        "seen": str(job.seen.resolve()) if job.seen else "", "stops": list(job.stops.items()),
    }  # fmt: skip
    message = json.dumps(order, default=str).encode()
    if len(message) > MAX_ORDER:
        raise ReadingError("too-large", f"{job.name[:80]}: de opgegeven metadata zijn te lang.")
    return message


def open_source(job: Job) -> int:
    """Return an open descriptor of the file, or of its bytes in memory.

    Raises:
        ReadingError: no regular file (a link, a pipe, a device), too large, or not to be opened.
    """
    if isinstance(job.source, bytes):
        with tempfile.TemporaryFile() as holder:
            holder.write(job.source)
            holder.seek(0)
            return os.dup(holder.fileno())
    try:
        descriptor = os.open(job.source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise ReadingError("unreadable", f"{job.name} kan niet worden geopend ({error.strerror}).") from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_FILE:
        os.close(descriptor)
        reason = "is groter dan 512 MB" if stat.S_ISREG(found.st_mode) else "is geen gewoon bestand"
        raise ReadingError("unreadable", f"{job.name} {reason} en is niet gelezen.")
    return descriptor
