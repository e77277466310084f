"""Letters as they are searched and quoted: ligatures opened, invisible and control characters gone, no more."""

from __future__ import annotations

import re

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_GONE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F])
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x2011: "-"}
_BULLETS = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF02D, 0xF06E, 0xF076], "•")
_SPACES = dict.fromkeys(
    [*range(0x09, 0x0E), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " "
)
_CONTROLS = dict.fromkeys(
    [*range(0x02), *range(0x03, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
)
_TABLE = str.maketrans({**_LIGATURES, **_GONE, **_CONTROLS, **_HYPHENS, **_BULLETS, **_SPACES})
_STRAY = re.compile("(?<=[^\\W\\d])\u00ac(?=[^\\W\\d])")  # a soft hyphen that went through another character set
_RUN = re.compile(r" {2,}")
_LONE = re.compile("[\ud800-\udfff\uffff]")


def clean(text: str) -> str:
    """Return *text* on one line, with single spaces; full normalisation (NFKC) is left to the index.

    >>> clean("de\\u00ad\\ufb01nitie\\u00a0 van")
    'definitie van'
    """
    text = _STRAY.sub("", text) if "\u00ac" in text else text
    return _RUN.sub(" ", _LONE.sub("\ufffd", text.translate(_TABLE)))
