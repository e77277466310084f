"""Where words of a passage come back: passages of other documents that share a long run of words with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.quotation import quoted_words
from corpus.store import PassageRecord, Store
from indexer.engines import Request, SearchEngine
from indexer.engines.query import Or, Phrase
from nlp.analysis import analyse

MIN_WORDS = 12  # in a row; fewer come back by chance in formal Dutch
MOST = 8  # documents told
_WINDOW = 6  # words looked up in a row: every run of MIN_WORDS holds a window that begins at a multiple of the step
_STEP = MIN_WORDS - _WINDOW
_WINDOWS = 40  # looked up for one passage
_CANDIDATES = 40  # passages


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage of another document that shares *words* with the one asked about: `count` of them in a row."""

    record: PassageRecord
    words: str
    count: int
    later: bool  # published later; False also where a date is unknown


def reuse_of(record: PassageRecord, store: Store, engine: SearchEngine) -> tuple[Reuse, ...]:
    """Return the passages of other documents that share at least 12 words in a row, one a document, oldest first."""
    terms = [word.surface for word in analyse(record.passage.text)]
    windows = [tuple(terms[low : low + _WINDOW]) for low in range(0, len(terms) - _WINDOW + 1, _STEP)][:_WINDOWS]
    if len(terms) < MIN_WORDS or not windows:
        return ()
    found = engine.search(
        Request(Or(tuple(Phrase("surface", one) for one in dict.fromkeys(windows))), limit=_CANDIDATES)
    )
    others = store.passage_records(hit.passage for hit in found.hits)
    best: dict[str, Reuse] = {}
    for other in others.values():
        one = _shared(record, other)
        known = best.get(other.document.id)
        if one is not None and (known is None or one.count > known.count):
            best[other.document.id] = one
    longest = sorted(best.values(), key=lambda one: -one.count)[:MOST]
    return tuple(sorted(longest, key=lambda one: (one.record.document.metadata.published, one.record.document.id)))


def _shared(record: PassageRecord, other: PassageRecord) -> Reuse | None:
    if other.document.id == record.document.id:
        return None
    mine, theirs = quoted_words(record.passage.text), quoted_words(other.passage.text)
    match = _matcher([word.key for word in mine], [word.key for word in theirs]).find_longest_match()
    if match.size < MIN_WORDS:
        return None
    text = other.passage.text[theirs[match.b].start : theirs[match.b + match.size - 1].end]
    before, after = record.document.metadata.published, other.document.metadata.published
    later = bool(before and after) and after > before
    return Reuse(other, text, match.size, later)


def _matcher(mine: Sequence[str], theirs: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, mine, theirs, autojunk=False)
