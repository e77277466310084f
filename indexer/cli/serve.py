"""`duiding serve`: the web application."""

from __future__ import annotations

import importlib

import click

from indexer.cli.common import setting_options, settings_of


@click.command("serve")
@setting_options("data", "host", "port", "theme")
def command(**given: object) -> None:
    """Start the web application; stop it with Ctrl-C.

    \b
    Example:
      duiding serve --port 8080
    """
    start(**given)


def start(**given: object) -> None:
    """Serve until interrupted. The layer above is loaded by name: commands live in the indexer, pages above it."""
    serve = importlib.import_module("search_app.serve").serve
    serve(settings_of(**given), announce=click.echo)
