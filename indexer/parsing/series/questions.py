"""Part questions from answers: by their labels, else by numbering that begins again at 1, else not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import PassageKind, Voice
from indexer.parsing.reading import Block
from indexer.parsing.series.cutting import split

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
_MARK = re.compile(
    r"(?:^|(?<=[.?!:;)\]\"”’'])(?<!\b(?:art|cat|afb|blz)\.)(?<!\bnr\.)(?<!\bp\.)\s*)"
    r"(\d{1,2}(?:\s?[.)]?\s*(?:,|en|et|-|–|t/m)\s*\d{1,2})*)\s?[.)](?:\s*(?=[A-Z\"“‘'«(…]|[a-z]\))|\s+(?=\w))"
)
_REQUEST = re.compile(
    r"(?:graag|gelieve|indien|zo ja|zo neen?|kan|kunt|kunnen|is|zijn|welke?|hoe|waarom|wat|wanneer|op basis|[a-z][.)]|"
    r"[•–-])\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"\b(?:ik|mijn|mij|wij|onze|geachte|vraagsteller|volksvertegenwoordiger|het antwoord|de vragen?|bevoegdheid)\b",
    re.IGNORECASE,
)
SHORT = 15  # blocks of a text in which an answer without numbers or heading is looked for
MAX_BLOCKS = 120  # a written question without labels is no longer than this
MAX_HEADINGS = 3
_TEXT_KINDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


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
    return "numbering" if not asked and not answered and _restart(blocks, sure=False) else ""


def _label(block: Block) -> str:
    """Return which part a block opens: question, answer, the end of both, or nothing."""
    fits = block.kind == "heading" or block.kind in _TEXT_KINDS
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
    if block.kind not in _TEXT_KINDS:
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
        asking = [at for at in range(place + 1, following) if "?" in blocks[at].text and blocks[at].kind in _TEXT_KINDS]
        if asking and asking[-1] + 1 < following and blocks[asking[-1] + 1].kind in _TEXT_KINDS:
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
    return replace(block, kind=kind if block.kind in _TEXT_KINDS else block.kind, voice=voice)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that opens an item: where it stands and what it says."""

    block: int
    offset: int
    number: int


def _marks(blocks: Sequence[Block], *, inside: bool) -> Iterator[_Mark]:
    """Yield the numbers that open items, at the beginning of blocks and, if *inside*, within them."""
    for place, block in enumerate(blocks):
        if block.kind not in _TEXT_KINDS:
            continue
        text = block.text
        for match in _MARK.finditer(text) if inside else filter(None, (_MARK.match(text),)):
            yield _Mark(place, match.start(1), _numbers(match.group(1))[0])


def _restart(blocks: Sequence[Block], *, sure: bool) -> tuple[list[_Mark], _Mark] | None:
    """Return the marks of the first run 1, 2, 3 ... and the mark at which the numbering begins again, if it does.

    Only where the first run asks (most items hold a question mark) and what follows does not.
    """
    headings = sum(block.kind == "heading" for block in blocks)
    if not blocks or len(blocks) > MAX_BLOCKS or (not sure and headings > MAX_HEADINGS):
        return None
    run, second = _runs(blocks, sure=sure)
    if run and not second and (place := _open_answer(blocks, run)):
        second = _Mark(place, 0, 0)
    if second is None:
        return None
    ends = [*run[1:], second]
    asked = sum("?" in _between(blocks, start, end) for start, end in zip(run, ends, strict=True))
    answer = _between(blocks, second, None)
    if asked < max(1.0, 0.5 * len(run)) or answer.count("?") > 0.5 * asked:
        return None
    return run, second


