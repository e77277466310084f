"""Compare the figures found in labelled sentences with the labels.

A line is a sentence, a tab and its figures, parted by `; `, or `-`. A figure is a value and what it counts, as written
or `-`: `150 leden`, `20..30 leden`, `50.. leden` (more than), `..10 leden` (less than), `54% gemeenten`, `3/10 leden`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.statements import Figure
from nlp.analysis import analyse
from nlp.stating import stated

Value = tuple[float | None, float | None, str, float | None]


@dataclass(slots=True)
class FigureScores:
    """Figures whose value and unit were right, wrong, missed; and of the right ones, whose counted words are right."""

    sentences: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    counted: int = 0
    errors: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of the figures found that are right."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the labelled figures that were found."""
        return self.right / (self.right + self.missed)


def measured(path: Path) -> FigureScores:
    """Return the scores on the labelled sentences in *path*."""
    scores = FigureScores()
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(("#", "sentence\t")):
            sentence, _, labels = line.partition("\t")
            _add(scores, sentence, [] if labels == "-" else [_label(one) for one in labels.split("; ")])
    return scores


def _add(scores: FigureScores, sentence: str, labels: list[tuple[Value, str]]) -> None:
    scores.sentences += 1
    missed, wrong = list(labels), 0
    for tag in stated(sentence, analyse(sentence), []):
        if tag.kind != "figure":
            continue
        figure = Figure.from_json(tag.value)
        value = (figure.low, figure.high, figure.unit, figure.of)
        same = [one for one in missed if one[0] == value]
        if not same:
            wrong += 1
            continue
        best = next((one for one in same if one[1] == figure.counted), same[0])
        missed.remove(best)
        scores.right += 1
        scores.counted += best[1] == figure.counted
    scores.wrong += wrong
    scores.missed += len(missed)
    if wrong or missed:
        scores.errors = (*scores.errors, f"{wrong} wrong, {len(missed)} missed: {sentence}")


def _label(text: str) -> tuple[Value, str]:
    written, _, counted = text.partition(" ")
    unit, of = "number", None
    if written.endswith("%"):
        unit, written = "percent", written[:-1]
    elif "/" in written:
        written, _, whole = written.partition("/")
        unit, of = "ratio", float(whole)
    low, between, high = written.partition("..")
    return (_number(low), _number(high if between else low), unit, of), "" if counted == "-" else counted


def _number(text: str) -> float | None:
    return float(text) if text else None
