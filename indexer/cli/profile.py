"""`duiding profile`: what the documents say of one organisation, institution or phenomenon."""

from __future__ import annotations

from datetime import datetime

import click

from corpus.errors import NotFoundError
from corpus.knowledge import cooccurrence
from corpus.knowledge.factsheet import HEADINGS
from corpus.knowledge.profile_values import profile_values
from corpus.knowledge.profiles import profile
from corpus.knowledge.records import Profile, Quoted
from corpus.model import MentionKind
from corpus.store import Store
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.workspace import Workspace
from nlp.vocabulary import Vocabulary


@click.command("profile")
@click.argument("concept")
@setting_options("data", "vocabulary")
@as_json
def command(concept: str, as_json: bool, **given: object) -> None:
    """Print what documents say of a concept, by its id: quotations under the headings of a factsheet, and counts.

    \b
    Example:
      duiding profile rechts-extremisme --json
    """
    settings = settings_of(**given)
    with Workspace.open(settings) as workspace:
        store, vocabulary = workspace.store, workspace.vocabulary
        kind = _kind(store, vocabulary, concept)
        found = profile(store, kind, concept, made=datetime.now().astimezone().date())

        def label(one: str) -> str:
            names = {} if one in vocabulary else cooccurrence.usual_names(store, kind, [one])
            return names.get(one, vocabulary.label(one))

        if as_json:
            base = settings.public_address.rstrip("/") or f"http://{settings.host}:{settings.port}"
            print_json(profile_values(found, label=label, address=lambda one: f"{base}/passage/{one}"))
        else:
            _print(found, label(concept))


def _kind(store: Store, vocabulary: Vocabulary, concept: str) -> MentionKind:
    """Return the kind of a concept that may have a profile; persons never have one."""
    if concept in vocabulary and vocabulary.concept(concept).kind in set(cooccurrence.KINDS):
        return MentionKind(vocabulary.concept(concept).kind)
    for kind in cooccurrence.KINDS:
        if cooccurrence.usual_names(store, kind, [concept]):
            return kind
    raise NotFoundError(f"There is no phenomenon, institution or organisation {concept!r}: see the page /begrippen.")


def _print(found: Profile, name: str) -> None:
    if not found.passages:
        click.echo(f"Geen passage in dit corpus noemt {name}.")
        return
    click.echo(f"{name}: genoemd in {found.passages} passages van {found.documents} documenten, op {found.made}.")
    for key, quotes in found.headings:
        click.echo(f"\n{HEADINGS[key]}")
        for one in quotes:
            _print_quote(one)
    click.echo("\nAndere passages")
    for one in found.others:
        _print_quote(one)
    click.echo("\nWie het noemt")
    for each in found.publishers:
        click.echo(f"  {each.passages:>5}  {each.publisher or 'onbekend'} ({each.first}-{each.last})")


def _print_quote(one: Quoted) -> None:
    record = one.record
    for notice in record.rectifications:
        click.echo(f"  RECTIFICATIE: {notice.notice} {notice.address}".rstrip())
    metadata = record.document.metadata
    voice = record.passage.voice.value
    click.echo(
        f"  [{metadata.title}, p. {record.page_label}, {metadata.published or 'z.d.'}, {voice}] {record.passage.id}"
    )
    click.echo(f"    {' '.join(record.passage.text.split())}")
