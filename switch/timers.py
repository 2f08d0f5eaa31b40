"""Timers of one world, on its clock: kept in the store, so that none is lost by a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, func, select

from shared.store.connection import Connection
from shared.store.prepared import Row
from shared.world import from_milliseconds, milliseconds
from switch.schema import TIMER

_INSERT = TIMER.insert()
_DELETE = TIMER.delete().where(TIMER.c.id == bindparam("which"))
_IN_ORDER = select(TIMER.c.id, TIMER.c.due, TIMER.c.kind, TIMER.c.subject).order_by(TIMER.c.due, TIMER.c.id)
_FIRST = _IN_ORDER.limit(1)
_OF_KIND = _IN_ORDER.where(TIMER.c.kind == bindparam("which"))
_LAST = select(func.max(TIMER.c.id))


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that falls due.

    Attributes:
        id: its number in the world.
        due: when.
        kind: what kind of thing it is.
        subject: what it is about.
    """

    id: int
    due: datetime
    kind: str
    subject: dict[str, Any]


class Timers:
    """The switch's timers of one world."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert, self._delete = connection.prepare(_INSERT), connection.prepare(_DELETE)
        self._first, self._of_kind = connection.prepare(_FIRST), connection.prepare(_OF_KIND)
        last = connection.row(connection.prepare(_LAST), {})
        self._last: int = (last[0] if last else None) or 0

    def add(self, due: datetime, kind: str, subject: dict[str, Any]) -> int:
        """Set a timer; gives its number."""
        self._last += 1
        values = {"id": self._last, "due": milliseconds(due), "kind": kind, "subject": orjson.dumps(subject).decode()}
        self._connection.write(self._insert, values)
        return self._last

    def remove(self, timer: int) -> None:
        """Take a timer away: it fired, or nothing waits for it any more."""
        self._connection.write(self._delete, {"which": timer})

    def first(self) -> Timer | None:
        """The timer that falls due next."""
        row = self._connection.row(self._first, {})
        return None if row is None else _timer(row)

    def of(self, kind: str) -> list[Timer]:
        """Every timer of a kind, in the order in which they fall due."""
        return [_timer(row) for row in self._connection.rows(self._of_kind, {"which": kind})]


def _timer(row: Row) -> Timer:
    return Timer(row[0], from_milliseconds(row[1]), row[2], orjson.loads(row[3]))
