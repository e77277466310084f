"""Text with marks and links as HTML: escape first, mark after; markup is made only here and in templates."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def marked(text: str, marks: Iterable[tuple[int, int]], notes: Iterable[tuple[int, Markup]] = ()) -> Markup:
    """Return *text* escaped, with each stretch `text[start:end]` of *marks* in a `<mark>`.

    Offsets count code points. Marks may come in any order; what overlaps or touches nothing is left out or joined,
    and what lies outside the text is cut off. *notes* are put in behind `text[:offset]`, as they are.
    """
    waiting = sorted(notes, key=lambda note: note[0])
    pieces: list[Markup] = []

    def put(start: int, end: int) -> None:
        while waiting and waiting[0][0] <= end:
            offset, note = waiting.pop(0)
            pieces.extend((escape(text[start:offset]), note))
            start = max(start, offset)
        pieces.append(escape(text[start:end]))

    done = 0
    for start, end in joined(marks, len(text)):
        put(done, start)
        pieces.append(Markup("<mark>"))
        put(start, end)
        pieces.append(Markup("</mark>"))
        done = end
    put(done, len(text))
    return Markup("").join(pieces)


def joined(marks: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return *marks* within a text of *length* in order, without empty ones; overlapping ones made one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(marks):
        start, end = max(low, 0), min(high, length)
        if start >= end:
            continue
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def linked(address: str) -> str | Markup:
    """Return *address* as a link to itself when it is one of the web; anything else, such as a path, as text."""
    if not address.startswith(("https://", "http://")):
        return address
    return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(address)
