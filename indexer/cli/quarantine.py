"""`duiding quarantine`: files that bear a confidentiality marking, and the decision of a person about them."""

from __future__ import annotations

from urllib.parse import unquote

import click

from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.parsing.markings import Level
from indexer.quarantine import as_values, release
from indexer.workspace import Workspace


@click.group("quarantine")
def command() -> None:
    """List the files that were kept out for their marking, or let one in.

    Nothing of such a file is stored: only where it is, its hash, its marking and the page. A classified file is never
    let in; about another marking (TLP, "beperkte verspreiding") a person decides.

    \b
    Example:
      duiding quarantine list
      duiding quarantine release 3f2a91c04b7d --by "J. Voorbeeld" --reason "vrijgegeven door de afzender"
    """


@command.command("list")
@setting_options("data")
@as_json
def list_(as_json: bool, **given: object) -> None:
    """Print the files in quarantine, and who let which of them in."""
    with Workspace.open(settings_of(**given)) as workspace:
        found = workspace.store.quarantine()
    if as_json:
        print_json([as_values(one) for one in found])
        return
    for one in found:
        page = f", p. {one.page}" if one.page else ""
        click.echo(f"{one.sha256[:12]}  {one.level:<10}  {one.marking}{page}  {unquote(one.source)}")
        if one.released_by:
            click.echo(f"  let in by {one.released_by} on {one.released_at[:10]}: {one.released_reason}")
        elif one.level == Level.CLASSIFIED:
            click.echo("  never let in")
    if not found:
        click.echo("Nothing is in quarantine.")


@command.command("release")
@click.argument("digits", metavar="HASH")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, metavar="TEXT", help="Why it may be read here.")
@setting_options("data")
def release_(digits: str, by: str, reason: str, **given: object) -> None:
    """Let a file in, by its hash or the first digits of it; then ingest it again.

    The marking stays with the document: it is shown with every citation.
    """
    with Workspace.open(settings_of(**given)) as workspace:
        found = release(workspace, digits, by=by, reason=reason)
    click.echo(f"{found.file_name} ({found.marking}) may be read. Now run: duiding ingest {unquote(found.source)}")
