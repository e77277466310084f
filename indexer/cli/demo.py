"""`duiding demo`: the sample documents ingested, a first search, a first citation."""

from __future__ import annotations

from importlib.resources import as_file, files

import click

from indexer.cli import serve
from indexer.cli.common import setting_options, settings_of
from indexer.cli.ingest import run
from indexer.report import summary
from indexer.search import SearchRequest
from indexer.sources import find_sources
from indexer.workspace import Workspace

_QUESTION = "rechts-extremisme gemeente"


@click.command("demo")
@setting_options("data", "host", "port")
@click.option("--serve", "then_serve", is_flag=True, help="Start the web application afterwards.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def command(then_serve: bool, quiet: bool, **given: object) -> None:
    """Ingest the sample documents that come with Duiding and search them.

    The samples are invented for this project. Run it again at once: nothing is ingested twice.

    \b
    Example:
      duiding demo --serve
    """
    settings = settings_of(data=given["data"], host=given["host"], port=given["port"])
    with as_file(files("corpus") / "samples") as folder, Workspace.open(settings) as workspace:
        click.echo(summary(run(workspace, find_sources([folder]), quiet=quiet)))
        with workspace.searcher() as searcher:
            result = searcher.search(SearchRequest(text=_QUESTION))
        click.echo(f"\nSearch for {_QUESTION!r}: {result.passages} passages in {result.documents} documents.")
        if result.hits:
            hit = result.hits[0]
            click.echo(f"The first, {hit.document.metadata.title}, p. {hit.passages[0].page_label}:")
            click.echo(f"  {hit.passages[0].snippet}")
            click.echo(f"Cite it with: duiding cite {hit.passages[0].passage.id}")
    if then_serve:
        serve.start(**given)
    else:
        click.echo("Open it in your browser with: duiding serve")
