"""What is refused before any work is done: addresses too long for an honest search, methods that change things."""

from __future__ import annotations

from flask import Flask, abort, request

MAX_ADDRESS_BYTES = 4_096  # path and query together, as sent


def add_limits(app: Flask) -> None:
    """Answer 414 to an address longer than `MAX_ADDRESS_BYTES`; bodies are only read by a page that says so."""
    app.config["MAX_CONTENT_LENGTH"] = 0

    @app.before_request
    def _check() -> None:
        if len(request.query_string) + len(request.path.encode()) > MAX_ADDRESS_BYTES:
            abort(414)
