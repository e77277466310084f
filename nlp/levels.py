"""Threat levels that a text states: `niveau 3 (aanzienlijk)`, `verhoogd van 2 naar 3`; knows both countries' scales.

A number is a level only in a sentence that speaks of a threat level; a sentence that lists three levels or more
explains a scale and states none. Scales: Belgium 1-4 (law of 10 July 2006); the Netherlands 1-4 until DTN 41 and 1-5
from DTN 42 (July 2016, https://www.nctv.nl/onderwerpen/dtn).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.statements import LevelStatement
from nlp.assertion import sentence_span

#: Scheme -> words of its levels, from 1.
SCHEMES = {
    "be-4": ("laag", "gemiddeld", "ernstig", "zeer ernstig"),
    "nl-4": ("minimaal", "beperkt", "substantieel", "kritiek"),
    "nl-5": ("minimaal", "beperkt", "aanzienlijk", "substantieel", "kritiek"),
}
_FIVE_SINCE = "2016-07"  # DTN 42

_NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5} | {str(one): one for one in range(1, 6)}
_N = r"(?:[1-5](?![\w%]|[.,]\d)|een\b|één\b|twee\b|drie\b|vier\b|vijf\b)"
_QUOTE = r"['\"‘’“”]?"
_LABEL = r"(?:zeer\s+ernstig|ernstig|gemiddeld|laag|minimaal|beperkt|aanzienlijk|substantieel|kritiek)\b"
#: In a sentence without one of these no level is stated.
_CUE = re.compile(
    r"(?:dreigings|terreur|terrorisme)niveaus?\b|\bniveaus?\s+van\s+(?:de\s+)?(?:algemene\s+)?(?:terreur|terroristische\s+)?"
    r"dreiging|\b(?:OCAD|OCAM|NCTV|DTN|dreiging|dreigingsbeeld|terreurdreiging)\b(?=[^.]*\bniveau\b)"
    r"|\bniveau\b(?=[^.]*\b(?:OCAD|OCAM|NCTV|DTN|dreiging|terreurdreiging)\b)",
    re.IGNORECASE,
)
_OTHER_LEVEL = re.compile(
    r"\b(?:beleids|opleidings|onderwijs|prestatie|taal|beheers|service|kwaliteits|sterkte|werk)niveau", re.IGNORECASE
)
_THEN = (  # what may follow: not the noun that a number counts (`voor vier plaatsen`)
    r"(?=\s*(?:[.,;:)!?'\"’”(–-]|$)|\s+(?:en|voor|in|op|van|is|was|werd|wordt|blijft|bleef|te|gebleven|geworden|gebracht"
    r"|vastgesteld|gehandhaafd|gold|geldt|verhoogd|verlaagd|om|omdat|sinds|als|na|waarbij|wat|dat|door|binnen|naar"
    r"|kunnen|kan|moeten|gaan|worden|komen|staan|blijven|brengen|zetten)\b)"
)
_SCALE = r"(?:\s*,?\s*op\s+(?:een|de)\s+schaal\s+(?:van|tot)\s+(?:(?:1|een|één)\s+tot\s+)?(?P<scale{}>[45]|vier|vijf))"
_WORD = rf"\s*[,:]?\s*(?:\(\s*)?(?:dat\s+is\s+|oftewel\s+|of\s+)?{_QUOTE}(?P<label{{}}>{_LABEL}){_QUOTE}\s*\)?"
_CHANGE = re.compile(
    rf"(?:van|uit)\s+(?:niveau\s+)?{_QUOTE}(?P<old>{_N}){_QUOTE}(?:\s*\(?{_QUOTE}{_LABEL}{_QUOTE}\)?)?(?:\s+\w+){{0,3}}?"
    rf"\s+(?:naar|tot)\s+(?:het\s+)?(?:niveau\s+|dreigingsniveau\s+)?{_QUOTE}(?P<new>{_N}){_QUOTE}"
    rf"(?:{_WORD.format(1)})?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:\b(?P<head>(?:dreigings|terreur)?niveau){_QUOTE}(?:\s+van\s+de\s+(?:terreur)?dreiging)?"
    rf"(?P<between>(?:\s+(?!niveau\b|van\b[^.]*\bnaar\b)[^\W\d]+){{0,7}}?)\s*[:=]?\s*{_QUOTE}(?P<n>{_N}){_QUOTE}"
    rf"(?:{_SCALE.format(1)}|(?:{_WORD.format(1)})?){_THEN})"
    rf"|(?:{_QUOTE}\b(?P<label2>{_LABEL}){_QUOTE}\s*,?\s*\(?\s*)?(?:niveau\s+)?\b(?P<m>{_N}){_SCALE.format(2)}"
    rf"|(?P<verb>verhoogd|verhoogde|verlaagd|verlaagde|opgetrokken|opgeschaald|teruggebracht|gedaald|gestegen|ging|gaat)"
    rf"\s+(?:naar|tot|op)\s+(?:niveau\s+)?(?P<to>{_N})(?:{_WORD.format(3)})?{_THEN}",
    re.IGNORECASE,
)
_IS = (
    r"is|was|blijft|bleef|wordt|werd|staat|stond|bedraagt|ligt|op|naar|tot|gehandhaafd|verhoogd|verlaagd|nog|steeds|momenteel|thans"
    r"|daarmee|ook|hierdoor|opnieuw|weer|voorlopig|nu|in|voor|het|de|Nederland|België|algemene|algemeen|vastgesteld"
    r"|niveau|vast|onveranderd|ongewijzigd|van|gebracht|gezet|teruggebracht|geplaatst"
)
_WORDED = re.compile(
    rf"\b(?:dreigingsniveau|terreurniveau|dreiging\s+(?=is\b|blijft\b|wordt\b))(?P<between>(?:\s+(?:{_IS})){{0,7}})\s*[:=]?"
    rf"\s*{_QUOTE}(?P<label>{_LABEL}){_QUOTE}(?:\s*\(?\s*(?:niveau\s+)?(?P<n>{_N})\)?(?:{_SCALE.format('')})?)?"
    rf"{_THEN}",
    re.IGNORECASE,
)
_VERBS_BETWEEN = re.compile(rf"(?:\s+(?:{_IS}|bestaande|huidige|nieuwe|hoogste|op\s+één\s+na))*", re.IGNORECASE)
_OF_OTHER = re.compile(r"\s+van\s+(?:de|het|een)\s+(?!(?:algemene\s+)?(?:dreiging|terreur))", re.IGNORECASE)
_BELGIAN = re.compile(r"\b(?:OCAD|OCAM|Belgi[eë]|Belgische?|Brussel\w*)\b")
_DUTCH = re.compile(r"\b(?:NCTV|NCTb|DTN\s?\d*|Nederlandse?)\b")
_GENERAL = re.compile(r"\balgeme(?:ne|en)\b", re.IGNORECASE)
_WHERE = (
    r"\s+(?:voor|in|binnen)\s+(?:de\s+|het\s+|een\s+|heel\s+)?(?P<what>(?!schaal|jaar)(?:[a-zà-ÿ]+\s+){0,2}?(?:[A-ZÀ-Þ][\w-]+"
    r"(?:\s+[A-ZÀ-Þ][\w-]+)*|(?:(?:joodse|islamitische)\s+)?(?:gemeenschap(?:pen)?|stations?|luchthavens?|ambassades?"
    r"|gebouwen|politiediensten|kerken|moskeeën|synagogen|scholen|persoon|personen|evenementen)))"
)
_SCOPE = re.compile(_WHERE)
_SCOPED = re.compile(r"niveau" + _WHERE)
_COUNTRIES = frozenset(("België", "Belgie", "Nederland", "land"))
_EXPLAINS = 3  # levels in one sentence that explain a scale


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """A statement of a level at `text[start:end]`."""

    start: int
    end: int
    statement: LevelStatement


def levels(
    text: str, starts: Callable[[], Sequence[int]], *, country: str = "", published: str = ""
) -> Iterator[FoundLevel]:
    """Yield the threat levels that *text* states, in order.

    Args:
        text: of a passage.
        starts: gives where its sentences begin; called only where there may be a level.
        country: BE or NL, of the document; a sentence that names one country's services decides first.
        published: ISO date of the document: which Dutch scale was in force.
    """
    if "iveau" not in text or not _CUE.search(text) or _OTHER_LEVEL.search(text):
        return
    cues = {sentence_span(starts(), cue.start(), len(text)) for cue in _CUE.finditer(text)}
    for start, end in sorted(cues):
        yield from _in_sentence(text, start, end, country, published)


def _in_sentence(text: str, start: int, end: int, country: str, published: str) -> Iterator[FoundLevel]:
    sentence = text[start:end]
    meant = {_NUMBERS[one.lower()] for one in re.findall(rf"\bniveaus?\s+({_N})", sentence, re.IGNORECASE)}
    words = {" ".join(one.lower().split()) for one in re.findall(rf"\b{_LABEL}", sentence, re.IGNORECASE)}
    if max(len(meant), len(words)) >= _EXPLAINS:
        return
    done = 0
    matches = [one for pattern in (_CHANGE, _NUMBERED, _WORDED) for one in pattern.finditer(sentence)]
    for match in sorted(matches, key=lambda one: (one.start(), -one.end())):
        statement = _statement(match, sentence, country, published) if match.start() >= done else None
        if statement:
            done = match.end()
            yield FoundLevel(start + match.start(), start + match.end(), statement)


def _statement(match: re.Match[str], sentence: str, country: str, published: str) -> LevelStatement | None:
    """Return what a match says; None where the country is unknown or its scale has no such level."""
    found = match.groupdict()
    bare = (found.get("head") or "").lower() == "niveau"
    if bare and (not _VERBS_BETWEEN.fullmatch(found["between"]) or _OF_OTHER.match(sentence, match.end())):
        return None  # `op niveau van de vier gewesten` is no level
    written = next((found[name] for name in ("label", "label1", "label2", "label3") if found.get(name)), "")
    label = " ".join(written.lower().split())
    number = next((_NUMBERS[found[name].lower()] for name in ("new", "n", "m", "to") if found.get(name)), None)
    steps = next((_NUMBERS[found[name].lower()] for name in ("scale", "scale1", "scale2") if found.get(name)), 0)
    scheme = _scheme(sentence, country, published, label, steps)
    if not scheme:
        return None
    names = SCHEMES[scheme]
    if number is None and label in names:
        number = names.index(label) + 1
    if number is not None and number > len(names):
        return None
    previous = _NUMBERS[found["old"].lower()] if found.get("old") else None
    scope = _scope(match, sentence)
    return LevelStatement(scheme[:2].upper(), scheme, level=number, label=label, scope=scope, previous=previous)


def _scheme(sentence: str, country: str, published: str, label: str, steps: int) -> str:
    """Return the scheme meant: by the services named, the steps of the scale, the country, then the word."""
    belgian, dutch = bool(_BELGIAN.search(sentence)), bool(_DUTCH.search(sentence))
    if belgian != dutch:
        country = "BE" if belgian else "NL"
    elif not country:
        own = [one for one, names in SCHEMES.items() if label in names]
        country = "NL" if steps == len(SCHEMES["nl-5"]) else own[0][:2].upper() if own else ""
    if country == "BE":
        return "be-4"
    if country == "NL":
        return "nl-4" if steps == 4 or ("" < published < _FIVE_SINCE) else "nl-5"
    return ""


def _scope(match: re.Match[str], sentence: str) -> str:
    """Return for what the level holds, as far as the words around it say."""
    found = _SCOPE.match(sentence, match.end()) or _SCOPE.search(match[0]) or _SCOPED.search(sentence)
    named = found["what"] if found else ""
    if named and named not in _COUNTRIES:
        return named
    before = sentence[max(0, match.start() - 40) : match.end()]
    return "algemeen" if named or _GENERAL.search(before) else ""
