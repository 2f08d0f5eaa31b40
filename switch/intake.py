"""What one connection has read: it is taken in turns with what others have, and never more than may be on its way."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Protocol

from shared.wire import BrokenFrame

TURN_MESSAGES = 32
"""Messages that are taken from one connection before others get their turn."""
LATER_SECONDS = 0.01
"""How long is waited for more that may be taken together."""


class Taker(Protocol):
    """Takes messages."""

    def may_take(self) -> bool:
        """Whether a message may be taken now."""

    def take(self, item: bytes | BrokenFrame) -> None:
        """Take what is next."""

    def turn_over(self) -> None:
        """As many were taken as might be."""


class Intake:
    """The messages of one connection that wait to be taken.

    Attributes:
        held: these messages.
    """

    def __init__(self, taker: Taker) -> None:
        self._taker, self._planned, self._later = taker, False, False
        self.held: deque[bytes | BrokenFrame] = deque()

    def put(self, items: Iterable[bytes | BrokenFrame]) -> None:
        """Add what was read, and take what may be taken."""
        self.held += items
        self._turn()

    def plan(self) -> None:
        """Take what may be taken, when others have had their turn."""
        if not self._planned:
            self._planned = True
            asyncio.get_running_loop().call_soon(self._planned_turn)

    def plan_later(self) -> None:
        """Take what may be taken, when there may be more of it."""
        if not self._later:
            self._later = True
            asyncio.get_running_loop().call_later(LATER_SECONDS, self._later_turn)

    def _later_turn(self) -> None:
        self._later = False
        self.plan()

    def _planned_turn(self) -> None:
        self._planned = False
        self._turn()

    def _turn(self) -> None:
        held, taker = self.held, self._taker
        for _ in range(TURN_MESSAGES):
            if not held or not taker.may_take():
                break
            taker.take(held.popleft())
        if held and taker.may_take():
            self.plan()
        taker.turn_over()
