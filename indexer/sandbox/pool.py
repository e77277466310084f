"""The pool: which jobs run, how long they may, and what is tried again; see the package for the whole."""

from __future__ import annotations

import contextlib
import os
import selectors
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
from indexer.sandbox.answers import LOST, MAX_RESULT, Answer, answer_of
from indexer.sandbox.forker import Forker
from indexer.sandbox.jobs import Job, open_source, order_of

GRACE = 5.0  # seconds: for the zygote to start, and to report a child that was killed
MOST_STOPS = 8  # of one file: after so many its last reason stands
WAIT = 3.0  # times the processor time for a file: so long it may take on the clock, for a busy machine keeps it waiting
PATIENCE = 4.0  # times that: a file that took longer on the clock, in all its tries, is not tried again
_STOPPED = ("crash", "memory", "timeout")  # reasons to try again with more care for the page


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
        seconds: processor time after which the child is killed; on the clock, `WAIT` times as long.
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


@dataclass(frozen=True, slots=True)
class _Try:
    """A job to do once more."""

    job: Job
    alone: bool = False  # the zygote died while it ran: whoever did it must show
    stops: Mapping[int, int] = field(default_factory=dict)  # pages at which its child was stopped before
    spent: float = 0.0  # seconds on earlier tries


@dataclass(slots=True)
class _Running:
    """A job under way: its pipe, its clock, and how it ended."""

    attempt: _Try
    pipe: int
    begun: float
    deadline: float
    received: bytearray = field(default_factory=bytearray)
    closed: bool = False
    ended: dict[str, Any] | None = None
    timed_out: bool = False

    def is_done(self) -> bool:
        """Say whether nothing more comes: the child has ended and its pipe is read out, or the zygote is dead."""
        return self.ended is not None and (self.closed or self.ended["status"] is None)

    def receive(self) -> None:
        """Take what the child has written so far."""
        try:
            part = os.read(self.pipe, 1 << 20)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if part and len(self.received) < MAX_RESULT + len(part):
            self.received += part
        else:
            self.close()

    def close(self) -> None:
        """Close the pipe, where that is not done."""
        if not self.closed:
            os.close(self.pipe)
            self.closed = True


