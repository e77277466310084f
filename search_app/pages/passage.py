"""Passage: the permanent address of a quotation, as it stands now and as it was seen, with its citations."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from corpus.citation import cite
from corpus.errors import IndexUnusableError
from corpus.identity import document_of
from corpus.store import PassageRecord
from indexer.reuse import Reuse, reuse_of
from search_app.citation_list import MOST, ids_in_cookie
from search_app.profiles import name_of
from search_app.reviewers import reviewers
from search_app.site import Site, public_url, site
from search_app.viewmodels.notes import note_links
from search_app.viewmodels.passages import passage_page, retired_page

blueprint = Blueprint("passage", __name__)

_MIN_HASH_CHARS = 8


@blueprint.get("/passage/<passage_id>")
def show(passage_id: str) -> str | tuple[str, int]:
    """Show a passage; one that is gone is shown as it was, with status 410."""
    here = site()
    record = here.store.passage(passage_id)
    return _page(here, record) if record is not None else _retired(here, passage_id)


@blueprint.get("/passage/<passage_id>/versie/<version>")
def seen(passage_id: str, version: str) -> str | tuple[str, int]:
    """Show a passage as it was seen in the file version whose SHA-256 begins with *version*."""
    here = site()
    files = here.store.versions(document_of(passage_id))
    known = [file.sha256 for file in files if file.sha256.startswith(version)]
    if len(version) < _MIN_HASH_CHARS or not known:
        abort(404)
    record = here.store.passage(passage_id)
    if record is None:
        return _retired(here, passage_id)
    return _page(here, record, earlier="" if record.document.file.sha256 in known else known[-1][:_MIN_HASH_CHARS])


def _page(here: Site, record: PassageRecord, *, earlier: str = "") -> str:
    before, after = here.store.neighbours(record)
    notes = note_links(here.store, [record])
    ends = [one.note_passage_id for marks in notes.marks.values() for one in marks]
    ends += [one.passage_id for marks in notes.callers.values() for one in marks]
    view = passage_page(
        record,
        before=before,
        after=after,
        mentions=here.store.mentions([record.passage.id]).get(record.passage.id, ()),
        notes=notes,
        noted=here.store.passage_records(ends),
        label=name_of(here),
        elsewhere=_elsewhere(here, record),
        earlier=earlier,
    )
    own = ids_in_cookie(here)
    collected = record.passage.id in own
    full = len(own) >= MOST and not collected
    return render_template("passage.html", view=view, collected=collected, full=full, reviewing=reviewers(here) != ())


def _elsewhere(here: Site, record: PassageRecord) -> tuple[Reuse, ...]:
    """Return where the words come back; nothing while there is no index, so that the passage still shows."""
    try:
        return reuse_of(record, here.store, here.searcher.engine())
    except IndexUnusableError:
        return ()


def _retired(here: Site, passage_id: str) -> tuple[str, int]:
    retired = here.store.retired(passage_id)
    if retired is None:
        abort(404)
    document = here.store.document(retired.document_id)
    kept = document is not None and here.workspace.originals.path(retired.sha256).is_file()
    return render_template("retired.html", view=retired_page(retired, document, has_original=kept)), 410


@blueprint.get("/passage/<passage_id>.ris")
def ris(passage_id: str) -> Response:
    """Send the citation as RIS, for Zotero, EndNote and Mendeley."""
    return _download(passage_id, "ris", "application/x-research-info-systems", "ris")


@blueprint.get("/passage/<passage_id>.bib")
def bibtex(passage_id: str) -> Response:
    """Send the citation as BibTeX."""
    return _download(passage_id, "bibtex", "application/x-bibtex", "bib")


def _download(passage_id: str, form: str, media_type: str, suffix: str) -> Response:
    record = site().store.passage(passage_id)
    if record is None:
        abort(410 if site().store.retired(passage_id) else 404)
    text = cite(record, address=public_url("passage.show", passage_id=passage_id)).form(form)
    response = Response(text, content_type=f"{media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{passage_id}.{suffix}")
    return response
