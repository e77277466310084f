"""Plain text to blocks: header lines `# key: value` become clues, hard line breaks are joined into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.errors import ReadingError
from corpus.model import PassageKind
from indexer.parsing import hyphens
from indexer.parsing.charset import decode_mended
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading, block

_HEADER = re.compile(r"#\s*([A-Za-z][\w -]{0,30}?)\s*:\s*(.*)")
_ITEM = re.compile(r"\s*(?:[•▪◦●*–-]\s+|\(?\d{1,3}[.)]\s+|[a-z][.)]\s+)\S")
_NUMBERED_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z][^.!?]{2,80}")
_MARKDOWN = re.compile(r"(#{1,6})\s+(\S.*)")
_END = re.compile(r"[.!?:;…][\"'”’»)]*$")
_LABEL = re.compile(r"(?:vraag|antwoord|question|réponse|reponse)(?:en)?(?: op vraag)?(?:\s+\d+)?[.:]?", re.IGNORECASE)
HARD_WIDTH = 100  # code points: lines no longer than this were broken by hand


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a text file.

    Raises:
        ReadingError: nothing but header lines.
    """
    text, notes = decode_mended(data)
    fields, body = _header(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = list(_blocks(body))
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    clues = Clues(
        title=fields.get("title", ""),
        author=fields.get("author", ""),
        language=fields.get("lang", ""),
        fields=fields,
    )
    return Reading("txt", (RawPage(1),), tuple(blocks), clues, notes)


def _header(text: str) -> tuple[dict[str, str], str]:
    """Part the header lines from the text; without a blank line after them they belong to the text."""
    lines = text.split("\n")
    fields: dict[str, str] = {}
    for place, line in enumerate(lines):
        match = _HEADER.fullmatch(line.strip())
        if match:
            fields[match.group(1).strip().lower()] = match.group(2).strip()
        elif not line.strip() and fields:
            return fields, "\n".join(lines[place + 1 :])
        else:
            break
    return {}, text


def _blocks(body: str) -> Iterator[Block]:
    known = set(re.findall(r"\w[\w'’-]*\w", body.casefold()))
    titled = False
    groups = [group for group in re.split(r"\n[ \t\f]*\n", body.replace("\f", "\n\n")) if group.strip()]
    for place, group in enumerate(groups):
        lines = [line for line in (clean(line).strip() for line in group.split("\n")) if line]
        for part in _paragraphs(lines, known):
            title = _MARKDOWN.fullmatch(part)
            alone = len(lines) == 1 and place + 1 < len(groups)
            if title:
                yield block("heading", title.group(2), level=len(title.group(1)))
            elif alone and _is_heading(part, first=not titled and (place == 0 or (place < 3 and len(part) > 25))):
                yield block("heading", part, level=_level(part, first=not titled))
                titled = True
            else:
                yield block(PassageKind.LIST_ITEM if _ITEM.match(part) else PassageKind.PARAGRAPH, part)


def _is_heading(text: str, *, first: bool) -> bool:
    if _LABEL.fullmatch(text):
        return True
    if len(text) > (200 if first else 90) or text[-1] in ";,:" or (_END.search(text) and not first):
        return False
    return (
        bool(_NUMBERED_TITLE.fullmatch(text))
        or first
        or (text.isupper() and len(text) > 3)
        or (text[0].isupper() and len(text) <= 70 and not _ITEM.match(text) and len(text.split()) >= 2)
    )


def _level(text: str, *, first: bool) -> int:
    if first:
        return 1
    number = re.match(r"\d{1,2}(?:\.\d{1,2})*", text)
    return min(6, 2 + number.group().count(".")) if number else 2


def _paragraphs(lines: list[str], known: set[str]) -> Iterator[str]:
    """Yield the paragraphs of a group of lines: broken lines are joined, items and titles stand alone."""
    widest = max((len(line) for line in lines), default=0)
    hard = widest <= HARD_WIDTH
    current = ""
    last = ""
    for line in lines:
        opens = (
            not current
            or (_ITEM.match(line) and (_END.search(last) or len(last) < 0.75 * widest or _ITEM.match(current)))
            or _LABEL.fullmatch(line)
            or _LABEL.fullmatch(last)
            or (hard and _END.search(last) and len(last) < 0.75 * widest and not line[0].islower())
            or (not hard and _END.search(last) and not line[0].islower())
        )
        if opens:
            if current:
                yield current
            current = line
        elif hyphens.ends_hyphenated(current):
            current = current[:-1] + hyphens.join(current, line, known) + line
        else:
            current += " " + line
        last = line
    if current:
        yield current
