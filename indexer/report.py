"""What became of a run, and what a person should look at: doubts about a document, the report of an ingest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from corpus.errors import ReadingError
from corpus.model import Document, Page
from corpus.store import Doubt
from indexer.outcomes import Outcome
from indexer.parsing.reading import listed

#: Every kind of doubt: what it is called, and what a person can do about it.
DOUBTS = {
    "no-text": ("no text at all", "Run OCR (`make ocr`), or take the file out."),
    "pages-without-text": ("pages without text", "Look whether they are pictures only; else run OCR (`make ocr`)."),
    "low-confidence": ("text recognition is unsure", "Compare the page with its picture before quoting from it."),
    "glued": ("sentences glued together", "Look for a better file of the same document."),
    "letters": ("letters without a meaning", "Look for a better file of the same document, or run OCR (`make ocr`)."),
    "note": ("something was not read", "Read the note; look for a better file."),
    "no-title": ("no title found", "Give `title` in documents.yaml beside the file."),
    "no-date": ("no date found", "Give `published` in documents.yaml beside the file."),
    "no-publisher": ("no publisher found", "Give `publisher` in documents.yaml beside the file."),
}
#: Doubts about what is known of a document, not about what was read: good to fill in, but no person has to look.
FACTS = frozenset(("no-title", "no-date", "no-publisher"))
_FAILED = "Tekstherkenning is mislukt"
UNSURE = 0.75  # confidence of text recognition below which a page is doubtful
FEWEST_GLUED = 2  # one may be a name
MOST_GLUED = 1 / 5_000  # of all code points: so few spoil no quotation, and every long text has some
MOST_SHOWN = 10  # files of one kind of doubt in the table; the report in JSON and `duiding doctor` have them all
MOST_STRANGE = 0.01  # share of letters that stand for nothing

_GLUED = re.compile(r"(?<![\w@/.:-])[^\W\d_]{2,}[a-zà-ÿ][.?!](?!Net\b)[A-ZÀ-Ý][a-zà-ÿ]+(?![\w@/.])")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
#: How notes begin that explain, or say what another doubt says already.
_TOLD = ("Reeks:", "OCR:", "Onzeker herkend", "De tekst was tweemaal gecodeerd")
_SPACE = re.compile(r"[_\s]+")


def doubts_of(document: Document) -> tuple[Doubt, ...]:
    """Return what a person should look at in a document that was read, the weightiest first."""
    return tuple(
        doubt for look in (_silent, _unsure, _glued, _strange, _notes, _bare) for doubt in look(document) if doubt
    )


def _silent(document: Document) -> Iterable[Doubt]:
    if not document.passages:
        yield Doubt("no-text", f"Geen tekst op {_pages(len(document.pages))}.{_why(document)}", 1)
    elif silent := [page.number for page in document.pages if not page.readable]:
        said = f"Geen leesbare tekst op bladzijde {listed(silent)}.{_why(document)}"
        yield Doubt("pages-without-text", said, silent[0])


def _why(document: Document) -> str:
    """Return what became of text recognition, where that failed."""
    return "".join(f" {note}" for note in document.notes if note.startswith(_FAILED))


def _pages(count: int) -> str:
    return "de enige bladzijde" if count == 1 else f"{count} bladzijden"


def _unsure(document: Document) -> Iterable[Doubt]:
    unsure = [page for page in document.pages if page.confidence is not None and page.confidence < UNSURE]
    if unsure:
        worst = min(page.confidence or 0.0 for page in unsure)
        numbers = listed([page.number for page in unsure])
        yield Doubt(
            "low-confidence", f"Tekstherkenning onzeker (laagste {worst:.0%}) op bladzijde {numbers}.", unsure[0].number
        )


def _glued(document: Document) -> Iterable[Doubt]:
    found = [(page.number, match.group()) for page in document.pages for match in _GLUED.finditer(page.text)]
    length = sum(len(page.text) for page in document.pages)
    if len(found) >= FEWEST_GLUED and len(found) > MOST_GLUED * length:
        page, words = found[0]
        yield Doubt("glued", f"{len(found)} zinnen zitten aan elkaar vast, zoals ‘{words}’.", page)


def _strange(document: Document) -> Iterable[Doubt]:
    def is_strange(page: Page) -> bool:
        return len(_STRANGE.findall(page.text)) > max(5, MOST_STRANGE * len(page.text))

    strange = [page.number for page in document.pages if is_strange(page)]
    if strange:
        yield Doubt(
            "letters", f"Letters zonder betekenis (tekenkaart ontbreekt) op bladzijde {listed(strange)}.", strange[0]
        )


def _notes(document: Document) -> Iterable[Doubt]:
    counted = any(not page.readable for page in document.pages) or not document.passages
    for note in document.notes:
        said = counted and ("tekstherkenning (OCR) is nodig" in note or "geen tekst gevonden" in note)
        said = said or (counted and note.startswith(_FAILED))
        if not said and not note.startswith(_TOLD):
            page = re.search(r"bladzijde (\d+)", note)
            yield Doubt("note", note, int(page.group(1)) if page else None)


def _bare(document: Document) -> Iterable[Doubt]:
    metadata = document.metadata
    stem = document.file.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if not metadata.title or metadata.title == (_SPACE.sub(" ", stem).strip() or document.file.name):
        yield Doubt("no-title", "Geen titel gevonden: de naam van het bestand staat in de plaats.")
    if not metadata.published:
        yield Doubt("no-date", "Geen datum gevonden.")
    if not metadata.publisher:
        yield Doubt("no-publisher", "Geen uitgever gevonden.")


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return one line that says what became of the files."""
    counts = Counter(one.status.value for one in outcomes)
    read = [one for one in outcomes if one.status.value in ("added", "updated")]
    parts = [f"{counts[status]} {status}" for status in _ORDER if counts[status]]
    pages, passages = sum(one.pages for one in read), sum(one.passages for one in read)
    return f"{len(outcomes)} files: {', '.join(parts) or 'none'}; {pages} pages and {passages} passages read."


