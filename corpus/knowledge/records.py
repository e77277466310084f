"""The values of a profile: what documents say of one concept, each with its passage; no judgement of our own."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import MentionKind
from corpus.store import PassageRecord


@dataclass(frozen=True, slots=True)
class Name:
    """A name as documents write it, and how often."""

    text: str
    mentions: int


@dataclass(frozen=True, slots=True)
class PublisherCount:
    """How much one publisher mentions a concept, and when first and last (ISO 8601, may be partial or empty)."""

    publisher: str
    country: str
    documents: int
    passages: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class YearCount:
    """Passages that mention a concept, by country and year of publication; both may be empty: unknown."""

    country: str
    year: str
    passages: int


@dataclass(frozen=True, slots=True)
class Together:
    """A concept that stands in the same passages as another."""

    kind: MentionKind
    concept: str
    name: str  # as documents write it most
    passages: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage about a concept, quoted whole: a loose sentence would lose its denial or its context."""

    record: PassageRecord
    marks: tuple[tuple[int, int], ...]  # where the concept is named, in code points
    figures: tuple[str, ...]  # numbers with what they count, as written
    denied: bool  # some sentence denies or the mention stands in a denial
    supposed: bool  # the mention is a possibility only
    heading: str  # the heading that names the concept, where the passage itself does not; else empty
    keys: tuple[str, ...]  # of corpus.knowledge.factsheet.HEADINGS
    evidence: str  # key in corpus.knowledge.factsheet.EVIDENCE
    old: bool  # published more than 24 months before the profile was made


@dataclass(frozen=True, slots=True)
class Profile:
    """What this corpus says of one concept; built of passages only. Counts are exact, `quoted` may be cut."""

    concept: str
    kind: MentionKind
    made: str  # ISO date
    names: tuple[Name, ...]
    mentions: int
    passages: int
    documents: int
    first: PassageRecord | None  # of the dated ones
    last: PassageRecord | None
    old: bool  # the last mention is more than 24 months old, or nothing is dated
    publishers: tuple[PublisherCount, ...]
    years: tuple[YearCount, ...]
    together: tuple[Together, ...]
    headings: tuple[tuple[str, tuple[Quoted, ...]], ...]  # key in factsheet.HEADINGS -> passages, newest first
    others: tuple[Quoted, ...]
    rectified: tuple[PassageRecord, ...]  # every passage that names it and has a rectification
    cut: bool  # more passages mention it than were read for the headings


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A concept that the corpus mentions."""

    kind: MentionKind
    concept: str
    name: str  # as documents write it most
    passages: int
