"""A list of passages as a file: CSV for a spreadsheet, JSON lines for a program, RIS for a reference manager."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from corpus.catalogue import country_name, kind_label
from corpus.citation.exchange import bibtex, ris
from corpus.citation.facts import facts_of, rectification_sentence
from corpus.store import PassageRecord
from search_app.viewmodels.labels import VOICES

Address = Callable[[str], str]  # passage id -> its permanent address

#: Column of the CSV -> what stands in it.
_COLUMNS: Mapping[str, Callable[[PassageRecord, str], str]] = {
    "document": lambda one, _address: one.document.metadata.title,
    "uitgever": lambda one, _address: one.document.metadata.publisher,
    "land": lambda one, _address: country_name(one.document.metadata.country),
    "soort": lambda one, _address: kind_label(one.document.metadata.kind),
    "datum": lambda one, _address: one.document.metadata.published,
    "pagina": lambda one, _address: _pages(one),
    "aan het woord": lambda one, _address: VOICES[one.passage.voice],
    "passage": lambda one, _address: one.passage.text,
    "rectificatie": lambda one, _address: " ".join(map(rectification_sentence, one.rectifications)),
    "adres": lambda _one, address: address,
    "voorbeelddocument": lambda one, _address: "ja" if one.document.metadata.sample else "nee",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a list: ending of the file, media type, words of the link, writer."""

    ending: str
    media_type: str
    words: str
    write: Callable[[Iterable[PassageRecord], Address], str]


def _csv(records: Iterable[PassageRecord], address: Address) -> str:
    """Return the list for spreadsheets as those of Belgium and the Netherlands read it: semicolons, UTF-8 with BOM."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_COLUMNS)
    for one in records:
        writer.writerow([cell(value(one, address(one.passage.id))) for value in _COLUMNS.values()])
    return "\ufeff" + out.getvalue()


def cell(text: str) -> str:
    """Return *text* so that a spreadsheet does not run it as a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _pages(one: PassageRecord) -> str:
    same = one.page_label == one.last_page_label
    return one.page_label if same else f"{one.page_label}\u2013{one.last_page_label}"


def _json_lines(records: Iterable[PassageRecord], address: Address) -> str:
    return "".join(json.dumps(_values(one, address(one.passage.id)), ensure_ascii=False) + "\n" for one in records)


def _values(one: PassageRecord, address: str) -> dict[str, object]:
    about = one.document.metadata
    return {
        "passage": one.passage.id,
        "document": one.document.id,
        "title": about.title,
        "publisher": about.publisher,
        "country": about.country,
        "kind": about.kind,
        "series": about.series,
        "edition": about.edition,
        "published": about.published,
        "page": one.page_label,
        "last_page": one.last_page_label,
        "page_counted": one.passage.page,
        "voice": one.passage.voice.value,
        "passage_kind": one.passage.kind.value,
        "language": one.passage.language,
        "section": list(one.passage.section),
        "text": one.passage.text,
        "rectifications": [asdict(rectification) for rectification in one.rectifications],
        "sha256": one.document.file.sha256,
        "sample": about.sample,
        "url": address,
    }


def _ris(records: Iterable[PassageRecord], address: Address) -> str:
    return "".join(ris(facts_of(one, address=address(one.passage.id))) for one in records)


def _bibtex(records: Iterable[PassageRecord], address: Address) -> str:
    return "\n".join(bibtex(facts_of(one, address=address(one.passage.id))) for one in records)


FORMS = {
    form.ending: form
    for form in (
        Form("csv", "text/csv", "CSV (spreadsheet)", _csv),
        Form("jsonl", "application/jsonl", "JSON Lines", _json_lines),
        Form("ris", "application/x-research-info-systems", "RIS", _ris),
        Form("bib", "application/x-bibtex", "BibTeX", _bibtex),
    )
}
