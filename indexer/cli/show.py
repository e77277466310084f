"""`duiding show`: print a document or a passage."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import unquote

import click

from corpus.errors import NotFoundError
from corpus.store import DocumentRecord, OtherSource, PassageRecord
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
        source, others = workspace.store.source(document.id), workspace.store.other_sources(document.id)
    if as_json:
        sources = {"source": source, "other_sources": [asdict(one) for one in others]}
        shown = {"document": asdict(document), **sources, "passages": [asdict(one.passage) for one in passages]}
        print_json(shown)
    else:
        _print(document, source, others, passages)


def _print(document: DocumentRecord, source: str, others: list[OtherSource], passages: list[PassageRecord]) -> None:
    facts = {name: value for name, value in asdict(document.metadata).items() if value}
    facts |= {"pages": document.page_count, "file": document.file.name, "sha256": document.file.sha256}
    for fact, value in facts.items():
        click.echo(f"{fact + ':':<13}{value}")
    click.echo(f"{'source:':<13}{unquote(source)}")
    for other in others:
        alike = f", {other.resemblance:.0%} alike" if other.relation == "same-text" else ""
        address = f"  {other.address}" if other.address else ""
        click.echo(f"{'also from:':<13}{unquote(other.source)} ({other.relation}{alike}){address}")
    for one in passages:
        click.echo(f"\n[p. {one.page_label}] {one.passage.id}\n{one.passage.text}")
