"""What stands around a word in a passage: its sentence, its cues, what else is tagged there, quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache

from nlp.analysis import Word
from nlp.assertion import sentence_span, sentence_starts
from nlp.folding import fold
from nlp.stemming import stem

_SHORT = 3  # letters of an acronym that a heading in capitals can hold by chance: IS, TV, HP
_OPEN_CUE = 5  # letters from which a cue also counts as the beginning of a longer word
_QUOTATION = re.compile(r"“[^”]+”|„[^”“]+[”“]|«[^»]+»|\"[^\"]+\"|(?<!\w)[‘'](?=\w)[^‘’'\n]{2,200}[’'](?!\w)")


class Context:
    """One text with its words; everything in it is worked out once, and only where there is a candidate."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self.starts = sentence_starts(text)

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the numbers of the first word of the sentence that holds `words[index]`, and of the one after it."""
        start, end = sentence_span(self.starts, self.words[index].start, len(self.text))
        return bisect_left(self._offsets, start), bisect_left(self._offsets, end)

    def in_capitals(self, index: int) -> bool:
        """Say whether the whole sentence is in capitals, as a heading may be: then capitals tell nothing."""
        first, last = self.sentence(index)
        written = [self.text[word.start : word.end] for word in self.words[first:last]]
        return len(written) > 1 and all(map(str.isupper, written)) and any(len(word) > _SHORT for word in written)

    def cue(self, cues: tuple[str, ...], index: int, *, whole: bool, apart_from: int, within: int = 0) -> str:
        """Return the first word that is one of *cues* besides the candidate, as written; empty when there is none.

        Args:
            cues: words; one of five letters or more also counts as the beginning of a longer word.
            index: number of the first word of the candidate.
            whole: look in the whole passage, not only in the sentence.
            apart_from: how many words the candidate holds that are no cue for itself.
            within: most words between the two, 0 for any number.
        """
        stems, openings = _cue_terms(cues)
        first, last = (0, len(self.words)) if whole else self.sentence(index)
        if within:
            first, last = max(first, index - within), min(last, index + max(apart_from, 1) + within)
        for at in range(first, last):
            word = self.words[at]
            if index <= at < index + apart_from:
                continue
            if word.stem in stems or word.surface.startswith(openings) or not stems.isdisjoint(word.parts):
                return self.text[word.start : word.end]
        return ""

    def is_quoted(self, start: int, end: int) -> bool:
        """Say whether the stretch stands between quotation marks."""
        return any(opens < start and end < closes for opens, closes in self._quotations)

    @cached_property
    def _offsets(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return [found.span() for found in _QUOTATION.finditer(self.text)]


@lru_cache(maxsize=1024)
def _cue_terms(cues: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the stems of *cues*, and the folded ones that may open a longer word."""
    return frozenset(map(stem, cues)), tuple(fold(cue) for cue in cues if len(cue) >= _OPEN_CUE)
