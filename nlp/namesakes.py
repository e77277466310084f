"""Names that several institutions or organisations share, as PvdA does in two countries; the ambiguity is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from nlp.folding import fold
from nlp.vocabulary import Vocabulary

_COUNTRIES = ("", "BE", "NL")


def namesakes(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return folded name -> country of the document -> ids of the concepts that may be meant there.

    Only names of more than one concept. In a document of no country, or of one without a concept of its own, each of
    them may be meant.
    """
    named: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for concept in (*vocabulary.of_kind("institution"), *vocabulary.of_kind("organisation")):
        for label in concept.labels:
            if label.auto:
                named[fold(label.text)][concept.id] = concept.country
    shared = {name: owners for name, owners in named.items() if len(owners) > 1}
    return {name: {country: _of(owners, country) for country in _COUNTRIES} for name, owners in shared.items()}


def _of(owners: Mapping[str, str], country: str) -> tuple[str, ...]:
    own = tuple(one for one, where in owners.items() if country and country in where)
    return own or tuple(owners)
