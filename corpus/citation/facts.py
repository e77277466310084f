"""What a citation says of a passage, in clean Dutch words; every form is made from these facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.catalogue import kind_label, series, series_title
from corpus.citation.markup import clean
from corpus.model import PassageKind, Rectification, Voice
from corpus.store.records import PassageRecord

HASH_CHARS = 12  # of the file's SHA-256: enough to tell file versions apart, short enough to read out
SAMPLE = "Voorbeelddocument, verzonnen inhoud"

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_SPEAKERS = {Voice.QUESTIONER: "vraag", Voice.MINISTER: "antwoord", Voice.QUOTED: "aangehaalde bron"}
_PARTS = {PassageKind.QUESTION: "vraag", PassageKind.ANSWER: "antwoord", PassageKind.FOOTNOTE: "voetnoot"}
_PLURAL = "'s"
_PDF = "application/pdf"
_UNSAFE = str.maketrans({character: f"%{ord(character):02X}" for character in ' {}\\<>"'})
_SHEETS = ("spreadsheet", "ms-excel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one citation; an empty string means unknown or not applicable."""

    key: str  # stable; letters, digits, `.`, `-`
    title: str
    publisher: str
    genre: str  # "schriftelijke vraag nr. 412 (2024-2025)"
    kind: str  # "schriftelijke vraag"
    series: str
    edition: str
    number: str
    language: str
    published: str  # ISO 8601, may be partial
    first_page: str  # as printed: "12", "iv"; empty where there are none
    last_page: str  # the same as the first where the passage stays on one page
    locator: str  # "p. 12 (pdf-pagina 14), antwoord"
    address: str  # permalink
    source: str  # where the publisher has it
    retrieved: str  # ISO 8601, may be partial
    ingested: str  # ISO 8601 date
    file_hash: str
    marking: str
    sample: bool
    rectifications: tuple[str, ...] = ()  # each a sentence

    @property
    def date(self) -> str:
        """Date of publication in Dutch; "z.d." (zonder datum) when it is unknown."""
        return dutch_date(self.published) or "z.d."

    @property
    def seen(self) -> str:
        """Date on which the file was found, else on which it was read here; ISO 8601, may be partial."""
        return self.retrieved or self.ingested

    @property
    def origin(self) -> str:
        """Where and when the file was found: "Bron: https://... (geraadpleegd op 3 november 2026)."."""
        verb = "geraadpleegd" if self.retrieved else "ingelezen"
        when = f"{verb} {'op' if len(self.seen) > 7 else 'in'} {dutch_date(self.seen)}" if self.seen else ""
        if self.source:
            return f"Bron: {self.source} ({when})." if when else f"Bron: {self.source}."
        return f"{_capital(when)}." if when else ""

    @property
    def warnings(self) -> str:
        """What a reader must know before relying on the text: a rectification, a marking, an invented document."""
        marking = f"Markering in het document: {self.marking}." if self.marking else ""
        return " ".join(part for part in (*self.rectifications, marking, f"{SAMPLE}." if self.sample else "") if part)

    @property
    def note(self) -> str:
        """What the fields of an exchange format have no place for."""
        locator = f"Vindplaats: {self.locator}." if self.locator else ""
        file = f"Bestand sha256 {self.file_hash}."
        return " ".join(part for part in (locator, self.origin, file, self.warnings) if part)


def facts_of(record: PassageRecord, *, address: str) -> Facts:
    """Return the facts of a passage; *address* is its permalink."""
    document = record.document
    metadata = document.metadata
    title = clean(metadata.title) or "[Zonder titel]"
    edition, number = clean(metadata.edition), clean(metadata.number)
    kind = "" if metadata.kind == "onbekend" else _lower(clean(kind_label(metadata.kind)))
    pages = _pages(record)
    first, last = ("", "") if _is_sheet(record) else pages
    return Facts(
        key=re.sub(r"[^A-Za-z0-9.-]+", "-", record.passage.id) or "passage",
        title=title,
        publisher=clean(metadata.publisher),
        genre=_genre(kind, title, edition, number),
        kind=kind,
        series=clean(series_title(metadata.series)) if metadata.series in series() else "",
        edition=edition,
        number=number,
        language=clean(metadata.language) or "nl",
        published=metadata.published,
        first_page=first,
        last_page=last,
        locator=_locator(record, pages),
        address=_one_word(address),
        source=_one_word(metadata.address),
        retrieved=metadata.retrieved,
        ingested=document.ingested[:10],
        file_hash=document.file.sha256[:HASH_CHARS],
        marking=clean(metadata.marking),
        sample=metadata.sample,
        rectifications=tuple(rectification_sentence(one) for one in record.rectifications),
    )


