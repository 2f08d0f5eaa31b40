"""The answers that a database has given: a repeated request gets the same one, and nothing happens twice."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from shared.spec import Database
from shared.store.connection import Connection
from shared.store.schema import key_tables


class Inbox:
    """The answers given in one world, each by the number of its request."""

    def __init__(self, database: Database, connection: Connection) -> None:
        table = key_tables(database).inbox
        self._connection = connection
        self._one = connection.prepare(select(table.c.outcome).where(table.c.id == bindparam("which")))
        self._insert = connection.prepare(table.insert())

    def get(self, request_id: str) -> bytes | None:
        """The answer given to a request, or None."""
        row = self._connection.row(self._one, {"which": request_id})
        return None if row is None else str(row[0]).encode()

    def put(self, request_id: str, outcome: bytes) -> None:
        """Keep an answer; it lasts once the connection commits."""
        self._connection.write(self._insert, {"id": request_id, "outcome": outcome.decode()})
