"""Columns of lines to drafts of blocks: where paragraphs, list items, headings, notes and contents begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import PassageKind
from indexer.parsing import hyphens
from indexer.parsing.furniture import Sheet
from indexer.parsing.lines import Segment
from indexer.parsing.reading import BlockKind

HEADING_SIZE = 1.12  # of the body: a heading is set at least so large, or bold
HEADING_CHARS = 220
HEADING_LINES = 4
CONTENTS_CHARS = 300
KICKER_CHARS = 50  # of a small line above a title that names its number
KICKER_STEP = 1.8  # of the size of the title: such a line stands so close above it
LEADING_SLACK = 1.3  # a step of so many times the usual one opens a paragraph
BULLETS = "•▪◦‣●○■□➢►▶→✓✔❖∙·\uf0b7\uf0a7\uf02d\uf0d8"
ITEM = re.compile(
    rf"(?:[{BULLETS}]|[-–—*](?=\s)|o(?=\s)|\(?\d{{1,2}}[.)](?=\s)|\(?[a-z][.)](?=\s)|[ivx]{{1,4}}[.)](?=\s))\s*\S"
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S")
_TITLED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Ý]")
_NUMBER_ALONE = re.compile(r"(?:hoofdstuk\s+|deel\s+)?\d{1,2}(?:\.\d{1,2})*\.?", re.IGNORECASE)
_NUMBER_NAMED = re.compile(r"[^\W\d_]{3,20}\s+(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.:]?(?:\s+\([^()]{1,20}\))?")
_CONTENTS_LINE = re.compile(r".*\S\s*…\s*(?:\d{1,4}|[ivxl]{1,6})$")
_CONTENTS_PLAIN = re.compile(r".*[^\W\d].*\s\d{1,4}$")
_CAPTION = re.compile(
    r"(?:tabel|figuur|grafiek|kaart|diagram|afbeelding|foto|tableau|figure)\s+[\d.a-z]{1,6}\s*[.:–|-]", re.IGNORECASE
)
_CONTENTS_TITLE = re.compile(r"inhoud|inhoudsopgave|inhoudstafel|table des matières|contents", re.IGNORECASE)
END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
FLOW = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


@dataclass(slots=True)
class Draft:
    """A block in the making: its segments, each with its page."""

    kind: BlockKind
    lines: list[tuple[int, Segment]] = field(default_factory=list)
    note: str = ""  # of a note: the name by which marks call it

    @property
    def size(self) -> float:
        """Size of the first line, in points."""
        return self.lines[0][1].size


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in the document."""

    body: float  # points
    leading: float  # distance of two base lines, as a share of the size
    bold_body: bool


