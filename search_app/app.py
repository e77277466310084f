"""The application factory: one opened data folder, the pages, headers on everything, errors in Dutch."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from corpus.settings import Settings
from indexer.suggest import Suggester
from indexer.workspace import Workspace
from search_app import dutch
from search_app.api import add_api
from search_app.assets import add_assets
from search_app.errors import add_error_pages
from search_app.headers import add_security_headers
from search_app.limits import add_limits
from search_app.pages import BLUEPRINTS
from search_app.site import EXTENSION, Site
from search_app.theme import add_theme


def create_app(settings: Settings, workspace: Workspace | None = None) -> Flask:
    """Return the web application over one data folder.

    Args:
        settings: read once by the caller; nothing here reads the environment.
        workspace: an opened data folder to use; without it that of *settings* is opened and kept open.

    Raises:
        StoreError: the data folder cannot be opened.
        UsageError: the theme folder has no style sheet.
    """
    app = Flask("search_app", static_folder="static", template_folder="templates")
    opened = workspace if workspace is not None else Workspace.open(settings)
    searcher = opened.searcher()
    app.extensions[EXTENSION] = Site(opened, searcher, Suggester(opened.store, searcher, opened.vocabulary))
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(contact=settings.contact, dutch=dutch, today=_today)
    app.url_map.strict_slashes = False
    add_limits(app)
    add_assets(app)
    add_theme(app, settings.theme)
    add_security_headers(app)
    add_error_pages(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    add_api(app)
    return app


def _today() -> str:
    """Return the date of this moment in words, in the time zone of the server, for what is printed."""
    return dutch.date(datetime.now().astimezone().date().isoformat())
