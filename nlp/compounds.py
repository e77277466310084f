"""Take a Dutch compound apart: `dreigingsanalyse` into dreiging and analyse; by word list and weights, without a model.

A word is split where an opening and a closing that the list knows make it up and their weights allow it. Names, words
whose parts mislead (`overheid`, `aanslagjaar`) and derivations (`radicalisering`) stay whole: `compounds.tsv` holds
what the weights do not see. The list is made by tools/make_compounds.py.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from nlp.folding import fold
from nlp.stemming import stem
from nlp.tables import FOLDER, read_rows

SHORTEST, LONGEST = 6, 60  # letters of a compound
_SHORTEST_PART = 2
_SPLIT_AGAIN = 7  # letters from which a part may be a compound itself
_CLEAR = 15  # weight, in tenths, from which the last of several borders is taken: compounds branch to the left
_NAME = 20  # weight asked of a word with a capital, which may be a name that no list knows

PARTS = "compound-parts.txt"


class Part(NamedTuple):
    """One part of a compound: folded as it stands in the word, and without the linking s (`dreigings`, `dreiging`)."""

    surface: str
    base: str


class _Lexicon(NamedTuple):
    openings: dict[str, int]  # folded, with its linking letters -> weight in tenths
    closings: dict[str, int]
    linked: frozenset[str]  # openings that end in a linking s
    whole: frozenset[str]  # words, and stems of words, that are not split
    fixed: dict[str, tuple[Part, ...]]  # by stem


@cache
def _lexicon() -> _Lexicon:
    rows = read_rows("compounds.tsv")
    kept = {word for row in rows if row["scope"] == "whole" for word in row["words"].split()}
    fixed = [_as_written(word) for row in rows if row["scope"] == "split" for word in row["words"].split()]
    openings, closings, linked, whole = read_parts(FOLDER / PARTS)
    return _Lexicon(
        openings,
        closings,
        frozenset(linked),
        frozenset(whole).union(kept, map(stem, kept)),
        {stem("".join(part.surface for part in parts)): parts for parts in fixed},
    )


def _as_written(word: str) -> tuple[Part, ...]:
    """Return the parts of a word as `compounds.tsv` writes it, linking letters behind a plus: `gemeente|raad+s|lid`."""
    pieces = [part.partition("+") for part in word.split("|")]
    return tuple(Part(base + link, base) for base, _, link in pieces)


def read_parts(path: Path) -> tuple[dict[str, int], dict[str, int], list[str], list[str]]:
    """Return openings and closings with their weights, the openings with a linking s, and the words that stay whole.

    The file has four sections apart by a blank line; a line is a weight and the words that have it, or words alone.
    Lines of the first that begin with `#` are comments.
    """
    weighed = []
    sections = path.read_text("utf-8").split("\n\n")
    for section in sections[:2]:
        table: dict[str, int] = {}
        for line in section.splitlines():
            if line.startswith("#"):
                continue
            weight, *words = line.split(" ")
            table.update(dict.fromkeys(words, int(weight)))
        weighed.append(table)
    openings, closings = weighed
    linked, whole = (section.split() for section in sections[2:])
    return openings, closings, linked, whole


@lru_cache(maxsize=1 << 17)
def is_word(word: str) -> bool:
    """Say whether the word list holds *word*, in lower case: then its capital alone makes it no name."""
    folded = fold(word)
    lexicon = _lexicon()
    return folded in lexicon.closings or folded in lexicon.openings or folded in lexicon.whole


def split(word: str) -> tuple[Part, ...]:
    """Return the parts of *word* in order, () when it is no compound; *word* as written or folded.

    >>> [part.base for part in split("terrorismebestrijding")], split("overheid")
    (['terrorisme', 'bestrijding'], ())
    """
    folded = fold(word)
    if not SHORTEST <= len(folded) <= LONGEST or not folded.isalpha() or len(folded) < len(word):
        return ()
    return _split(folded, _NAME if word[0].isupper() else 0)


def _split(word: str, least: int) -> tuple[Part, ...]:
    lexicon = _lexicon()
    stemmed = stem(word)
    if stemmed in lexicon.fixed:
        *first, _ = lexicon.fixed[stemmed]
        last = word[sum(len(part.surface) for part in first) :]
        return (*first, Part(last, last))
    if word in lexicon.whole or stemmed in lexicon.whole:
        return ()
    at = _border(word, least, lexicon)
    if not at:
        return ()
    opening, closing = _opening(word[:at], lexicon), word[at:]
    inner = _split(closing, 0) if len(closing) >= _SPLIT_AGAIN else ()
    return (*_again(opening), *(inner or (Part(closing, closing),)))


def _border(word: str, least: int, lexicon: _Lexicon) -> int:
    """Return where *word* falls into an opening and a closing, 0 when nowhere."""
    openings, closings = lexicon.openings, lexicon.closings
    best, weight = 0, least - 1
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        if (closing := closings.get(word[at:])) is not None and (opening := openings.get(word[:at])) is not None:
            found = opening + closing
            apart = not (best == at - 1 and word[best] == "s")  # reparatie|schip, not reparaties|chip
            if found > weight or (apart and found >= max(_CLEAR, least)):
                best, weight = at, found
    return best


def _again(opening: Part) -> tuple[Part, ...]:
    """Return the parts of an opening that is a compound itself: `gemeenteraads` in gemeenteraadsverkiezing."""
    if len(opening.base) < _SPLIT_AGAIN:
        return (opening,)
    *first, last = _split(opening.base, 0) or (opening,)
    return (*first, Part(last.surface + opening.surface[len(opening.base) :], last.base)) if first else (opening,)


def _opening(surface: str, lexicon: _Lexicon) -> Part:
    return Part(surface, surface[:-1] if surface in lexicon.linked else surface)
