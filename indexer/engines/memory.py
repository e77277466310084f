"""The engine in plain Python: dictionaries and loops that can be checked by reading; others are compared with it."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.engines import EngineStats, Filter, Found, Hit, IndexedPassage, Request, WordPosition
from indexer.engines.checks import (
    check_request,
    check_text_field,
    checked_passages,
    facet_values,
    field_terms,
    indexable,
    near_terms,
)
from indexer.engines.files import (
    Label,
    WriterLock,
    check_label,
    damage_as_unusable,
    folder_size,
    lock_folder,
    sync,
    unusable,
    write_label,
)
from indexer.engines.query import (
    NEAR,
    All,
    And,
    AtLeast,
    Best,
    Between,
    Lift,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    Value,
)
from indexer.engines.ranking import FILLER, K1, B, rarity

PASSAGES = "passages.jsonl"

Scores = dict[str, float]  # passage id -> score
Documents = dict[str, list[IndexedPassage]]


class MemoryEngine:
    """Keeps everything in memory and all passages in one file; for tests and small collections."""

    FORMAT = "2"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state: _State | None = None
        self.refresh()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index in *folder*, taking the place of one that is there."""
        folder.mkdir(parents=True, exist_ok=True)
        _save(folder, {})
        write_label(folder, Label("memory", cls.FORMAT, ""))
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in *folder*.

        Raises:
            IndexUnusableError: there is none, it is damaged, or of another format.
        """
        return cls(folder)

    def writer(self) -> _MemoryWriter:
        """Start a batch; see `SearchEngine.writer`."""
        return _MemoryWriter(self._folder, lock_folder(self._folder))

    def refresh(self) -> None:
        """Show what has been committed."""
        check_label(self._folder, Label("memory", self.FORMAT, ""))
        self._state = _State(_load(self._folder))

    def search(self, request: Request) -> Found:
        """Answer *request*; see `SearchEngine.search`."""
        check_request(request)
        state = self._open_state()
        matches = state.match(request.query)
        kept = {name: score for name, score in matches.items() if state.passes(name, request.where)}
        if request.sort:
            kept = {name: float(state.number(name, request.sort)) for name in kept}
        order = sorted(kept, key=lambda name: (-kept[name], name))
        page = order[request.offset : request.offset + request.limit]
        facets = {facet: state.count(facet, matches, request.where) for facet in request.facets}
        return Found(len(kept), tuple(Hit(name, kept[name]) for name in page), facets)

    def terms(self, field: str, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Return terms that begin with *prefix*; see `SearchEngine.terms`."""
        check_text_field(field)
        found = [
            (term, len(places))
            for (name, term), places in self._open_state().postings.items()
            if name == field and term.startswith(prefix)
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def all_terms(self, field: str) -> list[tuple[str, int]]:
        """Return every term with the number of its passages; see `SearchEngine.all_terms`."""
        check_text_field(field)
        postings = self._open_state().postings
        return sorted((term, len(places)) for (name, term), places in postings.items() if name == field)

    def stats(self) -> EngineStats:
        """Return how large the index is on disk."""
        passages = sum(map(len, _load(self._folder).values()))
        return EngineStats(passages, folder_size(self._folder))

    def close(self) -> None:
        """Let go of the passages."""
        self._state = None

    def _open_state(self) -> _State:
        if self._state is None:
            raise unusable(self._folder, "hij is gesloten")
        return self._state


class _State:
    """One committed state; never changed, so that searches in other threads can go on using it."""

    def __init__(self, documents: Documents) -> None:
        self.passages = {passage.id: passage for passages in documents.values() for passage in passages}
        self.values = {name: dict(facet_values(passage)) for name, passage in self.passages.items()}
        #: (field, term) -> passage id -> word positions
        self.postings: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(dict)
        #: field -> passage id -> number of terms
        self.lengths: dict[str, dict[str, int]] = defaultdict(dict)
        for name, passage in self.passages.items():
            for field, terms in field_terms(passage):
                self.lengths[field][name] = len(terms) + FILLER.get(field, 0)
                for position, term in enumerate(terms):
                    if indexable(term):
                        self.postings[field, term].setdefault(name, []).append(position)
            for position, term in near_terms(passage):
                self.postings[NEAR, term].setdefault(name, []).append(position)
        self.postings = dict(self.postings)

    def number(self, name: str, number: str) -> int:
        """Return a number of a passage; absent is 0."""
        return self.passages[name].numbers.get(number, 0)

    def passes(self, name: str, where: Filter) -> bool:
        """Tell whether a passage fulfils *where*."""
        values = self.values[name]
        return all(wanted & set(values.get(facet, ())) for facet, wanted in where.any_of.items()) and all(
            low <= self.number(name, number) <= high for number, (low, high) in where.between.items()
        )

    def count(self, facet: str, matches: Scores, where: Filter) -> dict[str, int]:
        """Count the values of *facet*, its own filter lifted (not that of `document`)."""
        lifted = where if facet == "document" else where.without(facet)
        return dict(
            Counter(
                value for name in matches if self.passes(name, lifted) for value in self.values[name].get(facet, ())
            )
        )

    def match(self, node: Node) -> Scores:  # noqa: PLR0911 - a case for each node
        """Return the passages that match *node*, with their scores."""
        match node:
            case Term() | Phrase() | Prefix() | OneOf() | Near() | Value() | Between() | All():
                return self._match_leaf(node)
            case And(of):
                parts = [self.match(child) for child in of]
                common = set(self.passages).intersection(*parts)
                return {name: sum(part[name] for part in parts) for name in common}
            case Or(of):
                parts = [self.match(child) for child in of]
                return {name: sum(part.get(name, 0.0) for part in parts) for name in set().union(*parts)}
            case AtLeast(count, of):
                parts = [self.match(child) for child in of]
                held = Counter(name for part in parts for name in part)
                enough = (name for name, times in held.items() if times >= count)
                return {name: sum(part.get(name, 0.0) for part in parts) for name in enough}
            case Best(of):
                parts = [self.match(child) for child in of]
                return {name: max(part.get(name, 0.0) for part in parts) for name in set().union(*parts)}
            case Lift(must, should):
                lift = self.match(should)
                return {name: score + lift.get(name, 0.0) for name, score in self.match(must).items()}
            case Not(child):
                return dict.fromkeys(set(self.passages) - set(self.match(child)), 0.0)

    def _match_leaf(  # noqa: PLR0911 - a case for each node
        self, node: Term | Phrase | Prefix | OneOf | Near | Value | Between | All
    ) -> Scores:
        match node:
            case Term(field, text, boost):
                places = self.postings.get((field, text), {})
                counts = {name: len(positions) for name, positions in places.items()}
                return self._bm25(field, counts, boost * self._rarity(field, text))
            case Phrase(field, terms, slop, boost):
                rare = sum(self._rarity(field, term) for term in terms)
                return self._bm25(field, self._phrase(field, terms, slop), boost * rare)
            case Prefix(field, text, boost):
                found = (
                    places for (name, term), places in self.postings.items() if name == field and term.startswith(text)
                )
                return dict.fromkeys(set().union(*found), boost)
            case OneOf(field, terms, boost):
                return dict.fromkeys(set().union(*(self.postings.get((field, term), {}) for term in terms)), boost)
            case Near(field, left, right, within, boost):
                return dict.fromkeys(self._near(field, left, right, within), boost)
            case Value(facet, value, boost):
                return {name: boost for name, values in self.values.items() if value in values.get(facet, ())}
            case Between(number, low, high):
                return {name: 0.0 for name in self.passages if low <= self.number(name, number) <= high}
            case All():
                return dict.fromkeys(self.passages, 1.0)

    def _near(self, field: str, left: tuple[str, ...], right: tuple[str, ...], within: int) -> list[str]:
        one, other = self._starts(field, left), self._starts(field, right)
        return [
            name
            for name in one.keys() & other.keys()
            if any(
                -within - len(right) <= after - before <= within + len(left)
                for before in one[name]
                for after in other[name]
            )
        ]

    def _starts(self, field: str, terms: tuple[str, ...]) -> dict[str, list[int]]:
        """Return where *terms* stand next to each other, in each passage that holds them so."""
        places = [self.postings.get((field, term), {}) for term in terms]
        found = {
            name: [start for start in places[0][name] if _completed(start, name, places, 0)]
            for name in set(places[0]).intersection(*places[1:])
        }
        return {name: starts for name, starts in found.items() if starts}

    def _phrase(self, field: str, terms: tuple[str, ...], slop: int) -> dict[str, int]:
        """Return how often the phrase begins in each passage that holds it."""
        places = [self.postings.get((field, term), {}) for term in terms]
        common = set(places[0]).intersection(*places[1:]) if places else set()
        counts = {name: sum(_completed(start, name, places, slop) for start in places[0][name]) for name in common}
        return {name: count for name, count in counts.items() if count}

    def _rarity(self, field: str, term: str) -> float:
        return rarity(len(self.passages), len(self.postings.get((field, term), ())))

    def _bm25(self, field: str, counts: dict[str, int], weight: float) -> Scores:
        if not counts:
            return {}
        lengths = self.lengths[field]
        average = sum(lengths.values()) / len(lengths)
        return {
            name: weight * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[name] / average))
            for name, count in counts.items()
        }


