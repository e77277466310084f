"""Which language a passage is in: a vote of its commonest short words; cheap, and silent when it cannot know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+")
#: Words that only one of the three languages uses often; words shared by two (de, en, of, in, on) do not vote.
_VOTES = {
    "nl": "het een van dat die voor met zijn niet aan er om ook als dan bij nog naar wordt worden werd uit door over "
    "deze dit heeft hebben kan te zich maar wat meer geen hun wij ik u uw hij zij tegen tussen onder moet moeten "
    "mijn onze ons dus veel alle heer mevrouw omdat volgens tot",
    "fr": "le la les des du une un est et que qui pour dans par sur au aux avec ne pas ce cette sont ont été plus nous "
    "vous il elle ils leur leurs ou mais je se à ces sa ses mes votre vos notre nos sans très être avoir était fait "
    "tout tous toute toutes même après avant merci présidente président",
    "en": "the and that to with for this from are be been have has was were which their they not by it its will would "
    "can could should we you our an as than more into these those",
}
_LANGUAGE_OF = {word: language for language, words in _VOTES.items() for word in words.split()}
_ELIDED = re.compile(r"\b(?:[ldcnsj]|qu|jusqu|lorsqu|aujourd)['’](?=[^\W\d_])", re.IGNORECASE)  # l'incident, qu'il
_DUTCH_MARK = re.compile(r"(?<!\w)['’][stn](?!\w)", re.IGNORECASE)  # 's ochtends, zo'n
NEAR = 3  # passages to either side that tell the language of a short one


def votes(text: str) -> Counter[str]:
    """Return how many words of *text* vote for each language."""
    counted = Counter(_LANGUAGE_OF[word] for word in _WORD.findall(text.casefold()) if word in _LANGUAGE_OF)
    counted["fr"] += len(_ELIDED.findall(text))
    counted["nl"] += len(_DUTCH_MARK.findall(text))
    return +counted


def _decided(counted: Counter[str]) -> str:
    """Return the language of a clear majority of at least three words, or of two that nothing speaks against."""
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return ""
    if len(ranked) > 1 and (ranked[0][1] < 3 or ranked[0][1] < 1.5 * ranked[1][1]):
        return ""
    return ranked[0][0]


def languages_of(texts: Sequence[str], *, otherwise: str) -> list[str]:
    """Return the language of each of the passages of a document, in reading order.

    One that says too little takes the language of its neighbours when they agree, and nothing in it speaks against.
    """
    counted = [votes(text) for text in texts]
    decided = [_decided(one) for one in counted]
    found = []
    for place, own in enumerate(decided):
        near = "" if own else _neighbours(decided, place)
        fits = near and near != otherwise and counted[place][near] == counted[place].total() > 0
        found.append(own or (near if fits else otherwise))
    return found


def _neighbours(decided: Sequence[str], place: int) -> str:
    """Return the language next to a passage, before or after it; nothing where they differ or neither is known."""
    before = next((one for one in decided[max(0, place - NEAR) : place][::-1] if one), "")
    after = next((one for one in decided[place + 1 : place + 1 + NEAR] if one), "")
    if before and after and before != after:
        return ""
    return before or after


def main_language(texts: Iterable[str], *, otherwise: str = "nl") -> str:
    """Return the language in which most of the *texts* are written."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(votes(text))
    return total.most_common(1)[0][0] if total and total.most_common(1)[0][1] >= 5 else otherwise
