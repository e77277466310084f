"""`duiding ingest`: read files and folders into the corpus."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from corpus.errors import ReadingError
from corpus.store.moment import now
from indexer.cli.common import as_json, print_json, progress_bar, setting_options, settings_of
from indexer.ingest import ingest
from indexer.outcomes import Outcome, Status
from indexer.rebuild import sync_index
from indexer.report import as_values, table
from indexer.sources import SourceFile, find_sources
from indexer.workspace import Workspace


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@setting_options("data", "engine", "workers", "model", "vocabulary", "persons")
@click.option("--keep-apart", is_flag=True, help="These are documents of their own, also where the same text is there.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
@as_json
def command(paths: tuple[Path, ...], keep_apart: bool, quiet: bool, as_json: bool, **given: object) -> None:
    """Read files and folders into the corpus.

    A file that is there already is not read again, so a run that was broken off goes on where it stopped. A folder
    with a documents.yaml gives the files listed there, with the metadata given there.

    \b
    Example:
      duiding ingest rapporten/ vraag-12.html --workers 2
    """
    sources = find_sources(paths)
    with Workspace.open(settings_of(**given)) as workspace:
        outcomes = run(workspace, sources, quiet=quiet, keep_apart=keep_apart)
        _write_report(workspace, outcomes)
    failed = [one for one in outcomes if one.status in (Status.FAILED, Status.QUARANTINED)]
    if as_json:
        print_json([asdict(one) for one in outcomes])
    else:
        click.echo(table(outcomes))
    for one in failed:
        click.echo(f"  {one.source}: {ReadingError.REASONS[one.reason]} — {one.message}", err=True)
    if failed:
        sys.exit(ReadingError.exit_code)


def run(workspace: Workspace, sources: Sequence[SourceFile], *, quiet: bool, keep_apart: bool = False) -> list[Outcome]:
    """Ingest *sources* and bring the index along, with progress on stderr; return what became of each file."""
    outcomes = []
    with progress_bar(quiet=quiet) as progress:
        reading = progress.add_task("Reading ", total=len(sources))
        try:
            for outcome in ingest(workspace, sources, keep_apart=keep_apart):
                outcomes.append(outcome)
                progress.advance(reading)
        finally:  # what was read before an interruption can be found too
            indexing = progress.add_task("Indexing", total=None)
            sync_index(
                workspace.store,
                workspace.generations,
                workspace.settings.engine,
                lambda done, total: progress.update(indexing, completed=done, total=total),
            )
            progress.update(indexing, completed=1, total=1)
    return outcomes


def _write_report(workspace: Workspace, outcomes: list[Outcome]) -> None:
    folder = workspace.folder / "reports"
    folder.mkdir(exist_ok=True)
    moment = now()
    report = as_values(outcomes, moment)
    name = f"ingest-{moment.replace(':', '').replace('+0000', 'Z')}.json"
    (folder / name).write_text(json.dumps(report, ensure_ascii=False, indent=2), "utf-8")