def _runs(blocks: Sequence[Block], *, sure: bool) -> tuple[list[_Mark], _Mark | None]:
    """Return the marks of the questions 1, 2, 3 ... and the first of the answers; neither if there is a third list."""
    run: list[_Mark] = []
    second: _Mark | None = None
    for mark in _marks(blocks, inside=True):
        if not run:
            run = [mark] if mark.number == 1 else []
        elif second is None and mark.number == run[-1].number + 1:
            run.append(mark)
        elif second is None and mark.number == 1:
            if "?" in _between(blocks, run[-1], mark):
                second = mark
            elif mark.offset == 0:
                return [], None  # a list before the questions: it is not clear which numbering is which
        elif second is not None and mark.number == 1 and mark.offset == 0 and not sure:
            return [], None
    return run, second


def _open_answer(blocks: Sequence[Block], run: Sequence[_Mark]) -> int:
    """Return the block after the last question, where a short text goes on in the words of one who answers; else 0."""
    if len(run) < 2 or len(blocks) > SHORT or any(block.kind == "heading" for block in blocks[1:]):
        return 0
    last = max((place for place, block in enumerate(blocks) if "?" in block.text), default=-1)
    if last < run[-1].block or last + 1 >= len(blocks) or not blocks[last].text.rstrip().endswith("?"):
        return 0
    rest = " ".join(block.text for block in blocks[last + 1 :])
    return last + 1 if _ANSWERING.search(rest) else 0


def _between(blocks: Sequence[Block], start: _Mark, end: _Mark | None) -> str:
    """Return the text from one mark to another, or to the end."""
    if end is not None and start.block == end.block:
        return blocks[start.block].text[start.offset : end.offset]
    last = len(blocks) if end is None else end.block
    texts = [blocks[start.block].text[start.offset :], *(block.text for block in blocks[start.block + 1 : last])]
    if end is not None:
        texts.append(blocks[end.block].text[: end.offset])
    return "\n".join(texts)


def _by_restart(blocks: Sequence[Block], *, sure: bool) -> list[Block]:
    """Mark a written question whose answer has no heading but the same numbers again."""
    found = _restart(blocks, sure=sure)
    if found is not None:
        run, second = found
        cut, offset = _answer_begins(blocks, run[-1], second)
        start = run[0].block
    elif sure and (place := _after_last_question(blocks)):
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


def _answer_begins(blocks: Sequence[Block], last: _Mark, second: _Mark) -> tuple[int, int]:
    """Return block and offset where the answer begins: with an opening before its first number, if it has one."""
    if second.offset:
        text = blocks[second.block].text[: second.offset]
        asks = text.rfind("?")
        if second.block > last.block and asks < 0 and not _REQUEST.match(text):
            return second.block, 0
        return second.block, second.offset
    begin = second.block
    for place in range(second.block - 1, last.block, -1):
        block = blocks[place]
        if "?" in block.text or block.kind != PassageKind.PARAGRAPH or _REQUEST.match(block.text):
            break
        begin = place
    return begin, 0


def _after_last_question(blocks: Sequence[Block]) -> int:
    """Return the first block after all that asks, where what follows reads as an answer; else 0."""
    asking = [place for place, block in enumerate(blocks) if block.kind in _TEXT_KINDS and "?" in block.text]
    if not asking:
        return 0
    place = asking[-1] + 1
    rest = sum(len(block.text) for block in blocks[place:] if block.kind in _TEXT_KINDS)
    return place if rest >= 80 else 0


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def itemised(block: Block) -> list[Block]:
    """Return a question or answer in its numbered items, where the numbers 1, 2, 3 ... stand inside one paragraph."""
    if block.kind not in (PassageKind.QUESTION, PassageKind.ANSWER):
        return [block]
    text = block.text
    places: list[int] = []
    wanted, seen = 1, set[int]()
    for match in _MARK.finditer(text):
        numbers = _numbers(match.group(1))  # "3., 4. en 6." opens one item
        if wanted in numbers:
            places.append(match.start(1))
            seen.update(numbers)
            while wanted in seen:
                wanted += 1
    return split(block, places) if len(places) > 1 else [block]
