"""Stable ids: normalised text, passage ids that survive re-parsing, document slugs, W3C selectors."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

KEY_BITS = 80  # two different texts get one key in about 2^40 passages
CONTEXT_CHARS = 32  # prefix and suffix of a W3C TextQuoteSelector

_SOFT_HYPHENS = re.compile("\u00ad|(?<=\\w)[-\u2010\u2011]\\s*\n\\s*(?=\\w)")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
)
_SPACE = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """Fold what readers do not see as a difference: case, quotes, dashes, white space, soft and line-end hyphens.

    >>> normalise("Links\\u00adextremisme \\u2013  \\u201cja\\u201d")
    'linksextremisme - "ja"'
    """
    folded = unicodedata.normalize("NFKC", _SOFT_HYPHENS.sub("", text))
    return _SPACE.sub(" ", folded.translate(_DASHES).translate(_QUOTES)).strip().casefold()


def text_key(text: str) -> str:
    """Return 16 letters and digits (80 bits) that stand for the normalised *text*."""
    digest = hashlib.blake2b(normalise(text).encode(), digest_size=KEY_BITS // 8).digest()
    return base64.b32encode(digest).decode().lower()


def passage_ids(document_id: str, texts: Iterable[str]) -> list[str]:
    """Return one id per text, in order: `<document>.<key>.<occurrence>`, occurrences counted from 1."""
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        key = text_key(text)
        seen[key] += 1
        ids.append(f"{document_id}.{key}.{seen[key]}")
    return ids


def document_of(passage_id: str) -> str:
    """Return the document id inside a passage id (document ids hold no full stop)."""
    return passage_id.split(".", 1)[0]


def slug(text: str, *, longest: int = 60) -> str:
    """Return *text* as an address part: lower case ASCII letters, digits and hyphens, at most *longest* long."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    whole = _NOT_SLUG.sub("-", ascii_text).strip("-")
    return whole if len(whole) <= longest else whole[: longest + 1].rsplit("-", 1)[0][:longest].strip("-")


def file_hash(data: bytes) -> str:
    """Return the SHA-256 of *data* in hexadecimal: the name under which an original is kept."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """W3C Web Annotation TextQuoteSelector: the exact words with what stands before and after."""

    exact: str
    prefix: str
    suffix: str


def quote_selector(page_text: str, start: int, end: int) -> QuoteSelector:
    """Return the selector of `page_text[start:end]`, with 32 code points of context on both sides."""
    return QuoteSelector(
        exact=page_text[start:end],
        prefix=page_text[max(0, start - CONTEXT_CHARS) : start],
        suffix=page_text[end : end + CONTEXT_CHARS],
    )
