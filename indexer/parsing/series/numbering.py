"""Find where the answer begins in a question that no label marks: its numbers begin again at 1, or its form says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import PassageKind
from indexer.parsing.reading import Block

MARK = re.compile(
    r"(?:^|(?<=[.?!:;)\]\"”’'])(?<!\b(?:art|cat|afb|blz)\.)(?<!\bnr\.)(?<!\bp\.)\s*)"
    r"(\d{1,2}(?:\s?[.)]?\s*(?:,|en|et|-|–|t/m)\s*\d{1,2})*)\s?[.)](?:\s*(?=[A-Z\"“‘'«(…]|[a-z]\))|\s+(?=\w))"
)
_REQUEST = re.compile(
    r"(?:graag|gelieve|indien|zo ja|zo neen?|zo mogelijk|kan|kunt|kunnen|is|zijn|welke?|hoe|waarom|wat|wanneer|"
    r"op basis|[a-z][.)]|[•–-])\b",
    re.IGNORECASE,
)
_QUESTIONMARK = re.compile(r"(?<=\S)\?")
#: Words to a member of a government who is asked for an answer.
_ADDRESSES = re.compile(
    r"\b(?:kunt|zult|hebt|heeft|vindt|bent|weet|deelt|beschikt|bevestigt|neemt|onderneemt|maakt|stelt|baseert|overweegt|"
    r"erkent|acht|plant|voorziet|geeft|ziet|denkt|meent|zal|kan)\s+u\b|"
    r"\buw (?:diensten|reactie|antwoord|bevoegdheid|bevoegdheden|departement|administratie|beleid|kabinet|collega|"
    r"mening|visie|standpunt)\b",
    re.IGNORECASE,
)
#: Words with which an answer opens.
_REPLIES = re.compile(
    r"\bgeachte? (?:kamer)?lid\b|\bgeachte volksvertegenwoordiger|\b(?:antwoord op|verwijs ik u|deel ik u)\b|"
    r"\buw vra(?:ag|gen)\b",
    re.IGNORECASE,
)
_OPENING = 300  # code points of an answer that say that it is one
#: Words to a reader who has a question, as under a page for the public.
_INVITES = re.compile(
    r"\b(?:kunt|wilt|hebt|heeft|moet) u\b|\b(?:bel|mail|surf|klik|neem contact|contacteer|meld u)\b", re.IGNORECASE
)
FEWEST_CHARS = 80  # of a question and of an answer that nothing marks
SHORT = 15  # blocks of a text in which an answer without numbers or heading is looked for
MAX_BLOCKS = 120  # a written question without labels is no longer than this
MAX_HEADINGS = 3
TEXT_KINDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that opens an item: where it stands and what it says."""

    block: int
    offset: int
    number: int


def _marks(blocks: Sequence[Block], *, inside: bool) -> Iterator[Mark]:
    """Yield the numbers that open items, at the beginning of blocks and, if *inside*, within them."""
    for place, block in enumerate(blocks):
        if block.kind not in TEXT_KINDS:
            continue
        text = block.text
        for match in MARK.finditer(text) if inside else filter(None, (MARK.match(text),)):
            yield Mark(place, match.start(1), numbers(match.group(1))[0])


def restart(blocks: Sequence[Block], *, sure: bool) -> tuple[list[Mark], Mark] | None:
    """Return the marks of the first run 1, 2, 3 ... and the mark at which the numbering begins again, if it does.

    Only where the first run asks (most items hold a question mark) and what follows does not.
    """
    headings = sum(block.kind == "heading" for block in blocks)
    if not blocks or len(blocks) > MAX_BLOCKS or (not sure and headings > MAX_HEADINGS):
        return None
    run, second = _runs(blocks, sure=sure)
    if not second and (place := _open_answer(blocks, run)):
        run, second = run if len(run) > 1 else [Mark(0, 0, 0)], Mark(place, 0, 0)
    if second is None:
        return None
    ends = [*run[1:], second]
    items = [_between(blocks, start, end) for start, end in zip(run, ends, strict=True)]
    listed = items[-1].rstrip().endswith("?")  # "Kunt u zeggen: 1. of ...; 2. of ...?" asks in every item
    asked = sum(_asked(item) > 0 or (listed and item.rstrip().endswith((";", ","))) for item in items)
    answer = _between(blocks, second, None)
    if asked < max(1.0, 0.5 * len(run)) or _asked(answer) > 0.5 * asked:
        return None
    return run, second


def _runs(blocks: Sequence[Block], *, sure: bool) -> tuple[list[Mark], Mark | None]:
    """Return the marks of the questions 1, 2, 3 ... and the first of the answers; neither if there is a third list."""
    run: list[Mark] = []
    second: Mark | None = None
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


def _open_answer(blocks: Sequence[Block], run: Sequence[Mark]) -> int:
    """Return the block after the last question of a short text that is a question with its answer; else 0.

    Nothing marks where the answer begins. So the text must ask in at least two numbered items, or in words to one who
    is to answer ("kunt u", "uw diensten"), or what follows must open as a reply ("het antwoord op uw vraag"); and it
    must not ask or invite anyone after that.
    """
    if len(blocks) > SHORT or any(block.kind == "heading" for block in blocks[1:]):
        return 0
    last = max((place for place, block in enumerate(blocks) if _asked(block.text)), default=-1)
    begin = last + 1
    while begin < len(blocks) and _REQUEST.match(blocks[begin].text):
        begin += 1
    rest = " ".join(block.text for block in blocks[begin:])
    if last < 0 or len(rest) < FEWEST_CHARS or _INVITES.search(rest):
        return 0
    ending = re.split(r"(?<=[.?!])\s*(?=[A-Z])", blocks[last].text.rstrip())[-1]
    closes = ending.endswith("?") or _REQUEST.match(ending) is not None
    if len(run) > 1 and run[-1].block <= last and (closes or run[-1].block == last):
        return begin
    if closes and _REPLIES.search(rest[:_OPENING]):
        return begin
    asking = " ".join(block.text for block in blocks[:begin] if _asked(block.text))
    return begin if closes and len(asking) >= FEWEST_CHARS and _ADDRESSES.search(asking) else 0


def _between(blocks: Sequence[Block], start: Mark, end: Mark | None) -> str:
    """Return the text from one mark to another, or to the end."""
    if end is not None and start.block == end.block:
        return blocks[start.block].text[start.offset : end.offset]
    last = len(blocks) if end is None else end.block
    texts = [blocks[start.block].text[start.offset :], *(block.text for block in blocks[start.block + 1 : last])]
    if end is not None:
        texts.append(blocks[end.block].text[: end.offset])
    return "\n".join(texts)


def answer_begins(blocks: Sequence[Block], last: Mark, second: Mark) -> tuple[int, int]:
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


def after_last_question(blocks: Sequence[Block]) -> int:
    """Return the first block after all that asks, where what follows reads as an answer; else 0."""
    asking = [place for place, block in enumerate(blocks) if block.kind in TEXT_KINDS and "?" in block.text]
    if not asking:
        return 0
    place = asking[-1] + 1
    rest = sum(len(block.text) for block in blocks[place:] if block.kind in TEXT_KINDS)
    return place if rest >= FEWEST_CHARS else 0


def _asked(text: str) -> int:
    """Count question marks; one that stands apart takes the place of a lost sign, as in "artikelen 28, ? 1"."""
    return len(_QUESTIONMARK.findall(text))


def numbers(text: str) -> list[int]:
    """Return the whole numbers in a text."""
    return [int(number) for number in re.findall(r"\d{1,9}", text)]
