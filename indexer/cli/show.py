"""`duiding show`: print a document or a passage."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import unquote

import click

from corpus.errors import NotFoundError
from corpus.model import FoundIn, Origin
from corpus.store import Annex, DocumentRecord, OtherSource, PassageRecord
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.workspace import Workspace

_FOUND_IN = {
    FoundIn.GIVEN: "given",
    FoundIn.FRONT: "front of the document",
    FoundIn.ADDRESS: "address",
    FoundIn.SERIES: "catalogue of series",
    FoundIn.FILE: "file information",
}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the store knows of a document beside its text."""

    source: str
    other_sources: list[OtherSource]
    annexes: list[Annex]
    origins: list[Origin]


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
        facts = _Facts(
            workspace.store.source(document.id),
            workspace.store.other_sources(document.id),
            workspace.store.annexes(document.id),
            workspace.store.origins(document.id),
        )
    if as_json:
        shown = {**asdict(facts), "passages": [asdict(one.passage) for one in passages]}
        print_json({"document": asdict(document), **shown})
    else:
        _print(document, facts, passages)


def _print(document: DocumentRecord, facts: _Facts, passages: list[PassageRecord]) -> None:
    known = {name: value for name, value in asdict(document.metadata).items() if value}
    known |= {"pages": document.page_count, "file": document.file.name, "sha256": document.file.sha256}
    for fact, value in known.items():
        click.echo(f"{fact + ':':<13}{value}")
    click.echo(f"{'source:':<13}{unquote(facts.source)}")
    for other in facts.other_sources:
        alike = f", {other.resemblance:.0%} alike" if other.relation == "same-text" else ""
        address = f"  {other.address}" if other.address else ""
        click.echo(f"{'also from:':<13}{unquote(other.source)} ({other.relation}{alike}){address}")
    for annex in facts.annexes:
        ours = annex.letter_id == document.id
        click.echo(f"{'annex:' if ours else 'annex of:':<13}{annex.document_id if ours else annex.letter_id}")
    for origin in facts.origins:
        where = f"p. {origin.page}" if origin.page else _FOUND_IN[origin.found_in]
        words = f": {origin.words}" if origin.words and origin.words != origin.value else ""
        click.echo(f"{'found:':<13}{origin.field} {origin.value!r}, {where}{words}")
    for one in passages:
        click.echo(f"\n[p. {one.page_label}] {one.passage.id}\n{one.passage.text}")
