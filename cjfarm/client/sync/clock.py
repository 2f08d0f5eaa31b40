"""The clock of a world.

Written from ``aio/clock.py``: change it there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cjfarm.client.values import ClockState

if TYPE_CHECKING:
    from cjfarm.client.sync.world import World


class Clock:
    """The clock of a world: it only moves forward, and what falls due on the way is carried out before the answer."""

    def __init__(self, world: World) -> None:
        self._world = world

    def state(self) -> ClockState:
        """Where the clock stands, and whether it runs."""
        return ClockState.of(self._world.call("GET", "clock"))

    def now(self) -> datetime:
        """The world's time."""
        return (self.state()).now

    def freeze(self) -> ClockState:
        """Let the clock stand still where it is."""
        return self._put(mode="frozen")

    def run(self) -> ClockState:
        """Let the clock run from where it is."""
        return self._put(mode="real")

    def set(self, to: datetime | str) -> ClockState:
        """Move the clock forward to a time; one without offset is California's. It goes on as it did.

        Raises:
            Refused: the time is past, or no time.
        """
        return self._put(now=to if isinstance(to, str) else to.isoformat())

    def advance(self, seconds: float = 0, *, minutes: float = 0, hours: float = 0, days: float = 0) -> ClockState:
        """Move the clock forward; gives where it stands and what fell due on the way."""
        by = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
        return ClockState.of(self._world.call("POST", "clock", "advance", body={"seconds": by}))

    def _put(self, **setting: str) -> ClockState:
        return ClockState.of(self._world.call("PUT", "clock", body=setting))
