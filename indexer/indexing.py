"""From the store to the index: what of a passage is searched, filtered and sorted on; needs no source file or model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from corpus.model import Mention, MentionKind
from corpus.store import DocumentRecord, PassageRecord, Store
from indexer.engines import IndexedPassage, WordPosition
from nlp.analysis import FINGERPRINT as ANALYSIS
from nlp.analysis import Word, analyse

#: Changes whenever the same store would give another index; an index made under another one is rebuilt.
FINGERPRINT = f"{ANALYSIS}/passages-1"

_FACET_OF = {
    MentionKind.PHENOMENON: "phenomenon",
    MentionKind.INSTITUTION: "institution",
    MentionKind.ORGANISATION: "organisation",
    MentionKind.PLACE: "place",
}
_GAP = WordPosition("", "")
_HASH_BITS, _ORDINAL_BITS = 20, 16
_LATEST = 9999_99_99


def date_number(published: str) -> int:
    """Return an ISO date as yyyymmdd, with 00 for a part that is not known; 0 for no date.

    >>> date_number("2023-05")
    20230500
    """
    return int(published.replace("-", "").ljust(8, "0")) if published else 0


def indexed_document(store: Store, document_id: str) -> list[IndexedPassage]:
    """Return the passages of a document as an engine takes them; none when it is not in the store.

    A heading is found with the first passage under it, the document's title with its first passage.
    """
    mentions = store.mentions_of_document(document_id)
    headings: dict[tuple[str, ...], tuple[WordPosition, ...]] = {}
    above: tuple[str, ...] = ()
    found: list[IndexedPassage] = []
    for record in store.passages(document_id):
        metadata, passage = record.document.metadata, record.passage
        if passage.section not in headings:
            headings[passage.section] = _headings((metadata.title, *passage.section), metadata.language)
        opened = passage.section[_shared(above, passage.section) :]
        above = passage.section
        body = (
            *_headings(opened if found else (metadata.title, *opened), metadata.language),
            *_positions(analyse(passage.text, passage.language)),
        )
        found.append(_indexed(record, body, headings[passage.section], mentions.get(passage.id, ())))
    return found


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many headings two passages have in common, from the highest down."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))


def _headings(titles: Iterable[str], language: str) -> tuple[WordPosition, ...]:
    """Return the words of *titles*, each closed by a gap, so that no phrase runs from one into what follows."""
    return tuple(position for title in titles for position in (*_positions(analyse(title, language)), _GAP))


def _positions(words: Iterable[Word]) -> tuple[WordPosition, ...]:
    return tuple(WordPosition(word.surface, word.stem, word.parts) for word in words)


def _indexed(
    record: PassageRecord,
    body: tuple[WordPosition, ...],
    heading: tuple[WordPosition, ...],
    mentions: Iterable[Mention],
) -> IndexedPassage:
    passage, document = record.passage, record.document
    return IndexedPassage(
        id=passage.id,
        document=document.id,
        body=body,
        heading=heading,
        values=_values(record, mentions),
        numbers=_numbers(document, passage.ordinal),
    )


def _values(record: PassageRecord, mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    metadata, passage = record.document.metadata, record.passage
    values: dict[str, set[str]] = {
        "country": {metadata.country},
        "publisher": {metadata.publisher},
        "kind": {metadata.kind},
        "year": {metadata.published[:4]},
        "series": {metadata.series},
        "language": {passage.language},
        "voice": {passage.voice.value},
        "passage_kind": {passage.kind.value},
    }
    for mention in mentions:
        if facet := _FACET_OF.get(mention.kind):
            values.setdefault(facet, set()).add(mention.concept)
    return {facet: tuple(sorted(found - {""})) for facet, found in values.items() if found - {""}}


def _numbers(document: DocumentRecord, ordinal: int) -> Mapping[str, int]:
    published = date_number(document.metadata.published)
    # A document's passages stay together, in reading order, also among documents of one day.
    place = _short_hash(document.id) << _ORDINAL_BITS | (
        (1 << _ORDINAL_BITS) - 1 - min(ordinal, (1 << _ORDINAL_BITS) - 1)
    )
    bits = _HASH_BITS + _ORDINAL_BITS
    return {
        "published": published,
        "newest": published << bits | place,
        "oldest": (_LATEST - published if published else 0) << bits | place,
    }


def _short_hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest()) >> (32 - _HASH_BITS)
