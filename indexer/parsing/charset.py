"""Bytes to text: UTF-8 when the bytes are UTF-8, whatever they declare; then the declaration; then windows-1252.

Text that was taken for windows-1252 once too often (`tweeÃ«n`) is mended, and a note says so.
"""

from __future__ import annotations

import codecs
import re

#: Declarations that are heeded: a page that could be read as far as its declaration is not UTF-16, whatever it says.
_TEXT_CODECS = frozenset(["cp1252", "iso8859-15", "cp850", "cp437", "mac-roman"])
_CONTROLS = re.compile(b"[\x80-\x9f]")  # in ISO 8859 controls, which no text has; in windows-1252 quotes and dashes
_WIDE = 0.3  # share of every second byte that is zero in Latin text in UTF-16


def decode(data: bytes, *, look_for_declaration: bool = False) -> str:
    """Return the text of *data*; never fails, since windows-1252 with replacement takes any bytes.

    Args:
        data: the bytes of a text or HTML file.
        look_for_declaration: heed `charset=` or `encoding=` in the first 4 kB, after UTF-8 has been tried.

    >>> decode("<meta charset=windows-1252>Sécurité".encode(), look_for_declaration=True)[-8:]
    'Sécurité'
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            end = len(data) if codec == "utf-8" else len(data) // 2 * 2
            return data[len(mark) : end].decode(codec, "replace")
    if wide := utf_16(data):
        return data[: len(data) // 2 * 2].decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data[:4096]) if look_for_declaration else None
    if declared:
        try:
            codec = codecs.lookup(declared).name
            if codec == "iso8859-15" and _CONTROLS.search(data):
                codec = "cp1252"
            if codec in _TEXT_CODECS:  # latin-1 and ASCII are windows-1252 in practice
                return data.decode(codec)
        except (LookupError, UnicodeDecodeError):
            pass
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") * 200 < len(mended) and any(ord(c) > 127 and c != "\ufffd" for c in mended):
        return mended  # UTF-8 with a broken byte here and there
    return data.decode("cp1252", "replace")


def utf_16(data: bytes) -> str:
    """Return the kind of UTF-16 that bytes without a mark are, or an empty string: half of them are zero."""
    beginning = data[:4096]
    half = len(beginning) // 2
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if half >= 8 and max(even, odd) > _WIDE * half and min(even, odd) < 0.02 * half:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _declared(beginning: bytes) -> str | None:
    from bs4.dammit import EncodingDetector  # the parent process imports no parser

    return EncodingDetector.find_declared_encoding(beginning, is_html=True)


#: What one letter of UTF-8 looks like after being read as windows-1252 or Latin-1.
_AFTER = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_TWICE = re.compile(f"[ÂÃÄÅ]{_AFTER}|[âï]{_AFTER}{{2}}|ð{_AFTER}{{3}}")
MENDED = "De tekst was tweemaal gecodeerd (Ã« in plaats van ë) en is hersteld; vergelijk bij twijfel met het origineel."


def decode_mended(data: bytes, *, look_for_declaration: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the text of *data*, mended where it was encoded twice, and notes on that; arguments as for `decode`."""
    text = decode(data, look_for_declaration=look_for_declaration)
    mended, count = mend(text)
    return (mended, (MENDED,)) if count else (text, ())


def mend(text: str) -> tuple[str, int]:
    """Return *text* with letters that were encoded twice as they should be, and how many there were.

    One such sequence may be meant (a text about encodings); from two on they are taken for damage.

    >>> mend("tweeÃ«n en coÃ¶rdinatie, voor â‚¬ 45")
    ('tweeën en coördinatie, voor € 45', 3)
    """
    count = 0

    def mended(match: re.Match[str]) -> str:
        nonlocal count
        try:
            letter = b"".join(_byte(one) for one in match.group()).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            return match.group()
        count += 1
        return letter

    result = _TWICE.sub(mended, text)
    return (result, count) if count >= 2 else (text, 0)


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if ord(letter) < 256 else letter.encode("cp1252")
