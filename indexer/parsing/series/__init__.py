"""Series of documents: which one a document belongs to, what its front says, and who speaks in it.

Each file in `known` is one series; nothing else has to be told of it (docs/adding-a-series.md). They are imported when
the first document comes.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

from corpus.catalogue import kinds, publisher_named, series_title
from corpus.catalogue import series as catalogue_series
from indexer.parsing.reading import Block
from indexer.parsing.series import known
from indexer.parsing.series.evidence import ENOUGH, Found, Score
from indexer.parsing.series.front import Front
from indexer.parsing.series.questions import with_questions
from indexer.parsing.series.sections import with_sections

QUESTION = "schriftelijke-vraag"
UNKNOWN = "onbekend"
ANOTHER_FORM = 0.3  # taken from series that are no questions, of a document in the form of question and answer


class Series(Protocol):
    """Recognises the documents of one series; a module in `known` holds one under the name `SERIES`."""

    @property
    def key(self) -> str:
        """Key in corpus/catalogue/series.yaml."""

    @property
    def kind(self) -> str:
        """Key in corpus/catalogue/kinds.yaml."""

    def score(self, front: Front) -> Score:
        """Return how well a document fits, with the printed words that say so."""

    def metadata(self, front: Front) -> Mapping[str, Found]:
        """Return fields of `corpus.model.Metadata` and other facts, each with where it was found."""

    def roles(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks with kinds and voices; the text stays as it is."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a document was recognised as; `series` is None for a document of an unknown series.

    `attributed` is False where a document only has the form of a series: then it is read as such, but series,
    publisher and country of the real body are not written on it.
    """

    series: Series | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    attributed: bool = False
    given: bool = False

    def roles(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks with kinds and voices."""
        if self.series is None:
            return with_sections(with_questions(blocks))
        return self.series.roles(blocks)

    def metadata(self, front: Front) -> Mapping[str, Found]:
        """Return the fields that the series finds."""
        return self.series.metadata(front) if self.series else {}

    def __str__(self) -> str:
        """Return what was recognised and why, in Dutch; empty where nothing was."""
        if self.series is None:
            return ""
        name = series_title(self.series.key)
        reasons = "; ".join(self.reasons[:3])
        return f"Reeks: {name} ({reasons})." if self.attributed else f"Vorm: als {name} ({reasons})."


@cache
def registry() -> Mapping[str, Series]:
    """Return all series by key, in the order of their keys."""
    modules = [import_module(f"{known.__name__}.{one.name}") for one in pkgutil.iter_modules(known.__path__)]
    found: list[Series] = [module.SERIES for module in modules]
    return {one.key: one for one in sorted(found, key=lambda one: one.key)}


def recognise(front: Front, *, given_series: str = "", given_publisher: str = "", given_kind: str = "") -> Recognised:
    """Return the series that a document fits best.

    Args:
        front: front of the document.
        given_series: series it is known to be of; when it is one of ours, that settles it, when not, nothing that is
            recognised is attributed.
        given_publisher: publisher it is known to be from; it is never attributed to another.
        given_kind: key of the kind it is known to be of; series of other kinds are left out.
    """
    if given_series in registry():
        return Recognised(registry()[given_series], 1.0, ("opgegeven",), attributed=not front.invented, given=True)
    wanted = given_kind if given_kind in kinds() and given_kind != UNKNOWN else ""
    scores = {
        key: one.score(front).less(ANOTHER_FORM if front.form and one.kind != QUESTION else 0.0)
        for key, one in registry().items()
        if not wanted or one.kind in (wanted, UNKNOWN)
    }
    key, best = max(scores.items(), key=lambda entry: (entry[1].value, entry[1].attributed))
    if best.value < ENOUGH:
        return Recognised()
    attributed = best.attributed and not given_series and _may_be_from(key, given_publisher)
    return Recognised(registry()[key], best.value, best.reasons, attributed)


def _may_be_from(key: str, publisher: str) -> bool:
    """Say whether a series can be from this publisher; of names that the catalogue does not know, a ministry's."""
    if not publisher or key not in catalogue_series():
        return True
    named = publisher_named(publisher.partition(" (")[0])
    if named is None:
        return publisher.lower().startswith("minister")
    return named.key == catalogue_series()[key].publisher
