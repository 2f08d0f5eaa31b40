"""The worlds of one database that runs as its own process, each with a store and a lock of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from shared.engine import Envelope, Explained, Outcome, Settlement
from shared.spec import Database
from shared.store.connection import Connection
from shared.store.service import Service
from shared.web.codec import encode_explained, encode_outcome
from shared.web.inbox import Inbox

OpenStore = Callable[[str], Connection]
"""Opens a world's store, and makes it first where there is none."""


class HeldWorld:
    """One world: the database at work, and what it has answered so far."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self.service = Service(database, connection)
        self._inbox = Inbox(database, connection)

    def once(self, request_id: str | None, work: Callable[[], Outcome]) -> tuple[bytes, bool]:
        """Carry out a request, unless its number was answered before.

        Args:
            request_id: the request's number; None carries it out whatever was before.
            work: what is asked.

        Returns:
            The outcome as JSON, and whether it comes from memory.
        """
        held = None if request_id is None else self._inbox.get(request_id)
        if held is not None:
            return held, True
        outcome = encode_outcome(work())
        if request_id is not None:
            self._inbox.put(request_id, outcome, self.service.connection.has_written)
        return outcome, False

    def rehearse(self, envelope: Envelope, settlement: Settlement | None) -> bytes:
        """What would follow from a message, or from a settlement after it, as JSON; nothing of it lasts."""
        with self.service.connection.trial():
            explained = self.service.explain(envelope)
            if settlement is not None:
                explained = Explained(self.service.settle(settlement))
            return encode_explained(explained)


class Worlds:
    """The worlds of one database. In each, one thing happens at a time."""

    def __init__(self, database: Database, open_store: OpenStore) -> None:
        self.database = database
        self._open_store = open_store
        self._held: dict[str, HeldWorld] = {}
        self._locks: dict[str, Lock] = {}

    @contextmanager
    def use(self, name: str) -> Iterator[HeldWorld]:
        """A world for this thread alone; what it changes is lasting afterwards, or undone where the block raises.

        Raises:
            StoreError: the world's store cannot be opened.
        """
        # A dictionary's setdefault is one step, so two threads that are first in a world find the same lock.
        with self._locks.setdefault(name, Lock()):
            world = self._held.get(name) or self._open(name)
            connection = world.service.connection
            try:
                yield world
                connection.commit()
            except BaseException:
                connection.recover()
                raise

    def _open(self, name: str) -> HeldWorld:
        world = self._held[name] = HeldWorld(self.database, self._open_store(name))
        return world

    def close(self) -> None:
        """Let go of every store, each when what happens in it is over."""
        for name in list(self._held):
            with self._locks[name]:
                self._held.pop(name).service.connection.close()
