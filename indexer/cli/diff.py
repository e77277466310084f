"""`duiding diff`: two documents passage by passage."""

from __future__ import annotations

import click

from corpus.knowledge.edition_diff import Change, Difference, diff_documents
from corpus.knowledge.plain import diff_values
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.workspace import Workspace

_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


@click.command("diff")
@click.argument("old")
@click.argument("new")
@setting_options("data")
@as_json
def command(old: str, new: str, as_json: bool, **given: object) -> None:
    """Compare the documents OLD and NEW (ids): what is new, gone, reworded or moved.

    Passages that stayed as they were are only counted. Words that differ: [-gone-] {+new+}.

    \b
    Example:
      duiding diff dtn-57 dtn-58
    """
    with Workspace.open(settings_of(**given)) as workspace:
        found = diff_documents(workspace.store, old, new)
        if as_json:
            print_json(diff_values(found, workspace.store))
            return
    for one in found.differences:
        if one.change is not Change.SAME:
            click.echo(_line(one))
    click.echo(", ".join(f"{found.count(change)} {change.value}" for change in Change))


def _line(one: Difference) -> str:
    shown = one.new or one.old
    page = f"p. {shown.page_label}" if shown else ""
    moved = ", moved" if one.moved and one.change is Change.REWORDED else ""
    text = " ".join(_MARKS[piece.kind].format(piece.text) for piece in one.pieces) or (shown.text if shown else "")
    return f"{one.change.value}{moved} ({page}): {' '.join(text.split())}"
