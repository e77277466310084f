"""Is this the same document in another file? Five-word shingles find it, the words that differ decide.

Two files are one document when nearly all their shingles agree and nowhere one says this where the other says that.
So a report as PDF and as web page are one; two editions that share their boilerplate stay two. Measured on real
documents in docs/safety.md.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.model import Document, Metadata
from corpus.store import DocumentRecord, Store

SHINGLE = 5  # words
KEPT = 32  # smallest shingle hashes kept of a document: enough to find what resembles it without reading everything
SHARED = 10  # of the kept hashes: fewer in common, and two texts are not compared
SAME_TEXT = 0.85  # share of all shingles in common: the same text in another file
SAME_EDITION = 0.25  # the same, for another file of the same edition: a new version of it, no letter about it
FEWEST = 50  # words: a shorter text says too little to be compared
WORDS_PER_CHANGE = 20_000  # one change in so many words is taken for a slip of conversion
LONGEST_AT_END = 15  # words of its own at an end of a text, such as a date; more is a menu or a colophon
CLOSE = 0.75  # likeness of two spellings that count as one: misread or otherwise spelt

Hashes = npt.NDArray[np.uint64]
Context = tuple[str, str, str]  # words around a place
Run = tuple[str, ...]  # words at a place

_JOINED = re.compile(r"(?<=\w)[\u00ad\u2010\u2011-]\s?(?=\w)")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_MULTIPLIERS = np.array([pow(0x9E3779B97F4A7C15, power + 1, 1 << 64) for power in range(SHINGLE)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Twin:
    """A document of the corpus that a new one resembles."""

    record: DocumentRecord
    resemblance: float  # share of five-word shingles in common, 0 to 1
    changes: int  # places where one says this and the other that
    same: bool  # the same text
    contained: float = 0.0  # share of the shorter one's shingles that stand in the longer one
    longer: bool = False  # than the new one
    why: str = ""  # when it is not: what tells them apart, in Dutch


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of *texts*, folded, hyphens inside them taken away.

    >>> words_of(["Links-extremisme, in 2024."])
    ['linksextremisme', 'in', '2024']
    """
    found: list[str] = []
    for text in texts:
        found += _WORD.findall(_JOINED.sub("", unicodedata.normalize("NFKC", text).casefold()))
    return found


def shingles(words: Sequence[str]) -> Hashes:
    """Return the hashes of all runs of five words, each once, in order of size."""
    return np.unique(_in_order(words))


def _in_order(words: Sequence[str]) -> Hashes:
    """Return the hash of the five words that begin at each place."""
    if len(words) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    hashed = np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))
    runs = len(words) - SHINGLE + 1
    total = np.zeros(runs, dtype=np.uint64)
    for place, multiplier in enumerate(_MULTIPLIERS):
        total += hashed[place : place + runs] * multiplier
    total ^= total >> np.uint64(29)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    return total ^ (total >> np.uint64(32))


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """Return what the store keeps of a text: its smallest shingle hashes, of 63 bits; none of a short text."""
    return tuple(int(one) >> 1 for one in shingles(words)[:KEPT]) if len(words) >= FEWEST else ()


def resemblance(one: Hashes, other: Hashes) -> float:
    """Return the share of shingles that two texts have in common: 1 the same text, 0 nothing in common."""
    if not len(one) or not len(other):
        return 0.0
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


def containment(one: Hashes, other: Hashes) -> float:
    """Return the share of the shingles of the shorter text that stand in the longer one: 1 when all of it does."""
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0


