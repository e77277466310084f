"""The process that forks a child for each file: clean, with one thread, all readers loaded once.

It obeys orders that come over a socket with two descriptors (the open file and the end of a pipe), kills a child when
told to, and reports how each one ended. Only `indexer.sandbox` starts it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import mmap
import os
import pickle
import resource
import selectors
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from corpus.errors import ReadingError
from corpus.model import Document
from indexer.parsing import parse, picture, progress, warm
from indexer.parsing.ocr_seen import Picture, from_json

MEMORY_EXIT = 71  # exit code of a child that ran out of memory; indexer/sandbox/answers.py knows it too
MAX_RESULT = 128 * 1024 * 1024  # bytes of a pickled document; indexer/sandbox/answers.py knows it too
OPEN_FILES = 64
Children = dict[int, tuple[int, mmap.mmap]]  # process -> job, and the page it is at


def serve(descriptor: int) -> None:
    """Be the zygote: load the readers, then fork a child for each order that comes over the socket *descriptor*."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl does without, and it would cost 100 MB of address space
    warm()
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=descriptor)
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_read, False)
    os.set_blocking(wake_write, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which then closes the socket
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    children: Children = {}
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake_read, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is control:
                    message, files, _, _ = socket.recv_fds(control, 1 << 20, 2)
                    if not message:
                        _end(children)
                        return
                    _obey(json.loads(message), list(files), children, control)
                else:
                    with contextlib.suppress(BlockingIOError):
                        os.read(wake_read, 4096)
            _reap(children, control)


def _obey(order: dict[str, Any], files: list[int], children: Children, control: socket.socket) -> None:
    """Fork a child, or kill one."""
    if order["do"] == "kill":
        for process, (job, _) in children.items():
            if job == order["job"]:
                os.kill(process, signal.SIGKILL)
        return
    cell = progress.new_cell()
    process = os.fork()
    if process == 0:
        try:
            control.close()
            progress.write_to(cell)
            _child(order, files[0], files[1])
        except BaseException:  # noqa: BLE001 - a child never returns into the zygote's loop
            os._exit(1)
        os._exit(0)
    children[process] = order["job"], cell
    for descriptor in files:
        os.close(descriptor)


def _reap(children: Children, control: socket.socket) -> None:
    """Report every child that has ended."""
    while children:
        process, status, usage = os.wait4(-1, os.WNOHANG)
        if process == 0:
            return
        if process in children:
            job, cell = children.pop(process)
            page = progress.page_in(cell)
            cell.close()
            report = {"job": job, "status": status, "rss_mb": usage.ru_maxrss // 1024, "page": page}
            with contextlib.suppress(OSError):
                control.send(json.dumps(report).encode())


def _end(children: Children) -> None:
    """Kill and reap all children."""
    for process in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for process in children:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)


def confine(seconds: float, memory_mb: int) -> None:
    """Set the limits of a child: it may use memory and time within bounds and write nothing but its pipe."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: never outlive the zygote
        libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    limit = memory_mb * 1024 * 1024
    processor = max(1, int(seconds + 0.999))
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limit, limit),
        (resource.RLIMIT_CPU, processor, processor + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


def _child(order: dict[str, Any], source: int, pipe: int) -> None:
    """Parse one file and write the pickled document, or (reason, message, details), to the pipe."""
    gc.disable()  # the process ends after one file
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.chdir("/")
    confine(order["seconds"], order["memory_mb"])
    name = order["name"]
    result: Document | Picture | tuple[str, str, dict[str, Any]]
    try:
        with os.fdopen(source, "rb") as stream:
            data = stream.read()
        if order["picture"]:
            result = picture(data, name, order["picture"])
        else:
            seen = from_json(Path(order["seen"]).read_bytes()) if order["seen"] else None
            result = parse(
                data, name, given=order["given"], max_chars=order["max_chars"], released=order["released"], seen=seen,
                stops=dict(order["stops"]),
            )  # fmt: skip
    except ReadingError as error:
        result = (error.reason, str(error), {"page": error.page, "marking": error.marking, "level": str(error.level)})
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except RecursionError:
        result = ("corrupt", f"{name} is dieper genest dan een leesbaar document en is niet gelezen.", {})
    except Exception as error:  # noqa: BLE001 - one file must never stop the run; the reason is kept
        result = ("crash", f"{name}: de lezer liep vast ({type(error).__name__}: {str(error)[:200]}).", {})
    try:
        packed = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    if len(packed) > MAX_RESULT:
        said = f"{name} bevat meer tekst dan in één document past en is niet gelezen; splits het bestand."
        packed = pickle.dumps(("too-large", said, {}))
    with os.fdopen(pipe, "wb") as stream:
        stream.write(packed)
