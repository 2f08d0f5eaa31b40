"""Worlds opened ahead: what was put back is soon put back again, and the next reset then only exchanges.

A spare is a world as it was made, in a store of its own that nobody has used. Only this process knows of it: where the
process ends, it leaves a store that no world has, and the next start removes that.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from shared.store.connection import Connection
from shared.store.places import Places
from shared.world import Mode
from switch.images import store_of
from switch.opener import Opener
from switch.registry import Kept
from switch.world import World

log = logging.getLogger(__name__)

SPARES = 8
"""How many worlds have one, those that were put back last: each takes the memory of a world that nobody has used."""


@dataclass(frozen=True, slots=True)
class Spare:
    """A world opened ahead.

    Attributes:
        store: where it lies.
        world: the world, as it was made.
        due: from when on something is to be done in it by itself; None for never.
    """

    store: str
    world: World
    due: datetime | None

    @property
    def has_due(self) -> bool:
        """Whether something is to be done in it by now."""
        return self.due is not None and self.due <= self.world.clock.tick()


class Spares:
    """The spares of one farm, one for a world at most."""

    def __init__(self, places: Places, opener: Opener) -> None:
        """Nothing is opened yet.

        Args:
            places: where the stores lie.
            opener: opens them.
        """
        self._places, self._opener = places, opener
        self._ready: dict[str, Spare] = {}
        self._lately: dict[str, None] = {}
        """The worlds that were put back last, in their order."""
        self._making: dict[str, asyncio.Task[None]] = {}

    async def take(self, name: str) -> Spare | None:
        """The spare of a world, which is the caller's from now on; None where there is none."""
        await self.made(name)
        return self._ready.pop(name, None)

    async def made(self, name: str) -> None:
        """Wait until the spare of a world is there, where one is being made."""
        making = self._making.get(name)
        if making is not None:
            await asyncio.wait((making,))

    def open(self, kept: Kept, store: str) -> Spare:
        """Open the store of a spare that is there already.

        Raises:
            StoreError: it cannot be used.
        """
        try:
            return self._spare(kept, store, self._opener.connect(store, kept.ephemeral, current=True))
        except BaseException:
            self._places.remove(store)
            raise

    def _spare(self, kept: Kept, store: str, connection: Connection) -> Spare:
        world = self._opener.make_world(kept.name, connection)
        return Spare(store, world, world.first_to_do() if world.clock.mode is Mode.REAL else None)

    def make(self, kept: Kept, connection: Connection) -> None:
        """Make the spare of a world that was just put back, beside what else is done.

        Args:
            kept: the world.
            connection: its store.
        """
        self._lately.pop(kept.name, None)
        self._lately = dict.fromkeys([*self._lately, kept.name][-SPARES:])
        if kept.name in self._making or kept.name in self._ready:
            return
        task = asyncio.create_task(self._make(kept, connection))
        self._making[kept.name] = task
        task.add_done_callback(lambda _: self._making.pop(kept.name))

    async def _make(self, kept: Kept, connection: Connection) -> None:
        try:
            store = self._places.renew(connection, kept.store, store_of(kept.image))
            # In a thread SQLite's part holds up nobody; the rest would, and is done here.
            opened = await asyncio.to_thread(self._opener.connect, store, kept.ephemeral, current=True)
            self._ready[kept.name] = self._spare(kept, store, opened)
        except Exception:
            # The edge of what nobody asked for: the next reset opens its store itself, and says why it cannot.
            log.exception("no world could be opened ahead", extra={"world": kept.name})
        for name in self._ready.keys() - self._lately.keys():
            await self._remove(self._ready.pop(name, None))

    async def forget(self, name: str) -> None:
        """Remove the spare of a world, where it has one."""
        self._lately.pop(name, None)
        await self._remove(await self.take(name))

    async def _remove(self, spare: Spare | None) -> None:
        if spare is not None:
            await asyncio.to_thread(self.discard, spare.store, spare.world.connection)

    def discard(self, store: str, connection: Connection) -> None:
        """Let go of a store that no world has any more, and remove it; may run in a thread."""
        connection.close()
        self._places.remove(store)

    async def close(self) -> None:
        """Remove them all."""
        for name in {*self._ready, *self._making}:
            await self.forget(name)
