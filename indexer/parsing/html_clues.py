"""What a web page says about itself: title, meta elements, address, moment."""

from __future__ import annotations

from lxml import etree

from indexer.parsing.letters import clean
from indexer.parsing.reading import Clues


def clues_of(root: etree._Element) -> Clues:
    """Return what the head of a page says, the first of each kind."""
    fields: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        content = clean(str(tag.get("content") or "")).strip()
        if key and content:
            fields.setdefault(key, content)
    canonical = next((link for link in root.iter("link") if link.get("rel") == "canonical" and link.get("href")), None)
    if canonical is not None:
        fields["url"] = canonical.get("href")
    moment = next((time for time in root.iter("time") if time.get("datetime")), None)
    if moment is not None:
        fields.setdefault("time", moment.get("datetime"))
    title = next(root.iter("title"), None)
    return Clues(
        title=clean("".join(title.itertext())).strip() if title is not None else "",
        author=fields.get("author", ""),
        language=str(root.get("lang") or "")[:2].lower(),
        description=fields.get("description", fields.get("og:description", "")),
        fields=fields,
    )
