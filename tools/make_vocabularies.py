"""Make what is derived from the vocabularies: joins.tsv and vocabulary.json in nlp/vocabularies/.

    python tools/make_vocabularies.py

after editing a vocabulary; a test checks that both are current.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "nlp" / "vocabularies"
sys.path.insert(0, str(ROOT))

from nlp.analysis import analyse  # noqa: E402 - the repository root must be on the path first
from nlp.folding import HYPHENS, fold  # noqa: E402
from nlp.vocabulary import compile_vocabulary, load_vocabulary  # noqa: E402

#: Pairs that begin with a word like these are everyday Dutch: de radicalisering.
NO_FIRST = {"de", "niet", "en", "inlichting", "corona"}


def joins() -> list[tuple[str, str]]:
    """Return the pairs of words that labels write as two words or with a hyphen, and that also occur as one word."""
    labels = [
        one.text
        for concept in load_vocabulary().concepts
        if concept.kind != "place"
        for one in concept.labels
        if one.language == "nl" and one.auto
    ]
    split = re.compile(f"[{re.escape(HYPHENS)}]+")
    pairs, closed = set(), set()
    for text in labels:
        for word in text.split():
            pieces = [fold(piece) for piece in split.split(word.rstrip("+")) if fold(piece)]
            closed.add("".join(pieces))
            if len(pieces) == 2 and word == word.rstrip("-"):
                pairs.add((pieces[0], pieces[1]))
    for text in labels:
        words = [word.surface for word in analyse(text)]
        pairs |= {pair for pair in itertools.pairwise(words) if "".join(pair) in closed}
    firsts = {first for first, _ in pairs if len(first) > 4}
    for word in closed:
        pairs |= {
            (first, word[len(first) :]) for first in firsts if word.startswith(first) and len(word) > len(first) + 4
        }
    return sorted(
        (first, second)
        for first, second in pairs
        if first not in NO_FIRST
        and len(first) > 1
        and (len(second) > 2 or second in ("r", "rs"))
        and second != "istisch"
    )


def write_tsv(name: str, sentence: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table with a comment and a line of column names."""
    lines = [f"# {sentence}", "\t".join(columns), *("\t".join(row) for row in rows)]
    (TARGET / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Write both files."""
    write_tsv(
        "joins.tsv",
        "Two words that the vocabulary also writes as one; made by tools/make_vocabularies.py",
        ("first", "second"),
        joins(),
    )
    (TARGET / "vocabulary.json").write_text(compile_vocabulary(TARGET), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