def _completed(start: int, name: str, places: list[dict[str, list[int]]], slop: int) -> bool:
    """Tell whether the words after the one at *start* follow in order, with at most *slop* other words between them."""
    position = start
    for place in places[1:]:
        later = [other for other in place[name] if other > position]
        if not later:
            return False
        position = min(later)  # the nearest leaves most room for the words that follow
    return position - start - (len(places) - 1) <= slop


@dataclass
class _MemoryWriter:
    """A batch: a copy of all documents, changed and then written as a whole."""

    folder: Path
    lock: WriterLock

    def __post_init__(self) -> None:
        try:
            check_label(self.folder, Label("memory", MemoryEngine.FORMAT, ""))
            self.documents = _load(self.folder)
        except BaseException:
            self.lock.release()
            raise

    def put(self, document: str, passages: Iterable[IndexedPassage]) -> None:
        """Add a document's passages, taking the place of those it had."""
        self.documents[document] = checked_passages(document, passages)

    def delete(self, document: str) -> None:
        """Take a document's passages out."""
        self.documents.pop(document, None)

    def commit(self) -> None:
        """Make the batch visible and durable."""
        _save(self.folder, self.documents)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lock.release()


def _save(folder: Path, documents: Documents) -> None:
    """Write how many passages there are and then one a line; the new file takes the place of the old in one step."""
    half = folder / (PASSAGES + ".new")
    with half.open("w", encoding="utf-8") as file:
        file.write(json.dumps(sum(map(len, documents.values()))) + "\n")
        file.writelines(json.dumps(_as_json(passage)) + "\n" for passages in documents.values() for passage in passages)
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / PASSAGES)
    sync(folder)