def changes(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the places where, between the same words, one text says this and the other says that.

    What only one of them has, such as a menu, notes or a running head, is no change; nor is another spelling.
    """
    ours, theirs = _in_order(one), _in_order(other)
    before: defaultdict[Context, list[Run]] = defaultdict(list)
    for place, run in _own_runs(one, np.isin(ours, theirs)):
        before[place].append(run)
    counted: set[Run] = set()
    for place, run in _own_runs(other, np.isin(theirs, ours)):
        if place in before and not any(_alike(held, run) for held in before[place]):
            counted.add(run)
    return len(counted)


def _own_runs(words: Sequence[str], shared: npt.NDArray[np.bool_]) -> Iterator[tuple[Context, Run]]:
    """Yield each run of words that stands in no shared shingle, under the three words around it, taken in two ways."""
    covered = np.zeros(len(words), dtype=bool)
    for place in range(SHINGLE):
        covered[place : place + len(shared)] |= shared
    edges = np.flatnonzero(np.diff(np.concatenate(([True], covered, [True])).astype(np.int8)))
    padded = ["", "", *words, "", ""]
    for start, end in zip((edges[::2] + 2).tolist(), (edges[1::2] + 2).tolist(), strict=True):
        run = tuple(padded[start:end])
        if len(run) > LONGEST_AT_END and (start == 2 or end == len(words) + 2):
            continue  # a menu or a colophon
        yield (padded[start - 2], padded[start - 1], padded[end]), run
        yield (padded[start - 1], padded[end], padded[end + 1]), run


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two runs of words are one, spelt or cut otherwise; figures must be the same."""
    left, right = "".join(one), "".join(other)
    if _NUMBER.findall(left) != _NUMBER.findall(right):
        return False
    return left == right or SequenceMatcher(None, left, right, autojunk=False).ratio() >= CLOSE


class Comparison:
    """The words and shingles of one document, to hold others against."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = words_of(page.text for page in document.pages)
        self.shingles = shingles(self.words)
        self.sketch = sketch(self.words)

    def with_stored(self, store: Store, record: DocumentRecord) -> Twin:
        """Return how a document of the corpus resembles this one."""
        words = words_of(page.text for page in store.pages(record.id))
        theirs = shingles(words)
        share = resemblance(self.shingles, theirs)
        if share < SAME_TEXT:
            inside, longer = containment(self.shingles, theirs), len(theirs) > len(self.shingles)
            why = "de tekst verschilt te veel"
            return Twin(record, share, 0, same=False, contained=inside, longer=longer, why=why)
        changed = changes(self.words, words)
        why = conflict(self.document.metadata, self.document.file.name, record)
        if changed > min(len(self.words), len(words)) // WORDS_PER_CHANGE:
            why = why or f"op {changed} plaatsen staat iets anders"
        return Twin(record, share, changed, same=not why, why=why)

    def twins(self, store: Store) -> list[Twin]:
        """Return the documents of the corpus that resemble this one, those of the same text first, then the nearest.

        Only texts that share enough of their kept hashes are read.
        """
        if not self.sketch:
            return []
        found = store.resembling(self.sketch, SHARED)
        records = store.document_records(name for name, _ in found)
        twins = [self.with_stored(store, record) for record in records.values()]
        return sorted(twins, key=lambda twin: (not twin.same, -twin.resemblance, twin.record.id))


def conflict(metadata: Metadata, file_name: str, held: DocumentRecord) -> str:
    """Return what says that two texts are two documents however alike they are, in Dutch; empty when nothing does."""
    other = held.metadata
    pairs: dict[str, tuple[Any, Any]] = {
        "de editie": ((metadata.series, metadata.edition), (other.series, other.edition)),
        "het nummer": ((metadata.number,), (other.number,)),
        "het land": ((metadata.country,), (other.country,)),
        "de taal": ((metadata.language,), (other.language,)),
    }
    for what, (ours, theirs) in pairs.items():
        if all(ours) and all(theirs) and ours != theirs:
            return f"{what} verschilt"
    titles = [_NUMBER.findall(title) for title in (_title(metadata, file_name), _title(other, held.file.name))]
    if all(titles) and not set(titles[0]) & set(titles[1]):
        return "het nummer of jaar in de titel verschilt"
    return ""


def _title(metadata: Metadata, file_name: str) -> str:
    """Return the title, unless it is only the name of the file."""
    stem = re.sub(r"[_\s]+", " ", PurePath(file_name).stem).strip()
    return "" if metadata.title.strip() == stem else metadata.title
