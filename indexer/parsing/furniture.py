"""Running heads, running feet and folios: what recurs at the same height of many pages, and the labels it prints."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from indexer.parsing.lines import Segment

TOP, BOTTOM = 0.12, 0.88  # share of the page height above and below which furniture stands
MAX_ROWS = 4  # outermost rows at each end that may be furniture
GAP = 1.7  # em: least distance of base lines between furniture and body
LONGEST = 90  # code points of a line that is furniture only because of where it stands
SLOT_SHARE = 0.12  # of the pages that have furniture at one place: left and right pages, and chapters with and without
Rule = tuple[float, float, float]  # a horizontal rule from x0 to x1 at so many points from the top
PLAIN_SHARE = 0.3  # the same for lines in the size of the body
LARGE_SHARE = 0.5  # the same for one and the same line in the size of a heading
_Slot = tuple[bool, int, int, str, int]
_NOTE = re.compile(r"\d{1,3}[.)]?\s+\S.{20}")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_FOLIO = re.compile(
    r"(?:pagina|page|blz\.?|p\.)?\s*[-–—|•]?\s*(\d{1,4}|[ivxl]{1,6})\s*[-–—|•]?\s*"
    r"(?:(?:van|of|/|op)\s*\d{1,4})?",
    re.IGNORECASE,
)
_NAMED_FOLIO = re.compile(r"\b(?:pagina|page|blz\.?)\s*(\d{1,4})\b", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class Sheet:
    """One page: rows that stand apart at its top and foot are kept separate until they are judged.

    `columns` are made of `body` when the furniture is gone: a line that only looked like some belongs to its column.
    """

    number: int  # from 1
    height: float
    body: list[Segment]
    head: list[Segment] = field(default_factory=list)
    foot: list[Segment] = field(default_factory=list)
    em: float = 10.0  # size of the body text of this page, in points
    columns: list[list[Segment]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


def edges_of(segments: list[Segment], height: float) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """Part the rows that may be furniture from a page: return (head, body, foot).

    They stand in the outer eighth of the page, at most `MAX_ROWS` deep, with a gap between them and the body.
    """
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.base):
        if rows and not segment.table and segment.base - rows[-1][0].base < 0.5 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    first = _apart(rows, lambda row: max(s.bottom for s in row) < TOP * height)
    last = _apart(rows[first:][::-1], lambda row: min(s.top for s in row) > BOTTOM * height)
    body = rows[first : len(rows) - last]
    flat = [[s for row in part for s in row] for part in (rows[:first], body, rows[len(rows) - last :])]
    return flat[0], flat[1], flat[2]


def _apart(rows: list[list[Segment]], outside: Callable[[list[Segment]], bool]) -> int:
    """Return how many rows from the edge inwards stand apart from the rest."""
    count = 0
    for place, row in enumerate(rows[: MAX_ROWS + 1]):
        if any(s.table for s in row) or not outside(row) or sum(len(s.text) for s in row) > 200:
            break
        inner = rows[place + 1] if place + 1 < len(rows) else None
        if inner is None or abs(inner[0].base - row[0].base) > GAP * max(row[0].size, 6.0):
            count = place + 1
    return count


def strip(sheets: Sequence[Sheet]) -> tuple[dict[int, str], list[str]]:
    """Judge the heads and feet of all pages: what is furniture goes, what is not joins the body (in place).

    Returns:
        The label printed on each page that has one, and the distinct texts of the furniture.
    """
    edges = {sheet.number: [(s, True) for s in sheet.head] + [(s, False) for s in sheet.foot] for sheet in sheets}
    labels = _labels(sheets, edges)
    judge = _Judge(sheets, edges)
    said: dict[str, None] = {}
    for sheet in sheets:
        notes = _Notes(sheet.foot)
        for segment, at_top in edges[sheet.number]:
            if segment in notes:
                sheet.body.append(segment)
            elif _is_folio(segment, labels.get(sheet.number)) or judge.is_furniture(
                segment, at_top=at_top, in_note=notes.reach(segment)
            ):
                said[segment.text] = None
            else:
                sheet.body.append(segment)
        for segment in judge.among(sheet):
            said[segment.text] = None
    return labels, list(said)


class _Notes:
    """Lines at the foot of a page that open a note with a raised mark: they are no furniture, however alike."""

    def __init__(self, foot: Sequence[Segment]) -> None:
        self._opening = [segment for segment in foot if segment.words and segment.words[0].opens]

    def __contains__(self, segment: object) -> bool:
        return any(segment is one for one in self._opening)

    def reach(self, segment: Segment) -> bool:
        """Say whether *segment* may be the rest of such a note: below it, in its size, not further left."""
        return any(
            segment.base > one.base and abs(segment.size - one.size) < 0.3 and segment.x0 > one.x0 - 1
            for one in self._opening
        )


class _Judge:
    """Knows what recurs: which text at which height, and at which place furniture of which size stands."""

    def __init__(self, sheets: Sequence[Sheet], edges: dict[int, list[tuple[Segment, bool]]]) -> None:
        self._texts: defaultdict[tuple[str, bool, int], set[int]] = defaultdict(set)
        self._slots: defaultdict[_Slot, set[int]] = defaultdict(set)
        sizes: Counter[float] = Counter()
        for sheet in sheets:
            sizes.update(segment.size for segment in sheet.body)
            for segment, at_top in edges[sheet.number]:
                for height in _heights(segment):
                    self._texts[_masked(segment.text), at_top, height].add(sheet.number)
        pages = len(sheets)
        self._needed = max(3, round(0.06 * pages)) if pages > 4 else max(2, pages - 1)
        self._near = 4 if pages > 4 else 0  # pages of one chapter, left and right ones apart
        self._usual = max(3, round(SLOT_SHARE * pages))
        self._usual_plain = max(3, round(PLAIN_SHARE * pages))
        self._needed_plain = max(self._needed, round(SLOT_SHARE * pages))
        self._needed_large = max(4, round(LARGE_SHARE * pages))
        self._body = sizes.most_common(1)[0][0] if sizes else 10.0
        self._largest = 1.3 * self._body  # headings recur too, with other numbers
        for number, segments in edges.items():
            for segment, at_top in segments:
                if segment.size <= self._largest and self._recurs(segment, at_top=at_top):
                    for slot in _slots(segment, at_top=at_top):
                        self._slots[slot].add(number)

    def is_everywhere(self, segment: Segment, *, at_top: bool) -> bool:
        """Say whether this text stands at this height, numbers aside, on many pages."""
        needed = self._needed_plain if self._is_plain(segment) else self._needed
        pages = len(self._pages(segment, at_top=at_top))
        if segment.size <= self._largest:
            return pages >= needed
        return pages >= self._needed_large and not _DIGITS.search(segment.text)

    def _is_plain(self, segment: Segment) -> bool:
        """Say whether a line looks like the body, of which any line may stand first or last on some pages."""
        return abs(segment.size - self._body) < 0.3

    def among(self, sheet: Sheet) -> list[Segment]:
        """Take the furniture that the body runs up to out of the body of a page, and return it."""
        found = [
            segment
            for segment in sheet.body
            if (segment.bottom < TOP * sheet.height or segment.top > BOTTOM * sheet.height)
            and segment.text
            and not (segment.words and segment.words[0].opens)
            and self.is_everywhere(segment, at_top=segment.bottom < TOP * sheet.height)
        ]
        if found:
            sheet.body = [segment for segment in sheet.body if not any(segment is one for one in found)]
        return found

    def _pages(self, segment: Segment, *, at_top: bool) -> set[int]:
        masked = _masked(segment.text)
        return max((self._texts.get((masked, at_top, height), set()) for height in _heights(segment)), key=len)

    def _recurs(self, segment: Segment, *, at_top: bool) -> bool:
        """Say whether this text stands at this height, numbers aside, on many pages or on pages close together."""
        pages = self._pages(segment, at_top=at_top)
        if len(pages) >= self._needed:
            return True
        return any(0 < after - before <= self._near for before, after in pairwise(sorted(pages)))

    def _is_furnished(self, segment: Segment, *, at_top: bool) -> bool:
        """Say whether lines that recur stand where *segment* stands, in its size, on a good part of the pages."""
        usual = self._usual_plain if self._is_plain(segment) else self._usual
        return any(len(self._slots.get(slot, ())) >= usual for slot in _slots(segment, at_top=at_top))

    def is_furniture(self, segment: Segment, *, at_top: bool, in_note: bool = False) -> bool:
        """Say whether a line recurs itself, or stands where furniture of its size stands on many pages.

        Below the beginning of a note (*in_note*) the place alone says nothing.
        """
        if self.is_everywhere(segment, at_top=at_top):
            return True
        if segment.size > self._largest:
            return False
        if not self._is_plain(segment) and self._recurs(segment, at_top=at_top):
            return True
        note = in_note or (not at_top and _NOTE.match(segment.text))
        return not note and len(segment.text) <= LONGEST and self._is_furnished(segment, at_top=at_top)


def _slots(segment: Segment, *, at_top: bool) -> list[_Slot]:
    """Return where a line stands: its height and size, alone and with its left edge, its right edge or its middle."""
    places = (("left", segment.x0), ("right", segment.x1), ("middle", (segment.x0 + segment.x1) / 2))
    size = round(2 * segment.size)
    slots: list[_Slot] = [(at_top, height, size, "line", 0) for height in _heights(segment)]
    slots += [
        (at_top, height, size, side, int((x + shift) // 6) * 2 + shift % 2)
        for height in _heights(segment)
        for side, x in places
        for shift in (0, 3)
    ]
    return slots


def _heights(segment: Segment) -> tuple[int, int]:
    """Return the two 6-point bins around a base line, so that a shift of a point is no other height."""
    return int(segment.base // 6), int((segment.base + 3) // 6) + 10_000


def _masked(text: str) -> str:
    """Return *text* with its numbers masked, so that page 12 and page 13 print the same."""
    masked = _DIGITS.sub("#", text.casefold())
    return "#" if _ROMAN.fullmatch(masked) else masked


def _number(label: str) -> int:
    """Return the number that a folio prints, arabic or roman."""
    if label.isdecimal():
        return int(label)
    values = [_VALUES[letter] for letter in label.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _folios(segment: Segment) -> list[tuple[str, int]]:
    """Return the page labels that a line may print, with their weight: a whole line says more than a word."""
    text = segment.text.strip()
    whole = _FOLIO.fullmatch(text)
    if whole:
        return [(whole.group(1), 3)]
    named = _NAMED_FOLIO.search(text)
    if named:
        return [(named.group(1), 3)]
    words = text.split()
    return [(word, 1) for word in {words[-1], words[0]} if word.isdecimal() and len(word) <= 4] if words else []


def _labels(sheets: Sequence[Sheet], edges: dict[int, list[tuple[Segment, bool]]]) -> dict[int, str]:
    """Return the label that each page prints: the number whose distance to the page count is the same on most pages."""
    weights: Counter[tuple[int, bool]] = Counter()
    pages: Counter[tuple[int, bool]] = Counter()
    found: defaultdict[int, list[tuple[tuple[int, bool], str]]] = defaultdict(list)
    for sheet in sheets:
        for label, weight in {folio for segment, _ in edges[sheet.number] for folio in _folios(segment)}:
            key = (sheet.number - _number(label), label.isdecimal())
            found[sheet.number].append((key, label))
            weights[key] += weight
        pages.update({key for key, _ in found[sheet.number]})
    needed = max(2, 0.2 * len(sheets))
    good = [key for key, _ in weights.most_common() if pages[key] >= needed]
    good += [(0, True)] if len(sheets) == 1 else []
    printed: dict[int, str] = {}
    for number, candidates in found.items():
        matching = [label for key in good for other, label in candidates if other == key]
        if matching:
            printed[number] = matching[0]
    return printed


def _is_folio(segment: Segment, label: str | None) -> bool:
    whole = _FOLIO.fullmatch(segment.text.strip())
    return bool(label and whole and whole.group(1) == label)
