"""Where to mark the words of a query in a passage, and the best piece of it to show; the text stays as it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from nlp.analysis import Word, analyse, is_suspended, terms, tokens
from nlp.assertion import sentence_starts

_SPACE = re.compile(r"\s+")
_NEAR_A_SENTENCE = 40  # code points that may be lost to begin or end a snippet at a sentence


def find_marks(  # noqa: PLR0917 - the sets of a query, in the order of the index fields
    text: str,
    surfaces: frozenset[str],
    stems: frozenset[str],
    parts: frozenset[str],
    prefixes: tuple[str, ...] = (),
    language: str = "nl",
    phrases: frozenset[tuple[str, ...]] = frozenset(),
) -> list[tuple[int, int]]:
    """Return the half-open offsets of the words in *text* to mark, in order, without overlap.

    Args:
        text: the passage.
        surfaces: folded words searched as written.
        stems: stems searched.
        parts: terms searched among the parts of a word (`Word.parts`): surfaces, stems, acronyms in capitals.
        prefixes: folded beginnings of words, of a query such as `extreem*`.
        language: ISO 639-1 code of the passage.
        phrases: surfaces or stems of words next to each other, marked as a whole.
    """
    if not is_suspended(text):
        wanted = _wanted(surfaces, stems, parts, prefixes, language, phrases)
        alone: list[tuple[int, int]] = []
        for match in tokens(text):
            decision = wanted[match[0]]
            if decision is None:
                break
            if decision:
                alone.append(match.span())
        else:
            return _apart(alone)
    return _in_context(text, surfaces, stems, parts, prefixes, language, phrases)


class _Wanted(dict[str, bool | None]):
    """Whether a word as written is to be marked, decided once per query; None where its neighbours have a say."""

    def __init__(  # noqa: PLR0917 - as above
        self,
        surfaces: frozenset[str],
        stems: frozenset[str],
        parts: frozenset[str],
        prefixes: tuple[str, ...],
        language: str,
        phrases: frozenset[tuple[str, ...]],
    ) -> None:
        super().__init__()
        self._terms = surfaces, stems, parts, prefixes
        self._first = frozenset(phrase[0] for phrase in phrases)
        self._language = language

    def __missing__(self, token: str) -> bool | None:
        surfaces, stems, parts, prefixes = self._terms
        surface, stemmed, own, opens = terms(token, self._language)
        decision: bool | None = bool(surface) and (
            surface in surfaces or stemmed in stems or bool(prefixes and surface.startswith(prefixes))
        )
        joins = not parts.isdisjoint(own)
        if surface and (surface in self._first or stemmed in self._first):
            decision = None
        elif surface and not decision:
            decision = joins
            if opens and (joins or any(part.startswith(surface) for part in parts)):
                decision = None
        self[token] = decision
        return decision


@lru_cache(maxsize=64)
def _wanted(  # noqa: PLR0917 - as above
    surfaces: frozenset[str],
    stems: frozenset[str],
    parts: frozenset[str],
    prefixes: tuple[str, ...],
    language: str,
    phrases: frozenset[tuple[str, ...]],
) -> _Wanted:
    return _Wanted(surfaces, stems, parts, prefixes, language, phrases)


def _in_context(  # noqa: PLR0917 - as above
    text: str,
    surfaces: frozenset[str],
    stems: frozenset[str],
    parts: frozenset[str],
    prefixes: tuple[str, ...],
    language: str,
    phrases: frozenset[tuple[str, ...]],
) -> list[tuple[int, int]]:
    """Find the marks where words next to each other, or halves of words, may count as one."""
    words = analyse(text, language)
    marks: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        last = _phrase_end(words, index, phrases)
        if last:
            marks.append((word.start, last))
        elif word.surface in surfaces or word.stem in stems or (prefixes and word.surface.startswith(prefixes)):
            marks.append((word.start, word.end))
        elif word.parts and not parts.isdisjoint(word.parts):
            marks.append((word.start, _end(words, index, parts)))
    return _apart(marks)


def _phrase_end(words: Sequence[Word], index: int, phrases: frozenset[tuple[str, ...]]) -> int:
    """Return where the longest of *phrases* that begins at *index* ends; 0 when none does."""
    ends = [
        words[index + len(phrase) - 1].end
        for phrase in phrases
        if index + len(phrase) <= len(words)
        and all(one in (word.surface, word.stem) for one, word in zip(phrase, words[index:], strict=False))
    ]
    return max(ends, default=0)


def _end(words: Sequence[Word], index: int, parts: frozenset[str]) -> int:
    """Return where the mark of a word found by its parts ends: `rechts extremisme` is marked as a whole."""
    word = words[index]
    if index + 1 < len(words):
        following = words[index + 1]
        if word.surface + following.surface in parts.intersection(word.parts):
            return following.end
    return word.end


def _apart(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in marks:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def snippet(text: str, marks: Sequence[tuple[int, int]], longest: int = 300) -> tuple[int, int]:
    """Return the offsets of the piece of *text* to show: at most *longest* code points, around the most marks.

    It begins and ends at a sentence where one is near, else between words; a word is cut only if it is longer than
    *longest* by itself. Without marks it is the beginning of the text.
    """
    if len(text) <= longest:
        return 0, len(text)
    starts = [start for start, _ in marks]
    first, last = _densest(marks, starts, longest)
    room = longest - (last - first)
    begin = max(0, min(first - room // 3, len(text) - longest))
    begin = _begin(text, begin, first)
    end = min(len(text), begin + longest)
    return begin, _finish(text, begin, end, min(last, end))


def _densest(marks: Sequence[tuple[int, int]], starts: Sequence[int], longest: int) -> tuple[int, int]:
    """Return start and end of the run of most marks within *longest* code points; the first of equals."""
    best, span = 0, (0, 0)
    for index, (start, end) in enumerate(marks):
        last = bisect_right(starts, start + longest - 1) - 1
        while last > index and marks[last][1] > start + longest:
            last -= 1
        if last - index + 1 > best:
            best, span = last - index + 1, (start, max(min(marks[last][1], start + longest), min(end, start + longest)))
    return span


def _begin(text: str, begin: int, first: int) -> int:
    """Move *begin* to a sentence or word border, not past the first mark."""
    if begin == 0:
        return 0
    sentences = sentence_starts(text)
    at = bisect_left(sentences, begin)
    if at < len(sentences) and sentences[at] <= first and sentences[at] - begin <= _NEAR_A_SENTENCE:
        return sentences[at]
    if text[begin - 1].isspace():
        return begin
    space = _SPACE.search(text, begin, first)
    return space.end() if space else first


def _finish(text: str, begin: int, end: int, last: int) -> int:
    """Move *end* back to a sentence or word border, not into the last mark."""
    if end == len(text) or text[end].isspace():
        return end
    sentences = sentence_starts(text)
    at = bisect_right(sentences, end) - 1
    if sentences[at] > max(last, begin) and end - sentences[at] <= _NEAR_A_SENTENCE:
        return begin + len(text[begin : sentences[at]].rstrip())
    cut = max((space.start() for space in _SPACE.finditer(text, max(last, begin), end)), default=0)
    return cut if cut > begin else (last if last > begin else end)
