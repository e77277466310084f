"""What a word that finds nothing was probably meant to be: errors of Dutch spelling and of the keyboard."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from indexer.query.lexicon import Lexicon

#: Letters that sound alike, or nearly, in Dutch; a word is written with either where it should be the other.
_ALIKE = (
    ("ei", "ij"), ("au", "ou"), ("d", "t"), ("dt", "t"), ("c", "k"), ("c", "s"), ("s", "z"), ("f", "v"), ("g", "ch"),
    ("i", "ie"), ("x", "ks"), ("y", "i"), ("oe", "u"), ("sch", "sg"), ("qu", "kw"), ("ph", "f"), ("th", "t"),
    ("sie", "tie"),
)  # fmt: skip
_KEYBOARDS = (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("azertyuiop", "qsdfghjklm", "wxcvbn"))  # Netherlands, Belgium
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

#: What an error costs; the least is likeliest.
_SOUND, _DOUBLE, _SWAP, _KEY, _OTHER, _APART = 0.5, 0.5, 0.6, 0.8, 1.0, 0.5
_COMMON = 0.2  # what ten times as many passages takes off
_LEAST = 4  # letters of a word that is looked at, and of a part of one
_FAR = 6  # letters of a word that may have two errors of any kind
_NEEDED = 3  # corrections after which no further errors are thought of


class Correction(NamedTuple):
    """A word of the index, or two parted by a space, with what the errors in between cost."""

    text: str
    cost: float


def corrections(word: str, lexicon: Lexicon, most: int = 3) -> list[Correction]:
    """Return at most *most* words of the index that *word*, folded, was perhaps meant to be; likeliest first."""
    if len(word) < _LEAST or not word.isalpha():
        return []
    found: dict[str, float] = {}
    once = dict(_once(word))
    _keep(found, once, lexicon)
    if len(found) < _NEEDED:
        _keep_misheard(found, word, lexicon)
        if len(word) >= _FAR:
            _keep(found, {other: edits * _OTHER for other, edits in lexicon.nearly(word, 2)}, lexicon)
    if not found:
        found = _parts(word, lexicon)
    found.pop(word, None)
    ordered = sorted(found, key=lambda text: (_rank(text, found[text], lexicon), text))
    return [Correction(text, found[text]) for text in ordered[:most]]


def _keep(found: dict[str, float], variants: dict[str, float], lexicon: Lexicon) -> None:
    for variant, cost in variants.items():
        if variant in lexicon.frequency and variant.isalpha():
            found[variant] = min(cost, found.get(variant, cost))


def _keep_misheard(found: dict[str, float], word: str, lexicon: Lexicon) -> None:
    """Keep what *word* is with two errors of spelling."""
    for variant, cost in dict(_misheard(word)).items():
        _keep(found, {other: cost + more for other, more in _misheard(variant)}, lexicon)


def _rank(text: str, cost: float, lexicon: Lexicon) -> float:
    common = min(lexicon.frequency.get(part, 1) for part in text.split())
    return cost - _COMMON * math.log10(common)


def _parts(word: str, lexicon: Lexicon) -> dict[str, float]:
    """Correct the two parts of a compound apart: as one word where the index has it, else as two."""
    found: dict[str, float] = {}
    for place in range(_LEAST, len(word) - _LEAST + 1):
        rights = _known(word[place:], lexicon)
        if not rights:
            continue
        for left, left_cost in _known(word[:place], lexicon).items():
            for right, right_cost in rights.items():
                cost = left_cost + right_cost
                whole = left + right
                if whole in lexicon.frequency:
                    found[whole] = min(cost, found.get(whole, cost))
                elif cost <= _OTHER:
                    apart = f"{left.removesuffix('s') if left.removesuffix('s') in lexicon.frequency else left} {right}"
                    found[apart] = min(cost + _APART, found.get(apart, math.inf))
    return found


def _known(part: str, lexicon: Lexicon) -> dict[str, float]:
    """Return the words of the index that *part* is, also before a linking s, or may be with one error."""
    if part in lexicon.frequency:
        return {part: 0.0}
    if part.endswith("s") and part[:-1] in lexicon.frequency:
        return {part: 0.0}
    found: dict[str, float] = {}
    _keep(found, dict(_once(part)), lexicon)
    if not found:
        _keep_misheard(found, part, lexicon)
    return {text: found[text] for text in sorted(found, key=found.__getitem__)[:_NEEDED]}


def _once(word: str) -> Iterator[tuple[str, float]]:
    """Yield what *word* is without one error, dearest errors first, so that a dictionary keeps the cheapest."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in _LETTERS:
            yield before + letter + after, _OTHER
            yield before + letter + after[1:], _OTHER
        yield before + after[1:], _OTHER
    for place, typed in enumerate(word):
        for letter in _NEIGHBOURS.get(typed, ""):
            yield word[:place] + letter + word[place + 1 :], _KEY
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :], _SWAP
    yield from _misheard(word)


def _misheard(word: str) -> Iterator[tuple[str, float]]:
    """Yield *word* with other letters that sound so, and with a letter doubled or no longer doubled."""
    for place, letter in enumerate(word):
        if word[place + 1 : place + 2] == letter:
            yield word[:place] + word[place + 1 :], _DOUBLE
        else:
            yield word[:place] + letter + word[place:], _DOUBLE
    for one, other in _ALIKE:
        for written, meant in ((one, other), (other, one)):
            place = word.find(written)
            while place >= 0:
                yield word[:place] + meant + word[place + len(written) :], _SOUND
                place = word.find(written, place + 1)


def _neighbours() -> dict[str, str]:
    """Letter -> those beside, above and below it on either keyboard."""
    found: dict[str, str] = {}
    for rows in _KEYBOARDS:
        for height, row in enumerate(rows):
            for place, letter in enumerate(row):
                near = [row[max(0, place - 1) : place], row[place + 1 : place + 2]]
                near += [other[max(0, place - 1) : place + 2] for other in rows[max(0, height - 1) : height + 2]]
                found[letter] = "".join(dict.fromkeys(found.get(letter, "") + "".join(near).replace(letter, "")))
    return found


_NEIGHBOURS = _neighbours()
