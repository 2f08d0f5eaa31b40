"""How a farm opens its worlds, as those ask for it who make them and put them back."""

from __future__ import annotations

from typing import Protocol

from shared.store.connection import Connection
from switch.world import World


class Opener(Protocol):
    """Opens worlds; each of these may be called in a thread."""

    def connect(self, store: str, ephemeral: bool = False, current: bool = False) -> Connection:
        """Open the store of a world; ``current`` says that its tables are known to be up to date.

        Raises:
            StoreError: the store cannot be used.
        """

    def make_world(self, name: str, connection: Connection) -> World:
        """The world on a connection."""

    def again(self, world: World) -> World:
        """The same world after its store was put back."""

    def awake(self, world: World) -> World:
        """A world in which everything has happened that is due where its clock runs by itself."""
