"""What the results page shows: totals, documents with their passages, filters, chips, pages; made of a SearchResult."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import url_for
from markupsafe import Markup

from corpus.citation.facts import rectification_sentence
from corpus.store import DocumentRecord
from indexer.search import SORTS, DocumentHit, FacetValue, PassageHit, SearchRequest, SearchResult
from search_app import dutch
from search_app.marking import marked
from search_app.urls import (
    KEY_OF_FILTER,
    account_url,
    address_pairs,
    list_url,
    search_url,
    without_filters,
    without_value,
)
from search_app.viewmodels.exports import FORMS
from search_app.viewmodels.histogram import Histogram, histogram
from search_app.viewmodels.labels import (
    FILTER_TITLES,
    PASSAGE_KINDS,
    SORT_TITLES,
    DocumentLabel,
    anchor,
    document_label,
)
from search_app.viewmodels.places import PAGES, place

_OPTIONS_SHOWN = 8  # values of a filter before "toon alle"
_PAGES_AROUND = 2  # page numbers shown on both sides of the current one

FacetLabel = Callable[[str, str], str]  # filter name, value -> words


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in a list of results."""

    url: str  # its own page, where it is cited
    reading_url: str  # its place in the document
    place: str  # "p. 12"; empty where the document has no pages
    section: str  # the heading it stands under
    kind: str  # in words; empty for an ordinary paragraph
    snippet: Markup
    begins: bool  # does the snippet begin where the passage begins?
    ends: bool
    language: str
    rectifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HitView:
    """A document found, with its best passages and how many more there are."""

    document: DocumentLabel
    url: str
    passages: tuple[PassageView, ...]
    more: str  # "nog 7 passages in dit document"; empty when all are shown
    more_url: str


