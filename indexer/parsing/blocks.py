"""Drafts of all pages to blocks: joined over columns and pages, hyphens undone, a box kept for each printed line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from corpus.model import Box, PassageKind
from indexer.parsing import hyphens
from indexer.parsing.drafts import Draft, notes_of, paragraphs_of, style_of, unfinished, without_notes
from indexer.parsing.furniture import Sheet
from indexer.parsing.letters import clean
from indexer.parsing.lines import Bounds
from indexer.parsing.reading import Block, Line, Piece
from indexer.parsing.tables import Headings, rows_of


def blocks_of(sheets: Sequence[Sheet]) -> list[Block]:
    """Return the blocks of a document in reading order."""
    style = style_of(sheets)
    known = _vocabulary(sheets)
    drafts: list[Draft] = []
    notes: list[Draft] = []  # wait until it is known whether the last paragraph above them runs on
    for sheet in sheets:
        held, notes = notes, []
        for column in sheet.columns:
            flow, tail = without_notes(column, style)
            fresh = paragraphs_of(flow, sheet.number, style)
            broken_off = unfinished(drafts, fresh[0], sheet.number) if fresh else None
            if broken_off is not None:
                broken_off.lines += fresh.pop(0).lines
            if fresh:
                drafts += held
                held = []
            drafts += fresh
            notes += notes_of(tail, sheet.number)
        drafts += held
    drafts += notes
    _settle_cover(drafts, len(sheets))
    levels = _levels(drafts)
    blocks: list[Block] = []
    carried: Headings = []
    for draft in drafts:
        table = draft.lines[0][1].table
        if table is not None:
            rows, carried = rows_of(table, known, carried)
            blocks += [_row(text, bounds, draft.lines[0][0]) for text, bounds in rows]
            continue
        made = _block(draft, known, levels)
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


def _vocabulary(sheets: Iterable[Sheet]) -> set[str]:
    """Return the words that stand whole inside a line somewhere, casefolded."""
    known: set[str] = set()
    for sheet in sheets:
        for column in sheet.columns:
            after_hyphen = False
            for segment in column:
                if segment.table:
                    cells = (line for row in segment.table.rows for cell in row for line in cell.lines[:1])
                    known.update(word for line in cells for word in re.findall(r"\w[\w'’-]*\w", line.casefold())[:-1])
                    continue
                words = re.findall(r"\w[\w'’-]*\w|\w", segment.text.casefold())
                cut = hyphens.ends_hyphenated(segment.text)
                known.update(words[1 if after_hyphen else 0 : -1 if cut else None])
                after_hyphen = cut
    return known


def _levels(drafts: Sequence[Draft]) -> dict[tuple[float, bool], int]:
    """Return the level of each heading style: larger type is higher, bold above plain."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    styles = Counter(_heading_style(draft) for draft in headings)
    inside = {_heading_style(draft) for draft in headings if draft.lines[0][0] > 1}
    ranked = sorted((style for style in styles if styles[style] > 1 or style in inside), reverse=True)
    return {style: min(1 + sum(other > style for other in ranked), 6) for style in styles}


def _heading_style(draft: Draft) -> tuple[float, bool]:
    return round(draft.size), draft.lines[0][1].bold


def _block(draft: Draft, known: Collection[str], levels: dict[tuple[float, bool], int]) -> Block | None:
    """Return the block of a draft: hyphens undone, one piece per page, one box per printed line."""
    pieces: list[Piece] = []
    text, page = "", draft.lines[0][0]
    lines: list[Line] = []
    carry = ""  # the head of a word whose rest stands on the next page is completed on the first
    for place, (number, segment) in enumerate(draft.lines):
        if number != page:
            if text.strip():
                pieces.append(Piece(page, text, tuple(lines)))
            text, lines, page = "", [], number
        content = segment.text
        if carry and content.startswith(carry):
            content = content[len(carry) :].lstrip()
        carry = ""
        if not content:
            continue
        after = draft.lines[place + 1] if place + 1 < len(draft.lines) else None
        separator = " "
        if after is not None and hyphens.ends_hyphenated(content):
            link = hyphens.join(content, after[1].text, known)
            content = content[:-1].rstrip() + link.rstrip(" ")
            separator = "" if link != "- " else " "
            if separator == "" and after[0] != number:
                carry = after[1].text.split(" ", 1)[0]
                content += carry
        start = len(text)
        text += clean(content)
        lines.append(Line(start, len(text), Box(number, segment.x0, segment.top, segment.x1, segment.bottom)))
        if after is not None and after[0] == number:
            text += separator
    if text.strip():
        pieces.append(Piece(page, text, tuple(lines)))
    if not pieces:
        return None
    level = levels.get(_heading_style(draft), 1) if draft.kind == "heading" else 0
    return Block(draft.kind, tuple(pieces), level=level)
