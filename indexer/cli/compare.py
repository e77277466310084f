"""`duiding compare`: Belgium beside the Netherlands, a phenomenon by year or by edition."""

from __future__ import annotations

import click

from corpus.knowledge.comparison import COUNTRIES, ROWS, Cell, CellState, Comparison, Row, compare_countries
from corpus.knowledge.levels import SCALES, Lane
from corpus.knowledge.plain import comparison_values
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.subjects import phenomenon_id
from indexer.workspace import Workspace
from nlp.vocabulary import Vocabulary


@click.command("compare")
@click.argument("phenomena", nargs=-1, required=True)
@click.option("--from", "year_from", type=click.IntRange(1500, 2199), metavar="YEAR", help="First year.")
@click.option("--to", "year_to", type=click.IntRange(1500, 2199), metavar="YEAR", help="Last year.")
@click.option("--rows", type=click.Choice(ROWS), default="year", show_default=True)
@setting_options("data", "vocabulary")
@as_json
def command(
    phenomena: tuple[str, ...],
    year_from: int | None,
    year_to: int | None,
    rows: str,
    as_json: bool,
    **given: object,
) -> None:
    """Compare how much documents of Belgium and of the Netherlands mention PHENOMENA (labels or ids).

    Counts are mentions per 10,000 words. A dash says that there is no document; `silent` that there are documents,
    and none mentions it. Threat levels follow, each country on its own scale.

    \b
    Example:
      duiding compare rechts-extremisme jihadisme --from 2019 --to 2024
    """
    with Workspace.open(settings_of(**given)) as workspace:
        concepts = [phenomenon_id(workspace.vocabulary, one) for one in phenomena]
        found = compare_countries(workspace.store, concepts, year_from=year_from, year_to=year_to, rows=rows)
        if as_json:
            print_json(comparison_values(found, workspace.store))
        else:
            _print(found, workspace.vocabulary)


def _print(found: Comparison, vocabulary: Vocabulary) -> None:
    for topic in found.topics:
        click.echo(vocabulary.label(topic.concept))
        for row in (*topic.rows, topic.total):
            click.echo(f"  {_name(row):<12}" + "".join(f"{_words(cell):<46}" for cell in row.cells).rstrip())
            if row.only:
                click.echo(f"  {'':<12}only {row.only} speaks of it")
    for lane in found.lanes:
        _print_lane(lane)
    if found.left_out:
        click.echo(f"{found.left_out} documents have no country or date and are not counted.")


def _name(row: Row) -> str:
    return row.document.id if row.document else row.key or "all"


def _words(cell: Cell) -> str:
    if cell.state in (CellState.ABSENT, CellState.OTHER):
        return f"{cell.country} -"
    if cell.state is CellState.SILENT:
        return f"{cell.country} silent ({cell.of_documents} documents)"
    return f"{cell.country} {cell.per_10k} ({cell.passages} passages, {cell.words} words)"


def _print_lane(lane: Lane) -> None:
    click.echo(f"Threat levels, {lane.country} ({' and '.join(f'1-{len(SCALES[one])}' for one in _schemes(lane))})")
    for step in lane.steps:
        change = f" from {step.previous}" if step.previous is not None else ""
        scope = f", {step.scope}" if step.scope else ""
        steps = len(SCALES[step.scheme])
        click.echo(f"  {step.date:<10} {step.level} of {steps} {step.label}{change}{scope} ({step.passage.id})")


def _schemes(lane: Lane) -> list[str]:
    return list(dict.fromkeys(step.scheme for step in lane.steps)) or [COUNTRY_SCALE[lane.country]]


#: Scale of today, for a lane without statements.
COUNTRY_SCALE = dict(zip(COUNTRIES, ("be-4", "nl-5"), strict=True))