_ORDER = ("added", "updated", "unchanged", "duplicate", "quarantined", "failed")


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the report of a run as lines to print: what was read, what was passed over, what needs a person."""
    lines = [summary(outcomes)]
    duplicates = [one for one in outcomes if one.status.value == "duplicate"]
    lines += _part(
        "Duplicates (no second document)", [(one.source, f"= {one.document}", one.message) for one in duplicates]
    )
    apart = [one for one in outcomes if one.message and one.status.value in ("added", "updated")]
    lines += _part("Resembles another document", [(one.source, one.document, one.message) for one in apart])
    lines += _doubtful(outcomes)
    marked = [one for one in outcomes if one.status.value == "quarantined"]
    lines += _part(
        "Quarantine (nothing of it was stored)", [(one.source, _at(one.page), one.message) for one in marked]
    )
    failed = [one for one in outcomes if one.status.value == "failed"]
    lines += _part(
        "Failed", [(one.source, _at(one.page), f"{ReadingError.REASONS[one.reason]} — {one.message}") for one in failed]
    )
    return "\n".join(lines + _incomplete(outcomes))


def _doubtful(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what should be looked at, by kind and with what to do; of each kind the first files."""
    lines: list[str] = []
    for kind, (title, remedy) in DOUBTS.items():
        found = [(one.source, _at(d.page), d.message) for one in outcomes for d in one.doubts if d.kind == kind]
        if kind not in FACTS and found:
            lines += _part(f"Doubtful: {title}", found[:MOST_SHOWN], of=len(found))
            lines.append(f"  -> {remedy}")
    return lines


def _incomplete(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what is not known of documents: a line for each fact."""
    lines: list[str] = []
    for kind in (kind for kind in DOUBTS if kind in FACTS):
        names = [_short(one.source) for one in outcomes if any(doubt.kind == kind for doubt in one.doubts)]
        if names:
            title, remedy = DOUBTS[kind]
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            lines.append(f"  {title}: {len(names)} ({', '.join(names[:3])}{more}). {remedy}")
    return ["", "Good to fill in:", *lines] if lines else []


def _at(page: int | None) -> str:
    return f"p. {page}" if page else ""


def _part(title: str, rows: Sequence[tuple[str, str, str]], *, of: int = 0) -> list[str]:
    if not rows:
        return []
    names = [_short(source) for source, _, _ in rows]
    width, second = max(map(len, names)), max(len(row[1]) for row in rows)
    more = [f"  and {of - len(rows)} more"] if of > len(rows) else []
    shown = [f"  {name:<{width}}  {row[1]:<{second}}  {row[2]}".rstrip() for name, row in zip(names, rows, strict=True)]
    return ["", f"{title}: {of or len(rows)}", *shown, *more]


def _short(source: str) -> str:
    """Return the name of a file, as far as it tells files apart: the last two parts of its path."""
    return "/".join(source.split("/")[-2:]) if source else ""


def as_values(outcomes: Sequence[Outcome], moment: str) -> dict[str, Any]:
    """Return the report of a run for a JSON file: totals, and what became of each file."""
    counts = Counter(one.status.value for one in outcomes)
    return {
        "at": moment,
        "totals": {
            **{status: counts[status] for status in _ORDER},
            "doubtful": sum(any(doubt.kind not in FACTS for doubt in one.doubts) for one in outcomes),
            "incomplete": sum(any(doubt.kind in FACTS for doubt in one.doubts) for one in outcomes),
            "pages": sum(one.pages for one in outcomes if one.status.value in ("added", "updated")),
        },
        "files": [asdict(one) for one in outcomes],
    }
