"""One folded word to its stem: Dutch by the old Porter rules with repairs, French and English by their own stemmer."""

from __future__ import annotations

import re
import threading
from functools import cache, lru_cache

import snowballstemmer

from nlp.folding import fold
from nlp.tables import read_rows

#: Snowball algorithm per language (ISO 639-1). Dutch is "dutch_porter": what Snowball calls "dutch" since version 3
#: (Kraaij-Pohlmann) joins gemeente with mening and geweld with wel. Other languages are not stemmed.
ALGORITHMS = {"nl": "dutch_porter", "fr": "french", "en": "english"}

_STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in ALGORITHMS.items()}
_LOCK = threading.Lock()  # a Snowball stemmer keeps the word it works on in itself

IRREGULAR = "irregular.tsv"

_ROWS = read_rows("stems.tsv")
_WORDS = {row["word"]: row["stem"] for row in _ROWS if row["scope"] == "word"}
_ENDINGS = {row["word"]: row["stem"] for row in _ROWS if row["scope"] == "ending"}
_ENDING = re.compile(f"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})$")

#: Acronyms that in lower case are everyday words, folded: `is` -> `IS`.
CASED = {row["word"]: row["stem"] for row in _ROWS if row["scope"] == "cased"}

# What dutch_porter leaves apart: organisatie/organisaties, gemeente/gemeentes, ideologie/ideologieën.
_PLURAL = re.compile(r"(?:(?<=ee|ie)en|(?<=..ie)s|(?<=...[dtj]e)s)$")
# geradicaliseerd(e), radicaliseert, radicaliseerde(n) -> radicaliser, the stem of radicaliseren and radicalisering.
_VERB = re.compile(r"(?:ge)?(\w{3,}(?:is|ific))eer(?:d|de|t|den)?")
_THIRD_PERSON = re.compile(r"(?<=\w\w\wd)t$")  # verspreidt
_LONG_A = re.compile(r"(?<=i)aa(?=l$)")  # sociaal, sociale
_DOUBLE = re.compile(r"([bfglmnprs])\1$")
_SOFT_END = re.compile(r"(?<=[aeiouyjlr])[vz]$")  # misdrijven, huizen: the stem ends as misdrijf, huis do


@cache
def _irregular() -> dict[str, str]:
    """Folded forms whose lemma the rules do not reach: gepleegd -> plegen."""
    return {row["form"]: row["lemma"] for row in read_rows(IRREGULAR)}


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str = "nl") -> str:
    """Return the stem of *word*, folded; *word* may be folded or not (French is stemmed with its accents).

    >>> [stem(word) for word in ("gemeenten", "mening", "overheden", "geradicaliseerde", "gezinnen")]
    ['gemeent', 'mening', 'overheid', 'radicaliser', 'gezin']
    """
    folded = fold(word)
    if language == "nl":
        return _dutch(folded)
    if language not in _STEMMERS:
        return folded
    return fold(_snowball(word.casefold() if language == "fr" else folded, language)) or folded


def _dutch(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    return regular_stem(_irregular().get(word, word))


def by_hand(word: str) -> bool:
    """Return whether `stems.tsv` speaks of *word*, folded."""
    return word in _WORDS or _ENDING.search(word) is not None


def regular_stem(word: str) -> str:
    """Return the stem of *word*, folded Dutch, by the rules and the words written by hand alone."""
    if word in _WORDS:
        return _WORDS[word]
    ending = _ENDING.search(word)
    if ending:
        return word[: ending.start()] + _ENDINGS[ending[0]]
    verb = _VERB.fullmatch(word)
    if verb:
        return verb[1] + "er"
    found = _LONG_A.sub("a", _DOUBLE.sub(r"\1", _snowball(_PLURAL.sub("", _THIRD_PERSON.sub("", word)), "nl")))
    return _SOFT_END.sub(lambda end: "f" if end[0] == "v" else "s", found) or word


def _snowball(word: str, language: str) -> str:
    with _LOCK:
        found: str = _STEMMERS[language].stemWord(word)
    return found
