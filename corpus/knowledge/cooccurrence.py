"""Counting of mentions in the database: which concepts, by whom, when, and together with what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select

from corpus.knowledge.records import Mentioned, Name, PublisherCount, Together, YearCount
from corpus.model import MentionKind
from corpus.store import Store
from corpus.store.tables import documents, mentions, passages

#: Kinds of concept that may have a page; persons never do.
KINDS = (MentionKind.PHENOMENON, MentionKind.INSTITUTION, MentionKind.ORGANISATION)
_WITH = (*KINDS, MentionKind.PLACE)
_CHUNK = 500  # ids in one question


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """How many passages of one document mention a concept."""

    document_id: str
    publisher: str
    country: str
    published: str
    passages: int


def by_document(store: Store, kind: MentionKind, concept: str) -> tuple[DocumentCount, ...]:
    """Return the documents that mention a concept, the newest first: what every other count is summed from."""
    return _by_document(store, store.watermark(), kind, concept)


@lru_cache(maxsize=64)
def _by_document(store: Store, _watermark: int, kind: MentionKind, concept: str) -> tuple[DocumentCount, ...]:
    own = (
        select(passages.c.document_id, func.count(mentions.c.passage_id.distinct()).label("passages"))
        .join(passages, passages.c.id == mentions.c.passage_id)
        .where(mentions.c.kind == kind.value, mentions.c.concept == concept)
        .group_by(passages.c.document_id)
        .subquery()
    )
    query = (
        select(own.c.document_id, documents.c.publisher, documents.c.country, documents.c.published, own.c.passages)
        .join(documents, documents.c.id == own.c.document_id)
        .order_by(documents.c.published.desc(), documents.c.id)
    )
    return tuple(DocumentCount(**row) for row in store.read(query))


def names(store: Store, kind: MentionKind, concept: str) -> tuple[Name, ...]:
    """Return the names under which documents mention a concept, the most used first."""
    count = func.count().label("count")
    query = (
        select(mentions.c.surface, count)
        .where(mentions.c.kind == kind.value, mentions.c.concept == concept)
        .group_by(mentions.c.surface)
        .order_by(count.desc(), mentions.c.surface)
    )
    return tuple(Name(row["surface"], row["count"]) for row in store.read(query))


def usual_names(store: Store, kind: MentionKind, concepts: Iterable[str]) -> dict[str, str]:
    """Return the name that documents use most, by concept; of two alike the first in the alphabet."""
    wanted = sorted(set(concepts))
    found: dict[str, str] = {}
    for first in range(0, len(wanted), _CHUNK):
        count = func.count().label("count")
        query = (
            select(mentions.c.concept, mentions.c.surface, count)
            .where(mentions.c.kind == kind.value, mentions.c.concept.in_(wanted[first : first + _CHUNK]))
            .group_by(mentions.c.concept, mentions.c.surface)
            .order_by(count.desc(), mentions.c.surface)
        )
        for row in store.read(query):
            found.setdefault(row["concept"], row["surface"])
    return found


def all_names(store: Store, kind: MentionKind) -> list[tuple[str, str]]:
    """Return every concept of a kind with every name under which documents mention it, in the order of both."""
    query = (
        select(mentions.c.concept, mentions.c.surface)
        .where(mentions.c.kind == kind.value, mentions.c.concept != "")
        .distinct()
        .order_by(mentions.c.concept, mentions.c.surface)
    )
    return [(row["concept"], row["surface"]) for row in store.read(query)]


def publishers(found: Iterable[DocumentCount]) -> tuple[PublisherCount, ...]:
    """Return who mentions a concept, the most passages first."""
    groups: dict[tuple[str, str], list[DocumentCount]] = {}
    for one in found:
        groups.setdefault((one.publisher, one.country), []).append(one)
    counted = []
    for (publisher, country), own in groups.items():
        dates = sorted(one.published for one in own if one.published) or [""]
        passages_ = sum(one.passages for one in own)
        counted.append(PublisherCount(publisher, country, len(own), passages_, dates[0], dates[-1]))
    return tuple(sorted(counted, key=lambda one: (-one.passages, one.publisher, one.country)))


def years(found: Iterable[DocumentCount]) -> tuple[YearCount, ...]:
    """Return the passages that mention a concept by country and year of publication, in that order."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        counts[one.country, one.published[:4]] += one.passages
    return tuple(YearCount(country, year, count) for (country, year), count in sorted(counts.items()))


def together(store: Store, kind: MentionKind, concept: str) -> tuple[Together, ...]:
    """Return the other concepts in the passages that mention one, the most passages first, within their kind."""
    return _together(store, store.watermark(), kind, concept)


@lru_cache(maxsize=64)
def _together(store: Store, _watermark: int, kind: MentionKind, concept: str) -> tuple[Together, ...]:
    """Count once per state of the store: a concept that half of the passages mention reads half of the mentions."""
    own = (
        select(mentions.c.passage_id)
        .where(mentions.c.kind == kind.value, mentions.c.concept == concept)
        .distinct()
        .subquery()
    )
    count = func.count(mentions.c.passage_id.distinct()).label("passages")
    query = (
        select(mentions.c.kind, mentions.c.concept, func.min(mentions.c.surface).label("name"), count)
        .join(own, own.c.passage_id == mentions.c.passage_id)
        .where(
            mentions.c.kind.in_([one.value for one in _WITH]), mentions.c.concept != "", mentions.c.concept != concept
        )
        .group_by(mentions.c.kind, mentions.c.concept)
        .order_by(count.desc(), mentions.c.kind, mentions.c.concept)
    )
    return tuple(
        Together(MentionKind(row["kind"]), row["concept"], row["name"], row["passages"]) for row in store.read(query)
    )


def mentioned(store: Store) -> tuple[Mentioned, ...]:
    """Return every phenomenon, institution and organisation that the corpus mentions, the most passages first."""
    return _mentioned(store, store.watermark())


@lru_cache(maxsize=4)
def _mentioned(store: Store, _watermark: int) -> tuple[Mentioned, ...]:
    """Count once per state of the store, as it reads all of it."""
    count = func.count(mentions.c.passage_id.distinct()).label("passages")
    query = (
        select(mentions.c.kind, mentions.c.concept, count)
        .where(mentions.c.kind.in_([one.value for one in KINDS]), mentions.c.concept != "")
        .group_by(mentions.c.kind, mentions.c.concept)
        .order_by(count.desc(), mentions.c.kind, mentions.c.concept)
    )
    found = store.read(query)
    called = {
        kind: usual_names(store, kind, [row["concept"] for row in found if row["kind"] == kind.value]) for kind in KINDS
    }
    return tuple(
        Mentioned(kind, row["concept"], called[kind].get(row["concept"], row["concept"]), row["passages"])
        for row in found
        for kind in (MentionKind(row["kind"]),)
    )
