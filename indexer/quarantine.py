"""Files that bear a marking: kept out before anything of them is stored, until a person decides where that may be."""

from __future__ import annotations

import json

from corpus.errors import NotFoundError, ReadingError, UsageError
from corpus.store import Quarantined
from corpus.store.moment import now
from indexer.parsing.markings import Level
from indexer.workspace import Workspace

FILE = "quarantine.json"


def set_apart(workspace: Workspace, source: str, name: str, sha256: str, error: ReadingError) -> None:
    """Record a marked file; what an earlier run stored of the same bytes is taken out with every trace."""
    store = workspace.store
    found = Quarantined(sha256, source, name, error.marking, error.level or Level.CLASSIFIED, error.page, now())
    store.put_quarantined(found)
    held = store.find_by_hash(sha256)
    if held is not None:
        store.expunge(held.id)
        workspace.originals.path(sha256).unlink(missing_ok=True)
    write_list(workspace)


def release(workspace: Workspace, digits: str, *, by: str, reason: str) -> Quarantined:
    """Let a file in, on the word of a person; the next `duiding ingest` of it reads it, and its label is shown.

    Args:
        workspace: the data folder.
        digits: its SHA-256, or the first digits of it (at least 6).
        by: who decides.
        reason: why it may be read here.

    Raises:
        NotFoundError: there is no such file in quarantine.
        UsageError: it is classified, which nobody can overrule; or name or reason are missing.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("Say who decides (--by) and why (--reason).")
    matching = [one for one in workspace.store.quarantine() if len(digits) >= 6 and one.sha256.startswith(digits)]
    if len(matching) != 1:
        raise NotFoundError(f"There is no one file {digits!r} in quarantine. `duiding quarantine list` prints them.")
    found = matching[0]
    if found.level == Level.CLASSIFIED:
        raise UsageError(
            f"{found.file_name} is marked {found.marking}: a classified document is never let in, by nobody. "
            "If it was declassified, take the version on which that is printed."
        )
    workspace.store.release(found.sha256, by=by.strip(), reason=reason.strip())
    write_list(workspace)
    return next(one for one in workspace.store.quarantine() if one.sha256 == found.sha256)


def released_marking(workspace: Workspace, sha256: str) -> str:
    """Return the marking with which a person has let these bytes in, or an empty string."""
    found = workspace.store.quarantined(sha256)
    return found.marking if found is not None and found.released_by else ""


def as_values(found: Quarantined) -> dict[str, object]:
    """Return what is said of a marked file: where it is, never what it says."""
    values: dict[str, object] = {name: getattr(found, name) for name in Quarantined.__dataclass_fields__}
    return values


def write_list(workspace: Workspace) -> None:
    """Write the list of marked files into the data folder, for those who look after it."""
    listed = [as_values(one) for one in workspace.store.quarantine()]
    path = workspace.folder / FILE
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", "utf-8")
    fresh.replace(path)
