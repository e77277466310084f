"""The table of forms and lemmas: from the treebank, inflection tables, a list of words and text tagged by a tool."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nlp.lemmas import LemmaTable
from nlp.training import plurals

_RARE = 12  # a lemma that a form has once in so many times is kept beside the most frequent one
_OPEN = ("NOUN", "VERB", "ADJ")  # of text that was tagged by a tool, only these are believed
_TAGS = {"V": "VERB", "V.PTCP": "VERB", "ADJ": "ADJ"}

Counts = dict[tuple[str, str], Counter[str]]


def table(work: Path, data: Path) -> dict[str, dict[str, list[str]]]:
    """Return tag -> form in small letters -> lemmas; where the sources differ, the treebank is right."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("nl").vocab
    gold_docs = list(DocBin().from_disk(work / "pos-gold.spacy").get_docs(vocab))
    known = {doc.text for doc in gold_docs}
    gold = _counted(gold_docs)
    silver = _counted(
        doc for doc in DocBin().from_disk(work / "pos-all.spacy").get_docs(vocab) if doc.text not in known
    )
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for (tag, form), lemmas in silver.items():
        if tag in _OPEN:
            found[tag][form] = [lemmas.most_common(1)[0][0]]
    for (tag, form), lemmas in _inflections(data / "lex" / "unimorph-nld.tsv.gz").items():
        found[tag][form] = [lemma for lemma, _ in lemmas.most_common()]
    for (tag, form), lemmas in gold.items():
        enough = sum(lemmas.values()) / _RARE
        found[tag][form] = [lemma for lemma, times in lemmas.most_common() if times >= enough]
    _add_plurals(found, data / "lex")
    return {tag: dict(sorted(forms.items())) for tag, forms in sorted(found.items())}


def _add_plurals(found: dict[str, dict[str, list[str]]], lists: Path) -> None:
    """Add nouns that the table neither holds nor finds by their end."""
    by_end = LemmaTable(found)
    added = {
        form: lemmas
        for path in lists.glob("opentaal-wordlist-*.txt.gz")
        for form, lemmas in plurals.singulars(plurals.read(path)).items()
        if form not in found["NOUN"] and by_end.lemma(form, "NOUN", "") not in lemmas
    }
    found["NOUN"].update(added)


def _counted(docs: Iterable[Any]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            if token.lemma_ and not token.is_space and token.pos_ != "PROPN":
                counts[token.pos_, token.lower_][token.lemma_] += 1
    return counts


def _inflections(path: Path) -> Counts:
    """Read UniMorph: lemma, form, features."""
    counts: Counts = defaultdict(Counter)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, form, features = ([*line.rstrip("\n").split("\t"), "", ""])[:3]
            if tag := _TAGS.get(features.split(";")[0]):
                counts[tag, form.lower()][lemma] += 1
    return counts
