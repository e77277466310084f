"""Small measures of text that the knowledge pages share: rates, sentences, occurrences of a word; reads no store."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quotation.words import quoted_words

PER_WORDS = 10_000
LITTLE_TEXT = 2_000  # words; below it one mention more or less moves a rate by 5 or more

_ABBREVIATED = re.compile(
    r"(?:\b(?:art|blz|bijv|bv|ca|cf|dhr|dr|drs|enz|evt|ing|ir|incl|m\.a\.w|mevr|mr|nr|nrs|o\.a|o\.m|p|pag|prof|resp|st"
    r"|t\.a\.v|t\.o\.v|vgl|z\.g\.n|zgn)|\b[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"\s*\d{1,2}\.")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_OPENS = re.compile(r"\s+[\"'“‘„(\[]*[A-ZÀ-Þ0-9•–-]")


def per_words(count: int, words: int) -> float | None:
    """Return *count* per 10,000 words, to one decimal; None where there are no words to count in.

    >>> per_words(3, 20_000), per_words(3, 0)
    (1.5, None)
    """
    return round(count / words * PER_WORDS, 1) if words else None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of *text*, without the white space around it.

    A sentence ends at a full stop, question or exclamation mark before white space and a capital, a digit or a list
    mark; a stop after an abbreviation, an initial or the number of a list item ends none.

    >>> text = "Zie nr. 4 van dhr. A. Peeters. Dat is alles."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Zie nr. 4 van dhr. A. Peeters.', 'Dat is alles.']
    """
    start = 0
    for end in _END.finditer(text):
        word = text[start : end.start() + 1].rsplit(None, 1)[-1:] or [""]
        short = end[0] == "." and (_ABBREVIATED.search(word[0]) or _LIST_NUMBER.fullmatch(text[start : end.end()]))
        if _OPENS.match(text, end.end()) and not short:
            yield _stripped(text, start, end.end())
            start = end.end()
    if text[start:].strip():
        yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def occurrences(text: str, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the words *wanted* (keys of `quoted_words`) stand in a row in *text*, as (start, end).

    >>> occurrences("Het OCAD en de OCAD-analyse", ("ocad",))
    [(4, 8)]
    """
    if not wanted:
        return []
    words = quoted_words(text)
    size = len(wanted)
    return [
        (words[place].start, words[place + size - 1].end)
        for place in range(len(words) - size + 1)
        if all(words[place + offset].key == one for offset, one in enumerate(wanted))
    ]


def word_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of *text*: without capitals, accents, hyphens and apostrophes."""
    return tuple(word.key for word in quoted_words(text))
