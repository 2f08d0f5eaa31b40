"""A fault that is in force in a world."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from cjfarm.errors import Refused

if TYPE_CHECKING:
    from cjfarm.client.aio.world import AsyncWorld

_NOT_FOUND = 404


class AsyncFault:
    """A fault; used in a ``with`` it ends with the block.

    Attributes:
        id: its number.
        definition: what it strikes and does, as the farm says it.
        struck: how often it had struck when the farm was asked.
    """

    def __init__(self, world: AsyncWorld, definition: dict[str, Any]) -> None:
        self._world, self.definition = world, definition
        self.id, self.struck = int(definition["id"]), int(definition["struck"])

    async def end(self) -> None:
        """End it; one that has ended by itself stays ended."""
        try:
            await self._world.call("DELETE", "faults", str(self.id))
        except Refused as refused:
            if refused.status != _NOT_FOUND:
                raise

    async def __aenter__(self) -> AsyncFault:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.end()
