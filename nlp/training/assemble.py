"""From two trained pipelines to the one that is shipped: put together, pruned, scored, with its model card."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]  # of spaCy, without types

from nlp.training import forms
from nlp.training.score import NAMES, TREEBANKS, scores

NAME = "duiding_sm"
VERSION = "1.0.0"
_TEXTS_AT_ONCE = 64  # more takes memory and is no faster
_KEPT_BITS = 11  # of the 23 of a single-precision fraction: the rest is noise that does not compress
_GLUED = (r"(?<=[A-Z]{2})\.(?=[A-Z][a-z])", r"(?<=[\)\]\d])\.(?=[A-Z][a-z])")  # NMBS.De, (FOD).De, 2015.De


def assemble(
    tags: Sequence[Path], sentences: Path, names: Path, *, work: Path, data: Path, target: Path
) -> dict[str, dict[str, float]]:
    """Write the pipeline to *target* and return its scores.

    Args:
        tags: trainings of tok2vec, morphologizer, trainable_lemmatizer and senter, one following on another: their
            parameters are averaged, which is a little better than each.
        sentences: trained senter with layers of its own.
        names: trained tok2vec and ner.
        work: where `convert` wrote the training texts; the table of lemmas is made from them.
        data: the folder of data sets.
        target: folder of the pipeline, replaced.
    """
    import spacy

    import nlp.auxiliaries
    import nlp.lemmas
    import nlp.sentences  # noqa: F401  (each registers a component)

    pipeline, recogniser = _averaged([spacy.load(one) for one in tags]), spacy.load(names)
    recogniser.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    table: Any = pipeline.add_pipe("lemma_table", after="trainable_lemmatizer")
    table.from_bytes(_packed(forms.table(work, data)))
    add_sentences(pipeline, spacy.load(sentences))
    pipeline.add_pipe("auxiliaries", after="sentence_vote")
    pipeline.add_pipe("ner", source=recogniser, last=True)
    _split_glued_sentences(pipeline)
    pipeline.batch_size = _TEXTS_AT_ONCE
    for _, component in pipeline.pipeline:
        if hasattr(component, "model"):
            _round(component.model)
    found = scores(pipeline, data)
    pipeline.meta.update(_meta(found))
    shutil.rmtree(target, ignore_errors=True)
    pipeline.to_disk(target)
    _prune(pipeline, target)
    (target / "README.md").write_text(card(found, pipeline.pipe_names), "utf-8")
    shutil.copy(str(resources.files("nlp.training") / "LICENSE-model.txt"), target / "LICENSE")
    return found


def add_sentences(pipeline: Any, trained: Any) -> None:
    """Put the senter of another pipeline beside that of *pipeline*, as its second vote."""
    config = trained.get_pipe_config("senter")
    vote: Any = pipeline.add_pipe("sentence_vote", after="senter", config={"model": config["model"]})
    vote.from_bytes(trained.get_pipe("senter").to_bytes(exclude=["vocab"]), exclude=["vocab"])
    vote.cfg["overwrite"] = True  # of what the senter before it said


def _averaged(pipelines: Sequence[Any]) -> Any:
    """Return the first pipeline, with the average of the parameters of all."""
    first = pipelines[0]
    for name in first.pipe_names:
        nodes = [list(one.get_pipe(name).model.walk()) for one in pipelines]
        for alike in zip(*nodes, strict=True):
            for parameter in alike[0].param_names:
                if alike[0].has_param(parameter):
                    alike[0].set_param(parameter, np.mean([one.get_param(parameter) for one in alike], axis=0))
    return first


def _packed(table: Mapping[str, Mapping[str, list[str]]]) -> bytes:
    return bytes(srsly.msgpack_dumps(table))


def _split_glued_sentences(pipeline: Any) -> None:
    from spacy.util import compile_infix_regex

    infixes = (*pipeline.Defaults.infixes, *_GLUED)
    pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _round(model: Any) -> None:
    """Round all parameters to fewer bits: still plain single precision, but half the size once compressed."""
    unit = np.uint32(1 << (23 - _KEPT_BITS))
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                bits = np.ascontiguousarray(node.get_param(name)).view(np.uint32)
                node.set_param(name, ((bits + unit // 2) & ~(unit - 1)).astype(np.uint32).view(np.float32))


def _prune(pipeline: Any, target: Path) -> None:
    """Keep of the strings of the training texts those that the edit trees of lemmas put in or take away."""
    trees = srsly.msgpack_loads((target / "trainable_lemmatizer" / "trees").read_bytes())["trees"]
    numbers = {tree[name] for tree in trees for name in ("orig", "subst") if tree.get(name)}
    strings = sorted(pipeline.vocab.strings[number] for number in numbers)
    (target / "vocab" / "strings.json").write_text(json.dumps(strings), "utf-8")


def _meta(found: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    return {
        "name": NAME,
        "version": VERSION,
        "description": "Dutch: tags, lemmas, sentences and names, for Duiding",
        "author": "The Duiding team",
        "email": "",
        "url": "",
        "license": "CC-BY-SA-4.0",
        "sources": [
            {"name": "UD Dutch LassySmall and Alpino", "license": "CC BY-SA 4.0"},
            {"name": "Questions and answers of the Belgian Chamber", "license": "CC0"},
            {"name": "UniMorph Dutch", "license": "CC BY-SA 3.0"},
            {"name": "OpenTaal word list", "license": "CC BY 3.0"},
        ],
        "performance": {test: {name: round(value, 4) for name, value in of.items()} for test, of in found.items()},
    }


def card(found: Mapping[str, Mapping[str, float]], parts: list[str]) -> str:
    """Return the model card: what it is, what it was made from, how well it does."""
    text = resources.files("nlp.training").joinpath("card.md").read_text("utf-8")
    return (
        text.replace("{version}", VERSION)
        .replace("{parts}", ", ".join(parts))
        .replace("{tags}", tag_table(found))
        .replace("{names}", name_table(found))
    )


def tag_table(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return the scores of tags, lemmas and sentences as a table."""
    heads = "| text | UPOS | lemma | sentence F: run on | by paragraph | by line |"
    rows = [heads, "|---|---|---|---|---|---|"]
    for test, title in TREEBANKS.items():
        if one := found.get(test):
            values = (one["upos"], one["lemma"], one["sentences"], one["sentences_paragraph"], one["sentences_line"])
            rows.append(f"| {title} | " + " | ".join(f"{value:.3f}" for value in values) + " |")
    return "\n".join(rows)


def name_table(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return the scores of names as a table: P, R and F per type and over the three types."""
    rows = ["| text | PER P / R / F | LOC P / R / F | ORG P / R / F | all P / R / F |", "|---|---|---|---|---|"]
    for test, title in NAMES.items():
        if one := found.get(test):
            cells = (
                " / ".join(f"{one[f'{kind}_{what}']:.3f}" for what in "prf") for kind in ("PER", "LOC", "ORG", "all")
            )
            rows.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(rows)
