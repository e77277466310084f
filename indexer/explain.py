"""Why a passage carries its tags: each mention with its concept, rule, label, cue and certainty in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Assertion, Mention
from nlp.finding import RULES
from nlp.vocabulary import Vocabulary

#: Rules beside those of the vocabulary -> what they mean.
_OTHER_RULES = {
    "date": "a date or period",
    "level": "a threat level",
    "figure": "a number and what it counts",
    "name": "a name with a word for an organisation in it",
    "apposition": "a name right after what it is: `de vereniging ...`",
    "defined": "an acronym that the document itself defines",
    "list": "a name in a list of names of organisations",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One tag and why it is there; the fields are those of the JSON that `duiding explain --json` prints."""

    surface: str
    start: int  # code points in the passage
    end: int
    kind: str
    concept: str
    name: str  # preferred label of the concept, or its id
    rule: str
    meaning: str  # of the rule
    label: str
    cue: str
    assertion: str
    quoted: bool
    confidence: float  # 0 to 1
    version: str  # of vocabulary and rules, or of the model
    value: str

    def sentences(self) -> list[str]:
        """Return the explanation as lines for people."""
        label = f"; its label is {self.label!r}" if self.label and self.label != self.surface else ""
        lines = [f"rule       {self.rule}: {self.meaning}{label}"]
        if self.cue:
            lines.append(f"because    {self.cue!r} stands with it; without that the label does not count")
        stated = {
            Assertion.STATED.value: "the text states it",
            Assertion.NEGATED.value: "the text denies it",
            Assertion.HYPOTHETICAL.value: "the text gives it as a possibility",
        }[self.assertion]
        lines.append(f"assertion  {self.assertion}: {stated}" + (", between quotation marks" if self.quoted else ""))
        if self.value:
            lines.append(f"value      {self.value}")
        lines.append(f"certainty  {self.confidence:.2f}, by version {self.version}")
        return lines


def explain(mentions: Iterable[Mention], vocabulary: Vocabulary) -> list[Explanation]:
    """Return why each of *mentions* is there, in their order."""
    return [_explained(one, vocabulary) for one in mentions]


def _explained(mention: Mention, vocabulary: Vocabulary) -> Explanation:
    origin, _, version = mention.method.partition("@")
    by_model = origin.startswith("model:")
    meaning = "a name that the language model recognised" if by_model else (RULES | _OTHER_RULES).get(mention.rule, "")
    return Explanation(
        surface=mention.surface,
        start=mention.start,
        end=mention.end,
        kind=mention.kind.value,
        concept=mention.concept,
        name=vocabulary.label(mention.concept),
        rule=mention.rule,
        meaning=meaning,
        label=mention.label,
        cue=mention.cue,
        assertion=mention.assertion.value,
        quoted=mention.quoted,
        confidence=mention.confidence,
        version=version,
        value=mention.value,
    )
