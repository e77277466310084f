"""Acronyms that a text defines: `Coördinatieorgaan voor de dreigingsanalyse (OCAD)`, `OCAD (Coördinatieorgaan ...)`.

The letters must stand in the long form in order, the first at the beginning of its first word, as Schwartz and Hearst
ask (A simple algorithm for identifying abbreviation definitions in biomedical text, PSB 2003). For Dutch a letter may
also stand inside a compound (`Korps Landelijke Politiediensten`, KLPD) and small linking words may be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.folding import fold

_SHORT = r"[A-ZÀ-Þ](?:[\w]|[&./’'-](?=\w)){1,10}(?:\s[A-Z](?=\W))?"
_OPEN = r"['\"‘’“”]?"
_NAMED = (
    r"(?:hierna|verder|voortaan|afgekort|kortweg|ook\s+wel|in\s+het\s+kort)"
    r"(?:\s+(?:te\s+noemen|genoemd|afgekort\s+als|als))?"
)
_AFTER = re.compile(
    rf"(?:\(\s*(?P<named>{_NAMED})?\s*[:,]?\s*{_OPEN}(?:de\s|het\s|als\s)?{_OPEN}(?P<short>{_SHORT}){_OPEN}(?:\s+genoemd)?\s*[);,]"
    rf"|,\s*(?P<said>{_NAMED})\s*[:,]?\s*{_OPEN}(?:de\s|het\s)?{_OPEN}(?P<short2>{_SHORT}){_OPEN})"
)
_BEFORE = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})\s+$")
_INSIDE = re.compile(rf"\(\s*(?:de\s|het\s)?{_OPEN}(?P<long>[A-ZÀ-Þa-zà-ÿ][^()\n]{{5,110}}){_OPEN}\s*\)")
_WIDEST = 16  # code points of an acronym and a space
_GATES = ("(", "hierna", "afgekort", "kortweg", "verder")
_WORD = re.compile(r"[^\W\d_][\w’'&/-]*-?")
_BORDER = re.compile(r"[.!?;:()\n]|,\s(?=(?:dat|die|waar|en)\b)")
_SMALL = frozenset(
    """de het een van voor en of in op te ter ten der den des tot aan met inzake tegen om naar bij door over à
    """.split()  # noqa: SIM905 - a list of words reads as text
)
_ROMAN = re.compile(r"[IVXLC]+\.?")
_LONGEST = 140  # code points of a long form
_TRAILING = " \u00a0,\"'”’"


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym and what it stands for: `text[start:end]` is the long form."""

    short: str
    start: int
    end: int
    fits: bool = (
        True  # False: the letters do not say how long it is, `text[:end]` ends with the long form if there is one
    )


def definitions(text: str) -> Iterator[Definition]:
    """Yield the definitions of acronyms in *text*, and what may be one where a known name stands before it."""
    if not any(gate in text for gate in _GATES):
        return
    for match in _AFTER.finditer(text):
        short = match["short"] or match["short2"]
        if _is_short(short):
            end = len(text[: match.start()].rstrip(_TRAILING))
            found = _long_before(text, end, short)
            yield Definition(short, found, end) if found is not None else Definition(short, end, end, fits=False)
    at = text.find("(")
    while at >= 0:
        before = _BEFORE.search(text, max(0, at - _WIDEST), at)
        inside = _INSIDE.match(text, at) if before else None
        if before and inside and _is_short(before["short"]):
            short = before["short"]
            yield Definition(short, *inside.span("long"), _stands_for(inside["long"], short, inside=len(short)))
        at = text.find("(", at + 1)


def _is_short(short: str) -> bool:
    letters = [one for one in short if one.isalpha()]
    return sum(map(str.isupper, letters)) >= 2 and not _ROMAN.fullmatch(short) and len(letters) <= 10


def _long_before(text: str, end: int, short: str) -> int | None:
    """Return where the long form begins that ends at `text[end]`: the shortest whose words hold all letters."""
    letters = _letters(short)
    first = max(0, end - _LONGEST)
    border = max((one.end() for one in _BORDER.finditer(text, first, end)), default=first)
    words = list(_WORD.finditer(text, border, end))
    if not words or words[-1].end() != end:
        return None
    for inside in (1, len(letters) // 2):
        for count in range(1, min(len(words), 2 * len(letters) + 4) + 1):
            word = words[-count]
            opens = fold(word[0])[:1] == letters[0] and word[0].lower() not in _SMALL
            if opens and _stands_for(text[word.start() : end], short, inside=inside):
                return word.start()
    return None


def _letters(short: str) -> str:
    return "".join(fold(one) for one in short.removesuffix("'s").removesuffix("’s"))


def _stands_for(long: str, short: str, *, inside: int) -> bool:
    """Say whether the letters of *short* stand in *long* in order, at most *inside* of them inside a word."""
    letters = _letters(short)
    found = [word[0] for word in _WORD.finditer(long)]
    words = tuple(map(fold, found))
    if not words or words[0][:1] != letters[:1] or len(letters) < 2 or len(words) > 3 * len(letters) + 3:
        return False
    return _fits(letters, words, tuple(word.lower() in _SMALL for word in found), inside)


def _fits(letters: str, words: tuple[str, ...], small: tuple[bool, ...], inside: int) -> bool:
    """Say whether *letters* can be taken from *words* in order, passing over small words only."""
    if not words:
        return not letters
    word = words[0]
    taken, place = 0, 0
    while taken < len(letters) and taken <= inside:  # the beginning of the word, then letters inside the compound
        place = word.find(letters[taken], place) + 1 if taken else int(word.startswith(letters[0]))
        if not place:
            break
        taken += 1
        if _fits(letters[taken:], words[1:], small[1:], inside - taken + 1):
            return True
    return small[0] and _fits(letters, words[1:], small[1:], inside)
