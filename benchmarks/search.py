"""How long a search takes from words to results: totals, facets, ten documents with their passages and snippets.

    python -m benchmarks.search --passages 10000 100000 --engines tantivy whoosh

One store for all engines of a run; each engine is built from it by `rebuild` and asked the same 200 queries twice, the
first time to warm up. "four facets" is the engine's top ten with exact total, four facet counts and their snippets;
"whole" is what the results page asks for: seven facets, counts per document, ten documents with three passages each.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.report import machine, percentile, table
from benchmarks.synthetic import fill_store, queries
from corpus.settings import read_settings
from indexer.engines import Request
from indexer.generations import IndexReader
from indexer.query.compile import compile_query
from indexer.query.syntax import parse
from indexer.rebuild import rebuild
from indexer.search import Searcher, SearchRequest
from indexer.workspace import Workspace
from nlp.highlight import find_marks, snippet

_FACETS = ("country", "publisher", "kind", "phenomenon")
_HEADS = (
    "passages", "engine", "build CPU s", "MB on disk", "query",
    "p50 ms", "p95 ms", "CPU p50 ms", "CPU p95 ms", "MB in use",
)  # fmt: skip


def measure(workspace: Workspace, engine: str, texts: Sequence[str], passages: int) -> list[list[str]]:
    """Build the index with *engine*, ask everything, and return two rows of figures."""
    cpu = time.process_time()
    rebuild(workspace.store, workspace.generations, engine)
    built = time.process_time() - cpu
    reader = IndexReader(workspace.generations)
    size = reader.engine().stats().bytes / 1024**2
    searcher = Searcher(workspace.store, reader, workspace.vocabulary)

    def four_facets(text: str) -> None:
        compiled = compile_query(parse(text).tree)
        found = reader.engine().search(Request(compiled.node, facets=_FACETS, limit=10))
        for record in workspace.store.passage_records(hit.passage for hit in found.hits).values():
            own, marks = record.passage.text, compiled.marks
            found_marks = find_marks(
                own, marks.surfaces, marks.stems, marks.parts, tuple(marks.prefixes), phrases=marks.phrases
            )
            snippet(own, found_marks)

    def whole(text: str) -> None:
        searcher.search(SearchRequest(text=text, per_page=10))

    rows = []
    for name, ask in (("four facets", four_facets), ("whole", whole)):
        wall, cpu_times = _timed(ask, texts)
        figures = [f"{percentile(times, share):.2f}" for times in (wall, cpu_times) for share in (0.5, 0.95)]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append([f"{passages:,}", engine, f"{built:.0f}", f"{size:.0f}", name, *figures, f"{memory:.0f}"])
    searcher.close()
    return rows


def _timed(ask: Callable[[str], None], texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return wall and CPU milliseconds of each query, warm."""
    wall, cpu = [], []
    for _round in range(2):
        wall, cpu = [], []
        for text in texts:
            started, used = time.perf_counter(), time.process_time()
            ask(text)
            cpu.append((time.process_time() - used) * 1000)
            wall.append((time.perf_counter() - started) * 1000)
    return wall, cpu


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; each size and engine in a process of its own, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000])
    parser.add_argument("--engines", nargs="+", default=["tantivy", "whoosh"])
    given = parser.parse_args(arguments)
    texts = queries(seed=2, count=200)
    rows: list[list[str]] = []
    for passages in given.passages:
        with tempfile.TemporaryDirectory() as data, Workspace.open(read_settings({"data": data}, {})) as workspace:
            fill_store(workspace.store, passages)
            for engine in given.engines:
                rows += _in_child(Path(data), partial(measure, workspace, engine, texts, passages))
    print(machine() + "\n")
    print(table("Search, from words to snippets", _HEADS, rows))


def _in_child(folder: Path, work: Callable[[], list[list[str]]]) -> list[list[str]]:
    result = folder / "rows"
    child = os.fork()
    if child == 0:
        code = 1
        try:
            result.write_text("\n".join("\t".join(row) for row in work()), "utf-8")
            code = 0
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("a measurement failed; its message stands above")
    return [line.split("\t") for line in result.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
