"""Confidentiality markings: what is printed on a document to bound who may read it; prose about markings never counts.

A marking stands as a line of its own, or apart in a running head, on the front, or at an end of a page. A text that
prints three or more levels as lines is a text about classification: then only its heads and feet are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import PassageKind
from indexer.parsing.margins import margin_lines
from indexer.parsing.reading import Reading


class Level(StrEnum):
    """What follows from a marking, weightiest first."""

    CLASSIFIED = "classified"  # by law: refused, nobody can overrule that
    RESTRICTED = "restricted"  # not for everyone: refused until a person decides
    OPEN = "open"  # TLP:CLEAR: free to share; the label is kept


@dataclass(frozen=True, slots=True)
class Marking:
    """A marking found in a file."""

    text: str  # as printed
    level: Level
    page: int | None = None  # from 1; None in running heads and feet


Found = tuple[str, Level, str]  # what a marking means, its level, as printed

_LAW = (
    r"(?i:\s*[-–/(,]*\s*(?:wet|loi|art\.?)\s*(?:(?:van|du)\s*)?11[\s./-]?(?:12|december|décembre)[\s./-]?(?:19)?98\)?)?"
)
#: Belgian and French words (law of 11 December 1998, levels of 2023): only in capitals, being everyday words too.
_WORDS = {
    "top": r"(?:ZEER GEHEIM|TR[EÈ]S SECRET)",
    "secret": r"(?:GEHEIM|SECRET)",
    "confidential": r"(?:(?:STRIKT |STRENG )?VERTROUWELIJK|CONFIDENTIEEL|CONFIDENTIEL|CONFIDENTIAL)",
    "restricted": r"(?:BEPERKT|RESTREINT)",
}
#: Whole terms, in any case: Dutch (VIRBI 2013), NATO and EU.
_TERMS = {
    "nl-top": r"(?:stg|staatsgeheim)\.?\s*zeer geheim|zeer geheim|tr[eè]s secret",
    "nl-secret": r"(?:stg|staatsgeheim)\.?\s*geheim",
    "nl-confidential": r"(?:stg|staatsgeheim)\.?\s*confidentieel",
    "nl-dep": r"dep(?:artementaal|t?\.)?\s*vertrouwelijk",
    "nato": r"(?:nato|navo|otan)[ -](?:restricted|confidential|secret)|cosmic top secret",
    "eu": r"(?:restreint|confidentiel|secret|tr[eè]s secret) ue"
    r"(?:\s*/\s*eu (?:restricted|confidential|(?:top )?secret))?"
    r"|(?:eu/ue|eu) (?:restricted|confidential|(?:top )?secret)",
}
_SPREADING = r"beperkte verspreiding|diffusion restreinte"
_KING = r"(?:\s*[-–/(,]*\s*(?:kb|ar)\.?\s*(?:(?:van|du)\s*)?24[\s./-]?(?:0?3|maart|mars)[\s./-]?2000\)?)?"
_TLP = r"TLP\s?:\s?(?P<colour>RED|AMBER(?:\s?\+\s?STRICT)?|GREEN|CLEAR|WHITE)"

_CAPITALS = {name: re.compile(words + _LAW) for name, words in _WORDS.items()}
_ANY_CASE = {name: re.compile(f"(?:{terms})" + _LAW, re.IGNORECASE) for name, terms in _TERMS.items()}
_SPREAD = re.compile(f"(?:{_SPREADING})" + _KING, re.IGNORECASE)
_LIGHT = re.compile(_TLP, re.IGNORECASE)
#: A sentence in which a document says it of itself.
_SAID = re.compile(
    r"\b(?:dit|deze|ce)\s+(?:document|nota|notitie|verslag|rapport|stuk|analyse|brief|note)\b[^.]{0,60}?"
    r"\b(?:geclassificeerd|gerubriceerd|gemarkeerd|markering|vermelding|rubricering|classifiée?|mention)\b[^.]{0,40}?"
    rf"(?P<marking>{'|'.join([*_TERMS.values(), _SPREADING])}|TLP\s?:\s?(?:RED|AMBER|GREEN)"
    r"|\b(?:geheim|vertrouwelijk)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:rubricering|classificatie(?:niveau)?|markering|merking|status|niveau|openbaarheid|marking|classification)\s*:\s*",
    re.IGNORECASE,
)
_LIFTED = re.compile(r"gederubriceerd|gedeclassificeerd|declassif|déclassif|voorheen|voormalig", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|·•–—:;\t()\[\]]\s*|\s+-\s+|\s{2,}")
_TWO_LANGUAGES = re.compile(r"\s*[-–/|]\s*")
_SPACED = re.compile(r"(?:\b\w\b[ \u00a0]){3,}\w\b")
_ORNAMENTS = " \t\u00a0-–—*=_|/[]()<>•.:;,\"'#“”«»"
#: Joined to the line after it: only what cannot open an ordinary title.
_OPENING = re.compile(
    rf"(?:{_WORDS['top']}|(?:STRIKT )?VERTROUWELIJK|GEHEIM|BEPERKTE VERSPREIDING|{_TLP}"
    rf"|(?i:{_TERMS['nl-secret']}|{_TERMS['nl-dep']}|{_TERMS['nl-confidential']}))\b(?=\s+[A-Z\d])"
)
LONGEST = 60  # code points: a marking is a short line
LONGEST_EDGE = 120  # code points of a line in which a marking stands apart
FRONT, BACK, ENDS = 12, 6, 3  # lines looked at closely: of the first page, of the last page, at both ends of each page
ABOUT = 3  # so many levels as lines of one text: it is about classification


def marking_in(lines: Iterable[str]) -> str:
    """Return the first marking that stands as a line of its own and stops a document, as printed, or an empty string.

    >>> marking_in(["Het verslag is geheim.", "- VERTROUWELIJK -"])
    'VERTROUWELIJK'
    """
    for line in lines:
        found = _of_line(line)
        if found is not None and found[1] is not Level.OPEN:
            return found[2]
    return ""


def find_marking(reading: Reading, data: bytes, form: str) -> Marking | None:
    """Return the weightiest marking of a document, or None.

    Args:
        reading: its blocks and running heads.
        data: the file itself: heads, feet and banners that are no part of the text stand there.
        form: format of the file, a key of `indexer.parsing.READERS`.
    """
    margins = [*reading.edge_lines, reading.clues.title, reading.clues.description]
    outside = margin_lines(data, form)
    if form not in ("html", "txt"):
        margins += outside
    found = [Marking(text, level) for line in margins for _, level, text in _near_edge(line)]
    body: list[tuple[str, Marking]] = []
    if form in ("html", "txt"):  # these cannot be told from the text itself
        body += [(name, Marking(text, level)) for line in outside for name, level, text in _near_edge(line)]
    for page, line, at_edge, loose in _body_lines(reading):
        judged = _near_edge(line) if at_edge else [_of_line(line)] if loose else []
        body += [(one[0], Marking(one[2], one[1], page)) for one in judged if one is not None]
    if len({name for name, _ in body}) < ABOUT:
        found += [marking for _, marking in body]
    return min(found, key=lambda marking: list(Level).index(marking.level), default=None)


def _body_lines(reading: Reading) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield page, printed line, whether it stands at an edge, and whether it is no row or item of a list."""
    lines: list[tuple[int, str, bool]] = []
    for block in reading.blocks:
        loose = block.kind not in (PassageKind.TABLE_ROW, PassageKind.LIST_ITEM, PassageKind.CONTENTS)
        for piece in block.pieces:
            printed = [piece.text[line.start : line.end] for line in piece.lines]
            lines += [(piece.page, text, loose) for text in printed or [piece.text]]
    last = lines[-1][0] if lines else 1
    for place, (page, text, loose) in enumerate(lines):
        near = lines[max(0, place - ENDS)][0] != page or lines[min(len(lines) - 1, place + ENDS)][0] != page
        at_edge = near or place < FRONT or (page == last and place >= len(lines) - BACK)
        yield page, text, at_edge, loose


