"""Numbered actions of a plan, with what stands below them, and lists of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import PassageKind
from indexer.parsing.reading import Block

_ACTION = re.compile(
    r"(?:actie|actiepunt|maatregel)\s+(?:nr\.?\s*)?(\d{1,3}(?:\.\d{1,2}){0,2}|[a-z]\d{1,2})\s*(?:[:.–—-]|\s(?=[A-Z]))\s*\S",
    re.IGNORECASE,
)
_BARE_ACTION = re.compile(
    r"(?:actie|actiepunt|maatregel)\s+(?:nr\.?\s*)?(\d{1,3}(?:\.\d{1,2}){0,2}|[a-z]\d{1,2})[.:]?", re.IGNORECASE
)
_SOURCES = re.compile(
    r"(?:(?:geraadpleegde )?bronnen|bronvermelding|bronnenlijst|literatuur|literatuurlijst|bibliografie|referenties)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|bijlage\s+\w+)[.:]?\s+)?", re.IGNORECASE)
_END = re.compile(r"[.!?;,][\"'”’)]*$")
TITLE_CHARS = 160  # an action on a line of its own that is no longer and does not end a sentence is a title
_TEXT_KINDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def with_sections(blocks: Sequence[Block]) -> list[Block]:
    """Mark numbered actions, by their own first words or by the heading above them, and lists of sources."""
    marked: list[Block] = []
    under, level = "", 0
    for block in blocks:
        if block.kind == "heading":
            if under and block.level <= level:
                under = ""
            title = _NUMBERING.sub("", block.text, count=1)
            if _ACTION.match(block.text) or _BARE_ACTION.fullmatch(block.text):
                under, level = "action", block.level
            elif _SOURCES.fullmatch(title.strip(" .:")):
                under, level = "sources", block.level
            marked.append(block)
        elif block.kind in _TEXT_KINDS and (under == "action" or _ACTION.match(block.text)):
            marked.append(replace(block, kind=PassageKind.ACTION))
        elif block.kind in _TEXT_KINDS and under == "sources":
            marked.append(replace(block, kind=PassageKind.REFERENCE))
        else:
            marked.append(block)
    return marked


def with_actions(blocks: Sequence[Block]) -> list[Block]:
    """Mark the actions of a document that is known to be a plan.

    A short line "Actie 12: titel" that no reader took for a heading becomes one, a title on the line after a bare
    "Actie 12" is joined to it, so that each passage below carries number and title in its section.
    """
    return with_sections(_with_titles(blocks))


def _with_titles(blocks: Sequence[Block]) -> list[Block]:
    titled: list[Block] = []
    above = 0
    action = 0  # level of the last action
    waiting = False  # the last block is a bare number
    for block in blocks:
        text = block.text
        opens = bool(_ACTION.match(text)) and (block.kind == "heading" or _is_title(block))
        bare = bool(_BARE_ACTION.fullmatch(text))
        if waiting and not opens and not bare and (block.kind == "heading" or _is_title(block)):
            last = titled.pop()
            titled.append(replace(last, pieces=(*last.pieces, *block.pieces)))
            waiting = False
            continue
        waiting = bare and (block.kind == "heading" or block.kind in _TEXT_KINDS)
        if block.kind == "heading":
            above = block.level
            action = block.level if opens or bare else action if block.level > action else 0
        elif opens or waiting:
            action = action or min(above + 1, 6)
            titled.append(replace(block, kind="heading", level=action))
            continue
        titled.append(block)
    return titled


def _is_title(block: Block) -> bool:
    return block.kind in _TEXT_KINDS and len(block.text) <= TITLE_CHARS and not _END.search(block.text)


def action_numbers(blocks: Sequence[Block]) -> list[str]:
    """Return the numbers of the actions in a plan, in order of appearance, each once."""
    found = (
        _ACTION.match(b.text) or _BARE_ACTION.fullmatch(b.text)
        for b in blocks
        if b.kind == "heading" or b.kind is PassageKind.ACTION or b.kind in _TEXT_KINDS
    )
    return list(dict.fromkeys(match.group(1) for match in found if match))
