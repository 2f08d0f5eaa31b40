"""What a world does by itself while its clock runs: what falls due, and looking after its store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from shared.world import Mode
from switch.hops import Unavailable
from switch.world import World

log = logging.getLogger(__name__)

TICK_SECONDS = 0.2
TIDY_SECONDS = 3.0
CALENDAR_AGAIN_SECONDS = 2.0
"""How soon a database elsewhere is asked again what it has due when it did not answer."""


class Steps(Protocol):
    """The runner of a world, as far as it is needed here."""

    world: World
    unsettled: bool
    """Whether something was committed since the store was looked after."""

    @property
    def busy(self) -> bool:
        """Whether steps run in a thread, or something else is done with the world as a whole."""

    async def run(self, step: Callable[[], object]) -> object:
        """Run a step."""

    async def alone(self, work: Callable[[], object]) -> object:
        """Do something with the world while no step runs."""

    def start_task(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the steps, for as long as the world is what it is."""


class Ticking:
    """Looks after one world, several times a second."""

    def __init__(self, steps: Steps) -> None:
        """Nothing is done before ``tick`` is awaited.

        Args:
            steps: the world's runner.
        """
        self._steps = steps
        self._calendars: set[str] = set()
        """The databases elsewhere that are being asked what their calendar has due."""

    async def tick(self) -> None:
        """Carry out what falls due while a clock runs by itself; goes on until it is cancelled."""
        steps, loop = self._steps, asyncio.get_running_loop()
        tidied = loop.time()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if steps.unsettled and loop.time() - tidied > TIDY_SECONDS:
                tidied, steps.unsettled = loop.time(), False
                await self._tidy()
            if steps.world.clock.mode is Mode.REAL and not steps.busy:
                await self._fire_due()

    async def _tidy(self) -> None:
        connection = self._steps.world.connection

        def take_own() -> None:
            # A world that was put back meanwhile has another store.
            if self._steps.world.connection is connection:
                connection.take_own()

        try:
            await asyncio.to_thread(connection.tidy)
            if connection.has_own_ready:
                await self._steps.alone(take_own)
        except Exception:
            # The edge of what nobody asked for: it is tried again after the next commit.
            log.exception("the store could not be tidied", extra={"world": self._steps.world.name})

    async def _fire_due(self) -> None:
        world = self._steps.world
        for name, destination in world.destinations.items():
            if destination.remote and name not in self._calendars:
                self._calendars.add(name)
                self._steps.start_task(self._calendar(name))
        try:
            await self._steps.run(world.fire_due_here)
        except Exception:
            # The edge of what nobody asked for: it is tried again at the next tick.
            log.exception("what is due could not be carried out", extra={"world": world.name})

    async def _calendar(self, name: str) -> None:
        """Let a database elsewhere do what its calendar has due: beside the steps, so that it holds up nobody."""
        world = self._steps.world
        try:
            outcome = await asyncio.to_thread(world.fire_elsewhere, name)
            if outcome is not None:
                await self._steps.run(lambda: self._steps.world.fired(name, outcome))
        except Unavailable as error:
            log.debug("%s was not asked what it has due: %s", name, error)
            await asyncio.sleep(CALENDAR_AGAIN_SECONDS)
        finally:
            self._calendars.discard(name)
