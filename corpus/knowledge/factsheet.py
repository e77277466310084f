"""Under which headings of a factsheet a passage about an organisation belongs: by its own label, else by cue words.

The headings are those of the factsheet on groups in Dutch municipalities (Expertise-unit Sociale Stabiliteit, 2017 and
later). A heading says what a passage is about, never what the organisation is; the passage is quoted whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.model import Mention, MentionKind, Voice
from corpus.store import PassageRecord

#: Key -> words of the heading.
HEADINGS = {
    "omvang": "Omvang",
    "spreiding": "Regionale spreiding",
    "betekenis": "Betekenis",
    "geweld": "Betrokkenheid bij geweldincidenten",
}

#: Who makes a statement, in the order of weight: what a reader must know before using it.
EVIDENCE = {
    "R": "gerectificeerd: lees de rectificatie",
    "B": "document van een overheid of dienst; de uitgever of minister is aan het woord",
    "C": "een vraagsteller, spreker, partij of aangehaalde bron is aan het woord",
    "?": "soort document of spreker niet vastgesteld",
}

_OFFICIAL = frozenset(
    ("dreigingsbeeld", "jaarverslag", "factsheet", "actieplan", "nieuws", "bevraging", "beleidsnota", "regelgeving")
)
_QUESTIONS = frozenset(("schriftelijke-vraag",))
_OTHERS = frozenset(("verslag", "verkiezingsprogramma", "advies"))

_LABELS = {
    "omvang": re.compile(r"(?:omvang|aantal leden|ledental)\b[^.:]{0,40}[.:]", re.IGNORECASE),
    "spreiding": re.compile(r"(?:(?:regionale|geografische|lokale) )?spreiding\b[^.:]{0,40}[.:]", re.IGNORECASE),
    "betekenis": re.compile(r"(?:betekenis|duiding)\b[^.:]{0,40}[.:]", re.IGNORECASE),
    "geweld": re.compile(r"(?:betrokkenheid bij )?(?:gewelds?)-?(?:incidenten)?\b[^.:]{0,40}[.:]", re.IGNORECASE),
}
_CUES = {
    "omvang": re.compile(
        r"\b(?:omvang|ledental|ledenaantal|aantal (?:leden|aanhangers|deelnemers|volgers)|aanhang|achterban"
        r"|harde kern)\b",
        re.IGNORECASE,
    ),
    "spreiding": re.compile(
        r"\b(?:afdeling(?:en)?|regionale?|landelijk|provincies?|gemeenten?|steden|lokale kern(?:en)?|verspreid over"
        r"|(?:actief|aanwezig|gevestigd) (?:is |zijn )?in)\b",
        re.IGNORECASE,
    ),
    "betekenis": re.compile(
        r"\b(?:betekenis|invloed|rol|doel(?:en|stelling)?|streeft|streven|gedachtegoed|ideologie|boodschap|propaganda"
        r"|ontst(?:aan|ond)|opgericht|oprichting|werft|mobiliseert|zich voorstelt als|noemt zich|presenteert zich)\b",
        re.IGNORECASE,
    ),
    "geweld": re.compile(
        r"\b(?:\w*geweld\w*|incident\w*|aanslag\w*|mishandel\w*|vernieling\w*|vernield\w*|bedreiging\w*|brandsticht\w*"
        r"|rellen|vechtpartij\w*|wapens?|intimid\w*|aangehouden|aanhouding\w*|veroordeel\w*)\b",
        re.IGNORECASE,
    ),
}
_PEOPLE = re.compile(
    r"\b(?:leden|lid|aanhangers?|volgers?|sympathisanten|deelnemers?|abonnees|militanten|personen|mensen|medewerkers"
    r"|vrijwilligers|jongeren)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:actief|aanwezig|afdeling\w*|leden|gevestigd|zwaartepunt|opende|bijeenkomst\w*)\b", re.IGNORECASE
)
_DENIAL = re.compile(r"\b(?:niet|geen|nooit|zonder|noch|evenmin|ontken\w*|verwerpt)\b", re.IGNORECASE)
_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[^a-z\s])")
_SHORT = re.compile(
    r"(?:\b(?:nr|ca|bv|bijv|st|dr|mr|vb|cf|zgn|art|resp|incl|prof|dhr|mevr)|\b[A-Za-z])\Z", re.IGNORECASE
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a passage stand, in code points."""
    ends = [match.end() for match in _END.finditer(text) if not _SHORT.search(text, 0, match.start())]
    return [(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end]


def headings_of(
    text: str, marks: Sequence[tuple[int, int]], mentions: Iterable[Mention], *, under_own: bool = False
) -> tuple[str, ...]:
    """Return the keys of the headings under which a passage belongs; none when it fits no heading.

    A passage that begins with the words of a heading ("Omvang. ...") is about the subject of its section: it belongs
    there alone under a heading that names the organisation, and nowhere under another, which may be of another
    organisation. Else the sentences that name the organisation, and the one right after each, decide.

    Args:
        text: of the passage.
        marks: where the organisation is named; none where only the heading above the passage names it.
        mentions: figures and places in the passage.
        under_own: a heading above the passage names the organisation.
    """
    for key, label in _LABELS.items():
        if label.match(text):
            return (key,) if under_own else ()
    known = list(mentions)
    spans = _near(text, marks)
    return tuple(key for key in HEADINGS if any(_fits(key, text, span, known) for span in spans))


def _near(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    spans = sentences(text)
    naming = {place for place, (low, high) in enumerate(spans) if any(low <= start < high for start, _ in marks)}
    return [span for place, span in enumerate(spans) if place in naming or place - 1 in naming]


def _fits(key: str, text: str, span: tuple[int, int], mentions: Sequence[Mention]) -> bool:
    low, high = span
    sentence = text[low:high]
    inside = {one.kind for one in mentions if low <= one.start < high}
    if _CUES[key].search(sentence):
        return True
    if key == "omvang":
        return any(
            one.kind is MentionKind.FIGURE
            and low <= one.start < high
            and bool(_PEOPLE.search(text[one.start : min(high, one.end + 20)]))
            for one in mentions
        )
    return key == "spreiding" and MentionKind.PLACE in inside and bool(_PLACED.search(sentence))


def denies(text: str) -> bool:
    """Say whether a text holds a word of denial, which a reader should not miss."""
    return bool(_DENIAL.search(text))


def evidence(record: PassageRecord) -> str:
    """Return who makes a statement, as a key of `EVIDENCE`: by the rectifications, the kind of document, the voice.

    Whether a court confirmed it is never worked out by us.
    """
    if record.rectifications:
        return "R"
    kind, voice = record.document.metadata.kind, record.passage.voice
    if voice in (Voice.QUESTIONER, Voice.QUOTED) or kind in _OTHERS:
        return "C"
    if kind in _OFFICIAL or (kind in _QUESTIONS and voice is Voice.MINISTER):
        return "B"
    return "?"
