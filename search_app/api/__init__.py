"""The REST interface under /api/v1: read-only, described by OpenAPI 3.1 made from the same models that answer."""

from search_app.api.routes import add_api

__all__ = ["add_api"]
