"""Where the facts of a document come from, in plain Dutch: "Datum gelezen op p. 1: ‘Den Haag, 12 mei 2023’"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.model import FoundIn, Origin
from corpus.store import DocumentRecord
from search_app.viewmodels.places import has_pages, place

#: Fields of `corpus.model.Metadata` as the details call them; another fact has its Dutch name already.
_NAMES = {
    "title": "titel",
    "published": "datum",
    "publisher": "uitgever",
    "country": "land",
    "kind": "soort",
    "series": "reeks",
    "number": "nummer",
    "edition": "editie",
    "period_from": "begin van de periode",
    "period_to": "einde van de periode",
    "licence": "licentie",
}
_ALIKE = ("period_from", "period_to")  # told once where both come from the same words
_LONGEST = 160  # code points of printed words that are shown
_SAID = {
    FoundIn.GIVEN: "opgegeven bij het inlezen",
    FoundIn.FRONT: "gelezen vooraan in het document",
    FoundIn.ADDRESS: "afgeleid uit het adres",
    FoundIn.SERIES: "volgt uit de reeks of de vorm van het document",
    FoundIn.FILE: "uit de gegevens van het bestand",
}


def origins(record: DocumentRecord, found: Iterable[Origin], labels: Mapping[int, str]) -> tuple[str, ...]:
    """Return a line for each fact: where it was found and, where they say more than the fact, in which words."""
    lines = [_line(record, one, labels) for one in found]
    return tuple(dict.fromkeys(lines))


def _line(record: DocumentRecord, one: Origin, labels: Mapping[int, str]) -> str:
    name = "periode" if one.field in _ALIKE and one.words else _NAMES.get(one.field, one.field)
    shown = f"{name.capitalize()} {_where(record, one, labels)}"
    if one.field not in _NAMES:
        shown = f"{name.capitalize()}: {one.value} ({_where(record, one, labels)})"
    elif one.field == "series" and one.found_in is FoundIn.FRONT:
        return f"Reeks herkend aan {one.words}"
    elif one.words and one.words != one.value:
        shown += f": ‘{_short(one.words)}’"
    return shown


def _where(record: DocumentRecord, one: Origin, labels: Mapping[int, str]) -> str:
    label = labels.get(one.page, "") if one.page else ""
    if label and has_pages(record, label):
        return f"gelezen op {place(record, label, label)}"
    return _SAID[one.found_in]


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "…"
