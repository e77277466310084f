"""The web application: pages, addresses and downloads over the index."""

from search_app.app import create_app

__all__ = ["create_app"]