def _load(folder: Path) -> Documents:
    documents: Documents = {}
    with damage_as_unusable(folder, (OSError, ValueError, KeyError, TypeError, AttributeError)):
        count, *lines = (folder / PASSAGES).read_text("utf-8").splitlines()
        if json.loads(count) != len(lines):
            raise ValueError(f"{len(lines)} passages in plaats van {count}")
        for line in lines:
            passage = _from_json(json.loads(line))
            documents.setdefault(passage.document, []).append(passage)
    return documents


def _as_json(passage: IndexedPassage) -> dict[str, object]:
    return {
        "id": passage.id,
        "document": passage.document,
        "body": [(word.surface, word.stem, word.parts) for word in passage.body],
        "heading": [(word.surface, word.stem, word.parts) for word in passage.heading],
        "values": dict(passage.values),
        "numbers": dict(passage.numbers),
        "concepts": list(passage.concepts.items()),
    }


def _from_json(line: dict[str, object]) -> IndexedPassage:
    def words(key: str) -> tuple[WordPosition, ...]:
        found: list[tuple[str, str, list[str]]] = line[key]  # type: ignore[assignment]  # shape checked by unpacking
        return tuple(WordPosition(surface, stem, tuple(parts)) for surface, stem, parts in found)

    values: dict[str, list[str]] = line["values"]  # type: ignore[assignment]  # what _as_json wrote
    numbers: dict[str, int] = line["numbers"]  # type: ignore[assignment]  # what _as_json wrote
    concepts: list[tuple[int, list[str]]] = line["concepts"]  # type: ignore[assignment]  # what _as_json wrote
    return IndexedPassage(
        id=str(line["id"]),
        document=str(line["document"]),
        body=words("body"),
        heading=words("heading"),
        values={facet: tuple(held) for facet, held in values.items()},
        numbers=dict(numbers),
        concepts={int(place): tuple(terms) for place, terms in concepts},
    )
