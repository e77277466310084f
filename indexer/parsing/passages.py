"""Lay blocks down on their pages and cut them into passages, the unit of search and citation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.identity import passage_ids
from corpus.model import Box, NoteMark, Page, Passage, PassageKind, Section, Span
from indexer.parsing.language import languages_of
from indexer.parsing.reading import Block, Mark, RawPage

PARAGRAPH_BREAK = "\n\n"
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?i:o\.a|bijv|bv|nr|nrs|art|dr|mr|mw|mevr|dhr|prof|ir|drs|ing|blz|p|pp|vgl|zgn|resp|ca|enz|jl|St|v\.Chr|"
    r"d\.w\.z|m\.b\.t|i\.v\.m|i\.p\.v|t\.a\.v|t\.o\.v|m\.n|n\.a\.v|a\.h\.v|e\.d|e\.a|c\.q|z\.o\.z|max|min|afb|fig|tab|"
    r"hfst|par|M|MM|Mme|cf|etc|vs|no|al)|\b[A-Z](?:\.[A-Z])*)\.$"
)


def sentence_ends(text: str) -> Iterator[int]:
    """Yield the offset after each sentence of *text* but the last, abbreviations left alone."""
    for match in _STOP.finditer(text):
        if not _ABBREVIATION.search(text, max(0, match.start() - 12), match.start() + 1):
            yield match.end()


def cuts(text: str, max_chars: int) -> list[tuple[int, int]]:
    """Return the half-open stretches into which *text* is cut: each at most *max_chars* long, at sentence ends if any.

    The stretches follow each other, hold no white space at their ends, and leave out nothing but white space. Pieces
    of one text come out about equally long, so that no sentence is left alone at the end.

    Raises:
        ValueError: *max_chars* is less than 1.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, not {max_chars}")
    stretches: list[tuple[int, int]] = []
    total = len(text.rstrip())
    ends = list(sentence_ends(text)) if total > max_chars else []
    start = _skip(text, 0)
    while start < total:
        end = _next_cut(text, start, total, max_chars, ends)
        stop = end
        while text[stop - 1].isspace():
            stop -= 1
        stretches.append((start, stop))
        start = _skip(text, end)
    return stretches


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _next_cut(text: str, start: int, total: int, max_chars: int, ends: list[int]) -> int:
    """Return where the passage that begins at *start* ends: at a sentence, a clause, a word, or at the limit."""
    left = total - start
    if left <= max_chars:
        return total
    wanted = start + left / -(-left // max_chars)  # equal parts
    possible = ends[bisect_right(ends, start) : bisect_right(ends, start + max_chars)]
    good = [end for end in possible if end >= start + 0.4 * max_chars]
    if good:
        return min(good, key=lambda end: abs(end - wanted))
    for mark in ("; ", ": ", ", ", " "):
        place = text.rfind(mark, start + 1, start + max_chars)
        if place > start + 0.3 * max_chars:
            return place + 1
    return possible[-1] if possible else start + max_chars


class _Ground:
    """The pages while blocks are laid down on them."""

    def __init__(self) -> None:
        self.texts: defaultdict[int, list[str]] = defaultdict(list)
        self.lengths: defaultdict[int, int] = defaultdict(int)

    def lay(self, page: int, text: str) -> int:
        """Append a paragraph to a page and return where it begins."""
        start = self.lengths[page] + (len(PARAGRAPH_BREAK) if self.texts[page] else 0)
        self.texts[page].append(text)
        self.lengths[page] = start + len(text)
        return start


def assemble(
    raw_pages: Iterable[RawPage],
    blocks: Iterable[Block],
    *,
    document_id: str,
    language: str,
    max_chars: int,
) -> tuple[tuple[Page, ...], tuple[Section, ...], tuple[Passage, ...], tuple[NoteMark, ...]]:
    """Return pages with their text, headings, passages, and the note marks in these.

    Args:
        raw_pages: pages of the reading, counted from 1.
        blocks: its blocks, in reading order.
        document_id: goes into the ids of the passages.
        language: taken where a passage is too short to tell.
        max_chars: longest passage, in code points.

    Returns:
        Values for which `" ".join(page.text[span.start:span.end] ...) == passage.text` holds.
    """
    ground = _Ground()
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    drafts: list[Passage] = []
    calls: list[tuple[int, int, Mark]] = []  # ordinal and offset of a mark
    notes: dict[str, int] = {}  # ordinal of the first passage of each note
    for block in blocks:
        starts = [ground.lay(piece.page, piece.text) for piece in block.pieces]
        if block.kind == "heading":
            path = [*[entry for entry in path if entry[0] < block.level], (block.level, block.text)]
            sections.append(Section(block.level, block.text, block.page, starts[0]))
            continue
        section = tuple(title for _, title in path)
        marks = list(_marks_of(block))
        stretches = cuts(block.text, max_chars)
        for name in block.note.split() if stretches else ():
            notes.setdefault(name, len(drafts))
        for start, end in stretches:
            calls += [(len(drafts), place - start, mark) for place, mark in marks if start < place <= end]
            drafts.append(_passage(block, starts, start, end, ordinal=len(drafts), section=section))
    drafts = _with_languages(drafts, language)
    ids = passage_ids(document_id, (draft.text for draft in drafts))
    passages = tuple(renamed(draft, new_id) for draft, new_id in zip(drafts, ids, strict=True))
    pages = tuple(
        Page(
            raw.number,
            PARAGRAPH_BREAK.join(ground.texts[raw.number]),
            raw.label,
            raw.width,
            raw.height,
            raw.readable,
            raw.confidence,
        )
        for raw in raw_pages
    )
    marked = tuple(
        NoteMark(ids[ordinal], offset, mark.text, ids[notes[mark.note]])
        for ordinal, offset, mark in calls
        if mark.note in notes
    )
    return pages, tuple(sections), passages, marked


def _marks_of(block: Block) -> Iterator[tuple[int, Mark]]:
    """Yield each note mark of a block with its offset in the text of the whole block."""
    before = 0
    for piece in block.pieces:
        for mark in piece.marks:
            yield before + mark.offset, mark
        before += len(piece.text) + 1


def _with_languages(drafts: list[Passage], otherwise: str) -> list[Passage]:
    """Return *drafts* with the language of each: as the file says, else as its words say."""
    found = languages_of([draft.text for draft in drafts], otherwise=otherwise)
    return [
        draft if draft.language else replace(draft, language=language)
        for draft, language in zip(drafts, found, strict=True)
    ]


def renamed(passage: Passage, new_id: str) -> Passage:
    """Return *passage* under another id."""
    return Passage(
        new_id, passage.ordinal, passage.kind, passage.voice, passage.language, passage.section, passage.spans,
        passage.text, passage.boxes,
    )  # fmt: skip


def _passage(
    block: Block,
    starts: list[int],
    start: int,
    end: int,
    *,
    ordinal: int,
    section: tuple[str, ...],
) -> Passage:
    """Return the passage `block.text[start:end]`; *starts* says where each piece of the block begins on its page."""
    spans: list[Span] = []
    boxes: list[Box] = []
    before = 0  # where this piece begins in block.text
    for piece, at in zip(block.pieces, starts, strict=True):
        first, last = max(start - before, 0), min(end - before, len(piece.text))
        if first < last:
            spans.append(Span(piece.page, at + first, at + last))
            boxes += [line.box for line in piece.lines if line.start < last and line.end > first]
        before += len(piece.text) + 1
    text = block.text[start:end]
    return Passage(
        id="",
        ordinal=ordinal,
        kind=PassageKind(block.kind),
        voice=block.voice,
        language=block.language,
        section=section,
        spans=tuple(spans),
        text=text,
        boxes=tuple(boxes),
    )
