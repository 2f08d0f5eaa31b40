"""Holding a PostgreSQL schema for one process, also when the server ends and comes back."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from shared.store.connection import StoreError

_TAKE = "SELECT pg_try_advisory_lock(hashtext('cjfarm serves ' || current_schema()))"


class Hold:
    """A schema that one process holds, by an advisory lock on a connection of its own.

    The end of the process lets go of it, and so does the end of the server: whoever connects to it anew takes the
    schema again before anything else. Several threads may.
    """

    def __init__(self, engine: Engine) -> None:
        """Take nothing yet; the engine names the schema."""
        self._engine, self._lock = engine, Lock()
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the schema, unless this process has it already; says whether it has it now.

        Raises:
            StoreError: the server does not answer.
        """
        with self._lock:
            try:
                return self._is_alive() or self._taken()
            except SQLAlchemyError as error:
                raise StoreError(f"the store does not answer: {error}") from error

    def let_go(self) -> None:
        """Let another process have it."""
        with self._lock:
            self._drop()

    def _is_alive(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except SQLAlchemyError:
            self._drop()
            return False
        return True

    def _taken(self) -> bool:
        connection = self._connection = self._engine.connect()
        # The pool may lend it to nobody else, and may not close it.
        connection.detach()
        if connection.exec_driver_sql(_TAKE).scalar():
            return True
        self._drop()
        return False

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
