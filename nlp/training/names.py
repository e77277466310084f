"""Training texts for the recogniser of names: cleaned name spans, and copies in which other names stand.

The spans come from the treebanks and from parliamentary text, typed by another tool. `names.txt` mends the types that
were read and found wrong.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nlp.training.swapping import Names, Swapper, Text, plain

#: Labels of the silver annotation -> ours. MISC holds peoples, works, events and products.
LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC", "NORP": "MISC", "EVENT": "MISC"}
TESTS = ("ner-ls216-test", "ner-al216-test")
_COPIES = 2  # of each text, with other names
_NAMELESS = 5000  # sentences without a name: their first words begin with a capital all the same
_FILLED = 16  # times that each sentence of our own is used
_CUT_OFF = re.compile(
    r"(?:\b(?:van|voor|de|het|en|et|of|aan|the|der|des|and|for))$|[.;:()\d]\S|\d$|^\W|[;.]$", re.IGNORECASE
)
_BEFORE_A_PLACE = frozenset(("in", "te", "naar", "uit", "van", "tussen", "vanuit", "rond", "nabij", "bij", "en", "of"))


def texts(docs: Iterable[Any], names: Names) -> Iterator[Text]:
    """Yield annotated spaCy documents as texts, with the types mended."""
    for doc in docs:
        spans = [(e.start, e.end, names.types.get(e.text, LABELS[e.label_])) for e in doc.ents]
        yield Text(
            tuple(t.text for t in doc),
            tuple(bool(t.whitespace_) for t in doc),
            tuple(span for span in spans if span[2] != "O"),
            tuple(bool(t.is_sent_start) for t in doc),
        )


def cleaned(text: Text, names: Names) -> Text | None:
    """Return a text of the silver annotation without its plain faults, or nothing where a span is cut off."""
    if any(_CUT_OFF.search(text.surface(start, end)) for start, end, _ in text.spans):
        return None
    places = {*names.parts["place"], *map(plain, names.parts["place"])}
    taken = {i for start, end, _ in text.spans for i in range(start, end)}
    spans = list(text.spans)
    for i, word in enumerate(text.words):
        if i and i not in taken and word in places and text.words[i - 1].lower() in _BEFORE_A_PLACE:
            spans.append((i, i + 1, "LOC"))
    return Text(text.words, text.spaces, tuple(sorted(spans)), text.starts)


def split(text: Text) -> Iterator[Text]:
    """Yield the sentences of a text."""
    bounds = [i for i, starts in enumerate(text.starts) if starts or i == 0] + [len(text.words)]
    for start, end in itertools.pairwise(bounds):
        spans = tuple((a - start, b - start, label) for a, b, label in text.spans if start <= a and b <= end)
        yield Text(text.words[start:end], text.spaces[start:end], spans, text.starts[start:end])


def document(vocab: Any, text: Text) -> Any:
    """Return a text as an annotated spaCy document."""
    from spacy.tokens import Doc, Span

    doc = Doc(vocab, words=list(text.words), spaces=list(text.spaces))
    doc.set_ents([Span(doc, start, end, label) for start, end, label in text.spans], default="outside")
    return doc


def without_names(docs: Iterable[Any]) -> Iterator[Text]:
    """Yield the sentences of tagged documents in which nothing can be a name: no capital but at the beginning."""
    for doc in docs:
        for sentence in doc.sents:
            words = tuple(token.text for token in sentence)
            if all(token.pos_ != "PROPN" for token in sentence) and not any(word[:1].isupper() for word in words[1:]):
                spaces = tuple(bool(token.whitespace_) for token in sentence)
                yield Text(words, spaces, (), (True,) + (False,) * (len(words) - 1))


def municipalities() -> list[str]:
    """Return the names of places of the vocabulary that are no ordinary words."""
    from nlp.vocabulary import load_vocabulary

    concepts = load_vocabulary().concepts
    listed = concepts.values() if hasattr(concepts, "values") else concepts
    return sorted({c.labels[0].text for c in listed if c.kind == "place" and not c.cue})


def convert(data: Path, work: Path, seed: int) -> None:
    """Write `ner.spacy` and `ner-dev.spacy` into *work*."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("nl")
    rng = random.Random(seed)  # noqa: S311  (an order of texts, no secret)
    names = Names.read()

    def read(name: str) -> list[Any]:
        return list(DocBin().from_disk(data / "train" / f"{name}.spacy").get_docs(nlp.vocab))

    def write(name: str, listed: list[Text]) -> None:
        docs = [document(nlp.vocab, one) for one in listed]
        rng.shuffle(docs)
        attrs = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]
        DocBin(attrs=attrs, docs=docs).to_disk(work / f"{name}.spacy")

    kept_apart = {one.words for name in TESTS for text in texts(read(name), names) for one in split(text)}
    treebank = read("ner-lassy")
    known = {doc.text for doc in treebank}
    gold = [t for t in texts(treebank, names) if not any(one.words in kept_apart for one in split(t))]
    silver = [
        good
        for text in texts((doc for doc in read("ner-all") if doc.text not in known), names)
        for one in split(text)
        if (good := cleaned(one, names)) is not None
    ]
    swapper = Swapper(names, municipalities(), nlp.tokenizer, rng)
    listed = [*gold, *silver]
    copies = [swapper.copy(one) for one in listed for _ in range(_COPIES) if one.spans]
    own = [swapper.fill(one) for one in names.parts["sentence"] for _ in range(_FILLED)]
    tagged = list(without_names(read("pos-all")))
    nameless = rng.sample(tagged, min(_NAMELESS, len(tagged)))
    write("ner", [*listed, *copies, *own, *nameless])
    write("ner-dev", list(texts(read("ner-dev"), names)))
