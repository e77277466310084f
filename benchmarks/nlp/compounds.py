"""How well and how fast compounds come apart: the list in the tests, lists from treebanks, and words a second.

    python -m benchmarks.nlp.compounds --shared ../shared

A word counts as right when all its borders are where the list has them. Precision is the share of the words split that
are right, recall that of the compounds of the list. The treebank lists mark many a transparent compound as one word
(`winkelmanagers`, `zonnestralen`) and some derivations as compounds (`onderzijde`): precision is a lower bound there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.report import table
from nlp import compounds
from nlp.analysis import analyse, tokens
from nlp.folding import fold
from nlp.stemming import stem
from nlp.tables import read_rows

_CHECKED = Path(__file__).parents[2] / "tests" / "nlp"
_LISTS = ("domain80", "ud-compounds-dev", "ud-compounds-test")


def borders(parts: Sequence[str]) -> tuple[int, ...]:
    """Return where the parts end, in letters of the folded word, the last part apart."""
    ends, at = [], 0
    for part in parts[:-1]:
        at += len(fold(part))
        ends.append(at)
    return tuple(ends)


def score(rows: Iterable[tuple[str, str]], *, by_stem: bool = False) -> list[str]:
    """Return words, precision and recall for words with their parts; *by_stem* where the list gives lemmas as parts."""
    words = made = hits = right = 0
    for word, listed in rows:
        found = compounds.split(word)
        parts = [] if listed == "-" else listed.split("|")
        if by_stem:
            same = list(map(stem, parts)) == [stem(part.base) for part in found]
        else:
            same = borders(parts) == borders([part.surface for part in found])
        words += 1
        made += bool(found)
        right += bool(parts)
        hits += bool(found and same)
    return [f"{words:,}", f"{made:,}", f"{hits / made:.3f}", f"{hits / right:.3f}"]


def _pairs(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(word, parts) for word, parts in rows]


def speed(texts: Sequence[str]) -> list[list[str]]:
    """Return words a second of the splitter and of the analysis, at first sight and with a warm cache."""
    words = [match[0] for text in texts for match in tokens(text)]
    rows = []
    for name, work, count in (
        ("split", lambda: [compounds.split(word) for word in words], len(words)),
        ("analyse", lambda: [analyse(text) for text in texts], len(words)),
    ):
        for state in ("first sight", "warm"):
            start = time.process_time()
            work()
            rows.append([name, state, f"{count / (time.process_time() - start):,.0f}"])
    return rows


def load_milliseconds() -> float:
    """Return the CPU time of reading the compiled list, in a fresh interpreter."""
    code = (
        "import time, nlp.compounds as c; start = time.process_time(); c.split('dreigingsanalyse');"
        "print((time.process_time() - start) * 1000)"
    )
    command = [sys.executable, "-c", code]
    return min(float(subprocess.check_output(command, env=os.environ)) for _ in range(5))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    checked = read_rows("compounds.tsv", _CHECKED)
    rows = [
        [f"checked, {field}", *score((row["word"], row["parts"]) for row in checked if row["field"] == field)]
        for field in ("domain", "general")
    ]
    for name in _LISTS:
        path = shared / "nlp" / "compounds" / f"{name}.tsv"
        if path.exists():
            rows.append([name, *score(_pairs(path), by_stem=name == "domain80")])
    print(table("Compounds", ["list", "words", "split", "precision", "recall"], rows))
    texts = [path.read_text("utf-8") for path in sorted((shared / "realdocs" / "texts").glob("be-*/*.txt"))]
    if texts:
        print(table("Speed, one core", ["", "cache", "words a CPU second"], speed(texts)))
    print(f"reading the list: {load_milliseconds():.0f} ms of CPU")


if __name__ == "__main__":
    main()
