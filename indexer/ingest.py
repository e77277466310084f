"""From files to store and index: each file read apart, one transaction a document, a bad file never stops the run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import ReadingError
from corpus.identity import file_hash
from corpus.model import Document
from corpus.store import DocumentRecord
from indexer.parsing import READER_VERSION, with_id
from indexer.sandbox import Job, ParserPool
from indexer.sources import SourceFile
from indexer.workspace import Workspace
from nlp.pipeline import load_model
from nlp.tagger import Tagger


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same bytes are in the corpus under another source
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `reason` and `message` say why it failed."""

    source: str
    status: Status
    document: str = ""
    pages: int = 0
    passages: int = 0
    reason: str = ""
    message: str = ""


def ingest(workspace: Workspace, sources: Sequence[SourceFile]) -> Iterator[Outcome]:
    """Read *sources* into the store, yielding what became of each as it is done; `sync_index` brings the index along.

    A file whose bytes, given metadata and reader are as before is not read again, so a run that was broken off goes
    on where it stopped.
    """
    settings = workspace.settings
    hashes: dict[str, str] = {}
    changed: dict[Path, SourceFile] = {}
    for one in sources:
        outcome, sha256 = _look(workspace, one, set(hashes.values()))
        if outcome is not None:
            yield outcome
            continue
        hashes[one.source] = sha256
        changed[one.path] = one
    if not changed:
        return
    tagger = Tagger(workspace.vocabulary, load_model(settings.model))
    workers = settings.workers or os.cpu_count() or 1
    with ParserPool(min(workers, len(changed)), settings.parse_seconds, settings.parse_memory) as pool:
        for job, result in pool.run(_jobs(changed.values(), settings.passage_max_chars)):
            source = changed[Path(str(job.source))]
            if isinstance(result, ReadingError):
                yield _failed(workspace, source, hashes[source.source], result)
            else:
                yield _keep(workspace, tagger, source, result)


def _jobs(sources: Iterable[SourceFile], max_chars: int) -> Iterator[Job]:
    return (Job(one.path, one.path.name, one.given, max_chars) for one in sources)


def _look(workspace: Workspace, source: SourceFile, coming: set[str]) -> tuple[Outcome | None, str]:
    """Return what is already known of a file (None: it must be read) and its hash."""
    try:
        sha256 = file_hash(source.path.read_bytes())
    except OSError as error:
        reason = error.strerror or "onbekende fout"
        failure = ReadingError("unreadable", f"Het bestand kan niet worden geopend: {reason}.")
        return _failed(workspace, source, "", failure), ""
    known = workspace.store.find_by_source(source.source)
    if (
        known is not None
        and known.file.sha256 == sha256
        and known.reader.endswith(f" {READER_VERSION}")
        and _as_given(known, source)
    ):
        return _outcome(source, Status.UNCHANGED, known), sha256
    twin = workspace.store.find_by_hash(sha256)
    if twin is not None and workspace.store.source(twin.id) != source.source:
        return _outcome(source, Status.DUPLICATE, twin), sha256
    if sha256 in coming:
        return Outcome(source.source, Status.DUPLICATE), sha256
    return None, sha256


def _as_given(known: DocumentRecord, source: SourceFile) -> bool:
    stored = {**asdict(known.metadata), "id": known.id}
    return all(stored[name] == value for name, value in source.given.items())


def _outcome(source: SourceFile, status: Status, record: DocumentRecord) -> Outcome:
    return Outcome(source.source, status, record.id, record.page_count, record.passage_count)


def _failed(workspace: Workspace, source: SourceFile, sha256: str, error: ReadingError) -> Outcome:
    workspace.store.put_failure(source.source, sha256, error.reason, str(error))
    return Outcome(source.source, Status.FAILED, reason=error.reason, message=str(error))


def _keep(workspace: Workspace, tagger: Tagger, source: SourceFile, document: Document) -> Outcome:
    document, earlier = _settle_id(workspace, source, document)
    workspace.originals.put(source.path.read_bytes())
    mentions = tagger.tag(document.passages, country=document.metadata.country)
    workspace.store.put(document, mentions, source=source.source)
    status = Status.UPDATED if earlier else Status.ADDED
    return Outcome(source.source, status, document.id, len(document.pages), len(document.passages))


def _settle_id(workspace: Workspace, source: SourceFile, document: Document) -> tuple[Document, bool]:
    """Give *document* the id under which it is kept, and say whether it takes the place of an earlier version.

    What was ingested from the same source, or is the same edition of the same series, is the same document; another
    one that happens to have the same id gets the first digits of its hash behind it.
    """
    store, metadata = workspace.store, document.metadata
    before = store.find_by_source(source.source)
    if before is not None and before.id != document.id and not source.given.get("id"):
        document = with_id(document, before.id)
    holder = store.document(document.id)
    if holder is None:
        return document, False
    same_edition = bool(metadata.series and metadata.edition) and (metadata.series, metadata.edition) == (
        holder.metadata.series,
        holder.metadata.edition,
    )
    if store.source(holder.id) == source.source or same_edition or source.given.get("id"):
        return document, True
    return with_id(document, f"{document.id}-{document.file.sha256[:8]}"), False
