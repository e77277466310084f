"""Measure vocabulary tagging, words a second of CPU, and explain tags: `python -m benchmarks.nlp.phenomena`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.report import machine, table
from nlp.analysis import analyse
from nlp.evaluation.gold import OWN, read_gold
from nlp.finding import Finder
from nlp.vocabulary import load_vocabulary

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "sources"
_CHARS = 1_200  # as long as passages get
_TURNS = 40  # the samples are short: read so often that a second passes


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, after one turn that fills the caches and is a row of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlp.phenomena", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of .txt files to read (default: the samples, many times)")
    parser.add_argument("--explained", type=int, default=0, metavar="N", help="print N tags of the labelled sentences")
    chosen = parser.parse_args(arguments)
    vocabulary = load_vocabulary()
    finder = Finder(vocabulary)
    passages = list(_passages(chosen.texts))
    words = sum(len(one.split()) for one in passages)
    turns = 1 if chosen.texts else _TURNS
    rows = []
    for name, count in (("first turn, caches empty", 1), ("words and vocabulary, warm", turns)):
        start = time.process_time()
        tags = sum(len(finder.find(one)) for _ in range(count) for one in passages)
        rows.append(_row(name, words * count, tags, time.process_time() - start))
    known = [(one, analyse(one)) for one in passages]
    start = time.process_time()
    tags = sum(len(finder.find(one, words=found)) for _ in range(turns) for one, found in known)
    rows.append(_row("vocabulary alone, words known", words * turns, tags, time.process_time() - start))
    print(machine() + "\n")
    print(table("Vocabulary tagging", ("part", "words", "tags", "CPU s", "words per CPU second"), rows))
    for tag, text in _explained(finder, chosen.explained):
        print(f"- {text}\n  {tag}")


def _row(name: str, words: int, tags: int, seconds: float) -> list[str]:
    return [name, f"{words:,}", f"{tags:,}", f"{seconds:.2f}", f"{words / seconds:,.0f}"]


def _passages(folder: Path | None) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")) if folder else sorted(SAMPLES.glob("*.md")):
        text = path.read_text("utf-8")
        yield from (text[start : start + _CHARS] for start in range(0, len(text), _CHARS))


def _explained(finder: Finder, count: int) -> Iterator[tuple[str, str]]:
    """Yield *count* tags of phenomena from the labelled sentences, evenly spread, each with its reasons."""
    sentences = [one.text for one in read_gold(OWN, load_vocabulary()).sentences]
    found = [(tag, text) for text in sentences for tag in finder.find(text) if tag.kind == "phenomenon"]
    for tag, text in found[:: max(1, len(found) // count)][:count] if count else ():
        because = f", because of {tag.cue!r}" if tag.cue else ""
        label = f" by label {tag.label!r}" if tag.label != tag.surface else ""
        yield f"{tag.surface!r} -> {tag.concept} ({tag.rule}{label}{because}; {tag.assertion}; {tag.confidence})", text


if __name__ == "__main__":
    main()
