"""Document: its text to read, with anchors to cite and words to mark, what is known of it, what it mentions."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from corpus.citation.facts import rectification_sentence
from corpus.density import densities
from corpus.model import page_labels
from indexer.query.lexis import MAX_CHARS
from indexer.search import SearchRequest
from search_app.highlighting import highlight
from search_app.profiles import name_of
from search_app.site import site
from search_app.urls import search_url
from search_app.viewmodels import documents as views
from search_app.viewmodels.families import family
from search_app.viewmodels.labels import document_label
from search_app.viewmodels.machine import document_machine
from search_app.viewmodels.notes import note_links
from search_app.viewmodels.origins import origins
from search_app.viewmodels.places import PDF, size

blueprint = Blueprint("document", __name__)


@blueprint.get("/document/<document_id>")
def show(document_id: str) -> str:
    """Show the reading view; `?q=` marks words in it."""
    here = site()
    record = here.store.document(document_id)
    if record is None:
        abort(410 if here.store.versions(document_id) else 404)
    text = request.args.get("q", "").strip()[: MAX_CHARS + 1]
    literal = request.args.get("letterlijk") == "1"
    expand = request.args.get("eigenwoorden") != "1"
    pages, passages = here.store.pages(document_id), here.store.passages(document_id)
    notes = note_links(here.store, passages)
    highlights = highlight(here.searcher, text, passages, literal=literal, expand=expand)
    blocks = tuple(views.blocks(record, pages, here.store.sections(document_id), passages, highlights, notes=notes))
    view = views.DocumentView(
        document=document_label(record),
        size=size(record),
        original_url=views.original_url(record),
        original_text="Open de originele pdf" if record.file.media_type == PDF else "Download het origineel",
        has_text=bool(passages),
        blocks=blocks,
        contents=views.contents(blocks),
        details=views.details(record, pages),
        origins=origins(record, here.store.origins(document_id), page_labels(pages)),
        family=family(here.store, record),
        versions=views.versions(record, here.store.versions(document_id)),
        notes=record.notes,
        topics=views.topics(densities(here.store, document_id), here.workspace.vocabulary.label),
        mentions=views.mention_groups(here.store.mention_counts(document_id), name_of(here)),
        text=text,
        literal=literal,
        own_words=not expand,
        found=views.found_words(highlights),
        places=views.places(passages, highlights),
        problem=highlights.problem,
        search_url=search_url(SearchRequest(text=text, literal=literal, expand=expand)),
        machine=document_machine(record),
        editions=views.editions(record, here.store.in_series(record.metadata.series)),
        rectifications=tuple(
            rectification_sentence(one)
            for one in here.store.rectifications.by_document([document_id]).get(document_id, ())
        ),
    )
    return render_template("document.html", view=view)
