"""Figures that a text gives: `ruim 1.200 meldingen in 2021`, `54 procent van de gemeenten`, `drie op de tien`.

A number is a figure where it says how many or what share. Dates, ages, durations, sums of money, and the numbers of
articles, pages, files and telephones are none. What is counted is found by the shape of Dutch noun phrases alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.statements import Figure
from nlp.analysis import Word
from nlp.noun_phrases import before_colon, counted_after, counted_before, noun_phrase
from nlp.numerals import NUMBER, WORD, openings, tally, value

_ABOUT = (
    r"ongeveer|circa|ca\.|zo['’]n|zowat|naar\s+schatting|bijna|ruim|krap|om\s+en\s+bij(?:\s+de)?|rond\s+de|rond|plusminus"
    r"|een\s+kleine|een\s+dikke|pakweg|nagenoeg"
)
_MORE = r"meer\s+dan|niet\s+minder\s+dan|minstens|ten\s+minste|tenminste|minimaal|op\s+zijn\s+minst|boven\s+de(?=\s+\d)"
_LESS = r"minder\s+dan|hoogstens|maximaal|ten\s+hoogste|hooguit|tot\s+maximaal|onder\s+de(?=\s+\d)|niet\s+meer\s+dan"
_PERCENT = r"\s?(?:%|procent\b|percent\b)"
_FRACTIONS = {"helft": (1.0, 2.0), "kwart": (1.0, 4.0), "driekwart": (3.0, 4.0)}
_PARTS = {"derde": 3.0, "vierde": 4.0, "vijfde": 5.0, "zesde": 6.0, "tiende": 10.0}
_CROWDS = {"tientallen": 20.0, "honderden": 200.0, "duizenden": 2_000.0, "tienduizenden": 20_000.0,
           "honderdduizenden": 200_000.0, "miljoenen": 2_000_000.0}  # fmt: skip

_BOUND = rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<about>{_ABOUT}))\s+"
_FIGURE = re.compile(
    rf"""(?<![\w.,/:§€$#@+-])(?:{_BOUND})?(?:
        een\s+(?P<tally>[a-zë]+tal|\d+-?tal)
        |(?:enkele\s+|vele\s+)?(?P<crowd>{"|".join(_CROWDS)})
        |(?:de\s+|een\s+)?(?P<fraction>helft|kwart|driekwart)(?=\s+van\b)
        |(?P<top>{WORD}|\d)\s(?P<part>derden?|vierden?|vijfden?|zesden?|tienden?)(?=\s+van\b)
        |(?:(?P<between>tussen)\s+(?:de\s+)?)?(?P<n>{NUMBER})
            (?P<tal>-?tal\b)?
            (?:(?P<pct1>{_PERCENT})?(?P<link>\s?[-–]\s?|\s(?:en|tot|à|of)\s)(?:de\s)?(?P<m>{NUMBER})(?![\w,.]*\d))?
            (?P<percent>{_PERCENT})?
            (?:\s(?:op\s(?:de\s|elke\s)?|van\sde\s(?:in\stotaal\s)?)(?P<of>{NUMBER}))?
    )(?![\w%]|[-/.:,]\d|-(?=\w)(?!-tal))""",
    re.VERBOSE | re.IGNORECASE,
)
#: What may stand before the number and belongs to the figure.
_OPENING = re.compile(
    rf"(?<!\w)(?:(?:{_LESS}|{_MORE}|{_ABOUT})\s+)?(?:tussen\s+(?:de\s+)?|een\s+|de\s+|enkele\s+|vele\s+)?$",
    re.IGNORECASE,
)
_LOOK_BACK = 34  # code points: the longest opening
#: Words, folded, with which a figure may begin, besides digits; `een` where `_ONE` says so.
STARTS = frozenset((*openings(), *_CROWDS, *_FRACTIONS, "een"))
_ONE = re.compile(r"e?é|een\s(?:op|van|half|miljoen|miljard|derde|vierde|vijfde|zesde|tiende)\b", re.IGNORECASE)
#: Words before a number that make it a name or an address, not a count.
_NUMBER_OF = re.compile(
    r"(?:\b(?:art(?:ikel(?:en)?)?|nrs?|nummers?|pp?|pag(?:ina)?['’]?s?|blz|bladzijden?|hoofdstuk(?:ken)?|hfst|punt(?:en)?|lid"
    r"|leden|bijlagen?|dossier(?:nummer)?|(?:deel)?vra(?:ag|gen)|antwoord|versie|(?:\w*)niveaus?|schaal\s+van|categorie|fase|tabel|figuur"
    r"|grafiek|kaart|stap|DTN|editie|week|deel|doelstelling(?:en)?|acties?|maatregel(?:en)?|paragraaf|titel|boek|kamer|zaal|tel"
    r"|telefoon|fax|gsm|postbus|bus|kst|aanbeveling(?:en)?|zone|entiteit|stuk|kamerstukken|noot|voetnoot|versie|lijst|klasse"
    r"|groep|plan|resolutie|besluit|wet|richtlijn|verordening|moties?|amendement|agendapunt|conclusie|spoor|pijler|lijn|graad"
    r"|covid|formule|combat|zeker|de\s+eerste|de\s+laatste)\.?\s*:?\s*\(?|§+\s*|\b[IVX]+\s+|[a-z]\)\s*)$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:\b(?:art(?:ikel(?:en)?)?|nrs?|vragen|blz|pp?)\.?\s+\d+(?:\s*(?:,|en|t/m|tot)\s*\d+)*\s*(?:,|en|t/m|tot))\s*$"
)
_BESIDE = re.compile(r"(?<![\d.,])\d{1,3},?\s$")  # another number just before: a page number, an index
_LONG_NUMBER = 18  # code points of a telephone number
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HEADING = re.compile(r"\s+(?!\w+se\b)[A-ZÀ-Þ][a-zà-ÿ]+")  # `12 Besluit`, but `121 Belgische ingezetenen`
_MARKER = re.compile(r"\s*[.)](?:\s|$|[a-z]\))")
_TELEPHONE = re.compile(r"(?:\+|00)?\d{2,4}[\s./-]\d{2,3}(?:[\s./-]\d{2,3}){1,3}(?!\d)|\b\d{2,3}\s\d{3},?\s+nr")
_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
_DEFINITE = re.compile(
    r"\b(?:de|deze|die|onze|hun|mijn|uw|beide|alle|eerste|laatste|volgende|andere|geen)\s+$", re.IGNORECASE
)
_OF_THEM = re.compile(r"\s+(?:daarvan|ervan|hiervan|van\s+(?:hen|deze|die|dit|wie|hun))\b")
_TO = re.compile(rf"\s+naar\s+(?:{NUMBER})")  # `van 18 naar 27 medewerkers`
_AMONG = re.compile(r"\b(?:waarvan|waaronder|van\s+wie|onder\s+wie)\s+(?:er\s+)?$")  # `640 entiteiten, waarvan 52 met`
_SMALL = 12  # in words: above it a spelled number hardly ever belongs to fixed words (`de twee landen`)
_CONTEXT = 24  # code points looked at before a number


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure at `text[start:end]`."""

    start: int
    end: int
    figure: Figure


def figures(
    text: str, words: Sequence[Word], other: Sequence[tuple[int, int]], starts: Callable[[], Sequence[int]]
) -> Iterator[FoundFigure]:
    """Yield the figures in *text*, in order.

    Args:
        text: of a passage.
        words: its words, as `nlp.analysis.analyse` gives them, or those of them with which a figure may begin.
        other: start and end of its dates and levels; they are no figures.
        starts: gives where its sentences begin; called only where it matters.
    """
    end = 0
    for word in words:
        opens = word.surface[0] <= "9" or word.surface in STARTS
        if word.start < end or not opens or (word.surface == "een" and not _ONE.match(text, word.start)):
            continue
        match = _at(text, word.start)
        if not match:
            continue
        if any(start < match.end() and word.start < stop for start, stop in other) or _in_telephone(
            text, match, word.start
        ):
            continue
        found = None if _names(text, match, word.start) else _figure(text, match, starts)
        if found:
            end = found.end
            yield found


def _at(text: str, start: int) -> re.Match[str] | None:
    """Return the figure whose number begins at *start*, with `ongeveer` or `een` before it."""
    opening = _OPENING.search(text, max(0, start - _LOOK_BACK), start)
    if opening and opening.start() < start:
        match = _FIGURE.match(text, opening.start())
        if match and match.end() > start:
            return match
    return _FIGURE.match(text, start)


def _in_telephone(text: str, match: re.Match[str], start: int) -> bool:
    """Say whether the number is a part of a telephone number or of the number of a file."""
    near = _TELEPHONE.finditer(text, max(0, start - _LONG_NUMBER), match.end() + _LONG_NUMBER)
    return any(one.start() < match.end() and start < one.end() for one in near)


def _names(text: str, match: re.Match[str], core: int) -> bool:
    """Say whether the number is the name of something (article, page, item of a list), not a count."""
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    bounded = match["less"] or match["more"] or match["about"]
    number = match["n"] or ""
    if number and not bounded and not match["percent"] and (_NUMBER_OF.search(before) or _LISTED.search(before)):
        return not (
            match["of"] or (before.rstrip().endswith("in") and not _YEAR.fullmatch(number) and match["link"] is None)
        )
    if (
        number
        and not bounded
        and not match["percent"]
        and (("." in number and not _THOUSANDS.match(number)) or _BESIDE.search(before))
    ):
        return True
    opening = not text[:core].strip() or text[:core].rstrip(" ").endswith(("\n", ".", "?", "!", ":", ";"))
    return (
        opening
        and number.isdigit()
        and bool(_MARKER.match(text, match.end("n")) or _HEADING.match(text, match.end("n")))
    )


def _figure(text: str, match: re.Match[str], starts: Callable[[], Sequence[int]]) -> FoundFigure | None:
    if match["fraction"] or match["part"]:
        return _fraction(text, match)
    if match["crowd"]:
        return _with_noun(text, match, Figure(_CROWDS[match["crowd"].lower()], None, about=True))
    if match["tally"] or match["tal"]:
        number = tally(match["tally"] or match["n"] + "tal")
        return _with_noun(text, match, Figure(number, number, about=True)) if number else None
    low = value(match["n"])
    return None if low is None else _number(text, match, low, starts)


def _number(text: str, match: re.Match[str], low: float, starts: Callable[[], Sequence[int]]) -> FoundFigure | None:
    """A number that is no fraction: a ratio, a percentage, a count, or a range of these."""
    if match["of"]:
        return _ratio(text, match, low)
    high = value(match["m"]) if match["m"] else low
    if match["percent"]:
        return _percentage(text, match, low, high)
    ranged = (
        match["m"] and high is not None and high >= low and (match["link"].strip() == "en") == bool(match["between"])
    )
    if match["m"] and not ranged:  # `3 mannen` of `... 3 en 5 vrouwen`
        return _counted(text, _cut(match), low, low, starts)
    return _counted(text, match, low, high or 0, starts) if ranged or not match["between"] else None


def _cut(match: re.Match[str]) -> re.Match[str]:
    """Return the match without what follows its first number: `3 mannen` of `... 3 en 5 vrouwen`."""
    shorter = _FIGURE.match(match.string, match.start(), match.end("n"))
    return shorter or match


def _bounded(match: re.Match[str], figure: Figure) -> Figure:
    """Open the figure at the side that `meer dan` or `hoogstens` leaves open."""
    about = figure.about or bool(match["about"])
    if match["more"]:
        return replace(figure, high=None, about=about)
    if match["less"]:
        return replace(figure, low=None, about=about)
    return replace(figure, about=about)


def _ratio(text: str, match: re.Match[str], low: float) -> FoundFigure | None:
    """`drie op de tien gemeenten`; no `4 op een schaal van 5`, no `dag op dag`."""
    of = value(match["of"])
    if of is None or not low < of or text.startswith(" schaal", match.end()):
        return None
    noun = noun_phrase(text, match.end(), singular=False)
    return FoundFigure(
        match.start(),
        noun.end if noun else match.end(),
        _bounded(match, Figure(low, low, "ratio", of=of, counted=noun.text if noun else "")),
    )


def _percentage(text: str, match: re.Match[str], low: float, high: float | None) -> FoundFigure:
    noun = counted_after(text, match.end())
    figure = Figure(low, high if high is not None else low, "percent", counted=noun.text if noun else "")
    return FoundFigure(match.start(), noun.end if noun else match.end(), _bounded(match, figure))


def _fraction(text: str, match: re.Match[str]) -> FoundFigure | None:
    """`de helft van de gemeenten`, `twee derde van de meldingen`; no `de eerste helft van 2022`."""
    if match["fraction"]:
        part, whole = _FRACTIONS[match["fraction"].lower()]
        before = text[: match.start("fraction")].split()
        if before and before[-1].lower() in ("eerste", "tweede", "laatste"):
            return None
    else:
        top = value(match["top"])
        if top is None:
            return None
        part, whole = top, _PARTS[match["part"].lower().removesuffix("n")]
    noun = counted_after(text, match.end())
    if noun is None:
        return None
    return FoundFigure(
        match.start(), noun.end, _bounded(match, Figure(part, part, "ratio", of=whole, counted=noun.text))
    )


def _counted(
    text: str, match: re.Match[str], low: float, high: float, starts: Callable[[], Sequence[int]]
) -> FoundFigure | None:
    """A bare number: a figure where something countable follows, or where `het aantal ...` came before."""
    number = match["n"].lower()
    bounded = bool(match["less"] or match["more"] or match["about"])
    small = not number[0].isdigit() and low <= _SMALL
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    article = number == "een" and not match["m"]
    if article or number in ("half", "halve") or (small and not bounded and _DEFINITE.search(before)):
        return None
    figure = _bounded(match, Figure(low, high))
    noun = noun_phrase(text, match.end(), singular=high <= 1, abstract=not small or bounded)
    if noun:
        return FoundFigure(match.start(), noun.end, replace(figure, counted=noun.text))
    if low > 1 and (them := _OF_THEM.match(text, match.end())):
        return FoundFigure(match.start(), them.end(), figure)
    return _without_noun(text, match, figure, starts, sure=bounded, small=small)


def _without_noun(
    text: str,
    match: re.Match[str],
    figure: Figure,
    starts: Callable[[], Sequence[int]],
    *,
    sure: bool,
    small: bool,
) -> FoundFigure | None:
    """`... steeg van 215 naar 236`, `ongeveer 700`: nothing follows that the number could belong to."""
    if (small and not sure) or noun_phrase(text, match.end(), any_noun=True):
        return None
    other = _TO.match(text, match.end())
    if other and (noun := noun_phrase(text, other.end())):
        return FoundFigure(match.start(), match.end(), replace(figure, counted=noun.text))
    noun = counted_before(text, match.start(), starts()) or before_colon(text, match.start())
    if not noun and _AMONG.search(text, max(0, match.start() - _CONTEXT), match.start()):
        return FoundFigure(match.start(), match.end(), figure)
    if noun:
        return FoundFigure(match.start(), match.end(), replace(figure, counted=noun.text))
    return FoundFigure(match.start(), match.end(), figure) if sure and figure != Figure(1, 1) else None


def _with_noun(text: str, match: re.Match[str], figure: Figure) -> FoundFigure | None:
    noun = noun_phrase(text, match.end(), singular=False)
    if noun:
        return FoundFigure(match.start(), noun.end, _bounded(match, replace(figure, counted=noun.text)))
    return None
