"""The only file that loads a spaCy model; everything works without one, a model adds names that no list holds."""

from __future__ import annotations

import importlib.util
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.errors import UsageError
from corpus.identity import slug
from corpus.model import Mention, MentionKind, Passage
from nlp.vocabulary import Vocabulary

#: The pipeline that comes with the product; its recipe is `nlp.training`, its scores are in docs/models.md.
BUNDLED = Path(__file__).with_name("models") / "nl_duiding_sm"
#: Models for Dutch that may be installed beside it; used only when asked for.
MODELS = ("nl_core_news_sm", "nl_core_news_md", "nl_core_news_lg")
SETTINGS = ("auto", "bundled", "none", *MODELS)

_LANGUAGE = "nl"
#: What a recogniser of names does not ask for.
_NOT_FOR_NAMES = (
    *("parser", "tagger", "morphologizer", "attribute_ruler"),
    *("lemmatizer", "trainable_lemmatizer", "lemma_table", "senter", "sentence_vote", "auxiliaries"),
)

_PERSON = "PER"
#: Labels of Dutch models -> ours.
_TYPES = {"ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PER": _PERSON, "PERSON": _PERSON}
#: Ours -> kind, and the beginning of the id of a name that the vocabulary lacks.
_KINDS = {
    "ORG": (MentionKind.ORGANISATION, "org"),
    "LOC": (MentionKind.PLACE, "plaats"),
    _PERSON: (MentionKind.PERSON, "persoon"),
}
_WORDS_KEPT = 200_000
_TEXTS_AT_ONCE = 64  # more takes memory and is no faster
_CONFIDENCE = 0.5  # a model says nothing of how sure it is
_SHORTEST = 3  # code points of a name
_ABBREVIATION = 5  # code points of the longest


@dataclass(frozen=True)
class Model:
    """A loaded spaCy pipeline and the name under which its mentions are stored."""

    nlp: Any  # spacy.Language: not named, as spaCy is only imported where a model is loaded
    name: str  # "nl_duiding_sm@1.0.0"
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False, compare=False)

    def entities(self, passages: Sequence[Passage], vocabulary: Vocabulary) -> list[list[Mention]]:
        """Return for each passage the organisations, places and persons that the model names.

        The persons are for the tagger alone, to keep their names from being taken for places and organisations.
        A name in the vocabulary gets its concept and kind; another gets an id of its own, such as `org:stichting-iets`.
        A name means one thing throughout *passages* (best those of one document): what most of its occurrences say.
        Passages in other languages have none: the models know Dutch. Thread-safe.
        """
        full = (
            len(self.nlp.vocab) > _WORDS_KEPT
        )  # then new words do not stay in memory; that costs a quarter of the speed
        with self._one_at_a_time, self.nlp.memory_zone() if full else nullcontext():
            texts = (passage.text if passage.language == _LANGUAGE else "" for passage in passages)
            named = [
                [(one.start_char, one.text, _TYPES.get(one.label_, "")) for one in doc.ents]
                for doc in self.nlp.pipe(texts, batch_size=_TEXTS_AT_ONCE)
            ]
        senses = _senses(name for found in named for name in found)
        return [
            [
                self._mention(passage, start, name, sense, vocabulary)
                for start, name, _ in found
                if (sense := senses[name.strip()]) in _KINDS and _is_plausible(name.strip(), sense, vocabulary)
            ]
            for passage, found in zip(passages, named, strict=True)
        ]

    def _mention(self, passage: Passage, start: int, text: str, sense: str, vocabulary: Vocabulary) -> Mention:
        (kind, prefix), name = _KINDS[sense], text.strip()
        start += text.index(name)
        known = [vocabulary.concept(one) for one in vocabulary.find(name)] if kind is not MentionKind.PERSON else []
        same = [
            one
            for one in known
            if one.kind == kind.value or (kind is MentionKind.ORGANISATION and one.kind == "institution")
        ]
        concept = same[0].id if len(same) == 1 else f"{prefix}:{slug(name)}"
        found = MentionKind(same[0].kind) if len(same) == 1 else kind
        method = f"model:{self.name}"
        return Mention(passage.id, start, start + len(name), name, found, concept, method, confidence=_CONFIDENCE)


def _is_plausible(name: str, sense: str, vocabulary: Vocabulary) -> bool:
    """Say whether a find is worth passing on: a place in capitals that no list holds is some abbreviation."""
    if len(name) < _SHORTEST or not slug(name):
        return False
    return not (sense == "LOC" and name.isupper() and len(name) <= _ABBREVIATION and not vocabulary.find(name))


def _senses(named: Iterable[tuple[int, str, str]]) -> dict[str, str]:
    """Return what each name stands for: what it is most often, a person where it is part of a person's name."""
    votes: dict[str, Counter[str]] = {}
    persons: set[str] = set()
    for _, text, sense in named:
        name = text.strip()
        votes.setdefault(name, Counter())[sense] += 1
        if sense == _PERSON and " " in name:
            given, surname = name.split(" ", 1)
            persons |= {given, surname, surname.rsplit(" ", 1)[-1]}
    return {name: _PERSON if name in persons else found.most_common(1)[0][0] for name, found in votes.items()}


def load_model(setting: str = "auto", *, whole: bool = False) -> Model | None:
    """Load the pipeline that *setting* asks for; None where it is `none`, or `auto` and spaCy is not installed.

    Args:
        setting: `auto` and `bundled` are the pipeline of the product, a name is one that is installed beside it.
        whole: load tags, lemmas and sentences too, not the recogniser of names alone.

    Raises:
        UsageError: the setting is none of `SETTINGS`, or asks for what is not installed.
    """
    if setting not in SETTINGS:
        raise UsageError(f"Onbekend taalmodel {setting!r}. Kies uit: {', '.join(SETTINGS)}.")
    if setting == "none":
        return None
    wanted = BUNDLED if setting in ("auto", "bundled") else setting
    if not importlib.util.find_spec("spacy") or (wanted is BUNDLED and not BUNDLED.is_dir()):
        if setting == "auto":
            return None
        raise UsageError(
            f"Voor het taalmodel {setting} ontbreekt spaCy. Zonder model werkt alles ook: kies none of auto."
        )
    if wanted is not BUNDLED and not importlib.util.find_spec(setting):
        raise UsageError(
            f"Het taalmodel {setting} is niet geïnstalleerd. Kies auto voor het model dat is meegeleverd, of none."
        )
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads wait for each other; it reads this at import
    import spacy

    left_out = [] if whole else list(_NOT_FOR_NAMES)
    if wanted is BUNDLED:
        if whole:
            import nlp.auxiliaries
            import nlp.lemmas
            import nlp.sentences  # noqa: F401  (each registers a component of the pipeline)
        else:
            left_out.append("tok2vec")  # the recogniser has its own
    loaded = spacy.load(wanted, exclude=left_out)
    _hasten(loaded)
    return wrap(loaded)


def _hasten(nlp: Any) -> None:
    """Let the networks multiply with NumPy: twice as fast as the multiplication that spaCy brings, same results."""
    from thinc.api import NumpyOps

    numbers = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if hasattr(component, "model"):
            for node in component.model.walk():
                node.ops = numbers


def wrap(nlp: Any) -> Model:
    """Return a spaCy pipeline (one of your own, say) as a model of ours."""
    meta = nlp.meta
    return Model(nlp, f"{meta['lang']}_{meta['name']}@{meta['version']}")
