"""`duiding retag`: tag documents again after a change of vocabulary or model."""

from __future__ import annotations

import click

from indexer.cli.common import progress_bar, setting_options, settings_of
from indexer.retag import retag
from indexer.workspace import Workspace


@click.command("retag")
@setting_options("data", "vocabulary", "model", "persons")
@click.option("--all", "everything", is_flag=True, help="Also the documents that are tagged by the present version.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def command(everything: bool, quiet: bool, **given: object) -> None:
    """Tag documents again after a change of vocabulary or model, and bring the index along.

    Only documents that another version tagged are tagged again. A run that was broken off goes on where it stopped.
    To keep a vocabulary of your own in use, name its folder in duiding.toml: vocabulary = "...".

    \b
    Example:
      duiding retag --vocabulary my-vocabulary
    """
    with Workspace.open(settings_of(**given)) as workspace, progress_bar(quiet=quiet) as progress:
        task = progress.add_task("Tagging", total=None)
        done = retag(
            workspace,
            everything=everything,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    click.echo(
        f"{done.done} of {done.total} documents tagged again, {done.changed} with other mentions than before "
        f"(version {done.version})."
    )
