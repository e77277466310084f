"""Metadata of a document: what was given, else what its front page says, else its address, else its file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields

from corpus.catalogue import publishers, series
from corpus.model import FoundIn, Metadata, Origin
from indexer.parsing.reading import Clues, Reading
from indexer.parsing.series import Recognised, generic, recognise
from indexer.parsing.series.dates import iso_date
from indexer.parsing.series.evidence import Found, Source
from indexer.parsing.series.front import Front

__all__ = ["describe", "front_of", "iso_date", "recognised_as"]

_ALIASES = {
    "title": ("title", "titel"),
    "publisher": ("publisher", "uitgever"),
    "published": ("date", "datum", "published", "gepubliceerd"),
    "kind": ("kind", "soort"),
    "address": ("url", "address", "adres"),
    "language": ("lang", "language", "taal"),
    "licence": ("licence", "license", "licentie"),
    "number": ("number", "nummer"),
    "retrieved": ("retrieved", "opgehaald"),
    "series": ("series", "reeks"),
    "edition": ("edition", "editie"),
    "country": ("country", "land"),
}
_HTML_DATES = (
    "dcterms.date",
    "dcterms.issued",
    "dcterms.available",
    "dc.date",
    "article:published_time",
    "date",
    "datepublished",
    "time",
    "overheid.available",
)
_HTML_PUBLISHERS = ("dcterms.publisher", "dc.publisher", "dcterms.creator", "og:site_name", "publisher")
_TRUE = frozenset(("1", "true", "ja", "yes", "waar"))
_FOUND = ("title", "published", "publisher", "country", "kind", "number", "edition", "period_from", "period_to")


def front_of(reading: Reading, name: str, given: Mapping[str, object]) -> Front:
    """Return the front of a document, with what is known of its address."""
    sample = str(given.get("sample") or reading.clues.fields.get("sample", "")).lower() in _TRUE
    return Front(reading, name=name, address=_address(given, reading.clues), sample=sample)


def recognised_as(front: Front, given: Mapping[str, object]) -> Recognised:
    """Return the series of a document; what was given is never contradicted."""
    return recognise(
        front,
        given_series=_given(given, front.clues, "series"),
        given_publisher=_given(given, front.clues, "publisher"),
        given_kind=_given(given, front.clues, "kind"),
    )


def describe(
    front: Front, recognised: Recognised, language: str, given: Mapping[str, object], *, marking: str = ""
) -> tuple[Metadata, tuple[Origin, ...]]:
    """Return the metadata of a document, and where each field and other facts were found.

    Args:
        front: first pages, running heads, address, file name and file information.
        recognised: series of the document.
        language: language of most of its text.
        given: what is known beforehand, by field name of `Metadata`; wins over everything. Other keys are ignored.
        marking: confidentiality marking found in the text.

    Raises:
        ValueError: a given date or country is none.
    """
    clues = front.clues
    found = _best(front, recognised)
    values = {key: _given(given, clues, key) for key in _ALIASES if key not in ("published", "retrieved")}
    values["published"] = str(given.get("published") or "") or iso_date(
        _first(clues, (*_ALIASES["published"], *_HTML_DATES))
    )
    values["publisher"] = values["publisher"] or _first(clues, _HTML_PUBLISHERS)
    values["country"] = values["country"].upper()
    values["address"] = front.address
    if values["country"] not in ("", "BE", "NL") and "country" not in given:
        values["country"] = ""
    for key in ("period_from", "period_to"):
        values[key] = str(given.get(key) or "")
    if recognised.attributed and recognised.series and not values["series"]:
        values["series"] = recognised.series.key
    origins: list[Origin] = []
    for key in ("series", *_FOUND):
        if values.get(key):
            origins.append(_told(key, values, recognised, given))
        elif key in found and found[key].value and _fits(key, values, given):
            values[key] = found[key].value
            origins.append(_origin(front, key, found[key]))
    origins += [_origin(front, key, one) for key, one in found.items() if key not in _FOUND and one.value]
    values["retrieved"] = str(given.get("retrieved") or "") or iso_date(_given(given, clues, "retrieved"))
    values["language"] = values["language"][:2].lower() or language
    values["kind"] = values["kind"] or "onbekend"
    values["marking"] = str(given.get("marking") or marking)
    known = {f.name for f in fields(Metadata)}
    metadata = Metadata(**{key: value for key, value in values.items() if key in known}, sample=front.sample)
    return metadata, tuple(origins)


def _origin(front: Front, key: str, found: Found) -> Origin:
    """Return where a fact was found: in which words, and on which page where it was read on one."""
    of_series = key == "kind" and not found.words  # a series is all of one kind
    found_in = FoundIn.SERIES if of_series else found.source.found_in
    page = front.page_of(found.words or found.value) if found_in is FoundIn.FRONT else None
    return Origin(key, found.value, found_in, found.words, page)


def _told(key: str, values: Mapping[str, str], recognised: Recognised, given: Mapping[str, object]) -> Origin:
    """Return where a fact comes from that was not looked for: given, said by the file, or a series recognised."""
    value = values[key]
    if given.get(key) not in (None, ""):
        return Origin(key, value, FoundIn.GIVEN)
    if key == "series" and recognised.attributed and not recognised.given:
        return Origin(key, value, FoundIn.FRONT, "; ".join(recognised.reasons))
    return Origin(key, value, FoundIn.FILE, value)


def _best(front: Front, recognised: Recognised) -> dict[str, Found]:
    """Return the best finding of each field: of the series before that of the general rules, front before address."""
    candidates: dict[str, list[Found]] = {}
    for source in (recognised.metadata(front), _catalogued(recognised)):
        for key, one in source.items():
            candidates.setdefault(key, []).append(one)
    for key, several in generic.fields_of(front).items():
        candidates.setdefault(key, []).extend(several)
    best = {key: min(several, key=lambda one: one.source) for key, several in candidates.items() if several}
    if not recognised.attributed:
        best.pop("edition", None)
        if recognised.series is not None and front.invented:
            best.pop("publisher", None)
    elif recognised.series and "country" in (constant := _catalogued(recognised)):
        best["country"] = constant["country"]
    return best


def _catalogued(recognised: Recognised) -> dict[str, Found]:
    """Return what the catalogue says of every document of a series; of a mere likeness, only its kind."""
    if recognised.series is None:
        return {}
    found = {}
    if recognised.series.kind != "onbekend":
        found["kind"] = Found(recognised.series.kind)
    entry = series().get(recognised.series.key)
    if recognised.attributed and entry is not None:
        found["publisher"] = Found(publishers()[entry.publisher].name, Source.SERIES)
        found["country"] = Found(entry.country, Source.SERIES)
    return found


def _fits(key: str, values: Mapping[str, str], given: Mapping[str, object]) -> bool:
    """Say whether a finding may stand beside what was given: no edition without its series, no period half."""
    if key == "edition":
        return bool(values["series"])
    if key in ("period_from", "period_to"):
        return not given.get("period_from") and not given.get("period_to")
    return True


def _address(given: Mapping[str, object], clues: Clues) -> str:
    address = _given(given, clues, "address")
    return address if re.match(r"https?://", address) or "address" in given else ""


def _given(given: Mapping[str, object], clues: Clues, key: str) -> str:
    """Return a value that was given, or else the header line of the file that says it."""
    value = given.get(key)
    if value not in (None, ""):
        return str(value)
    return _first(clues, _ALIASES.get(key, (key,)))


def _first(clues: Clues, keys: Sequence[str]) -> str:
    return next((value for key in keys if (value := clues.fields.get(key, ""))), "")
