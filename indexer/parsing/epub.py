"""EPUB to blocks: the chapters in the order of the spine, each a page, read as the web pages that they are."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from corpus.errors import ReadingError
from indexer.parsing.archive import Archive
from indexer.parsing.charset import decode_mended
from indexer.parsing.html import blocks_of
from indexer.parsing.html_tree import tree_of
from indexer.parsing.letters import clean
from indexer.parsing.reading import Block, Clues, RawPage, Reading

MAX_CHAPTERS = 2_000
MAX_TEXT = 60_000_000  # bytes of all chapters together
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))


def read(data: bytes, name: str) -> Reading:
    """Return the reading of an EPUB.

    Raises:
        ReadingError: damaged, locked by its shop, too large, or without text.
    """
    archive = Archive(data, name)
    package_path = _package(archive, name)
    package = archive.xml(package_path)
    if package is None:
        raise ReadingError("corrupt", f"{name} is beschadigd: de inhoudsopgave van het e-boek ontbreekt.")
    chapters = _chapters(package, package_path)
    if any(path in _locked(archive) for path in chapters):
        raise ReadingError("encrypted", f"{name} is versleuteld (DRM); zet er een versie zonder beveiliging bij.")
    notes: dict[str, None] = {}
    if len(chapters) > MAX_CHAPTERS:
        notes[f"Alleen de eerste {MAX_CHAPTERS} van {len(chapters)} hoofdstukken zijn gelezen."] = None
    blocks: list[Block] = []
    pages: list[RawPage] = []
    size = 0
    for path in chapters[:MAX_CHAPTERS]:
        content = archive.read(path)
        size += len(content)
        if size > MAX_TEXT:
            raise ReadingError("memory", f"{name} zou uitgepakt te veel geheugen vragen en is niet gelezen.")
        text, mended = decode_mended(content, look_for_declaration=True)
        if not text.strip():
            notes[f"Een hoofdstuk ontbreekt of is leeg ({posixpath.basename(path)})."] = None
            continue
        notes |= dict.fromkeys(mended)
        fresh = [_on_page(block, len(pages) + 1) for block in blocks_of(tree_of(text, name, path.replace(" ", "%20")))]
        if fresh:
            pages.append(RawPage(len(pages) + 1))
            blocks += fresh
    if not blocks:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    return Reading("epub", tuple(pages), tuple(blocks), _clues(package), tuple(notes))


def _package(archive: Archive, name: str) -> str:
    """Return the path of the package file that the container names."""
    container = archive.xml("META-INF/container.xml")
    paths = [root.get("full-path", "") for root in container.iter("{*}rootfile")] if container is not None else []
    paths += sorted(member for member in archive.names if member.endswith(".opf"))
    found = next((path for path in paths if path in archive.names), "")
    if not found:
        raise ReadingError("corrupt", f"{name} is beschadigd: de inhoudsopgave van het e-boek ontbreekt.")
    return found


def _chapters(package: etree._Element, package_path: str) -> list[str]:
    """Return the members of the archive that are the chapters, in the order of the spine, each once."""
    folder = posixpath.dirname(package_path)
    items = {item.get("id", ""): item for item in package.iter("{*}item")}
    found: dict[str, None] = {}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", "") not in _PAGES or "nav" in item.get("properties", "").split():
            continue
        path = unquote(urlsplit(item.get("href", "")).path)
        found[posixpath.normpath(posixpath.join(folder, path))] = None
    return list(found)


def _locked(archive: Archive) -> frozenset[str]:
    """Return the members that are encrypted; fonts often are, chapters only where the book is locked."""
    encryption = archive.xml("META-INF/encryption.xml")
    if encryption is None:
        return frozenset()
    return frozenset(unquote(one.get("URI", "")) for one in encryption.iter("{*}CipherReference"))


def _on_page(block: Block, number: int) -> Block:
    return replace(block, pieces=tuple(replace(piece, page=number) for piece in block.pieces))


def _clues(package: etree._Element) -> Clues:
    def text(tag: str) -> str:
        return clean(next((element.text or "" for element in package.iter(_DC + tag)), "")).strip()

    fields = {"publisher": text("publisher"), "date": text("date")[:10], "licence": text("rights")}
    return Clues(
        title=text("title"),
        author=text("creator"),
        language=text("language")[:2].lower(),
        description=text("description"),
        fields={key: value for key, value in fields.items() if value},
    )
