"""Lines that stand on a document but not in its text: heads and feet of office files, banners of web pages.

Read straight from the bytes with small patterns, whatever the reader of the format leaves out: a marking must not be
lost with the furniture.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from indexer.parsing.charset import decode

MOST = 3_000_000  # bytes of a part that is looked at
SHORT = 400  # code points: longer lines bear no marking
_OFFICE = {
    "docx": re.compile(r"word/(?:header|footer)\d*\.xml|docProps/core\.xml"),
    "odt": re.compile(r"styles\.xml|meta\.xml"),
    "xlsx": re.compile(r"xl/worksheets/[^/]+\.xml|docProps/core\.xml"),
}
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(w:type|r:id|Id|Target)="([^"]*)"')
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_SHEET_EDGES = re.compile(r"<(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)<", re.IGNORECASE)
_SHEET_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[LCRBIUESXYPNDTFAGZ])')
_PARAGRAPH_ENDS = re.compile(
    r"</(?:w:p|text:p|text:h|text:list-item|dc:\w+|cp:\w+|meta:\w+)>|<w:br/?>|<text:line-break/?>"
)
_WATERMARK = re.compile(r'<v:textpath[^>]*\bstring="([^"]*)"')
_TAG = re.compile(r"<[^>]{0,5000}>")
_SILENT = re.compile(r"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|em|font|i|mark|small|span|strong|sub|sup|u|wbr)\b[^>]{0,2000}>", re.IGNORECASE)
_META = re.compile(r"""<meta\b[^>]{0,500}?\bcontent\s*=\s*(?:"([^"]{0,400})"|'([^']{0,400})')""", re.IGNORECASE)
_RAW_FRONT, _RAW_BACK = 12, 6  # lines of a plain text, before hard line breaks are joined


def margin_lines(data: bytes, form: str) -> list[str]:
    """Return short lines from outside the running text of a file of the given format; none where there are none."""
    if form in _OFFICE:
        lines: Iterator[str] = _office(data, form)
    elif form == "html":
        lines = _web(decode(data[:MOST], look_for_declaration=True))
    elif form == "txt":
        raw = [line for line in decode(data[:MOST]).splitlines() if line.strip()]
        lines = iter(raw[:_RAW_FRONT] + raw[_RAW_FRONT:][-_RAW_BACK:])
    else:
        return []
    return [line for one in lines if 3 < len(line := " ".join(html.unescape(one).split(" ")).strip()) <= SHORT]


def _office(data: bytes, form: str) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unused = _unused(archive) if form == "docx" else set()
            for member in archive.infolist():
                wanted = _OFFICE[form].fullmatch(member.filename) and member.filename not in unused
                if wanted and member.file_size <= 20 * MOST:
                    with archive.open(member) as stream:
                        yield from _office_part(stream.read(20 * MOST).decode("utf-8", "replace"), form)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return  # the reader of the format says what is wrong with the archive


def _unused(archive: zipfile.ZipFile) -> set[str]:
    """Return the heads and feet that Word does not print: of even or first pages where these are not set apart."""
    names = set(archive.namelist())
    parts = ("word/document.xml", "word/_rels/document.xml.rels", "word/settings.xml")
    document, relations, settings = (
        archive.open(part).read(20 * MOST).decode("utf-8", "replace") if part in names else "" for part in parts
    )
    targets = {}
    for relation in _RELATION.findall(relations):
        given = dict(_ATTRIBUTE.findall(relation))
        targets[given.get("Id", "")] = f"word/{given.get('Target', '')}"
    printed = {"default": True, "even": "<w:evenAndOddHeaders" in settings, "first": "<w:titlePg" in document}
    shown: set[str] = set()
    hidden: set[str] = set()
    for reference in _REFERENCE.findall(document):
        given = dict(_ATTRIBUTE.findall(reference))
        kept = shown if printed.get(given.get("w:type", "default"), True) else hidden
        kept.add(targets.get(given.get("r:id", ""), ""))
    return hidden - shown


def _office_part(xml: str, form: str) -> Iterator[str]:
    if form == "xlsx" and "<sheetData" in xml:
        for edge in _SHEET_EDGES.findall(xml[-MOST:]):
            yield from _SHEET_CODES.split(html.unescape(edge))
        return
    yield from _WATERMARK.findall(xml)
    for paragraph in _PARAGRAPH_ENDS.split(xml[:MOST]):
        yield _TAG.sub("", paragraph.replace("<w:tab/>", "\t")).strip()


def _web(source: str) -> Iterator[str]:
    for one, other in _META.findall(source[:100_000]):
        yield one or other
    shown = _INLINE.sub("", _SILENT.sub(" ", source))
    pieces = [piece.strip() for piece in _TAG.split(shown)]
    heads = [piece for piece in pieces if piece]
    yield from heads[:60] + heads[60:][-30:]  # banners stand at the ends of a page
