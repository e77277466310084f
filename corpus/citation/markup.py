"""Text with italics that is safe as HTML: metadata is cleaned, private characters mark the styles, tags are made last.

Nothing in the metadata can become a tag: every character is escaped, and only our own marks turn into tags.
"""

from __future__ import annotations

import html
import re
import unicodedata

#: Mark -> tag. Private Use Area characters, which `clean` takes out of everything that comes from a document.
TAGS = {
    "\ue000": "<i>",
    "\ue001": "</i>",
    "\ue002": "<b>",
    "\ue003": "</b>",
    "\ue004": "<sup>",
    "\ue005": "</sup>",
}

_TO_HTML = str.maketrans(TAGS)
_TO_TEXT = str.maketrans(dict.fromkeys(TAGS, ""))
_SPACE = re.compile(r"\s+")
#: Control, private and surrogate characters say nothing; the two sets of marks that turn the reading direction could
#: make a citation read otherwise than it is, and soft hyphens belong to the layout of the source.
_UNWANTED_CATEGORIES = {"Cc", "Co", "Cs", "Cn"}
_UNWANTED = frozenset("\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return *text* on one line: white space collapsed, without characters that a reader does not see."""
    spaced = _SPACE.sub(" ", text)
    kept = (
        character
        for character in spaced
        if character not in _UNWANTED and unicodedata.category(character) not in _UNWANTED_CATEGORIES
    )
    return _SPACE.sub(" ", "".join(kept)).strip()


def italic(text: str) -> str:
    """Mark *text* as italic."""
    return f"\ue000{text}\ue001" if text else ""


def bold(text: str) -> str:
    """Mark *text* as bold."""
    return f"\ue002{text}\ue003" if text else ""


def superscript(text: str) -> str:
    """Mark *text* as raised."""
    return f"\ue004{text}\ue005" if text else ""


def to_text(marked: str) -> str:
    """Return marked text without its marks."""
    return marked.translate(_TO_TEXT)


def to_html(marked: str) -> str:
    """Return marked text as HTML: everything escaped, the marks as `<i>`, `<b>` and `<sup>`."""
    return html.escape(marked, quote=True).translate(_TO_HTML)
