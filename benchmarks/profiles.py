"""How long a profile takes to work out, without cache: of the phenomenon mentioned most, and of one in the middle.

    python -m benchmarks.profiles --passages 100000

CPU time without the web around it, the median of five; each run opens the store anew, so that nothing was
counted before.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.report import machine, table
from benchmarks.synthetic import fill_store
from corpus.knowledge import cooccurrence
from corpus.knowledge.profiles import profile
from corpus.knowledge.records import Mentioned
from corpus.settings import read_settings
from corpus.store import Store
from indexer.workspace import Workspace

_RUNS = 5
_MADE = date(2026, 1, 1)


def measure(passages: int) -> list[list[str]]:
    """Fill a store with so many passages and return one row per concept: name, passages that mention it, CPU time."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"data": str(Path(folder) / "data")}, {})
        with Workspace.open(settings) as workspace:
            fill_store(workspace.store, passages)
            found = cooccurrence.mentioned(workspace.store)
        chosen = dict.fromkeys((found[0], found[len(found) // 2]))
        return [[one.concept, str(one.passages), _median(settings.database_address, one)] for one in chosen]


def _median(address: str, one: Mentioned) -> str:
    seconds = []
    for _ in range(_RUNS):
        store = Store.open(address)
        store.watermark()
        cpu = time.process_time()
        profile(store, one.kind, one.concept, made=_MADE)
        seconds.append(time.process_time() - cpu)
        store.close()
    return f"{statistics.median(seconds) * 1000:.0f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    given = parser.parse_args(arguments)
    print(machine() + "\n")
    print(table(f"Profiles over {given.passages} passages", ("concept", "passages", "CPU ms"), measure(given.passages)))


if __name__ == "__main__":
    main()
