"""What the search is held against: plain BM25 over the same texts, on documents, on passages and on windows."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.store import Store
from indexer.engines.ranking import K1, B, rarity
from indexer.query.function_words import FUNCTION_WORDS
from nlp.analysis import analyse

WINDOW = 2_500  # code points

Rank = Callable[[str], Sequence[str]]


@dataclass
class Bm25:
    """BM25 over units of text, each of one document; a document ranks by its best unit and its title."""

    owners: list[str] = field(default_factory=list)  # unit -> document
    lengths: list[int] = field(default_factory=list)
    postings: defaultdict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    titles: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # term -> documents

    def add(self, document: str, terms: Mapping[str, int]) -> None:
        """Add a unit with how often it holds each term."""
        for term, count in terms.items():
            self.postings[term].append((len(self.owners), count))
        self.owners.append(document)
        self.lengths.append(sum(terms.values()))

    def rank(self, terms: Iterable[str], *, title: float) -> list[str]:
        """Return documents, best first; *title* is how much a term in the title counts beside its rarity."""
        scores: defaultdict[int, float] = defaultdict(float)
        lifts: defaultdict[str, float] = defaultdict(float)
        average = sum(self.lengths) / len(self.lengths)
        documents = len(set(self.owners))
        for term in set(terms):
            held = self.postings.get(term, [])
            weight = rarity(len(self.owners), len(held)) * (K1 + 1)
            for unit, count in held:
                scores[unit] += weight * count / (count + K1 * (1 - B + B * self.lengths[unit] / average))
            for document in self.titles.get(term, ()):
                lifts[document] += title * math.log(1 + documents / (1 + len(self.titles[term])))
        best: dict[str, float] = {}
        for unit, score in scores.items():
            owner = self.owners[unit]
            best[owner] = max(best.get(owner, 0.0), score)
        return sorted(best, key=lambda one: (-best[one] - lifts.get(one, 0.0), one))[:50]


def baselines(store: Store) -> dict[str, Rank]:
    """Return rankers by name: words as written (folded) or stemmed; function words of a question are left out."""
    folded, stemmed, passages, windows = Bm25(), Bm25(), Bm25(), Bm25()
    for record in store.documents(order="id"):
        for word in analyse(record.metadata.title):
            windows.titles[word.stem].add(record.id)
        surfaces, stems, window = Counter[str](), Counter[str](), Counter[str]()
        size = 0
        for one in store.passages(record.id):
            words = analyse(one.passage.text, one.passage.language)
            counted = Counter(word.stem for word in words)
            surfaces.update(word.surface for word in words)
            stems.update(counted)
            passages.add(record.id, counted)
            if size and size + len(one.passage.text) > WINDOW:
                windows.add(record.id, window)
                window, size = Counter(), 0
            window.update(counted)
            size += len(one.passage.text)
        windows.add(record.id, window)
        folded.add(record.id, surfaces)
        stemmed.add(record.id, stems)
    return {
        "BM25, whole documents, words as written": lambda text: folded.rank(_words(text, stems=False), title=0),
        "BM25, whole documents, stems": lambda text: stemmed.rank(_words(text), title=0),
        "BM25, passages, stems": lambda text: passages.rank(_words(text), title=0),
        "BM25, windows of 2,500 characters, stems, titles": lambda text: windows.rank(_words(text), title=0.25),
    }


def _words(text: str, *, stems: bool = True) -> list[str]:
    words = analyse(text)
    content = [word for word in words if word.surface not in FUNCTION_WORDS] or words
    return [word.stem if stems else word.surface for word in content]
