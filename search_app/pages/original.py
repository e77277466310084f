"""Origineel: the file as it was received; a PDF opens in the browser, everything else is only ever downloaded."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file

from corpus.model import FileVersion
from search_app.site import site
from search_app.viewmodels.places import PDF

blueprint = Blueprint("original", __name__)

_MIN_HASH_CHARS = 8
_HOUR = 3_600  # seconds


@blueprint.get("/document/<document_id>/origineel")
def current(document_id: str) -> Response:
    """Send the file that the document is read from."""
    record = site().store.document(document_id)
    if record is None:
        abort(404)
    return _send(record.file)


@blueprint.get("/document/<document_id>/origineel/<version>")
def version(document_id: str, version: str) -> Response:
    """Send the file version whose SHA-256 begins with *version* (at least 8 characters)."""
    store = site().store
    if store.document(document_id) is None:  # what was taken out of the corpus is no longer handed out
        abort(410 if store.versions(document_id) else 404)
    found = [file for file in store.versions(document_id) if file.sha256.startswith(version)]
    if len(version) < _MIN_HASH_CHARS or not found:
        abort(404)
    return _send(found[-1])


def _send(file: FileVersion) -> Response:
    path = site().workspace.originals.path(file.sha256)
    if not path.is_file():
        abort(404)
    is_pdf = file.media_type == PDF
    response = send_file(
        path.resolve(),
        mimetype=PDF if is_pdf else "application/octet-stream",
        as_attachment=not is_pdf,
        download_name=file.name,
        etag=file.sha256,
        conditional=True,
    )
    response.headers["Cache-Control"] = f"private, max-age={_HOUR}"
    return response
