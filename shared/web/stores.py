"""Where a database that runs as its own process keeps its worlds."""

from __future__ import annotations

import logging
from pathlib import Path

from shared.spec import Database
from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from shared.store.migrate import migrate
from shared.store.schema import key_tables
from shared.web.worlds import OpenStore

log = logging.getLogger(__name__)


def service_schema(database: str, world: str) -> str:
    """The PostgreSQL schema of a database's world; no world of a farm in one process can have it."""
    return f"cjfarm.service.{database}.{world}"


def stores_of(database: Database, data: Path, database_url: str | None = None) -> OpenStore:
    """Opens a world's store, and makes it first where there is none.

    Args:
        database: the database.
        data: the folder of the data; a world is the file ``<data>/<database>/<world>.sqlite``.
        database_url: where the data is kept instead; a world is a schema, by ``service_schema``.
    """
    # Declared here, once: two worlds may be opened at the same time.
    key_tables(database)

    def place(world: str) -> tuple[str, str]:
        if database_url:
            return database_url, service_schema(database.name, world)
        folder = data / database.name
        folder.mkdir(parents=True, exist_ok=True)
        return sqlite_url(folder / f"{world}.sqlite"), "main"

    def open_store(world: str) -> Connection:
        engine = open_engine(*place(world))
        for revision in migrate(engine, [database.name]):
            log.info("migrated: %s", revision, extra={"world": world})
        return Connection(engine)

    return open_store
