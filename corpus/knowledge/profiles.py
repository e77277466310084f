"""A profile of one concept: only what documents say of it, quoted whole, with who, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, func, select

from corpus.identity import slug
from corpus.knowledge import cooccurrence
from corpus.knowledge.cooccurrence import DocumentCount
from corpus.knowledge.factsheet import HEADINGS, denies, evidence, headings_of
from corpus.knowledge.records import Profile, Quoted
from corpus.model import Assertion, Mention, MentionKind, PassageKind
from corpus.store import PassageRecord, Store
from corpus.store.tables import documents, mentions, passages, sections

MOST_READ = 300  # passages that are read for the headings, the newest
MONTHS = 24  # after which a mention is no longer of now (the rule of the factsheet of the ESS)
_BEST = 12  # passages of a phenomenon
_NAMES = 8  # of the concept that are looked for in headings
_APART = {MentionKind.ORGANISATION, MentionKind.PHENOMENON}  # such a list would call organisations something
_NO_STATEMENT = (PassageKind.CONTENTS, PassageKind.REFERENCE)
_LEAST_NAME = 5  # letters of a name that may be looked for in headings


def profile(store: Store, kind: MentionKind, concept: str, *, made: date) -> Profile:
    """Return what the corpus says of a concept.

    Args:
        store: the corpus.
        kind: phenomenon, institution or organisation.
        concept: id, as its mentions have it.
        made: day on which the profile is made; a mention of more than 24 months before is old.
    """
    counts = cooccurrence.by_document(store, kind, concept)
    passages_ = sum(one.passages for one in counts)
    names = cooccurrence.names(store, kind, concept)
    if kind is MentionKind.PHENOMENON:
        quoted = _quoted(store, _records(store, _best(kind, concept)), {}, (kind, concept), made)
        headings: dict[str, tuple[Quoted, ...]] = {}
    else:
        records = _newest(store, kind, concept, counts)
        under = _under_headings(store, [one.text for one in names[:_NAMES]], {one.document.id for one in records})
        known = {one.passage.id for one in records}
        extra = [one for one in _in_order(store.passage_records(under).values()) if one.passage.id not in known]
        quoted = _quoted(store, [*records, *extra], under, (kind, concept), made)
        headings = {key: tuple(one for one in quoted if key in one.keys) for key in HEADINGS}
    placed = {one.record.passage.id for found in headings.values() for one in found}
    dated = [one.document_id for one in counts if one.published]
    last, first = (_first_of(store, kind, concept, one) for one in ((dated[:1]), (dated[-1:])))
    return Profile(
        concept=concept,
        kind=kind,
        made=made.isoformat(),
        names=names,
        mentions=sum(one.mentions for one in names),
        passages=passages_,
        documents=len(counts),
        first=first,
        last=last,
        old=last is None or is_old(last.document.metadata.published, made),
        publishers=cooccurrence.publishers(counts),
        years=cooccurrence.years(counts),
        together=tuple(one for one in cooccurrence.together(store, kind, concept) if {kind, one.kind} != _APART),
        headings=tuple(headings.items()),
        others=tuple(one for one in quoted if one.record.passage.id not in placed),
        rectified=_rectified(store, kind, concept, quoted),
        cut=passages_ > (MOST_READ if kind is not MentionKind.PHENOMENON else _BEST),
    )


def is_old(published: str, made: date) -> bool:
    """Say whether a document is more than 24 months older than *made*; one of a year or month counts to its end.

    >>> is_old("2024", date(2026, 12, 1)), is_old("2024", date(2027, 1, 1)), is_old("", date(2026, 1, 1))
    (False, True, True)
    """
    month = f"{made.year - MONTHS // 12:04}-{made.month:02}-{made.day:02}"
    return published < month[: len(published)] if published else True


def _ids(kind: MentionKind, concept: str) -> Select[tuple[str]]:
    return (
        select(passages.c.id)
        .join(mentions, mentions.c.passage_id == passages.c.id)
        .join(documents, documents.c.id == passages.c.document_id)
        .where(mentions.c.kind == kind.value, mentions.c.concept == concept)
        .group_by(passages.c.id, documents.c.published, documents.c.id, passages.c.ordinal)
    )


def _newest(store: Store, kind: MentionKind, concept: str, counts: Sequence[DocumentCount]) -> list[PassageRecord]:
    """Return the passages of the newest documents that name it, at most `MOST_READ`."""
    wanted, so_far = [], 0
    for one in counts:
        if so_far >= MOST_READ:
            break
        wanted.append(one.document_id)
        so_far += one.passages
    order = (documents.c.published.desc(), documents.c.id, passages.c.ordinal)
    query = _ids(kind, concept).where(passages.c.document_id.in_(wanted)).order_by(*order)
    return _records(store, query.limit(MOST_READ))


def _best(kind: MentionKind, concept: str) -> Select[tuple[str]]:
    """Ask for the paragraphs that name it most, the newest first among those alike."""
    order = (func.count().desc(), documents.c.published.desc(), documents.c.id, passages.c.ordinal)
    return _ids(kind, concept).where(passages.c.kind != "contents").order_by(*order).limit(_BEST)


def _records(store: Store, query: Select[tuple[str]]) -> list[PassageRecord]:
    ids = [row["id"] for row in store.read(query)]
    found = store.passage_records(ids)
    return [found[one] for one in ids if one in found]


def _in_order(records: Iterable[PassageRecord]) -> list[PassageRecord]:
    ordered = sorted(records, key=lambda one: (one.document.id, one.passage.ordinal))
    return sorted(ordered, key=lambda one: one.document.metadata.published, reverse=True)


def _rectified(store: Store, kind: MentionKind, concept: str, quoted: Sequence[Quoted]) -> tuple[PassageRecord, ...]:
    """Return the passages with a rectification: of all that name the concept, and of those under its heading."""
    register = sorted(store.rectifications.by_document())
    named = _records(store, _ids(kind, concept).where(documents.c.id.in_(register))) if register else []
    found = {one.passage.id: one for one in (*named, *(each.record for each in quoted)) if one.rectifications}
    return tuple(_in_order(found.values()))


def _first_of(store: Store, kind: MentionKind, concept: str, document_ids: Sequence[str]) -> PassageRecord | None:
    """Return the first passage of these documents that names a concept."""
    if not document_ids:
        return None
    query = _ids(kind, concept).where(passages.c.document_id.in_(document_ids)).order_by(passages.c.ordinal).limit(1)
    found = _records(store, query)
    return found[0] if found else None


def _under_headings(store: Store, names: Sequence[str], document_ids: set[str]) -> dict[str, str]:
    """Return the passages under a heading that names the concept, with that heading; in documents that mention it."""
    keys = {slug(name) for name in names if len(name) >= _LEAST_NAME}
    wanted = sorted(document_ids)[:MOST_READ]
    if not keys or not wanted:
        return {}
    titled = store.read(select(sections.c.document_id, sections.c.title).where(sections.c.document_id.in_(wanted)))
    naming = {
        (row["document_id"], row["title"])
        for row in titled
        if any(f"-{key}-" in f"-{slug(row['title'], longest=200)}-" for key in keys)
    }
    table = passages.c
    query = select(table.id, table.document_id, table.section).where(
        table.document_id.in_(sorted({document_id for document_id, _title in naming}))
    )
    return {
        row["id"]: title
        for row in store.read(query)
        for title in row["section"]
        if (row["document_id"], title) in naming
    }


def _quoted(
    store: Store,
    records: Sequence[PassageRecord],
    under: Mapping[str, str],
    named: tuple[MentionKind, str],
    made: date,
) -> tuple[Quoted, ...]:
    found = store.mentions(one.passage.id for one in records)
    return tuple(
        _quote(one, found.get(one.passage.id, ()), under.get(one.passage.id, ""), named, made) for one in records
    )


def _quote(
    record: PassageRecord, found: Sequence[Mention], heading: str, named: tuple[MentionKind, str], made: date
) -> Quoted:
    own = [one for one in found if (one.kind, one.concept) == named]
    return Quoted(
        record=record,
        marks=tuple((one.start, one.end) for one in own),
        figures=tuple(one.surface for one in found if one.kind is MentionKind.FIGURE),
        denied=denies(record.passage.text) or any(one.assertion is Assertion.NEGATED for one in own),
        supposed=bool(own) and all(one.assertion is Assertion.HYPOTHETICAL for one in own),
        heading="" if own else heading,
        keys=()
        if record.passage.kind in _NO_STATEMENT
        else headings_of(record.passage.text, [(one.start, one.end) for one in own], found, under_own=bool(heading)),
        evidence=evidence(record),
        old=is_old(record.document.metadata.published, made),
    )
