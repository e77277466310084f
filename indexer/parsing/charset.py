"""Bytes to text: UTF-8 when the bytes are UTF-8, whatever they declare; then the declaration; then windows-1252."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_TEXT_CODECS = frozenset(["cp1252", "iso8859-15", "utf-16", "utf-16-le", "utf-16-be", "cp850", "cp437", "mac-roman"])


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
            return data[len(mark) :].decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096]) if look_for_declaration else None
    if declared:
        try:
            codec = codecs.lookup(declared.group(1).decode("ascii")).name
            if codec in _TEXT_CODECS:  # latin-1 and ASCII are windows-1252 in practice
                return data.decode(codec)
        except (LookupError, UnicodeDecodeError):
            pass
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") * 200 < len(mended) and any(ord(c) > 127 and c != "\ufffd" for c in mended):
        return mended  # UTF-8 with a broken byte here and there
    return data.decode("cp1252", "replace")