def rectification_sentence(one: Rectification) -> str:
    """Return a rectification as one or more sentences: "Rectificatie (3 mei 2022): ... ECLI:NL:...".

    >>> rectification_sentence(Rectification("a", "De zin is ingetrokken", date="2022-05-03"))
    'Rectificatie (3 mei 2022): De zin is ingetrokken.'
    """
    when = f" ({dutch_date(one.date)})" if one.date else ""
    notice = clean(one.notice)
    closed = notice if notice.endswith((".", "!", "?")) else f"{notice}."
    where = f" {_one_word(one.address)}" if one.address else ""
    return f"Rectificatie{when}: {closed}{where}"


def dutch_date(date: str) -> str:
    """Write a whole or partial ISO date in Dutch.

    >>> [dutch_date(date) for date in ("2023", "2023-05", "2023-05-01", "")]
    ['2023', 'mei 2023', '1 mei 2023', '']
    """
    if not date:
        return ""
    year, *rest = (int(part) for part in date.split("-"))
    words = [str(day) for day in rest[1:]] + [_MONTHS[month - 1] for month in rest[:1]]
    return " ".join([*words, f"{year:04}"])


def _genre(kind: str, title: str, edition: str, number: str) -> str:
    """Join kind, edition and number; what the title says already is not said twice."""
    if edition and number and _says(edition, number):
        return " ".join(part for part in (kind, _numbered(edition)) if part)
    numbered = _numbered(number) if number and not _says(title, number) else ""
    what = "" if _says(title, kind) else kind
    counted = f"editie {edition}" if edition and not _says(title, edition) else ""
    return ", ".join(part for part in (what, counted, numbered) if part)


def _numbered(number: str) -> str:
    """Write "nr. 412", but leave "Raadsvoorstel 2024-083" as it is."""
    return f"nr. {number}" if number[0].isdigit() else number


def _says(text: str, words: str) -> bool:
    """Tell whether *words* stand in *text*, not as part of a longer word or number."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _pages(record: PassageRecord) -> tuple[str, str]:
    """Return the first and last page as printed, or nothing for a file that has none, such as a web page."""
    first, last = clean(record.page_label), clean(record.last_page_label)
    document = record.document
    if document.file.media_type != _PDF and document.page_count <= 1 and first in ("", "1"):
        return "", ""
    return first, last or first


def _locator(record: PassageRecord, pages: tuple[str, str]) -> str:
    """Say where in the document the passage stands, and who speaks where that is not the publisher."""
    passage = record.passage
    heading = clean(passage.section[-1]) if passage.section else ""
    speaker = _SPEAKERS.get(passage.voice) or _PARTS.get(passage.kind, "")
    place = ""
    if pages[0] and _is_sheet(record):
        place = f"tabblad {_range(*pages)}"
    elif pages[0]:
        place = f"p. {_range(*pages)}{_counted(record, pages)}"
    elif heading and heading.casefold() not in (speaker, clean(record.document.metadata.title).casefold()):
        place = f"onder \u201c{heading}\u201d"
    return ", ".join(part for part in (place, speaker) if part)


def _counted(record: PassageRecord, pages: tuple[str, str]) -> str:
    """Say which page of the PDF it is, where that is not the page as printed."""
    counted = (str(record.passage.page), str(record.passage.last_page))
    if record.document.file.media_type != _PDF or counted == pages:
        return ""
    return f" (pdf-pagina{_PLURAL if counted[0] != counted[1] else ''} {_range(*counted)})"


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _is_sheet(record: PassageRecord) -> bool:
    return any(word in record.document.file.media_type for word in _SHEETS)


def _one_word(address: str) -> str:
    """Return an address without white space or characters that no address may hold unescaped."""
    return clean(address).translate(_UNSAFE)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