def style_of(sheets: Sequence[Sheet]) -> Style:
    """Return the body size, leading and weight in which most letters of a document are set."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    steps: list[float] = []
    for sheet in sheets:
        for column in sheet.columns:
            for segment in column:
                sizes[round(segment.size * 2) / 2] += len(segment.text)
                bold[segment.bold] += len(segment.text)
            steps += [
                (after.base - before.base) / before.size
                for before, after in pairwise(column)
                if abs(after.size - before.size) < 0.3 and 0.9 < (after.base - before.base) / (before.size or 1) < 2.2
            ]
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    usual = Counter(round(step * 20) / 20 for step in steps).most_common(1)
    return Style(max(body, 1.0), usual[0][0] if usual else 1.2, bold[True] > bold[False])


def is_contents(column: list[Segment]) -> bool:
    """Say whether a column is a table of contents: most lines end in a page number, and the numbers rise."""
    numbers = []
    for segment in column:
        text = segment.text if len(segment.text) <= CONTENTS_CHARS else ""
        if _CONTENTS_PLAIN.fullmatch(text) or _CONTENTS_LINE.fullmatch(text):
            last = re.findall(r"\d{1,4}$", text)
            numbers.append(int(last[0]) if last else 0)
    if len(numbers) < 5 or len(numbers) < 0.45 * len(column):
        return False
    falls = sum(after < before for before, after in pairwise(numbers))
    return falls <= 0.1 * len(numbers) and max(numbers) > min(numbers) and sum(1900 <= n <= 2100 for n in numbers) < 3


def paragraphs_of(column: list[Segment], page: int, style: Style) -> list[Draft]:
    """Cut a column into drafts: paragraphs, list items, contents, tables and headings."""
    drafts: list[Draft] = []
    edges = _edges(column)
    under_contents, contents = False, is_contents(column)
    for segment in column:
        kind = _kind(segment, under_contents=under_contents)
        if contents and not segment.table and not _CONTENTS_TITLE.fullmatch(segment.text.strip()):
            kind = PassageKind.CONTENTS
        last = drafts[-1] if drafts else None
        if last is None or not _joins(last, segment, kind, edges, style):
            last = Draft(kind)
            drafts.append(last)
        last.lines.append((page, segment))
        if last.kind is PassageKind.CONTENTS or _CONTENTS_TITLE.fullmatch(segment.text.strip()):
            under_contents = True
        elif len(last.lines) > 2:
            under_contents = False
    for draft in drafts:
        if draft.kind in FLOW and _is_heading(draft, style):
            draft.kind = "heading"
    return _joined_headings(drafts)


def _edges(column: list[Segment]) -> tuple[float, float]:
    """Return the usual left edge and the right edge that most long lines reach."""
    if not column:
        return 0.0, 0.0
    lefts = Counter(round(s.x0) for s in column)
    often = lefts.most_common(1)[0][1]
    rights = sorted(s.x1 for s in column)
    return float(min(x for x, count in lefts.items() if count >= 0.5 * often)), rights[int(0.9 * (len(rights) - 1))]


def _kind(segment: Segment, *, under_contents: bool) -> BlockKind:
    if segment.table:
        return PassageKind.TABLE_ROW
    text = segment.text if len(segment.text) <= CONTENTS_CHARS else ""
    if _CONTENTS_LINE.fullmatch(text) or (under_contents and _CONTENTS_PLAIN.fullmatch(text)):
        return PassageKind.CONTENTS
    return PassageKind.LIST_ITEM if ITEM.match(segment.text) else PassageKind.PARAGRAPH


def _joins(last: Draft, segment: Segment, kind: BlockKind, edges: tuple[float, float], style: Style) -> bool:
    """Say whether *segment* goes on with the draft *last*."""
    before = last.lines[-1][1]
    if PassageKind.TABLE_ROW in (kind, last.kind) or (segment.words and segment.words[0].opens):
        return False
    if PassageKind.CONTENTS in (kind, last.kind):
        return kind is last.kind
    em = max(before.size, segment.size)
    if before.bold != segment.bold and not _is_run_on(before, segment):
        return False
    if _TITLED.match(segment.text) and _TITLED.match(last.lines[0][1].text):  # 5.1 and right below it 5.1.1
        return False
    step = segment.base - before.base
    side_by_side = max(before.x0, segment.x0) - min(before.x1, segment.x1) > 2 * em  # two labels
    if (
        side_by_side
        or abs(before.size - segment.size) > 0.12 * em
        or step < 0
        or step > LEADING_SLACK * style.leading * em + 0.5
    ):
        return False
    return hyphens.ends_hyphenated(before.text) or not _opens(last, before, segment, edges, em)


def _opens(last: Draft, before: Segment, segment: Segment, edges: tuple[float, float], em: float) -> bool:
    """Say whether a line opens a paragraph though nothing but its place, its beginning and the line before say so."""
    left, right = edges
    ended = bool(END.search(before.text))
    in_list = last.kind is PassageKind.LIST_ITEM
    first = segment.text[0]
    if ITEM.match(segment.text) and (ended or first not in "-–—*"):
        at_edge = ended or in_list or first in BULLETS or segment.x0 < left + 0.5 * em
        if at_edge:
            return ended or in_list or not first.isdigit() or before.x1 < right - 2 * em
    if in_list and segment.x0 < last.lines[0][1].x0 - 0.8 * em:
        return True
    if ended and not in_list and len(last.lines) > 1 and 0.8 * em < segment.x0 - before.x0 < 4 * em:
        return True
    first_word = segment.words[0].x1 - segment.words[0].x0 if segment.words else 0.0
    had_room = before.x1 + first_word + 0.3 * em < right - 1.2 * em
    return had_room and (ended or first.isupper()) and before.width < 0.9 * (right - left)


def _is_run_on(before: Segment, segment: Segment) -> bool:
    """Say whether a change of weight falls inside a paragraph: the sentence goes on in small letters."""
    return (
        not END.search(before.text) and segment.text[:1].islower() and segment.base - before.base < 1.5 * segment.size
    )


def _is_heading(draft: Draft, style: Style) -> bool:
    segments = [segment for _, segment in draft.lines]
    text = " ".join(segment.text for segment in segments)
    if len(segments) > HEADING_LINES or len(text) > HEADING_CHARS or not any(c.isalpha() for c in text):
        return False
    if sum(c.isalpha() for c in text) < 2 or text[0] in BULLETS or _CAPTION.match(text):
        return False
    ends_as_text = text.rstrip()[-1] in ".;,:" and not text.rstrip().endswith("...")
    larger = draft.size >= HEADING_SIZE * style.body
    bold = all(segment.bold for segment in segments) and not style.bold_body and draft.size >= 0.92 * style.body
    if larger and not (ends_as_text and len(text) > 60):
        return True
    if bold and not ends_as_text and len(text) <= 140:
        return True
    numbered = _NUMBERED.match(text)
    deep = bool(numbered and "." in numbered.group(1))
    return (
        deep
        and len(segments) == 1
        and len(text) <= 90
        and not END.search(text)
        and draft.size >= style.body * 0.98
        and text.split(None, 1)[1][:1].isupper()
    )


def _joined_headings(drafts: list[Draft]) -> list[Draft]:
    """Join a number alone on its line, or a small line that names the number (`DEEL 2`), with the title below it."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and draft.kind == "heading" and len(last.lines) == 1 and _leads(last, draft):
            last.lines += draft.lines
            last.kind = "heading"
        else:
            joined.append(draft)
    return joined


def _leads(last: Draft, heading: Draft) -> bool:
    """Say whether a line is the number of the heading below it."""
    line, title = last.lines[0][1], heading.lines[0][1]
    text = line.text.strip()
    if _NUMBER_ALONE.fullmatch(text) and last.size >= 0.9 * heading.size:
        return True
    named = bool(_NUMBER_NAMED.fullmatch(text)) and not _CAPTION.match(f"{text}:") and len(text) <= KICKER_CHARS
    return named and (line.bold or text.isupper()) and 0 < title.base - line.base < KICKER_STEP * title.size
