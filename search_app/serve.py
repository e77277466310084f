"""Serving with waitress: one process, a few threads, a clear word when the port is taken, a quiet end on Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from waitress.server import create_server

from corpus.errors import UsageError
from corpus.settings import Settings
from indexer.workspace import Workspace
from search_app.app import create_app
from search_app.site import EXTENSION

#: Bytes of request line and headers together: an address of 4 kB (search_app.limits) and what browsers send with it.
MAX_HEADER_BYTES = 16_384
MAX_BODY_BYTES = 1_024  # no page takes a body


def serve(settings: Settings, *, announce: Callable[[str], object]) -> None:
    """Serve the web application until Ctrl-C or SIGTERM; requests being answered are finished first.

    Args:
        settings: host, port (0: any that is free), threads and data folder.
        announce: is told, in one line, where to open it, once it listens.

    Raises:
        UsageError: the address cannot be listened on.
        StoreError: the data folder cannot be opened.
    """
    with Workspace.open(settings) as workspace:
        app = create_app(settings, workspace)
        server = _listen(app, settings)
        announce(f"Duiding is at {_address(server)} (stop it with Ctrl-C)")
        with _terminating(), app.extensions[EXTENSION].searcher, contextlib.closing(server):
            server.run()  # comes back on KeyboardInterrupt and SystemExit, after shutting its threads down


def _listen(app: Flask, settings: Settings) -> Any:
    return create_server(
        app,
        sockets=_sockets(settings),
        threads=settings.threads,
        ident=None,
        max_request_header_size=MAX_HEADER_BYTES,
        max_request_body_size=MAX_BODY_BYTES,
    )


def _sockets(settings: Settings) -> list[socket.socket]:
    """Bind every address that the host stands for (localhost may be two), all on one port.

    Waitress would bind by itself, but leaves sockets open when it cannot and does not say why.
    """
    bound: list[socket.socket] = []
    port = settings.port
    try:
        for family, _kind, _protocol, _name, address in socket.getaddrinfo(
            settings.host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            one = socket.socket(family, socket.SOCK_STREAM)
            bound.append(one)
            if os.name == "posix":  # elsewhere this would let two programs share the port
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind((address[0], port, *address[2:]))
            port = one.getsockname()[1]
    except OSError as error:
        for one in bound:
            one.close()
        raise UsageError(_why(error.errno, settings)) from error
    return bound


def _why(code: int | None, settings: Settings) -> str:
    if code == errno.EADDRINUSE:
        return (
            f"Port {settings.port} on {settings.host} is taken: is Duiding running already? Choose another with --port."
        )
    if code == errno.EACCES:
        return f"Port {settings.port} may not be used by this account. Choose one above 1023 with --port."
    return f"Cannot listen on {settings.host}, port {settings.port}. Choose an address of this machine with --host."


def _address(server: Any) -> str:
    several = getattr(server, "effective_listen", None)  # only there when there are several sockets
    host, port = several[0] if several else (server.effective_host, server.effective_port)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextlib.contextmanager
def _terminating() -> Iterator[None]:
    """Let SIGTERM, which service managers and containers send, end the server as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
