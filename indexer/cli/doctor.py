"""`duiding doctor`: what of the whole corpus needs a person?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from itertools import groupby

import click

from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.doctor import Finding, examine
from indexer.report import DOUBTS
from indexer.workspace import Workspace

_TITLES = {
    "quarantine": "Quarantine",
    "failure": "Could not be read",
    **{kind: title[:1].upper() + title[1:] for kind, (title, _) in DOUBTS.items()},
    "same-text": "One document from more than one file",
    "earlier-version": "Earlier versions",
    "alike": "Much alike, kept apart",
}


@click.command("doctor")
@setting_options("data")
@as_json
def command(as_json: bool, **given: object) -> None:
    """Show what of the corpus needs a person, and what to do; exit with 1 when something does.

    Failures, quarantine, pages without text, doubtful text; and, good to know: documents without title, date or
    publisher, files that were found to be one document.

    \b
    Example:
      duiding doctor --data /srv/duiding
    """
    with Workspace.open(settings_of(**given)) as workspace:
        findings = examine(workspace)
        documents = workspace.store.totals().documents
    waiting = sum(one.needs_person for one in findings)
    if as_json:
        print_json([asdict(one) for one in findings])
    else:
        for needs_person, heading in ((True, "Needs a person"), (False, "Good to know")):
            _print(heading, [one for one in findings if one.needs_person is needs_person])
        click.echo(f"{documents} documents; {waiting} things need a person.")
    if waiting:
        sys.exit(1)


def _print(heading: str, findings: list[Finding]) -> None:
    if not findings:
        return
    click.echo(f"{heading}\n{'=' * len(heading)}")
    for kind, group in groupby(findings, key=lambda one: one.kind):
        some = list(group)
        click.echo(f"{_TITLES[kind]}: {len(some)}")
        for remedy, alike in groupby(some, key=lambda one: one.remedy):
            for one in alike:
                page = f", p. {one.page}" if one.page else ""
                click.echo(f"  {one.where}{page}: {one.what}")
            if remedy:
                click.echo(f"    -> {remedy}")
        click.echo()
