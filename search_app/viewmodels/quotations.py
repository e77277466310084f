"""What the page Citaatcontrole shows: per quotation a verdict, the differences, the source and what to mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from corpus.citation.facts import rectification_sentence
from corpus.quotation import Alarm
from indexer.quotation_check import MAX_QUOTATIONS, CheckedPart, CheckedQuotation, Place, Report, Verdict
from search_app import dutch
from search_app.viewmodels.labels import DocumentLabel, document_label
from search_app.viewmodels.places import place as place_words

VERDICTS: Mapping[Verdict, str] = {
    Verdict.EXACT: "Staat er woord voor woord",
    Verdict.DIFFERS: "Wijkt af van de bron",
    Verdict.ABSENT: "Niet gevonden in dit corpus",
}

ALARMS: Mapping[Alarm, str] = {
    Alarm.NEGATION: "een ontkenning",
    Alarm.NUMBER: "een getal",
    Alarm.LEVEL: "een niveau of een hoeveelheid",
    Alarm.NAME: "een naam of hoofdletter",
    Alarm.CERTAINTY: "hoe zeker het is",
}


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of text; `kind` is same, quote (only in the text checked) or source (only in the source)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where words stand: document, place in words, address of the passage, and the words around them."""

    document: DocumentLabel
    place: str
    url: str
    before: str
    text: str
    after: str
    language: str
    rectifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a quotation with its differences and its source; without a source it was not found."""

    pieces: tuple[PieceView, ...]
    source: PlaceView | None


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quotation that was checked."""

    number: int
    verdict: str  # exact, differs, absent: class and icon
    title: str
    parts: tuple[PartView, ...]
    alarm: str  # the loud warning, or empty
    remarks: tuple[str, ...]
    elsewhere: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A permanent link in the text, and what became of it."""

    text: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class QuotationCheckView:
    """The page: the form, and once something was checked the outcome."""

    text: str = ""
    problem: str = ""
    checked: bool = False
    summary: str = ""
    quotations: tuple[QuotationView, ...] = ()
    links: tuple[LinkCheck, ...] = ()
    notes: tuple[str, ...] = ()


def report_view(report: Report, text: str, documents: int) -> QuotationCheckView:
    """Return the page for a checked *text*, in a corpus of so many *documents*."""
    notes = []
    if report.cut:
        notes.append("De tekst was te lang; alleen het begin ervan is nagekeken.")
    if report.left_out:
        notes.append(f"Alleen de eerste {MAX_QUOTATIONS} citaten zijn nagekeken; {report.left_out} niet.")
    if report.count(Verdict.ABSENT):
        corpus = dutch.counted(documents, "document", "documenten")
        notes.append(
            f"Niet gevonden betekent: niet in de {corpus} van dit corpus. Het citaat kan uit een ander document komen."
        )
    return QuotationCheckView(
        text=text,
        checked=True,
        summary=_summary(report),
        quotations=tuple(_quotation(number, one) for number, one in enumerate(report.quotations, 1)),
        links=tuple(
            LinkCheck(
                one.passage_id,
                url_for("passage.show", passage_id=one.passage_id) if one.passage or one.retired else "",
                "bestaat" if one.passage else "staat er niet meer, wel bewaard" if one.retired else "bestaat niet",
            )
            for one in report.links
        ),
        notes=tuple(notes),
    )


def _summary(report: Report) -> str:
    if not report.quotations:
        return "Geen citaten gevonden om na te kijken"
    exact, differs, absent = (report.count(verdict) for verdict in Verdict)
    said = [
        words
        for count, words in (
            (exact, f"{exact} woord voor woord juist"),
            (differs, f"{differs} wijkt af" if differs == 1 else f"{differs} wijken af"),
            (absent, f"{absent} niet gevonden"),
        )
        if count
    ]
    return f"{dutch.counted(len(report.quotations), 'citaat', 'citaten')}: {dutch.listed(said)}"


def _quotation(number: int, checked: CheckedQuotation) -> QuotationView:
    return QuotationView(
        number=number,
        verdict=checked.verdict.value,
        title=VERDICTS[checked.verdict],
        parts=tuple(_part(part) for part in checked.parts),
        alarm=_alarm(checked),
        remarks=tuple(_remarks(checked)),
        elsewhere=tuple(_place(place) for place in checked.elsewhere),
    )


def _part(part: CheckedPart) -> PartView:
    if part.comparison is None or part.place is None:
        return PartView((PieceView("same", part.text),), None)
    pieces = tuple(PieceView(piece.kind, piece.text) for piece in part.comparison.pieces)
    return PartView(pieces if not part.exact else (PieceView("same", part.text),), _place(part.place))


def _alarm(checked: CheckedQuotation) -> str:
    negated = [part.place.negated_before for part in checked.parts if part.place and part.place.negated_before]
    if negated and checked.verdict is Verdict.EXACT:
        return f"Vlak voor dit citaat staat in de bron \u201c{negated[0]}\u201d. Klopt de strekking nog?"
    if checked.alarms:
        return f"Let op: het verschil raakt {dutch.listed([ALARMS[alarm] for alarm in checked.alarms])}."
    return ""


def _remarks(checked: CheckedQuotation) -> Sequence[str]:
    remarks = []
    if checked.spelling:
        remarks.append("De woorden zijn gelijk; hoofdletters, accenten, koppeltekens of leestekens verschillen.")
    if not checked.in_order:
        remarks.append("De delen van dit citaat staan in de bron niet in deze volgorde, of niet in één document.")
    missing = [part for part in checked.parts if part.comparison is None]
    if missing and checked.verdict is not Verdict.ABSENT:
        remarks.append("Een deel van dit citaat is niet gevonden.")
    if checked.page_given:
        found = next(part.place for part in checked.parts if part.place)
        here = place_words(found.first.document, found.first.page_label, found.last.last_page_label)
        if here:
            remarks.append(f"Uw tekst noemt pagina {checked.page_given}; in de bron staat het op {here}.")
    return remarks


def _place(place: Place) -> PlaceView:
    record = place.first
    return PlaceView(
        document=document_label(record.document),
        place=place_words(record.document, record.page_label, place.last.last_page_label),
        url=url_for("passage.show", passage_id=record.passage.id),
        before=place.before,
        text=place.text,
        after=place.after,
        language=record.passage.language,
        rectifications=tuple(
            dict.fromkeys(
                rectification_sentence(one) for each in (place.first, place.last) for one in each.rectifications
            )
        ),
    )
