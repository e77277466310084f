"""Drafts of all pages to blocks: joined over columns and pages, hyphens undone, a box kept for each printed line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from corpus.model import Box, PassageKind
from indexer.parsing import hyphens
from indexer.parsing.continued import unfinished
from indexer.parsing.drafts import (
    FLOW,
    HEADING_LINES,
    Draft,
    paragraphs_of,
    style_of,
)
from indexer.parsing.furniture import Sheet
from indexer.parsing.letters import clean
from indexer.parsing.lines import Bounds
from indexer.parsing.notes import Links, link, notes_of, without_notes
from indexer.parsing.outline import Outline, folded
from indexer.parsing.reading import Block, Line, Mark, Piece
from indexer.parsing.tables import Headings, rows_of

_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+")


def blocks_of(sheets: Sequence[Sheet], outline: Outline | None = None) -> list[Block]:
    """Return the blocks of a document in reading order.

    Args:
        sheets: its pages, with their columns.
        outline: its bookmarks: what they name on their page is a heading of their level.
    """
    style = style_of(sheets)
    known = _vocabulary(sheets)
    drafts: list[Draft] = []
    notes: list[Draft] = []  # wait until it is known whether the last paragraph above them runs on
    last: Draft | None = None  # last note
    for sheet in sheets:
        held, notes = notes, []
        for place, column in enumerate(sheet.columns):
            last = last if last and last.lines[-1][0] >= sheet.number - 1 else None
            flow, tail = without_notes(column, style, sheet.rules, last)
            fresh = paragraphs_of(flow, sheet.number, style)
            broken_off = unfinished(drafts, fresh[0], sheet, place, style) if fresh else None
            if broken_off is not None:
                broken_off.lines += fresh.pop(0).lines
            if fresh:
                drafts += held
                held = []
            drafts += fresh
            notes += notes_of(tail, sheet.number, last)
            last = notes[-1] if notes else last
        drafts += held
    drafts += notes
    _settle_cover(drafts, len(sheets))
    levels = _levels(drafts, outline or {})
    links = link(drafts)
    blocks: list[Block] = []
    carried: Headings = []
    for draft in drafts:
        table = draft.lines[0][1].table
        if table is not None:
            rows, carried = rows_of(table, known, carried)
            blocks += [_row(text, bounds, draft.lines[0][0]) for text, bounds in rows]
            continue
        made = _block(draft, known, levels, links)
        if made is not None:
            blocks.append(made)
            carried = carried if draft.kind is PassageKind.FOOTNOTE else []
    return blocks


def _row(text: str, bounds: Bounds, page: int) -> Block:
    return Block(PassageKind.TABLE_ROW, (Piece(page, text, (Line(0, len(text), Box(page, *bounds)),)),))


def _settle_cover(drafts: list[Draft], pages: int) -> None:
    """On a cover only the largest heading is one: its other lines are no chapters that hold the rest of the text."""
    cover = [draft for draft in drafts if draft.lines[0][0] == 1]
    headings = [draft for draft in cover if draft.kind == "heading"]
    plain = sum(len(segment.text) for draft in cover if draft.kind != "heading" for _, segment in draft.lines)
    if pages < 3 or not headings or plain > 400:
        return
    largest = max(_heading_style(draft) for draft in headings)
    for draft in headings:
        if _heading_style(draft) != largest:
            draft.kind = PassageKind.PARAGRAPH


def _vocabulary(sheets: Iterable[Sheet]) -> hyphens.Known:
    """Return the words that stand whole inside a line somewhere."""
    known: set[str] = set()
    for sheet in sheets:
        for column in sheet.columns:
            after_hyphen = False
            for segment in column:
                if segment.table:
                    cells = (line for row in segment.table.rows for cell in row for line in cell.lines[:1])
                    known.update(word for line in cells for word in hyphens.words_in(line)[:-1])
                    continue
                words = hyphens.words_in(segment.text)
                cut = hyphens.ends_hyphenated(segment.text)
                known.update(words[1 if after_hyphen else 0 : -1 if cut else None])
                after_hyphen = cut
    return hyphens.Known.of(known)


def _levels(drafts: Sequence[Draft], outline: Outline) -> dict[int, int]:
    """Return the level of each heading, by the place of its draft in memory; what the bookmarks name becomes one.

    Larger type is higher, bold above plain, 2.1 below 2. Where most headings are in the bookmarks, these decide.
    """
    named: dict[int, int] = {}
    for draft in drafts:
        marks = outline.get(draft.lines[0][0], {})
        if marks and (draft.kind in FLOW or draft.kind == "heading") and len(draft.lines) <= HEADING_LINES:
            level = marks.get(folded(" ".join(segment.text for _, segment in draft.lines)))
            if level is not None:
                draft.kind = "heading"
                named[id(draft)] = level
    headings = [draft for draft in drafts if draft.kind == "heading"]
    styles = Counter(_heading_style(draft) for draft in headings)
    inside = {_heading_style(draft) for draft in headings if draft.lines[0][0] > 1}
    ranked = sorted((style for style in styles if styles[style] > 1 or style in inside), reverse=True)
    levels = {id(d): min(1 + sum(other > _heading_style(d) for other in ranked), 6) for d in headings}
    if len(named) < 0.6 * len(headings):
        return levels
    above = 0  # level of the last heading that the bookmarks name
    for draft in headings:
        above = named.get(id(draft), above)
        levels[id(draft)] = min(above if id(draft) in named else above + 1, 6)
    return levels


def _heading_style(draft: Draft) -> tuple[float, bool, int]:
    """Return how a heading looks: size, weight, and how deep its number goes (less than 0)."""
    first = draft.lines[0][1]
    number = _DECIMAL.match(first.text)
    return round(draft.size), first.bold, -number.group().count(".") if number else 0


def _block(draft: Draft, known: Collection[str], levels: dict[int, int], links: Links) -> Block | None:
    """Return the block of a draft: hyphens undone, one piece per page, one box per printed line."""
    pieces: list[Piece] = []
    text, page = "", draft.lines[0][0]
    lines: list[Line] = []
    marks: list[Mark] = []
    rest = ""  # the line as it stands when its first word has its diaeresis again
    carry = ""  # the head of a word whose rest stands on the next page is completed on the first
    for place, (number, segment) in enumerate(draft.lines):
        if number != page:
            if text.strip():
                pieces.append(Piece(page, text, tuple(lines), tuple(marks)))
            text, lines, marks, page = "", [], [], number
        content, rest = rest or segment.text, ""
        cut = 0
        if carry and content.startswith(carry):
            content = content[len(carry) :].lstrip()
            cut = len(segment.text) - len(content)
        carry = ""
        if not content:
            continue
        after = draft.lines[place + 1] if place + 1 < len(draft.lines) else None
        separator = " "
        if after is not None and hyphens.ends_hyphenated(content):
            link = hyphens.join(content, after[1].text, known)
            rest = after[1].text if link else hyphens.tail(content, after[1].text, known)
            content = content[:-1].rstrip() + link.rstrip(" ")
            separator = "" if link != "- " else " "
            if separator == "" and after[0] != number:
                carry = rest.split(" ", 1)[0]
                content += carry
        start = len(text)
        text += clean(content)
        for offset, mark, note in links.get(id(segment), ()):
            marks.append(Mark(min(start + len(clean(segment.text[cut:offset])), len(text)), mark, note))
        lines.append(Line(start, len(text), Box(number, segment.x0, segment.top, segment.x1, segment.bottom)))
        if after is not None and after[0] == number:
            text += separator
    if text.strip():
        pieces.append(Piece(page, text, tuple(lines), tuple(marks)))
    if not pieces:
        return None
    level = levels.get(id(draft), 1) if draft.kind == "heading" else 0
    return Block(draft.kind, tuple(pieces), level=level, note=draft.note)
