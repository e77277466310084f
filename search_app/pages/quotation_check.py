"""Citaatcontrole: paste a text or offer a file; every quotation in it is looked up and compared with its source."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from corpus.errors import ReadingError
from indexer.quotation_check import MAX_CHARS, QuotationChecker
from indexer.sandbox import parse_safely
from search_app.site import Site, site
from search_app.viewmodels.quotations import QuotationCheckView, report_view

blueprint = Blueprint("quotation_check", __name__)

MAX_UPLOAD = 10 << 20  # bytes of a file
_SECONDS = 20.0  # for one file
_ENDINGS = (".docx", ".odt", ".pdf", ".txt", ".html", ".htm", ".epub")


@blueprint.get("/citaatcontrole")
def show() -> str:
    """Show the form."""
    return render_template("quotation_check.html", view=QuotationCheckView())


@blueprint.post("/citaatcontrole")
def check() -> tuple[str, int]:
    """Check what was pasted or offered; it is read in the sandbox, and nothing of it is kept."""
    request.max_content_length = MAX_UPLOAD + 4 * MAX_CHARS
    request.max_form_memory_size = 4 * MAX_CHARS
    here = site()
    text, problem = _text(here)
    if problem:
        return render_template("quotation_check.html", view=QuotationCheckView(text=text, problem=problem)), 400
    checker = QuotationChecker(here.store, here.searcher.engine())
    view = report_view(checker.check(text), text, here.store.totals().documents)
    return render_template("quotation_check.html", view=view), 200


def _text(here: Site) -> tuple[str, str]:
    """Return the text to check, and in Dutch why there is none."""
    upload = request.files.get("bestand")
    if upload is None or not upload.filename:
        text = request.form.get("tekst", "").replace("\r\n", "\n").strip()
        return text, "" if text else "Plak een tekst in het vak, of kies een bestand."
    name = upload.filename.replace("\\", "/").rsplit("/", 1)[-1]
    if not name.lower().endswith(_ENDINGS):
        return (
            "",
            f"{name} kan hier niet gelezen worden. Kies een bestand van Word, LibreOffice, pdf of tekst.",
        )
    data = upload.read(MAX_UPLOAD + 1)
    if len(data) > MAX_UPLOAD:
        return "", f"{name} is groter dan 10 MB. Plak het stuk met de citaten in het vak."
    try:
        memory = here.settings.parse_memory
        document = parse_safely(data, name, seconds=_SECONDS, memory_mb=memory)
    except ReadingError as error:
        return "", f"{error} Plak het stuk met de citaten in het vak."
    return "\n\n".join(passage.text for passage in document.passages), ""
