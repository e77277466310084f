"""What a language model takes for names, sifted: headings, months, titles, ordinary words and persons are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.compounds import is_word
from nlp.organisation_words import NO_NAMES, OF_A_PLACE, OPENING, SUFFIXES, is_document
from nlp.persons import TITLES, may_be_person

_ENDING = re.compile(r"[.,;:)’'\"”]+$")
_MARK = re.compile(r"[?!;:()\[\]\"“”•]|\.(?=\d)")
_CODE = re.compile(r"\d{4,}")
_PEOPLE = re.compile(r"['’-]?(?:ers?|en)\b")  # MKB'ers
_BEFORE_ACRONYM = frozenset(("de", "het", "door", "volgens", "bij", "binnen"))  # most bare acronyms are no organisation
#: What stands before a place: a model takes many other names for one.
_WHERE = re.compile(
    r"\b(?:in|te|uit|naar|nabij|rond|vanuit|richting|langs|aan|stad|gemeente|wijk|regio|dorp|buurt|rivier)\s+(?:de\s+|het\s+)?$",
    re.IGNORECASE,
)
#: What stands before a field of policy: `minister van Binnenlands Bestuur`.
_OFFICE = re.compile(
    r"\b(?:minister|staatssecretaris|schepen|wethouder|gedeputeerde|portefeuille|bevoegdhe(?:id|den))s?\s+"
    r"(?:van\s+|voor\s+)?(?:de\s+|het\s+)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[ \u00a0][A-ZÀ-Þ]")  # then a name is cut off: `Uvezol` of `Uvezol D`
_SHORTEST_PLACE = 4  # code points; the shorter ones that exist are in the gazetteer
_LONGEST_ACRONYM = 3  # code points of one that may also be an ordinary word: AD
_LONGEST_OPENING = 16  # code points of `richting het `
_LONGEST = 80  # code points of a name that a model finds


def is_name(name: str, kind: str, text: str, start: int, starts: Sequence[int], *, ordinary: bool) -> bool:
    """Say whether what a model found at `text[start:]` is a name at all, and no person.

    Models take headings, months, titles and words at the beginning of a sentence for names.

    Args:
        name: what it found.
        kind: organisation or place.
        text: of the passage.
        start: where it stands.
        starts: offsets where sentences begin.
        ordinary: the word list holds the name as an ordinary word.
    """
    before = (text[max(0, start - _LONGEST) : start].split() or [""])[-1]
    words = name.split()
    first = words[0].lower()
    shape = any(map(str.isupper, name)) and "\n" not in name and len(name) <= _LONGEST and not _CODE.search(name)
    other = first in NO_NAMES or first in TITLES or is_document(first) or may_be_person(name, before.strip("(,"))
    if not shape or other or _PEOPLE.match(text, start + len(name)):
        return False
    if len(words) == 1 and not _is_single(name, kind, before, opens=start in starts, ordinary=ordinary):
        return False
    if kind == "place":
        if len(name) < _SHORTEST_PLACE or not _WHERE.search(text, max(0, start - _LONGEST_OPENING), start):
            return False
    elif not _is_whole(words, text, start, start + len(name)):
        return False
    capitals = [word for word in words if word[0].isupper() or word[0].isdigit()]
    return len(capitals) * 2 >= len(words) and not shouted(text, start, starts)


def _is_whole(words: Sequence[str], text: str, start: int, end: int) -> bool:
    """Say whether an organisation's name is all of a name: not cut off, no field of policy, no label before it."""
    labelled = len(words) > 1 and len(words[0]) > _LONGEST_ACRONYM and words[0].isupper() and is_word(words[0])
    if (labelled and not words[1].isupper()) or _GOES_ON.match(text, end):
        return False
    return not _OFFICE.search(text, max(0, start - _LONGEST), start)


def _is_single(name: str, kind: str, before: str, *, opens: bool, ordinary: bool) -> bool:
    """Say whether one word is a name: no ordinary word, people of a place, bare acronym or word for an organisation."""
    inner = sum(map(str.isupper, name)) > 1
    if not inner and (ordinary or opens or OF_A_PLACE.search(name)):
        return False
    if name.isupper() and before.lower() not in _BEFORE_ACRONYM:
        return False
    return kind != "place" or not (inner or name.lower().endswith(SUFFIXES))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without an article before it, and only up to a mark that no name holds."""
    mark = _MARK.search(text, start + 1, end)
    end = mark.start() if mark else end
    article = OPENING.match(text, start, end)
    start = article.end() if article else start
    return start, end - len((_ENDING.search(text[start:end]) or [""])[0])


def shouted(text: str, start: int, starts: Sequence[int]) -> bool:
    """Say whether the sentence is in capitals, as a heading may be."""
    first = max((one for one in starts if one <= start), default=0)
    sentence = re.split(r"[.\n]", text[first:], maxsplit=1)[0]
    letters = [one for one in sentence if one.isalpha()]
    return len(sentence.split()) > 2 and sum(map(str.isupper, letters)) > 0.7 * len(letters)
