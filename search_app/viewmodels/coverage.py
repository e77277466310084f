"""What the corpus holds, in words and tables: totals, coverage, phenomena, files that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from flask import url_for

from corpus.catalogue import country_name, kind_label, kinds
from corpus.errors import ReadingError
from corpus.store import CoverageRow, Failure, Totals
from nlp.vocabulary import Vocabulary
from search_app import dutch
from search_app.urls import filter_url
from search_app.viewmodels.labels import DocumentLabel
from search_app.viewmodels.places import PAGES
from search_app.viewmodels.results import LinkView


@dataclass(frozen=True, slots=True)
class CoverageView:
    """One row of the coverage table."""

    country: str
    country_class: str
    publisher: str
    kind: str
    years: str
    documents: str
    passages: str
    url: str  # search within this row


@dataclass(frozen=True, slots=True)
class TotalView:
    """One total: the number, and what it counts."""

    number: str
    noun: str


@dataclass(frozen=True, slots=True)
class PhenomenonLink:
    """A phenomenon with its page, and its passages: how many, and the search for them."""

    text: str
    url: str
    count: str
    search_url: str


@dataclass(frozen=True, slots=True)
class PhenomenonGroup:
    """Phenomena that belong together, those mentioned most first."""

    title: str
    links: tuple[PhenomenonLink, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    totals: tuple[TotalView, ...]
    coverage: tuple[CoverageView, ...]
    latest: tuple[DocumentLabel, ...]
    phenomena: tuple[PhenomenonGroup, ...]


@dataclass(frozen=True, slots=True)
class FailureView:
    """A file that could not be read: its name without folders, why, and when."""

    name: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The page of sources and coverage."""

    totals: tuple[TotalView, ...]
    coverage: tuple[CoverageView, ...]
    documents: tuple[DocumentLabel, ...]
    documents_total: str
    page: int
    pages: tuple[LinkView, ...]
    failures: tuple[FailureView, ...]
    kinds: tuple[tuple[str, str], ...]  # kinds of documents here, with their meaning


#: Group of phenomena in the vocabulary -> heading.
_GROUPS = {
    "fenomeen": "Fenomenen",
    "haat-en-discriminatie": "Haat en discriminatie",
    "actor": "Actoren",
    "handeling": "Handelingen",
    "aanpak": "Aanpak",
}
_PHENOMENA_SHOWN = 24


def totals_view(totals: Totals, rows: Iterable[CoverageRow]) -> tuple[TotalView, ...]:
    """Return documents, pages, passages and the period they span."""
    rows = list(rows)
    found = [
        TotalView(dutch.number(totals.documents), "document" if totals.documents == 1 else "documenten"),
        TotalView(dutch.number(totals.pages), "pagina" if totals.pages == 1 else PAGES),
        TotalView(dutch.number(totals.passages), "passage" if totals.passages == 1 else "passages"),
    ]
    first = min((row.first_year for row in rows if row.first_year), default=None)
    last = max((row.last_year for row in rows if row.last_year), default=None)
    if first and last:
        found.append(TotalView(_years(first, last), "gepubliceerd"))
    return tuple(found)


def coverage_rows(rows: Iterable[CoverageRow]) -> tuple[CoverageView, ...]:
    """Return the coverage table; countries, publishers and kinds in alphabetical order, unknown ones last."""
    ordered = sorted(rows, key=lambda row: (not row.country, row.country, not row.publisher, row.publisher, row.kind))
    return tuple(
        CoverageView(
            country=country_name(row.country) or "Onbekend",
            country_class=row.country.lower() or "none",
            publisher=row.publisher or "Onbekende uitgever",
            kind=kind_label(row.kind, plural=row.documents != 1),
            years=_years(row.first_year, row.last_year),
            documents=dutch.number(row.documents),
            passages=dutch.number(row.passages),
            url=filter_url(country=row.country, publisher=row.publisher, kind=row.kind),
        )
        for row in ordered
    )


def _years(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return "onbekend"
    return str(first) if first == last else f"{first}\u2013{last}"


def phenomenon_groups(vocabulary: Vocabulary, counts: Mapping[str, int]) -> tuple[PhenomenonGroup, ...]:
    """Return the phenomena that the corpus mentions, with their number of passages, by group of the vocabulary."""
    groups: dict[str, list[tuple[int, str, str]]] = {}
    for concept_id, count in counts.items():
        if count and concept_id in vocabulary:
            concept = vocabulary.concept(concept_id)
            groups.setdefault(concept.facet, []).append((-count, concept.label, concept_id))
    ordered = sorted(groups, key=lambda facet: [*_GROUPS, facet].index(facet))
    return tuple(
        PhenomenonGroup(
            title=_GROUPS.get(facet, facet.capitalize() or "Andere"),
            links=tuple(
                PhenomenonLink(
                    label,
                    url_for("phenomenon.show", concept_id=concept_id),
                    dutch.number(-count),
                    filter_url(phenomenon=concept_id),
                )
                for count, label, concept_id in sorted(groups[facet])[:_PHENOMENA_SHOWN]
            ),
        )
        for facet in ordered
    )


def failure_views(failures: Iterable[Failure]) -> tuple[FailureView, ...]:
    """Return the files that could not be read; of a path only the name, which says nothing of the server."""
    return tuple(
        FailureView(_file_name(one.source), ReadingError.REASONS.get(one.reason, one.reason), dutch.date(one.at))
        for one in failures
    )


def _file_name(source: str) -> str:
    if source.startswith(("https://", "http://")):
        return source
    return PureWindowsPath(source).name if "\\" in source else PurePosixPath(source).name


def kind_meanings(rows: Iterable[CoverageRow]) -> tuple[tuple[str, str], ...]:
    """Return the kinds of documents that the corpus holds, with what they are."""
    held = {row.kind for row in rows}
    return tuple((kind.plural, kind.meaning) for key, kind in kinds().items() if key in held)
