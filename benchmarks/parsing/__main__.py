"""Measure reading: `python -m benchmarks.parsing [typeset|samples|rendered|agreement|real|breaks|speed]...`."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from unittest import mock

from pdfplumber import table as table_finding

from benchmarks.parsing import bookmarks, breaks, figures, measures, places, quoted, truths
from benchmarks.parsing.office import exported
from benchmarks.parsing.printed import printed
from benchmarks.parsing.texts import manuscript
from benchmarks.parsing.typeset import Setting, Truth, typeset
from benchmarks.report import machine, table
from corpus.model import Document, PassageKind
from indexer.parsing import parse, tables

HEADS = ("file", "reader", "words", "6-word windows", "sentences", "in order", "paragraphs", "WER", "CPU s")
QUOTATIONS = 2_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables that are asked for, or all."""
    parts = {"typeset": _typeset, "samples": _samples, "rendered": _rendered, "agreement": _agreement,
             "real": _real, "breaks": _breaks, "speed": _speed}  # fmt: skip
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parsing", description=__doc__)
    parser.add_argument("part", nargs="*", metavar="PART", help="of " + ", ".join(parts) + "; all where none is named")
    chosen = parser.parse_args(arguments).part or list(parts)
    print(machine() + "\n")
    for name in chosen:
        print("\n".join(parts[name]()), flush=True)


def _row(name: str, reader: str, found: figures.TextFigures) -> list[str]:
    shares = [f"{value:.4f}" for value in (found.recall, found.windows, found.whole, found.ordered, found.paragraphs)]
    rate = "" if found.rate is None else f"{found.rate:.3f}"
    return [name, reader, *shares, rate, f"{found.seconds:.2f}"]


def _beside(name: str, data: bytes, paragraphs: Sequence[str], mine: figures.TextFigures) -> list[list[str]]:
    rows = [_row(name, "ours", mine)]
    rows += [_row("", reader, found) for reader, found in figures.theirs(data, paragraphs).items()]
    return rows


def _structure(document: Document, truth: Truth | truths.Known) -> list[str]:
    """Return F1 of headings, F1 of notes and right cells of all, empty where there are none."""
    headings = f"{figures.headings(document, truth.headings).f1:.3f}" if truth.headings else ""
    notes = f"{figures.notes(document, truth.notes).f1:.3f}" if truth.notes else ""
    right, total = figures.cells(document, truth.tables)
    return [headings, notes, f"{right}/{total}" if total else ""]


