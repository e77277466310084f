"""Which paragraph goes on in the next column: over the end of a column or page, past boxes and side notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import PassageKind
from indexer.parsing import hyphens
from indexer.parsing.drafts import END, FLOW, ITEM, LEADING_SLACK, Draft, Style
from indexer.parsing.furniture import Sheet
from indexer.parsing.lines import Segment

#: A line that ends in such a word or in a comma ends no paragraph, whatever the next one begins with.
_OPEN_END = re.compile(
    r"(?:\b(?:de|het|een|van|in|op|met|voor|door|bij|aan|uit|naar|over|onder|tegen|tussen|sinds|tot|en|of|als|dan|dat|"
    r"die|om|te|zijn|haar|hun|deze|dit|onze|ons|elke?|geen|le|la|les|des|du|et|une?|dans|pour|par|sur|au|aux)|,)$"
)
REACH = 8  # blocks that may stand between a paragraph and its rest
OVERLAP = 0.5  # of the narrower of two lines: so much of it stands below or above the other one
NARROW = 0.6  # of the width of the column beside it: so narrow is a side note
NOTE_LINES = 4  # of a column, at least, for its width to say anything


def unfinished(drafts: Sequence[Draft], fresh: Draft, sheet: Sheet, place: int, style: Style) -> Draft | None:
    """Return the paragraph that goes on in *fresh* over the end of a column or page, if there is one.

    It is the one that breaks off right above *fresh*. Else it is the last one, or one that boxes and side notes keep
    apart from its rest: then it must break off at the end of a full line, and *fresh* must begin in small letters. What
    goes on right below itself, in a later column, does not go on here; nor does it in a side note.

    Args:
        drafts: those before it.
        fresh: the first of its column.
        sheet: the page.
        place: of the column on the page, from 0.
        style: what is usual in the document.
    """
    if fresh.kind is not PassageKind.PARAGRAPH:
        return None
    after = fresh.lines[0][1]
    near = [draft for draft in reversed(drafts[-REACH:]) if _may_go_on(draft, after, sheet.number)]
    for draft in near:
        if _is_below(draft, after, sheet.number, style) and _goes_on(draft, after, last=True):
            return draft
    later = [column[0] for column in sheet.columns[place + 1 :] if column]
    for draft in near:
        if (
            _goes_on(draft, after, last=draft is drafts[-1])
            and not any(_goes_on_below(draft, other, sheet.number, style) for other in later)
            and not _is_beside(draft, sheet, place)
        ):
            return draft
    return None


def _may_go_on(draft: Draft, after: Segment, page: int) -> bool:
    """Say whether a draft breaks off, on this page or the one before it, in the size of the line *after*."""
    number, before = draft.lines[-1]
    return (
        draft.kind in FLOW
        and number >= page - 1
        and abs(before.size - after.size) <= 0.08 * before.size
        and not END.search(before.text)
    )


def _goes_on(draft: Draft, after: Segment, *, last: bool) -> bool:
    """Say whether the words of a draft go on in the line *after*; *last*: nothing stands between them."""
    before = draft.lines[-1][1]
    small = after.text[:1].islower() or bool(_OPEN_END.search(before.text))
    full = len(draft.lines) > 1 and before.x1 >= 0.9 * max(segment.x1 for _, segment in draft.lines)
    return (last and (hyphens.ends_hyphenated(before.text) or small or full)) or (full and small)


def _is_below(draft: Draft, after: Segment, page: int, style: Style) -> bool:
    """Say whether a line stands right below the last one of a draft, at the usual distance."""
    number, before = draft.lines[-1]
    shared = min(before.x1, after.x1) - max(before.x0, after.x0)
    step = after.base - before.base
    return (
        number == page
        and shared > OVERLAP * min(before.width, after.width)
        and 0 < step <= LEADING_SLACK * style.leading * max(before.size, after.size) + 0.5
    )


def _goes_on_below(draft: Draft, other: Segment, page: int, style: Style) -> bool:
    """Say whether a draft goes on in *other*, the first line of a later column, right below it."""
    return (
        not other.table
        and not ITEM.match(other.text)
        and _may_go_on(draft, other, page)
        and _is_below(draft, other, page, style)
        and _goes_on(draft, other, last=True)
    )


def _is_beside(draft: Draft, sheet: Sheet, place: int) -> bool:
    """Say whether the column at *place* is a side note to the one that a draft ends, or the other way round."""
    number, before = draft.lines[-1]
    if number != sheet.number:
        return False
    here = sheet.columns[place]
    home = next((column for column in sheet.columns[:place] if any(segment is before for segment in column)), [])
    if min(len(here), len(home)) < NOTE_LINES:
        return False
    (x0, x1), (left, right) = _extent(here), _extent(home)
    return min(x1, right) <= max(x0, left) and min(x1 - x0, right - left) < NARROW * max(x1 - x0, right - left)


def _extent(column: Sequence[Segment]) -> tuple[float, float]:
    return min(segment.x0 for segment in column), max(segment.x1 for segment in column)
