"""Citations for reference managers: BibTeX, RIS and CSL-JSON; knows the rules of these formats and nothing of style."""

from __future__ import annotations

import json
from typing import Any

from corpus.citation.facts import Facts

_BABEL = {"nl": "dutch", "fr": "french", "en": "english", "de": "german"}
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # not \{: BibTeX counts braces before it looks at backslashes
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)


def bibtex(facts: Facts) -> str:
    """Return one `@techreport`; the key is the passage id, so that it stays the same in every export.

    Names and titles stand in double braces: an institution is not cut into first and last name, a title keeps its case.
    """
    publisher = _braced(facts.publisher)
    fields = {
        "author": publisher,
        "title": _braced(facts.title),
        "institution": publisher,
        "type": _latex(facts.kind),
        "series": _latex(facts.series),
        "edition": _latex(facts.edition),
        "number": _latex(facts.number),
        "year": facts.published[:4],
        "date": facts.published,
        "pages": _latex("--".join(_pages(facts))),
        "url": facts.address,
        "urldate": facts.retrieved,
        "langid": _BABEL.get(facts.language, ""),
        "note": _latex(facts.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{facts.key},", *lines, "}\n"])


def ris(facts: Facts) -> str:
    """Return one RIS record: two letters, two spaces, hyphen, space, value; lines end in CR LF.

    The author is written without commas: a comma would make an institution a person (Zotero takes what stands before
    it for the surname). `PB` has the name as it is.
    """
    lines = [
        ("TY", "RPRT"),
        ("ID", facts.key),
        ("AU", facts.publisher.replace(",", "")),
        ("TI", facts.title),
        ("T3", facts.series),
        ("M3", facts.kind),
        ("ET", facts.edition),
        ("M1", facts.number),
        ("PB", facts.publisher),
        ("PY", facts.published[:4]),
        ("DA", facts.published.replace("-", "/")),
        ("SP", facts.first_page),
        ("EP", facts.last_page if facts.last_page != facts.first_page else ""),
        ("LA", facts.language),
        ("UR", facts.address),
        ("Y2", facts.retrieved.replace("-", "/")),
        ("N1", facts.note),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def csl_item(facts: Facts) -> dict[str, Any]:
    """Return the CSL-JSON item of a passage.

    The type is always `report`: styles that take `bill` for American legislation would drop the author.
    """
    author = [{"literal": facts.publisher}] if facts.publisher else []
    item = {
        "id": facts.key,
        "type": "report",
        "title": facts.title,
        "author": author,
        "publisher": facts.publisher,
        "genre": _capital(facts.kind),
        "collection-title": facts.series,
        "edition": facts.edition,
        "number": facts.number,
        "issued": date_parts(facts.published),
        "page": "-".join(_pages(facts)),
        "language": facts.language,
        "URL": facts.address,
        "accessed": date_parts(facts.retrieved),
        "note": facts.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_json(facts: Facts) -> str:
    """Return a CSL-JSON array with the one item."""
    return json.dumps([csl_item(facts)], ensure_ascii=False, indent=2) + "\n"


def date_parts(date: str) -> dict[str, list[list[int]]]:
    """Return a whole or partial ISO date as CSL has it; nothing for an empty one."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def _pages(facts: Facts) -> list[str]:
    """Return the first and the last page, or the one page, or nothing."""
    return [page for page in dict.fromkeys((facts.first_page, facts.last_page)) if page]


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _braced(text: str) -> str:
    return f"{{{_latex(text)}}}" if text else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
