"""Scores of a pipeline on texts that it was not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nlp.training import names, treebank

_TYPES = ("PER", "LOC", "ORG")
#: Test -> where its texts come from.
TREEBANKS = {
    "ls28-test": "UD LassySmall 2.8 test",
    "ls216-test": "UD LassySmall 2.16 test",
    "al216-test": "UD Alpino 2.16 test",
}
NAMES = {
    "ner-conll-testa": "CoNLL-2002 testa",
    "ner-conll-testb": "CoNLL-2002 testb",
    "ner-ls216-test": "UD LassySmall 2.16 test, silver types",
    "ner-al216-test": "UD Alpino 2.16 test, silver types",
}


def scores(nlp: Any, data: Path) -> dict[str, dict[str, float]]:
    """Return per test, between 0 and 1: accuracy of tags and lemmas, F of sentences, P, R and F of names."""
    found: dict[str, dict[str, float]] = {}
    for name in TREEBANKS:
        if "senter" in nlp.pipe_names:
            found[name] = _tags(nlp, data, name)
    for name in NAMES:
        if "ner" in nlp.pipe_names:
            found[name] = _names(nlp, _read(nlp, data, name))
    return found


def _read(nlp: Any, data: Path, name: str) -> list[Any]:
    from spacy.tokens import DocBin

    return list(DocBin().from_disk(data / "train" / f"{name}.spacy").get_docs(nlp.vocab))


def _tags(nlp: Any, data: Path, name: str) -> dict[str, float]:
    from spacy.training import Example

    docs = _read(nlp, data, name)
    result = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    listed = [sentence for doc in docs for sentence in treebank.sentences(doc)]
    grouped = treebank.paragraphs(listed, treebank.places(data / "ud", (name,)))
    whole, cut = [[one] for one in grouped], [treebank.lines([one]) for one in grouped]
    return {
        "upos": result["pos_acc"],
        "lemma": result["lemma_acc"],
        "sentences": result["sents_f"],
        "sentences_paragraph": _sentences(nlp, [treebank.join(one) for one in whole]),
        "sentences_line": _sentences(nlp, [treebank.join(one, "\n") for one in cut]),
    }


def _sentences(nlp: Any, texts: Sequence[Sequence[treebank.Token]]) -> float:
    from spacy.training import Example

    docs = [treebank.document(nlp.vocab, one) for one in texts]
    found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    return float(found["sents_f"])


def _names(nlp: Any, docs: Iterable[Any]) -> dict[str, float]:
    """Return P, R and F per type and over the three types; a name counts where both ends and the type are right."""
    right, found, wanted = dict.fromkeys(_TYPES, 0), dict.fromkeys(_TYPES, 0), dict.fromkeys(_TYPES, 0)
    docs = list(docs)
    for gold, guess in zip(docs, nlp.pipe([doc.text for doc in docs]), strict=True):
        true = {(e.start_char, e.end_char, names.LABELS[e.label_]) for e in gold.ents}
        said = {(e.start_char, e.end_char, names.LABELS[e.label_]) for e in guess.ents}
        for kind in _TYPES:
            right[kind] += sum(one[2] == kind for one in true & said)
            found[kind] += sum(one[2] == kind for one in said)
            wanted[kind] += sum(one[2] == kind for one in true)
    result: dict[str, float] = {}
    for label, kinds in (*((kind, (kind,)) for kind in _TYPES), ("all", _TYPES)):
        hits = sum(right[kind] for kind in kinds)
        precision = hits / max(1, sum(found[kind] for kind in kinds))
        recall = hits / max(1, sum(wanted[kind] for kind in kinds))
        result |= {f"{label}_p": precision, f"{label}_r": recall}
        result[f"{label}_f"] = 2 * precision * recall / (precision + recall) if hits else 0.0
    return result
