"""Who speaks and what a block is for: question or answer, numbered action, contents; marked only on clear signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import PassageKind, Voice
from indexer.parsing.reading import Block

_NUMBER = r"(?:\s+(?:\d{1,3}|[a-z]))?(?:\s*(?:,|en|t/m|tot en met|-|–)\s*\d{1,3})*"
_QUESTION = re.compile(rf"(?:vraag|vragen|question|questions){_NUMBER}\s*[.:]?", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:antwoord|antwoorden|réponse|reponse|answer)(?:\s+(?:op|à la|van de minister|to))?"
    rf"(?:\s+(?:de\s+)?(?:vraag|vragen|question))?{_NUMBER}\s*[.:]?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:(antwoord)|(?:schriftelijke )?vraag) (?:van|door) .{3,80}", re.IGNORECASE)  # headings only
_RUN_IN_QUESTION = re.compile(r"(?:VRAAG|Vraag\s+\d{1,3})\s*(?:[:.–-]|\s(?=[A-Z]))\s*\S")
_RUN_IN_ANSWER = re.compile(
    r"(?:ANTWOORD|Antwoord(?:\s+op)?(?:\s+vraag)?\s+\d{1,3}|Antwoord)\s*(?:[:.–-]|\s(?=[A-Z]))\s*\S"
)
_ACTION = re.compile(
    r"(?:actie|actiepunt|maatregel)\s+(?:nr\.?\s*)?\d{1,3}(?:\.\d{1,2})?\s*(?:[:.–—-]|\s(?=[A-Z]))\s*\S", re.IGNORECASE
)
_ITEM_NUMBER = re.compile(r"(\d{1,2})[.)]\s+\S")
_SOURCES = re.compile(
    r"(?:(?:geraadpleegde )?bronnen|bronvermelding|bronnenlijst|literatuur|literatuurlijst|bibliografie|referenties)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|bijlage\s+\w+)[.:]?\s+)?", re.IGNORECASE)
MAX_BLOCKS = 120  # a written question without labels is no longer than this
_TEXT_KINDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def with_roles(blocks: Sequence[Block]) -> list[Block]:
    """Return *blocks* with questions, answers, actions and references marked; the text stays as it is."""
    return _with_sections(_with_answers(list(blocks)))


def _with_answers(blocks: list[Block]) -> list[Block]:
    """Mark questions and answers by their labels; without labels, by numbering that begins again at 1."""
    labelled = [_label(block) for block in blocks]
    asked, answered = labelled.count("question"), labelled.count("answer")
    if asked and answered and max(asked, answered) <= 2 * min(asked, answered):
        return _by_labels(blocks, labelled)
    return blocks if asked or answered else _by_restart(blocks)


def _label(block: Block) -> str:
    """Return which part a block opens: question, answer or nothing."""
    if block.kind != "heading" and block.kind not in _TEXT_KINDS:
        return ""
    text = block.text.strip()
    if block.kind == "heading" and (named := _NAMED.match(text)):
        return "answer" if named.group(1) else "question"
    if _QUESTION.fullmatch(text) or _RUN_IN_QUESTION.match(text):
        return "question"
    return "answer" if _ANSWER.fullmatch(text) or _RUN_IN_ANSWER.match(text) else ""


def _by_labels(blocks: list[Block], labelled: list[str]) -> list[Block]:
    marked: list[Block] = []
    part, level, above = "", 0, 0
    for block, label in zip(blocks, labelled, strict=True):
        if label:
            part, level = label, block.level or 9
            if block.kind != "heading" and (_QUESTION.fullmatch(block.text) or _ANSWER.fullmatch(block.text)):
                marked.append(replace(block, kind="heading", level=min(above + 1, 6)))
                continue
        elif block.kind == "heading":
            above = block.level
            part = "" if block.level < level else part
        marked.append(_as(block, part))
    return marked


def _as(block: Block, part: str) -> Block:
    """Return *block* as question or answer; tables and notes keep their kind and take the voice."""
    if not part or block.kind == "heading":
        return block
    voice = Voice.QUESTIONER if part == "question" else Voice.MINISTER
    voice = block.voice if block.voice is Voice.QUOTED else voice
    kind = PassageKind.QUESTION if part == "question" else PassageKind.ANSWER
    return replace(block, kind=kind if block.kind in _TEXT_KINDS else block.kind, voice=voice)


def _by_restart(blocks: list[Block]) -> list[Block]:
    """Mark a written question whose answer has no heading but the same numbers again.

    Only where all numbered items of the document are two runs 1, 2, 3 ..., the first run asks (most items hold a
    question mark) and the second does not.
    """
    numbered = [
        (place, int(m.group(1)))
        for place, b in enumerate(blocks)
        if b.kind in _TEXT_KINDS and (m := _ITEM_NUMBER.match(b.text))
    ]
    starts = [place for place, number in numbered if number == 1]
    headings = sum(block.kind == "heading" for block in blocks)
    if len(starts) != 2 or headings > 3 or len(blocks) > MAX_BLOCKS:
        return blocks
    first = [number for place, number in numbered if place < starts[1]]
    second = [number for place, number in numbered if place >= starts[1]]
    if first != list(range(1, len(first) + 1)) or second != sorted(set(second)) or not set(second) <= set(first):
        return blocks
    asked = _questions(blocks[starts[0] : starts[1]])
    answered = _questions(blocks[starts[1] :])
    if asked < max(1, 0.5 * len(first)) or answered > 0.5 * asked:
        return blocks
    title = next((place for place, block in enumerate(blocks[: starts[0]]) if block.kind == "heading"), 0)
    marked = blocks[:title] + [_as(block, "question") for block in blocks[title : starts[1]]]
    return marked + [_as(block, "answer") for block in blocks[starts[1] :]]


def _questions(blocks: Sequence[Block]) -> int:
    return sum("?" in block.text for block in blocks)


def _with_sections(blocks: list[Block]) -> list[Block]:
    """Mark numbered actions, by their own first words or by the heading above them, and lists of sources."""
    marked: list[Block] = []
    under, level = "", 0
    for block in blocks:
        if block.kind == "heading":
            if under and block.level <= level:
                under = ""
            title = _NUMBERING.sub("", block.text, count=1)
            if _ACTION.match(block.text):
                under, level = "action", block.level
            elif _SOURCES.fullmatch(title.strip(" .:")):
                under, level = "sources", block.level
            marked.append(block)
        elif block.kind in _TEXT_KINDS and (_ACTION.match(block.text) or under == "action"):
            marked.append(replace(block, kind=PassageKind.ACTION))
        elif block.kind in _TEXT_KINDS and under == "sources":
            marked.append(replace(block, kind=PassageKind.REFERENCE))
        else:
            marked.append(block)
    return marked
