"""A world's clock: real, or frozen until it is moved. Every time stamp of a world comes from here.

The zone is California's: days, file control numbers and effective dates follow it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
"""The zone of every world."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
        self._stamped = self._at
        self._stamp = milliseconds(self._at)

    @property
    def offset(self) -> timedelta:
        """How far a real clock is ahead of the system's time."""
        return self._offset

    def tick(self) -> datetime:
        """Read the time anew; whatever happens until the next reading happens at this moment."""
        self._at = self.reading()
        return self._at

    def reading(self) -> datetime:
        """The time at this very moment; unlike ``tick`` it changes nothing for what is under way."""
        if self.mode is Mode.FROZEN:
            return self._at
        # A system clock that is set back must not take the world back with it.
        return max(self._at, in_zone(self._system() + self._offset))

    def now(self) -> datetime:
        """The world's time as last read, in California's zone."""
        return self._at

    def stamp(self) -> int:
        """The same as ``now``, in the milliseconds in which times are stored."""
        if self._stamped is not self._at:
            self._stamped, self._stamp = self._at, milliseconds(self._at)
        return self._stamp

    def move_to(self, at: datetime) -> None:
        """Move forward to a time; a clock that runs stood still since it was last read.

        Raises:
            ClockError: the time lies before now.
        """
        at = in_zone(at)
        self.require_not_past(at)
        self._at = at
        self._offset = at - in_zone(self._system())

    def require_not_past(self, at: datetime) -> None:
        """See that a time is one to move to.

        Raises:
            ClockError: it lies before now.
        """
        if at < self._at:
            raise ClockError(f"the clock only moves forward: it is {self._at.isoformat()}, later times are accepted")

    def set_mode(self, mode: Mode) -> None:
        """Freeze the clock where it was last read, or let it run from there."""
        self.mode = mode
        self._offset = self._at - in_zone(self._system())

    @contextmanager
    def undone_together(self) -> Iterator[None]:
        """Where what happens inside fails, the clock is again as it was before, like everything else."""
        before = self.mode, self._at, self._offset
        try:
            yield
        except BaseException:
            self.mode, self._at, self._offset = before
            raise


def in_zone(at: datetime) -> datetime:
    """The same moment in California's zone; a time without a zone is taken as California's.

    It carries California's offset at that moment and not the zone itself. Times of one zone object are subtracted and
    compared by the face of the clock, so that a deadline set before the clocks are changed would be an hour off.
    """
    moment = at.replace(tzinfo=ZONE) if at.tzinfo is None else at
    return moment.astimezone(_zone_in_hour(int(moment.timestamp()) // 3600))


def midnight(day: str) -> datetime:
    """The beginning of a day, ``CCYYMMDD``, in California."""
    return in_zone(datetime.combine(date.fromisoformat(day), time()))


@lru_cache(maxsize=1024)
def _zone_in_hour(hour: int) -> timezone:
    """California's offset in an hour since 1970; the clocks there are changed on the hour."""
    local = (_EPOCH + timedelta(hours=hour)).astimezone(ZONE)
    return timezone(local.utcoffset() or timedelta(0))


@lru_cache(maxsize=64)
def milliseconds(at: datetime) -> int:
    """A moment as whole milliseconds since 1970, as it is stored and compared."""
    return round(at.timestamp() * 1000)


def from_milliseconds(stored: int) -> datetime:
    """The moment that was stored."""
    return in_zone(_EPOCH + timedelta(milliseconds=stored))
