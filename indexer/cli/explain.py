"""`duiding explain`: why a passage carries its tags."""

from __future__ import annotations

from dataclasses import asdict

import click

from corpus.errors import NotFoundError, UsageError
from corpus.model import Mention, Passage, PassageKind, Span, Voice
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.explain import Explanation, explain
from indexer.workspace import Workspace, vocabulary_of
from nlp.pipeline import load_model
from nlp.tagger import Tagger


@click.command("explain")
@click.argument("passage_id", metavar="[PASSAGE]", required=False)
@click.option("--text", metavar="WORDS", help="Explain a text of your own, by the present vocabulary and model.")
@click.option("--language", default="nl", show_default=True, help="Language of --text (nl, fr, en).")
@click.option("--country", type=click.Choice(["BE", "NL"]), help="Country that --text is from.")
@setting_options("data", "vocabulary", "model")
@as_json
def command(
    passage_id: str | None, text: str | None, language: str, country: str | None, as_json: bool, **given: object
) -> None:
    """Say of each tag of a passage why it is there: rule, label, assertion and certainty.

    \b
    Example:
      duiding explain --text "Er is geen rechts-extremisme vastgesteld."
    """
    if (passage_id is None) == (text is None):
        raise UsageError("Give either a passage id (`duiding search` prints them) or --text.")
    settings = settings_of(**given)
    if text is not None:  # needs no store
        head, passage, vocabulary = "", _alone(text, language), vocabulary_of(settings)
        mentions = Tagger(vocabulary, load_model(settings.model)).tag([passage], country=country or "")
    else:
        with Workspace.open(settings) as workspace:
            vocabulary = workspace.vocabulary
            head, passage, mentions = _stored(workspace, passage_id or "")
    found = explain(mentions, vocabulary)
    if as_json:
        print_json({"passage": passage.id, "voice": passage.voice.value, "text": passage.text,
                    "tags": [asdict(one) for one in found]})  # fmt: skip
    else:
        _print(head, passage, found)


def _alone(text: str, language: str) -> Passage:
    """Return a text as a passage that stands in no document."""
    return Passage("", 0, PassageKind.PARAGRAPH, Voice.PUBLISHER, language, (), (Span(1, 0, len(text)),), text)


def _stored(workspace: Workspace, passage_id: str) -> tuple[str, Passage, list[Mention]]:
    record = workspace.store.passage(passage_id)
    if record is None:
        raise NotFoundError(f"There is no passage {passage_id!r}. `duiding search` prints ids.")
    title = f"{record.document.metadata.title}, p. {record.page_label}; voice: {record.passage.voice.value}"
    return title, record.passage, workspace.store.mentions([passage_id]).get(passage_id, [])


def _print(head: str, passage: Passage, found: list[Explanation]) -> None:
    if head:
        click.echo(head)
    click.echo(f"{passage.text}\n")
    if not found:
        click.echo("No tags.")
    for number, one in enumerate(found, 1):
        name = f" ({one.name})" if one.name != one.concept else ""
        click.echo(f"{number}. {click.style(one.surface, bold=True)} -> {one.kind} {one.concept}{name}")
        for line in one.sentences():
            click.echo(f"   {line}")
