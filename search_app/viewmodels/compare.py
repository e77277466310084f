"""What the page Vergelijken shows: two columns of counts with their passages, honest empties, level lanes, files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for

from corpus.catalogue import country_name
from corpus.knowledge.comparison import MOST_CONCEPTS, Cell, CellState, Comparison, Row, Topic
from corpus.store import Store
from indexer.search import SearchRequest
from nlp.vocabulary import Vocabulary
from search_app import dutch
from search_app.urls import Pairs, search_url
from search_app.viewmodels.levels import PanelView, panel_views
from search_app.viewmodels.quoted import QuotedView, quoted_views, state_words
from search_app.viewmodels.results import LinkView

ROW_WORDS = {"jaar": "year", "editie": "edition"}
FACETS = {"fenomeen": "Fenomenen", "actor": "Actoren", "haat-en-discriminatie": "Haat en discriminatie",
          "handeling": "Handelingen", "aanpak": "Aanpak"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellView:
    """One country in one row, in words."""

    country: str
    country_class: str
    state: str  # value of CellState
    rate: str  # "33,5 per 10.000 woorden"; empty where nothing is counted
    counts: str
    url: str  # of the passages that are counted, or of the documents that are silent
    remark: str
    best: tuple[QuotedView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A year or an edition."""

    name: str
    url: str  # of the edition
    cells: tuple[CellView, ...]
    only: str
    total: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """One phenomenon."""

    id: str
    label: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The whole page."""

    topics: tuple[TopicView, ...]
    panels: tuple[PanelView, ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # heading, (id, label) of phenomena in the corpus
    chosen: tuple[str, ...]  # one per box of the form, empty where nothing is chosen
    rows: str  # word of ROW_WORDS
    year_from: str
    year_to: str
    ignored: tuple[str, ...]
    state: str
    left_out: str
    cut: str
    samples: bool
    files: tuple[LinkView, ...]


def compare_page(
    store: Store, found: Comparison, vocabulary: Vocabulary, mentioned: Iterable[str], ignored: Sequence[str]
) -> ComparePage:
    """Return the page of a comparison.

    Args:
        store: the corpus.
        found: the comparison; without phenomena it only has levels.
        vocabulary: for labels.
        mentioned: phenomena that the corpus mentions, to choose from.
        ignored: what the address held that we do not know.
    """
    boxes = min(MOST_CONCEPTS, max(3, len(found.concepts) + 1))
    shown = [cell for topic in found.topics for cell in topic.total.cells]
    return ComparePage(
        topics=tuple(_topic(one, found, vocabulary, store) for one in found.topics),
        panels=panel_views(found.lanes),
        groups=concept_groups(vocabulary, set(mentioned) | set(found.concepts)),
        chosen=(*found.concepts, *[""] * boxes)[:boxes],
        rows=next(word for word, rows in ROW_WORDS.items() if rows == found.rows),
        year_from=str(found.year_from or ""),
        year_to=str(found.year_to or ""),
        ignored=tuple(ignored),
        state=state_words(store),
        left_out=dutch.counted(found.left_out, "document telt", "documenten tellen") if found.left_out else "",
        cut=dutch.counted(found.cut_years, "jaar", "jaar") if found.cut_years else "",
        samples=any(cell.samples for cell in shown)
        or any(step.document.sample for lane in found.lanes for step in lane.steps),
        files=_files(found) if found.concepts else (),
    )


def compare_pairs(found: Comparison) -> Pairs:
    """Return the keys and values of the address of a comparison, in their fixed order."""
    pairs: Pairs = [("fenomeen", one) for one in found.concepts]
    if found.year_from is not None:
        pairs.append(("van", str(found.year_from)))
    if found.year_to is not None:
        pairs.append(("tot", str(found.year_to)))
    if found.rows == "edition":
        pairs.append(("rij", "editie"))
    return pairs


def row_name(row: Row) -> str:
    """Return the heading of a row: the year, the edition with its date, or that it holds all rows."""
    if row.document is None:
        return row.key or "Alle rijen samen"
    date = dutch.date(row.document.published)
    return f"{row.document.title}, {date}" if date else row.document.title


def only_words(row: Row) -> str:
    """Say which country alone speaks of it, or nothing."""
    return f"Alleen documenten uit {country_name(row.only)} spreken hierover" if row.only else ""


def state_of(cell: Cell, *, total: bool = False, edition: bool = False) -> str:
    """Return an empty cell in words: silence is not absence."""
    if cell.state is CellState.OTHER:
        return "Uitgave van het andere land"
    if cell.state is CellState.ABSENT:
        return "Geen document" if total or edition else "Geen document in dit jaar"
    return "Noemt niets"


def _topic(topic: Topic, found: Comparison, vocabulary: Vocabulary, store: Store) -> TopicView:
    best = [one.id for row in topic.rows for cell in row.cells for one in cell.best]
    quoted = quoted_views(store, best, topic.concept)
    rows = [_row(row, topic.concept, found, quoted) for row in (*topic.rows, topic.total)]
    return TopicView(topic.concept, vocabulary.label(topic.concept), tuple(rows))


def _row(row: Row, concept: str, found: Comparison, quoted: Mapping[str, QuotedView]) -> RowView:
    url = ""
    if row.document is not None:
        url = url_for("series.show", series=row.document.series, fenomeen=concept, _anchor=f"editie-{row.document.id}")
    cells = tuple(
        _cell(cell, row, quoted, url or search_url(_request(cell, row, concept, found))) for cell in row.cells
    )
    return RowView(row_name(row), url, cells, only_words(row), total=not row.key)


def _request(cell: Cell, row: Row, concept: str, found: Comparison) -> SearchRequest:
    """Return the search that finds what a cell counts: its passages, or the documents that are silent."""
    chosen: dict[str, tuple[str, ...]] = {"country": (cell.country,)}
    if cell.state is CellState.SPEAKS:
        chosen["phenomenon"] = (concept,)
    low = int(row.key) if row.key else found.year_from
    high = int(row.key) if row.key else found.year_to
    if not row.key and low is None and high is None:
        low = 1500  # documents without a date are not counted
    return SearchRequest(chosen=chosen, year_from=low, year_to=high, unit="passage")


def _cell(cell: Cell, row: Row, quoted: Mapping[str, QuotedView], url: str) -> CellView:
    total, edition = not row.key, row.document is not None
    rate = counts = remark = ""
    if cell.state is CellState.SPEAKS:
        rate = f"{dutch.decimal(cell.per_10k or 0)} per 10.000 woorden"
        counts = counts_words(cell)
        remark = _remark(cell)
    elif cell.state is CellState.SILENT:
        words = dutch.counted(cell.words, "woord", "woorden")
        counts = f"{dutch.counted(cell.of_documents, 'document', 'documenten')}, {words}"
    if cell.state is not CellState.SPEAKS:
        remark = state_of(cell, total=total, edition=edition)
    return CellView(
        country=country_name(cell.country),
        country_class=cell.country.lower(),
        state=cell.state.value,
        rate=rate,
        counts=counts,
        url=url if cell.state in (CellState.SPEAKS, CellState.SILENT) else "",
        remark=remark,
        best=tuple(quoted[one.id] for one in cell.best if one.id in quoted) if not total else (),
    )


def counts_words(cell: Cell) -> str:
    """Return what a rate rests on."""
    mentions = dutch.counted(cell.mentions, "vermelding", "vermeldingen")
    passages = dutch.counted(cell.passages, "passage", "passages")
    documents = f"{dutch.number(cell.documents)} van {dutch.counted(cell.of_documents, 'document', 'documenten')}"
    return f"{mentions} in {passages}; {documents}; {dutch.counted(cell.words, 'woord', 'woorden')}"


def _remark(cell: Cell) -> str:
    remarks = []
    if cell.stated < cell.mentions:
        remarks.append(f"{dutch.number(cell.mentions - cell.stated)} daarvan in een ontkenning of als mogelijkheid")
    if cell.little_text:
        remarks.append("weinig tekst: lees het cijfer met voorzichtigheid")
    return "; ".join(remarks)


def concept_groups(vocabulary: Vocabulary, ids: set[str]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the phenomena *ids* to choose from: heading of each facet, then id and label in order of the alphabet."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for concept in vocabulary.of_kind("phenomenon"):
        if concept.id in ids:
            groups.setdefault(concept.facet, []).append((concept.id, concept.label))
    return tuple(
        (FACETS.get(facet, facet), tuple(sorted(own, key=lambda one: one[1].casefold())))
        for facet, own in groups.items()
    )


def _files(found: Comparison) -> tuple[LinkView, ...]:
    words = {"csv": "CSV (spreadsheet)", "docx": "Word", "json": "JSON"}
    address = urlencode(compare_pairs(found))
    return tuple(LinkView(text, f"/vergelijk.{ending}?{address}", current=False) for ending, text in words.items())
