"""Which index terms find the right documents: stemmers, a lemma table and compound parts compared on retrieval.

    python -m benchmarks.nlp.terms --folder ../shared/realdocs

Two sets of queries: those of `queries.jsonl`, judged by hand, and the Dutch subject headings that the Belgian Chamber
gave its written questions (`collection/`), where a document is relevant to the headings it has. Ranking is BM25 over
passages of about 200 words, a document being as good as its best passage; a query word is looked up as
`indexer/query/words.py` does, with its weights, the best way counting. Terms that need their neighbours (coordination,
joined words) are left out. `--lemmas` adds a full lemma table (form and lemma, a tab between) to the comparison.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import snowballstemmer

from benchmarks.report import table
from indexer.query import weights
from indexer.query.function_words import FUNCTION_WORDS
from nlp import analysis, compounds
from nlp.folding import fold
from nlp.stemming import regular_stem, stem

_PASSAGE = 200  # words
_K1, _B = 1.2, 0.75
_CUT = 10  # documents of nDCG
_HEADINGS = range(5, 200)  # documents a subject heading must have to be a query

Terms = tuple[str, str, tuple[str, ...]]  # surface, stem, parts
Analyser = Callable[[str], Terms]


class Query(NamedTuple):
    """What is asked and how relevant which documents are."""

    words: str
    relevant: Mapping[str, int]


class Collection:
    """The words of all passages, counted once; a term is looked up through the words that an analyser gives it."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self.names = list(documents)
        counts: list[Counter[str]] = []
        self.owner: list[int] = []
        for number, text in enumerate(documents.values()):
            found = [match[0] for match in analysis.tokens(text)]
            for start in range(0, max(1, len(found)), _PASSAGE):
                counts.append(Counter(found[start : start + _PASSAGE]))
                self.owner.append(number)
        lengths = np.array([count.total() for count in counts], dtype=float)
        self.norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
        postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for passage, count in enumerate(counts):
            for word, often in count.items():
                postings[word].append((passage, often))
        self.postings = {word: np.array(rows) for word, rows in postings.items()}
        self._owner = np.array(self.owner)

    def fields(self, analyse: Analyser) -> dict[str, dict[str, list[str]]]:
        """Return for each field the words that hold each term."""
        fields: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in ("surface", "stem", "part")}
        for word in self.postings:
            surface, stemmed, parts = analyse(word)
            fields["surface"][surface].append(word)
            fields["stem"][stemmed].append(word)
            for part in parts:
                fields["part"][part].append(word)
        return fields

    def score(self, words: Sequence[str]) -> np.ndarray:
        """Return the BM25 score of each passage for a term that *words* hold."""
        often = np.zeros(len(self.owner))
        for word in words:
            rows = self.postings[word]
            often[rows[:, 0]] += rows[:, 1]
        holding = np.count_nonzero(often)
        rarity = math.log(1 + (len(often) - holding + 0.5) / (holding + 0.5))
        scores: np.ndarray = rarity * often * (_K1 + 1) / (often + self.norm)
        return scores

    def ranking(self, scores: np.ndarray) -> list[str]:
        """Return the documents found, best first."""
        best = np.zeros(len(self.names))
        np.maximum.at(best, self._owner, scores)
        order = np.argsort(-best, kind="stable")
        return [self.names[at] for at in order if best[at] > 0]


def search(collection: Collection, fields: dict[str, dict[str, list[str]]], analyse: Analyser, query: str) -> list[str]:
    """Return the documents for *query*, best first; a passage need not hold all its words."""
    total = np.zeros(len(collection.owner))
    for match in analysis.tokens(query):
        surface, stemmed, _ = analyse(match[0])
        if surface in FUNCTION_WORDS and not match[0].isupper():
            continue
        leaves = [
            ("surface", surface, weights.SURFACE),
            ("stem", stemmed, weights.STEM),
            ("part", surface, weights.PART),
            ("part", stemmed, weights.PART * weights.STEM),
        ]
        ways = [collection.score(fields[field].get(term, ())) * weight for field, term, weight in leaves]
        total += np.maximum.reduce(ways)
    return collection.ranking(total)


def ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Return nDCG at 10 with gain 2^grade - 1."""
    gains = [2 ** relevant.get(name, 0) - 1 for name in found[:_CUT]]
    ideal = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:_CUT]
    best = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(ideal))
    return float(sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains)) / best)


def recall(found: Sequence[str], relevant: Mapping[str, int], cut: int = 100) -> float:
    """Return the share of the relevant documents among the first *cut*."""
    return len(relevant.keys() & set(found[:cut])) / len(relevant)


def read_documents(folder: Path) -> dict[str, str]:
    """Return the texts of the collection by id, without their header lines."""
    documents = {path.stem: _body(path.read_text("utf-8")) for path in sorted((folder / "texts").glob("*/*.txt"))}
    for line in (folder / "collection" / "dekamer_2017_all.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        documents.setdefault(row["id"], "\n".join(str(row.get(key) or "") for key in ("title", "question", "answer")))
    return documents


def _body(text: str) -> str:
    head, _, body = text.partition("\n\n")
    return body if head.startswith("#") else text


def judged(folder: Path) -> list[Query]:
    """Return the queries judged by hand that have a relevant document."""
    rows = [json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    return [Query(row["query"], row["relevant"]) for row in rows if row["relevant"]]


def headings(folder: Path) -> list[Query]:
    """Return the subject headings of the questions as queries; a question is relevant to its headings."""
    having: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "collection" / "dekamer_2017_all.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for theme in row.get("themes") or ():
            having[theme.strip().lower()][row["id"]] = 1
    plain = re.compile(r"[a-zà-ÿ -]{5,}")
    return [
        Query(name, found)
        for name, found in sorted(having.items())
        if len(found) in _HEADINGS and plain.fullmatch(name)
    ]


def analysers(lemmas: Mapping[str, str]) -> Iterator[tuple[str, Analyser]]:
    """Yield the ways to make terms that are compared."""
    kraaij = snowballstemmer.stemmer("dutch")
    porter = snowballstemmer.stemmer("dutch_porter")

    def parts_of(word: str) -> tuple[str, ...]:
        return tuple(analysis.terms(word, "nl")[2])

    def lemma(word: str) -> str:
        folded = fold(word)
        if folded in lemmas:
            return lemmas[folded]
        parts = compounds.split(word)
        last = parts[-1].surface if parts else ""
        return folded[: -len(last)] + lemmas[last] if last in lemmas else folded

    yield "as written", lambda word: (fold(word), fold(word), ())
    yield "Kraaij-Pohlmann", lambda word: (fold(word), kraaij.stemWord(fold(word)), ())
    yield "dutch_porter", lambda word: (fold(word), porter.stemWord(fold(word)), ())
    yield "our stem without irregular forms", lambda word: (fold(word), regular_stem(fold(word)), ())
    yield "our stem", lambda word: (fold(word), stem(word), ())
    yield "lemma table", lambda word: (fold(word), lemma(word), ())
    yield "lemma table, then our stem", lambda word: (fold(word), stem(lemma(word)), ())
    yield "our stem, parts (shipped)", lambda word: (fold(word), analysis.terms(word, "nl")[1], parts_of(word))
    yield "lemma, then our stem, parts", lambda word: (
        fold(word), stem(lemma(word)),
        (*parts_of(word), *(stem(lemma(part.base)) for part in compounds.split(word))),
    )  # fmt: skip


def read_lemmas(path: Path | None) -> dict[str, str]:
    """Return folded form -> folded lemma from a file of two columns; empty without one."""
    rows = (line.split("\t", 1) for line in path.read_text("utf-8").splitlines()) if path else ()
    return dict(rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("../shared/realdocs"))
    parser.add_argument("--lemmas", type=Path, help="form and lemma, a tab between them")
    arguments = parser.parse_args()
    collection = Collection(read_documents(arguments.folder))
    sets = {"judged": judged(arguments.folder), "headings": headings(arguments.folder)}
    rows = []
    for name, analyse in analysers(read_lemmas(arguments.lemmas)):
        start = time.process_time()
        fields = collection.fields(analyse)
        row = [name]
        for queries in sets.values():
            found = [search(collection, fields, analyse, query.words) for query in queries]
            pairs = list(zip(found, queries, strict=True))
            row.append(f"{np.mean([ndcg(one, query.relevant) for one, query in pairs]):.3f}")
            row.append(f"{np.mean([recall(one, query.relevant) for one, query in pairs]):.3f}")
        terms = sum(map(len, fields.values()))
        rows.append([*row, f"{terms:,}", f"{time.process_time() - start:.0f}"])
        print(rows[-1], flush=True)
    heads = ["terms"]
    for name, queries in sets.items():
        heads += [f"{name} ({len(queries)}) nDCG@10", f"{name} recall@100"]
    print(table("Index terms", [*heads, "distinct terms", "CPU s"], rows))


if __name__ == "__main__":
    main()
