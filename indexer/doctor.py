"""What of the whole corpus needs a person, with what to do about it; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.errors import ReadingError
from indexer.duplicates import KEPT
from indexer.parsing.markings import Level
from indexer.report import DOUBTS, FACTS
from indexer.settling import EARLIER, SAME_BYTES
from indexer.workspace import Workspace

ALIKE = KEPT * 3 // 4  # kept shingle hashes in common: about the share at which two texts are one

_REMEDIES = {
    "encrypted": "Ask the publisher for a version without a password.",
    "corrupt": "Fetch the file again from where it was published.",
    "unsupported": "Convert it to PDF, DOCX, HTML or plain text, or take it out.",
    "empty": "Fetch the file again, or take it out.",
    "needs-ocr": "Install text recognition (`make ocr`) and ingest it again.",
    "timeout": "Raise setting `parse_seconds` if you trust the file; else take it out.",
    "memory": "Raise setting `parse_memory` if you trust the file; else take it out.",
    "too-large": "Split the file.",
    "crash": "Look at the file; fetch it again or convert it.",
    "unreadable": "Check that it is a regular file which you may read.",
    "marked": "See `duiding quarantine list`.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    kind: str  # failure, quarantine, a key of indexer.report.DOUBTS, same-text, earlier-version, alike
    where: str  # document id, or source of a file that is in no document
    what: str
    remedy: str
    page: int | None = None
    needs_person: bool = True  # False: good to know


def examine(workspace: Workspace) -> list[Finding]:
    """Return what needs a person, the weightiest first, then what is good to know."""
    found = [
        *_quarantine(workspace),
        *_failures(workspace),
        *_doubts(workspace),
        *_sources(workspace),
        *_alike(workspace),
    ]
    return sorted(found, key=lambda one: not one.needs_person)


def _quarantine(workspace: Workspace) -> Iterator[Finding]:
    for one in workspace.store.quarantine():
        where, what = unquote(one.source), f"bears the marking {one.marking}"
        if one.released_by:
            said = f"{what}; let in by {one.released_by}: {one.released_reason}"
            yield Finding("quarantine", where, said, "", one.page, needs_person=False)
        elif one.level == Level.CLASSIFIED:
            remedy = "Take the file away and tell your security officer; nobody can let it in."
            yield Finding("quarantine", where, what, remedy, one.page)
        else:
            remedy = f"Decide: `duiding quarantine release {one.sha256[:12]} --by NAME --reason TEXT`, or take it out."
            yield Finding("quarantine", where, what, remedy, one.page)


def _failures(workspace: Workspace) -> Iterator[Finding]:
    for one in workspace.store.failures():
        said = f"{ReadingError.REASONS.get(one.reason, one.reason)} — {one.message}"
        yield Finding("failure", unquote(one.source), said, _REMEDIES.get(one.reason, ""), one.page)


def _doubts(workspace: Workspace) -> Iterator[Finding]:
    found = [(name, doubt) for name, doubts in workspace.store.doubts().items() for doubt in doubts]
    kinds = list(DOUBTS)
    for name, doubt in sorted(found, key=lambda one: (kinds.index(one[1].kind), one[0])):
        asks = doubt.kind not in FACTS
        yield Finding(doubt.kind, name, doubt.message, DOUBTS[doubt.kind][1], doubt.page, needs_person=asks)


def _sources(workspace: Workspace) -> Iterator[Finding]:
    for one in workspace.store.other_sources():
        if one.relation == SAME_BYTES:
            continue
        source = unquote(one.source)
        if one.relation == EARLIER:
            yield Finding("earlier-version", one.document_id, f"replaces {source}", "", needs_person=False)
        else:
            said = f"holds the same text as {source} ({one.resemblance:.0%} alike)"
            remedy = "If these are two documents: `duiding ingest --keep-apart FILE`."
            yield Finding("same-text", one.document_id, said, remedy, needs_person=False)


def _alike(workspace: Workspace) -> Iterator[Finding]:
    for first, second, shared in workspace.store.resembling_pairs(ALIKE):
        said = f"looks much like {second} ({shared} of {KEPT} samples alike) but was kept apart"
        remedy = "If they are one document, take one of the files out."
        yield Finding("alike", first, said, remedy, needs_person=False)
