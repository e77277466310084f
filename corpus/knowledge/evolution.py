"""A series over time: its editions, how much each speaks of a phenomenon or a word, and which sentences changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.errors import NotFoundError
from corpus.identity import text_key
from corpus.knowledge.edition_diff import Change, Difference, diff_passages
from corpus.knowledge.text_stats import occurrences, per_words, sentences, word_keys
from corpus.model import Mention, MentionKind, PassageKind
from corpus.store import Store
from corpus.store.counting import (
    DocumentRow,
    PassageText,
    counted_passages,
    document_rows,
    passage_texts,
    texts_of_document,
)

MOST_WORD_CHARS = 80
_Spans = tuple[tuple[int, int], ...]  # offsets into the text of a passage


@dataclass(frozen=True, slots=True)
class Edition:
    """One document of the series with what it says of the subject."""

    document: DocumentRow
    mentions: int
    per_10k: float | None  # mentions per 10,000 words
    passages: tuple[PassageText, ...]  # that mention it, in reading order
    changes: tuple[Difference, ...]  # of its sentences against the edition before; without those that are the same


@dataclass(frozen=True, slots=True)
class Evolution:
    """A series, with or without a subject: a phenomenon (its id) or a word."""

    series: str
    concept: str
    word: str
    editions: tuple[Edition, ...]
    first: str  # id of the first edition that mentions it; empty: none does
    last: str


def evolution(store: Store, series: str, *, concept: str = "", word: str = "") -> Evolution:
    """Follow *concept* or *word* over the editions of a series, oldest first; with neither, list the editions.

    Raises:
        NotFoundError: no document of the corpus belongs to the series.
    """
    documents = document_rows(store, series=series)
    if not documents:
        raise NotFoundError(f"Er is geen document van een reeks {series!r} in dit corpus.")
    find = _finder(store, concept, word_keys(word[:MOST_WORD_CHARS]))
    editions: list[Edition] = []
    before: list[PassageText] | None = None
    for document in documents:
        texts, spans = find(document.id)
        mentions = sum(len(found) for found in spans.values())
        said = _sentences(texts, spans)
        changes = () if before is None else _changes(before, said)
        rate = per_words(mentions, document.words)
        editions.append(Edition(document, mentions, rate, tuple(texts), changes))
        before = said
    speaking = [one.document.id for one in editions if one.mentions]
    return Evolution(
        series, concept, "" if concept else word, tuple(editions), (speaking or [""])[0], (speaking or [""])[-1]
    )


def _finder(
    store: Store, concept: str, wanted: tuple[str, ...]
) -> Callable[[str], tuple[Sequence[PassageText], Mapping[str, _Spans]]]:
    """Return what finds the subject in a document: its passages that mention it, and where each does."""
    if concept:
        return _in_mentions(store, concept)

    def in_words(document_id: str) -> tuple[Sequence[PassageText], Mapping[str, _Spans]]:
        texts = texts_of_document(store, document_id) if wanted else []
        spans = {one.id: found for one in texts if (found := tuple(occurrences(one.text, wanted)))}
        return [one for one in texts if one.id in spans], spans

    return in_words


def _in_mentions(store: Store, concept: str) -> Callable[[str], tuple[Sequence[PassageText], Mapping[str, _Spans]]]:
    """Return the same for a phenomenon; the corpus is asked once per concept, not once per edition."""
    by_document: defaultdict[str, list[str]] = defaultdict(list)
    for one in counted_passages(store, MentionKind.PHENOMENON, [concept]):
        by_document[one.document_id].append(one.passage_id)

    def find(document_id: str) -> tuple[Sequence[PassageText], Mapping[str, _Spans]]:
        ids = by_document.get(document_id, [])
        found = store.mentions(ids)
        texts = sorted(passage_texts(store, ids).values(), key=lambda one: one.ordinal)
        return texts, {one: _of_concept(found[one], concept) for one in ids}

    return find


def _of_concept(mentions: Sequence[Mention], concept: str) -> _Spans:
    return tuple(
        (one.start, one.end) for one in mentions if one.kind is MentionKind.PHENOMENON and one.concept == concept
    )


def _sentences(texts: Sequence[PassageText], spans: Mapping[str, _Spans]) -> list[PassageText]:
    """Return the sentences that mention the subject, each as a passage with a key of its own; the id leads back."""
    found = []
    for one in texts:
        if one.kind == PassageKind.CONTENTS.value:  # a list of headings has no sentences
            continue
        for start, end in sentences(one.text):
            if any(start <= low < end for low, _high in spans[one.id]):
                sentence = one.text[start:end]
                document = one.document_id
                found.append(replace(one, id=f"{document}.{text_key(sentence)}.{one.id}", text=sentence))
    return found


def passage_of(sentence: PassageText) -> str:
    """Return the id of the passage in which a sentence of `Edition.changes` stands."""
    return sentence.id.split(".", 2)[2]


def _changes(before: Sequence[PassageText], now: Sequence[PassageText]) -> tuple[Difference, ...]:
    found = diff_passages(before, now)
    return tuple(one for one in found if one.change in (Change.NEW, Change.GONE, Change.REWORDED))
