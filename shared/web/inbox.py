"""The answers that a database has given: a repeated request gets the same one, and nothing happens twice.

The switch repeats a request until it has the answer: an inquiry within seconds, a record that is passed on every few
minutes of the world's clock, and what was on its way when the farm ended once it is back. What was answered long before
is not asked for again. How long that is goes by the number of answers given since, and not by a clock: clocks stand
still, or move by years at once. An inquiry that is repeated after all is answered anew, which changes nothing.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from shared.spec import Database
from shared.store.connection import Connection
from shared.store.schema import key_tables

KEPT_INQUIRIES = 10_000
"""How many of the newest answers are kept that came with no change."""
KEPT_CHANGES = 100_000
"""How many of the newest answers are kept that came with one."""
AT_ONCE = 1000
"""How many more there are before the oldest are removed."""


class Inbox:
    """The answers given in one world, each by the number of its request."""

    def __init__(
        self,
        database: Database,
        connection: Connection,
        kept_inquiries: int = KEPT_INQUIRIES,
        kept_changes: int = KEPT_CHANGES,
        at_once: int = AT_ONCE,
    ) -> None:
        """Open the inbox; so many of the newest answers are kept, and a few more until the oldest are removed."""
        column, table = key_tables(database).inbox.c, key_tables(database).inbox
        self._connection, self._at_once = connection, at_once
        self._kept = {False: kept_inquiries, True: kept_changes}
        self._one = connection.prepare(select(column.outcome).where(column.id == bindparam("which")))
        self._insert = connection.prepare(table.insert())
        kind = column.changed == bindparam("kind")
        self._remove = connection.prepare(table.delete().where(kind, column.number <= bindparam("oldest")))
        last = connection.prepare(select(func.max(column.number)).where(kind))
        rows = {changed: connection.row(last, {"kind": int(changed)}) for changed in self._kept}
        self._last: dict[bool, int] = {changed: (row[0] if row else None) or 0 for changed, row in rows.items()}

    def get(self, request_id: str) -> bytes | None:
        """The answer given to a request, or None."""
        row = self._connection.row(self._one, {"which": request_id})
        return None if row is None else str(row[0]).encode()

    def put(self, request_id: str, outcome: bytes, changed: bool) -> None:
        """Keep an answer; it lasts once the connection commits.

        Args:
            request_id: the number of its request.
            outcome: the answer.
            changed: whether something was changed.
        """
        number = self._last[changed] = self._last[changed] + 1
        values = {"id": request_id, "outcome": outcome.decode(), "changed": int(changed), "number": number}
        self._connection.write(self._insert, values)
        if number % self._at_once == 0:
            self._connection.write(self._remove, {"kind": int(changed), "oldest": number - self._kept[changed]})
