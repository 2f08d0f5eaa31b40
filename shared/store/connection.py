"""One connection to one store, and the statements prepared on it.

Writes of one step (a message and all that follows from it) hold together: a step that fails leaves nothing behind.
Several steps share one transaction, which ends with ``commit``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection as CoreConnection
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Executable

from shared.store.prepared import Arguments, Prepared, Row, prepared_for
from shared.store.shared_files import SharedConnection, has_outgrown, make_lasting, own_copy


class StoreError(Exception):
    """The store cannot do what it was asked; the text says why, and nothing was changed."""


class StoreFull(StoreError):
    """The store has grown to its limit."""


class Connection:
    """One connection to one store."""

    def __init__(self, engine: Engine) -> None:
        """Take a connection of the engine; the engine's driver must be in autocommit mode (see ``open_engine``)."""
        self.engine = engine
        self._connect()
        self.failure: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._in_transaction = False
        self._in_step = False
        self._saved = False
        self._broken = False
        self._cut_short: StoreError | None = None
        """Why what was written since the last commit is lost already."""
        self._tidying = Lock()
        self._undone: list[Callable[[], object]] = []
        self._own: Path | None = None
        self.when_back: Callable[[], object] | None = None
        """Called when the server was gone and is connected to anew; where it raises a StoreError nothing is done."""

    def _connect(self) -> None:
        self.core: CoreConnection = self.engine.connect()
        self.driver: Any = self.core.connection.driver_connection

    def when_undone(self, forget: Callable[[], object]) -> None:
        """Call this whenever writes were undone: what was remembered of them is no longer so."""
        self._undone.append(forget)

    def begin_anew(self) -> None:
        """Everything that used this connection is gone: what the store holds was put back."""
        self._undone.clear()

    def prepare(self, statement: Executable) -> Prepared:
        """Compile a statement for this connection; one that was compiled before, as it was."""
        return prepared_for(self.engine.dialect, statement)

    def rows(self, prepared: Prepared, values: Mapping[str, Any]) -> list[Row]:
        """The rows that a statement finds."""
        found: list[Row] = self._execute(prepared.sql, prepared.arguments(values)).fetchall()
        return found

    def arranged_search(self, prepared: Prepared, names: tuple[str, ...]) -> Callable[[Row], list[Row]]:
        """A search that takes its values in the order of the names, and gives the rows that the statement finds."""
        sql, arrange = prepared.sql, prepared.arranged(names)

        def rows(values: Row) -> list[Row]:
            found: list[Row] = self._execute(sql, arrange(values)).fetchall()
            return found

        return rows

    def row(self, prepared: Prepared, values: Mapping[str, Any]) -> Row | None:
        """The first row that a statement finds."""
        found: Row | None = self._execute(prepared.sql, prepared.arguments(values)).fetchone()
        return found

    def write(self, prepared: Prepared, values: Mapping[str, Any]) -> Any:
        """Carry out one change; gives the driver's cursor."""
        self._begin()
        return self._execute(prepared.sql, prepared.arguments(values))

    def write_rows(self, prepared: Prepared, names: tuple[str, ...], rows: Iterable[Row]) -> None:
        """Carry out one change for each row, whose values stand in the order of the names."""
        arrange = prepared.arranged(names)
        self._begin()
        self._execute_many(prepared.sql, [arrange(row) for row in rows])

    def write_all(self, prepared: Prepared, rows: Iterable[Mapping[str, Any]]) -> None:
        """Carry out one change for each set of values."""
        arguments = [prepared.arguments(values) for values in rows]
        if arguments:
            self._begin()
            self._execute_many(prepared.sql, arguments)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Writes inside hold together: when the step raises, none of them remains."""
        if self._in_step:
            yield
            return
        self.begin_step()
        try:
            yield
        except BaseException:
            self.abort_step()
            raise
        self.end_step()

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Writes inside are seen inside and leave nothing behind; it may stand in a step."""
        self._begin()
        self._execute("SAVEPOINT trial")
        try:
            yield
        finally:
            self._execute("ROLLBACK TO SAVEPOINT trial")
            self._execute("RELEASE SAVEPOINT trial")
            self._forget()

    @property
    def has_written(self) -> bool:
        """Whether something was written, or a step begun, since the last commit."""
        return self._in_transaction

    def begin_step(self) -> None:
        """From here on writes hold together, until the step is ended or aborted.

        A transaction is begun already for the first read: one for many steps costs less than a lock for each read.
        """
        if not self._in_transaction:
            self._begin_transaction()
        self._in_step, self._saved = True, False

    def end_step(self) -> None:
        """Keep what the step wrote."""
        if self._saved:
            self._execute("RELEASE SAVEPOINT step")
        self._in_step = self._saved = False

    def abort_step(self) -> None:
        """Forget what the step wrote."""
        saved, self._in_step, self._saved = self._saved, False, False
        if saved:
            self._execute("ROLLBACK TO SAVEPOINT step")
            self._execute("RELEASE SAVEPOINT step")
            self._forget()

    def commit(self) -> None:
        """Make everything written so far lasting.

        Raises:
            StoreError: the database has forgotten it, because a write outside a step had failed before.
        """
        if self._cut_short is not None:
            raise self._cut_short
        if self._in_transaction:
            ended = self._execute("COMMIT")
            self._in_transaction = False
            # SQLite keeps what did not fail; PostgreSQL keeps nothing, and says so only in this word.
            if getattr(ended, "statusmessage", "COMMIT") == "ROLLBACK":
                raise StoreError("a write had failed before, so the database kept none since the last commit")

    def rollback(self) -> None:
        """Forget everything written since the last commit."""
        self._cut_short = None
        if self._in_transaction:
            self._execute("ROLLBACK")
            self._in_transaction = False
            self._forget()

    def recover(self) -> None:
        """Forget everything written since the last commit; where the server has gone, connect to it anew.

        Raises:
            StoreError: it is not back, or not ours any more. The next step tries again.
        """
        try:
            self.rollback()
        except StoreError:
            # What cannot even be rolled back is of no use any more.
            self._broken = True
        if self._broken:
            self._reconnect()

    def _begin_transaction(self) -> None:
        try:
            self._execute("BEGIN")
        except StoreError:
            if not self._broken:
                raise
            # The server had gone since the last step, and with it nothing that was not committed.
            self.recover()
            self._execute("BEGIN")
        self._in_transaction = True

    def _reconnect(self) -> None:
        self._in_transaction = self._in_step = self._saved = False
        self._forget()
        try:
            self.core.invalidate()
            self.core.close()
            self._connect()
        except SQLAlchemyError as error:
            raise StoreError(f"the store does not answer: {error}") from error
        if self.when_back is not None:
            self.when_back()
        self._broken = False

    def tidy(self) -> None:
        """See to SQLite's log, beside whatever this connection does meanwhile; may run in a thread.

        It is moved into the file. That of a shared file stays; once it is long, a file of its own is made ready.
        """
        with self._tidying:
            if self.engine.dialect.name != "sqlite" or self.core.closed:
                return
            if not isinstance(self.driver, SharedConnection):
                with self.engine.connect() as beside:
                    beside.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
                return
            make_lasting(self.path)
            if not self.has_own_ready and has_outgrown(self.path):
                self._own = own_copy(self.path)

    @property
    def path(self) -> Path:
        """The file of a store in SQLite."""
        return Path(str(self.engine.url.database))

    @property
    def has_own_ready(self) -> bool:
        """Whether a file of its own waits to be taken, by ``take_own``."""
        return self._own is not None

    def take_own(self) -> None:
        """Go over from a shared file to the one that is ready; the log goes on, for the two are alike."""
        own, self._own = self._own, None
        if own is not None:
            self.reopen(lambda: own.replace(self.path))

    def reopen(self, between: Callable[[], object]) -> None:
        """Close the file, do something with it, and open it again; nothing may wait to be committed."""
        with self._tidying:
            self.core.close()
            self.engine.dispose()
            try:
                between()
            finally:
                self._connect()

    def close(self) -> None:
        """Forget what is not committed, and close."""
        self.rollback()
        with self._tidying:
            self.core.close()
            self.engine.dispose()

    def _forget(self) -> None:
        for forget in self._undone:
            forget()

    def _execute(self, sql: str, arguments: Arguments = ()) -> Any:
        try:
            return self.driver.execute(sql, arguments)
        except self.failure as error:
            raise self._failed(error) from error

    def _execute_many(self, sql: str, arguments: list[Arguments]) -> None:
        try:
            self.driver.cursor().executemany(sql, arguments)
        except self.failure as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> StoreError:
        self._broken = bool(getattr(self.driver, "closed", False))
        full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        text = "the store has grown to its limit, or the disk is full" if full else f"the store failed: {error}"
        found = StoreFull(text) if full else StoreError(text)
        if self._in_transaction and not getattr(self.driver, "in_transaction", True):
            # SQLite has ended the transaction itself, with all that was written since the last commit.
            self._in_transaction = self._saved = False
            self._cut_short = found
            self._forget()
        return found

    def _begin(self) -> None:
        if not self._in_transaction:
            self._execute("BEGIN")
            self._in_transaction = True
        if self._in_step and not self._saved:
            self._execute("SAVEPOINT step")
            self._saved = True
