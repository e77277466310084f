"""`duiding check-quotes`: is what a text quotes really what the documents say?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus.quotation import Alarm, Comparison
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.quotation_check import CheckedPart, CheckedQuotation, Place, QuotationChecker, Report, Verdict
from indexer.sandbox import parse_safely
from indexer.workspace import Workspace

_WORDS = {Verdict.EXACT: "exact", Verdict.DIFFERS: "DIFFERS", Verdict.ABSENT: "not in this corpus"}
_ALARMS = {
    Alarm.NEGATION: "a negation",
    Alarm.NUMBER: "a number",
    Alarm.LEVEL: "a level or quantity",
    Alarm.NAME: "a name or capital",
    Alarm.CERTAINTY: "how certain it is",
}


@click.command("check-quotes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@setting_options("data")
@as_json
def command(file: str, as_json: bool, **given: object) -> None:
    """Look up every quotation in FILE (DOCX, ODT, PDF, TXT, HTML, EPUB; - for text on stdin).

    Each is told to be exact, to differ (with the differing words: [-yours-] {+the source's+}), or not to be in
    this corpus. Exit code 1 when one differs or is not found.

    \b
    Example:
      duiding check-quotes nota.docx
    """
    settings = settings_of(**given)
    with Workspace.open(settings) as workspace, workspace.searcher() as searcher:
        if file == "-":
            text = sys.stdin.read()
        else:
            path = Path(file)
            document = parse_safely(path, path.name, seconds=settings.parse_seconds, memory_mb=settings.parse_memory)
            text = "\n\n".join(passage.text for passage in document.passages)
        report = QuotationChecker(workspace.store, searcher.engine()).check(text)
    if as_json:
        print_json(as_values(report))
    else:
        _print(report)
    if report.count(Verdict.EXACT) < len(report.quotations):
        click.get_current_context().exit(1)


def as_values(report: Report) -> dict[str, Any]:
    """Return a report as plain values, for programs."""
    return {
        "quotations": [_values(one) for one in report.quotations],
        "links": [
            {"passage": one.passage_id, "state": "current" if one.passage else "retired" if one.retired else "unknown"}
            for one in report.links
        ],
        "left_out": report.left_out,
        "cut": report.cut,
    }


def _values(checked: CheckedQuotation) -> dict[str, Any]:
    return {
        "text": checked.quotation.text,
        "start": checked.quotation.start,
        "end": checked.quotation.end,
        "verdict": checked.verdict.value,
        "alarms": [alarm.value for alarm in checked.alarms],
        "in_order": checked.in_order,
        "spelling": checked.spelling,
        "page_given": checked.page_given,
        "parts": [
            {
                "text": part.text,
                "pieces": [asdict(piece) for piece in part.comparison.pieces] if part.comparison else [],
                "place": _place(part.place),
            }
            for part in checked.parts
        ],
        "elsewhere": [_place(place) for place in checked.elsewhere],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "passage": place.first.passage.id,
        "document": place.document_id,
        "title": place.first.document.metadata.title,
        "edition": place.first.document.metadata.edition,
        "page": place.first.page_label,
        "last_page": place.last.last_page_label,
        "text": place.text,
        "before": place.before,
        "after": place.after,
        "negated_before": place.negated_before,
    }


def _print(report: Report) -> None:
    for number, checked in enumerate(report.quotations, 1):
        click.echo(f"{number}. {_WORDS[checked.verdict]}: {_short(checked.quotation.text)}")
        for part in checked.parts:
            _print_part(part)
        if checked.alarms:
            click.echo(f"   ! look at {', '.join(_ALARMS[alarm] for alarm in checked.alarms)}")
        if not checked.in_order:
            click.echo("   ! its parts are not in this order, or not in one document")
        if checked.page_given:
            click.echo(f"   ! the text says page {checked.page_given}")
        for place in checked.elsewhere:
            click.echo(f"   also in {place.document_id}, p. {place.first.page_label}")
    for link in report.links:
        state = "is there" if link.passage else "is gone, its words are kept" if link.retired else "is unknown"
        click.echo(f"link {link.passage_id} {state}")
    if report.left_out:
        click.echo(f"{report.left_out} more quotations were not looked at.")
    if report.cut:
        click.echo("The text was too long: only its beginning was looked at.")
    counted = ", ".join(f"{report.count(verdict)} {words.lower()}" for verdict, words in _WORDS.items())
    click.echo(f"{len(report.quotations)} quotations: {counted}")


def _print_part(part: CheckedPart) -> None:
    if part.place is None or part.comparison is None:
        click.echo("   nothing like it was found")
        return
    place = part.place
    if not part.exact:
        click.echo(f"   {_marked(part.comparison)}")
    if place.negated_before:
        click.echo(f"   ! the source has \u201c{place.negated_before}\u201d just before these words")
    click.echo(f"   {place.first.document.metadata.title}, p. {place.first.page_label} ({place.first.passage.id})")


def _marked(comparison: Comparison) -> str:
    marks = {"same": "{}", "quote": "[-{}-]", "source": "{{+{}+}}"}
    return " ".join(marks[piece.kind].format(piece.text) for piece in comparison.pieces)


def _short(text: str, longest: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "\u2026"
