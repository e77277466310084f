"""Bringing the index to the state of the store: by the changes since it was made, or anew beside the live one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from corpus.store import Store
from indexer.engines import SearchEngine, open_engine
from indexer.generations import Generation, Generations
from indexer.indexing import FINGERPRINT, indexed_document, whole_document

#: Documents in one commit: large enough that commits cost little, small enough that memory stays flat.
BATCH = 200

Progress = Callable[[int, int], None]  # documents done, documents in all


def _silent(_done: int, _total: int) -> None:
    return


def sync_index(store: Store, generations: Generations, engine: str, progress: Progress = _silent) -> None:
    """Apply to the live index what changed in the store since; without a fitting index, build one.

    Args:
        store: the truth.
        generations: where the index lives.
        engine: name of the engine for an index that is built because there was none.
        progress: told how far it is.

    Raises:
        BusyError: another process is writing the index.
    """
    live = generations.current()
    if live is None or live.fingerprint != FINGERPRINT:
        rebuild(store, generations, live.engine if live else engine, progress)
        return
    with generations.lock():
        live = generations.current() or live  # another process may have written before we held the lock
        _follow(store, generations, live, progress)


def _follow(store: Store, generations: Generations, live: Generation, progress: Progress) -> None:
    watermark = store.watermark()
    changed = list(dict.fromkeys(change.document_id for change in store.changes_since(live.watermark)))
    if not changed:
        return
    with (
        contextlib.closing(open_engine(live.engine, generations.engine_folder(live))) as index,
        contextlib.closing(open_engine(live.engine, generations.documents_folder(live))) as whole,
    ):
        _put(store, index, whole, changed, progress)
        index.refresh()
        # Only now: a run that is killed before this line does the same changes again, which harms nothing.
        generations.set_watermark(watermark, index.stats().passages)


def rebuild(store: Store, generations: Generations, engine: str, progress: Progress = _silent) -> None:
    """Build a new generation from the store beside the live one, and switch to it when it is whole.

    Raises:
        BusyError: another process is writing the index.
    """
    watermark = store.watermark()
    documents = store.documents(order="id")
    with generations.build(engine, FINGERPRINT) as building:
        _put(store, building.engine, building.documents, [record.id for record in documents], progress)
        building.switch(watermark, sum(record.passage_count for record in documents))
    generations.clean()


def _put(store: Store, index: SearchEngine, whole: SearchEngine, documents: Sequence[str], progress: Progress) -> None:
    for first in range(0, len(documents), BATCH):
        with index.writer() as writer, whole.writer() as whole_writer:
            for document_id in documents[first : first + BATCH]:
                passages = indexed_document(store, document_id)
                if passages:
                    writer.put(document_id, passages)
                    whole_writer.put(document_id, [whole_document(passages)])
                else:
                    writer.delete(document_id)
                    whole_writer.delete(document_id)
            whole_writer.commit()
            writer.commit()
        progress(min(first + BATCH, len(documents)), len(documents))
