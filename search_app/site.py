"""What every page works with: the opened data folder and its searcher, kept on the application."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from corpus.settings import Settings
from corpus.store import Store
from indexer.search import Searcher
from indexer.workspace import Workspace

EXTENSION = "duiding"


@dataclass(frozen=True, slots=True)
class Site:
    """One running web application."""

    workspace: Workspace
    searcher: Searcher

    @property
    def settings(self) -> Settings:
        """The settings it was started with."""
        return self.workspace.settings

    @property
    def store(self) -> Store:
        """The corpus."""
        return self.workspace.store


def site() -> Site:
    """Return the site of the request being answered."""
    found: Site = current_app.extensions[EXTENSION]
    return found
