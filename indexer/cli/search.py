"""`duiding search`: find passages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from indexer.cli.common import as_json, print_json, setting_options, settings_of
from indexer.search import SORTS, SearchRequest, SearchResult
from indexer.workspace import Workspace


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@setting_options("data")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Page of results.")
@click.option("--literal", is_flag=True, help="Search the words as written, without other forms of them.")
@click.option("--own-words", is_flag=True, help="Search without other names of the same concept.")
@click.option("--all-words", is_flag=True, help="Find only passages that hold all words.")
@as_json
def command(  # noqa: PLR0917 - the options
    words: tuple[str, ...],
    sort: str,
    page: int,
    literal: bool,
    own_words: bool,
    all_words: bool,
    as_json: bool,
    **given: object,
) -> None:
    """Find passages; the query language is in docs/query-language.md.

    \b
    Example:
      duiding search 'rechts-extremisme gemeente land:BE jaar:2020..2024'
    """
    settings = settings_of(**given)
    request = SearchRequest(
        text=" ".join(words),
        sort=sort,
        page=page,
        literal=literal,
        expand=not own_words,
        all_words=all_words,
        per_page=settings.results_per_page,
    )
    with Workspace.open(settings) as workspace, workspace.searcher() as searcher:
        result = searcher.search(request)
        meant = [one.text for one in searcher.spelled_otherwise(request)] if page == 1 else []
        wider = [] if result.passages else [one.text for one in searcher.broader(request)]
    if as_json:
        print_json({**_as_dict(result), "did_you_mean": meant, "broader": wider})
        return
    _print(result)
    for heading, texts in (("did you mean", meant), ("broader", wider)):
        for text in texts:
            click.echo(f"  {heading}: {text}", err=True)


def _print(result: SearchResult) -> None:
    click.echo(f"{result.passages} passages in {result.documents} documents")
    if result.widened:
        few = result.widened
        click.echo(f"  all {few.words} words together: {few.documents} documents; here at least {few.enough}", err=True)
    for hint in (*result.searched_for, *result.hints):
        click.echo(f"  {hint}", err=True)
    for hit in result.hits:
        metadata = hit.document.metadata
        facts = ", ".join(fact for fact in (metadata.publisher, metadata.country, metadata.published) if fact)
        click.echo(f"\n{metadata.title} ({facts})")
        for one in hit.passages:
            click.echo(f"  p. {one.page_label}  {one.passage.id}")
            click.echo(f"    {one.snippet}")
        if hit.count > len(hit.passages):
            click.echo(f"  and {hit.count - len(hit.passages)} more")


def _as_dict(result: SearchResult) -> dict[str, Any]:
    return {
        "query": result.request.text,
        "passages": result.passages,
        "documents": result.documents,
        "widened": asdict(result.widened) if result.widened else None,
        "page": result.request.page,
        "pages": result.pages,
        "hits": [
            {
                "document": hit.document.id,
                "title": hit.document.metadata.title,
                "publisher": hit.document.metadata.publisher,
                "country": hit.document.metadata.country,
                "published": hit.document.metadata.published,
                "count": hit.count,
                "passages": [
                    {
                        "id": one.passage.id,
                        "page": one.passage.page,
                        "page_label": one.page_label,
                        "text": one.passage.text,
                        "score": round(one.score, 4),
                    }
                    for one in hit.passages
                ],
            }
            for hit in result.hits
        ],
        "facets": {name: {one.key: one.count for one in values} for name, values in result.facets.items()},
    }
