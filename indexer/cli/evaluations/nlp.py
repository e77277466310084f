"""`duiding evaluate nlp`: what is found in sentences labelled by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from corpus.errors import UsageError
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.workspace import vocabulary_of
from nlp.evaluation.gold import OWN, read_gold
from nlp.evaluation.scores import Count, Scores, score
from nlp.pipeline import load_model
from nlp.tagger import Tagger


@click.command("nlp")
@click.option(
    "--gold", type=click.Path(path_type=Path), help="Labelled sentences (default: those of the project's source)."
)
@click.option("--errors", is_flag=True, help="Also print the sentences with something wrong or missed.")
@setting_options("data", "vocabulary", "model")
@as_json
def command(gold: Path | None, errors: bool, as_json: bool, **given: object) -> None:
    """Precision, recall and F1 of phenomena, organisations and places on labelled sentences.

    The table has the columns sid, country, sentence, phenomena, entities and sample; phenomena are ids of the
    vocabulary where its first line is `# labels: vocabulary`, else the labels of nlp/evaluation/labels.tsv.

    \b
    Example:
      duiding evaluate nlp --gold sentences.tsv --model none
    """
    if gold is None and not OWN.is_file():
        raise UsageError("The labelled sentences of the project are only in its source. Name a file with --gold.")
    settings = settings_of(**given)
    vocabulary = vocabulary_of(settings)
    tagger = Tagger(vocabulary, load_model(settings.model))
    path = gold or OWN
    scores = score(read_gold(path, vocabulary), tagger)
    if as_json:
        print_json({"gold": path.name, "version": tagger.version, **_figures(scores)})
        return
    click.echo(f"{path.name}: {sum(scores.sentences.values())} sentences; tagger {tagger.version}\n")
    _table("phenomena, by sample", ((f"{name} ({scores.sentences[name]})", scores.samples[name])
                                    for name in sorted(scores.samples)))  # fmt: skip
    _table("phenomena, by label", sorted(scores.labels.items()))
    _table("names", sorted(scores.entities.items()))
    if scores.assertions.right + scores.assertions.wrong:
        stated = scores.assertions
        click.echo(f"assertion right for {stated.right} of {stated.right + stated.wrong} phenomena found")
    if errors:
        for miss in scores.misses:
            click.echo(f"\n{miss.sid} ({miss.sample}) wrong: {', '.join(miss.wrong) or '-'}; "
                       f"missed: {', '.join(miss.missed) or '-'}\n  {miss.text}")  # fmt: skip


def _table(title: str, rows: Iterable[tuple[str, Count]]) -> None:
    click.echo(f"{title:<36}    P     R    F1  right wrong missed")
    for name, count in rows:
        click.echo(f"  {name:<34}{count.precision:5.3f} {count.recall:5.3f} {count.f1:5.3f} "
                   f"{count.right:6} {count.wrong:5} {count.missed:6}")  # fmt: skip
    click.echo("")


def _figures(scores: Scores) -> dict[str, object]:
    def shares(count: Count) -> dict[str, float]:
        return asdict(count) | {"precision": count.precision, "recall": count.recall, "f1": count.f1}

    groups = {"samples": scores.samples, "labels": scores.labels, "entities": scores.entities}
    return {
        "sentences": dict(scores.sentences),
        **{name: {label: shares(count) for label, count in sorted(group.items())} for name, group in groups.items()},
        "assertions": asdict(scores.assertions),
        "misses": [asdict(one) for one in scores.misses],
    }
