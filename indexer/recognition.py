"""Recognition of pages that have no text: pictures from the sandbox, Tesseract, and a second reading with its words.

Drawing and reading happen in the sandbox as always; only the pictures that were drawn there reach Tesseract. It runs
after all other files of an ingest, at low priority, page by page; what it saw is kept, so that a run that was broken
off goes on where it stopped.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import ReadingError
from corpus.model import Document
from corpus.settings import Settings
from corpus.store import DocumentRecord
from indexer.parsing.ocr import Recogniser, find_recogniser
from indexer.parsing.ocr_seen import SeenPage, to_json
from indexer.sandbox import Job, ParserPool

MAX_PAGES = 2_000  # of one document
PDF = "application/pdf"
RECOGNISED = "pdf+ocr"  # reader of a document of which every page without text was looked at


def silent_pages(document: Document) -> list[int]:
    """Return the pages, counted from 1, that recognition could give a text."""
    if document.file.media_type != PDF:
        return []
    return [page.number for page in document.pages if not page.readable and page.width][:MAX_PAGES]


def awaits_recognition(record: DocumentRecord) -> bool:
    """Say whether a document in the store has pages without text that were never, or not wholly, looked at."""
    silent = bool(record.unreadable_pages) and record.file.media_type == PDF
    return silent and not record.reader.startswith(RECOGNISED)


@dataclass(frozen=True, slots=True)
class Recognition:
    """How pages without text are read: with which program, where results are kept, and how long a page may take."""

    recogniser: Recogniser
    cache_folder: Path | None = None  # results by the hash of the picture; made where it is missing
    seconds: float = 90.0

    def read_all(self, pool: ParserPool, jobs: Iterable[Job]) -> Iterator[tuple[Job, Document | ReadingError]]:
        """Yield each job with its document or error, as `ParserPool.run` does; those with silent pages come last."""
        silent: list[tuple[Job, Document]] = []
        for job, result in pool.run(jobs):
            if isinstance(result, Document) and silent_pages(result):
                silent.append((job, result))
            else:
                yield job, result
        for job, document in silent:
            yield job, self.read_again(pool, job, document)

    def read_again(self, pool: ParserPool, job: Job, document: Document) -> Document | ReadingError:
        """Return *document* read again with the text of its silent pages.

        Args:
            pool: reads and draws; must not be in use.
            job: with which the document was read.
            document: as it was read without recognition; returned where the second reading comes to nothing.

        Returns:
            The document, or a `ReadingError` where the recognised text bears a confidentiality marking.
        """
        kept: list[Path] = []
        seen = sorted(self._seen(pool, job, silent_pages(document), kept), key=lambda page: page.number)
        with tempfile.TemporaryDirectory(prefix="duiding-ocr-") as folder:
            path = Path(folder) / "seen.json"
            path.write_bytes(to_json(seen))
            for _, result in pool.run([replace(job, seen=path)]):
                if isinstance(result, Document):
                    return result
                if result.reason == "marked":  # nothing of what it says stays with us
                    for path_kept in kept:
                        path_kept.unlink(missing_ok=True)
                    return result
        return document

    def _seen(self, pool: ParserPool, job: Job, numbers: list[int], kept: list[Path]) -> Iterator[SeenPage]:
        """Yield what was seen on each page, as they are done; at most two pictures a worker are held at a time.

        The files in which results are kept are added to *kept*.
        """
        with ThreadPoolExecutor(pool.workers) as workers:
            under_way: set[Future[SeenPage]] = set()
            for number, picture in pool.pictures(job, numbers):
                if isinstance(picture, ReadingError):
                    yield SeenPage(number, (), failure="de bladzijde kon niet als beeld worden getoond")
                    continue
                if self.cache_folder is not None:
                    kept.append(self.recogniser.kept_at(picture, self.cache_folder))
                see = self.recogniser.see
                under_way.add(workers.submit(see, picture, seconds=self.seconds, cache_folder=self.cache_folder))
                while len(under_way) >= 2 * pool.workers:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            yield from (future.result() for future in under_way)


def recognition_of(settings: Settings) -> Recognition | None:
    """Return how *settings* want pages without text to be read; None: not at all, or Tesseract is not installed."""
    recogniser = find_recogniser() if settings.ocr == "auto" else None
    return Recognition(recogniser, settings.folder / "ocr-cache", settings.ocr_seconds) if recogniser else None
