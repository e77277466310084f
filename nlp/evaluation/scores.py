"""Compare what the tagger finds in labelled sentences with their labels: precision, recall, F1 by label and sample."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.model import Mention, Passage, PassageKind, Span, Voice
from nlp.evaluation.gold import ENTITIES, Gold, Sentence
from nlp.folding import fold
from nlp.tagger import Tagger

#: What may stand before a name, in the text or in the label, without making it another name.
_BEFORE = re.compile(r"^(?:de|het|een|gemeente|stad|provincie)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Count:
    """Labels that were right, wrong (found and not there) and missed (there and not found)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, expected: set[str], found: set[str]) -> None:
        """Count one sentence."""
        self.right += len(expected & found)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)


@dataclass(frozen=True, slots=True)
class Miss:
    """A sentence in which something was wrong or missed."""

    sid: str
    sample: str
    text: str
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(slots=True)
class Scores:
    """What came of one file of labelled sentences."""

    sentences: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # by sample
    samples: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))  # phenomena together, by sample
    labels: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    entities: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))  # ORG, PLACE
    assertions: Count = field(default_factory=Count)  # of the phenomena found: how the text speaks of them
    misses: list[Miss] = field(default_factory=list)


def score(gold: Gold, tagger: Tagger) -> Scores:
    """Tag the sentences, each by itself, and count."""
    found = Scores()
    for sentence in gold.sentences:
        mentions = tagger.tag([_passage(sentence)], country=sentence.country)
        said = {(label, one.assertion) for one in mentions for label in gold.scheme.labels(one)}
        labels = {label for label, _ in said}
        found.sentences[sentence.sample] += 1
        found.samples[sentence.sample].add(set(sentence.labels), labels)
        for label in sentence.labels | labels:
            found.labels[label].add({label} & sentence.labels, {label} & labels)
        for label, assertion in sentence.assertions.items():
            if label in labels:
                right = (label, assertion) in said
                found.assertions.right += right
                found.assertions.wrong += not right
        wrong, missed = labels - sentence.labels, sentence.labels - labels
        if sentence.entities is not None:
            for kind, expected, names in _names(sentence, [one for one in mentions if gold.scheme.is_name(one)]):
                found.entities[kind].add(expected, names)
                wrong |= {f"{kind}:{one}" for one in names - expected}
                missed |= {f"{kind}:{one}" for one in expected - names}
        if wrong or missed:
            found.misses.append(Miss(sentence.sid, sentence.sample, sentence.text, tuple(sorted(wrong)),
                                     tuple(sorted(missed))))  # fmt: skip
    return found


def _names(sentence: Sentence, mentions: Sequence[Mention]) -> Iterable[tuple[str, set[str], set[str]]]:
    """Yield kind, expected names and names found, folded: hyphens, capitals and articles make no other name."""
    for kind, kinds in ENTITIES.items():
        expected = {_bare(name) for label, name in sentence.entities or () if label == kind}
        yield kind, expected, {_bare(one.surface) for one in mentions if one.kind in kinds}


def _bare(name: str) -> str:
    return fold(_BEFORE.sub("", name))


def _passage(sentence: Sentence) -> Passage:
    spans = (Span(1, 0, len(sentence.text)),)
    return Passage(sentence.sid, 0, PassageKind.PARAGRAPH, Voice.PUBLISHER, "nl", (), spans, sentence.text)
