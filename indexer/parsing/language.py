"""Which language a passage is in: a vote of its commonest short words; cheap, and silent when it cannot know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
#: Words that only one of the three languages uses often; words shared by two (de, en, of, in, on) do not vote.
_VOTES = {
    "nl": "het een van dat die voor met zijn niet aan er om ook als dan bij nog naar wordt worden werd uit door over "
    "deze dit heeft hebben kan te zich maar wat meer geen hun wij ik",
    "fr": "le la les des du une un est et que qui pour dans par sur au aux avec ne pas ce cette sont ont été plus nous "
    "vous il elle ils leur leurs ou mais je se",
    "en": "the and that to with for this from are be been have has was were which their they not by it its will would "
    "can could should we you our an as than more into these those",
}
_LANGUAGE_OF = {word: language for language, words in _VOTES.items() for word in words.split()}


def votes(text: str) -> Counter[str]:
    """Return how many words of *text* vote for each language."""
    return Counter(_LANGUAGE_OF[word] for word in _WORD.findall(text.casefold()) if word in _LANGUAGE_OF)


def language_of(text: str, *, otherwise: str) -> str:
    """Return the ISO 639-1 code of *text*, or *otherwise* where fewer than three words or no clear majority say so."""
    counted = votes(text).most_common(2)
    if not counted or counted[0][1] < 3:
        return otherwise
    if len(counted) > 1 and counted[0][1] < 1.5 * counted[1][1]:
        return otherwise
    return counted[0][0]


def main_language(texts: Iterable[str], *, otherwise: str = "nl") -> str:
    """Return the language in which most of the *texts* are written."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(votes(text))
    return total.most_common(1)[0][0] if total and total.most_common(1)[0][1] >= 5 else otherwise
