"""What people say of tags: this one is wrong, this name is that organisation; kept apart, so that re-tagging obeys it.

A decision is kept by document and words, never by passage, and is applied wherever mentions are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from corpus.identity import normalise, slug
from corpus.model import Mention, MentionKind
from corpus.store import rows, tables
from corpus.store.moment import now

_LEAST_CHARS = 40  # of a passage that is taken to be a part of the one judged


@dataclass(frozen=True, slots=True)
class Suppression:
    """A tag or extracted figure that a person says is wrong.

    It holds for mentions of this kind and concept with these words, in a passage of the document with this text.
    """

    document_id: str
    kind: MentionKind
    concept: str  # empty for a figure, level or date without one
    surface: str  # the words; empty: whatever the words
    quotation: str  # text of the passage
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class SuppressionRecord:
    """A suppression as it was entered."""

    number: int
    suppression: Suppression
    at: str  # ISO 8601 moment, UTC


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A person's decision that a name of an organisation stands for a concept: merges two, or sets one apart."""

    alias: str  # as written; case, accents, spaces and hyphens make no difference
    concept: str
    author: str
    reason: str
    at: str = ""  # ISO 8601 moment, UTC; filled in by the store


class Reviews:
    """The decisions, in the database of the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def suppress(self, one: Suppression) -> int:
        """Enter a suppression, take its mentions out at once, and return its number; the index follows."""
        with self._engine.begin() as connection:
            values = {**asdict(one), "kind": one.kind.value, "at": now()}
            key = connection.execute(insert(tables.suppressions), values).inserted_primary_key
            _apply_to_document(connection, one.document_id)
        return int(key[0]) if key else 0

    def withdraw(self, number: int) -> bool:
        """Take a suppression back; say whether it was there. The document is then to be tagged again."""
        table = tables.suppressions
        with self._engine.begin() as connection:
            found = connection.execute(select(table.c.document_id).where(table.c.number == number)).scalar()
            if found is None:
                return False
            connection.execute(delete(table).where(table.c.number == number))
            _tag_again(connection, [found])
            return True

    def suppressions(self) -> list[SuppressionRecord]:
        """Return the suppressions, in the order of entry."""
        table = tables.suppressions
        with self._engine.connect() as connection:
            found = connection.execute(select(table).order_by(table.c.number)).mappings().all()
        return [SuppressionRecord(row["number"], _suppression(row), row["at"]) for row in found]

    def decide_name(self, one: NameDecision) -> int:
        """Enter which concept a name stands for, in the place of an earlier decision; return how many mentions change.

        Mentions with that name change at once; the index follows.
        """
        with self._engine.begin() as connection:
            table, key = tables.name_decisions, slug(one.alias)
            connection.execute(delete(table).where(table.c.key == key))
            connection.execute(insert(table), {**asdict(one), "key": key, "at": now()})
            return _rename(connection, key, one.concept)

    def withdraw_name(self, alias: str) -> bool:
        """Take a decision on a name back; the documents with that name are then to be tagged again."""
        table, key = tables.name_decisions, slug(alias)
        with self._engine.begin() as connection:
            if connection.execute(delete(table).where(table.c.key == key)).rowcount == 0:
                return False
            _tag_again(connection, {row["document_id"] for row in _named(connection, key)})
            return True

    def names(self) -> list[NameDecision]:
        """Return the decisions on names, by name."""
        table = tables.name_decisions
        with self._engine.connect() as connection:
            found = connection.execute(select(table).order_by(table.c.key)).mappings().all()
        return [NameDecision(row["alias"], row["concept"], row["author"], row["reason"], row["at"]) for row in found]

    def reviewed(self, document_id: str, texts: Mapping[str, str], mentions: Sequence[Mention]) -> list[Mention]:
        """Return *mentions* as people decided on them; *texts* are those of the passages, by id."""
        with self._engine.connect() as connection:
            return reviewed(connection, document_id, texts, mentions)


def reviewed(
    connection: Connection, document_id: str, texts: Mapping[str, str], mentions: Sequence[Mention]
) -> list[Mention]:
    """Return *mentions* of a document with the names that people decided on, without what they say is wrong.

    Args:
        connection: to the database of the store.
        document_id: the document.
        texts: of its passages, by id.
        mentions: as the tagger made them.
    """
    decided = {row.key: row.concept for row in connection.execute(select(tables.name_decisions))}
    own = (
        [replace(one, concept=decided.get(_name_key(one), one.concept)) for one in mentions] if decided else [*mentions]
    )
    table = tables.suppressions
    found = connection.execute(select(table).where(table.c.document_id == document_id)).mappings().all()
    if not found:
        return own
    wrong = [_suppression(row) for row in found]
    return [one for one in own if not any(_covers(each, one, texts.get(one.passage_id, "")) for each in wrong)]


def _name_key(mention: Mention) -> str:
    return slug(mention.surface) if mention.kind is MentionKind.ORGANISATION else ""


def _suppression(row: RowMapping) -> Suppression:
    return Suppression(
        document_id=row["document_id"],
        kind=MentionKind(row["kind"]),
        concept=row["concept"],
        surface=row["surface"],
        quotation=row["quotation"],
        author=row["author"],
        reason=row["reason"],
    )


def _covers(wrong: Suppression, mention: Mention, text: str) -> bool:
    if (wrong.kind, wrong.concept) != (mention.kind, mention.concept):
        return False
    if wrong.surface and normalise(wrong.surface) != normalise(mention.surface):
        return False
    judged, own = normalise(wrong.quotation), normalise(text)
    return (
        judged == own or (len(own) >= _LEAST_CHARS and own in judged) or (len(judged) >= _LEAST_CHARS and judged in own)
    )


def _apply_to_document(connection: Connection, document_id: str) -> None:
    """Take the mentions out that people say are wrong."""
    mentions, passages = tables.mentions, tables.passages
    query = select(mentions, passages.c.text).join(passages, passages.c.id == mentions.c.passage_id)
    found = connection.execute(query.where(passages.c.document_id == document_id)).mappings().all()
    texts = {row["passage_id"]: row["text"] for row in found}
    kept = set(reviewed(connection, document_id, texts, [rows.mention(row) for row in found]))
    gone = [row for row in found if rows.mention(row) not in kept]
    for row in gone:
        connection.execute(
            delete(mentions).where(mentions.c.passage_id == row["passage_id"], mentions.c.ordinal == row["ordinal"])
        )
    if gone:
        connection.execute(insert(tables.changes), {"document_id": document_id})


def _named(connection: Connection, key: str) -> list[RowMapping]:
    """Return the mentions of organisations with a name, with their document."""
    mentions, passages = tables.mentions, tables.passages
    query = (
        select(
            mentions.c.passage_id, mentions.c.ordinal, mentions.c.surface, mentions.c.concept, passages.c.document_id
        )
        .join(passages, passages.c.id == mentions.c.passage_id)
        .where(mentions.c.kind == MentionKind.ORGANISATION.value)
    )
    return [row for row in connection.execute(query).mappings() if slug(row["surface"]) == key]


def _rename(connection: Connection, key: str, concept: str) -> int:
    mentions = tables.mentions
    other = [row for row in _named(connection, key) if row["concept"] != concept]
    for row in other:
        connection.execute(
            update(mentions)
            .where(mentions.c.passage_id == row["passage_id"], mentions.c.ordinal == row["ordinal"])
            .values(concept=concept)
        )
    for document_id in sorted({row["document_id"] for row in other}):
        connection.execute(insert(tables.changes), {"document_id": document_id})
    return len(other)


def _tag_again(connection: Connection, document_ids: Iterable[str]) -> None:
    documents = tables.documents
    connection.execute(update(documents).where(documents.c.id.in_(sorted(document_ids))).values(tagged=""))
