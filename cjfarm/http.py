"""A running farm as the commands ask it: one connection a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cjfarm.client.address import DEFAULT_URL, Address
from cjfarm.client.calls import Call
from cjfarm.client.sync.connections import Connections

ANSWER_SECONDS = 30.0
"""How long an answer may take, beyond what the farm itself was asked to wait."""


@dataclass(frozen=True, slots=True)
class FarmAddress:
    """A running farm as its callers know it.

    Attributes:
        url: where its HTTP interface is.
        token: what its requests must bear, or None.
        world: the world that requests are about; None leaves the choice to the farm.
        patience_seconds: how long an answer may take.
    """

    url: str = DEFAULT_URL
    token: str | None = field(default=None, repr=False)
    world: str | None = None
    patience_seconds: float = ANSWER_SECONDS

    def get(self, *path: str, wait: float | None = None, **query: object) -> Any:
        """Read something; ``wait`` is for how many seconds the farm itself may wait for it."""
        return self.call("GET", path, {**query, "wait": wait}, None, wait or 0)

    def post(self, *path: str, body: object = None, wait: float | None = None, **query: object) -> Any:
        """Have something done; text is sent as it is, anything else as JSON."""
        return self.call("POST", path, {**query, "wait": wait}, body, wait or 0)

    def put(self, *path: str, body: object) -> Any:
        """Set something."""
        return self.call("PUT", path, {}, body)

    def delete(self, *path: str) -> Any:
        """Remove something."""
        return self.call("DELETE", path, {}, None)

    def lines(self, *path: str) -> list[bytes]:
        """The lines of an answer that is text, each with its end.

        Raises:
            Unreachable: nothing answers, or what answers is no farm.
            Refused: the farm says no, and why.
        """
        connections = self._connections()
        try:
            return connections.content(Call("GET", path), self.world).splitlines(keepends=True)
        finally:
            connections.close()

    def call(
        self, method: str, path: tuple[str, ...], query: Mapping[str, object], body: object, wait: float = 0
    ) -> Any:
        """One request; gives the decoded JSON of its answer, or None where it has none.

        Query values of None are left out.

        Raises:
            Unreachable: nothing answers, or what answers is no farm.
            Refused: the farm says no, and why.
        """
        connections = self._connections()
        try:
            return connections.call(Call(method, path, query, body, wait), self.world)
        finally:
            connections.close()

    def _connections(self) -> Connections:
        return Connections(Address.of(self.url), self.token, self.patience_seconds)
