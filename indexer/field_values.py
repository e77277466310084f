"""The words users may write after a field, in this corpus: labels of the vocabulary, publishers, kinds, series."""

from __future__ import annotations

from collections import defaultdict

from corpus.catalogue import kind_label, series_title
from corpus.knowledge.cooccurrence import all_names
from corpus.model import MentionKind
from corpus.store import Store
from indexer.query.labels import Labels
from nlp.vocabulary import FILES, Vocabulary


def vocabulary_labels(vocabulary: Vocabulary) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return kind of concept -> label -> ids; a label of two concepts stands for both."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in FILES:
        labels: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for concept in vocabulary.of_kind(kind):
            for label in concept.labels:
                labels[label.text][concept.id] = None
        found[kind] = {text: tuple(ids) for text, ids in labels.items()}
    return found


def _organisations_of(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the names under which the text mentions organisations, with their ids: most are in no vocabulary."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for concept, name in all_names(store, MentionKind.ORGANISATION):
        found[name][concept] = None
    return {name: tuple(ids) for name, ids in found.items()}


def corpus_labels(store: Store, concepts: dict[str, dict[str, tuple[str, ...]]]) -> Labels:
    """Return what each field may hold: *concepts* as `vocabulary_labels` gives them, the rest as the store holds it."""
    coverage = store.coverage()
    kinds = sorted({row.kind for row in coverage})
    series = sorted({record.metadata.series for record in store.documents()} - {""})
    return Labels(
        {
            **concepts,
            "organisation": {**_organisations_of(store), **concepts["organisation"]},
            "publisher": {row.publisher: (row.publisher,) for row in coverage if row.publisher},
            "kind": {kind_label(kind): (kind,) for kind in kinds},
            "series": {series_title(key): (key,) for key in series},
        }
    )
