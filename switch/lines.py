"""The line ports of a farm: that of the main world, and one for each world that asked for its own."""

from __future__ import annotations

import asyncio
import logging
import socket

from shared.web.listening import bound
from shared.wire import Dialect
from switch.line import LineServer
from switch.runner import Runner

log = logging.getLogger(__name__)

ANY_FREE = 0


class Lines:
    """The line servers of one farm, by world."""

    def __init__(self, host: str, dialect: Dialect, limit: int) -> None:
        """Nothing is opened yet.

        Args:
            host: the address to listen on.
            dialect: how messages are framed and laid out.
            limit: how many connections each port takes.
        """
        self._host, self._dialect, self._limit = host, dialect, limit
        self._servers: dict[str, LineServer] = {}

    async def open(self, runner: Runner, port: int | None) -> int:
        """Listen for terminals of a world; gives the port.

        Args:
            runner: the world's runner.
            port: the port that is wanted; where it is not free, or None, any free one is taken.

        Raises:
            OSError: no port can be used.
        """
        try:
            listener = bound(self._host, port or ANY_FREE)
        except OSError:
            if not port:
                raise
            log.warning("line port %d is not free: the world gets another", port, extra={"world": runner.world.name})
            listener = bound(self._host, ANY_FREE)
        return await self.serve(runner, listener)

    async def serve(self, runner: Runner, listener: socket.socket) -> int:
        """Take connections for a world on a socket that listens; gives its port."""
        server = LineServer(runner, self._dialect, self._limit)
        await server.start(listener)
        self._servers[runner.world.name] = server
        port: int = listener.getsockname()[1]
        return port

    def close(self, world: str) -> None:
        """End a world's port and every connection of it; a world without a port of its own is left alone."""
        server = self._servers.pop(world, None)
        if server is not None:
            server.stop("the world was dropped")

    def stop(self) -> None:
        """Stop listening and close every connection."""
        for server in self._servers.values():
            server.stop("the farm stops")

    async def stopped(self) -> None:
        """Wait until every connection has ended."""
        await asyncio.gather(*(server.stopped() for server in self._servers.values()))
