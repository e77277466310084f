"""House style: a folder of an organisation with `theme.css` (and fonts, images, `logo.svg`), put over our own look."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory, url_for

from corpus.errors import UsageError

STYLE, LOGO = "theme.css", "logo.svg"
_ENDINGS = frozenset((".css", ".woff2", ".svg", ".png", ".webp", ".jpg"))
_HOUR = 3_600  # seconds


def add_theme(app: Flask, folder: str) -> None:
    """Let every page of *app* load the style sheet of *folder*; an empty folder name is no theme.

    Raises:
        UsageError: the folder has no `theme.css`.
    """
    root = Path(folder).resolve() if folder else None
    if root is not None and not (root / STYLE).is_file():
        raise UsageError(f"The theme folder {folder} has no {STYLE}. See docs/theme.md.")
    app.jinja_env.globals["theme_style"] = lambda: _address(root, STYLE)
    app.jinja_env.globals["theme_logo"] = lambda: _address(root, LOGO)
    if root is None:
        return

    @app.get("/thema/<path:name>", endpoint="theme")
    def _send(name: str) -> Response:
        if Path(name).suffix not in _ENDINGS:
            abort(404)
        return send_from_directory(root, name, max_age=_HOUR)


def _address(root: Path | None, name: str) -> str:
    """Return the address of a file of the theme with the hash of its content; empty where there is none."""
    if root is None or not (root / name).is_file():
        return ""
    version = hashlib.sha256((root / name).read_bytes()).hexdigest()[:10]
    return url_for("theme", name=name, v=version)