def _of_line(line: str) -> Found | None:
    """Return which marking a line of its own is, or None; one may be printed in two languages."""
    if not line or len(line) > LONGEST:
        return None
    bare = _LABEL.sub("", _closed(line).strip(_ORNAMENTS), count=1).strip(_ORNAMENTS)
    if whole := _of_text(bare):
        return whole
    one, *other = (_of_text(part) for part in _TWO_LANGUAGES.split(bare, maxsplit=1))
    return (one[0], one[1], bare) if one and other and other[0] else None


def _of_text(bare: str) -> Found | None:
    for patterns in (_ANY_CASE, _CAPITALS):
        for name, pattern in patterns.items():
            if pattern.fullmatch(bare):
                return name, Level.CLASSIFIED, bare
    if _SPREAD.fullmatch(bare):
        return "spreading", Level.RESTRICTED, bare
    if light := _LIGHT.fullmatch(bare):
        return _light(light)
    return None


def _light(match: re.Match[str]) -> Found:
    colour = match["colour"].upper().replace(" ", "")
    level = Level.OPEN if colour in ("CLEAR", "WHITE") else Level.RESTRICTED
    return f"tlp-{colour.lower()}", level, match.group()


def _near_edge(line: str) -> list[Found]:
    """Return the markings of a line that stands where markings are printed: alone, apart from other words, or said."""
    if not line or _LIFTED.search(line[:300]):
        return []
    if whole := _of_line(line):
        return [whole]
    found: list[Found] = []
    if len(line) <= LONGEST_EDGE:
        for part in _PARTS.split(_closed(line)):
            judged = _of_text(part.strip(_ORNAMENTS))
            if judged and judged[0] != "restricted" and judged[2] != "SECRET":  # everyday words beside others
                found.append(judged)
        found += [_light(match) for match in re.finditer(rf"\b{_TLP}(?!\w)", line)]
    if not found and (opening := _OPENING.match(_closed(line[:200]).lstrip(_ORNAMENTS))):
        judged = _of_text(opening.group().strip())
        found += [judged] if judged else []
    if not found and (said := _SAID.search(line[:400])):
        level = Level.RESTRICTED if re.match(f"{_SPREADING}|TLP", said["marking"], re.IGNORECASE) else Level.CLASSIFIED
        found.append(("said", level, said["marking"]))
    return found


def _closed(text: str) -> str:
    """Return *text* with letter-spaced words (G E H E I M) closed up."""
    return _SPACED.sub(lambda match: re.sub(r"[ \u00a0]", "", match.group()), text)
