"""Who speaks in the minutes of a parliament: members who ask, members of a government, the chair."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import PassageKind, Voice
from indexer.parsing.reading import Block

_OFFICE = (
    r"(?:vice-?eerste\s?minister|eerste minister|minister-president|minister|staatssecretaris|"
    r"(?:premier |première )?ministre|secrétaire d'état)"
)
#: "12.01 Voornaam Naam (partij): ..." in Belgium, "De heer Naam (partij):" in the Netherlands.
_NUMBERED = re.compile(
    r"(?:\[FR\]\s*)?\d{2}\.\d{2,3}\s+(?P<who>[^:]{3,120}?)\s*(?:\((?P<party>[^)]{1,40})\))?\s*:\s*(?=\S|$)"
)
_ADDRESSED = re.compile(
    r"(?:De heer|Mevrouw|Het lid)\s+(?P<who>[A-Z][^:(]{1,60}?)\s*\((?P<party>[^)]{1,40})\):\s*(?=\S|$)"
)
_OFFICIAL = re.compile(rf"{_OFFICE}\s+[A-Z][^:.]{{1,60}}:\s*(?=\S|$)", re.IGNORECASE)
_CHAIR = re.compile(r"(?:De voorzitter|Le président|La présidente|De voorzitster|Voorzitter)\s*:", re.IGNORECASE)
_IS_OFFICIAL = re.compile(rf"(?:de\s+|le\s+|la\s+)?{_OFFICE}\b|.*,\s*{_OFFICE}\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:vraag|vragen|question|questions|interpellaties?|actualiteitsdebat|débat d'actualité)\b", re.IGNORECASE
)
_END = re.compile(
    r"(?:Het incident is gesloten|L'incident est clos|De (?:openbare commissie)?vergadering wordt gesloten)",
    re.IGNORECASE,
)


def with_speakers(blocks: Sequence[Block], *, asking: bool = False) -> list[Block]:
    """Return *blocks* with the voices of those who speak.

    A member who asks is the questioner, a member of the government the minister; a member who speaks in a debate that
    is no question is quoted. The chair and the minutes themselves keep the voice of the publisher. The speaker goes on
    until another begins, the incident is closed, or a heading comes.

    Args:
        blocks: blocks in reading order.
        asking: the document is one item of oral questions without a heading that says so.
    """
    marked: list[Block] = []
    voice = Voice.PUBLISHER
    spoken = False  # since the last heading: several headings in a row open one item
    for block in blocks:
        if block.kind == "heading" and _NUMBERED.match(block.text):  # one short line of a speaker, read as a heading
            block = replace(block, kind=PassageKind.PARAGRAPH, level=0)  # noqa: PLW2901 - the same block, read better
        if block.kind == "heading":
            asking = asking and not spoken
            voice, spoken = Voice.PUBLISHER, False
            asking = asking or _ASKS.search(block.text) is not None
            marked.append(block)
            continue
        voice = _voice(block.text, voice, asking=asking)
        spoken = spoken or voice is not Voice.PUBLISHER
        marked.append(block if voice is Voice.PUBLISHER else replace(block, voice=voice))
        if _END.match(block.text):
            marked[-1] = block
            voice = Voice.PUBLISHER
    return marked


def _voice(text: str, voice: Voice, *, asking: bool) -> Voice:
    """Return who speaks in a block, given who spoke before it."""
    if _CHAIR.match(text) or _END.match(text):
        return Voice.PUBLISHER
    if _OFFICIAL.match(text):
        return Voice.MINISTER
    match = _NUMBERED.match(text) or _ADDRESSED.match(text)
    if match is None:
        return voice
    if _IS_OFFICIAL.match(match["who"]):
        return Voice.MINISTER
    if _CHAIR.match(match["who"] + ":"):
        return Voice.PUBLISHER
    return Voice.QUESTIONER if asking else Voice.QUOTED


def turns(blocks: Sequence[Block], *, numbered: bool) -> int:
    """Return how many blocks open with a speaker: *numbered* as in Belgium, or addressed as in the Netherlands."""
    openings = (block.pieces[0].text[:200] for block in blocks)
    patterns = (_NUMBERED,) if numbered else (_ADDRESSED, _OFFICIAL)
    return sum(any(pattern.match(text) for pattern in patterns) for text in openings if ":" in text)