class ParserPool:
    """Parses files in parallel, each in its own child; use as a context manager, so that no process stays behind."""

    def __init__(self, workers: int, seconds: float = 60.0, memory_mb: int = 1024) -> None:
        """Prepare a pool; the zygote starts with the first job.

        Args:
            workers: how many files are parsed at the same time, at least 1.
            seconds: processor time for one file; on the clock, `WAIT` times as long.
            memory_mb: address space of one child, in MiB.
        """
        self.workers, self.seconds, self.memory_mb = max(1, workers), seconds, memory_mb
        self._forker = Forker()
        self._running: dict[int, _Running] = {}
        self._next = 0
        self._again: deque[_Try] = deque()

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

    def close(self) -> None:
        """End the zygote and with it every child; may be called more than once."""
        self._forker.close()
        for running in self._running.values():
            running.close()
        self._running.clear()
        self._again.clear()

    def _run(self, jobs: Iterable[Job]) -> Generator[tuple[Job, Answer], None, None]:
        waiting = (_Try(job) for job in jobs)
        exhausted = False
        try:
            while self._running or self._again or not exhausted:
                while len(self._running) < self.workers and not self._runs_alone():
                    attempt = self._again[0] if self._again else next(waiting, None)
                    exhausted = exhausted or attempt is None
                    if attempt is None or (attempt.alone and self._running):
                        break
                    if self._again:
                        self._again.popleft()
                    try:
                        self._start(attempt)
                    except ReadingError as error:
                        yield attempt.job, error
                yield from self._finished()
        finally:
            if self._running:  # the caller left early
                self.close()

    def _runs_alone(self) -> bool:
        return any(running.attempt.alone for running in self._running.values())

    def _start(self, attempt: _Try) -> None:
        job = replace(attempt.job, stops=attempt.stops) if attempt.stops else attempt.job
        self._next += 1
        message = order_of(job, self._next, self.seconds, self.memory_mb)
        source = open_source(job)
        read_end, write_end = os.pipe()
        os.set_blocking(read_end, False)
        start_time = GRACE if self._forker.socket is None else 0.0
        try:
            try:
                self._forker.send(message, source, write_end)
            except OSError:
                self._zygote_died()
                self._forker.send(message, source, write_end)
        except OSError:
            os.close(read_end)
            self._zygote_died()
            raise ReadingError("crash", f"{job.name}: de lezer kon niet worden gestart.") from None
        except BaseException:
            os.close(read_end)
            raise
        finally:
            os.close(source)
            os.close(write_end)
        now = time.monotonic()
        self._running[self._next] = _Running(attempt, read_end, now, now + WAIT * self.seconds + start_time)

    def _zygote_died(self) -> None:
        """Mark everything under way as lost; the next job starts a new zygote."""
        self._forker.forget()
        for running in self._running.values():
            running.ended = running.ended or LOST

    def _finished(self) -> Iterator[tuple[Job, Answer]]:
        """Wait until something happens and yield what has ended."""
        if not self._running:
            return
        with selectors.DefaultSelector() as selector:
            if self._forker.socket is not None:
                selector.register(self._forker.socket, selectors.EVENT_READ, None)
            for running in self._running.values():
                if not running.closed:
                    selector.register(running.pipe, selectors.EVENT_READ, running)
            ready = any(running.is_done() for running in self._running.values())
            first = min(running.deadline for running in self._running.values())
            for key, _ in selector.select(0 if ready else max(0.0, first - time.monotonic()) + 0.01):
                if key.data is None:
                    self._hear()
                else:
                    key.data.receive()
        for number, running in list(self._running.items()):
            self._keep_time(number, running)
            if running.is_done():
                running.close()
                del self._running[number]
                answer = self._answer(running)
                if answer is not None:
                    yield running.attempt.job, answer

    def _hear(self) -> None:
        """Take one report of the zygote: a child has ended."""
        report = self._forker.report()
        if report is None:
            self._zygote_died()
        elif report["job"] in self._running:
            self._running[report["job"]].ended = report

    def _keep_time(self, number: int, running: _Running) -> None:
        """Have a child killed that is over time; a zygote that does not answer is killed itself."""
        if running.ended is not None or time.monotonic() < running.deadline:
            return
        if running.timed_out:
            self._forker.kill()
            self._zygote_died()
            return
        running.timed_out = True
        running.deadline = time.monotonic() + GRACE
        self._forker.kill_child(number)

    def _answer(self, running: _Running) -> Answer | None:
        """Return what came of a job; None: it is tried again."""
        attempt, ended = running.attempt, running.ended or LOST
        answer = answer_of(
            attempt.job.name, bytes(running.received), ended,
            timed_out=running.timed_out, seconds=self.seconds, memory_mb=self.memory_mb,
        )  # fmt: skip
        if not isinstance(answer, ReadingError) or answer.reason not in _STOPPED:
            return answer
        if ended["status"] is None:
            if attempt.alone or answer.reason != "crash":
                return answer
            self._again.append(replace(attempt, alone=True))
            return None
        spent = attempt.spent + time.monotonic() - running.begun
        worthwhile = sum(attempt.stops.values()) < MOST_STOPS and spent < PATIENCE * self.seconds
        if not answer.page or attempt.job.picture or not worthwhile:
            return answer
        stops = {**attempt.stops, answer.page: attempt.stops.get(answer.page, 0) + 1}
        self._again.append(_Try(attempt.job, stops=stops, spent=spent))
        return None


def _not_asked(job: Job) -> ReadingError:
    return ReadingError("crash", f"{job.name}: de lezer gaf een ander antwoord dan gevraagd.")
