"""A spaCy component that tells the auxiliary `hebben` and `worden` from the full verb: a participle goes with them.

`De groep werd ontbonden` (auxiliary), `de groep werd groter` (full verb): the participle may stand far away,
where a small network does not see it. The rule is that of Universal Dependencies for Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.symbols import AUX, VERB

_HAVE = frozenset(("heb", "hebt", "heeft", "hebben", "had", "hadden", "gehad"))
_BECOME = frozenset(("word", "wordt", "worden", "werd", "werden", "geworden"))
_FORMS = _HAVE | _BECOME
_FARTHEST = 22  # words between an auxiliary and its participle
_VERBAL = (AUX, VERB)
_ENDS_CLAUSE = frozenset(";:()")
_PARTICLES = "aan|af|op|uit|in|mee|terug|toe|door|over|om|onder|voor|weg|samen|vast|goed|bij|na|neer|plaats|tegen"
_PARTICIPLE = re.compile(
    rf"(?:ge|be|ver|ont|her|er|mis)\w+(?:d|t|en)|(?:{_PARTICLES})(?:ge|be|ver)\w+(?:d|t|en)"
    r"|(?:over|onder|door|om|voor|achter)\w+(?:d|t|en)|\w+ge\w+(?:d|t|en)|\w*ge(?:daan|gaan|staan|zien)"
)
#: Participles that look like their infinitive, which is no participle.
_LIKE_INFINITIVES = frozenset(
    ("ontvangen", "vergeten", "ontstaan", "verlaten", "begaan", "verstaan", "bevallen", "geboren")
)


@Language.factory("auxiliaries", assigns=["token.pos"], requires=["token.pos", "token.lemma", "token.is_sent_start"])
def make_auxiliaries(nlp: Language, name: str) -> Callable[[Any], Any]:  # noqa: ARG001  (spaCy passes both)
    """Return the component."""
    return auxiliaries


def auxiliaries(doc: Any) -> Any:
    """Set AUX or VERB of each form of `hebben` and `worden` in a spaCy document."""
    for token in doc:
        if token.pos in _VERBAL and token.lower_ in _FORMS:
            token.pos_ = "AUX" if _has_participle(token) else "VERB"
    return doc


def _has_participle(verb: Any) -> bool:
    """Say whether a participle stands in the clause of a verb, as far as punctuation shows clauses."""
    for step in (-1, 1):
        for distance in range(1, _FARTHEST):
            place = verb.i + step * distance
            if not 0 <= place < len(verb.doc):
                break
            other = verb.doc[place]
            if other.text in _ENDS_CLAUSE or (other.is_sent_start and step == 1):
                break
            if _is_participle(other):
                return True
            if other.is_sent_start:
                break
    return False


def _is_participle(token: Any) -> bool:
    form = token.lower_
    if token.pos_ not in ("VERB", "ADJ") or not _PARTICIPLE.fullmatch(form):
        return False
    return bool(token.lemma_ != form or form in _LIKE_INFINITIVES)
