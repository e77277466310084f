"""Suggestions while typing: concepts of the vocabulary that the corpus mentions, documents, headings that come back."""

from __future__ import annotations

import bisect
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.store import Store
from indexer.search import Searcher, SearchRequest
from nlp.folding import fold
from nlp.vocabulary import Vocabulary

MIN_CHARS = 2  # letters and digits typed before anything is suggested
MOST = 8
_CONCEPTS = ("phenomenon", "institution", "place")  # filters whose values are concepts
_WORD = re.compile(r"[^\W_]+")
_HEADING_DOCUMENTS = 2  # documents in which a heading must stand to be a phrase of the field
_HEADING_WORDS = range(2, 7)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to: a concept (kind = its filter), a document, or a phrase to search for."""

    kind: str  # phenomenon, institution, place, document, phrase
    key: str  # id of the concept or document; the words of a phrase
    text: str  # what is shown: the label, the title, the words
    typed: str  # the label that was matched, where that is another name of the concept
    count: int  # passages that mention it, passages of the document, documents with the heading


_ORDER = {kind: place for place, kind in enumerate((*_CONCEPTS, "phrase", "document"))}


class Suggester:
    """Suggests from one corpus; its lists are made anew when the corpus has changed. Safe for several threads."""

    def __init__(self, store: Store, searcher: Searcher, vocabulary: Vocabulary) -> None:
        self._store, self._searcher, self._vocabulary = store, searcher, vocabulary
        self._lock = threading.Lock()
        self._made: tuple[int, list[str], list[Suggestion]] | None = None

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Return at most 8 suggestions with a word that begins as *typed* does, concepts first.

        Case, accents, hyphens and spaces make no difference: `rechts ex` and `rechtsex` are the same.

        Raises:
            IndexUnusableError: there is no index yet.
        """
        wanted = fold(typed)
        if len(wanted) < MIN_CHARS:
            return ()
        keys, suggestions = self._lists()
        low = bisect.bisect_left(keys, wanted)
        high = bisect.bisect_left(keys, wanted + "\uffff")
        best: dict[tuple[str, str], tuple[tuple[int, int, int, str], Suggestion]] = {}
        for place in range(low, high):
            one = suggestions[place]
            rank = (_ORDER[one.kind], -one.count, len(one.typed), one.typed or one.text)
            known = best.get((one.kind, one.key))
            if known is None or rank < known[0]:
                best[one.kind, one.key] = (rank, one)
        return tuple(one for _rank, one in sorted(best.values(), key=lambda item: item[0])[:MOST])

    def _lists(self) -> tuple[list[str], list[Suggestion]]:
        """Return the folded ends of every entry, sorted, and beside each its entry."""
        watermark = self._store.watermark()
        with self._lock:
            if self._made is None or self._made[0] != watermark:
                ends = sorted(
                    ((end, one) for one in self._entries() for end in _ends(one.typed or one.text)),
                    key=lambda item: item[0],
                )
                self._made = (watermark, [end for end, _ in ends], [one for _, one in ends])
            return self._made[1], self._made[2]

    def _entries(self) -> Iterator[Suggestion]:
        counted = self._searcher.search(SearchRequest(per_page=1, per_document=1)).facets
        for kind in _CONCEPTS:
            for value in counted[kind]:
                yield from self._names(kind, value.key, value.count)
        for record in self._store.documents():
            title = record.metadata.title
            yield Suggestion("document", record.id, title, "", record.passage_count)
        for heading, documents in self._store.common_headings(_HEADING_DOCUMENTS):
            if len(heading.split()) in _HEADING_WORDS and not any(letter.isdigit() for letter in heading):
                yield Suggestion("phrase", heading, heading, "", documents)

    def _names(self, kind: str, key: str, count: int) -> Iterable[Suggestion]:
        if key not in self._vocabulary:
            return
        concept = self._vocabulary.concept(key)
        yield Suggestion(kind, key, concept.label, "", count)
        for label in concept.names():
            if label != concept.label:
                yield Suggestion(kind, key, concept.label, label, count)


def _ends(text: str) -> Iterator[str]:
    """Yield *text* folded, from each of its words on."""
    for match in _WORD.finditer(text):
        yield fold(text[match.start() :])
