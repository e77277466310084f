"""Text to index terms with positions, without a model: the one function used when indexing AND when searching.

How a query word finds a position, both sides being made by `analyse`:

- as written: its `surface` equals the position's `surface`, or is among the position's `parts`;
- by inflection: its `stem` equals the position's `stem`, or is among the position's `parts`.

Two rules more for the query side. A query word whose `parts` hold an acronym in capitals (`IS`, `TER`) is looked up by
that part alone: the capitals tell it from the everyday word. Two query words next to each other that `join` makes one
word (`rechts extremisme`) may also be found as that word. The stems of all languages share one field: a French passage
is stemmed as French, so a Dutch query finds its words as written.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from nlp import compounds
from nlp.folding import APOSTROPHES, HYPHENS, fold
from nlp.stemming import CASED, IRREGULAR, stem
from nlp.tables import digest, read_rows

_ALGORITHM = 2  # raise it whenever the code gives other terms for the same text

#: Changes whenever the same text would give other terms; an index made under another fingerprint is rebuilt.
FINGERPRINT = (
    f"dutch-{_ALGORITHM}-snowball-{importlib.metadata.version('snowballstemmer')}"
    f"-{digest('stems.tsv', IRREGULAR, 'joins.tsv', 'compounds.tsv', compounds.PARTS)}"
)


class Word(NamedTuple):  # not a dataclass: those take four times as long to make, and there are millions
    """One word position: where it stands in the text and the terms it is found by.

    `text[start:end]` is the word as written. `surface` is its folded form (case, diacritics, hyphens and apostrophes
    gone), `stem` its stem, `parts` what else it is found by: the parts around a hyphen or of a compound, as written
    and as stem, and the whole that a coordination (`links- en rechts-extremisme`) leaves unsaid.
    """

    start: int
    end: int
    surface: str
    stem: str
    parts: tuple[str, ...] = ()


_HYPHENS = re.escape(HYPHENS)
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # combining accents, soft hyphens, zero-width characters
_PLAIN = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_NEXT = r"(?![^\W_])"  # the word ends here
_WORD = re.compile(
    rf"""
    (?:[^\W\d_]\.)+[^\W\d_]\.?{_NEXT}                        # T.E.R. and i.v.m.
    |(?:19|20)\d\d\s?[{_HYPHENS}/]\s?(?:19|20)\d\d{_NEXT}     # 2020-2024, 2020 - 2024, 2020/2024
    |\d+(?:[.,]\d+)+{_NEXT}                                  # 1.200, 3,5, 12.05.2023
    |(?:[{APOSTROPHES}](?=[sStTnN]{_NEXT}))?{_PLAIN}(?:[{_HYPHENS}{APOSTROPHES}&]{_PLAIN})*  # also 's-Gravenhage, CD&V
    """,
    re.VERBOSE,
)
_HYPHEN = re.compile(rf"[{_HYPHENS}]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ELISION = re.compile(rf"(?:[lLdjcnmst]|[Qq]u)[{APOSTROPHES}](?=[aeiouyhAEIOUYH\u00c0-\u00ff])")
_CLITIC = re.compile(rf"(?<=\w\w)[{APOSTROPHES}](?:s|en|er|ers|ing|je|jes|tje|tjes)$", re.IGNORECASE)
_NAME_ELISION = re.compile(rf"^[DO][{APOSTROPHES}](?=\w\w\w)")

# A hyphen at the end or the beginning of a word; begins with the hyphen itself, so that the search can leap to it.
_SUSPENDED = re.compile(rf"[{_HYPHENS}](?:(?<=\w[{_HYPHENS}])(?=[\s,/)])|(?<![\w{_HYPHENS}][{_HYPHENS}])(?=\w))")
# boven- of ondergronds, in- en uitstroom: the half words that go with the beginning of another
_ADVERBS = "binnen|boven|buiten|onder|tegen|neer|over|voor|aan|mee|toe|uit|weg|af|in|na|om|op"
_ADVERB = re.compile(rf"(?:{_ADVERBS})(?=\w{{4}})")
_LINKS = frozenset(("en", "of", "noch", "als", "tot", "versus", "et", "ou", "and", "or"))


def analyse(text: str, language: str = "nl") -> list[Word]:
    """Return the word positions of *text*, in order; *language* is ISO 639-1 (French is not stemmed as Dutch)."""
    words: list[Word] = []
    opening: list[int] = []
    add, new = words.append, tuple.__new__  # Word() would take half of the time of this loop
    for match in tokens(text):
        surface, stemmed, parts, opens = terms(match[0], language)
        if opens:
            opening.append(len(words))
        if surface:
            add(new(Word, (*match.span(), surface, stemmed, parts)))
    for index in opening:
        _join_at(text, words, index, language)
    if is_suspended(text):
        _complete(text, words, language)
    return words


def join(first: Word, second: Word, language: str = "nl") -> Word | None:
    """Return the two words as one where the vocabulary also writes them so (`rechts extremisme`), else None."""
    if (first.surface, second.stem) not in _pairs():
        return None
    surface = first.surface + second.surface
    return Word(first.start, second.end, surface, stem(surface, language), _ordered((*second.parts,), surface))


def elision(token: str) -> int:
    """Return how many code points of *token* are an elided article or preposition: 2 for `l'extrémisme`, mostly 0."""
    found = _ELISION.match(token)
    return found.end() if found else 0


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Pairs of a folded first word and the stem of the second that the vocabulary also writes as one word."""
    return frozenset((row["first"], stem(row["second"])) for row in read_rows("joins.tsv"))


