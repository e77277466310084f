"""From a passage to its citation: notes, references and records; knows no file format, database or page.

Every form says who published what, when, in which edition, on which page as printed (and which page of the PDF, where
that differs), who speaks in a parliamentary question, where the passage stays, when the file was retrieved and which
file it was, and that a sample is one. Why the footnote is ours and APA is citeproc's:
docs/decisions/0006-citeproc-and-styles.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.citation.exchange import bibtex, csl_json, ris
from corpus.citation.facts import Facts, dutch_date, facts_of
from corpus.citation.markup import clean, italic, to_html, to_text
from corpus.store.records import PassageRecord

__all__ = ["FORMS", "Citation", "cite", "dutch_date", "footnote", "quotation_with_citation"]

#: The forms, by the name of their field in `Citation`.
FORMS = ("footnote", "belgian", "apa", "chicago", "bibtex", "ris", "csl_json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One passage in every form. The `_html` fields hold only `<i>`, `<b>` and `<sup>`; all else is escaped."""

    footnote: str
    footnote_html: str
    belgian: str
    belgian_html: str
    chicago: str
    chicago_html: str
    apa: str
    apa_html: str
    apa_in_text: str
    apa_in_text_html: str
    bibtex: str
    ris: str
    csl_json: str

    def form(self, name: str) -> str:
        """Return the plain text of the form called *name*.

        Raises:
            KeyError: it is not one of `FORMS`.
        """
        if name not in FORMS:
            raise KeyError(name)
        text: str = getattr(self, name)
        return text


def cite(record: PassageRecord, *, address: str) -> Citation:
    """Return the citation of a passage in every form.

    Args:
        record: the passage with its document.
        address: permalink of the passage, absolute.
    """
    from corpus.citation.csl import apa  # slow to import, and most pages show none of them
    from corpus.citation.csl import note as csl_note

    facts = facts_of(record, address=address)
    note = _footnote(facts)
    entry, in_text = apa(facts)
    entry = f"{entry} [{_apa_note(facts)}]"
    belgian, chicago = (f"{csl_note(style, facts)} [{facts.note}]" for style in ("belgian", "chicago"))
    return Citation(
        footnote=to_text(note),
        footnote_html=to_html(note),
        belgian=to_text(belgian),
        belgian_html=to_html(belgian),
        chicago=to_text(chicago),
        chicago_html=to_html(chicago),
        apa=to_text(entry),
        apa_html=to_html(entry),
        apa_in_text=to_text(in_text),
        apa_in_text_html=to_html(in_text),
        bibtex=bibtex(facts),
        ris=ris(facts),
        csl_json=csl_json(facts),
    )


def footnote(record: PassageRecord, *, address: str) -> str:
    """Return only the footnote, as plain text; cheap, where `cite` loads citeproc."""
    return to_text(_footnote(facts_of(record, address=address)))


def quotation_with_citation(record: PassageRecord, address: str) -> str:
    """Return the passage between quotation marks, then its footnote with the permalink, as plain text on two lines."""
    return f"\u201c{clean(record.passage.text)}\u201d\n{footnote(record, address=address)}"


def _footnote(facts: Facts) -> str:
    """Write the footnote: publisher, title, what it is, date, place in it. Where it was found. Where it stays."""
    parts = [facts.publisher, italic(facts.title), facts.genre, facts.date, facts.locator]
    work = ", ".join(part for part in parts if part).removesuffix(".")  # "z.d." brings its own full stop
    passage = f"Passage: {facts.address} (bestand sha256 {facts.file_hash})."
    sentences = [f"{work}.", facts.origin, passage, facts.warnings]
    return " ".join(part for part in sentences if part)


def _apa_note(facts: Facts) -> str:
    """Say what an APA reference leaves out; it gives only the year, so a day or month is said here."""
    published = f"Gepubliceerd: {facts.date}. " if len(facts.published) > 4 else ""
    return published + facts.note
