"""`duiding rebuild`: make the index anew from the store."""

from __future__ import annotations

import click

from indexer.cli.common import progress_bar, setting_options, settings_of
from indexer.rebuild import rebuild
from indexer.workspace import Workspace


@click.command("rebuild")
@setting_options("data", "engine")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def command(quiet: bool, **given: object) -> None:
    """Make the index anew from the store, beside the live one, and switch to it when it is whole.

    Needs neither the source files nor a language model; searching goes on meanwhile.

    \b
    Example:
      duiding rebuild --engine whoosh
    """
    with Workspace.open(settings_of(**given)) as workspace, progress_bar(quiet=quiet) as progress:
        task = progress.add_task("Indexing", total=None)
        rebuild(
            workspace.store,
            workspace.generations,
            workspace.settings.engine,
            lambda done, total: progress.update(task, completed=done, total=total),
        )
        live = workspace.generations.current()
    if live is not None:
        click.echo(f"Generation {live.name} ({live.engine}) serves {live.passages} passages.")
