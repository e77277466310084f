"""A spaCy component that puts lemmas known from treebanks and inflection tables above those the model guesses.

The model guesses well for words in context, but it may bend a word that it never met into one that does not exist; a
table never does. Words that the table lacks are looked up by their end: `kemphanen` as `kemp` + `hanen`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]  # of spaCy, without types
from spacy.language import Language

#: Tag -> folded form -> its lemmas, the most frequent first.
Table = Mapping[str, Mapping[str, list[str]]]

_MOST_SEEN = 200_000  # kept in memory
_SHORTEST_END = 4  # letters of the known end of a longer word
_SHORTEST_BEGINNING = 3
# fmt: off
_PREFIXES = frozenset((
    "aan", "achter", "af", "be", "bij", "binnen", "boven", "buiten", "door", "dwars", "ge", "her", "in", "langs",
    "los", "mee", "mis", "na", "neer", "om", "ont", "onder", "op", "open", "over", "rond", "samen", "tegen",
    "terug", "toe", "uit", "vast", "ver", "vol", "voor", "voorbij", "weer", "weg",
))
# fmt: on
_INFLECTED = ("NOUN", "VERB", "ADJ")


class LemmaTable:
    """Sets `token.lemma_` where the table knows better than the component before it; needs `token.pos_`."""

    def __init__(self, table: Table | None = None) -> None:
        self._use(table or {})

    def _use(self, table: Table) -> None:
        self._table = table
        self._seen: dict[tuple[int, int, int], str] = {}  # form, tag and guess -> lemma
        self._of_end: Callable[[str, str], tuple[str, ...]] = lru_cache(maxsize=100_000)(self._by_end)

    def __call__(self, doc: Any) -> Any:
        """Set the lemmas of a spaCy document."""
        for token in doc:
            key = (token.orth, token.pos, token.lemma)
            lemma = self._seen.get(key)
            if lemma is None:
                if len(self._seen) >= _MOST_SEEN:
                    self._seen.clear()
                lemma = self._seen[key] = self.lemma(token.text, token.pos_, token.lemma_)
            if lemma != token.lemma_:
                token.lemma_ = lemma
        return doc

    def lemma(self, form: str, pos: str, guess: str) -> str:
        """Return the lemma of a form with a tag, *guess* where the table allows it or knows nothing."""
        if pos == "PROPN":
            return form if guess == form.lower() else guess  # a name keeps its capitals
        folded = form.lower()
        known = self._table.get(pos, {}).get(folded) or (self._of_end(folded, pos) if pos in _INFLECTED else ())
        return guess if not known or guess in known else known[0]

    def _by_end(self, form: str, pos: str) -> tuple[str, ...]:
        """Return the lemmas of a form whose end is known, that of the longest end; none where none is."""
        listed = self._table.get(pos, {})
        for cut in range(2, len(form) - _SHORTEST_END + 1):
            beginning = form[:cut]
            if pos == "VERB" and beginning not in _PREFIXES:
                continue
            if pos != "VERB" and cut < _SHORTEST_BEGINNING:
                continue
            if ends := listed.get(form[cut:]):
                return tuple(beginning + end for end in ends)
        return ()

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002  (spaCy passes it)
        """Return the table as bytes."""
        return bytes(srsly.msgpack_dumps(self._table))

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> LemmaTable:  # noqa: ARG002
        """Take over a table written by `to_bytes`."""
        self._use(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the table into a folder of its own."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "table.msgpack").write_bytes(self.to_bytes(exclude))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> LemmaTable:
        """Read a table written by `to_disk`."""
        return self.from_bytes((Path(path) / "table.msgpack").read_bytes(), exclude)


@Language.factory("lemma_table", assigns=["token.lemma"], requires=["token.pos"])
def make_lemma_table(nlp: Language, name: str) -> LemmaTable:  # noqa: ARG001  (spaCy passes both)
    """Return an empty table; its contents are read with the pipeline."""
    return LemmaTable()
