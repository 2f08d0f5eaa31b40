"""A world's clock: real, or frozen until it is moved. Every time stamp of a world comes from here.

The zone is California's: days, file control numbers and effective dates follow it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
"""The zone of every world."""


class Mode(StrEnum):
    """How a clock moves."""

    REAL = "real"
    FROZEN = "frozen"


class ClockError(ValueError):
    """The clock was asked to do what it does not: the text says what it does."""


class Clock:
    """The time of one world.

    A frozen clock stands where it was put. A real one runs with the system's time, shifted by a fixed offset where it
    was set to another time. Neither goes backwards.
    """

    def __init__(self, mode: Mode, system: Callable[[], datetime], at: datetime | None = None) -> None:
        """Make a clock.

        Args:
            mode: real or frozen.
            system: gives the system's time, with a zone; it is asked only while the clock is real.
            at: the time to start at; None starts at the system's time.
        """
        self._system = system
        self.mode = mode
        self._at = in_zone(at if at is not None else system())
        self._offset = timedelta(0) if at is None else self._at - in_zone(system())

    @property
    def offset(self) -> timedelta:
        """How far a real clock is ahead of the system's time."""
        return self._offset

    def tick(self) -> datetime:
        """Read the time anew; whatever happens until the next reading happens at this moment."""
        if self.mode is Mode.REAL:
            # A system clock that is set back must not take the world back with it.
            self._at = max(self._at, in_zone(self._system() + self._offset))
        return self._at

    def now(self) -> datetime:
        """The world's time as last read, in California's zone."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Move forward to a time.

        Raises:
            ClockError: the time lies before now.
        """
        now, at = self.tick(), in_zone(at)
        if at < now:
            raise ClockError(f"the clock only moves forward: it is {now.isoformat()}, later times are accepted")
        self._at = at
        self._offset = at - in_zone(self._system())

    def set_mode(self, mode: Mode) -> None:
        """Freeze the clock where it stands, or let it run from there."""
        now = self.tick()
        self.mode, self._at = mode, now
        self._offset = now - in_zone(self._system())


def in_zone(at: datetime) -> datetime:
    """The same moment in California's zone; a time without a zone is taken as California's.

    It carries California's offset at that moment and not the zone itself. Times of one zone object are subtracted and
    compared by the face of the clock, so that a deadline set before the clocks are changed would be an hour off.
    """
    local = (at.replace(tzinfo=ZONE) if at.tzinfo is None else at).astimezone(UTC).astimezone(ZONE)
    return local.replace(tzinfo=_zone_then(local), fold=0)


def _zone_then(local: datetime) -> timezone:
    return timezone(local.utcoffset() or timedelta(0))


@lru_cache(maxsize=64)
def milliseconds(at: datetime) -> int:
    """A moment as whole milliseconds since 1970, as it is stored and compared."""
    return round(at.timestamp() * 1000)


def from_milliseconds(stored: int) -> datetime:
    """The moment that was stored."""
    return in_zone(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=stored))
