"""Does any text break the search, and is any query slow? Random and mutated queries, always the same for one seed.

    python -m benchmarks.fuzz --queries 100000 --data FOLDER
    python -m benchmarks.fuzz --queries 100000 --passages 100000 --searched 2000

Every text is parsed, printed and compiled; only a query error may be raised, and its repair must parse. Of those that
parse, some are also searched as the results page does, with suggestions, over the corpus of *data* or one made on the
spot; the slowest are listed with the CPU time that they took, in two runs the least.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.report import machine, percentile, table
from benchmarks.synthetic import fill_store, queries
from corpus.errors import QueryError
from corpus.settings import read_settings
from indexer.engines import Request
from indexer.engines.checks import check_request
from indexer.query.compile import compile_query
from indexer.query.syntax import parse
from indexer.query.tree import print_query
from indexer.rebuild import sync_index
from indexer.search import Searcher, SearchRequest
from indexer.workspace import Workspace

SEED = 20_261_123
BUDGET_MS = 200.0  # of CPU for one query at 100,000 passages
_SHOWN = 10

_REAL = (
    "rechts-extremisme gemeente land:BE jaar:2019..", '"aanpak van polarisatie" stem:antwoord', "dreiging*",
    "soort:dreigingsbeeld land:(BE OF NL) -fenomeen:jihadisme", '"jongeren radicalisering"~8', "*isme NIET jihadisme",
    "titel:(cijfers OF aantallen)", "radicalisering~1", "radicaliseren~2 -online", "=gemeente",
    "links- en rechts-extremisme",
    "fenomeen:rechts-extremisme BIJ/10 gemeente", "gemeente NEAR/20 fenomeen:*", "plaats:* BIJ/3 =dreiging",
    "datum:2021-03..2021-09", "hoeveel personen staan er in de GGB", '"de van"~50', "de BIJ/20 van", "12:30 https://x.be",
    '"van de het een"~12', "de* het* een*", "*ing *ing *ing", "NIET (a OF b) EN -c",
    "de OF het OF een OF van OF in OF en",
)  # fmt: skip
_PIECES = (
    *(
        "(",
        ")",
        '"',
        "\u201c",
        "\u201d",
        "\u00ab",
        "*",
        "~",
        "~1",
        "~2",
        "~50",
        "-",
        "=",
        " ",
        " ",
        " ",
        ":",
        "..",
        "/",
    ),
    *(
        "OF",
        "EN",
        "NIET",
        "BIJ/5",
        "NEAR/20",
        "BIJ",
        " OF ",
        " BIJ/10 ",
        "land:",
        "titel:",
        "jaar:",
        "datum:",
        "plaats:*",
    ),
    *(
        "fenomeen:",
        "de",
        "van",
        "gemeente",
        "extremisme",
        "2020",
        "2021-03",
        "IS",
        "'s-",
        "\t",
        "\x00",
        "\ud800",
        "\u200b",
    ),
)
_RANGES = (
    (0x20, 0x7F),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x2000, 0x206F),
    (0x400, 0x6FF),
    (0x4E00, 0x4FFF),
    (0, 0x10FFFF),
)


@dataclass
class Outcome:
    """What a run found; `broken` are texts that raised something else than a query error, or whose repair fails."""

    texts: int = 0
    refused: int = 0
    broken: list[str] = field(default_factory=list)
    searched: list[tuple[float, str]] = field(default_factory=list)  # CPU ms, text


def texts(seed: int, count: int) -> Iterator[str]:
    """Yield *count* texts: random characters, soup of signs and words, mutated queries, and deep nests."""
    chooser = random.Random(seed)
    real = (*_REAL, *queries(seed=3, count=100))
    makers = (
        lambda: "".join(_character(chooser) for _ in range(chooser.randint(0, 80))),
        lambda: "".join(chooser.choice(_PIECES) for _ in range(chooser.randint(1, 40))),
        lambda: _mutated(chooser, chooser.choice(real)),
        lambda: _mutated(chooser, " ".join(chooser.choices((*real, *_PIECES), k=chooser.randint(1, 6)))),
        lambda: _nested(chooser, real),
    )
    for number in range(count):
        yield makers[number % len(makers)]()


def _character(chooser: random.Random) -> str:
    return chr(chooser.randint(*chooser.choice(_RANGES)))


def _mutated(chooser: random.Random, text: str) -> str:
    """Change a few places: a character gone, doubled, swapped with the next or replaced, or a sign put in."""
    for _ in range(chooser.randint(0, 4)):
        place = chooser.randint(0, len(text))
        before, after = text[:place], text[place:]
        text = chooser.choice(
            (
                before + after[1:],
                before + after[:1] * 2 + after[1:],
                before + after[1:2] + after[:1] + after[2:],
                before + chooser.choice(_PIECES) + after,
                before + _character(chooser) + after[1:],
            )
        )
    return text


def _nested(chooser: random.Random, real: Sequence[str]) -> str:
    opening = [
        chooser.choice(("(", "NIET (", "-(", "titel:(", "a OF (", "land:(")) for _ in range(chooser.randint(1, 60))
    ]
    closing = ")" * max(0, len(opening) + chooser.choice((-1, 0, 0, 0, 1)))
    return "".join(opening) + chooser.choice(real) + closing


def run(seed: int, count: int, searcher: Searcher | None = None, searched: int = 0) -> Outcome:
    """Try *count* texts, and search at most *searched* of those that are queries, taken from all kinds."""
    outcome = Outcome()
    chooser, share = random.Random(seed + 1), min(1.0, 3 * searched / max(1, count))  # about half are refused
    for text in texts(seed, count):
        outcome.texts += 1
        try:
            parsed = _tried(text)
        except Exception as error:  # noqa: BLE001 - what it looks for
            outcome.broken.append(f"{text!r}: {error!r}")
            continue
        outcome.refused += not parsed
        if searcher and parsed and chooser.random() < share and len(outcome.searched) < searched:
            outcome.searched.append((_searched(searcher, text), text))
    return outcome


def _tried(text: str) -> bool:
    """Return whether *text* is a query; every other exception than a query error is a fault."""
    try:
        tree = parse(text).tree
        if parse(print_query(tree)).tree != tree:
            raise AssertionError("printed, it is another query")
        check_request(Request(compile_query(tree).node))
    except QueryError as error:
        parse(error.suggestion)
        return False
    return True


def _searched(searcher: Searcher, text: str) -> float:
    """Return the CPU milliseconds of a search with its suggestions: the least of two, as others use the machine."""
    request = SearchRequest(text=text, per_page=10)
    best = float("inf")
    for _ in range(2):
        used = time.process_time()
        try:
            searcher.search(request)
            searcher.spelled_otherwise(request)
        except QueryError:
            pass  # a field does not know its value
        best = min(best, (time.process_time() - used) * 1000)
    return best


def main(arguments: list[str] | None = None) -> None:
    """Try, search and print; ends with an error where a text broke something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--searched", type=int, default=2_000)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--data", type=Path, help="a data folder made before, instead of a corpus of --passages")
    given = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = given.data or stack.enter_context(tempfile.TemporaryDirectory())
        workspace = stack.enter_context(Workspace.open(read_settings({"data": str(folder)}, {})))
        if given.data is None:
            fill_store(workspace.store, given.passages)
        sync_index(workspace.store, workspace.generations, "tantivy")
        searcher = stack.enter_context(workspace.searcher())
        used = time.process_time()
        searcher.search(SearchRequest(text="gemeentte~1"))
        first = (time.process_time() - used) * 1000
        outcome = run(SEED, given.queries, searcher, given.searched)
    _report(outcome, first)


def _report(outcome: Outcome, first: float) -> None:
    times = [spent for spent, _ in outcome.searched] or [0.0]
    figures = (outcome.texts, outcome.refused, len(outcome.broken), len(outcome.searched))
    print(machine() + "\n")
    print(
        table(
            "Random queries",
            (
                "texts",
                "refused",
                "broken",
                "searched",
                "CPU p50 ms",
                "CPU p95 ms",
                "CPU max ms",
                "over 200 ms",
                "words read ms",
            ),
            [
                [
                    *(f"{figure:,}" for figure in figures),
                    *(f"{value:.1f}" for value in (percentile(times, 0.5), percentile(times, 0.95), max(times))),
                    str(sum(spent > BUDGET_MS for spent in times)),
                    f"{first:.0f}",
                ]
            ],
        )
    )
    for spent, text in sorted(outcome.searched, reverse=True)[:_SHOWN]:
        print(f"{spent:8.1f} ms  {text!r}")
    for line in outcome.broken[:_SHOWN]:
        print(f"broken: {line}")
    if outcome.broken:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
