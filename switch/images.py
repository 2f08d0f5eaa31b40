"""The states that worlds are made from and go back to. An image never changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from shared.store.connection import Connection
from shared.store.places import Places
from switch.recipe import Recipe

KIND = "images"
_TAKEN = "taken-"
_MAKING = "making"

Prepare = Callable[[str, Recipe | None], None]
"""Brings the store of an image up to date, and fills it by a recipe where there is one."""


class Images:
    """The images of one farm."""

    def __init__(self, places: Places, prepare: Prepare) -> None:
        """Nothing is opened yet.

        Args:
            places: where the stores lie.
            prepare: brings a store up to date and fills it.
        """
        self._places, self._prepare = places, prepare
        self._ready: set[str] = set()
        self._using: Counter[str] = Counter()
        self._making = asyncio.Lock()
        self._last = max((int(name.removeprefix(_TAKEN)) for name in self._taken()), default=0)

    @contextmanager
    def hold(self, image: str) -> Iterator[None]:
        """While an image is held it is not removed."""
        self._using[image] += 1
        try:
            yield
        finally:
            self._using[image] -= 1

    async def ready(self, image: str) -> None:
        """See that an image is there and up to date; one of a recipe is made where it is not.

        Raises:
            StoreError: it could not be made.
        """
        if image not in self._ready:
            async with self._making:
                await asyncio.to_thread(self.make, image)

    def make(self, image: str) -> None:
        """Make an image by its recipe where it does not exist, and bring one that exists up to date.

        Raises:
            StoreError: it could not be made.
        """
        if image in self._ready:
            return
        if image in self._places.names(KIND):
            self._prepare(store_of(image), None)
        else:
            self._places.remove(store_of(_MAKING))
            self._prepare(store_of(_MAKING), Recipe.of(image))
            self._places.rename(store_of(_MAKING), store_of(image))
        self._ready.add(image)

    def next(self) -> str:
        """The name of the next image that is taken of a world."""
        self._last += 1
        return f"{_TAKEN}{self._last}"

    def take(self, connection: Connection, image: str) -> None:
        """Keep what a world holds as an image."""
        self._places.save(connection, store_of(image))
        self._ready.add(image)

    def sweep(self, needed: Collection[str], recipes_too: bool = False) -> None:
        """Remove what was taken of worlds and nothing needs any more; states that follow from recipes only if asked to.

        They take long to make again, and a test run may want the next one soon.
        """
        for image in self._places.names(KIND) if recipes_too else self._taken():
            if image not in needed and not self._using[image]:
                self._places.remove(store_of(image))
                self._ready.discard(image)

    def _taken(self) -> list[str]:
        return [name for name in self._places.names(KIND) if name.startswith(_TAKEN)]


def store_of(image: str) -> str:
    """The store of an image."""
    return f"{KIND}/{image}"
