"""How fast the bundled pipeline is, beside Frog where that is installed, and how much memory and start it takes.

python -m benchmarks.nlp.model                       # the sample documents, over and over
python -m benchmarks.nlp.model --texts rapporten/    # your own text files
"""

from __future__ import annotations

import argparse
import html
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.report import table
from corpus.model import Passage, PassageKind, Span, Voice
from nlp.pipeline import BUNDLED, load_model
from nlp.tagger import Tagger
from nlp.vocabulary import load_vocabulary

_SAMPLES = Path("corpus/samples/sources")
_LONGEST = 1200  # code points of a piece, as a passage is
_ROUNDS = 3
_START = """
import time; began = time.process_time()
import spacy; imported = time.process_time()
{blank}
from nlp.pipeline import load_model; ready = time.process_time()
model = load_model("bundled", whole={whole}); loaded = time.process_time()
list(model.nlp.pipe(["Volgens het OCAD is de dreiging in Gent niet veranderd."])); tagged = time.process_time()
print(imported - began, loaded - ready, tagged - began)
"""


def pieces(folder: Path, least: int) -> list[str]:
    """Return the text of the files of a folder in pieces like passages, over again until there are *least* words."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".md", ".html", ".yaml"}:
            text = html.unescape(re.sub(r"<[^>]+>", " ", path.read_text("utf-8", errors="replace")))
            found += _cut(re.split(r"\n\s*\n", text))
    words = sum(len(one.split()) for one in found)
    return found * max(1, -(-least // max(1, words)))


def _cut(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        text = " ".join(paragraph.split())
        for start in range(0, len(text), _LONGEST):
            if len(piece := text[start : start + _LONGEST]) > 40:
                yield piece


def speed(run: Callable[[], Any], words: int) -> str:
    """Return words per CPU second, the best of a few rounds."""
    best = 0.0
    for _ in range(_ROUNDS):
        began = time.process_time()
        run()
        best = max(best, words / (time.process_time() - began))
    return f"{best:,.0f}"


def start() -> list[list[str]]:
    """Return what it takes, in a new process, until the pipeline is there and until the first name."""
    rows = []
    for title, whole in (("names", False), ("whole pipeline", True)):
        for blank in ("", 'spacy.blank("nl")'):
            script = _START.format(blank=blank, whole=whole)
            imported, loaded, first = _run(script).split()
            what = f"load {title}" + (", Dutch of spaCy imported before" if blank else "")
            rows.append([what, f"{float(loaded):.2f} s"])
        rows.append([f"from nothing to the first name, {title}", f"{float(first):.2f} s"])
    return [["import spaCy", f"{float(imported):.2f} s"], *rows]


def _run(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout


def frog(texts: list[str]) -> str:
    """Return the words per CPU second of Frog without its parser, its start taken off; on a part, as it is slow."""
    if not shutil.which("frog"):
        return "not installed"
    few, _ = _frog(texts[:2])
    more, memory = _frog(texts[:22])
    words = sum(len(one.split()) for one in texts[2:22])
    return f"{words / (more - few):,.0f} ({words:,} words; {memory:,.0f} MB)"


def _frog(texts: list[str]) -> tuple[float, float]:
    """Run Frog; return CPU seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text("\n\n".join(texts), "utf-8")
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = ["frog", "--skip=p", "-t", str(path), "-o", str(path.with_suffix(".out"))]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    return used, ended.ru_maxrss / 1024


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=_SAMPLES, help="folder of text files")
    parser.add_argument("--words", type=int, default=50_000, help="at least so many words")
    parser.add_argument("--frog", action="store_true", help="also run Frog (Debian: frog, frogdata) on a part; slow")
    given = parser.parse_args(arguments)
    texts = pieces(given.texts, given.words)
    words = sum(len(one.split()) for one in texts)
    span = (Span(1, 0, 1),)
    passages = [
        Passage(f"x.{i}", i, PassageKind.PARAGRAPH, Voice.PUBLISHER, "nl", (), span, one) for i, one in enumerate(texts)
    ]
    vocabulary = load_vocabulary()
    rows = [["vocabulary alone", speed(lambda: Tagger(vocabulary).tag(passages), words)]]
    names, whole = load_model("bundled"), load_model("bundled", whole=True)
    if names is None or whole is None:  # never: the setting is not auto or none
        raise SystemExit("No model.")
    tagger = Tagger(vocabulary, names)
    rows.append(["vocabulary and names of the model", speed(lambda: tagger.tag(passages), words)])
    rows.append(["names of the model alone", speed(lambda: names.entities(passages, vocabulary), words)])
    rows.append(["whole pipeline: tags, lemmas, sentences, names", speed(lambda: list(whole.nlp.pipe(texts)), words)])
    if given.frog:
        rows.append(["Frog without parser", frog(texts)])
    print(table(f"Words per CPU second, one core, {words:,} words", ["what", "words/s"], rows))
    print(table("Start, CPU seconds", ["what", "time"], start()))
    size = sum(path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = [["pipeline on disk", f"{size / 1e6:.1f} MB"], ["peak memory of this process", f"{peak:.0f} MB"]]
    print(table("Size", ["what", "value"], facts))


if __name__ == "__main__":
    main()
