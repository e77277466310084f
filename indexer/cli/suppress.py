"""`duiding suppress`: tags that are wrong, and which organisation a name stands for."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict

import click

from corpus.errors import NotFoundError, UsageError
from corpus.model import MentionKind
from corpus.store import NameDecision, Suppression
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.rebuild import sync_index
from indexer.workspace import Workspace


@click.group("suppress")
def command() -> None:
    """Say that a tag or figure is wrong, or which organisation a name stands for; kept when documents are tagged again.

    \b
    Example:
      duiding suppress add dreigingsbeeld-8.zc263ozrydgkv7uh.1 --kind phenomenon --concept jihadisme \\
        --by "J. Voorbeeld" --reason "gaat over iets anders"
    """


@command.command("add")
@click.argument("passage")
@click.option("--kind", type=click.Choice([one.value for one in MentionKind]), required=True)
@click.option("--concept", default="", metavar="ID", help="Concept of the tag; empty for a figure, level or date.")
@click.option("--words", default="", metavar="TEXT", help="The words in the text; without: whatever the words.")
@click.option("--by", "author", required=True, metavar="NAME", help="Who says so.")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is wrong.")
@setting_options("data")
def add(*, passage: str, kind: str, concept: str, words: str, author: str, reason: str, **given: object) -> None:
    """Take a wrong tag out of a passage, by the id of the passage (`duiding search` prints it)."""
    with Workspace.open(settings_of(**given)) as workspace:
        record = workspace.store.passage(passage)
        if record is None:
            raise NotFoundError(f"There is no passage {passage!r}. `duiding search` prints ids.")
        if not concept and not words:
            raise UsageError("Say which tag: give --concept, --words or both.")
        number = workspace.store.reviews.suppress(
            Suppression(record.document.id, MentionKind(kind), concept, words, record.passage.text, author, reason)
        )
        sync_index(workspace.store, workspace.generations, workspace.settings.engine)
    click.echo(f"Suppression {number} is written.")


@command.command("list")
@setting_options("data")
@as_json
def list_(as_json: bool, **given: object) -> None:
    """Print what was said to be wrong, and the decisions on names."""
    with Workspace.open(settings_of(**given)) as workspace:
        wrong, names = workspace.store.reviews.suppressions(), workspace.store.reviews.names()
    if as_json:
        print_json({"suppressions": [asdict(one) for one in wrong], "names": [asdict(one) for one in names]})
        return
    for record in wrong:
        one = record.suppression
        words = f' "{one.surface}"' if one.surface else ""
        click.echo(f"{record.number}  {one.document_id}  {one.kind.value} {one.concept}{words}")
        click.echo(f"  {one.reason} ({one.author}, {record.at[:10]}): {one.quotation[:80]}")
    for name in names:
        click.echo(f"{name.alias} -> {name.concept}  {name.reason} ({name.author}, {name.at[:10]})")
    if not wrong and not names:
        click.echo("Nothing was said to be wrong.")


@command.command("remove")
@click.argument("number", type=int)
@setting_options("data")
def remove(number: int, **given: object) -> None:
    """Take a suppression back; then run `duiding retag`."""
    with Workspace.open(settings_of(**given)) as workspace:
        if not workspace.store.reviews.withdraw(number):
            raise NotFoundError(f"There is no suppression {number}. `duiding suppress list` prints numbers.")
    click.echo(f"Suppression {number} is taken back. Now run: duiding retag")


@command.command("name")
@click.argument("alias")
@click.argument("concept", required=False, default="")
@click.option("--by", "author", default="", metavar="NAME", help="Who decides.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--undo", is_flag=True, help="Take the decision back; then run `duiding retag`.")
@setting_options("data")
def name_(alias: str, concept: str, author: str, reason: str, undo: bool, **given: object) -> None:
    """Let the name ALIAS of an organisation stand for CONCEPT, the id on its page: merges two, or sets one apart.

    A new id sets a name apart from the others of an organisation: `org:name-of-your-own`.
    """
    with Workspace.open(settings_of(**given)) as workspace:
        reviews = workspace.store.reviews
        if undo:
            if not reviews.withdraw_name(alias):
                raise NotFoundError(f"There is no decision on {alias!r}. `duiding suppress list` prints them.")
            click.echo(f"The decision on {alias} is taken back. Now run: duiding retag")
            return
        if not (concept and author and reason):
            raise UsageError("Give the id of the organisation, --by and --reason.")
        changed = reviews.decide_name(NameDecision(alias, concept, author, reason))
        sync_index(workspace.store, workspace.generations, workspace.settings.engine)
    click.echo(f"{alias} stands for {concept}; {changed} mention{'' if changed == 1 else 's'} changed.")


@command.command("token")
@click.argument("name")
def token(name: str) -> None:
    """Make a code for a reviewer of the website: give the code to NAME, put the line in the file of `reviewers`."""
    if ":" in name or not name.strip():
        raise UsageError("A name has no colon and is not empty.")
    code = secrets.token_urlsafe(24)
    click.echo(f"Code for {name}, shown once: {code}", err=True)
    click.echo(f"{name}:{hashlib.sha256(code.encode()).hexdigest()}")
