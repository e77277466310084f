"""From what a user writes after a field (`land:Belgie`, `stem:vraag`) to the values of a facet, and what comes near."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Protocol

from corpus.model import Voice
from nlp.folding import fold

#: Fields whose values are the same for every corpus: field -> label -> values of the facet.
FIXED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "country": {
        **dict.fromkeys(("BE", "België", "Belgium"), ("BE",)),
        **dict.fromkeys(("NL", "Nederland", "Netherlands"), ("NL",)),
    },
    "voice": {
        **dict.fromkeys(("vraag", "vraagsteller", "question", "questioner"), (Voice.QUESTIONER.value,)),
        **dict.fromkeys(("antwoord", "minister", "answer"), (Voice.MINISTER.value,)),
        **dict.fromkeys(("uitgever", "publisher"), (Voice.PUBLISHER.value,)),
        **dict.fromkeys(("bron", "source", "quoted"), (Voice.QUOTED.value,)),
    },
    "language": {
        **dict.fromkeys(("nl", "Nederlands", "Dutch"), ("nl",)),
        **dict.fromkeys(("fr", "Frans", "French"), ("fr",)),
        **dict.fromkeys(("en", "Engels", "English"), ("en",)),
        **dict.fromkeys(("de", "Duits", "German"), ("de",)),
    },
}


class Resolver(Protocol):
    """What knows the values of fields; `Labels` is one made from a mapping."""

    def resolve(self, field: str, text: str) -> tuple[str, ...]:
        """Return the facet values that *text* stands for in *field*; empty when it stands for none."""

    def near(self, field: str, text: str) -> tuple[str, ...]:
        """Return at most three labels of *field* that *text* may have been meant for, nearest first."""


class Labels:
    """Labels and keys per field, besides the FIXED ones; case, accents, hyphens and spaces make no difference.

    Build it once per state of the corpus, not once per query.
    """

    def __init__(self, fields: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None) -> None:
        """Take field -> label -> facet values; a facet value is also found by its own name."""
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._labels: dict[str, dict[str, str]] = {}  # field -> folded label -> label as shown
        for known in (FIXED, fields or {}):
            for field, labels in known.items():
                for label, values in labels.items():
                    self._learn(field, label, values)
        for field, known_labels in self._values.items():
            for value in {value for values in known_labels.values() for value in values}:
                if fold(value) not in known_labels:
                    self._learn(field, value, (value,))

    def _learn(self, field: str, label: str, values: tuple[str, ...]) -> None:
        """Let *label* stand for *values* too: two labels that fold alike stand for what either stands for."""
        known = self._values.setdefault(field, {})
        known[fold(label)] = tuple(dict.fromkeys((*known.get(fold(label), ()), *values)))
        self._labels.setdefault(field, {}).setdefault(fold(label), label)

    def resolve(self, field: str, text: str) -> tuple[str, ...]:
        """Return the facet values that *text* stands for in *field*; empty when it stands for none."""
        return self._values.get(field, {}).get(fold(text), ())

    def near(self, field: str, text: str) -> tuple[str, ...]:
        """Return at most three labels of *field*, each standing for something else, that come near *text*."""
        labels, values = self._labels.get(field, {}), self._values.get(field, {})
        folded = fold(text)
        holding = [key for key in labels if len(folded) > 2 and folded in key]
        close = difflib.get_close_matches(folded, labels, n=6, cutoff=0.6)
        distinct: dict[tuple[str, ...], str] = {}
        for key in (*close, *sorted(holding, key=len)):
            distinct.setdefault(values[key], labels[key])
        return tuple(distinct.values())[:3]
