"""Plurals of nouns from a list of words: a word is the singular of another when the rules of spelling say so.

Which words belong together is not said in the list; both must stand in it. So `kemphanen` leads to `kemphaan`, as there
is no `kemphan`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_SHORTEST = 3
_OPEN_SYLLABLE = re.compile(r"([aeou])\1([bcdfghjklmnpqrstvwxz])$")  # haan: ha-nen
_CLOSED_SYLLABLE = re.compile(r"[^aeiou][aeiou][bcdfghjklmnpqrstvwxz]$")  # rel: rel-len


def singulars(words: Iterable[str]) -> dict[str, list[str]]:
    """Return plural -> singulars that stand in *words* too, the shortest first; diminutives are left out."""
    known = {word for word in words if len(word) >= _SHORTEST and word[0].islower()}
    found: dict[str, list[str]] = {}
    for word in known:
        if not word.endswith("je"):
            for form in _plurals(word):
                if form in known:
                    found.setdefault(form, []).append(word)
    return {form: sorted(listed, key=lambda one: (one.endswith("e"), len(one), one)) for form, listed in found.items()}


def read(path: Path) -> list[str]:
    """Return the words of a compressed list, one a line, without those of several words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [word for line in lines if (word := line.rstrip("\n")).replace("-", "").isalpha()]


def _plurals(word: str) -> Iterator[str]:
    yield word + "s"
    yield word + "en"
    if word[-1] in "aiouy":
        yield word + "'s"
    if word.endswith("e"):
        yield word + "n"
    if word.endswith("heid"):
        yield word[:-4] + "heden"
    if word.endswith("ie"):
        yield word[:-1] + "ën"
    if word.endswith("ee"):
        yield word + "ën"
    if _CLOSED_SYLLABLE.search(word):
        yield word + word[-1] + "en"
    shortened = word[:-2] if _OPEN_SYLLABLE.search(word) else word[:-1]  # of haan: ha; of golf: gol
    if _OPEN_SYLLABLE.search(word):
        yield shortened + word[-1] + "en"
    if word[-1] in "fs":
        yield shortened + {"f": "v", "s": "z"}[word[-1]] + "en"
    if word.endswith("um"):
        yield word[:-2] + "a"
    if word.endswith("icus"):
        yield word[:-2] + "i"
