"""The worlds of a farm: created, put back, kept as snapshots, forked and dropped without touching each other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from socket import socket

from shared.store.places import Places
from switch.images import Images, store_of
from switch.lines import Lines
from switch.new_world import SEED, NewWorld
from switch.opener import Opener
from switch.recipe import Recipe
from switch.refusals import NoSuchWorld, WorldConflict
from switch.registry import Kept, Registry
from switch.renewals import Renewals
from switch.runner import Runner
from switch.world import World

MAIN = "main"
"""The world that a request without a name means."""
KIND = "worlds"


class Worlds:
    """The worlds and snapshots of one farm."""

    def __init__(
        self,
        places: Places,
        registry: Registry,
        images: Images,
        opener: Opener,
        start: Callable[[World], Runner],
        limit: int,
        elsewhere: str = "",
    ) -> None:
        """No world is opened yet.

        Args:
            places: where the stores lie.
            registry: which worlds and snapshots there are.
            images: what they are made from.
            opener: opens them.
            start: gives a world its runner, on the running loop.
            limit: how many worlds there may be, and how many snapshots.
            elsewhere: the databases that run as processes of their own, whose worlds are out of reach.
        """
        self._places, self._registry, self._images = places, registry, images
        self._opener, self._start, self._limit = opener, start, limit
        self._elsewhere = elsewhere
        self._renewals = Renewals(places, registry, opener)
        self._runners: dict[str, Runner] = {}
        self._taken: set[str] = set()
        """Names of what is being made or removed."""
        self._lines: Lines | None = None

    # -- what there is --------------------------------------------------------------------------------------------

    def runner(self, name: str) -> Runner | None:
        """The runner of a world, or None where there is no such world."""
        return self._runners.get(name)

    def names(self) -> list[str]:
        """Every world, by name."""
        return sorted(self._runners)

    def worlds(self) -> list[Kept]:
        """Every world, by name."""
        return [kept for kept in self._registry.all("world") if kept.name in self._runners]

    def snapshots(self) -> list[Kept]:
        """Every snapshot, by name."""
        return self._registry.all("snapshot")

    def get(self, name: str) -> Kept:
        """A world or snapshot.

        Raises:
            NoSuchWorld: there is none of this name.
        """
        return self._get("name", name)

    def _get(self, field: str, name: str) -> Kept:
        kept = self._registry.get(name)
        if kept is None or (kept.kind == "world" and name not in self._runners):
            known = [*self.names(), *(each.name for each in self.snapshots())]
            raise NoSuchWorld(field, f"there is no world or snapshot {name}", known)
        return kept

    # -- opening and closing --------------------------------------------------------------------------------------

    def adopt(self, kept: Kept, runner: Runner) -> None:
        """Take up a world that the farm has opened itself."""
        self._registry.put(kept)
        self._runners[kept.name] = runner

    def kept(self, name: str) -> Kept | None:
        """A world or snapshot as it is kept, open or not."""
        return self._registry.get(name)

    async def open_all(self, lines: Lines, listener: socket) -> None:
        """Open every world there is, after removing what an earlier run left behind.

        Args:
            lines: gives worlds their line ports.
            listener: a socket that listens for the main world.

        Raises:
            StoreError: a store cannot be used.
            OSError: no line port can be used.
        """
        self._lines = lines
        main, runner = self._world(MAIN)
        self._registry.put(main.model_copy(update={"line_port": await lines.serve(runner, listener)}))
        for kept in self._registry.all("world"):
            if kept.ephemeral:
                self._registry.remove(kept.name)
        self.sweep()
        for kept in self._registry.all("world"):
            if kept.name not in self._runners:
                opened = await asyncio.to_thread(self._opened, kept.name, kept.store, kept.ephemeral)
                runner = self._start(opened)
                self._registry.put(await self._listen(kept, runner))
                self._runners[kept.name] = runner

    def sweep(self) -> None:
        """Remove stores that no world has; nothing may be under way."""
        self._places.tidy()
        known = {kept.store for kept in self._registry.all("world")}
        for name in self._places.names(KIND):
            if store_of_world(name) not in known:
                self._places.remove(store_of_world(name))
        self._images.sweep(self._registry.images(), recipes_too=True)

    async def close(self) -> None:
        """Make everything lasting and let go of the stores."""
        await self._renewals.close()
        for runner in self._runners.values():
            await runner.close()
        self._registry.close()

    # -- what is done with them -----------------------------------------------------------------------------------

    async def create(self, new: NewWorld) -> Kept:
        """Make a world.

        Raises:
            NoSuchWorld: there is nothing of the name that it is to be made from.
            WorldConflict: its name is taken, or there are as many worlds as there may be.
            StoreError: it could not be made.
        """
        self._require_all_here()
        with self._reserved(new.name):
            self._require_room()
            async with self._origin(new) as (image, size):
                runner = await self._open(new, image)
                try:
                    created = runner.world.clock.now().isoformat()
                    kept = Kept(name=new.name, image=image, store=store_of_world(new.name), origin=new.origin,
                                created=created, size=size, ephemeral=new.ephemeral, line=new.line)  # fmt: skip
                    kept = await self._listen(kept, runner)
                    self._registry.put(kept)
                except BaseException:
                    await self._abandon(new.name, store_of_world(new.name), runner)
                    raise
                self._runners[new.name] = runner
        return kept

    async def reset(self, name: str) -> Kept:
        """Put a world back to what it was made as, clock included.

        Raises:
            NoSuchWorld: there is no such world.
            StoreError: it could not be put back; it is as it was.
        """
        self._require_all_here()
        kept, runner = self._world(name)
        with self._images.hold(kept.image):
            await self._images.ready(kept.image)
            return await self._renewals.renew(runner, lambda: self.get(name))

    async def snapshot(self, name: str, to: str) -> Kept:
        """Keep what a world is now under a name of its own.

        Raises:
            NoSuchWorld: there is no such world.
            WorldConflict: the name is taken, or there are as many snapshots as there may be.
            StoreError: it could not be kept.
        """
        self._require_all_here()
        kept, runner = self._world(name)
        image = self._images.next()
        with self._reserved(to), self._images.hold(image):
            self._require_room_for_snapshot()
            created = await self._take(runner, image)
            found = Kept(name=to, kind="snapshot", image=image, origin=name, created=created, size=kept.size)
            self._registry.put(found)
        return found

    async def drop(self, name: str) -> None:
        """End a world, or forget a snapshot; worlds made from it can still be put back.

        Raises:
            NoSuchWorld: there is none of this name.
            WorldConflict: it is the main world, or just being made.
        """
        kept = self.get(name)
        if name == MAIN:
            raise WorldConflict("name", "the main world cannot be dropped", "a world that was created, or a snapshot")
        with self._reserved(name, there=True):
            if kept.kind == "world":
                await self._drop_world(kept)
            else:
                self._registry.remove(name)
            await asyncio.to_thread(self._images.sweep, self._registry.images())

    # -- how ------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _origin(self, new: NewWorld) -> AsyncIterator[tuple[str, int]]:
        """The image that a new world is made from, there and kept meanwhile, and how many people there are in it."""
        if new.origin == SEED:
            recipe = new.recipe(self._main_recipe())
            image, size = recipe.image, recipe.size
            runner = None
        else:
            kept = self._get("from", new.origin)
            runner = self._runners.get(kept.name) if kept.kind == "world" else None
            image, size = kept.image if runner is None else self._images.next(), kept.size
        with self._images.hold(image):
            await self._images.ready(image) if runner is None else await self._take(runner, image)
            yield image, size

    async def _take(self, runner: Runner, image: str) -> str:
        """Keep what a world is now as an image; gives its time."""

        def take() -> str:
            self._images.take(runner.world.connection, image)
            return runner.world.clock.now().isoformat()

        return await runner.alone(take, quick=self._places.quick)

    async def _open(self, new: NewWorld, image: str) -> Runner:
        def work() -> World:
            store = store_of_world(new.name)
            self._places.remove(store)
            self._places.copy(store_of(image), store)
            return self._opened(new.name, store, new.ephemeral, current=True)

        return self._start(work() if self._places.quick else await asyncio.to_thread(work))

    def _opened(self, name: str, store: str, ephemeral: bool, current: bool = False) -> World:
        return self._opener.awake(self._opener.make_world(name, self._opener.connect(store, ephemeral, current)))

    async def _listen(self, kept: Kept, runner: Runner) -> Kept:
        """Open the line port of a world that has one of its own; gives it with its port."""
        if not kept.line or self._lines is None:
            return kept
        return kept.model_copy(update={"line_port": await self._lines.open(runner, kept.line_port)})

    async def _drop_world(self, kept: Kept) -> None:
        runner = self._runners.pop(kept.name)
        self._registry.remove(kept.name)
        await self._abandon(kept.name, kept.store, runner)

    async def _abandon(self, name: str, store: str, runner: Runner) -> None:
        """End a world that is not known any more, and remove its store."""
        await runner.drop()
        await self._renewals.forget(name)
        if self._lines is not None:
            self._lines.close(name)
        await asyncio.to_thread(self._places.remove, store)

    def _world(self, name: str) -> tuple[Kept, Runner]:
        kept, runner = self.get(name), self._runners.get(name)
        if runner is None:
            raise NoSuchWorld("name", f"{name} is a snapshot and not a world", self.names())
        return kept, runner

    def _main_recipe(self) -> Recipe:
        main = self._registry.get(MAIN)
        recipe = None if main is None else Recipe.of(main.image)
        if recipe is None:
            raise NoSuchWorld("from", "the main world is not open", [])
        return recipe

    def _require_all_here(self) -> None:
        if self._elsewhere:
            text = f"{self._elsewhere} run as processes of their own, so there is the main world alone"
            raise WorldConflict("world", text, "a farm with every database in one process")

    def _require_room_for_snapshot(self) -> None:
        found = len(self.snapshots())
        if found >= self._limit:
            text = f"there are {found} snapshots, as many as limits.worlds allows"
            raise WorldConflict("name", text, "a new snapshot once another one is dropped")

    def _require_room(self) -> None:
        if len(self._runners) + len(self._taken) > self._limit:
            text = f"there are {len(self._runners)} worlds, as many as limits.worlds allows"
            raise WorldConflict("name", text, "a new world once another one is dropped")

    @contextmanager
    def _reserved(self, name: str, there: bool = False) -> Iterator[None]:
        """A name for what is being made or removed.

        Raises:
            WorldConflict: it is taken.
        """
        if name in self._taken or (not there and self._registry.get(name) is not None):
            kept = self._registry.get(name)
            what = (
                "is just being made or removed" if kept is None or name in self._taken else f"is a {kept.kind} already"
            )
            raise WorldConflict("name", f"{name} {what}", "a name that no world and no snapshot has")
        self._taken.add(name)
        try:
            yield
        finally:
            self._taken.discard(name)


def store_of_world(name: str) -> str:
    """The store that a world of this name begins with."""
    return f"{KIND}/{name}"
