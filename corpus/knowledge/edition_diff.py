"""Two documents passage by passage: what is new, gone, reworded, moved, and what stayed as it was.

Equal passages are paired by their text key; of the rest, those that share enough words are paired as reworded. The
longest run of pairs in the same order is taken as standing still; a pair outside it has moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpus.errors import NotFoundError
from corpus.knowledge.text_stats import word_keys
from corpus.quotation import Alarm, Piece
from corpus.quotation.compare import compare
from corpus.store import Store
from corpus.store.counting import DocumentRow, PassageText, document_rows, texts_of_document

_LEAST_ALIKE = 0.5  # share of words in common (Dice) for two passages to be one, reworded
_LEAST_PAIRS = 0.25  # the same of pairs of words that follow each other: small words alone make no likeness
_LEAST_WORDS = 4  # a shorter passage is only equal or not
_COMMON = 40  # passages that hold a pair of words; in more of them it tells nothing
_MOST_PARTNERS = 6  # candidates of one passage that are measured


class Change(StrEnum):
    """What became of a passage."""

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage, or a pair; `pieces` are the word diff of a reworded one: kinds same, gone and new."""

    change: Change
    old: PassageText | None
    new: PassageText | None
    moved: bool = False  # a reworded passage that also stands elsewhere
    likeness: float = 1.0  # share of words in common, 0 to 1
    pieces: tuple[Piece, ...] = ()
    alarms: tuple[Alarm, ...] = ()

    @property
    def spelling_only(self) -> bool:
        """Whether a reworded passage has the same words, and differs in spelling or punctuation."""
        return self.change is Change.REWORDED and all(piece.kind == "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """The differences in the order of the later document; what is gone stands where it stood."""

    old: DocumentRow
    new: DocumentRow
    differences: tuple[Difference, ...]

    def count(self, change: Change) -> int:
        """Return how many passages changed so."""
        return sum(one.change is change for one in self.differences)


def diff_documents(store: Store, old: str, new: str) -> EditionDiff:
    """Compare two documents by their ids.

    Raises:
        NotFoundError: one of them is not in the corpus.
    """
    known = {one.id: one for one in document_rows(store)}
    for one in (old, new):
        if one not in known:
            raise NotFoundError(f"Er is geen document {one!r}. `duiding search` toont de ids.")
    differences = diff_passages(texts_of_document(store, old), texts_of_document(store, new))
    return EditionDiff(known[old], known[new], tuple(differences))


def diff_passages(old: Sequence[PassageText], new: Sequence[PassageText]) -> list[Difference]:
    """Return what became of the passages of *old* in *new*, both in reading order."""
    pairs = _equal(old, new)
    left_old = [place for place in range(len(old)) if place not in pairs]
    taken = set(pairs.values())
    left_new = [place for place in range(len(new)) if place not in taken]
    likeness = _alike(old, new, left_old, left_new)
    pairs |= dict(likeness.keys())
    still = _standing_still(pairs)
    reworded = {one: value for (one, _other), value in likeness.items()}
    changed = {
        other: _difference(old[one], new[other], moved=one not in still, likeness=reworded.get(one))
        for one, other in pairs.items()
    }
    return _in_reading_order(old, new, pairs, still, changed)


def text_key_of(passage_id: str) -> str:
    """Return the key of a passage's normalised text, which its id holds."""
    return passage_id.split(".")[1]


def _equal(old: Sequence[PassageText], new: Sequence[PassageText]) -> dict[int, int]:
    """Return the pairs of equal passages; among several with one text, the first goes with the first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in range(len(new) - 1, -1, -1):
        places[text_key_of(new[place].id)].append(place)
    pairs = {}
    for place, one in enumerate(old):
        waiting = places.get(text_key_of(one.id))
        if waiting:
            pairs[place] = waiting.pop()
    return pairs


def _alike(
    old: Sequence[PassageText], new: Sequence[PassageText], left_old: Sequence[int], left_new: Sequence[int]
) -> dict[tuple[int, int], float]:
    """Return the pairs of passages that share enough words, each passage once, the most alike first."""
    words_old = {place: Counter(word_keys(old[place].text)) for place in left_old}
    words_new = {place: Counter(word_keys(new[place].text)) for place in left_new}
    pairs_new = {place: _shingles(new[place].text) for place in left_new}
    holding: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place in left_new:
        for shingle in pairs_new[place]:
            holding[shingle].append(place)
    found = []
    for place in left_old:
        if words_old[place].total() < _LEAST_WORDS:
            continue
        shared: Counter[int] = Counter()
        own = _shingles(old[place].text)
        for shingle in own:
            others = holding.get(shingle, ())
            if len(others) <= _COMMON:
                shared.update(others)
        ranked = sorted(shared, key=lambda other: (-shared[other], abs(other - place), other))
        for other in ranked[:_MOST_PARTNERS]:
            in_order = 2 * len(own & pairs_new[other]) / (len(own) + len(pairs_new[other]))
            value = _dice(words_old[place], words_new[other])
            if value >= _LEAST_ALIKE and in_order >= _LEAST_PAIRS and words_new[other].total() >= _LEAST_WORDS:
                found.append((-value, abs(other - place), place, other))
    pairs: dict[tuple[int, int], float] = {}
    done_old: set[int] = set()
    done_new: set[int] = set()
    for negative, _far, one, other in sorted(found):
        if one not in done_old and other not in done_new:
            pairs[one, other] = round(-negative, 3)
            done_old.add(one)
            done_new.add(other)
    return pairs


def _shingles(text: str) -> set[tuple[str, str]]:
    keys = word_keys(text)
    return set(pairwise(keys))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _standing_still(pairs: dict[int, int]) -> set[int]:
    """Return the places in the old document of the longest run of pairs whose order is the same in both."""
    ends: list[int] = []  # last place in the new document of the best run of each length
    last: list[int] = []  # the old place that ends it
    before: dict[int, int | None] = {}
    for one in sorted(pairs):
        length = bisect_left(ends, pairs[one])
        before[one] = last[length - 1] if length else None
        ends[length : length + 1] = [pairs[one]]
        last[length : length + 1] = [one]
    still: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        still.add(at)
        at = before[at]
    return still


def _difference(old: PassageText, new: PassageText, *, moved: bool, likeness: float | None) -> Difference:
    if likeness is None:
        return Difference(Change.MOVED if moved else Change.SAME, old, new, moved)
    compared = compare(old.text, new.text)
    names = {"same": "same", "quote": "gone", "source": "new"}
    pieces = tuple(Piece(names[piece.kind], piece.text) for piece in compared.pieces)
    return Difference(Change.REWORDED, old, new, moved, likeness, pieces, compared.alarms)


def _in_reading_order(
    old: Sequence[PassageText],
    new: Sequence[PassageText],
    pairs: dict[int, int],
    still: set[int],
    changed: dict[int, Difference],
) -> list[Difference]:
    """Return all differences in the order of *new*; a passage that is gone follows the one it stood after."""
    gone_after: defaultdict[int, list[Difference]] = defaultdict(list)
    anchor = -1
    for place, one in enumerate(old):
        if place in still:
            anchor = pairs[place]
        elif place not in pairs:
            gone_after[anchor].append(Difference(Change.GONE, one, None, likeness=0.0))
    found = list(gone_after[-1])
    for place, one in enumerate(new):
        found.append(changed.get(place) or Difference(Change.NEW, None, one, likeness=0.0))
        found += gone_after[place]
    return found
