"""Klopt niet: a reviewer takes a tag or figure away that is wrong; it stays away when documents are tagged again."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from corpus.errors import BusyError, IndexUnusableError
from corpus.model import MentionKind
from corpus.store import Suppression
from indexer.rebuild import sync_index
from search_app.reviewers import reviewer, reviewers
from search_app.site import Site, site

blueprint = Blueprint("review", __name__)

_LONGEST_REASON = 500


@blueprint.post("/klopt-niet")
def suppress() -> Response:
    """Write a suppression and lead back to the passage; 404 while reviewing is off, 403 without a reviewer's code."""
    here = site()
    if not reviewers(here):
        abort(404)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    request.max_content_length = 16_384
    author = reviewer(here, request.form.get("token", ""))
    if not author:
        abort(403)
    record = here.store.passage(request.form.get("passage", ""))
    kind, reason = request.form.get("kind", ""), request.form.get("reason", "").strip()
    if record is None or kind not in {one.value for one in MentionKind} or not 0 < len(reason) <= _LONGEST_REASON:
        abort(400)
    here.store.reviews.suppress(
        Suppression(
            document_id=record.document.id,
            kind=MentionKind(kind),
            concept=request.form.get("concept", ""),
            surface=request.form.get("surface", ""),
            quotation=record.passage.text,
            author=author,
            reason=reason,
        )
    )
    _follow(here)
    return redirect(url_for("passage.show", passage_id=record.passage.id), 303)


def _follow(here: Site) -> None:
    """Bring the index along; when another process is writing it, that one or the next does."""
    try:
        sync_index(here.store, here.workspace.generations, here.settings.engine)
    except (BusyError, IndexUnusableError):
        return
