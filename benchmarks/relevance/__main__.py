"""Measure relevance on labelled queries: beside plain BM25, and without each ingredient in turn.

    python -m benchmarks.relevance --real ../shared/realdocs --data /tmp/relevance --baselines --ablation

`--real` is a folder with texts/, collection/, queries.jsonl and gold_themes.tsv; without it there is nothing to
measure. The corpus is read once into `--data` (about four minutes) and used again.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.relevance.baselines import baselines
from benchmarks.relevance.collection import prepare
from benchmarks.report import machine, table
from indexer.evaluation.labelled import LabelledQuery, read_queries
from indexer.evaluation.search import Answer, Rank, by_kind, evaluate, figures, names_of, ranker
from indexer.query import weights
from indexer.search import SearchRequest

THEMES, FEWEST, MOST = 150, 5, 100  # themes asked; those with so many documents

#: Name of an ingredient -> the weights without it.
WITHOUT: Mapping[str, Mapping[str, float]] = {
    "the document as a whole": {"DOCUMENT": 0.0},
    "a document with all words first": {"DOCUMENT_ALL": 0.0},
    "a passage with all words first": {"ALL_WORDS": 0.0},
    "widening": {"WIDEN_BELOW": 0},
    "other names": {"SYNONYM": 0.0, "CLOSE": 0.0},
    "names of close concepts": {"CLOSE": 0.0},
    "stems below words as written": {"STEM": 1.0},
    "headings above a passage": {"HEADING": 0.0},
    "title of the document": {"DOCUMENT_TITLE": 0.0},
    "words close together": {"ADJACENT": 0.0},
    "figures where the query asks how many": {"FIGURES": 0.0},
    "contents lists and short passages down": {"ASIDE": 0.0},
}


def themes(real: Path) -> list[LabelledQuery]:
    """Return themes of the parliament as queries, a fixed choice; the documents that carry one are relevant."""
    held: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with (real / "gold_themes.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for theme in row["themes"].split(";"):
                held[theme][row["id"]] = 1
    found = [
        LabelledQuery(name, name.lower(), "theme", grades)
        for name, grades in held.items()
        if FEWEST <= len(grades) <= MOST
    ]
    return sorted(found, key=lambda one: hashlib.sha256(one.id.encode()).hexdigest())[:THEMES]


@contextmanager
def changed(values: Mapping[str, float]) -> Iterator[None]:
    """Set weights for the length of a block."""
    before = {name: getattr(weights, name) for name in values}
    try:
        for name, value in values.items():
            setattr(weights, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(weights, name, value)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--engine", default="tantivy", choices=["tantivy", "whoosh"])
    parser.add_argument("--baselines", action="store_true")
    parser.add_argument("--ablation", action="store_true")
    given = parser.parse_args(arguments)
    labelled, asked = read_queries(given.real / "queries.jsonl"), themes(given.real)
    with prepare(given.data, given.real, given.engine) as workspace, workspace.searcher() as searcher:
        names = names_of(workspace.store)

        def row(name: str, rank: Rank) -> list[str]:
            return [name, *_cells(evaluate(rank, labelled, names)), *_cells(evaluate(rank, asked, names), short=True)]

        rows = []
        if given.baselines:
            rows += [row(name, rank) for name, rank in baselines(workspace.store).items()]
        rows.append(row(f"**search** ({given.engine})", ranker(searcher)))
        rows.append(row("search, literal", ranker(searcher, SearchRequest(literal=True))))
        rows.append(row("search, all words in one passage", ranker(searcher, SearchRequest(all_words=True))))
        if given.ablation:
            for name, values in WITHOUT.items():
                with changed(values):
                    rows.append(row(f"without {name}", ranker(searcher)))
        kinds = by_kind(evaluate(ranker(searcher), labelled, names))
    print(machine() + "\n")
    heads = ("ranking", "nDCG@10", "MRR@10", "recall@10", "recall@50", "themes: nDCG@10", "MRR@10")
    print(table("Relevance", heads, rows))
    print(table("By type of query", ("type", "queries", *heads[1:5]), [_kind(*pair) for pair in kinds.items()]))


def _cells(answers: list[Answer], *, short: bool = False) -> list[str]:
    found = figures(answers)
    if short:
        return [f"{found[name].mean:.3f}" for name in ("ndcg@10", "mrr@10")]
    first, *rest = found.values()
    return [f"{first.mean:.3f} ({first.low:.3f}-{first.high:.3f})", *(f"{one.mean:.3f}" for one in rest)]


def _kind(name: str, answers: list[Answer]) -> list[str]:
    return [name, str(len(answers)), *_cells(answers)]


if __name__ == "__main__":
    main()