def _typeset() -> Iterator[str]:
    """Documents set here, with known truth."""
    settings = {
        "one column": Setting(columns=1),
        "two columns": Setting(),
        "two columns, no space glyphs": Setting(spaces=False),
        "two columns, shuffled stream": Setting(shuffled=True),
        "two columns, both": Setting(spaces=False, shuffled=True),
        "three columns": Setting(columns=3, size=8.5),
        "two columns, /Rotate": Setting(lying="sheet"),
        "two columns, turned by matrix": Setting(lying="shown"),
    }
    made = [(name, typeset(manuscript(tables=one.columns < 3), one)) for name, one in settings.items()]
    for columns in (1, 2):
        page = printed(manuscript(notes=False), columns=columns)
        made += [(f"Chromium, {columns} columns, soft hyphens", page)] if page else []
    for columns in (1, 2):
        page = exported(manuscript(), columns=columns)
        made += [(f"LibreOffice, {columns} column{'s'[: columns - 1]}", page)] if page else []
    texts, structure = [], []
    for name, (data, truth) in made:
        document, mine = figures.ours(data, "zetsel.pdf", truth.paragraphs)
        texts += _beside(name, data, truth.paragraphs, mine)
        found = ""
        if truth.lines and "matrix" not in name:  # the places in the truth are those of upright pages
            good, count, _ = places.quotations(parse(data, "zetsel.pdf"), truth, count=QUOTATIONS // len(settings))
            found = f"{good}/{count}"
        structure.append([name, *_structure(document, truth), found])
    yield table("Set here", HEADS, texts)
    yield table("Structure and places", ("file", "headings F1", "notes F1", "cells", "quotations placed"), structure)
    yield _invented()


def _invented() -> str:
    """Count tables in pages that have none."""
    data, truth = typeset(manuscript(tables=False), Setting(columns=1))
    other, second = typeset(manuscript(tables=False), Setting())
    found = pages = 0
    for made, known in ((data, truth), (other, second)):
        found += sum(p.kind is PassageKind.TABLE_ROW for p in parse(made, "zetsel.pdf").passages)
        pages += known.pages
    rows = [["set here, one and two columns", str(pages), str(found)]]
    real = truths.agreement()
    if real is not None:
        document = parse(real.data, real.name)
        count = sum(passage.kind is PassageKind.TABLE_ROW for passage in document.passages)
        rows.append(["agreement, two columns", str(len(document.pages)), str(count)])
    return table("Tables invented", ("pages without tables", "pages", "table rows found"), rows)


def _samples() -> Iterator[str]:
    """The sample documents and their sources."""
    texts, structure = [], []
    for known in truths.samples():
        document, mine = figures.ours(known.data, known.name, known.paragraphs)
        is_pdf = known.name.endswith(".pdf")
        texts += _beside(known.name, known.data, known.paragraphs, mine) if is_pdf else [_row(known.name, "ours", mine)]
        structure.append([known.name, *_structure(document, known), _metadata(document, known)])
    yield table("Samples", HEADS, texts)
    yield table(
        "Samples: structure", ("file", "headings F1", "notes F1", "cells", "metadata without a manifest"), structure
    )


def _metadata(document: Document, known: truths.Known) -> str:
    """Return how many fields that the source states were found in the file alone."""
    if known.metadata is None:
        return ""
    left_out = ("address", "retrieved", "licence", "sample", "marking", "series", "kind")  # not printed in a document
    names = [field.name for field in fields(known.metadata) if field.name not in left_out]
    wanted = {name: getattr(known.metadata, name) for name in names if getattr(known.metadata, name)}
    right = [name for name, value in wanted.items() if _same(getattr(document.metadata, name), value)]
    wrong = sorted(set(wanted) - set(right))
    return f"{len(right)}/{len(wanted)}" + (f" (not {', '.join(wrong)})" if wrong else "")


def _same(found: str, true: str) -> bool:
    return measures.words(found) == measures.words(true) or (bool(found) and true.startswith(found))


def _rendered() -> Iterator[str]:
    """The rendered files beside the repository."""
    texts, structure = [], []
    for known in truths.rendered():
        document, mine = figures.ours(known.data, known.name, known.paragraphs)
        texts += _beside(known.name, known.data, known.paragraphs, mine)
        structure.append([known.name, *_structure(document, known)])
    if texts:
        yield table("Rendered", HEADS, texts)
        yield table("Rendered: structure", ("file", "headings F1", "notes F1", "cells"), structure)


def _agreement() -> Iterator[str]:
    """The 214-page agreement: sentences by the order of the file, and the sections that others extracted."""
    known = truths.agreement()
    if known is None:
        return
    document, mine = figures.ours(known.data, known.name, known.paragraphs)
    yield table(
        f"Agreement: {len(known.paragraphs)} sentences", HEADS, _beside("agreement", known.data, known.paragraphs, mine)
    )
    sentences = [sentence for text in truths.sections() for sentence in measures.sentences(text)]
    inside, _ = measures.whole(sentences, [passage.text for passage in document.passages])
    flowing, _ = measures.whole(sentences, ["\n".join(page.text for page in document.pages)])
    rows = [[str(len(sentences)), f"{inside:.3f}", f"{flowing:.3f}"]]
    yield table("Agreement: sections by others", ("sentences", "whole in one passage", "whole in the page text"), rows)


def _real() -> Iterator[str]:
    """Headings and quotations of real PDFs."""
    paths = truths.real_pdfs()
    if not paths:
        return
    rows = [
        [
            one.name[:60],
            str(one.bookmarks),
            f"{one.score.precision:.3f}",
            f"{one.score.recall:.3f}",
            f"{one.score.f1:.3f}",
        ]
        for one in map(bookmarks.compare, bookmarks.chosen())
    ]
    heads = ("file, read without its bookmarks", "bookmarks", "precision", "recall", "F1")
    yield table("Headings of real PDFs", heads, rows)
    good, count, missed = quoted.sampled(paths, QUOTATIONS)
    slides = sum("resentatie" in one for one in missed)
    yield table(
        "Quotations of real PDFs",
        ("quotations", "on their page and in their boxes", "share", "missed", "of these on slides"),
        [[str(count), str(good), f"{good / count:.4f}", str(len(missed)), str(slides)]],
    )  # fmt: skip


def _breaks() -> Iterator[str]:
    """Simulated breaks of words."""
    found = breaks.breaks(breaks.texts())
    rows = [
        ["soft", str(found.soft), f"{found.soft_right / found.soft:.4f}"],
        ["hard", str(found.hard), f"{found.hard_right / found.hard:.4f}"],
    ]
    yield table("Line-end breaks", ("hyphen", "breaks", "right"), rows)


def _speed() -> Iterator[str]:
    """Pages for each processor second on real PDFs, the share that needs pdfplumber, memory."""
    paths = truths.real_pdfs()
    if not paths:
        return
    parse(paths[0].read_bytes(), paths[0].name)  # imports and vocabulary are loaded once for each worker
    with mock.patch.object(tables, "edges_to_intersections", wraps=table_finding.edges_to_intersections) as finder:
        start, pages, slowest = time.process_time(), 0, (0.0, "")
        for path in paths:
            began = time.process_time()
            pages += len(parse(path.read_bytes(), path.name).pages)
            slowest = max(slowest, (time.process_time() - began, path.name))
        seconds = time.process_time() - start
    called = finder.call_count
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row = [str(len(paths)), str(pages), f"{pages / seconds:.0f}", f"{called / pages:.3f}", str(memory),
           f"{slowest[0]:.1f} s, {slowest[1]}"]  # fmt: skip
    heads = ("files", "pages", "pages per CPU s", "share of pages with pdfplumber", "memory MB", "slowest")
    yield table("Speed on real PDFs", heads, [row])


if __name__ == "__main__":
    main()
