"""How a text speaks of what it mentions: stated, negated or hypothetical; by cue words before it in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus.model import Assertion
from nlp.analysis import Word

# Begins with the sign itself, so that the search can leap from sign to sign.
_SENTENCE_END = re.compile(
    r"""[.!?…;•\n](?:
        (?<=[.!?…])["'”’)\]]*\s+(?=["'“‘(]?[A-ZÀ-Þ0-9])
        |(?<=[.!?])(?=[A-ZÀ-Þ][a-zà-ÿ])
        |(?<=\n)\s*\n
        |(?<=[;•])\s
    )""",
    re.VERBOSE,
)

#: Words that deny what follows -> how many words later they still do.
_DENIALS = {"geen": 3, "zonder": 4, "noch": 2, "nooit": 3, "niet": 2, "evenmin": 3}
_NOT_DENIED = frozenset(
    ("alleen", "enkel", "slechts", "louter", "zozeer", "uitsluitend", "minder", "meer", "langer", "elk", "elke",
     "ieder", "iedere", "alle", "allen")
)  # fmt: skip
#: After `geen` these reach further: geen aanwijzingen voor een georganiseerd jihadistisch netwerk.
_OF_SEEING = frozenset(
    ("aanwijzing", "aanwijzingen", "bewijs", "bewijzen", "sprake", "teken", "tekenen", "signaal", "signalen", "spoor",
     "sporen", "melding", "meldingen", "verband", "link", "band", "banden")
)  # fmt: skip
_DOUBTS = frozenset(
    (
        "mogelijk",
        "mogelijke",
        "mogelijks",
        "zou",
        "zouden",
        "indien",
        "eventueel",
        "eventuele",
        "wellicht",
        "misschien",
        "vermeende",
    )
)
_CAN = frozenset(("kan", "kunnen", "kon", "konden"))
_LEAD = frozenset(
    ("leiden", "uitmonden", "ontaarden", "resulteren", "evolueren", "uitgroeien", "overgaan", "bijdragen", "omslaan")
)
_DOUBT_WINDOW = 6  # words
#: `... werd niet vastgesteld`, `... is er geen sprake`: only with words of seeing; `is geen probleem` denies another
#: thing.
_DENIED_AFTER = re.compile(
    r"\s(?:\w+\s){0,3}?(?:(?:werd|werden|is|zijn|was|waren|wordt|worden|komt|kwam|komen)\s(?:\w+\s){0,3}?"
    r"(?:geen\ssprake|(?:niet|nooit|nergens|evenmin)\s(?:\w+\s){0,2}?"
    r"(?:vastgesteld|gemeld|gezien|aangetroffen|gevonden|waargenomen|opgemerkt|aanwezig|voor|geregistreerd)\b))",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[,;:()]")


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of *text* begin; the first is 0."""
    return [0, *(end.end() for end in _SENTENCE_END.finditer(text))]


def sentence_span(starts: Sequence[int], position: int, length: int) -> tuple[int, int]:
    """Return start and end of the sentence that holds *position*, in a text of *length* code points."""
    index = bisect_right(starts, position)
    return starts[index - 1], starts[index] if index < len(starts) else length


def sentence_end(text: str, position: int) -> int:
    """Return where the sentence that holds *position* ends."""
    found = _SENTENCE_END.search(text, position)
    return found.end() if found else len(text)


def assertion(text: str, words: Sequence[Word], index: int, sentence_start: int, *, last: int) -> Assertion:
    """Return how the text speaks of the mention from `words[index]` to `words[last]`."""
    broken = False
    lead = False
    for distance in range(1, min(_DOUBT_WINDOW, index) + 1):
        word = words[index - distance]
        if word.start < sentence_start:
            break
        following = words[index - distance + 1]
        broken = broken or bool(_BREAKS.search(text, word.end, following.start))
        reach = _DOUBT_WINDOW if following.surface in _OF_SEEING else _DENIALS.get(word.surface, 0)
        if not broken and distance <= reach and word.surface in _DENIALS and following.surface not in _NOT_DENIED:
            return Assertion.NEGATED
        if word.surface in _DOUBTS or (lead and word.surface in _CAN):
            return Assertion.HYPOTHETICAL
        lead = lead or word.surface in _LEAD
    end = sentence_end(text, words[last].end)
    return Assertion.NEGATED if _DENIED_AFTER.match(text, words[last].end, end) else Assertion.STATED