@cache
def _firsts() -> frozenset[str]:
    return frozenset(first for first, _ in _pairs())


@cache
def _first_of() -> dict[str, str]:
    """Stem of a word that can be written as two -> its first part: `rechtsextremism` -> `rechts`."""
    return {stem(row["first"] + row["second"]): row["first"] for row in read_rows("joins.tsv")}


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of *text* as written, in order."""
    return _WORD.finditer(text)


def is_suspended(text: str) -> bool:
    """Tell whether *text* leaves half of a word unsaid: `links- en rechts-extremisme`."""
    return _SUSPENDED.search(text) is not None


@lru_cache(maxsize=1 << 17)
def terms(token: str, language: str) -> tuple[str, str, tuple[str, ...], bool]:
    """Return surface, stem and parts of a word as written, and whether it may open a pair written as two words.

    The surface is empty where the token holds no letter or digit to search for.
    """
    if token[0].isdigit() and not token.isalnum() and not any(map(str.isalpha, token)):
        surface, pieces = _number(token)
        return surface, surface, _ordered(pieces, surface), False
    bare = token[elision(token) :]
    surface = fold(bare)
    base = _CLITIC.sub("", bare) if surface else ""  # foto's is stemmed as foto
    stemmed = stem(_HYPHEN.sub("", base), language) if base else surface
    return (
        surface,
        stemmed,
        _ordered(_parts(bare, base, surface, stemmed, language), surface, stemmed),
        surface in _firsts(),
    )


def _number(token: str) -> tuple[str, list[str]]:
    """`2020-2024` -> 20202024 with 2020 and 2024; `1.200` -> 1200; `3,5` -> 3.5 with 3 and 5."""
    if _THOUSANDS.fullmatch(token):
        return token.replace(".", "").replace(",", "."), []
    pieces = [fold(piece) for piece in re.split(rf"[.,{_HYPHENS}/\s]+", token)]
    return (".".join(pieces) if _DECIMAL.fullmatch(token) else "".join(pieces)), pieces


def _parts(token: str, base: str, surface: str, stemmed: str, language: str) -> Iterable[str]:
    """What a word is found by besides its surface and stem."""
    written = "".join(filter(str.isalnum, base))
    if CASED.get(fold(base)) == written:
        yield written
    if base != token:
        yield fold(base)  # OCAD's -> ocad
    name = _NAME_ELISION.sub("", token)
    if name != token:
        yield from (fold(name), stem(name, language))  # D'Hondt -> hondt
    if _HYPHEN.search(token):
        for piece in _HYPHEN.split(token):
            if len(fold(piece)) > 1:
                yield from _piece(piece, language)
    elif language == "nl" and stemmed in _first_of() and surface.startswith(_first_of()[stemmed]):
        first = _first_of()[stemmed]  # rechtsextremisten, written as one
        yield from (*_piece(first, language), *_piece(surface[len(first) :], language))
    elif language == "nl":
        yield from _compound_terms(base)


def _compound_terms(word: str) -> Iterator[str]:
    """Terms of the parts of a compound, and of two neighbouring parts: gemeenteraad in gemeenteraadsverkiezing."""
    parts = compounds.split(word)
    for part in parts:
        yield from (part.base, stem(part.base))
    if len(parts) > 2:
        for first, second in pairwise(parts):
            joined = first.surface + second.base
            yield from (joined, stem(joined))


def _piece(piece: str, language: str) -> tuple[str, ...]:
    """Terms of one side of a hyphen: IS-strijders is found by IS in capitals, not by the verb."""
    folded = fold(piece)
    if CASED.get(folded) == piece:
        return (piece,)
    inside = _compound_terms(piece) if language == "nl" else ()
    return (folded, stem(_CLITIC.sub("", piece), language), *inside)


def _ordered(terms: Iterable[str], *known: str) -> tuple[str, ...]:
    """The terms once each, in order, without the empty ones and those in *known*."""
    return tuple(dict.fromkeys(term for term in terms if term and term not in known))


def _found_by(word: Word, terms: Iterable[str]) -> Word:
    return word._replace(parts=_ordered((*word.parts, *terms), word.surface, word.stem))


def _join_at(text: str, words: list[Word], index: int, language: str) -> None:
    """Let `rechts extremisme` also be found as rechtsextremisme, at the position of `rechts`."""
    if index + 1 >= len(words) or text[words[index].end : words[index + 1].start].strip():
        return
    joined = join(words[index], words[index + 1], language)
    if joined:
        words[index] = _found_by(words[index], (joined.surface, joined.stem))


def _complete(text: str, words: list[Word], language: str) -> None:
    """Let the half words of a coordination be found as the words they stand for."""
    for index in range(len(words)):
        start, end = words[index].start, words[index].end
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        tail = head = ""
        if after and after in HYPHENS:  # links- en rechts-extremisme
            tail = _tail(text, words, index)
            head = words[index].surface
        elif (
            before and before in HYPHENS and index > 1 and words[index - 1].surface in _LINKS
        ):  # extreemrechts en -links
            head, tail = _head(text, words[index - 2], words[index]), words[index].surface
        if head and tail:
            whole = head + tail
            words[index] = _found_by(words[index], (whole, stem(whole, language), tail, stem(tail, language)))


def _tail(text: str, words: list[Word], index: int) -> str:
    """Return the last part of the word that ends the coordination begun at *index*; empty when there is none."""
    linked = False
    for word in words[index + 1 : index + 7]:
        if word.surface in _LINKS:
            linked = True
        elif linked:
            return _split(text[word.start : word.end], word, words[index].surface)[1]
        elif text[word.end : word.end + 1] not in tuple(HYPHENS):
            return ""
    return ""


def _head(text: str, word: Word, half: Word) -> str:
    return _split(text[word.start : word.end], word, half.surface)[0]


def _split(written: str, word: Word, half: str) -> tuple[str, str]:
    """Return the first and the last part of *word*, of which a coordination leaves one out beside *half*."""
    pieces = [fold(piece) for piece in _HYPHEN.split(written)]
    if len(pieces) > 1:
        return pieces[0], pieces[-1]
    first = _first_of().get(word.stem, "")
    if first and word.surface.startswith(first):
        return first, word.surface[len(first) :]
    parts = compounds.split(written)
    if parts:
        at = len(word.surface) - len(parts[-1].surface)
        return word.surface[:at], word.surface[at:]
    adverb = _ADVERB.match(word.surface) if re.fullmatch(_ADVERBS, half) else None
    return (adverb[0], word.surface[adverb.end() :]) if adverb else ("", "")
