"""What became of a file that was to be ingested."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.store import Doubt


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same bytes or the same text are in the corpus from another source
    QUARANTINED = "quarantined"  # bears a confidentiality marking; nothing of it is stored
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `reason`, `page` and `message` say why it failed, `doubts` what to look at."""

    source: str
    status: Status
    document: str = ""
    pages: int = 0
    passages: int = 0
    reason: str = ""
    message: str = ""
    page: int | None = None
    doubts: tuple[Doubt, ...] = ()
