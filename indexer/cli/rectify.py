"""`duiding rectify`: the register of rectifications."""

from __future__ import annotations

from dataclasses import asdict

import click

from corpus.errors import NotFoundError, UsageError
from corpus.model import Rectification
from corpus.store.rectifications import concerns
from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.workspace import Workspace


@click.group("rectify")
def command() -> None:
    """Enter what was put right about words in a document; it is shown wherever those words are.

    A rectification is kept by document and quotation, so it holds when the document is read again.

    \b
    Example:
      duiding rectify add dreigingsbeeld-8 --quotation "staakte haar toezicht" --notice "De uitgever trok dit in." \\
        --date 2024-09-01 --by "J. Voorbeeld"
    """


@command.command("add")
@click.argument("document")
@click.option("--notice", required=True, metavar="TEXT", help="What readers must know, in Dutch.")
@click.option("--quotation", default="", metavar="TEXT", help="The words it is about; without: the page or document.")
@click.option("--page", default="", metavar="LABEL", help="Page as printed.")
@click.option("--address", default="", metavar="TEXT", help="Where the judgment or notice is: ECLI or web address.")
@click.option("--date", "when", default="", metavar="DATE", help="Date of it: 2024, 2024-05 or 2024-05-12.")
@click.option("--by", "author", required=True, metavar="NAME", help="Who enters it.")
@click.option("--anyway", is_flag=True, help="Also when no passage holds these words.")
@setting_options("data")
def add(
    *,
    document: str,
    notice: str,
    quotation: str,
    page: str,
    address: str,
    when: str,
    author: str,
    anyway: bool,
    **given: object,
) -> None:
    """Enter a rectification and say on how many passages it is shown."""
    try:
        one = Rectification(document, notice.strip(), quotation.strip(), page.strip(), address.strip(), when.strip())
    except ValueError as error:
        raise UsageError(str(error)) from error
    with Workspace.open(settings_of(**given)) as workspace:
        store = workspace.store
        if store.document(document) is None and not anyway:
            raise NotFoundError(f"There is no document {document!r}. `duiding search` prints ids.")
        shown = sum(
            concerns(one, record.passage.text, (record.page_label, record.last_page_label))
            for record in store.passages(document)
        )
        if not shown and not anyway:
            raise UsageError("No passage of this document holds these words or this page. Check them, or add --anyway.")
        number = store.rectifications.add(one, author=author)
    click.echo(f"Rectification {number} is shown with {shown} passage{'' if shown == 1 else 's'} of {document}.")


@command.command("list")
@setting_options("data")
@as_json
def list_(as_json: bool, **given: object) -> None:
    """Print the register."""
    with Workspace.open(settings_of(**given)) as workspace:
        found = workspace.store.rectifications.all()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for record in found:
        one = record.rectification
        about = f'"{one.quotation}"' if one.quotation else f"p. {one.page}" if one.page else "the whole document"
        click.echo(f"{record.number}  {one.document_id}  {about}")
        click.echo(f"  {one.notice} {one.address} {one.date}".rstrip())
        click.echo(f"  entered by {record.author} on {record.at[:10]}")
    if not found:
        click.echo("The register is empty.")


@command.command("remove")
@click.argument("number", type=int)
@setting_options("data")
def remove(number: int, **given: object) -> None:
    """Take a rectification out of the register."""
    with Workspace.open(settings_of(**given)) as workspace:
        if not workspace.store.rectifications.remove(number):
            raise NotFoundError(f"There is no rectification {number}. `duiding rectify list` prints numbers.")
    click.echo(f"Rectification {number} is no longer shown.")
