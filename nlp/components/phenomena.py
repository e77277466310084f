"""The vocabulary as a spaCy component: the same finder as the tagger without a model, its tags as spans of a `Doc`.

import nlp.components.phenomena
pipeline.add_pipe("duiding_phenomena")
doc = pipeline("Er is geen rechts-extremisme vastgesteld.")
for span, tag in zip(doc.spans["duiding"], doc._.duiding):
    print(span.text, span.label_, tag["assertion"])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.finding import Finder, Tag
from nlp.vocabulary import load_vocabulary

FACTORY = "duiding_phenomena"


class Phenomena:
    """Adds the tags of a text to `doc.spans[key]`, labelled with their concept, and as dictionaries to `doc._.duiding`.

    spaCy's tokens are not our words: a span takes in every token that its tag touches, so `jihadaanslag` has two spans
    alike; the tag at the same place in `doc._.duiding` has the exact offsets in code points, the rule and the rest.
    """

    def __init__(self, finder: Finder, *, key: str, kinds: Sequence[str], country: str) -> None:
        self._finder, self._key, self._kinds, self._country = finder, key, frozenset(kinds), country

    def __call__(self, doc: Doc) -> Doc:
        """Tag one text; spans stand in the order of the text."""
        found = self._finder.find(doc.text, doc.lang_ or "nl", self._country)
        tags = [tag for tag in found if tag.kind in self._kinds]
        doc.spans[self._key] = [_span(doc, tag) for tag in tags]
        doc._.duiding = [asdict(tag) for tag in tags]
        return doc


def _span(doc: Doc, tag: Tag) -> Span:
    span = doc.char_span(tag.start, tag.end, label=tag.concept, alignment_mode="expand")
    if span is None:  # spaCy gives none only for a stretch outside the text
        raise ValueError(f"tag {tag} lies outside a text of {len(doc.text)} code points")
    return span


@Language.factory(
    FACTORY,
    default_config={"vocabulary": "", "key": "duiding", "kinds": ["phenomenon"], "country": ""},
    retokenizes=False,
)
def make_phenomena(  # noqa: PLR0917  # spaCy passes its settings by name
    nlp: Language,  # noqa: ARG001  # spaCy's signature
    name: str,  # noqa: ARG001  # spaCy's signature
    vocabulary: str,
    key: str,
    kinds: list[str],
    country: str,
) -> Phenomena:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: name of the component in it.
        vocabulary: folder of entries to lay over ours; empty: ours alone.
        key: where the spans go in `doc.spans`.
        kinds: kinds of concept to tag, keys of `nlp.vocabulary.FILES`.
        country: BE or NL where the texts are from one.
    """
    if not Doc.has_extension("duiding"):
        Doc.set_extension("duiding", default=[])
    found = load_vocabulary(Path(vocabulary) if vocabulary else None)
    return Phenomena(Finder(found), key=key, kinds=kinds, country=country)
