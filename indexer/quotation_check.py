"""Quotation check over the corpus: every quotation and reference of a text, looked up and compared with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.quotation import Alarm, Comparison, Quotation, QuotedWord, align, compare, find_quotations, quoted_words
from corpus.quotation.compare import negations
from corpus.store import PassageRecord, RetiredPassage, Store
from indexer.engines import Request, SearchEngine
from indexer.engines.query import Or, Phrase
from nlp.analysis import analyse

MAX_CHARS = 200_000  # of a text to check
MAX_QUOTATIONS = 200
MAX_PLACES = 5  # told of one quotation
_WINDOW = 4  # words of the corpus that a candidate shares with the quotation, one after the other
_WINDOWS = 24  # windows of one part that are looked up
_CANDIDATES = 24  # passages looked at for one part
_AROUND = 2  # passages before and after a candidate: a quotation may run over them
_BEFORE = 3  # words before a quotation in which a negation is looked for
_CONTEXT = 60  # code points of the source shown on either side
_PASSAGE_LINK = re.compile(r"/passage/([a-z0-9-]+\.[a-z2-7]{16}\.\d+)")


class Verdict(StrEnum):
    """What became of a quotation."""

    EXACT = "exact"
    DIFFERS = "differs"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a part stand: from *first* to *last* passage, with the source's own words around them."""

    first: PassageRecord
    last: PassageRecord
    text: str
    before: str
    after: str
    negated_before: str = ""  # a word that says no, just before the words that were quoted

    @property
    def document_id(self) -> str:
        """The document it stands in."""
        return self.first.document.id

    @property
    def order(self) -> tuple[str, int]:
        """Place in reading order, for parts that must follow each other."""
        return self.document_id, self.first.passage.ordinal


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """A part of a quotation; *comparison* is None where nothing like it stands in the corpus."""

    text: str
    place: Place | None
    comparison: Comparison | None

    @property
    def exact(self) -> bool:
        """Whether the source has these words."""
        return self.comparison is not None and self.comparison.same_words


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation with its verdict, its parts compared with their source, and where else it stands word for word."""

    quotation: Quotation
    verdict: Verdict
    parts: tuple[CheckedPart, ...]
    elsewhere: tuple[Place, ...] = ()
    in_order: bool = True  # the parts follow each other in one document
    page_given: str = ""  # the page that the text names, where the source has another
    alarms: tuple[Alarm, ...] = ()

    @property
    def spelling(self) -> bool:
        """Whether only capitals, accents, hyphens or punctuation differ."""
        return self.verdict is Verdict.EXACT and any(
            part.comparison and part.comparison.spelling for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A permanent link to a passage in the text: the passage it leads to, as it is or as it was; neither: unknown."""

    passage_id: str
    passage: PassageRecord | None = None
    retired: RetiredPassage | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that was checked in one text."""

    quotations: tuple[CheckedQuotation, ...]
    links: tuple[CheckedLink, ...]
    left_out: int = 0  # quotations beyond `MAX_QUOTATIONS`
    cut: bool = False  # the text was longer than `MAX_CHARS`

    def count(self, verdict: Verdict) -> int:
        """Return how many quotations have *verdict*."""
        return sum(one.verdict is verdict for one in self.quotations)


@dataclass(frozen=True, slots=True)
class _Run:
    """Passages that follow each other, as one row of words."""

    records: tuple[PassageRecord, ...]
    words: tuple[QuotedWord, ...]
    owner: tuple[int, ...]  # index into records, for each word


@dataclass(slots=True)
class QuotationChecker:
    """Checks texts against one corpus; nothing of a text is kept."""

    store: Store
    engine: SearchEngine
    _runs: dict[str, _Run] = field(default_factory=dict)

    def check(self, text: str) -> Report:
        """Return every quotation and every link to a passage in *text*, checked, in order.

        Raises:
            IndexUnusableError: there is no index yet.
        """
        whole = text[:MAX_CHARS]
        found = find_quotations(whole)
        links = dict.fromkeys(match[1] for match in _PASSAGE_LINK.finditer(whole))
        checked = tuple(self._quotation(one) for one in found[:MAX_QUOTATIONS])
        self._runs.clear()
        return Report(
            quotations=checked,
            links=tuple(self._link(one) for one in links),
            left_out=max(0, len(found) - MAX_QUOTATIONS),
            cut=len(text) > MAX_CHARS,
        )

    def _link(self, passage_id: str) -> CheckedLink:
        record = self.store.passage(passage_id)
        return CheckedLink(passage_id, record, None if record else self.store.retired(passage_id))

    def _quotation(self, quotation: Quotation) -> CheckedQuotation:
        exact, near = zip(*(self._places(part) for part in quotation.parts), strict=True)
        document = _best_document(exact, near, quotation)
        parts = tuple(
            _checked(part, _in_document(same, document) or _in_document(like, document) or [*same, *like])
            for part, same, like in zip(quotation.parts, exact, near, strict=True)
        )
        in_order = _in_order(parts)
        verdict = Verdict.ABSENT
        if all(part.exact for part in parts) and in_order:
            verdict = Verdict.EXACT
        elif any(part.comparison for part in parts):
            verdict = Verdict.DIFFERS
        elsewhere = [place for place in exact[0] if place.document_id != document] if len(parts) == 1 else []
        alarms = {alarm for part in parts if part.comparison for alarm in part.comparison.alarms}
        if any(part.place and part.place.negated_before for part in parts):
            alarms.add(Alarm.NEGATION)
        return CheckedQuotation(
            quotation=quotation,
            verdict=verdict,
            parts=parts,
            elsewhere=tuple(elsewhere[: MAX_PLACES - 1]) if verdict is Verdict.EXACT else (),
            in_order=in_order,
            page_given="" if _page_fits(quotation.page, parts) else quotation.page,
            alarms=tuple(alarm for alarm in Alarm if alarm in alarms),
        )

    def _places(self, part: str) -> tuple[list[Place], list[Place]]:
        """Return where *part* stands word for word, and where something like it stands, the likest first."""
        wanted = quoted_words(part)
        exact: dict[tuple[str, int], Place] = {}
        near: list[tuple[int, Place]] = []
        for record in self._candidates(part):
            run = self._run(record)
            stretch = align(wanted, run.words)
            if stretch is None:
                continue
            place = _place(run, *stretch)
            same = [word.key for word in run.words[slice(*stretch)]] == [word.key for word in wanted]
            if same:
                exact.setdefault(place.order, place)
            else:
                near.append((_unlike(compare(part, place.text)), place))
        near.sort(key=lambda item: item[0])
        return list(exact.values()), [place for _, place in near]

    def _candidates(self, part: str) -> list[PassageRecord]:
        """Return passages that share a few words in a row with *part*, best first."""
        terms = [word.surface for word in analyse(part)]
        if not terms:
            return []
        for size in (_WINDOW, 2, 1):
            if size > len(terms) and size > 1:
                continue
            windows = list(dict.fromkeys(tuple(terms[low : low + size]) for low in range(len(terms) - size + 1)))
            step = max(1, -(-len(windows) // _WINDOWS))
            chosen = dict.fromkeys([*windows[::step], windows[-1]])
            query = Or(tuple(Phrase("surface", window) for window in chosen))
            hits = self.engine.search(Request(query, limit=_CANDIDATES)).hits
            if hits:
                records = self.store.passage_records(hit.passage for hit in hits)
                return [records[hit.passage] for hit in hits if hit.passage in records]
        return []

    def _run(self, record: PassageRecord) -> _Run:
        known = self._runs.get(record.passage.id)
        if known is None:
            before, after = self.store.neighbours(record, before=_AROUND, after=_AROUND)
            records = (*before, record, *after)
            words = [(word, index) for index, one in enumerate(records) for word in quoted_words(one.passage.text)]
            known = _Run(records, tuple(word for word, _ in words), tuple(index for _, index in words))
            self._runs[record.passage.id] = known
        return known


def _place(run: _Run, low: int, high: int) -> Place:
    first, last = run.owner[low], run.owner[high - 1]
    texts = [record.passage.text for record in run.records]
    start, end = run.words[low].start, run.words[high - 1].end
    if first == last:
        quoted = texts[first][start:end]
    else:
        quoted = " ".join((texts[first][start:], *texts[first + 1 : last], texts[last][:end]))
    before = texts[first][:start]
    own = [word for word in quoted_words(before)[-_BEFORE:] if not re.search(r"[.!?;:]\s", before[word.end :])]
    said_no = next((before[word.start : word.end] for word in reversed(own) if word.key in negations()), "")
    return Place(
        first=run.records[first],
        last=run.records[last],
        text=quoted,
        before=_tail(before),
        after=_head(texts[last][end:]),
        negated_before=said_no,
    )


def _tail(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return "\u2026" + text[text.find(" ", len(text) - _CONTEXT) :]


def _head(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return text[: text.rfind(" ", 0, _CONTEXT)] + " \u2026"


def _checked(part: str, places: Sequence[Place]) -> CheckedPart:
    if not places:
        return CheckedPart(part, None, None)
    return CheckedPart(part, places[0], compare(part, places[0].text))


def _unlike(comparison: Comparison) -> int:
    return sum(len(piece.text) for piece in comparison.pieces if piece.kind != "same")


def _in_document(places: Iterable[Place], document: str) -> list[Place]:
    return [place for place in places if place.document_id == document]


def _best_document(exact: Sequence[Sequence[Place]], near: Sequence[Sequence[Place]], quotation: Quotation) -> str:
    """Return the document with most parts word for word, then on the page named, then with something like them."""
    scores: dict[str, tuple[int, int, int]] = {}
    for same, like in zip(exact, near, strict=True):
        for document in {place.document_id for place in (*same, *like)}:
            here = _in_document(same, document)
            there = _in_document(like, document)
            on_page = any(quotation.page in _pages(place) for place in (*here, *there)) if quotation.page else False
            old = scores.get(document, (0, 0, 0))
            scores[document] = (old[0] + bool(here), old[1] + on_page, old[2] + bool(there))
    order = [place.document_id for places in (*exact, *near) for place in places]
    return max(scores, key=lambda one: (scores[one], -order.index(one)), default="")


def _pages(place: Place) -> set[str]:
    """Return the labels of the pages a place is on; a passage over a page break is on both."""
    labels = {place.first.page_label, place.first.last_page_label, place.last.page_label, place.last.last_page_label}
    return {label.strip("[]").lower() for label in labels}


def _page_fits(page: str, parts: Sequence[CheckedPart]) -> bool:
    places = [part.place for part in parts if part.place]
    return not page or not places or any(page.lower() in _pages(place) for place in places)


def _in_order(parts: Sequence[CheckedPart]) -> bool:
    """Tell whether the parts that were found follow each other in one document."""
    orders = [part.place.order for part in parts if part.place]
    return len({document for document, _ in orders}) <= 1 and orders == sorted(orders)
