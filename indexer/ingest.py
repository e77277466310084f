"""From files to store and index: each file read apart, one transaction a document, a bad file never stops the run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from corpus.errors import ReadingError
from corpus.model import Document
from corpus.store import DocumentRecord
from indexer import quarantine
from indexer.families import family_of
from indexer.outcomes import Outcome, Status
from indexer.parsing import READER_VERSION
from indexer.recognition import awaits_recognition, recognition_of
from indexer.report import doubts_of
from indexer.sandbox import Job, ParserPool, open_source
from indexer.settling import EARLIER, SAME_BYTES, other_source, settle
from indexer.sources import SourceFile
from indexer.workspace import Workspace
from nlp.pipeline import load_model
from nlp.tagger import Tagger


def ingest(workspace: Workspace, sources: Sequence[SourceFile], *, keep_apart: bool = False) -> Iterator[Outcome]:
    """Read *sources* into the store, yielding what became of each as it is done; `sync_index` brings the index along.

    A file whose bytes, given metadata and reader are as before is not read again, so a run that was broken off goes
    on where it stopped.

    Args:
        workspace: the data folder.
        sources: the files.
        keep_apart: a person says that these are documents of their own, also where the same text is there already.
    """
    settings = workspace.settings
    recognition = recognition_of(settings)
    hashes: dict[str, str] = {}
    changed: dict[Path, SourceFile] = {}
    copies: dict[str, list[SourceFile]] = {}  # of a file that is to be read in this run, by hash
    for one in sources:
        outcome, sha256 = _look(workspace, one, keep_apart=keep_apart, recognises=recognition is not None)
        if outcome is not None:
            yield outcome
        elif sha256 in hashes.values():
            copies.setdefault(sha256, []).append(one)
        else:
            hashes[one.source] = sha256
            changed[one.path] = one
    if not changed:
        return
    tagger = Tagger(workspace.vocabulary, load_model(settings.model), persons=settings.persons == "on")
    workers = settings.workers or os.cpu_count() or 1
    with ParserPool(min(workers, len(changed)), settings.parse_seconds, settings.parse_memory) as pool:
        jobs = _jobs(workspace, changed.values(), hashes)
        for job, result in recognition.read_all(pool, jobs) if recognition else pool.run(jobs):
            source = changed[Path(str(job.source))]
            sha256 = hashes[source.source]
            kept = _keep(workspace, tagger, source, sha256, result, keep_apart=keep_apart)
            yield kept
            for copy in copies.pop(sha256, ()):
                yield _copy(workspace, copy, sha256, kept)


def _jobs(workspace: Workspace, sources: Iterable[SourceFile], hashes: dict[str, str]) -> Iterator[Job]:
    for one in sources:
        released = quarantine.released_marking(workspace, hashes[one.source])
        yield Job(one.path, one.path.name, one.given, workspace.settings.passage_max_chars, released)


def _look(
    workspace: Workspace, source: SourceFile, *, keep_apart: bool, recognises: bool = False
) -> tuple[Outcome | None, str]:
    """Return what is already known of a file (None: it must be read) and its hash."""
    store = workspace.store
    try:
        sha256 = _hash(source.path)
    except ReadingError as failure:
        return _failed(workspace, source, "", failure), ""
    known = store.find_by_source(source.source)
    if (
        known is not None
        and known.file.sha256 == sha256
        and known.reader.endswith(f" {READER_VERSION}")
        and _as_given(known, source)
        and not (recognises and awaits_recognition(known))
    ):
        return _outcome(source, Status.UNCHANGED, known), sha256
    other = store.other_source(source.source)
    main = store.document(other.document_id) if other is not None and other.sha256 == sha256 else None
    if other is not None and main is not None and (other.relation == SAME_BYTES or not keep_apart):
        status = Status.UNCHANGED if other.relation == EARLIER else Status.DUPLICATE
        return _outcome(source, status, main), sha256
    twin = store.find_by_hash(sha256)
    if twin is not None and store.source(twin.id) != source.source:
        store.put_other_source(other_source(source, twin.id, SAME_BYTES, twin.file))
        return _outcome(source, Status.DUPLICATE, twin), sha256
    return None, sha256


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece.

    Raises:
        ReadingError: it is no regular file, too large, or cannot be read.
    """
    with os.fdopen(open_source(Job(path, path.name)), "rb") as stream:
        try:
            return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise ReadingError("unreadable", f"{path.name} kan niet worden gelezen ({error.strerror}).") from error


