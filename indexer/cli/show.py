"""`duiding show`: print a document or a passage."""

from __future__ import annotations

from dataclasses import asdict

import click

from corpus.errors import NotFoundError
from corpus.store import DocumentRecord, PassageRecord
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.workspace import Workspace


@click.command("show")
@click.argument("name")
@setting_options("data")
@as_json
def command(name: str, as_json: bool, **given: object) -> None:
    """Print a document (its facts and passages) or one passage, by id.

    \b
    Example:
      duiding show dreigingsbeeld-8
    """
    with Workspace.open(settings_of(**given)) as workspace:
        passage = workspace.store.passage(name)
        document = workspace.store.document(name) if passage is None else passage.document
        if document is None:
            raise NotFoundError(f"There is no document or passage {name!r}. `duiding search` prints ids.")
        passages = [passage] if passage else workspace.store.passages(name)
    if as_json:
        print_json({"document": asdict(document), "passages": [asdict(one.passage) for one in passages]})
    else:
        _print(document, passages)


def _print(document: DocumentRecord, passages: list[PassageRecord]) -> None:
    facts = {name: value for name, value in asdict(document.metadata).items() if value}
    facts |= {"pages": document.page_count, "file": document.file.name, "sha256": document.file.sha256}
    for fact, value in facts.items():
        click.echo(f"{fact + ':':<13}{value}")
    for one in passages:
        click.echo(f"\n[p. {one.page_label}] {one.passage.id}\n{one.passage.text}")
