"""What every page works with: the opened data folder and its searcher, kept on the application."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from corpus.settings import Settings
from corpus.store import Store
from indexer.search import Searcher
from indexer.suggest import Suggester
from indexer.workspace import Workspace

EXTENSION = "duiding"


@dataclass(frozen=True, slots=True)
class Site:
    """One running web application."""

    workspace: Workspace
    searcher: Searcher
    suggester: Suggester

    @property
    def settings(self) -> Settings:
        """The settings it was started with."""
        return self.workspace.settings

    @property
    def store(self) -> Store:
        """The corpus."""
        return self.workspace.store


def public_url(endpoint: str, **values: object) -> str:
    """Return the address of a page as the outside world reaches it: what a citation keeps.

    Behind a proxy the request does not tell; the setting `public_address` does.
    """
    base = site().settings.public_address.rstrip("/")
    path = url_for(endpoint, **values)  # type: ignore[arg-type]  # Flask types the options among the values
    return base + path.removeprefix(request.script_root) if base else url_for(endpoint, _external=True, **values)  # type: ignore[arg-type]


def site() -> Site:
    """Return the site of the request being answered."""
    found: Site = current_app.extensions[EXTENSION]
    return found
