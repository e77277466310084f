"""`duiding evaluate search`: how well search does on labelled queries of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.evaluation.labelled import read_queries
from indexer.evaluation.measures import MEASURES
from indexer.evaluation.search import Answer, by_kind, evaluate, figures, names_of, ranker
from indexer.search import SearchRequest
from indexer.workspace import Workspace


@click.command("search")
@click.option(
    "--queries", required=True, type=click.Path(path_type=Path), help="One JSON object a line: query, relevant."
)
@setting_options("data")
@click.option("--literal", is_flag=True, help="Search the words as written, without other forms of them.")
@click.option("--own-words", is_flag=True, help="Search without other names of the same concept.")
@click.option("--all-words", is_flag=True, help="Find only passages that hold all words.")
@as_json
def command(queries: Path, literal: bool, own_words: bool, all_words: bool, as_json: bool, **given: object) -> None:
    """Ask labelled queries of the corpus and hold the documents found against the labels.

    A line of the file is `{"query": "...", "relevant": {"document-id": 2, "other-id": 1}}`; `qid` and `type` may be
    added. A document is named by its id, or by the name of its file without ending; 2 answers, 1 touches the
    question. What has no label counts as not relevant. Intervals are 95 % (bootstrap over queries).

    \b
    Example:
      duiding evaluate search --queries vragen.jsonl --json
    """
    labelled = read_queries(queries)
    request = SearchRequest(literal=literal, expand=not own_words, all_words=all_words)
    with Workspace.open(settings_of(**given)) as workspace, workspace.searcher() as searcher:
        answers = evaluate(ranker(searcher, request), labelled, names_of(workspace.store))
    if as_json:
        print_json(_as_dict(answers))
    else:
        _print(answers)


def _print(answers: list[Answer]) -> None:
    click.echo(f"{'queries':<24}{'n':>5}" + "".join(f"{name:>24}" for name in MEASURES))
    for name, some in [("all", [one for one in answers if one.values]), *by_kind(answers).items()]:
        cells = [f"{one.mean:.3f} ({one.low:.3f}-{one.high:.3f})" for one in figures(some).values()]
        click.echo(f"{name or '-':<24}{len(some):>5}" + "".join(f"{cell:>24}" for cell in cells))
    for one in answers:
        if one.unknown:
            click.echo(f"  {one.query.id}: not in this corpus: {', '.join(one.unknown)}", err=True)


def _as_dict(answers: list[Answer]) -> dict[str, Any]:
    def summary(some: list[Answer]) -> dict[str, Any]:
        means = {name: {"mean": one.mean, "low": one.low, "high": one.high} for name, one in figures(some).items()}
        return {"queries": sum(bool(one.values) for one in some), **means}

    return {
        "all": summary(answers),
        "types": {name: summary(some) for name, some in by_kind(answers).items()},
        "queries": [
            {
                "qid": one.query.id,
                "query": one.query.text,
                "type": one.query.kind,
                **one.values,
                "first": one.first,
                "unknown": one.unknown,
            }
            for one in answers
        ],
    }
