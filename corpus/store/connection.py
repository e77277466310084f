"""Opening the database behind the store and bringing it to the current shape."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from corpus.errors import StoreError

#: The migration this code is written for: the newest file in `migrations/versions`; a test holds them together.
HEAD = "0007"

_MIGRATIONS = Path(__file__).parent / "migrations"


def connect(address: str) -> Engine:
    """Open the database at *address*, making or migrating its tables where needed.

    Raises:
        StoreError: the address is wrong, the database cannot be reached, or it was made by a newer version.
    """
    try:
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        try:
            with engine.begin() as connection:
                _migrate(connection)
        except BaseException:
            engine.dispose()
            raise
    except (ArgumentError, NoSuchModuleError, DBAPIError) as error:
        reason = str(error.__cause__ or error).splitlines()[0]
        raise StoreError(
            f"The store at {_shown(address)} cannot be opened: {reason}. Check setting `database`."
        ) from error
    return engine


def _shown(address: str) -> str:
    """Return *address* without its password."""
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return repr(address)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")  # readers go on while one writer writes
        cursor.execute("PRAGMA synchronous=FULL")  # the store is the truth: docs/decisions/0004-synchronous-setting.md
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.close()


def _migrate(connection: Connection) -> None:
    found = _revision(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreError(
            f"This store was made by a newer version of Duiding (its shape is {found}, this version knows {HEAD}). "
            "Install that version, or point `data` at another folder."
        )
    # Imported only when there is something to do: Alembic costs 0.2 s at the start of every command.
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
