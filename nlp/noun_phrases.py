"""What a number counts, by the shape of Dutch noun phrases: modifiers in -e, then a noun; knows no dictionary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.assertion import sentence_span

_WORD = re.compile(r"[\s\u00a0]+(?P<open>[('\"‘“«]?)(?P<word>[^\W\d_][\w'’&/+-]*)")
_SHARED = re.compile(r"(?:,|\s+(?:en|of))\s+\d+\s+\w+e\b")  # `64 extreemrechtse en 14 extreemlinkse dossiers`

#: Words that end a noun phrase: a number before one of them counts nothing that follows.
_STOPS = frozenset(
    """aan achter af al als alsook behalve ben bent bij bijvoorbeeld binnen bleef bleven blijft blijven boven buiten
    daalde daalden daar daarvan dan dat de deden deed deze die dit doen doet door dus echter een en er ervan
    eveneens gaan gaat gaf gaven gebeurden gedurende gelden geldt geven ging gingen haar had hadden heb hebben heeft
    het heten hielden hier hiervan hij hoe houden hun in inclusief indien inmiddels intussen is je kan komen komt
    kon konden krachtens kreeg kregen krijgen krijgt kunnen kwam kwamen lag lagen langs liggen ligt maakten maar
    maken me men met meteen mij mijn moet moeten mogen na naar naast nadat nadien namelijk namen nemen niet nog nu
    of om omdat omtrent ondanks onder ons onze ooit ook op over per percent procent reeds respectievelijk rond samen
    sinds soms staan staat steeg stegen stond stonden te tegen tegenover telden telkens tellen ten ter tijdens toch
    tot totaal tussen u uit uw vaak van vanaf vanuit vanwege via vinden volgden volgen volgens vonden voor voorbij
    vormden vormen waar waarbij waarin waaronder waarvan wanneer want was wat we wegens wel werd werden wie wij wil
    willen wonen woonden worden wordt zal zaten zich zij zijn zitten zo zoals zodat zonder zou zouden zowel zullen
    """.split()  # noqa: SIM905 - a list of words reads as text
)
#: Units that make no figure: time, money, measures, and the parts of a text.
_UNITS = frozenset(
    """alinea's alinea’s april art artikel artikelen augustus avonden bijlagen bis bladzijde bladzijden blz cm dag
    dagen december decennia deelvragen dollar dollars duizend eeuw eeuwen eur euro februari frank gb graad graden
    gram gulden ha hectare hoofdstuk hoofdstukken jaar jaargangen januari jaren jl juli juni kalenderdagen keer
    keren kg kilo kilogram kilometer km kwartalen legislaturen lid liter maal maand maanden maart malen mb mei meter
    meters miljard miljarden miljoen miljoenen minuten minuut m² nachten november oktober pagina pagina's pagina’s
    paragraaf paragrafen punt punten regels schooljaren seconde seconden seizoenen september ter ton uren uur versus
    vraag vragen vs week weekend weekends weken werkdagen
    """.split()  # noqa: SIM905 - as above
)
#: Nouns that a small number in words does not count in the world: `twee vormen`, `drie manieren`.
_ABSTRACT = frozenset(
    """aspecten betekenissen bewegingen categorieën criteria definities delen dimensies dingen doelen doelstellingen
    elementen factoren fasen fases gebieden gevolgen kanten kernpunten landen lijnen luiken manieren mogelijkheden
    niveaus onderdelen ontwikkelingen oorzaken opmerkingen opties perspectieven pijlers principes punten redenen
    richtingen scenario's scenario’s soorten sporen stappen thema's thema’s typen types uitdagingen uitgangspunten
    varianten vlakken voorbeelden voorwaarden vormen wegen werelden zaken
    """.split()  # noqa: SIM905 - as above
)
#: Plurals and collective words without a plural ending.
_PLURALS = frozenset("man media data lui mensen gemeenten ftf htf hp pge".split())  # noqa: SIM905 - as above
#: What one of is worth a figure: `één persoon`, no `één lijn`.
_ONE_OF = re.compile(
    r"(?:\w*(?:persoon|man|vrouw|jongere|minderjarige|dossier|geval|incident|melding|aanslag|verdachte|aanhouding|arrestatie"
    r"|organisatie|gemeente|stad|dode|gewonde|slachtoffer|klacht|veroordeling|veroordeelde|uitreiziger|terugkeerder|strijder"
    r"|respondent|groepering|onderzoek|school|moskee|gedetineerde|betoging|verbod))"
)
_PARTICIPLES = frozenset(
    """aangehouden aangenomen afgewezen besproken betrokken bevolen bewezen gekozen geschreven gesloten gestolen
    gevonden onderschepte ontvangen opgeheven opgenomen overleden uitgewezen verboden verdwenen verworpen
    voorgenomen
    """.split()  # noqa: SIM905 - as above
)
_MODIFIERS = frozenset("meer minder ander zulke extra andermans vlaams belgisch federaal lokaal".split())  # noqa: SIM905 - as above
_COUNT_NOUN = re.compile(
    r"\b(?:aantal(?:len)?|totaal\s+aantal|totaal|som)\s+(?:van\s+)?(?:(?:de|het|alle)\s+)?", re.IGNORECASE
)
_COUNT_VERB = re.compile(
    r"\b(?:bedr(?:oeg|aagt|oegen|agen)|was|waren|is|zijn|steeg|stijgt|stegen|daalde|daalt|nam|neemt|lag|ligt|kwam|komt|stond|staat"
    r"|ging|gaat|groeide|groeit|verdubbelde|op|:|=|\()\b|[:=(]",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:^|[-;:.,•\n]\s*)(?P<what>[^\W\d_][^-;:.,•\n\d]{3,50}):\s*$")
_OF = re.compile(
    r"\s+van\s+(?:(?:alle|al|de|het|deze|die|dit|onze|hun|haar|zijn|een|in\s+totaal)\s+){0,2}(?:\d[\d.]*\s+)?(?=[^\W\d_])"
)
_MOST_WORDS = 5
_LOOK_BACK = 110  # code points from `aantal` to its number
_ENDING = re.compile(r"(?:en|s|['’]s|eren|ën|i|ers|tallen)$")


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted, as written, and where it ends in the text."""

    text: str
    end: int


