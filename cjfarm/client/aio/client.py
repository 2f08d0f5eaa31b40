"""A farm as its users see it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Literal

from cjfarm.client.address import DEFAULT_URL, Address
from cjfarm.client.aio.connections import AsyncConnections
from cjfarm.client.aio.world import AsyncWorld
from cjfarm.client.calls import Call
from cjfarm.client.queries import said
from cjfarm.client.values import WorldInfo
from cjfarm.errors import Refused

PATIENCE_SECONDS = 60.0
"""How long an answer may take, beyond what the farm itself was asked to wait."""


class AsyncClient:
    """A running farm.

    Every method that asks the farm raises ``FarmError``: ``Refused`` with the farm's own words where it says no, and
    ``Unreachable`` where no answer comes.

    Attributes:
        url: where its HTTP interface is.
    """

    def __init__(
        self, url: str = DEFAULT_URL, token: str | None = None, *, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Name a farm; nothing is asked of it yet.

        Args:
            url: where its HTTP interface is.
            token: what its requests must bear; ``CJFARM_TOKEN`` of the environment if left out.
            patience_seconds: how long an answer may take.

        Raises:
            FarmError: the URL is none.
        """
        self.url = url
        token = token or os.environ.get("CJFARM_TOKEN") or None
        self._connections = AsyncConnections(Address.of(url), token, patience_seconds)
        self._catalog: dict[str, Any] | None = None

    @property
    def host(self) -> str:
        """The host that the farm serves on."""
        return self._connections.address.host

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections to the farm."""
        await self._connections.close()

    async def call(
        self,
        method: str,
        *path: str,
        query: Mapping[str, object] | None = None,
        body: object = None,
        wait: float = 0,
        world: str | None = None,
    ) -> Any:
        """Make one request of the HTTP interface; gives the JSON of its answer, or None where it has none.

        For what has no method of its own here. ``wait`` is for how many seconds the farm itself may wait.
        """
        return await self._connections.call(Call(method, path, query or {}, body, wait), world)

    async def text(self, *path: str, world: str | None = None) -> str:
        """Read something that is text and not JSON."""
        return (await self._connections.content(Call("GET", path), world)).decode()

    async def ready(self) -> bool:
        """Whether the farm can answer messages."""
        try:
            await self.call("GET", "ready")
        except Refused:
            return False
        return True

    async def catalog(self) -> dict[str, Any]:
        """Databases, records, fields, keys, levels and rules, with where they come from. It is asked for once."""
        if self._catalog is None:
            self._catalog = dict(await self.call("GET", "catalog"))
        return self._catalog

    async def worlds(self) -> list[WorldInfo]:
        """Every world of the farm."""
        return [WorldInfo.of(given) for given in (await self.call("GET", "worlds"))["worlds"]]

    def world(self, name: str = "main") -> AsyncWorld:
        """A world that is there; that it is not shows when it is first asked for something."""
        return AsyncWorld(self, name)

    async def create_world(
        self, name: str, from_: str = "seed", *, line: bool = False, ephemeral: bool = False, seed: int | None = None,
        size: int | str | None = None, date: str | None = None, clock: Literal["frozen", "real"] | None = None,
    ) -> AsyncWorld:  # fmt: skip
        """Create a world.

        Args:
            name: its name: up to 40 of a-z 0-9 _ -, the first a letter or digit.
            from_: ``seed`` (as the main world was at its first start, clock included), a snapshot, or another world.
            line: whether it has a line port of its own.
            ephemeral: whether it ends with the farm.
            seed: which people there are; this and what follows only from ``seed``, and else as in the main world.
            size: how many people there are: ``small``, ``county``, ``state`` or a number.
            date: the day on which a frozen clock begins, as ``YYYY-MM-DD``.
            clock: how the clock runs.

        Raises:
            Refused: the name is taken, there is nothing to make it from, or there are too many worlds.
        """
        flags = {"line": line or None, "ephemeral": ephemeral or None}
        body = said(name=name, from_=from_, **flags, seed=seed, size=size, date=date, clock=clock)
        return AsyncWorld(self, name, WorldInfo.of(await self.call("POST", "worlds", body=body)).line_port)
