"""The only file that loads a spaCy model; everything works without one, a model adds names that no list holds."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import UsageError
from corpus.identity import slug
from corpus.model import Mention, MentionKind, Passage
from nlp.vocabulary import Vocabulary

#: Models for Dutch, the best first; none is needed.
MODELS = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")
SETTINGS = ("auto", "none", *MODELS)

#: Entity labels of Dutch models (and of CoNLL) -> kind. Persons are left out on purpose.
_KINDS = {
    "ORG": MentionKind.ORGANISATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
}
_CONFIDENCE = 0.5  # a model says nothing of how sure it is
_SHORTEST = 3  # code points of a name


@dataclass(frozen=True)
class Model:
    """A loaded spaCy pipeline and the name under which its mentions are stored."""

    nlp: Any  # spacy.Language: not named, as spaCy is only imported where a model is loaded
    name: str  # "nl_core_news_md@3.8.0"

    def entities(self, passages: Sequence[Passage], vocabulary: Vocabulary) -> list[list[Mention]]:
        """Return for each passage the organisations and places that the model names; persons never.

        A name in the vocabulary gets its concept and kind; another gets an id of its own, such as `org:stichting-iets`.
        """
        docs = self.nlp.pipe(passage.text for passage in passages)
        return [list(self._of(doc, passage, vocabulary)) for doc, passage in zip(docs, passages, strict=True)]

    def _of(self, doc: Any, passage: Passage, vocabulary: Vocabulary) -> Iterable[Mention]:
        for entity in doc.ents:
            kind = _KINDS.get(entity.label_)
            name = entity.text.strip()
            if kind is None or len(name) < _SHORTEST or not slug(name):
                continue
            start = entity.start_char + entity.text.index(name)
            known = [vocabulary.concept(one) for one in vocabulary.find(name)]
            same = [
                one
                for one in known
                if one.kind == kind.value or (kind is MentionKind.ORGANISATION and one.kind == "institution")
            ]
            prefix = "org" if kind is MentionKind.ORGANISATION else "plaats"
            concept = same[0].id if len(same) == 1 else f"{prefix}:{slug(name)}"
            found = MentionKind(same[0].kind) if len(same) == 1 else kind
            yield Mention(
                passage.id, start, start + len(name), name, found, concept, f"model:{self.name}", confidence=_CONFIDENCE
            )


def load_model(setting: str = "auto") -> Model | None:
    """Load the pipeline that *setting* asks for; None where it is `none`, or `auto` and no model is installed.

    Raises:
        UsageError: the setting is none of `SETTINGS`, or names a model that is not installed.
    """
    if setting not in SETTINGS:
        raise UsageError(f"Onbekend taalmodel {setting!r}. Kies uit: {', '.join(SETTINGS)}.")
    if setting == "none":
        return None
    wanted = MODELS if setting == "auto" else (setting,)
    installed = next((name for name in wanted if importlib.util.find_spec(name)), None)
    if installed is None and setting == "auto":
        return None
    if installed is None:
        raise UsageError(
            f"Het taalmodel {setting} is niet geïnstalleerd. Zonder model werkt alles ook: kies none of auto."
        )
    import spacy

    return wrap(spacy.load(installed, exclude=["parser", "lemmatizer", "attribute_ruler"]))


def wrap(nlp: Any) -> Model:
    """Return a spaCy pipeline (one of your own, say) as a model of ours."""
    meta = nlp.meta
    return Model(nlp, f"{meta['lang']}_{meta['name']}@{meta['version']}")
