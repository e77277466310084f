"""What the styles of a DOCX make of its paragraphs, each with what it takes from the style it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from indexer.parsing.archive import Archive
from indexer.parsing.docx_numbers import Numbering, W
from indexer.parsing.numbers import whole

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HEADING_NAME = re.compile(r"(?:heading|kop|titre)\s*([1-9])", re.IGNORECASE)


def loosen(root: etree._Element) -> None:
    """Rename the elements of the strict variant, so that one name will do."""
    if root.tag.startswith(_STRICT):
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
                element.tag = W + element.tag[len(_STRICT) :]


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of *element*, `val` as a rule; empty where one of them is not there."""
    return element.get(W + name, "") if element is not None else ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style makes of a paragraph: a heading of a level (0: none), an item, one of a numbered list."""

    level: int = 0
    listed: bool = False
    number: str = ""  # id of the list
    depth: int = 0


PLAIN = Style()


def styles_of(archive: Archive, numbering: Numbering) -> dict[str, Style]:
    """Return what each paragraph style is, with what it takes from the style that it is based on."""
    root = archive.xml("word/styles.xml")
    found: dict[str, Style] = {}
    parents: dict[str, str] = {}
    if root is None:
        return found
    loosen(root)
    for style in root.iter(W + "style"):
        key = style.get(W + "styleId", "")
        name = value_of(style.find(W + "name"))
        match = _HEADING_NAME.fullmatch(name.strip())
        outline = value_of(style.find(f"{W}pPr/{W}outlineLvl"))
        level = int(match.group(1)) if match else whole(outline, -1) + 1 if whole(outline, 9) < 9 else 0
        level = 1 if name.lower() in ("title", "titel") else level
        list_ = style.find(f"{W}pPr/{W}numPr")
        listed = list_ is not None or name.lower().startswith(
            ("list bullet", "list number", "lijst opsom", "lijstnummer")
        )
        number = value_of(list_.find(W + "numId")) if list_ is not None else ""
        depth = whole(value_of(list_.find(W + "ilvl")), -1) if list_ is not None else -1
        depth = depth if depth >= 0 else numbering.depth_of(number, key)
        found[key] = Style(level, listed and not level, number, depth)
        parents[key] = value_of(style.find(W + "basedOn"))
    return {key: _inherited(key, found, parents) for key in found}


def _inherited(key: str, own: dict[str, Style], parents: dict[str, str]) -> Style:
    """Return a style with what it does not say taken from the one it is based on: its role, its numbers."""
    role, numbers = PLAIN, PLAIN
    for _ in range(10):  # a file may declare a circle
        style = own.get(key, PLAIN)
        role = role if role.level or role.listed else style
        numbers = numbers if numbers.number else style
        key = parents.get(key, "")
    return Style(role.level, role.listed, numbers.number, numbers.depth)
