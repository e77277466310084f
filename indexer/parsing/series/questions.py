"""Part questions from answers: by their labels, else by numbering that begins again at 1, else not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.model import PassageKind, Voice
from indexer.parsing.reading import Block
from indexer.parsing.series.cutting import split
from indexer.parsing.series.numbering import MARK, TEXT_KINDS, after_last_question, answer_begins, numbers, restart

_LIST = r"(?:\s*(?:,\s*en|,|en|t/m|tot en met|-|–|&)\s*\d{1,3})*"
_NUMBER = rf"(?:\s+(?:\d{{1,3}}|[a-z]))?{_LIST}"
_OFFICE = r"(?:vice-?eerste\s?minister|eerste minister|minister|staatssecretaris|minister-president)"
_QUESTION = re.compile(rf"(?:vraag|vragen|question|questions)(?:\s+nr\.?)?{_NUMBER}\s*[.:]?", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:antwoord|antwoorden|réponse|reponse|answer)(?:\s+(?:op|à la|van de minister|to))?"
    rf"(?:\s+(?:de\s+)?(?:vraag|vragen|question))?(?:\s+nr\.?)?{_NUMBER}\s*[.:]?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:(antwoord)|(?:schriftelijke )?vraag) (?:van|door) .{3,80}", re.IGNORECASE)  # headings only
_OFFICIAL_QUESTION = re.compile(
    r"(?:schriftelijke\s+)?vraag\s+nr\.?\s*\d[\d.]*\s+(?:\(.{3,20}\)\s+)?(?:van|d\.d\.)\s.{3,300}", re.IGNORECASE
)
_OFFICIAL_ANSWER = re.compile(
    rf"(?:gezamenlijk\s+|aanvullend\s+|voorlopig\s+|gecoördineerd\s+)?antwoord\s+(?:van\s+(?:de|het)\s+{_OFFICE}\b.{{0,400}}|op\s+(?:de\s+)?(?:schriftelijke\s+)?vraag\s+nr\.?\s*\d.{{0,300}})",
    re.IGNORECASE,
)
_OFFICIAL_CHARS = 420
_RUN_IN_QUESTION = re.compile(r"(?:VRAAG|Vraag\s+\d{1,3})\s*(?:[:.–-]|\s(?=[A-Z]))\s*(?=\S)")
_RUN_IN_ANSWER = re.compile(
    rf"(?:ANTWOORD|Antwoord(?:en)?(?:\s+op)?(?:\s+(?:de\s+)?vra(?:ag|gen))?\s+\d{{1,3}}{_LIST}|Antwoord)\s*(?:[:.–-]|\s(?=[A-Z]))\s*(?=\S)"
)
_OPENS_LABEL = re.compile(
    r"(?:vra|ant|que|rép|rep|ans|sch|gez|aan|voo|gec|toe|med|bij)", re.IGNORECASE
)  # what any label begins with
_RANGE = re.compile(r"(\d{1,3})(?:\s*(?:t/m|tot en met|–|-)\s*(\d{1,3}))?")
_CLOSER = re.compile(r"(?:toelichting|mededelingen?|bijlagen?)\s*[.:]?|toelichting:\s.{10,}", re.IGNORECASE)


def with_questions(blocks: Sequence[Block], *, sure: bool = False) -> list[Block]:
    """Return *blocks* with questions and answers marked; the text stays as it is.

    Args:
        blocks: blocks in reading order.
        sure: the document is known to be a written question. Then one label is enough, the numbering may stand inside
            a paragraph, and each numbered question or answer becomes a block of its own.
    """
    if sure:
        blocks = [part for block in blocks for part in _parted(block)]
    labelled = [_label(block) for block in blocks]
    asked, answered = labelled.count("question"), labelled.count("answer")
    if asked and answered and (sure or max(asked, answered) <= 2 * min(asked, answered)):
        marked = _by_labels(blocks, _completed(blocks, labelled) if sure else labelled)
    elif sure and answered == 1:
        marked = _before_and_after(blocks, labelled.index("answer"))
    elif (asked or answered) and not sure:
        return list(blocks)
    else:
        marked = _by_restart(blocks, sure=sure)
    return [part for block in marked for part in itemised(block)] if sure else marked


def form_of(blocks: Sequence[Block]) -> str:
    """Return how question and answer can be told apart: `labels`, `numbering`, or an empty string."""
    labelled = [_label(block) for block in blocks]
    asked, answered = labelled.count("question"), labelled.count("answer")
    if asked and answered:
        return "labels" if asked + answered >= 0.04 * len(blocks) else ""
    return "numbering" if not asked and not answered and restart(blocks, sure=False) else ""


def _label(block: Block) -> str:
    """Return which part a block opens: question, answer, the end of both, or nothing."""
    fits = block.kind == "heading" or block.kind in TEXT_KINDS
    if not fits or not _OPENS_LABEL.match(block.pieces[0].text):
        return ""
    text = block.text.strip()
    if block.kind == "heading" and (named := _NAMED.match(text)):
        return "answer" if named.group(1) else "question"
    short = len(text) <= _OFFICIAL_CHARS
    if _QUESTION.fullmatch(text) or _RUN_IN_QUESTION.match(text) or (short and _OFFICIAL_QUESTION.fullmatch(text)):
        return "question"
    if _ANSWER.fullmatch(text) or _RUN_IN_ANSWER.match(text) or (short and _OFFICIAL_ANSWER.fullmatch(text)):
        return "answer"
    return "end" if short and _CLOSER.fullmatch(text) else ""


def _parted(block: Block) -> list[Block]:
    """Part a label from the text that follows it in the same paragraph."""
    if block.kind not in TEXT_KINDS:
        return [block]
    text = block.text
    match = _RUN_IN_ANSWER.match(text) or _RUN_IN_QUESTION.match(text)
    return split(block, [match.end()]) if match and _is_bare(text[: match.end()].strip()) else [block]


def _completed(blocks: Sequence[Block], labelled: Sequence[str]) -> list[str]:
    """Return the labels with those that the writer forgot: a numbered question that no label answers.

    What stands after its last question mark is its answer; the first block of that is labelled `answered`.
    """
    places = [place for place, label in enumerate(labelled) if label] + [len(blocks)]
    covered = {
        number
        for place in places[:-1]
        if labelled[place] == "answer"
        for first, last in _RANGE.findall(blocks[place].text[:80])
        for number in range(int(first), min(int(last or first), int(first) + 50) + 1)
    }
    completed = list(labelled)
    for place, following in pairwise(places):
        number = re.search(r"\d+", blocks[place].text[:20])
        if labelled[place] != "question" or number is None or int(number.group()) in covered:
            continue
        if following < len(blocks) and labelled[following] == "answer":
            continue
        asking = [at for at in range(place + 1, following) if "?" in blocks[at].text and blocks[at].kind in TEXT_KINDS]
        if asking and asking[-1] + 1 < following and blocks[asking[-1] + 1].kind in TEXT_KINDS:
            completed[asking[-1] + 1] = "answered"
    return completed


def _is_bare(text: str) -> bool:
    return bool(_QUESTION.fullmatch(text) or _ANSWER.fullmatch(text))


def _is_official(text: str) -> bool:
    return bool(_OFFICIAL_QUESTION.fullmatch(text) or _OFFICIAL_ANSWER.fullmatch(text))


def _by_labels(blocks: Sequence[Block], labelled: Sequence[str]) -> list[Block]:
    marked: list[Block] = []
    part, level, above = "", 0, 0
    for block, label in zip(blocks, labelled, strict=True):
        if label == "end":
            part = ""
        elif label == "answered":
            part = "answer"
        elif label:
            part, level = label, block.level or 9
            if block.kind != "heading" and (_is_bare(block.text) or _is_official(block.text)):
                marked.append(replace(block, kind="heading", level=min(above + 1, 6)))
                continue
        elif block.kind == "heading":
            above = block.level
            part = "" if block.level < level else part
        marked.append(_as(block, part))
    return marked


def _before_and_after(blocks: Sequence[Block], answer: int) -> list[Block]:
    """Mark a question without a label and the answer that begins at a label."""
    title = next((place for place, block in enumerate(blocks[:answer]) if block.kind == "heading"), 0)
    labelled = [
        "question" if place == title and place < answer else "answer" if place == answer else ""
        for place in range(len(blocks))
    ]
    return _by_labels(blocks, labelled)


def _as(block: Block, part: str) -> Block:
    """Return *block* as question or answer; tables and notes keep their kind and take the voice."""
    if not part or block.kind == "heading":
        return block
    voice = Voice.QUESTIONER if part == "question" else Voice.MINISTER
    voice = block.voice if block.voice is Voice.QUOTED else voice
    kind = PassageKind.QUESTION if part == "question" else PassageKind.ANSWER
    return replace(block, kind=kind if block.kind in TEXT_KINDS else block.kind, voice=voice)


def _by_restart(blocks: Sequence[Block], *, sure: bool) -> list[Block]:
    """Mark a written question whose answer has no heading but the same numbers again."""
    found = restart(blocks, sure=sure)
    if found is not None:
        run, second = found
        cut, offset = answer_begins(blocks, run[-1], second)
        start = run[0].block
    elif sure and (place := after_last_question(blocks)):
        cut, offset, start = place, 0, place
    else:
        return list(blocks)
    parted = list(blocks[:cut])
    tail = list(blocks[cut:])
    if offset:
        before, *after = split(blocks[cut], [offset])
        parted, tail = [*parted, before], [*after, *tail[1:]]
    title = next((place for place, block in enumerate(blocks[:start]) if block.kind == "heading"), 0)
    return (
        parted[:title] + [_as(block, "question") for block in parted[title:]] + [_as(block, "answer") for block in tail]
    )


def itemised(block: Block) -> list[Block]:
    """Return a question or answer in its numbered items, where the numbers 1, 2, 3 ... stand inside one paragraph."""
    if block.kind not in (PassageKind.QUESTION, PassageKind.ANSWER):
        return [block]
    text = block.text
    places: list[int] = []
    wanted, seen = 1, set[int]()
    for match in MARK.finditer(text):
        opened = numbers(match.group(1))  # "3., 4. en 6." opens one item
        if wanted in opened:
            places.append(match.start(1))
            seen.update(opened)
            while wanted in seen:
                wanted += 1
    return split(block, places) if len(places) > 1 else [block]
