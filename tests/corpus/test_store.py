"""The store gives back what was put in, whole documents or nothing, in SQLite and in PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from corpus.errors import StoreError
from corpus.model import Document, FoundIn, Mention, MentionKind, NoteMark, Origin
from corpus.store import Annex, Store
from corpus.store import tables as store_tables
from corpus.store.connection import HEAD

Maker = Callable[..., Document]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket in a temporary folder."""
    pytest.importorskip("psycopg", reason="PostgreSQL driver not installed: pip install 'duiding[postgresql]'")
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries or shutil.which("runuser") is None:
        pytest.skip("no PostgreSQL server here (Debian: apt install postgresql)")
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to the user the server runs as
        yield from _serve(binaries[-1], Path(folder))


def _serve(binaries: Path, folder: Path) -> Iterator[str]:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True)

    run(str(binaries / "initdb"), "-D", str(data), "-U", "duiding", "-A", "trust", "-E", "UTF8")
    control = str(binaries / "pg_ctl")
    run(control, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -c listen_addresses=", "start")
    yield f"postgresql+psycopg://duiding@/postgres?host={folder}"
    run(control, "-D", str(data), "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    else:
        address = _fresh_database(request.getfixturevalue("postgresql"))
    opened = Store.open(address)
    yield opened
    opened.close()


def _fresh_database(server: str) -> str:
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _mention(document: Document, number: int, surface: str) -> Mention:
    passage = document.passages[number]
    start = passage.text.index(surface)
    return Mention(passage.id, start, start + len(surface), surface, MentionKind.PHENOMENON, "extremisme", "test@1")


def test_a_document_comes_back_as_it_was_put(store: Store, make_document: Maker) -> None:
    texts = ["Over extremisme.", "Meer hierover.", "Slot."]
    document = make_document("nota", texts, pages=2, publisher="Bureau", country="NL", published="2023-05")
    mention = _mention(document, 0, "extremisme")
    store.put(document, [mention], source="file:///nota.txt")
    record = store.document("nota")
    assert record is not None
    assert (record.metadata, record.file, record.page_count) == (document.metadata, document.file, 2)
    assert tuple(one.passage for one in store.passages("nota")) == document.passages
    assert tuple(store.pages("nota")) == document.pages
    assert tuple(store.sections("nota")) == document.sections
    assert store.mentions(one.id for one in document.passages) == {document.passages[0].id: [mention]}
    assert store.mention_counts("nota") == [(MentionKind.PHENOMENON, "extremisme", 1)]
    assert store.passages("nota")[2].page_label == "4"
    assert store.find_by_source("file:///nota.txt") == record
    assert store.find_by_hash(document.file.sha256) == record


def test_where_the_metadata_come_from_is_kept_with_this_version_only(store: Store, make_document: Maker) -> None:
    told = (
        Origin("title", "Nota", FoundIn.FRONT, "NOTA", 2),
        Origin("published", "2023", FoundIn.ADDRESS, "https://voorbeeld.invalid/2023/nota"),
    )
    store.put(replace(make_document("nota", ["Tekst."]), origins=told))
    assert tuple(store.origins("nota")) == told
    store.put(replace(make_document("nota", ["Tekst."]), origins=told[:1]))
    assert tuple(store.origins("nota")) == told[:1]
    store.remove("nota")
    assert store.origins("nota") == []


def test_a_document_has_one_letter_and_its_family_goes_when_it_is_taken_out(store: Store, make_document: Maker) -> None:
    for name in ("brief", "tweede-brief", "bijlage", "ander"):
        store.put(make_document(name, [f"Tekst van {name}."], kind="kamerbrief" if "brief" in name else "onbekend"))
    store.put_annexes("brief", [Annex("bijlage", "brief", "Hierbij."), Annex("ander", "brief", "Hierbij.")])
    assert [one.document_id for one in store.annexes("brief")] == ["ander", "bijlage"]
    store.put_annexes("bijlage", [Annex("bijlage", "tweede-brief", "Bijlage bij.")])
    assert store.annexes("bijlage") == [Annex("bijlage", "tweede-brief", "Bijlage bij.")]
    assert [one.id for one in store.documents_of_kind("kamerbrief")] == ["brief", "tweede-brief"]
    assert store.fronts_with("van and") == {"ander": "Tekst van ander."}
    assert store.fronts_with("%") == {}
    store.remove("brief")
    assert store.annexes("ander") == []


def test_note_marks_come_back_from_both_ends_and_go_with_their_document(store: Store, make_document: Maker) -> None:
    made = make_document("doc", ["Dit staat vast.", "1 Bron in het archief."])
    first, note = made.passages
    document = replace(made, note_marks=(NoteMark(first.id, 14, "1", note.id), NoteMark(first.id, 15, "2", note.id)))
    store.put(document)
    assert store.notes([first.id, note.id]) == {first.id: list(document.note_marks)}
    assert store.callers([note.id]) == {note.id: list(document.note_marks)}
    store.put(made)
    assert store.notes([first.id]) == {}
    store.put(document)
    store.remove(document.id)
    assert store.callers([note.id]) == {}


def test_neighbours_stand_around_a_passage(store: Store, make_document: Maker) -> None:
    store.put(make_document("nota", ["Een.", "Twee.", "Drie.", "Vier."]))
    second = store.passages("nota")[1]
    before, after = store.neighbours(second, before=2, after=1)
    assert [one.passage.text for one in before] == ["Een."]
    assert [one.passage.text for one in after] == ["Drie."]


def test_a_new_version_keeps_the_ids_of_what_stayed_and_the_words_of_what_went(
    store: Store, make_document: Maker
) -> None:
    first = make_document("nota", ["Dit blijft.", "Dit gaat weg."], sha256="a" * 64)
    second = make_document("nota", ["Dit blijft.", "Dit is nieuw."], sha256="b" * 64)
    store.put(first)
    store.put(second)
    assert store.passage(first.passages[0].id) is not None
    gone = store.retired(first.passages[1].id)
    assert gone is not None
    assert (gone.text, gone.page_label, gone.sha256) == ("Dit gaat weg.", "3", "a" * 64)
    assert [version.sha256 for version in store.versions("nota")] == ["a" * 64, "b" * 64]
    store.put(first)
    assert store.retired(first.passages[1].id) is None


def test_a_document_that_cannot_be_written_whole_is_not_written_at_all(store: Store, make_document: Maker) -> None:
    store.put(make_document("nota", ["De eerste versie."]))
    number = store.watermark()
    stranger = make_document("ander", ["Elders over extremisme."])
    with pytest.raises(IntegrityError):
        store.put(make_document("nota", ["De tweede versie."]), [_mention(stranger, 0, "extremisme")])
    assert [one.passage.text for one in store.passages("nota")] == ["De eerste versie."]
    assert store.watermark() == number


def test_changes_can_be_followed(store: Store, make_document: Maker) -> None:
    start = store.watermark()
    document = make_document("nota", ["Over extremisme."])
    store.put(document)
    store.put_mentions("nota", [_mention(document, 0, "extremisme")])
    store.remove("nota")
    changes = store.changes_since(start)
    assert [change.document_id for change in changes] == ["nota"] * 3
    assert changes[-1].number == store.watermark()
    assert store.document("nota") is None
    assert store.retired(document.passages[0].id) is not None


def test_tagging_again_leaves_no_mention_of_the_earlier_run(store: Store, make_document: Maker) -> None:
    document = make_document("nota", ["Over extremisme en nog eens extremisme."])
    store.put(document, [_mention(document, 0, "extremisme")])
    store.put_mentions("nota", [])
    assert store.mentions_of_document("nota") == {}


def test_coverage_and_totals_count_what_is_there(store: Store, make_document: Maker) -> None:
    store.put(make_document("a", ["Een."], publisher="Bureau", country="NL", kind="dreigingsbeeld", published="2021"))
    store.put(make_document("b", ["Een.", "Twee."], publisher="Bureau", country="NL", kind="dreigingsbeeld"))
    totals = store.totals()
    assert (totals.documents, totals.pages, totals.passages) == (2, 2, 3)
    (row,) = store.coverage()
    assert (row.publisher, row.documents, row.passages, row.first_year, row.last_year) == ("Bureau", 2, 3, 2021, 2021)


def test_a_failure_is_remembered_until_the_file_is_read(store: Store, make_document: Maker) -> None:
    store.put_failure("file:///x.pdf", "", "encrypted", "Het bestand is versleuteld.")
    store.put_failure("file:///x.pdf", "", "corrupt", "Het bestand is beschadigd.")
    assert [failure.reason for failure in store.failures()] == ["corrupt"]
    store.put(make_document("x", ["Tekst."]), source="file:///x.pdf")
    assert store.failures() == []


def test_many_ids_are_looked_up_at_once(store: Store, make_document: Maker) -> None:
    document = make_document("lang", [f"Passage nummer {number}." for number in range(1200)])
    store.put(document)
    assert len(store.passage_records(one.id for one in document.passages)) == 1200


def test_sqlite_is_opened_for_safety(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    with store._engine.connect() as connection:  # the settings of the connection itself
        values = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    store.close()
    assert values == ["wal", 1, 2]  # 2 = FULL


def test_the_migrations_make_the_tables_that_the_code_describes(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    address = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    Store.open(address).close()
    engine = create_engine(address)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), store_tables.metadata)
        assert differences == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert "passages" in inspect(connection).get_table_names()
    engine.dispose()


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    Store.open(address).close()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(address)


@pytest.mark.parametrize("address", ["geen adres", "oracledb9://x", "sqlite:////nergens/map/store.sqlite3"])
def test_an_address_that_leads_nowhere_is_named(address: str) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(address)
