"""What a world was made with, and where its clock stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select

from shared.store.connection import Connection
from shared.world import Clock, Mode, from_milliseconds, in_zone, milliseconds
from switch.schema import META

_INSERT = META.insert()
_DELETE = META.delete().where(META.c.name == bindparam("which"))
_ALL = select(META.c.name, META.c.value)


class Meta:
    """Named values of one world."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert, self._delete = connection.prepare(_INSERT), connection.prepare(_DELETE)
        self._all = connection.prepare(_ALL)

    def read(self) -> dict[str, str]:
        """Every value by name."""
        return dict(self._connection.rows(self._all, {}))

    def write(self, **values: object) -> None:
        """Set some values."""
        for name, value in values.items():
            self._connection.write(self._delete, {"which": name})
            self._connection.write(self._insert, {"name": name, "value": str(value)})

    def clock(self, system_time: Callable[[], datetime]) -> Clock:
        """The world's clock as it was kept."""
        held = self.read()
        mode = Mode(held.get("clock", Mode.REAL))
        if mode is Mode.FROZEN:
            return Clock(mode, system_time, from_milliseconds(int(held["clock_at"])))
        offset = timedelta(milliseconds=int(held.get("clock_offset", "0")))
        return Clock(mode, system_time, in_zone(system_time()) + offset if offset else None)

    def keep_clock(self, clock: Clock) -> None:
        """Keep how the clock runs and where it stands."""
        self.write(
            clock=clock.mode.value,
            clock_at=milliseconds(clock.now()),
            clock_offset=round(clock.offset.total_seconds() * 1000),
        )

    def made_with(self) -> tuple[int, int, date] | None:
        """Seed, size and date of the population, or None for a world that is not seeded yet."""
        held = self.read()
        if "seed" not in held:
            return None
        return int(held["seed"]), int(held["size"]), date.fromisoformat(held["date"])
