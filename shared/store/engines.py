"""Opening a store: an SQLite file or a PostgreSQL schema, by URL."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Dialect, Engine, QueuePool, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from shared.store.connection import StoreError
from shared.store.shared_files import SharedConnection, connect

WAIT_SECONDS = 5
"""How long is waited for another process that has a file."""
_AGAIN_SECONDS = 0.01

_PRAGMAS = (
    # First of all: what follows may have to wait for another process that opens the same file.
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    # A committed transaction survives the end of the process, however it ends; only a power cut may take the last ones.
    "PRAGMA synchronous=NORMAL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-8000",
    # Moving the log into the file waits for the disk. Whoever keeps a connection open does it beside the work (tidy).
    "PRAGMA wal_autocheckpoint=20000",
)

# A shared file is in WAL mode and stays so, and its log stays where it is.
_SHARED_PRAGMAS = tuple(pragma for pragma in _PRAGMAS if "journal_mode" not in pragma and "checkpoint" not in pragma)
PAGE_BYTES = 4096
"""SQLite's own page size, which all of our files have."""


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite file."""
    return f"sqlite:///{path}"


def open_engine(url: str, schema: str = "public", limit_bytes: int | None = None, durable: bool = True) -> Engine:
    """An engine for one store.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``.
        schema: the PostgreSQL schema that holds the store's tables.
        limit_bytes: how far an SQLite file may grow; None sets no limit.
        durable: False lets an SQLite file lose what a crash of the machine takes, which costs less.

    Raises:
        StoreError: the URL is of no known kind, or nothing answers there.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # Not repeated, also not in what led here: it may hold a password.
        raise StoreError("that is no database URL: use sqlite:///path or postgresql://user@host/name") from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, limit_bytes, durable)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(str(parsed.set(drivername="postgresql+psycopg").render_as_string(False)), schema)
    raise StoreError(f"{parsed.get_backend_name()} is not supported: use SQLite or PostgreSQL")


def _sqlite(url: URL, limit_bytes: int | None, durable: bool) -> Engine:
    path = Path(url.database or "")
    # The driver starts no transactions of its own: we say where they begin and end. Long work may move to a thread, but
    # never runs beside other work on the same connection.
    settings = {"check_same_thread": False, "isolation_level": None, "cached_statements": 512}
    more = [] if durable else ["PRAGMA synchronous=OFF"]
    if limit_bytes is not None:
        more.append(f"PRAGMA max_page_count={limit_bytes // PAGE_BYTES}")

    def open_file() -> sqlite3.Connection:
        try:
            connection = connect(path, **settings)
            pragmas = _SHARED_PRAGMAS if isinstance(connection, SharedConnection) else _PRAGMAS
            _set_up(connection, ";".join((*pragmas, *more)))
        except OSError as error:
            raise StoreError(f"{path} cannot be used ({error.strerror}): it must belong to who runs this") from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
                raise
            raise StoreError(f"{path} is no database file: put back what was there, or use another --data") from error
        return connection

    # Not create_engine: a world is opened in the time that it takes to make one.
    pool = QueuePool(open_file, pool_size=1, max_overflow=4)  # type: ignore[arg-type]
    return Engine(pool, _sqlite_dialect(), url)


def _set_up(connection: sqlite3.Connection, script: str) -> None:
    # Where two open a new file at once and both would make it keep a log, SQLite refuses one of them without waiting.
    gives_up = monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.executescript(script)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > gives_up:
                raise
            sleep(_AGAIN_SECONDS)


@cache
def _sqlite_dialect() -> Dialect:
    engine = create_engine("sqlite://")
    with engine.connect():
        return engine.dialect


def _postgresql(url: str, schema: str) -> Engine:
    # search_path goes with the connection, so that statements name tables alike in every world. Quoted, because
    # PostgreSQL would read the name in lower case otherwise.
    engine = create_engine(
        url,
        connect_args={"autocommit": True, "options": f'-csearch_path="{schema}"'},
        isolation_level="AUTOCOMMIT",
        pool_size=2,
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    except OperationalError as error:
        raise StoreError(f"PostgreSQL does not answer: {error.orig}") from error
    return engine
