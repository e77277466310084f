"""`duiding cite`: a passage as a quotation with its source."""

from __future__ import annotations

import click

from corpus.citation import FORMS, cite, footnote
from corpus.errors import NotFoundError
from indexer.cli.common import setting_options, settings_of
from indexer.workspace import Workspace


@click.command("cite")
@click.argument("passage")
@click.option("--form", type=click.Choice(FORMS), default="footnote", show_default=True)
@click.option("--address", default="", metavar="URL", help="Where your Duiding is on the web, for the permalink.")
@setting_options("data")
def command(passage: str, form: str, address: str, **given: object) -> None:
    """Print a passage's citation.

    \b
    Example:
      duiding cite dreigingsbeeld-8.zc263ozrydgkv7uh.1 --form apa
    """
    settings = settings_of(**given)
    with Workspace.open(settings) as workspace:
        record = workspace.store.passage(passage)
    if record is None:
        raise NotFoundError(f"There is no passage {passage!r}. `duiding search` prints ids.")
    base = (address or settings.public_address).rstrip("/") or f"http://{settings.host}:{settings.port}"
    permalink = f"{base}/passage/{passage}"
    if form == "footnote":  # cheap; the other forms load a citation processor
        click.echo(footnote(record, address=permalink))
    else:
        click.echo(cite(record, address=permalink).form(form))
