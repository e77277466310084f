"""The parent's end of the zygote: start it, send it orders, hear its reports, end it; it is replaced when it dies."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

_PROGRAM = "import sys; from indexer.parsing.zygote import serve; serve(int(sys.argv[1]))"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")  # of the environment
_ROOT = Path(__file__).resolve().parents[2]


class Forker:
    """A zygote that starts with the first order, and again with the next one after it died."""

    def __init__(self) -> None:
        """Prepare; no process is started."""
        self.process: subprocess.Popen[bytes] | None = None
        self.socket: socket.socket | None = None

    def send(self, order: bytes, source: int, pipe: int) -> None:
        """Have a child forked that gets the two descriptors.

        Raises:
            OSError: the zygote is gone, or could not be started.
        """
        socket.send_fds(self.socket or self._started(), [order], [source, pipe])

    def kill_child(self, number: int) -> None:
        """Have the child of job *number* killed."""
        if self.socket is not None:
            with contextlib.suppress(OSError):
                self.socket.send(json.dumps({"do": "kill", "job": number}).encode())

    def report(self) -> dict[str, Any] | None:
        """Return the next report, that a child has ended; None: the zygote died."""
        try:
            message = self.socket.recv(65_536) if self.socket is not None else b""
        except OSError:
            message = b""
        report: dict[str, Any] | None = json.loads(message) if message else None
        return report

    def kill(self) -> None:
        """Kill a zygote that does not answer."""
        if self.process is not None:
            self.process.kill()

    def forget(self) -> None:
        """Let go of a zygote that died; the next order starts a new one."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def close(self) -> None:
        """End the zygote and with it every child; may be called more than once."""
        self.forget()
        if self.process is not None:
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def _started(self) -> socket.socket:
        if self.process is not None:  # it died
            self.process.wait()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {key: value for key, value in os.environ.items() if key in _KEPT} | {
            "PYTHONPATH": str(_ROOT),
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own program
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        finally:
            theirs.close()
        self.socket = ours
        return ours
