"""`duiding evaluate`: how good the parts are, on questions and sentences with known answers."""

from __future__ import annotations

import click

from indexer.cli import LazyGroup

#: Each in a file of this name beside this one: `indexer.cli.evaluations.<name>:command`.
PARTS = ("nlp", "search")


@click.group("evaluate", cls=LazyGroup, module="indexer.cli.evaluations", names=PARTS)
def command() -> None:
    """Measure how well a part does on material labelled by hand.

    \b
    Example:
      duiding evaluate nlp
    """