@dataclass(frozen=True, slots=True)
class OptionView:
    """One checkbox of a filter."""

    id: str
    value: str
    label: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One filter: key in the address, heading, the values shown at once and the others."""

    key: str
    title: str
    status: str  # "2 gekozen"; empty when none is
    options: tuple[OptionView, ...]
    others: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with words and whether it is where we are."""

    text: str
    url: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The whole results page."""

    text: str
    heading: str
    total: str  # "123 passages in 14 documenten"
    literal: bool
    searched_for: tuple[str, ...]
    literal_url: str  # the same search, literal or not
    own_words_url: str  # the same search with or without other names of concepts; empty where there are none
    own_words: bool
    widened: str  # what was done because all words together give little; empty when nothing was
    all_words_url: str  # the same search for passages with all words, or again with some; empty where it is the same
    notices: tuple[str, ...]
    chips: tuple[LinkView, ...]
    clear_url: str
    sorts: tuple[LinkView, ...]
    units: tuple[LinkView, ...]  # per document or per passage
    exports: tuple[LinkView, ...]
    feed_url: str
    account_url: str
    years: Histogram | None
    hidden: tuple[tuple[str, str], ...]  # what the form keeps beside its fields
    facets: tuple[FacetView, ...]
    year_from: str
    year_to: str
    years_title: str
    hits: tuple[HitView, ...]
    first_number: int  # of the first document on this page
    pages: tuple[LinkView | None, ...]  # None: a gap
    previous_url: str
    next_url: str
    words: tuple[LinkView, ...]  # without results: each word alone, with what that gives
    meant: tuple[LinkView, ...]  # the same question with words spelled otherwise
    broader: tuple[LinkView, ...]  # without results: the question for a broader concept, with its name
    dropped: tuple[LinkView, ...]  # without results: each filter taken away, with what that gives
    canonical: str
    milliseconds: int


def results_view(
    result: SearchResult,
    *,
    label: FacetLabel,
    ignored: tuple[str, ...],
    words: tuple[LinkView, ...] = (),
    dropped: tuple[LinkView, ...] = (),
    meant: tuple[LinkView, ...] = (),
    broader: tuple[LinkView, ...] = (),
) -> ResultsView:
    """Return what the results page shows of *result*."""
    request = result.request
    beyond = result.passages > 0 and request.page > result.pages
    return ResultsView(
        text=request.text,
        heading=f"Zoekresultaten voor \u2018{request.text}’" if request.text else "Alle passages",
        total=_total(result),
        literal=request.literal,
        searched_for=result.searched_for,
        literal_url=search_url(replace(request, literal=not request.literal, page=1)),
        own_words_url=_own_words_url(result),
        own_words=not request.expand,
        widened=_widened(result),
        all_words_url=_all_words_url(result),
        notices=tuple(_notices(result, ignored, beyond=beyond)),
        chips=chips(request, label),
        clear_url=search_url(without_filters(request)),
        sorts=tuple(
            LinkView(SORT_TITLES[sort], search_url(replace(request, sort=sort, page=1)), sort == request.sort)
            for sort in SORTS
        ),
        units=tuple(
            LinkView(words, search_url(replace(request, unit=unit, page=1)), unit == request.unit)
            for unit, words in (("document", "Per document"), ("passage", "Per passage"))
        ),
        exports=tuple(LinkView(form.words, list_url(request, form.ending)) for form in FORMS.values()),
        feed_url=list_url(replace(request, sort="relevance"), "atom"),
        account_url=account_url(request),
        years=_years(result),
        hidden=tuple(
            pair
            for pair in address_pairs(request)
            if pair[0] in ("sorteer", "eigenwoorden", "allewoorden", "toon", "organisatie")
        ),
        facets=tuple(_facet(name, values) for name, values in result.facets.items() if values),
        year_from=str(request.year_from or ""),
        year_to=str(request.year_to or ""),
        years_title=_years_title(request),
        hits=tuple(_hit(hit, request) for hit in result.hits),
        first_number=(request.page - 1) * request.per_page + 1,
        pages=() if beyond else _page_links(request, result.pages),
        previous_url=search_url(replace(request, page=request.page - 1)) if 1 < request.page <= result.pages else "",
        next_url=search_url(replace(request, page=request.page + 1)) if request.page < result.pages else "",
        words=words,
        dropped=dropped,
        meant=meant,
        broader=broader,
        canonical=search_url(request),
        milliseconds=round(result.milliseconds),
    )


def _years(result: SearchResult) -> Histogram | None:
    request = replace(result.request, year_from=None, year_to=None, page=1)
    values = result.facets["year"]
    return histogram(values, {one.key: search_url(_in_year(request, one.key)) for one in values})


def _in_year(request: SearchRequest, year: str) -> SearchRequest:
    return replace(request, chosen={**request.chosen, "year": (year,)})


def _own_words_url(result: SearchResult) -> str:
    request = result.request
    if request.literal or (request.expand and not result.named):
        return ""
    return search_url(replace(request, expand=not request.expand, page=1))


def _all_words_url(result: SearchResult) -> str:
    request = result.request
    if result.widened is None and not request.all_words:
        return ""
    return search_url(replace(request, all_words=not request.all_words, page=1))


def _widened(result: SearchResult) -> str:
    widened = result.widened
    if widened is None:
        return ""
    where = (
        "geen enkel document" if not widened.documents else dutch.counted(widened.documents, "document", "documenten")
    )
    some = f"{widened.enough} van de {widened.words} zoekwoorden" if widened.enough > 1 else "een van de zoekwoorden"
    return f"Alle zoekwoorden samen in één passage: {where}. Daarom ook gezocht naar passages met ten minste {some}."


def _total(result: SearchResult) -> str:
    if not result.passages:
        return "Geen passage in dit corpus"
    documents = dutch.counted(result.documents, "document", "documenten")
    return f"{dutch.counted(result.passages, 'passage', 'passages')} in {documents}"


def _notices(result: SearchResult, ignored: tuple[str, ...], *, beyond: bool) -> list[str]:
    notices = list(result.hints)
    if ignored:
        what = "dit deel" if len(ignored) == 1 else "deze delen"
        notices.append(f"Niet herkend en daarom overgeslagen: {what} van het adres: {', '.join(ignored)}.")
    if beyond:
        have = dutch.counted(result.pages, "pagina", PAGES)
        notices.append(f"Pagina {dutch.number(result.request.page)} bestaat niet: er zijn {have} met resultaten.")
    return notices


def chips(request: SearchRequest, label: FacetLabel) -> tuple[LinkView, ...]:
    """Return one link per chosen filter value, and one for the years, that takes it away."""
    found = [
        LinkView(f"{FILTER_TITLES[name]}: {label(name, value)}", search_url(without_value(request, name, value)))
        for name in FILTER_TITLES
        for value in request.chosen.get(name, ())
    ]
    if years := _years_title(request):
        without = replace(request, year_from=None, year_to=None, page=1)
        found.append(LinkView(f"Periode: {years}", search_url(without)))
    return tuple(found)


def _years_title(request: SearchRequest) -> str:
    low, high = request.year_from, request.year_to
    if low is None and high is None:
        return ""
    if low is None:
        return f"tot en met {high}"
    return f"vanaf {low}" if high is None else f"{low} tot en met {high}"


def _facet(name: str, values: tuple[FacetValue, ...]) -> FacetView:
    options = [
        OptionView(f"{KEY_OF_FILTER[name]}-{place}", one.key, one.label, dutch.number(one.count), one.chosen)
        for place, one in enumerate(values)
    ]
    chosen = [option for option in options if option.chosen]
    shown = options[:_OPTIONS_SHOWN] + [option for option in options[_OPTIONS_SHOWN:] if option.chosen]
    return FacetView(
        key=KEY_OF_FILTER[name],
        title=FILTER_TITLES[name],
        status=f"{len(chosen)} gekozen" if chosen else "",
        options=tuple(shown),
        others=tuple(option for option in options if option not in shown),
    )


def _hit(hit: DocumentHit, request: SearchRequest) -> HitView:
    record = hit.document
    more = hit.count - len(hit.passages)
    return HitView(
        document=document_label(record),
        url=_reading_url(record, request),
        passages=tuple(_passage(one, record, request) for one in hit.passages),
        more=f"nog {dutch.counted(more, 'passage', 'passages')} in dit document"
        if more > 0 and request.unit == "document"
        else "",
        more_url=_reading_url(record, request, "tekst"),
    )


def _reading_url(document: DocumentRecord, request: SearchRequest, at: str | None = None) -> str:
    """Return the address of a document with the words of *request* marked, at the anchor *at*."""
    return url_for(
        "document.show",
        document_id=document.id,
        q=request.text or None,
        letterlijk="1" if request.literal else None,
        eigenwoorden=None if request.expand else "1",
        _anchor=at,
    )


def _passage(hit: PassageHit, document: DocumentRecord, request: SearchRequest) -> PassageView:
    passage = hit.passage
    return PassageView(
        url=url_for("passage.show", passage_id=passage.id),
        reading_url=_reading_url(document, request, anchor(passage.id)),
        place=place(document, hit.page_label, hit.last_page_label),
        section=_section(hit, document),
        kind=PASSAGE_KINDS.get(passage.kind, ""),
        snippet=marked(hit.snippet, hit.marks),
        begins=hit.snippet_start == 0,
        ends=hit.snippet_start + len(hit.snippet) == len(passage.text),
        language=passage.language,
        rectifications=tuple(rectification_sentence(one) for one in hit.rectifications),
    )


def _section(hit: PassageHit, document: DocumentRecord) -> str:
    """Return the heading above a passage, unless the place says it already, as that of a tab of a workbook does."""
    heading = hit.passage.section[-1] if hit.passage.section else ""
    return "" if heading in (hit.page_label, document.metadata.title) else heading


def _page_links(request: SearchRequest, pages: int) -> tuple[LinkView | None, ...]:
    if pages < 2:
        return ()
    near = range(request.page - _PAGES_AROUND, request.page + _PAGES_AROUND + 1)
    shown = sorted({number for number in (1, *near, pages) if 1 <= number <= pages})
    links: list[LinkView | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            links.append(None)
        links.append(LinkView(str(number), search_url(replace(request, page=number)), number == request.page))
    return tuple(links)
