"""Parse files in forked children with limits on time and memory: no file can stop, slow or crash the program.

A *zygote*, a clean process with one thread, imports the readers once and forks one child per file. The parent passes
it an open file and the end of a pipe; the child writes its document to the pipe. The zygote kills children on demand
and reports how they ended; the parent keeps the clock. Should the zygote itself die, it is started again, and what was
under way is read once more, one file at a time: so the file that did it is found, and no other is lost.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import pickle
import selectors
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from corpus.errors import ReadingError
from corpus.model import Document
from indexer.parsing.ocr_seen import Picture

MAX_FILE = 512 * 1024 * 1024  # bytes of a source file
MAX_RESULT = 128 * 1024 * 1024  # bytes of a pickled document; indexer/parsing/zygote.py knows it too
MAX_ORDER = 100_000  # bytes of an order to the zygote: name and metadata of one file
MEMORY_EXIT = 71  # exit code of a child that ran out of memory; indexer/parsing/zygote.py uses it too
GRACE = 5.0  # seconds: for the zygote to start, and to report a child that was killed
_ALLOWED = frozenset(("corpus.model", "corpus.errors", "indexer.parsing.ocr_seen"))  # whose classes a child may send
_PROGRAM = "import sys; from indexer.parsing.zygote import serve; serve(int(sys.argv[1]))"


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


def parse_safely(
    path_or_bytes: Path | bytes,
    name: str,
    given: Mapping[str, object] | None = None,
    *,
    seconds: float = 60.0,
    memory_mb: int = 1024,
    max_chars: int = 1200,
) -> Document:
    """Return the document of one file, parsed in a child process.

    Args:
        path_or_bytes: the file, or what is in it.
        name: file name to show and to take the id from.
        given: see `indexer.parsing.parse`.
        seconds: wall time and processor time after which the child is killed.
        memory_mb: address space of the child, in MiB.
        max_chars: longest passage, in code points.

    Raises:
        ReadingError: with the reason (`timeout`, `memory`, `crash`, `corrupt`, `encrypted`, ...).
    """
    with ParserPool(1, seconds, memory_mb) as pool:
        for _, result in pool.run([Job(path_or_bytes, name, given or {}, max_chars)]):
            if isinstance(result, ReadingError):
                raise result
            return result
    raise ReadingError("crash", f"{name}: de lezer gaf geen antwoord.")


@dataclass(slots=True)
class _Running:
    """A job under way: its pipe, its clock, and how it ended."""

    job: Job
    pipe: int
    deadline: float
    received: bytearray = field(default_factory=bytearray)
    closed: bool = False
    ended: dict[str, Any] | None = None
    timed_out: bool = False
    again: bool = False  # its second time: the zygote died during the first


class ParserPool:
    """Parses files in parallel, each in its own child; use as a context manager, so that no process stays behind."""

    def __init__(self, workers: int, seconds: float = 60.0, memory_mb: int = 1024) -> None:
        """Prepare a pool; the zygote starts with the first job.

        Args:
            workers: how many files are parsed at the same time, at least 1.
            seconds: wall time and processor time for one file.
            memory_mb: address space of one child, in MiB.
        """
        self.workers, self.seconds, self.memory_mb = max(1, workers), seconds, memory_mb
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._running: dict[int, _Running] = {}
        self._next = 0
        self._suspects: deque[Job] = deque()  # under way when the zygote died

    def __enter__(self) -> ParserPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Document | ReadingError]]:
        """Yield each job with its document, or with the error that says why there is none, as they finish.

        Jobs are taken from the iterable only as workers come free. When the caller stops early, what is still running
        is killed.
        """
        with contextlib.closing(self._run(jobs)) as results:
            for job, result in results:
                yield job, _not_asked(job) if isinstance(result, Picture) else result

    def pictures(self, job: Job, numbers: Iterable[int]) -> Iterator[tuple[int, Picture | ReadingError]]:
        """Yield the pages *numbers* (from 1) of the PDF of *job* as pictures, each drawn in a child of its own."""
        with contextlib.closing(self._run(replace(job, picture=number) for number in numbers)) as results:
            for drawn, result in results:
                yield drawn.picture, _not_asked(drawn) if isinstance(result, Document) else result

    def _run(self, jobs: Iterable[Job]) -> Generator[tuple[Job, Document | Picture | ReadingError], None, None]:
        waiting = iter(jobs)
        exhausted = False
        try:
            while self._running or self._suspects or not exhausted:
                if self._suspects:
                    if not self._running:
                        suspect = self._suspects.popleft()
                        try:
                            self._start(suspect, again=True)
                        except ReadingError as error:
                            yield suspect, error
                    yield from self._finished()
                    continue
                alone = any(running.again for running in self._running.values())
                while not exhausted and not alone and len(self._running) < self.workers:
                    job = next(waiting, None)
                    if job is None:
                        exhausted = True
                        break
                    try:
                        self._start(job)
                    except ReadingError as error:
                        yield job, error
                yield from self._finished()
        finally:
            if self._running:  # the caller left early
                self.close()

    def close(self) -> None:
        """End the zygote and with it every child; may be called more than once."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        for running in self._running.values():
            if not running.closed:
                os.close(running.pipe)
        self._running.clear()
        self._suspects.clear()

    def _zygote(self) -> socket.socket:
        """Return the control socket of the zygote, which is started when there is none."""
        if self._control is not None:
            return self._control
        if self._process is not None:  # it died
            self._process.wait()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        root = str(Path(__file__).resolve().parents[1])
        environment = {
            k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")
        }
        environment |= {
            "PYTHONPATH": root,
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own program
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        finally:
            theirs.close()
        self._control = ours
        return ours

    def _start(self, job: Job, *, again: bool = False) -> None:
        message = self._order(job)
        source = open_source(job)
        read_end, write_end = os.pipe()
        os.set_blocking(read_end, False)
        start_time = GRACE if self._control is None else 0.0
        try:
            for attempt in (1, 2):
                try:
                    socket.send_fds(self._zygote(), [message], [source, write_end])
                    break
                except OSError:
                    self._zygote_died()
                    if attempt == 2:
                        raise ReadingError("crash", f"{job.name}: de lezer kon niet worden gestart.") from None
        except BaseException:
            os.close(read_end)
            raise
        finally:
            os.close(source)
            os.close(write_end)
        deadline = time.monotonic() + self.seconds + start_time
        self._running[self._next] = _Running(job, read_end, deadline, again=again)

    def _order(self, job: Job) -> bytes:
        """Return the order to parse a file, under a number of its own.

        Raises:
            ReadingError: it would not fit in one message.
        """
        self._next += 1
        order = {
            "do": "parse", "job": self._next, "name": job.name, "given": dict(job.given), "max_chars": job.max_chars,
            "seconds": self.seconds, "memory_mb": self.memory_mb, "released": job.released, "picture": job.picture,
            "seen": str(job.seen.resolve()) if job.seen else "",
        }  # fmt: skip
        message = json.dumps(order, default=str).encode()
        if len(message) > MAX_ORDER:
            raise ReadingError("too-large", f"{job.name[:80]}: de opgegeven metadata zijn te lang.")
        return message

    def _zygote_died(self) -> None:
        """Mark everything under way as crashed; the next job starts a new zygote."""
        if self._control is not None:
            self._control.close()
            self._control = None
        for running in self._running.values():
            running.ended = running.ended or {"status": None, "rss_mb": 0}

    def _finished(self) -> Iterator[tuple[Job, Document | Picture | ReadingError]]:
        """Wait until something happens and yield what has ended."""
        if not self._running:
            return
        with selectors.DefaultSelector() as selector:
            if self._control is not None:
                selector.register(self._control, selectors.EVENT_READ, None)
            for number, running in self._running.items():
                if not running.closed:
                    selector.register(running.pipe, selectors.EVENT_READ, number)
            ready = any(r.ended and (r.closed or r.ended["status"] is None) for r in self._running.values())
            first = min(running.deadline for running in self._running.values())
            for key, _ in selector.select(0 if ready else max(0.0, first - time.monotonic()) + 0.01):
                if key.data is None:
                    self._hear()
                else:
                    self._receive(self._running[key.data])
        for number, running in list(self._running.items()):
            self._keep_time(number, running)
            if running.ended is None or not (running.closed or running.ended["status"] is None):
                continue
            if not running.closed:
                os.close(running.pipe)
            del self._running[number]
            result = _result(running, self.memory_mb, self.seconds)
            lost = running.ended["status"] is None and isinstance(result, ReadingError) and result.reason == "crash"
            if lost and not running.again:
                self._suspects.append(running.job)
            else:
                yield running.job, result

    def _keep_time(self, number: int, running: _Running) -> None:
        """Have a child killed that is over time; a zygote that does not answer is killed itself."""
        if running.ended is not None or time.monotonic() < running.deadline:
            return
        if running.timed_out and self._process is not None:
            self._process.kill()
            self._zygote_died()
            return
        running.timed_out = True
        running.deadline = time.monotonic() + GRACE
        self._kill(number)

    def _kill(self, number: int) -> None:
        if self._control is not None:
            with contextlib.suppress(OSError):
                self._control.send(json.dumps({"do": "kill", "job": number}).encode())

    def _hear(self) -> None:
        """Take one report of the zygote: a child has ended."""
        try:
            message = self._control.recv(65_536) if self._control is not None else b""
        except OSError:
            message = b""
        if not message:
            self._zygote_died()
            return
        report = json.loads(message)
        running = self._running.get(report["job"])
        if running is not None:
            running.ended = report

    def _receive(self, running: _Running) -> None:
        """Take what a child has written so far."""
        try:
            part = os.read(running.pipe, 1 << 20)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if part and len(running.received) < MAX_RESULT + len(part):
            running.received += part
        else:
            os.close(running.pipe)
            running.closed = True


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


class _Unpickler(pickle.Unpickler):
    """Builds values of the corpus only, so that a child cannot send code."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not a value of the corpus")


def _not_asked(job: Job) -> ReadingError:
    return ReadingError("crash", f"{job.name}: de lezer gaf een ander antwoord dan gevraagd.")


def _result(running: _Running, memory_mb: int, seconds: float) -> Document | Picture | ReadingError:
    """Return what a child sent, or say how it ended and, where that is known, on which page."""
    name = running.job.name
    ended = running.ended or {}
    signalled = ended.get("status") or 0
    page = ended.get("page")
    where = f" (bladzijde {page})" if page else ""
    if running.timed_out or (signalled and os.WIFSIGNALED(signalled) and os.WTERMSIG(signalled) == signal.SIGXCPU):
        said = f"{name}: inlezen duurde langer dan {seconds:g} seconden en is gestopt{where}."
        return ReadingError("timeout", said, page=page)
    if running.received:
        sent = _unpacked(bytes(running.received), page)
        if sent is not None:
            return sent
    if ended.get("rss_mb", 0) > 0.5 * memory_mb or ended.get("status") == MEMORY_EXIT << 8:
        said = f"{name}: inlezen vroeg meer dan {memory_mb} MB geheugen en is gestopt{where}."
        return ReadingError("memory", said, page=page)
    return ReadingError("crash", f"{name}: de lezer liep vast op dit bestand{where}.", page=page)


def _unpacked(received: bytes, page: int | None) -> Document | Picture | ReadingError | None:
    """Return the document, the picture or the reason that a child sent; None when it is neither."""
    try:
        sent = _Unpickler(io.BytesIO(received)).load()
        if isinstance(sent, Document | Picture):
            return sent
        reason, message, details = sent
        page = details.get("page") or (page if reason == "crash" else None)
        marking, level = str(details.get("marking", "")), str(details.get("level", ""))
        return ReadingError(str(reason), str(message), page=page, marking=marking, level=level)
    except Exception:  # noqa: BLE001 - whatever a broken child sends, it is one failed file
        return None
