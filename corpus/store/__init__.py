"""The store: the truth of the corpus, in SQLite by default and in PostgreSQL by changing one address."""

from __future__ import annotations

from corpus.store.records import (
    Annex,
    Change,
    CoverageRow,
    DocumentRecord,
    Doubt,
    Failure,
    OtherSource,
    PassageRecord,
    Quarantined,
    RetiredPassage,
    Totals,
)
from corpus.store.rectifications import RectificationRecord
from corpus.store.store import Store
from corpus.store.suppressions import NameDecision, Suppression, SuppressionRecord

__all__ = [
    "Annex",
    "Change",
    "CoverageRow",
    "DocumentRecord",
    "Doubt",
    "Failure",
    "NameDecision",
    "OtherSource",
    "PassageRecord",
    "Quarantined",
    "RectificationRecord",
    "RetiredPassage",
    "Store",
    "Suppression",
    "SuppressionRecord",
    "Totals",
]
