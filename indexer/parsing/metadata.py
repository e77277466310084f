"""Metadata of a document: what was given, else what its front page says, else its address, else its file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import PurePath

from corpus.model import Metadata
from indexer.parsing.reading import Block, Clues, Reading

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905 - reads better
_MONTH = "|".join(_MONTHS)
_LONG_DATE = re.compile(rf"\b(?:(\d{{1,2}})\s+)?({_MONTH})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_SHORT_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-]((?:19|20)\d\d)\b")
_PDF_DATE = re.compile(r"D:((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    r"\b(?:datum|gepubliceerd|publicatiedatum|verschenen|brussel|den haag|'s-gravenhage)\b", re.IGNORECASE
)
_DATELINE = re.compile(
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|(?:[A-Z][\w'’ -]{{2,30}}, )?\d{{1,2}} (?:{_MONTH}) \d{{4}})\b"
)
_BAD_TITLE = re.compile(
    r"(?:microsoft\s+(?:word|powerpoint|excel)\b.*|untitled.*|naamloos.*|zonder titel|document\d*|\W*|slide \d+|"
    r"powerpoint-presentatie|presentatie\d*|(?:about:)?blank|title|titel|dia \d+|[\w-]+_[\w-]+|\(?anonymous\)?|"
    r".*\.(?:docx?|pdf|indd|qxd|odt|xlsx?|pptx?|rtf|tmp|html?))",
    re.IGNORECASE,
)
_TITLE_CHARS = 200
_FRONT_CHARS = 3_000
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
_DATES = ("published", "period_from", "period_to", "retrieved")
_TRUE = frozenset(("1", "true", "ja", "yes", "waar"))


def iso_date(text: str) -> str:
    """Return the first date in *text* as `2023`, `2023-05` or `2023-05-12`; an empty string where there is none.

    >>> iso_date("Den Haag, 12 december 2023"), iso_date("D:20191015144825+02'00'"), iso_date("2/3/2021")
    ('2023-12-12', '2019-10-15', '2021-03-02')
    """
    found: list[tuple[int, str]] = []
    if match := _PDF_DATE.search(text):
        return "-".join(match.groups())
    if match := _LONG_DATE.search(text):
        day, month, year = match.groups()
        number = _MONTHS.index(month.lower()) + 1
        valid = day and 1 <= int(day) <= 31
        found.append((match.start(), f"{year}-{number:02}" + (f"-{int(day):02}" if valid else "")))
    if match := _ISO_DATE.search(text):
        found.append((match.start(), "-".join(part for part in match.groups() if part)))
    if match := _SHORT_DATE.search(text):
        day, month, year = match.groups()
        found.append((match.start(), f"{year}-{int(month):02}-{int(day):02}"))
    if found:
        return min(found)[1]
    return text.strip() if _YEAR.fullmatch(text.strip()) else ""


def metadata_of(
    reading: Reading, name: str, language: str, given: Mapping[str, object], *, marking: str = ""
) -> Metadata:
    """Return the metadata of a document.

    Args:
        reading: pages, blocks and clues.
        name: file name.
        language: language of most of its text.
        given: what is known beforehand, by field name of `Metadata`; wins over everything. Other keys are ignored.
        marking: confidentiality marking found in the text.

    Raises:
        ValueError: a given date or country is none.
    """
    clues = reading.clues
    address = _given(given, clues, "address")
    if not re.match(r"https?://", address) and "address" not in given:
        address = ""
    values: dict[str, str] = {
        "title": _given(given, clues, "title") or _title(reading, name),
        "published": _published(given, reading, address),
        "publisher": _given(given, clues, "publisher") or _first(clues, _HTML_PUBLISHERS),
        "language": (_given(given, clues, "language")[:2].lower() or language),
        "address": address,
        "country": _given(given, clues, "country").upper() or _country(address),
        "marking": str(given.get("marking") or marking),
    }
    for key in ("kind", "licence", "number", "series", "edition"):
        values[key] = _given(given, clues, key)
    for key in ("period_from", "period_to"):
        values[key] = str(given.get(key) or "")
    values["retrieved"] = str(given.get("retrieved") or "") or iso_date(_given(given, clues, "retrieved"))
    if values["country"] not in ("", "BE", "NL") and "country" not in given:
        values["country"] = ""
    values["kind"] = values["kind"] or "onbekend"
    sample = str(given.get("sample") or clues.fields.get("sample", "")).lower() in _TRUE
    known = {f.name for f in fields(Metadata)}
    return Metadata(**{key: value for key, value in values.items() if key in known}, sample=sample)


def _given(given: Mapping[str, object], clues: Clues, key: str) -> str:
    """Return a value that was given, or else the header line of the file that says it."""
    value = given.get(key)
    if value not in (None, ""):
        return str(value)
    return _first(clues, _ALIASES.get(key, (key,)))


def _first(clues: Clues, keys: Sequence[str]) -> str:
    return next((value for key in keys if (value := clues.fields.get(key, ""))), "")


def _country(address: str) -> str:
    host = re.match(r"https?://([^/:]+)", address)
    ending = host.group(1).rsplit(".", 1)[-1].lower() if host else ""
    flemish = bool(host and host.group(1).lower().endswith(".vlaanderen"))
    return "BE" if flemish else {"be": "BE", "nl": "NL"}.get(ending, "")


def _is_title(text: str) -> bool:
    return bool(text) and sum(c.isalpha() for c in text) >= 3 and not _BAD_TITLE.fullmatch(text.strip())


def _title(reading: Reading, name: str) -> str:
    """Return the title: highest heading at the front, else what the file says, else its name."""
    headings = [b for b in reading.blocks if b.kind == "heading" and b.page <= 2]
    clue = reading.clues.title.strip()
    if reading.reader == "html":
        shown = next((b.text for b in headings if b.level == 1), "")
        clue = re.split(r"\s+[|–—]\s+|\s+-\s+(?=[^-]+$)", clue)[0] or clue
        return (shown if _is_title(shown) else clue if _is_title(clue) else _stem(name))[:_TITLE_CHARS]
    if reading.reader in ("xlsx", "csv"):
        return (clue if _is_title(clue) else _stem(name))[:_TITLE_CHARS]
    front = _front_title(reading.blocks)
    if _is_title(front):
        return front[:_TITLE_CHARS]
    if _is_title(clue):
        return clue[:_TITLE_CHARS]
    return _stem(name)[:_TITLE_CHARS]


def _front_title(blocks: Sequence[Block]) -> str:
    """Return the highest heading of the first page that has one, with those of the same height right after it."""
    first = next((b for b in blocks if b.kind == "heading" and b.page <= 2), None)
    if first is None:
        return ""
    here = [(place, b) for place, b in enumerate(blocks) if b.kind == "heading" and b.page == first.page]
    best = min(b.level for _, b in here)
    start = next(place for place, b in here if b.level == best)
    title = blocks[start].text
    for following in blocks[start + 1 : start + 3]:
        if following.kind != "heading" or following.level != best or len(title) + len(following.text) > 120:
            break
        title += " " + following.text
    return title


def _stem(name: str) -> str:
    return re.sub(r"[_\s]+", " ", PurePath(name).stem).strip() or name


def _published(given: Mapping[str, object], reading: Reading, address: str) -> str:
    """Return the date of publication: given, header, front page, address, file information."""
    if given.get("published"):
        return str(given["published"])
    header = iso_date(_first(reading.clues, (*_ALIASES["published"], *_HTML_DATES)))
    return header or _front_date(reading.blocks) or _path_date(address) or iso_date(reading.clues.created)


def _front_date(blocks: Sequence[Block]) -> str:
    """Return the date on the front: on a short line of its own, or where a line says that it is the date."""
    length = 0
    for block in blocks:
        if block.page > 2 or length > _FRONT_CHARS:
            break
        text = block.text
        length += len(text)
        if len(text) <= 60 or (len(text) <= 200 and _DATED.search(text)) or _DATELINE.match(text):
            found = iso_date(text[:200])
            if found:
                return found
    return ""


def _path_date(address: str) -> str:
    match = _PATH_DATE.search(address)
    return "-".join(part for part in match.groups() if part) if match else ""
