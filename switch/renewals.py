"""Putting worlds back to what they were made as.

Another store takes the place of the one that was used. It is noted in the registry before it is exchanged: whatever
ends the farm in the middle, the world is whole, as it was or as it was made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from shared.store.connection import Connection
from shared.store.places import Places
from switch.images import store_of
from switch.opener import Opener
from switch.registry import Kept, Registry
from switch.runner import Runner
from switch.spares import Spare, Spares
from switch.world import World


class Renewals:
    """Puts the worlds of one farm back."""

    def __init__(self, places: Places, registry: Registry, opener: Opener) -> None:
        """Nothing is opened yet.

        Args:
            places: where the stores lie.
            registry: which worlds there are.
            opener: opens them.
        """
        self._places, self._registry, self._opener = places, registry, opener
        self._spares = Spares(places, opener)
        self._tidying: set[asyncio.Task[None]] = set()

    async def renew(self, runner: Runner, known: Callable[[], Kept]) -> Kept:
        """Put a world back, whose image is there; gives it as it is kept from now on.

        Args:
            runner: its runner.
            known: how it is kept when its turn has come.

        Raises:
            StoreError: it could not be put back; it is as it was.
            WorldEnded: it was dropped meanwhile.
        """
        before = after = known()
        old = runner.world.connection
        name = before.name
        spare = await self._spares.take(name)

        def work() -> World:
            nonlocal spare, before, after, old
            # Only now is this the one reset under way.
            before, old = known(), runner.world.connection
            if spare is None:
                store = self._places.renew(old, before.store, store_of(before.image))
                if store == before.store:
                    return self._opener.again(runner.world)
                spare = self._spares.open(before, store)
            after = before.model_copy(update={"store": spare.store})
            return self._opener.awake(spare.world) if spare.has_due else spare.world

        try:
            await runner.renew(work, lambda: self._registry.put(after), self._places.quick)
        except BaseException:
            self._give_up(spare)
            raise
        if spare is not None:
            self._spares.make(after, runner.world.connection)
            self._discard(name, before.store, old)
        return after

    async def forget(self, name: str) -> None:
        """A world is no more: what was made ready for it goes too."""
        await self._spares.forget(name)

    async def close(self) -> None:
        """Finish what is done beside the work, and remove what was made ready."""
        await asyncio.gather(*self._tidying)
        await self._spares.close()

    def _give_up(self, spare: Spare | None) -> None:
        if spare is not None:
            self._discard(spare.world.name, spare.store, spare.world.connection)

    def _discard(self, world: str, store: str, connection: Connection) -> None:
        """Let go of a store that a world had, beside what else is done, and after what the next reset may wait for."""

        async def discard() -> None:
            await self._spares.made(world)
            await asyncio.to_thread(self._spares.discard, store, connection)

        task = asyncio.create_task(discard())
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)
