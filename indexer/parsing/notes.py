"""Footnotes and end notes among the lines of a document: where they begin and go on, and which mark calls which."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import PassageKind
from indexer.parsing.drafts import FLOW, Draft, Style, is_contents
from indexer.parsing.furniture import Rule
from indexer.parsing.lines import Segment

NOTE_SIZE = 0.9  # of the body: a footnote is set at most so large, unless a rule stands above it
MAX_NOTE_LINES = 15  # a column that is all small print and longer than this holds no notes
RULE_SHARE = 0.6  # of the width of the column: a rule above notes is shorter than one that parts chapters
LEAST_END_NOTES = 3
CALLED = 0.6  # of the marks that call no footnote: so many must call a list of numbered paragraphs to make it end notes
_OPENING = re.compile(r"\[?(\d{1,3})(?:[.)\]](?![.\d])|(?=\s|[^\W\d]))\s?\S|(\*{1,3}|[†‡]{1,2})[.)]?\s?\S")
_GLUED_NUMBER = re.compile(r"^(\d{1,3})(?=[A-ZÀ-Ý‘“\"'])")
_LABEL = re.compile(r"\d{1,3}|\*{1,3}|[†‡]{1,2}")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
#: Words after which a figure is a number of something: art.3, nr.5, blz.7.
_COUNTED = frozenset("art artikel nr nrs blz pag pp p hfst par lid punt fig tab tabel bijlage vol no deel ver".split())  # noqa: SIM905
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"(?<=[^\W\d]{3})([.,;:!?)”’\"']{0,2})([⁰¹²³⁴-⁹]{1,3})")


def label_of(segment: Segment) -> str:
    """Return the number or sign with which a line opens a note, or nothing."""
    found = _OPENING.match(segment.text)
    return (found[1] or found[2] or "") if found else ""


def without_notes(
    column: list[Segment], style: Style, rules: Sequence[Rule], last: Draft | None
) -> tuple[list[Segment], list[Segment]]:
    """Part the notes at the foot of a column from its running text.

    Args:
        column: lines from top to bottom.
        style: what is usual in the document.
        rules: horizontal rules of the page.
        last: last note before this column, which may go on here.
    """
    if is_contents(column):
        return column, []
    broken_off = last is not None and not _END.search(last.lines[-1][1].text)
    below = _below_rule(column, style, rules, broken_off=broken_off)
    if below is not None:
        return column[:below], column[below:]
    place = len(column)
    while place and column[place - 1].size <= NOTE_SIZE * style.body and not column[place - 1].table:
        place -= 1
    if broken_off and 0 < place < len(column) and column[place].text[:1].islower():
        return column[:place], column[place:]
    while place < len(column) and not label_of(column[place]):
        place += 1
    if place == 0 and len(column) > MAX_NOTE_LINES:
        return column, []  # a page in small print
    return column[:place], column[place:]


def _below_rule(column: list[Segment], style: Style, rules: Sequence[Rule], *, broken_off: bool) -> int | None:
    """Return the place of the first line below a rule that parts notes from text, or None."""
    if not column:
        return None
    left, right = min(segment.x0 for segment in column), max(segment.x1 for segment in column)
    for x0, x1, y in rules:
        short = x1 - x0 <= RULE_SHARE * (right - left)
        if abs(x0 - left) > 1.5 * style.body or not short:
            continue
        place = next((n for n, segment in enumerate(column) if segment.base > y + 1), len(column))
        rest = column[place:]
        if place and _is_underline(column[place - 1], x0, y):
            continue
        if not rest or any(segment.table or segment.size > 1.02 * style.body for segment in rest):
            continue
        small = all(segment.size <= 0.95 * style.body for segment in rest)
        if (label_of(rest[0]) and (small or rest[0].words[0].opens)) or (small and broken_off and _numbered(rest)):
            return place
    return None


def _is_underline(line: Segment, x0: float, y: float) -> bool:
    return y - line.base < 0.35 * line.size and x0 < line.x1


def _numbered(lines: Sequence[Segment]) -> bool:
    """Say whether one of the first lines below a rule opens a note, or all are few enough to be the end of one."""
    return len(lines) <= MAX_NOTE_LINES or any(label_of(segment) for segment in lines[:MAX_NOTE_LINES])


def notes_of(tail: list[Segment], page: int, last: Draft | None) -> list[Draft]:
    """Return one draft for each note in *tail*; lines before the first number go on with *last*, in place."""
    drafts: list[Draft] = []
    raised = any(segment.words and segment.words[0].opens for segment in tail)
    number = 0
    for segment in tail:
        label = label_of(segment)
        value = int(label) if label.isdigit() else 0
        if not label:
            opens = False
        elif raised:
            opens = segment.words[0].opens or not value or value == number + 1
        else:
            opens = not value or not number or 0 <= value - number <= 3
        if opens:
            segment.text = _GLUED_NUMBER.sub(r"\1 ", segment.text)
            drafts.append(Draft(PassageKind.FOOTNOTE))
            number = value or number
        elif not drafts and last is not None:
            last.lines.append((page, segment))
            continue
        elif not drafts:
            drafts.append(Draft(PassageKind.FOOTNOTE))
        drafts[-1].lines.append((page, segment))
    return drafts


@dataclass(slots=True)
class _Note:
    """A note, and whether a mark calls it."""

    draft: Draft
    name: str
    page: int
    order: int  # place among the drafts
    called: bool = False


@dataclass(slots=True)
class _Call:
    """A mark in a line of the text."""

    segment: Segment
    offset: int
    label: str
    page: int
    order: int


#: By the place of a line in memory: offset in its text, mark as printed, name of the note.
Links = dict[int, list[tuple[int, str, str]]]


def link(drafts: Sequence[Draft]) -> Links:
    """Name the notes among *drafts* and find which mark calls which; make notes of the end notes.

    A mark calls the note with its label on its own page, the first that is not called yet; else the nearest note
    further on that no mark of its own page calls. Figures glued to a word are marks where a note of the page waits
    for one, and are taken out of the text.
    """
    calls = list(_calls(drafts))
    notes: dict[str, list[_Note]] = defaultdict(list)
    for order, draft in enumerate(drafts):
        if draft.kind is PassageKind.FOOTNOTE:
            _add(notes, draft, order)
    links: Links = defaultdict(list)
    waiting = [one for one in calls if not _linked(one, notes, links, same_page=True)]
    _unglue(drafts, notes, links)
    left = [one for one in waiting if not _linked(one, notes, links, same_page=False)]
    for order in _end_notes(drafts, left):
        drafts[order].kind = PassageKind.FOOTNOTE
        _add(notes, drafts[order], order)
    for one in left:
        _linked(one, notes, links, same_page=False)
    return links


def _add(notes: dict[str, list[_Note]], draft: Draft, order: int) -> None:
    label = label_of(draft.lines[0][1])
    if label:
        draft.note = f"noot-{order}"
        notes[label].append(_Note(draft, draft.note, draft.lines[0][0], order))


def _calls(drafts: Sequence[Draft]) -> Iterator[_Call]:
    for order, draft in enumerate(drafts):
        for page, segment in draft.lines:
            for offset, mark in segment.marks:
                for label in _LABEL.findall(mark):
                    yield _Call(segment, offset, label, page, order)


def _linked(one: _Call, notes: dict[str, list[_Note]], links: Links, *, same_page: bool) -> bool:
    """Link a mark to its note, if there is one."""
    if same_page:
        fitting = [note for note in notes.get(one.label, ()) if note.page == one.page]
        found = next((note for note in fitting if not note.called), fitting[-1] if fitting else None)
    else:
        fitting = [note for note in notes.get(one.label, ()) if note.order > one.order]
        found = next((note for note in fitting if not note.called or note.page > one.page + 1), None)
    if found is None:
        return False
    found.called = True
    links[id(one.segment)].append((one.offset, one.label, found.name))
    return True


def _unglue(drafts: Sequence[Draft], notes: dict[str, list[_Note]], links: Links) -> None:
    """Take the marks of notes that nothing calls yet out of the words that they are glued to."""
    pages: defaultdict[int, dict[str, _Note]] = defaultdict(dict)
    for label, found in notes.items():
        for note in found:
            if not note.called:
                pages[note.page].setdefault(label, note)
    if not pages:
        return
    for draft in drafts:
        if draft.kind not in FLOW and draft.kind != "heading":
            continue
        for page, segment in draft.lines:
            wanted = pages.get(page)
            for label in list(wanted or ()):
                offset = _without_glued(segment, label)
                if wanted and offset is not None:
                    note = wanted.pop(label)
                    note.called = True
                    links[id(segment)].append((offset, label, note.name))


def _without_glued(segment: Segment, label: str) -> int | None:
    """Take *label* out of the text of a line where it is glued to a word; return its place, or None."""
    text = segment.text
    if label.isdigit() and (raised := next((m for m in _RAISED.finditer(text) if _plain(m[2]) == label), None)):
        start, end = raised.span(2)
    else:
        if label not in text:
            return None
        sign = re.escape(label)
        pattern = (
            rf"([^\W\d_]+)([.,;:!?)”’\"']{{0,2}})({sign}|\s?\[{sign}\])(?![\w%*]|[.,]\d)"
            if label.isdigit()
            else rf"(\w)([.,;:!?)”’\"']{{0,2}})({sign})(?![\w*])"
        )
        for found in re.finditer(pattern, text):
            word = found[1]
            bracketed = found[3].endswith("]")
            counted = word.casefold() in _COUNTED or len(word) < 3 or not word[-1].islower()
            if label.isdigit() and counted and not bracketed:
                continue
            start, end = found.span(3)
            break
        else:
            return None
    segment.text = text[:start] + text[end:]
    segment.marks = tuple((at if at <= start else at - (end - start), mark) for at, mark in segment.marks)
    return start


def _plain(figures: str) -> str:
    return figures.translate(_SUPERSCRIPTS)


def _end_notes(drafts: Sequence[Draft], calls: Sequence[_Call]) -> list[int]:
    """Return the places of the paragraphs that the marks of *calls* call: a run numbered one by one, after them."""
    wanted = Counter(one.label for one in calls if one.label.isdigit())
    if len(wanted) < LEAST_END_NOTES:
        return []
    first = min(one.order for one in calls)
    numbered = [
        (order, int(label))
        for order, draft in enumerate(drafts)
        if order > first and draft.kind in FLOW and (label := label_of(draft.lines[0][1])).isdigit()
    ]
    runs: list[list[tuple[int, int]]] = []
    for one in numbered:
        if runs and one[1] == runs[-1][-1][1] + 1 and one[0] - runs[-1][-1][0] <= 3:
            runs[-1].append(one)
        else:
            runs.append([one])
    found: list[int] = []
    for run in runs:
        values = {str(value) for _, value in run}
        if len(run) >= LEAST_END_NOTES and len(values & set(wanted)) >= max(CALLED * len(run), LEAST_END_NOTES):
            found += [order for order, _ in run]
    return found
