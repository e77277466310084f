"""`duiding mcp`: let an AI assistant search, fetch and check quotations, over the Model Context Protocol."""

from __future__ import annotations

import importlib

import click

from corpus.errors import UsageError
from indexer.cli.common import setting_options, settings_of
from indexer.workspace import Workspace


@click.command("mcp")
@click.option("--address", default="", metavar="URL", help="Where your Duiding is on the web, for links.")
@setting_options("data")
def command(address: str, **given: object) -> None:
    """Serve a read-only MCP server on standard input and output; needs `pip install duiding[mcp]`.

    \b
    Example:
      duiding mcp --data /srv/duiding
    In the settings of an assistant:
      {"command": "duiding", "args": ["mcp", "--data", "/srv/duiding"]}
    """
    settings = settings_of(**given)
    try:
        assistants = importlib.import_module("search_app.assistants")
    except ModuleNotFoundError as error:
        raise UsageError("The MCP server needs an extra: pip install 'duiding[mcp]'") from error
    base = address or settings.public_address or f"http://{settings.host}:{settings.port}"
    with Workspace.open(settings) as workspace:
        assistants.serve(workspace, base)
