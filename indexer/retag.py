"""Tag documents again after a change of vocabulary, rules or model: only those that another version tagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Mention
from corpus.store import DocumentRecord, Store
from indexer.rebuild import Progress, sync_index
from indexer.workspace import Workspace
from nlp.pipeline import load_model
from nlp.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Retagged:
    """What a run did, in documents."""

    version: str  # of the tagger
    total: int  # in the store
    done: int  # tagged again
    changed: int  # of those: with other mentions than before


def _silent(_done: int, _total: int) -> None:
    return


def retag(workspace: Workspace, *, everything: bool = False, progress: Progress = _silent) -> Retagged:
    """Tag again what was not tagged by the present vocabulary, rules and model, and bring the index along.

    Each document is one transaction and notes the version it was tagged by, so a run that is broken off goes on where
    it stopped; the index follows at the end, or with the next command that writes.

    Args:
        workspace: the data folder; its vocabulary and the model of its settings are used.
        everything: also what was tagged by the present version.
        progress: told how many documents are done, of how many.

    Raises:
        UsageError: the settings ask for a model that is not installed.
        BusyError: another process is writing the index; the mentions are in the store all the same.
    """
    store = workspace.store
    tagger = Tagger(
        workspace.vocabulary, load_model(workspace.settings.model), persons=workspace.settings.persons == "on"
    )
    waiting = [one.id for one in store.documents(order="id")] if everything else store.tagged_otherwise(tagger.version)
    changed = 0
    progress(0, len(waiting))
    for done, document_id in enumerate(waiting, 1):
        record = store.document(document_id)
        if record is not None:  # taken out while we were busy
            changed += _retag(store, record, tagger)
        progress(done, len(waiting))
    sync_index(store, workspace.generations, workspace.settings.engine)
    return Retagged(tagger.version, store.totals().documents, len(waiting), changed)


def _retag(store: Store, record: DocumentRecord, tagger: Tagger) -> bool:
    """Tag one document; say whether anything but the version differs, which is when the index must follow."""
    passages = [one.passage for one in store.passages(record.id)]
    metadata = record.metadata
    tagged = tagger.tag(passages, country=metadata.country, published=metadata.published)
    mentions = store.reviews.reviewed(record.id, {one.id: one.text for one in passages}, tagged)
    before = [one for found in store.mentions_of_document(record.id).values() for one in found]
    changed = _bare(before) != _bare(mentions)
    store.put_mentions(record.id, mentions, tagged=tagger.version, changed=changed)
    return changed


def _bare(mentions: Sequence[Mention]) -> list[Mention]:
    return [replace(one, method=one.method.partition("@")[0]) for one in mentions]
