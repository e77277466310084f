"""How well names and figures are found, without a model and with the bundled one, and how fast tagging is.

python -m benchmarks.nlp.entities                                       # the labelled sentences of the project
python -m benchmarks.nlp.entities --gold s.tsv --figures f.tsv --texts rapporten/
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.nlp.model import pieces
from benchmarks.report import table
from corpus.model import Passage, PassageKind, Span, Voice
from nlp.analysis import analyse
from nlp.evaluation.figures import measured
from nlp.evaluation.gold import OWN, read_gold
from nlp.evaluation.scores import score
from nlp.finding import Finder
from nlp.pipeline import load_model
from nlp.stating import stated
from nlp.tagger import Tagger
from nlp.vocabulary import load_vocabulary

_FIGURES = OWN.with_name("figures.tsv")
_SAMPLES = Path("corpus/samples/sources")
_WORDS = 60_000
_ROUNDS = 3


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, nargs="*", default=[OWN], help="sentences with labelled names")
    parser.add_argument("--figures", type=Path, nargs="*", default=[_FIGURES], help="sentences with labelled figures")
    parser.add_argument("--texts", type=Path, default=_SAMPLES, help="folder of text files for the speed")
    chosen = parser.parse_args()
    print(table("Names", ("sentences", "model", "kind", "precision", "recall", "F1"), names(chosen.gold)))
    heads = ("sentences", "number", "figures", "precision", "recall", "counted words right")
    print(table("Figures", heads, [figures(path) for path in chosen.figures]))
    print(table("Words a second on one core, without a model", ("step", "words/s"), speeds(chosen.texts)))


def names(paths: list[Path]) -> list[list[str]]:
    """Return the rows of organisations and places, for each file without and with the bundled model."""
    vocabulary = load_vocabulary()
    rows = []
    for path in paths:
        for setting in ("none", "auto"):
            model = load_model(setting)
            scores = score(read_gold(path, vocabulary), Tagger(vocabulary, model))
            for kind, count in sorted(scores.entities.items()):
                shares = (f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}")
                rows.append(
                    [f"{path.name} ({sum(scores.sentences.values())})", model.name if model else "none", kind, *shares]
                )
    return rows


def figures(path: Path) -> list[str]:
    """Return the row of one file of labelled figures."""
    scores = measured(path)
    shares = (f"{scores.precision:.3f}", f"{scores.recall:.3f}", f"{scores.counted} of {scores.right}")
    return [path.name, str(scores.sentences), str(scores.right + scores.missed), *shares]


def speeds(folder: Path) -> list[list[str]]:
    """Return the rows of speed, with warm caches, in CPU time."""
    texts = pieces(folder, _WORDS)
    words = sum(len(text.split()) for text in texts)
    vocabulary = load_vocabulary()
    tagger, finder = Tagger(vocabulary), Finder(vocabulary)
    analysed = [analyse(text) for text in texts]
    found = [finder.find(text, words=own) for text, own in zip(texts, analysed, strict=True)]
    passages = [_passage(text, number) for number, text in enumerate(texts)]
    steps: list[tuple[str, Callable[[], object]]] = [
        ("analysis", lambda: [analyse(text) for text in texts]),
        ("vocabulary", lambda: [finder.find(one, words=own) for one, own in zip(texts, analysed, strict=True)]),
        ("dates, levels, figures", lambda: [stated(*one) for one in zip(texts, analysed, found, strict=True)]),
        ("all of it", lambda: tagger.tag(passages)),
    ]
    return [[name, f"{words / _seconds(step):,.0f}"] for name, step in steps]


def _seconds(step: Callable[[], object]) -> float:
    step()
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        step()
        best = min(best, time.process_time() - began)
    return best


def _passage(text: str, number: int) -> Passage:
    spans = (Span(1, 0, len(text)),)
    return Passage(f"document.{number}.1", number, PassageKind.PARAGRAPH, Voice.PUBLISHER, "nl", (), spans, text)


if __name__ == "__main__":
    main()
