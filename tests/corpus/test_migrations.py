"""Migrations on a store that holds documents: nothing is lost, and what is new is worked out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, text

from corpus.model import Document
from corpus.store import Store
from corpus.store.connection import _MIGRATIONS


def _migrate(address: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys=ON"))
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def test_documents_of_an_older_store_keep_their_passages_and_get_a_length(
    tmp_path: Path, make_document: Callable[..., Document]
) -> None:
    address = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = Store.open(address)
    store.put(make_document("a", ["Een twee drie.", "Vier vijf."]), tagged="1.x")
    store.close()
    _migrate(address, "0003")
    store = Store.open(address)
    record = store.document("a")
    assert record is not None
    assert (record.word_count, record.tagged) == (5, "")
    assert [one.passage.text for one in store.passages("a")] == ["Een twee drie.", "Vier vijf."]
    assert store.tagged_otherwise("1.x") == ["a"]
    store.close()
