"""A web page as a tree: code taken out, notes and the marks that call them named; flat where it is nested too deeply.

The tree is walked with lxml itself: the same libxml2 parser that BeautifulSoup would use, at ten times its speed.
"""

from __future__ import annotations

import posixpath
import re
from html import unescape

from lxml import etree

from corpus.errors import ReadingError
from indexer.parsing.html_main import DROPPED
from indexer.parsing.letters import clean
from indexer.parsing.reading import call

MAX_DEPTH = 200  # elements inside each other; deeper ones are taken as text
MAX_CHARS = 30_000_000
_BLOCK_NAMES = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure form "
    "h1 h2 h3 h4 h5 h6 hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul header "
    "footer caption"
)
BLOCKS = tuple(_BLOCK_NAMES.split())
IS_BLOCK = frozenset(BLOCKS)
NAMES = "noten"  # attribute that a part of the page is given: the names by which marks call it
_REFERENCE = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3}|[†‡])[\])]?\s*")
_UNIT = re.compile(r"\b(?:[mkcd]?m|10)$")  # m² and 10⁶ are no references
_CODE = re.compile(r"<(script|style)\b[^<]{0,1000000}</\1\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]{0,5000}>|<!--.{0,5000}?-->", re.IGNORECASE | re.DOTALL)
_NOTE_PARTS = frozenset(("p", "li", "div", "dd", "dt", "aside", "section"))


def tree_of(text: str, name: str, base: str = "") -> etree._Element:
    """Return the tree of a page: scripts and styles taken out, references to notes marked, line breaks made spaces.

    Args:
        text: the page.
        name: of the file, for messages.
        base: path of the page inside its book, to which links are relative.

    Raises:
        ReadingError: larger than any page, or nothing that a parser can make a tree of.
    """
    if len(text) > MAX_CHARS:
        raise ReadingError(
            "memory", f"{name} is met {len(text) // 1_000_000} miljoen tekens te groot voor een webpagina."
        )
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any("Excessive depth" in error.message for error in parser.error_log):  # what stands deeper was left out
        root = _flat(text)
    if root is None:
        raise ReadingError("empty", f"{name} bevat geen tekst.")
    etree.strip_elements(root, *DROPPED, with_tail=False)
    for line_break in root.iter("br", "wbr"):
        line_break.tail = (" " if line_break.tag == "br" else "") + (line_break.tail or "")
    _name_notes(root, base)
    for raised in root.iter("sup"):
        _drop_reference(raised, base)
    for link in [one for one in root.iter("a") if _calls_note(one)]:
        _drop_reference(link, base)
    return root


def _name_notes(root: etree._Element, base: str) -> None:
    """Give each part of the page that a link can lead to the name by which marks call the note in it."""
    for tag in root.iter():
        target = tag.get("id") or (tag.get("name") if tag.tag == "a" else None)
        holder = tag
        while target and holder is not None and holder.tag not in IS_BLOCK:
            holder = holder.getparent()
        if target and holder is not None and holder.tag in _NOTE_PARTS:
            names = holder.get(NAMES, "").split()
            holder.set(NAMES, " ".join([*names, f"{base}#{target}"]))


def _flat(text: str) -> etree._Element:
    """Return the tree of a page that is nested too deeply to parse: its texts, without the structure."""
    bare = _CODE.sub(" ", text)
    bare = _TAG.sub(lambda tag: "\n\n" if (tag.group(1) or "").lower() in IS_BLOCK else " ", bare)
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    for part in unescape(bare).split("\n\n"):
        if part.strip():
            etree.SubElement(body, "p").text = clean(part)
    return root


def _calls_note(link: etree._Element) -> bool:
    """Say whether a link, raised by its style only, says that it calls a note, as in e-books."""
    return "noteref" in f"{link.get('epub:type', '')} {link.get('role', '')}"


def _drop_reference(raised: etree._Element, base: str) -> None:
    """Put a mark in the place of a raised number that refers to a note, if a link says to which.

    One that opens the note itself stays, as does the 2 of m².
    """
    if not _REFERENCE.fullmatch("".join(raised.itertext())):
        return
    before, inside = _before(raised)
    if not before:  # it opens its paragraph
        raised.tail = " " + (raised.tail or "").lstrip()
        return
    if _UNIT.search(before) and not inside and raised.find("a") is None:
        return
    tail, said, target = raised.tail, "".join(raised.itertext()).strip("[]() "), _target(raised, base)
    raised.clear()
    raised.text = call(said, target) if target else ""
    raised.tail = tail


def _target(raised: etree._Element, base: str) -> str:
    """Return the name of the note to which a link in or around a raised number leads, or nothing."""
    link = next(raised.iter("a"), None)
    link = next(raised.iterancestors("a"), None) if link is None else link
    path, _, fragment = str(link.get("href", "") if link is not None else "").partition("#")
    if not fragment or (path and not base):
        return ""
    folder = base.rpartition("/")[0]
    return f"{posixpath.normpath(posixpath.join(folder, path)) if path else base}#{fragment}"


def _before(tag: etree._Element) -> tuple[str, bool]:
    """Return the text just before an element inside its paragraph, and whether it stands inside a link."""
    linked = False
    for _ in range(MAX_DEPTH):
        sibling, parent = tag.getprevious(), tag.getparent()
        said = (sibling.tail if sibling is not None else parent.text if parent is not None else "") or ""
        if said.strip():
            return said.rstrip(), linked
        if sibling is not None and sibling.tag not in IS_BLOCK:
            inner = "".join(sibling.itertext()).rstrip()
            if inner:
                return inner, linked
            tag = sibling
        elif sibling is not None or parent is None or parent.tag in IS_BLOCK:
            return "", linked
        else:
            tag = parent
            linked = linked or parent.tag == "a"
    return "", linked
