"""Whole numbers as files state them, in attributes and beside text: whatever stands there, no error comes of it."""

from __future__ import annotations

MOST_DIGITS = 9


def whole(text: str | None, default: int) -> int:
    """Return the number that *text* states, or *default*: `²` is a digit but no number, and 400 digits are damage.

    >>> [whole(text, 1) for text in ("12", " 7", "²", "-3", "9" * 400, None)]
    [12, 7, 1, 1, 1, 1]
    """
    said = (text or "").strip()
    return int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else default
