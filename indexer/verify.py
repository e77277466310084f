"""Does what we hold agree with itself? Store, index and originals compared; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import IndexUnusableError
from indexer.engines import Request, open_engine
from indexer.engines.query import All
from indexer.indexing import FINGERPRINT
from indexer.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not agree: what it is about, what is wrong, what to do."""

    where: str
    what: str
    remedy: str


def verify(workspace: Workspace) -> list[Problem]:
    """Return every disagreement between store, index and originals; none is good news."""
    return [*_originals(workspace), *_index(workspace)]


def _originals(workspace: Workspace) -> list[Problem]:
    again = "Ingest the file again from where it was published."
    found = [
        Problem(f"original {name}", "its content is not what its name says", again)
        for name in workspace.originals.damaged()
    ]
    found += [
        Problem(f"document {record.id}", f"its original {record.file.sha256} is missing", again)
        for record in workspace.store.documents(order="id")
        if not workspace.originals.path(record.file.sha256).is_file()
    ]
    return found


def _index(workspace: Workspace) -> list[Problem]:
    remedy = "Run `duiding rebuild`."
    documents = workspace.store.documents(order="id")
    try:
        live = workspace.generations.current()
    except IndexUnusableError as error:
        return [Problem("index", str(error), remedy)]
    if live is None:
        return [Problem("index", "there is none", remedy)] if documents else []
    found = []
    if live.fingerprint != FINGERPRINT:
        found.append(Problem("index", "it was made by another version of the analysis", remedy))
    if live.watermark != workspace.store.watermark():
        found.append(Problem("index", "it is behind the store", remedy))
    try:
        engine = open_engine(live.engine, workspace.generations.engine_folder(live))
    except IndexUnusableError as error:
        return [*found, Problem("index", str(error), remedy)]
    try:
        held = engine.search(Request(All(), facets=("document",), limit=0)).facets["document"]
    finally:
        engine.close()
    expected = {record.id: record.passage_count for record in documents if record.passage_count}
    found += [
        Problem(
            f"document {name}", f"the index holds {held.get(name, 0)} of its {expected.get(name, 0)} passages", remedy
        )
        for name in sorted(expected.keys() | held.keys())
        if held.get(name, 0) != expected.get(name, 0)
    ]
    return found
