"""How much of its journal a world keeps, and what it says of what it no longer has.

What is dropped is counted, with the time of the newest: an expectation that is held against a journal must never pass
because what would contradict it is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal_column, select

from shared.store.connection import Connection
from shared.world import from_milliseconds, in_zone, milliseconds
from switch.meta import Meta
from switch.schema import JOURNAL

_CHECKED_EVERY = 1000
"""How many entries may come before the bounds are looked at again."""
_DAY_MILLISECONDS = 86_400_000
_COUNT, _NEWEST = "journal_dropped", "journal_dropped_at"


_COLUMN = JOURNAL.c
_SENT: ColumnElement[bool] = literal_column("queued = 0")
_BEFORE = (_COLUMN.seq <= bindparam("cut"), _SENT)
_OLDEST = select(_COLUMN.at).order_by(_COLUMN.seq).limit(1)
_NEWEST_DROPPED = select(_COLUMN.at).where(*_BEFORE).order_by(_COLUMN.seq.desc()).limit(1)
_DROP_FIRST = JOURNAL.delete().where(*_BEFORE)
_OLD = (_COLUMN.seq < bindparam("last"), _COLUMN.at < bindparam("before"))
_NEWEST_OLD = select(_COLUMN.seq).where(*_OLD).order_by(_COLUMN.seq.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a journal is kept: so many entries, for so many days of the world's clock; None keeps all."""

    entries: int | None = None
    days: int | None = None


UNBOUNDED = Bounds()


class Dropping:
    """Drops what lies beyond the bounds, the oldest first; what still waits for its terminal stays."""

    def __init__(self, connection: Connection, bounds: Bounds) -> None:
        self._connection, self._bounds, self._meta = connection, bounds, Meta(connection)
        prepare = connection.prepare
        self._oldest, self._newest_dropped = prepare(_OLDEST), prepare(_NEWEST_DROPPED)
        self._drop_first, self._newest_old = prepare(_DROP_FIRST), prepare(_NEWEST_OLD)
        self._due = self._day = 0

    def after(self, seq: int, at: int) -> None:
        """Look at the bounds where enough has come since they were; takes the newest entry's number and time."""
        day = at // _DAY_MILLISECONDS
        if seq < self._due and day == self._day:
            return
        room = self._bounds.entries
        self._due, self._day = seq + min(_CHECKED_EVERY, max(1, (room or _CHECKED_EVERY) // 10)), day
        if room is not None and seq > room:
            self._drop(seq - room)
        if self._bounds.days is not None:
            self._drop_before(at - self._bounds.days * _DAY_MILLISECONDS, seq)

    def since(self, first: datetime | None) -> int:
        """How many entries are gone, unless all of them are older than a time."""
        held = self._meta.read()
        if first is not None and milliseconds(in_zone(first)) > int(held.get(_NEWEST, "0")):
            return 0
        return int(held.get(_COUNT, "0"))

    def until(self) -> datetime | None:
        """The time of the newest entry that is gone, or None while there is none."""
        held = self._meta.read()
        return from_milliseconds(int(held[_NEWEST])) if _NEWEST in held else None

    def lacks(self, count: int, until: datetime) -> None:
        """Entries of another journal are added that has lost some itself: how many, and the newest of which time."""
        newest = max(milliseconds(in_zone(until)), int(self._meta.read().get(_NEWEST, "0")))
        self._meta.write(**{_COUNT: self.since(None) + count, _NEWEST: newest})

    def _drop_before(self, before: int, last: int) -> None:
        oldest = self._connection.row(self._oldest, {})
        if oldest is not None and oldest[0] < before:
            found = self._connection.row(self._newest_old, {"last": last, "before": before})
            if found is not None:
                self._drop(found[0])

    def _drop(self, cut: int) -> None:
        newest = self._connection.row(self._newest_dropped, {"cut": cut})
        if newest is None:
            return
        gone: Any = self._connection.write(self._drop_first, {"cut": cut})
        count = self.since(None) + gone.rowcount
        self._meta.write(**{_COUNT: count, _NEWEST: newest[0]})
