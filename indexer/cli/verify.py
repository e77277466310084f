"""`duiding verify`: does what we hold agree with itself?"""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.verify import verify
from indexer.workspace import Workspace


@click.command("verify")
@setting_options("data")
@as_json
def command(as_json: bool, **given: object) -> None:
    """Compare store, index and originals; exit with 1 when they do not agree.

    \b
    Example:
      duiding verify --data /srv/duiding
    """
    with Workspace.open(settings_of(**given)) as workspace:
        problems = verify(workspace)
        totals = workspace.store.totals()
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            click.echo(f"{problem.where}: {problem.what}. {problem.remedy}")
        if not problems:
            click.echo(f"Store, index and originals agree: {totals.documents} documents, {totals.passages} passages.")
    if problems:
        sys.exit(1)
