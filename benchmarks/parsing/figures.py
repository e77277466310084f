"""One document read and compared with its truth, by our reader and by the others."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.parsing import measures, rivals
from corpus.model import Document, PassageKind
from indexer.parsing import parse

BODY = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUESTION, PassageKind.ANSWER, PassageKind.ACTION)
WER_WORDS = 15_000  # longer texts take too long to align


@dataclass(frozen=True, slots=True)
class TextFigures:
    """Shares from 0 to 1; `rate` may be more."""

    recall: float
    windows: float
    whole: float  # sentences
    ordered: float
    paragraphs: float
    rate: float | None  # word error rate against the body
    seconds: float  # of processor time


def text_figures(paragraphs: Sequence[str], texts: Sequence[str], body: Iterable[str], seconds: float) -> TextFigures:
    """Compare the true *paragraphs* with *texts*: what was read, in order; *body* is what is meant as running text."""
    true_words = measures.words("\n".join(paragraphs))
    body_words = measures.words("\n".join(body))
    found = measures.words("\n".join(texts))
    sentences = [sentence for paragraph in paragraphs for sentence in measures.sentences(paragraph)]
    whole, ordered = measures.whole(sentences, texts)
    intact, _ = measures.whole(paragraphs, texts)
    rate = measures.error_rate(true_words, body_words) if len(true_words) <= WER_WORDS else None
    return TextFigures(
        measures.recall(true_words, found), measures.windows(paragraphs, found), whole, ordered, intact, rate, seconds
    )


def passages_joined(document: Document) -> list[str]:
    """Return the text of the passages, those joined that were one paragraph cut for its length."""
    texts: list[str] = []
    last = None
    for passage in document.passages:
        spans = passage.spans
        if last is not None and last[0] == spans[0].page and 0 <= spans[0].start - last[1] <= 1:
            texts[-1] += " " + passage.text
        else:
            texts.append(passage.text)
        last = (spans[-1].page, spans[-1].end)
    return texts


def in_order(document: Document) -> list[str]:
    """Return the text of passages and headings in the order of the document."""
    found = [((p.spans[0].page, p.spans[0].start), p.text) for p in document.passages]
    found += [((s.page, s.start), s.title) for s in document.sections]
    return [text for _, text in sorted(found, key=lambda one: one[0])]


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """Return the result of *work* and the processor seconds it took."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def ours(data: bytes, name: str, paragraphs: Sequence[str]) -> tuple[Document, TextFigures]:
    """Read *data* with our reader and compare; a sentence counts as whole only inside one paragraph as read."""
    start = time.process_time()
    document = parse(data, name, max_chars=100_000)
    seconds = time.process_time() - start
    body = [passage.text for passage in document.passages if passage.kind in BODY]
    return document, text_figures(paragraphs, in_order(document), body, seconds)


def theirs(data: bytes, paragraphs: Sequence[str]) -> dict[str, TextFigures]:
    """Read *data* with pdfplumber and pdftotext and compare; lines are joined and hyphens undone for them."""
    found = {}
    for name, reader in (("pdfplumber", rivals.by_pdfplumber), ("pdftotext", rivals.by_pdftotext)):
        start = time.process_time()
        pages = reader(data)
        seconds = time.process_time() - start
        if pages is not None:
            text = rivals.joined_lines(pages)
            found[name] = text_figures(paragraphs, [text], [text], seconds)
    return found


def headings(document: Document, true: Iterable[str]) -> measures.Score:
    """Return how well the headings were found."""
    return measures.match(true, [section.title for section in document.sections])


def notes(document: Document, true: Iterable[str]) -> measures.Score:
    """Return how well the footnotes were found, each whole and as a passage of its own; numbers aside.

    A note that is printed more than once counts once: the truth of one rendered file leaves its repetitions out.
    """
    found = [passage.text for passage in document.passages if passage.kind is PassageKind.FOOTNOTE]
    return measures.match(set(map(_unnumbered, true)), set(map(_unnumbered, found)))


def _unnumbered(note: str) -> str:
    return re.sub(r"^\W*\d{0,3}[.)\]]?\s+", "", note)


def cells(document: Document, tables: Iterable[Sequence[Sequence[str]]]) -> tuple[int, int]:
    """Return how many cells stand in one row with the first cell of their row and under their own heading, of all."""
    rows = [" " + " ".join(measures.words(p.text)) + " " for p in document.passages if p.kind is PassageKind.TABLE_ROW]
    right = total = 0
    for table in tables:
        heads = [" ".join(measures.words(cell)) for cell in table[0]]
        for place, row in enumerate(table):
            said = [" ".join(measures.words(cell)) for cell in row]
            wanted = said if place == 0 else [f"{head} {cell}" for head, cell in zip(heads, said, strict=True)]
            mine = [text for text in rows if f" {wanted[0]} " in text and all(f" {cell} " in text for cell in said[:2])]
            best = max((sum(f" {cell} " in text for cell in wanted) for text in mine), default=0)
            right += best
            total += len(row)
    return right, total
