"""`duiding evolution`: a phenomenon or a word over the editions of a series."""

from __future__ import annotations

import click

from corpus.errors import UsageError
from corpus.knowledge.evolution import evolution
from corpus.knowledge.plain import evolution_values
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.subjects import phenomenon_id
from indexer.workspace import Workspace


@click.command("evolution")
@click.argument("series")
@click.option("--phenomenon", default="", metavar="NAME", help="Label or id of a phenomenon.")
@click.option("--word", default="", metavar="WORDS", help="A word, or words in a row, as written.")
@setting_options("data", "vocabulary")
@as_json
def command(series: str, phenomenon: str, word: str, as_json: bool, **given: object) -> None:
    """Follow a phenomenon or a word over the editions of SERIES (its key), oldest first.

    For each edition: mentions, mentions per 10,000 words, and how many sentences are new, gone or reworded against
    the edition before.

    \b
    Example:
      duiding evolution dtn --phenomenon rechts-extremisme
    """
    if phenomenon and word:
        raise UsageError("Give either --phenomenon or --word.")
    with Workspace.open(settings_of(**given)) as workspace:
        concept = phenomenon_id(workspace.vocabulary, phenomenon) if phenomenon else ""
        found = evolution(workspace.store, series, concept=concept, word=word)
        if as_json:
            print_json(evolution_values(found, workspace.store))
            return
    for one in found.editions:
        date = one.document.published or "no date"
        line = f"{date:<10}  {one.document.id}"
        if found.concept or found.word:
            kinds = [change.change.value for change in one.changes]
            counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("new", "gone", "reworded") if kind in kinds)
            line += f"  {one.mentions} mentions, {one.per_10k} per 10,000 words" + (
                f"; sentences: {counts}" if counts else ""
            )
        click.echo(line)
    if found.first:
        click.echo(f"First in {found.first}, last in {found.last}.")