def _as_given(known: DocumentRecord, source: SourceFile) -> bool:
    stored = {**asdict(known.metadata), "id": known.id}
    return all(stored[name] == value for name, value in source.given.items())


def _outcome(source: SourceFile, status: Status, record: DocumentRecord, message: str = "") -> Outcome:
    return Outcome(source.source, status, record.id, record.page_count, record.passage_count, message=message)


def _failed(workspace: Workspace, source: SourceFile, sha256: str, error: ReadingError) -> Outcome:
    """Record why a file is not in the corpus: it failed, or it bears a marking."""
    if error.reason == "marked" and sha256:
        quarantine.set_apart(workspace, source.source, source.path.name, sha256, error)
        status = Status.QUARANTINED
    else:
        workspace.store.put_failure(source.source, sha256, error.reason, str(error), error.page)
        status = Status.FAILED
    return Outcome(source.source, status, reason=error.reason, message=str(error), page=error.page)


def _copy(workspace: Workspace, source: SourceFile, sha256: str, first: Outcome) -> Outcome:
    """Record a file with the same bytes as one that was read in this run."""
    record = workspace.store.document(first.document) if first.document else None
    if record is not None:
        workspace.store.put_other_source(other_source(source, record.id, SAME_BYTES, record.file))
        return _outcome(source, Status.DUPLICATE, record)
    if first.status is Status.FAILED:
        workspace.store.put_failure(source.source, sha256, first.reason, first.message, first.page)
    return replace(first, source=source.source)


def _keep(
    workspace: Workspace,
    tagger: Tagger,
    source: SourceFile,
    sha256: str,
    document: Document | ReadingError,
    *,
    keep_apart: bool,
) -> Outcome:
    """Write a document, or record that the corpus holds it already, or why there is none."""
    if isinstance(document, ReadingError):
        return _failed(workspace, source, sha256, document)
    try:
        data = source.path.read_bytes()
    except OSError:
        data = b""
    if {hashlib.sha256(data).hexdigest(), document.file.sha256} != {sha256}:
        changed = f"{source.path.name} veranderde terwijl het werd gelezen; lees het opnieuw in."
        return _failed(workspace, source, sha256, ReadingError("unreadable", changed))
    settled = settle(workspace.store, source, document, keep_apart=keep_apart)
    workspace.originals.put(data)
    if settled.held is not None:
        for other in settled.others:
            workspace.store.put_other_source(other)
        status = Status.UNCHANGED if settled.others and settled.others[0].relation == EARLIER else Status.DUPLICATE
        return _outcome(source, status, settled.held, settled.message)
    document = settled.document
    doubts = doubts_of(document)
    mentions = tagger.tag(document.passages, country=document.metadata.country, published=document.metadata.published)
    workspace.store.put(
        document, mentions, source=source.source, shingles=settled.sketch, doubts=doubts, tagged=tagger.version
    )
    workspace.store.put_annexes(document.id, family_of(workspace.store, document))
    for other in settled.others:
        workspace.store.put_other_source(other)
    if settled.leaves:
        workspace.store.remove(settled.leaves)
    return Outcome(
        source.source,
        Status.UPDATED if settled.replaces else Status.ADDED,
        document.id,
        len(document.pages),
        len(document.passages),
        message=settled.message,
        doubts=doubts,
    )
