"""Lets spaCy train a lemmatizer further: read from disk, it has forgotten which tree is which label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.util import registry


@registry.callbacks("duiding.resume_lemmatizer.v1")  # type: ignore[untyped-decorator]  # spaCy is untyped here
def resume_lemmatizer() -> Callable[[Any], None]:
    """Return a callback that fills the table of labels of a loaded `trainable_lemmatizer` (spaCy 3.8 does not)."""

    def fill(pipeline: Any) -> None:
        lemmatizer = pipeline.get_pipe("trainable_lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}

    return fill
