"""A profile as plain values, for JSON: the same on the website and on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from corpus.knowledge.records import Profile, Quoted
from corpus.store import PassageRecord

Words = Callable[[str], str]


def profile_values(profile: Profile, *, label: Words, address: Words) -> dict[str, Any]:
    """Return a profile as JSON has it.

    Args:
        profile: of one concept.
        label: id of a concept -> its name.
        address: id of a passage -> its permanent address.
    """
    return {
        "concept": profile.concept,
        "kind": profile.kind.value,
        "name": label(profile.concept),
        "made": profile.made,
        "older_than_24_months": profile.old,
        "names": [asdict(one) for one in profile.names],
        "mentions": profile.mentions,
        "passages": profile.passages,
        "documents": profile.documents,
        "first": _where(profile.first, address),
        "last": _where(profile.last, address),
        "publishers": [asdict(one) for one in profile.publishers],
        "years": [asdict(one) for one in profile.years],
        "together": [
            {"kind": one.kind.value, "concept": one.concept, "name": one.name, "passages": one.passages}
            for one in profile.together
        ],
        "rectified": [_where(one, address) for one in profile.rectified],
        "headings": {key: [_quoted(one, address) for one in found] for key, found in profile.headings},
        "others": [_quoted(one, address) for one in profile.others],
        "only_newest_read": profile.cut,
    }


def _where(record: PassageRecord | None, address: Words) -> dict[str, Any] | None:
    if record is None:
        return None
    metadata = record.document.metadata
    return {
        "passage": record.passage.id,
        "document": record.document.id,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published": metadata.published,
        "page": record.page_label,
        "voice": record.passage.voice.value,
        "rectifications": [asdict(one) for one in record.rectifications],
        "url": address(record.passage.id),
    }


def _quoted(one: Quoted, address: Words) -> dict[str, Any]:
    return {
        **(_where(one.record, address) or {}),
        "text": one.record.passage.text,
        "marks": [list(mark) for mark in one.marks],
        "figures": list(one.figures),
        "holds_denial": one.denied,
        "as_possibility": one.supposed,
        "under_heading": one.heading,
        "evidence": one.evidence,
        "older_than_24_months": one.old,
        "sample": one.record.document.metadata.sample,
    }
