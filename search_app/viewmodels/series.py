"""What the pages of a series show: editions on a time line, a subject over them, and two editions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from corpus.catalogue import series_title
from corpus.knowledge.edition_diff import Change, EditionDiff
from corpus.knowledge.evolution import Edition, Evolution, passage_of
from corpus.store import Store
from corpus.store.counting import DocumentRow
from indexer.search import SearchRequest
from nlp.vocabulary import Vocabulary
from search_app import dutch
from search_app.urls import search_url
from search_app.viewmodels.changes import CHANGES, ChangeView, FoldView, change_view, folded
from search_app.viewmodels.compare import concept_groups
from search_app.viewmodels.quoted import QuotedView, quoted_views, state_words
from search_app.viewmodels.results import LinkView

_BAR_HEIGHT = 160  # units of the drawing
_BAR_STEP = 44
_BAR = 30


@dataclass(frozen=True, slots=True)
class BarView:
    """One edition in the drawing."""

    x: int
    y: int
    height: int
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition."""

    id: str
    title: str
    language: str
    url: str
    date: str
    edition: str
    sample: bool
    rate: str
    counts: str
    places: tuple[LinkView, ...]  # the passages that are counted
    changes: tuple[ChangeView, ...]
    changed: str  # "2 nieuw, 1 weg"
    diff_url: str  # against the edition before


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """The whole page of a series."""

    key: str
    title: str
    subject: str  # label of the phenomenon, or the word in quotation marks; empty
    concept: str
    word: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    editions: tuple[EditionView, ...]
    bars: tuple[BarView, ...]
    bars_width: int
    bars_height: int
    bar: int
    highest: str
    first: str
    last: str
    search: str  # address of the passages of the whole series
    json: str
    state: str
    samples: bool
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiffPage:
    """The whole page of two documents."""

    series: str
    series_title: str
    old: LinkView
    new: LinkView
    totals: tuple[LinkView, ...]  # words and numbers of each kind of change
    parts: tuple[FoldView, ...]
    choices: tuple[tuple[str, str], ...]  # id, title and date of the documents of the series
    old_id: str
    new_id: str
    json: str
    state: str
    samples: bool


def series_page(
    store: Store,
    found: Evolution,
    vocabulary: Vocabulary,
    *,
    mentioned: Iterable[str],
    ignored: Sequence[str],
    json: str,
) -> SeriesPage:
    """Return the page of a series with its subject, if one is asked for."""
    subject = vocabulary.label(found.concept) if found.concept else f"“{found.word}”" if found.word else ""
    names = {one.document.id: _title(one.document) for one in found.editions}
    rates = [one.per_10k or 0.0 for one in found.editions]
    highest = max(rates, default=0.0)
    shown = [one.passages[0].id for one in found.editions if one.passages]
    rectified = quoted_views(store, [*shown, *_changed_ids(found)])
    before = [None, *(one.document for one in found.editions)]
    return SeriesPage(
        key=found.series,
        title=series_title(found.series),
        subject=subject,
        concept=found.concept,
        word=found.word,
        groups=concept_groups(vocabulary, {*mentioned, *filter(None, (found.concept,))}),
        editions=tuple(
            _edition(one, earlier, rectified, bool(subject))
            for one, earlier in zip(found.editions, before, strict=False)
        ),
        bars=tuple(_bar(place, one, highest) for place, one in enumerate(found.editions)) if highest else (),
        bars_width=len(found.editions) * _BAR_STEP,
        bars_height=_BAR_HEIGHT,
        bar=_BAR,
        highest=dutch.decimal(highest),
        first=names.get(found.first, ""),
        last=names.get(found.last, ""),
        search=_search(found),
        json=json,
        state=state_words(store),
        samples=any(one.document.sample for one in found.editions),
        ignored=tuple(ignored),
    )


def list_page(keys: Mapping[str, int]) -> tuple[LinkView, ...]:
    """Return the series with their number of documents, in the order of their titles."""
    found = [LinkView(series_title(key), url_for("series.show", series=key), count=dutch.number(count))
             for key, count in keys.items()]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.text.casefold()))


