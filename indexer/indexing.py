"""From the store to the index: what of a passage is searched, filtered and sorted on; needs no source file or model."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.model import Mention, MentionKind, PassageKind
from corpus.store import DocumentRecord, PassageRecord, Store
from indexer.engines import IndexedPassage, WordPosition
from indexer.engines.query import concept_term
from nlp.analysis import FINGERPRINT as ANALYSIS
from nlp.analysis import Word, analyse

#: Changes whenever the same store would give another index; an index made under another one is rebuilt.
FINGERPRINT = f"{ANALYSIS}/passages-4"

_FACET_OF = {
    MentionKind.PHENOMENON: "phenomenon",
    MentionKind.INSTITUTION: "institution",
    MentionKind.ORGANISATION: "organisation",
    MentionKind.PLACE: "place",
}
_GAP = WordPosition("", "")
_HASH_BITS, _ORDINAL_BITS = 20, 16
_LATEST = 9999_99_99

ASIDE = "aside"  # trait of a passage that says little by itself: a contents list, a reference, a few words
FIGURES = "figures"  # trait of a passage that holds a quantity, in digits; years and numbers of items are none
_FEW_WORDS = 6
_LISTS = (PassageKind.CONTENTS, PassageKind.REFERENCE)
_QUANTITY = re.compile(r"(?<![\w.,/-])(?!(?:1[5-9]|20|21)\d\d\b)\d+(?:\.\d{3})*(?:,\d+)?(?![\w/)]|[.-]\w)")
_NUMBER_OF_ITEM = re.compile(r"\W*\d+(?:[.)]\d*)+\s")


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
        before = _headings(opened if found else (metadata.title, *opened), metadata.language)
        words = analyse(passage.text, passage.language)
        held = mentions.get(passage.id, ())
        found.append(
            replace(
                _indexed(record, (*before, *_positions(words)), headings[passage.section], held),
                concepts=_concepts(words, held, len(before)),
            )
        )
    return found


def whole_document(passages: Sequence[IndexedPassage]) -> IndexedPassage:
    """Return a document as one record of an index of documents: which words it holds and how often, not where.

    Args:
        passages: all its passages as `indexed_document` gives them, at least one.

    Returns:
        `part` holds the stems of all words and what else they are found by, `heading_*` the title of the document;
        the values are those of its passages together. A term stands there once, and once more each time that the
        number of its occurrences doubles: so a long document is not weighed as if each of its words said little.
    """
    first = passages[0]
    counts = Counter(term for one in passages for word in one.body for term in (word.stem, *word.parts) if term)
    terms = tuple(term for term, count in counts.items() for _ in range(count.bit_length()))
    values: dict[str, dict[str, None]] = {}
    for one in passages:
        for facet, held in one.values.items():
            values.setdefault(facet, {}).update(dict.fromkeys(held))
    return IndexedPassage(
        id=first.document,
        document=first.document,
        body=(WordPosition("", "", terms),),
        heading=first.heading[: first.heading.index(_GAP)],
        values={facet: tuple(held) for facet, held in values.items()},
        numbers={"published": first.numbers["published"]},
    )


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many headings two passages have in common, from the highest down."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))


def _headings(titles: Iterable[str], language: str) -> tuple[WordPosition, ...]:
    """Return the words of *titles*, each closed by a gap, so that no phrase runs from one into what follows."""
    return tuple(position for title in titles for position in (*_positions(analyse(title, language)), _GAP))


def _positions(words: Iterable[Word]) -> tuple[WordPosition, ...]:
    return tuple(WordPosition(word.surface, word.stem, word.parts) for word in words)


def _concepts(words: Sequence[Word], mentions: Iterable[Mention], before: int) -> dict[int, tuple[str, ...]]:
    """Return the places of words of a mention, *before* places further on, with the terms of their concepts."""
    found: dict[int, dict[str, None]] = {}
    for mention in mentions:
        if facet := _FACET_OF.get(mention.kind):
            terms = (concept_term(facet, mention.concept), concept_term(facet, "*"))
            for place, word in enumerate(words, start=before):
                if word.start < mention.end and mention.start < word.end:
                    found.setdefault(place, {}).update(dict.fromkeys(terms))
    return {place: tuple(terms) for place, terms in found.items()}


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
        "trait": _traits(passage.kind, passage.text),
    }
    for mention in mentions:
        if facet := _FACET_OF.get(mention.kind):
            values.setdefault(facet, set()).add(mention.concept)
    return {facet: tuple(sorted(found - {""})) for facet, found in values.items() if found - {""}}


def _traits(kind: PassageKind, text: str) -> set[str]:
    found = set()
    if kind in _LISTS or len(text.split(None, _FEW_WORDS)) < _FEW_WORDS:
        found.add(ASIDE)
    numbered = _NUMBER_OF_ITEM.match(text)
    if kind not in _LISTS and _QUANTITY.search(text, numbered.end() if numbered else 0):
        found.add(FIGURES)
    return found


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
