"""Which part of a web page is its text: `main`, the only article, or the body without menus, banners and teasers."""

from __future__ import annotations

import re

from lxml import etree

#: Elements that never hold text of the document.
_DROPPED_NAMES = "script style noscript template svg iframe object input textarea canvas audio video dialog select"
DROPPED = tuple(_DROPPED_NAMES.split())
_NEVER = frozenset(("button", "nav", "menu", "head"))
_FURNITURE = frozenset(("header", "footer"))
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"))
_FURNITURE_NAMES = re.compile(
    r"\b(?:cookie\w*|consent|breadcrumb\w*|kruimelpad|skip-?links?|share|social|deel-?knoppen|newsletter|nieuwsbrief|"
    r"related|gerelateerd|teasers?|site-?(?:header|footer|nav\w*)|main-?(?:nav\w*|menu)|navbar|sidebar|menu|pager|"
    r"pagination|print-?only|visually-hidden|sr-only|topbar|toolbar|login|feedback|reacties|comments?)\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\b(?:footnotes?|endnotes?|rearnotes?|doc-footnote|doc-endnotes?|voetnoot|voetnoten|noten)\b", re.IGNORECASE
)
_ROOTS = frozenset(("html", "body", "main", "article"))
SMALL_FORM = 600  # code points
ASIDE = 3_000  # code points: what is called a menu or a notice and holds more is the text after all
SIDE = 300  # the same of what stands right under the main part that the page itself names
PROSE = 120  # code points of running text that make the list after it a part of the text
ENOUGH = 200  # code points: a main part holds at least so much
LINKS = 0.7  # share of the letters of a block that stand in links, from which it is a menu or a list of teasers


def main_part(root: etree._Element) -> tuple[etree._Element, bool]:
    """Return the element that holds the text of a page, and whether the page itself does not say so (`strict`)."""
    mains = [tag for tag in root.iter("main", "div", "section") if tag.tag == "main" or tag.get("role") == "main"]
    if mains and length(mains[0]) > ENOUGH:
        return mains[0], False
    articles = list(root.iter("article"))
    if len(articles) == 1 and length(articles[0]) > ENOUGH:
        return articles[0], False
    body = root.find("body")
    return (body if body is not None else root), True


def length(tag: etree._Element) -> int:
    """Return how many code points of text an element holds."""
    return sum(map(len, tag.itertext()))


def classes(tag: etree._Element) -> list[str]:
    """Return the classes of an element."""
    said = tag.get("class")
    return said.split() if said else []


def is_furniture(tag: etree._Element, depth: int, *, strict: bool) -> bool:
    """Say whether an element is no part of the text: a menu, a banner, a cookie notice.

    Args:
        tag: the element.
        depth: how deep it stands in the main part, from 0.
        strict: the page does not say which part is its text, so blocks that are mostly links go too.
    """
    attributes = tag.attrib
    if tag.tag in _NEVER or (attributes and _is_hidden(attributes)):
        return True
    if tag.tag == "aside":
        return not _NOTES.search(" ".join(attributes.values()))
    if tag.tag == "form":  # one that wraps the whole page is no search box
        return length(tag) < SMALL_FORM
    if tag.tag in _FURNITURE and tag.find(".//h1") is None:
        return not any(a.tag in ("article", "main", "section") for a in tag.iterancestors())
    return _is_named_so(tag, most=SIDE if depth == 0 and not strict else ASIDE) or (
        strict and tag.tag in ("div", "ul", "section", "td", "p") and _is_menu(tag)
    )


def _is_named_so(tag: etree._Element, *, most: int) -> bool:
    """Say whether the class or id of an element with at most *most* code points calls it a menu, a banner, a notice."""
    names = f"{tag.get('class', '')} {tag.get('id', '')}"
    return (
        names != " "
        and tag.tag not in _ROOTS
        and _FURNITURE_NAMES.search(names) is not None
        and tag.find(".//h1") is None
        and length(tag) < most
    )


def _is_hidden(attributes: etree._Attrib) -> bool:
    return (
        attributes.get("hidden") is not None
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role", "") in _FURNITURE_ROLES
        or "display:none" in attributes.get("style", "").replace(" ", "")
    )


def _follows_prose(tag: etree._Element) -> bool:
    """Say whether running text stands before a list in the same part of the page: then its links belong to the text."""
    parent = tag.getparent()
    if parent is None or parent.tag == "body":
        return False
    said = 0
    for _, sibling in zip(range(100), tag.itersiblings(preceding=True), strict=False):
        if sibling.tag == "p":
            said += length(sibling) - sum(length(link) for link in sibling.iter("a"))
        if said >= PROSE:
            return True
    return False


def _is_menu(tag: etree._Element) -> bool:
    """Say whether a block is mostly links: at least three, short, with little text between them."""
    links = [link for _, link in zip(range(200), tag.iter("a"), strict=False)]
    if len(links) < 3 or tag.find(".//h1") is not None or (tag.tag in ("ul", "ol") and _follows_prose(tag)):
        return False
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    whole = len(" ".join("".join(tag.itertext()).split()))
    return linked > LINKS * max(whole, 1) and linked / len(links) < 80