def diff_page(store: Store, found: EditionDiff, series: str, documents: Sequence[DocumentRow], json: str) -> DiffPage:
    """Return the page of two documents; *documents* are those of the series, to choose from."""
    moving = [one for one in found.differences if one.change is not Change.SAME]
    rectified = quoted_views(store, [one.id for two in moving for one in (two.old, two.new) if one])
    kinds = (Change.NEW, Change.GONE, Change.REWORDED, Change.MOVED, Change.SAME)
    chosen = {one.id: one for one in (*documents, found.old, found.new)}
    return DiffPage(
        series=series,
        series_title=series_title(series),
        old=LinkView(_title(found.old), _document_url(found.old)),
        new=LinkView(_title(found.new), _document_url(found.new)),
        totals=tuple(LinkView(CHANGES[kind].lower(), "", count=dutch.number(found.count(kind))) for kind in kinds),
        parts=folded(found, rectified),
        choices=tuple((one.id, _title(one)) for one in chosen.values()),
        old_id=found.old.id,
        new_id=found.new.id,
        json=json,
        state=state_words(store),
        samples=found.old.sample or found.new.sample,
    )


def _edition(one: Edition, before: DocumentRow | None, rectified: Mapping[str, QuotedView], asked: bool) -> EditionView:
    kinds = [change.change for change in one.changes]
    counted = [f"{kinds.count(kind)} {CHANGES[kind].lower()}" for kind in (Change.NEW, Change.GONE, Change.REWORDED)
               if kind in kinds]  # fmt: skip
    document = one.document
    diff = ""
    if before is not None:
        diff = url_for("series.difference", series=document.series, van=before.id, met=document.id)
    mentions = dutch.counted(one.mentions, "vermelding", "vermeldingen")
    passages = dutch.counted(len(one.passages), "passage", "passages")
    return EditionView(
        id=document.id,
        title=document.title,
        language="nl",
        url=_document_url(document),
        date=dutch.date(document.published) or "zonder datum",
        edition=document.edition,
        sample=document.sample,
        rate=f"{dutch.decimal(one.per_10k)} per 10.000 woorden" if asked and one.per_10k else "",
        counts=f"{mentions} in {passages}; {dutch.counted(document.words, 'woord', 'woorden')}" if asked else "",
        places=tuple(
            LinkView(f"p. {passage.page_label}", url_for("passage.show", passage_id=passage.id))
            for passage in one.passages
        ),
        changes=tuple(change_view(change, rectified, sentence=True) for change in one.changes),
        changed=", ".join(counted),
        diff_url=diff,
    )


def _bar(place: int, one: Edition, highest: float) -> BarView:
    rate = one.per_10k or 0.0
    height = max(2, round(rate / highest * _BAR_HEIGHT)) if rate else 0
    words = f"{_title(one.document)}: {dutch.decimal(rate)} per 10.000 woorden"
    return BarView(place * _BAR_STEP, _BAR_HEIGHT - height, height, f"#editie-{one.document.id}", words)


def _changed_ids(found: Evolution) -> list[str]:
    pairs = [(change.old, change.new) for one in found.editions for change in one.changes]
    return [passage_of(side) for pair in pairs for side in pair if side]


def _search(found: Evolution) -> str:
    """Return the address of the passages of the whole series; a word is looked up as it is written."""
    if not (found.concept or found.word):
        return ""
    series = f'reeks:"{found.series}"'
    if found.concept:
        return search_url(SearchRequest(text=series, chosen={"phenomenon": (found.concept,)}, unit="passage"))
    word = found.word.replace('"', " ").strip()
    return search_url(SearchRequest(text=f'"{word}" {series}', unit="passage", literal=True))


def _title(document: DocumentRow) -> str:
    date = dutch.date(document.published)
    return f"{document.title} ({date})" if date else document.title


def _document_url(document: DocumentRow) -> str:
    return url_for("document.show", document_id=document.id)
