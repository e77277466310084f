"""Static files with versioned addresses: the hash of the content in the address, and a year in the cache."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

_FOLDER = Path(__file__).parent / "static"
_YEAR = 31_536_000  # seconds


@cache
def _version(filename: str) -> str:
    return hashlib.sha256((_FOLDER / filename).read_bytes()).hexdigest()[:10]


def asset(filename: str) -> str:
    """Return the address of a static file with its content hash; used in templates."""
    return url_for("static", filename=filename, v=_version(filename))


def add_assets(app: Flask) -> None:
    """Give templates `asset`, and let browsers keep what is asked for by version."""
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def _cache(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in (200, 206, 304):
            versioned = "v" in request.args
            response.headers["Cache-Control"] = (
                f"public, max-age={_YEAR}, immutable" if versioned else "public, max-age=3600"
            )
        return response
