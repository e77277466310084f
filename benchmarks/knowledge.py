"""How long the pages of counts take to work out: a comparison, a series of editions, two documents side by side.

    python -m benchmarks.knowledge --passages 100000

CPU seconds without the web around it, warm, the median of five. The two documents have as many words as sixty printed
pages; a third of their passages is reworded and a fifth moved.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.report import machine, table
from benchmarks.synthetic import fill_store
from corpus.identity import passage_ids
from corpus.knowledge.comparison import MOST_CONCEPTS, compare_countries
from corpus.knowledge.edition_diff import Change, diff_passages
from corpus.knowledge.evolution import evolution
from corpus.model import MentionKind
from corpus.settings import read_settings
from corpus.store.counting import PassageText, concept_counts, document_rows, texts_of_document
from indexer.workspace import Workspace

_RUNS = 5
_WORDS = 27_000  # sixty printed pages of 450 words


def _median(work: Callable[[], object]) -> str:
    work()
    seconds = []
    for _ in range(_RUNS):
        cpu = time.process_time()
        work()
        seconds.append(time.process_time() - cpu)
    return f"{statistics.median(seconds) * 1000:.0f}"


def _two_documents(texts: Sequence[str]) -> tuple[list[PassageText], list[PassageText]]:
    """Return two documents of `_WORDS` words made of *texts*, the second changed as the head of this file says."""
    chance = random.Random(7)
    kept: list[str] = []
    while texts and sum(len(one.split()) for one in kept) < _WORDS:
        kept.append(texts[len(kept) % len(texts)])
    changed = []
    for place, one in enumerate(kept):
        words = one.split()
        if place % 3 == 0:
            words[:: max(1, len(words) // 5)] = ["anders"] * len(words[:: max(1, len(words) // 5)])
        changed.append(" ".join(words))
    for _ in range(len(changed) // 5):
        changed.insert(chance.randrange(len(changed)), changed.pop(chance.randrange(len(changed))))
    return _passages("oud", kept), _passages("nieuw", changed)


def _passages(document: str, texts: Sequence[str]) -> list[PassageText]:
    plain = PassageText("", 0, "paragraph", "publisher", "nl", 1, "1", "1", "")
    ids = passage_ids(document, texts)
    return [replace(plain, id=ids[place], ordinal=place, text=text) for place, text in enumerate(texts)]


def measure(passages: int) -> list[list[str]]:
    """Fill a store with so many passages and return one row per question: what was asked, milliseconds of CPU."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.open(read_settings({"data": str(Path(folder) / "data")}, {})) as workspace,
    ):
        store = workspace.store
        fill_store(store, passages)
        counts = Counter(concept_counts(store, MentionKind.PHENOMENON))
        concepts = [one for one, _count in counts.most_common(MOST_CONCEPTS)]
        documents = document_rows(store)
        series = Counter(one.series for one in documents if one.series).most_common(1)
        texts = [one.text for document in documents[:400] for one in texts_of_document(store, document.id)]
        old, new = _two_documents(texts[: _WORDS // 10])
        found = Counter(one.change for one in diff_passages(old, new))
        rows = [
            ["comparison, one phenomenon", _median(lambda: compare_countries(store, concepts[:1]))],
            [f"comparison, {len(concepts)} phenomena", _median(lambda: compare_countries(store, concepts))],
            [
                f"two documents of {_WORDS} words ({len(old)} passages, {found[Change.REWORDED]} reworded)",
                _median(lambda: diff_passages(old, new)),
            ],
        ]
        if series:
            name, editions = series[0]
            rows.append(
                [
                    f"a phenomenon over {editions} editions",
                    _median(lambda: evolution(store, name, concept=concepts[0])),
                ]
            )
        return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    given = parser.parse_args(arguments)
    print(machine() + "\n")
    print(table(f"Counts over {given.passages} passages", ("question", "CPU ms"), measure(given.passages)))


if __name__ == "__main__":
    main()
