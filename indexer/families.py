"""Letters and their annexes: a minister's letter of half a page and the report that it offers are one family.

They stay two documents, each with its own text, and either leads to the other. A report is the annex of a letter where
the letter offers it by name ("hierbij bied ik u het Dreigingsbeeld 61 aan") around the same date, or where its own
front says that it is the annex of the letter that bears this mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from corpus.catalogue import series as catalogued_series
from corpus.model import Document, Metadata
from corpus.store import Annex, Store
from indexer.duplicates import words_of

LETTER = "kamerbrief"  # key in corpus/catalogue/kinds.yaml
MONTHS_AFTER = 3  # a letter is dated no more than so long after its annex,
MONTHS_BEFORE = 1  # and no more than so long before it
OPENING = 40  # passages of a letter in which it offers something
FEWEST_WORDS = 3  # of a title that names one document
_FRONT = 1_500  # code points of the front of an annex that may name its letter
_OFFERS = re.compile(
    r"\b(?:bijlagen?|bijgevoegde?|bijgaande?|hierbij|aanbieding|aangeboden|aanbieden|aan te bieden|bied|bieden|"
    r"toekomen|toegezonden|treft u)\b",
    re.IGNORECASE,
)
_ANNEX_OF = re.compile(r"\bbijlage\b.{0,40}\bbij\b.{0,80}\bbrief\b", re.IGNORECASE | re.DOTALL)


def family_of(store: Store, document: Document) -> list[Annex]:
    """Return the letter that *document* is an annex of or, of a letter, the documents that are its annexes."""
    metadata = document.metadata
    if metadata.kind == LETTER:
        offers = _offers(metadata.title, (one.text for one in document.passages[:OPENING]))
        fronts = store.fronts_with(metadata.number) if metadata.number else {}
        return [
            Annex(held.id, document.id, words)
            for held in store.documents(order="id")
            if held.metadata.kind != LETTER
            and held.id != document.id
            and (
                words := _marked(fronts.get(held.id, ""), metadata)
                or _offered(offers, metadata, held.metadata, held.file.name)
            )
        ]
    front = document.pages[0].text if document.pages else ""
    for letter in store.documents_of_kind(LETTER):
        words = _marked(front, letter.metadata)
        if not words and _near(letter.metadata, metadata):
            said = (one.passage.text for one in store.passages(letter.id)[:OPENING])
            offers = _offers(letter.metadata.title, said)
            words = _offered(offers, letter.metadata, metadata, document.file.name)
        if words and letter.id != document.id:
            return [Annex(document.id, letter.id, words)]
    return []


def _offers(title: str, passages: Iterable[str]) -> list[tuple[str, str]]:
    """Return what a letter says where it offers something: as printed, and its words between spaces."""
    return [(text, f" {' '.join(words_of([text]))} ") for text in (title, *passages) if _OFFERS.search(text)]


def _offered(offers: list[tuple[str, str]], letter: Metadata, annex: Metadata, file_name: str) -> str:
    """Return the words with which a letter offers a document by one of its names, or an empty string."""
    if not offers or not _near(letter, annex):
        return ""
    names = [f" {name} " for name in _names(annex, file_name)]
    return next((text for text, words in offers if any(name in words for name in names)), "")


def _names(metadata: Metadata, file_name: str) -> Iterator[str]:
    """Yield the words by which a letter can name a document: its title, its series with its edition."""
    title = words_of([metadata.title])
    if len(title) >= FEWEST_WORDS and title != words_of([PurePath(file_name).stem.replace("_", " ")]):
        yield " ".join(title)
    entry = catalogued_series().get(metadata.series)
    if entry is not None and metadata.edition:
        for name in filter(None, (entry.title, entry.abbreviation)):
            yield " ".join(words_of([f"{name} {metadata.edition}"]))
            yield " ".join(words_of([f"{name} {entry.abbreviation} {metadata.edition}"]))


def _marked(front: str, letter: Metadata) -> str:
    """Return the words with which the front of a document says that it is the annex of this letter."""
    found = _ANNEX_OF.search(front[:_FRONT]) if letter.number else None
    return found.group() if found and re.search(rf"\b{re.escape(letter.number)}\b", front[:_FRONT]) else ""


def _near(letter: Metadata, annex: Metadata) -> bool:
    """Say whether a letter may have brought a document by its date; a year alone is compared with the year."""
    if not letter.published or not annex.published:
        return False
    shorter = min(len(letter.published), len(annex.published))
    if shorter < len("2031-05"):
        return letter.published[:4] == annex.published[:4]
    later = _month(letter) - _month(annex)
    return -MONTHS_BEFORE <= later <= MONTHS_AFTER


def _month(metadata: Metadata) -> int:
    return 12 * int(metadata.published[:4]) + int(metadata.published[5:7])