def noun_phrase(
    text: str, at: int, *, singular: bool = False, abstract: bool = True, any_noun: bool = False
) -> Noun | None:
    """Return the noun phrase that begins at `text[at]`, from its modifiers to its noun.

    Args:
        text: of a passage.
        at: just behind the number.
        singular: the number is one: the noun has no plural ending.
        abstract: nouns such as `vormen` count too.
        any_noun: also units and singular nouns: something follows that the number belongs to.
    """
    words: list[str] = []
    while len(words) < _MOST_WORDS:
        match = _WORD.match(text, at)
        if not match:
            return None
        word, at = match["word"].rstrip("-'’/+"), match.start("word") + len(match["word"].rstrip("-'’/+"))
        lower = word.lower()
        if lower in _STOPS or (not any_noun and lower in _UNITS):
            return None
        words.append(word)
        if lower.endswith("e") and _SHARED.match(text, at):
            return Noun(" ".join(words), at)
        if not _modifies(lower, text, at):
            break
    if any_noun or _countable(words[-1], singular=singular, abstract=abstract):
        return Noun(" ".join(words), at)
    return None


def counted_after(text: str, at: int) -> Noun | None:
    """Return what a share is of: `van de (bevraagde) gemeenten`; a bare noun only where no `van` stands."""
    of = _OF.match(text, at)
    if not of:
        return noun_phrase(text, at, singular=False)
    words: list[str] = []
    at = of.end() - 1
    while len(words) < _MOST_WORDS:
        match = _WORD.match(text, at)
        if not match or match["word"].lower() in _STOPS:
            return None
        words.append(match["word"])
        at = match.end()
        if not _modifies(words[-1].lower(), text, at):
            return Noun(" ".join(words), at)
    return None


def counted_before(text: str, at: int, starts: Sequence[int]) -> Noun | None:
    """Return what `het aantal meldingen steeg van 215 naar 236` counts, for a number at `text[at]`."""
    first, _ = sentence_span(starts, at, len(text))
    first = max(first, at - _LOOK_BACK)
    before = text[first:at]
    opening = None
    for opening in _COUNT_NOUN.finditer(before):  # noqa: B007 - the last one
        pass
    if opening is None:
        return None
    noun = noun_phrase(before, opening.end() - 1, any_noun=True)
    return noun if noun and _COUNT_VERB.search(before, noun.end) else None


def before_colon(text: str, at: int) -> Noun | None:
    """Return what a list counts, for a number at `text[at]`: `lichte geweldplegingen: 211`."""
    found = _ITEM.search(text, max(0, at - _LOOK_BACK), at)
    if not found or not _countable(found["what"].split()[-1], singular=False, abstract=False):
        return None
    return Noun(found["what"], at)


def _modifies(word: str, text: str, at: int) -> bool:
    """Say whether *word* is a modifier of what follows: in -e, a participle in -en, or before a second noun."""
    following = _WORD.match(text, at)
    if following is None or following["word"].lower() in _STOPS or following["open"]:
        return False
    if word in _PARTICIPLES or word in _MODIFIERS or (word.endswith("-") and len(word) > 1):
        return True
    return word.endswith("e") and not word.endswith(("ee", "isatie"))


def _countable(word: str, *, singular: bool, abstract: bool) -> bool:
    lower = word.lower()
    if lower in _UNITS or (not abstract and lower in _ABSTRACT):
        return False
    if singular:
        return _ONE_OF.fullmatch(lower) is not None
    return lower in _PLURALS or (len(lower) > 3 and _ENDING.search(lower) is not None) or _acronym(word)


def _acronym(word: str) -> bool:
    """`103 FTF’ers`, `12 LIVC's`: capitals with a plural, or the bare acronym of a person."""
    return bool(re.fullmatch(r"[A-Z]{2,}(?:['’-]?(?:s|ers|en))", word))
