"""What a text quotes: the words between quotation marks, with the page its writer gives for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.quotation.words import quoted_words, undo_line_ends

MIN_WORDS = 3  # fewer is an expression, not a quotation that can be checked
_REACH = 250  # code points after a quotation in which its page is looked for

# Each kind of opening mark with what closes it. A single straight mark is an apostrophe far more often.
_PAIRS = {
    "\u201c": "\u201d\u201c",
    "\u201e": "\u201d\u201c",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    '"': '"',
    "\u2018": "\u2019",
    "\u201a": "\u2019\u2018",
}
_SINGLE = "\u2018\u201a"
_OWN_LETTER = re.compile(r"\[(\w)\](?=\w)")
_GAP = re.compile(r"\[[^\][]{0,80}\]|\(\s*(?:\.\.\.|\u2026)\s*\)|\.\.\.|\u2026")
_PAGE = re.compile(r"\b(?:p|pp|pag|blz|pagina|bladzijde)\b\.?\s*(\d{1,4}|[ivxlc]{1,7})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: `text[start:end]` with its gaps, and its parts without them.

    `parts` are to be found one after the other in one document; `[…]` and what the writer put in square brackets
    parts them. `page` is the page that the text names for it, as written, or empty.
    """

    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    page: str = ""


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of *text* of at least three words, in order.

    A text without any quotation mark is taken to be one quotation a paragraph.
    """
    spans = list(_between_marks(text))
    if not spans and not any(mark in text for mark in _PAIRS):
        spans = [(match.start(), match.end()) for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*", text)]
    found = []
    for number, (start, end) in enumerate(spans):
        parts = split(text[start:end])
        if sum(len(quoted_words(part)) for part in parts) >= MIN_WORDS:
            until = spans[number + 1][0] if number + 1 < len(spans) else len(text)
            page = _PAGE.search(text[end : min(until, end + _REACH)])
            found.append(Quotation(start, end, text[start:end], parts, page[1] if page else ""))
    return found


def split(quotation: str) -> tuple[str, ...]:
    """Return what stands between the gaps of a quotation: `[…]`, `(...)`, and words put in by the citing writer.

    >>> split("[D]e dreiging […] neemt toe")
    ('De dreiging', 'neemt toe')
    """
    whole = _OWN_LETTER.sub(r"\1", undo_line_ends(quotation))
    return tuple(part.strip() for part in _GAP.split(whole) if quoted_words(part))


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost stretches between marks; a mark that is never closed within its paragraph is left alone."""
    place = 0
    while place < len(text):
        closers = _PAIRS.get(text[place])
        if closers is None or (text[place] in _SINGLE + '"' and place and text[place - 1].isalnum()):
            place += 1
            continue
        end = _closing(text, place + 1, text[place], closers)
        if end is None:
            place += 1
            continue
        yield place + 1, end
        place = end + 1


def _closing(text: str, start: int, opener: str, closers: str) -> int | None:
    """Return where the mark opened before *start* is closed, or None."""
    paragraph_end = re.compile(r"\n\s*\n").search(text, start)
    last = paragraph_end.start() if paragraph_end else len(text)
    for place in range(start, last):
        if text[place] in closers:
            following = text[place + 1 : place + 2]
            if opener in _SINGLE and following.isalnum():
                continue  # an apostrophe: foto's
            return place
    return None
