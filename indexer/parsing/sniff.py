"""Format of a file from its content: signatures and a score; the extension only breaks a tie."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import PurePath

from corpus.errors import ReadingError
from indexer.parsing.charset import decode, utf_16

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "txt": "text/plain",
    "epub": "application/epub+zip",
    "xml": "application/xml",
}
_EXTENSIONS = {
    **{f".{key}": key for key in MEDIA_TYPES},
    ".htm": "html",
    ".xhtml": "html",
    ".docm": "docx",
    ".xlsm": "xlsx",
    ".tsv": "csv",
    ".md": "txt",
    ".text": "txt",
}
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "een Office-bestand van voor 2007 of een versleuteld Office-bestand",
    b"\x89PNG": "een afbeelding (PNG)",
    b"\xff\xd8\xff": "een afbeelding (JPEG)",
    b"GIF8": "een afbeelding (GIF)",
    b"II*\x00": "een afbeelding (TIFF)",
    b"MM\x00*": "een afbeelding (TIFF)",
    b"\x1f\x8b": "een gecomprimeerd bestand (gzip)",
    b"7z\xbc\xaf": "een archief (7z)",
    b"Rar!": "een archief (RAR)",
    b"{\\rtf": "een RTF-bestand",
    b"\x7fELF": "een programma",
    b"MZ\x90": "een programma",
    b"SQLite format 3": "een databank",
    b"%!PS": "een PostScript-bestand",
}
_HTML_TAGS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|ul|ol|li|span|a\s|article|main)\b",
    re.IGNORECASE,
)
_LEAD = b"\xef\xbb\xbf\xc3\xaf\xc2\xbb\xc2\xbf \t\r\n"  # white space and byte order marks, also twice encoded
_OFFICIAL = re.compile(
    rb"(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*|<!doctype[^>\[]*>\s*|<\?[^>]*\?>\s*)*"
    rb"<(?:[\w-]+:)?(?:officiele-publicatie|handelingen|kamerstuk|kamervragen|kamerwrk|staatscourant|staatsblad)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
SURE_ROWS = 0.8  # share of lines that are rows, in a file of any name
SOME_ROWS = 0.4  # in a file that calls itself CSV: titles and remarks may stand around the rows
_ELEMENT = re.compile(rb"<[a-z][\w:.-]*[\s/>]")
_SUPPORTED = (
    "Ondersteund zijn PDF, HTML, DOCX, ODT, XLSX, CSV, EPUB, XML van officielebekendmakingen.nl en gewone tekst."
)


def sniff(data: bytes, name: str) -> str:
    """Return the format of *data*: a key of `MEDIA_TYPES`.

    Args:
        data: the whole file.
        name: file name; its extension breaks a tie.

    Raises:
        ReadingError: empty, unsupported or ambiguous.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadingError("empty", f"{name} is leeg.")
    extension = _EXTENSIONS.get(PurePath(name).suffix.lower())
    scores = _scores(data)
    if extension in scores:
        scores[extension] += 15
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 40:
        raise ReadingError("unsupported", f"{name} is {_foreign(data)}. {_SUPPORTED}")
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 5:
        both = f"{ranked[0][0].upper()} en {ranked[1][0].upper()}"
        raise ReadingError("unsupported", f"{name} lijkt tegelijk {both} te zijn en is daarom niet gelezen.")
    return ranked[0][0]


def _foreign(data: bytes) -> str:
    """Say in Dutch what an unsupported file is."""
    if data[:64].lstrip(_LEAD).startswith(b"<"):
        return "een XML-bestand van een andere soort"
    return next((said for mark, said in _FOREIGN.items() if data.startswith(mark)), "geen ondersteund formaat")


def _scores(data: bytes) -> dict[str, float]:
    """Return a score from 0 to 100 for each format that *data* could be."""
    head = data[:1024]
    scores: dict[str, float] = {}
    place = head.find(b"%PDF-")
    if place >= 0:
        scores["pdf"] = 100 if place == 0 else 45 if head[:place].strip(_LEAD + b"\x00") else 80
    if data[:2] == b"PK":
        return scores | _zip_scores(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or utf_16(data):
        return scores | _text_scores(decode(data[:65_536]).encode())
    if place == 0 or any(data.startswith(mark) for mark in _FOREIGN) or _textness(data) < 0.9:
        return scores
    return scores | _text_scores(data)


def _text_scores(data: bytes) -> dict[str, float]:
    """Return a score for each text format: HTML by its tags, CSV by its rows, else plain text; other XML has none."""
    tags = {tag.lower().split(b" ")[0] for tag in _HTML_TAGS.findall(data[:65_536])}
    start = data[:1024].lstrip(_LEAD).lower()
    rows = _rows_in(data)
    scores: dict[str, float] = {"csv": 56.0} if rows >= SURE_ROWS else {"csv": 50.0} if rows >= SOME_ROWS else {}
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        scores["html"] = 95
    elif _OFFICIAL.match(start):
        scores["xml"] = 95
    elif start.startswith(b"<?xml"):
        return {}
    elif start.startswith(b"<") and tags:
        scores["html"] = 60 + 5 * min(len(tags), 5)
    elif _ELEMENT.match(start):
        return {}
    elif len(tags) >= 3:
        scores["html"] = 50 + 3 * min(len(tags), 8)
    else:
        scores["txt"] = 60
    return scores


def _zip_scores(data: bytes) -> dict[str, float]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20_000])
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except Exception:  # noqa: BLE001 - whatever is wrong with the directory, its start may still say what it was
        return {
            key: 50.0
            for key, mark in (
                ("docx", b"word/"),
                ("xlsx", b"xl/"),
                ("odt", b"opendocument.text"),
                ("epub", b"epub+zip"),
            )
            if mark in data[:8192]
        }
    scores: dict[str, float] = {}
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        scores["docx"] = 100
    if "xl/workbook.xml" in names:
        scores["xlsx"] = 100
    if mimetype.startswith(b"application/epub+zip") or (
        "META-INF/container.xml" in names and any(n.endswith(".opf") for n in names)
    ):
        scores["epub"] = 100
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        scores["odt"] = 100
    return scores


def _textness(data: bytes) -> float:
    """Return the share of bytes that a text can hold, in the first 64 kB."""
    sample = data[:65_536].rstrip(b"\x00")  # some programs fill up the last block
    bad = sum(sample.count(bytes([code])) for code in (*range(9), 11, *range(14, 27), *range(28, 32), 127))
    return 1 - bad * 20 / max(len(sample), 1)


def _rows_in(data: bytes) -> float:
    """Return the share of the first lines of a text that are rows: the same number of cells in each, at least two."""
    text = data[:32_768].decode("latin-1")
    lines = [line for line in text.splitlines() if line.strip()][:20]
    if lines and re.fullmatch(r"(?:ï»¿|\ufeff)?sep=[;,\t|]", lines[0].strip(), re.IGNORECASE):
        return 1.0
    lines = lines[: max(2, len(lines) - 1)]
    best = 0.0
    for delimiter in ";\t,|" if len(lines) >= 2 else "":
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        most = Counter(count for count in counts if count > 1).most_common(1)
        best = max(best, most[0][1] / len(lines) if most and (counts[0] > 1 or most[0][1] > 2) else 0.0)
    return best
