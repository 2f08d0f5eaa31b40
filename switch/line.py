"""The line: terminals connected over TCP, one frame a message."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from itertools import count

from shared.wire import BrokenFrame, Dialect, FrameReader, ProtocolError, frame
from switch.exchange import Exchange
from switch.journal import Entry
from switch.runner import Runner

log = logging.getLogger(__name__)

BROKEN_FRAMES_LIMIT = 3
"""Broken frames in a row that close a connection."""
UNREAD_LIMIT_BYTES = 1_048_576
"""What may wait in a connection's buffer for a client that does not read, before it is closed."""


class LineConnection(asyncio.Protocol):
    """One connection of a terminal, or of a client's message switch with many terminals behind it."""

    holds = False

    def __init__(
        self, name: str, runner: Runner, dialect: Dialect, connections: set[LineConnection], limit: int
    ) -> None:
        self._runner, self._dialect = runner, dialect
        self._connections, self._limit = connections, limit
        self._reader = FrameReader(dialect.framing)
        self._transport: asyncio.Transport | None = None
        self._mnemonics: set[str] = set()
        self._unsent: list[Entry] = []
        """Messages that may not have left this process yet."""
        self._broken = 0
        self._refusing = False
        self.open = False
        self.name = name

    # -- what asyncio tells us ------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected."""
        self._transport = transport  # type: ignore[assignment]
        if len(self._connections) >= self._limit:
            log.warning("%s refused: %d connections are open, the limit", self.name, self._limit)
            transport.close()
            return
        self._connections.add(self)
        self.open = True
        # Past this the client does not read: what it has not taken stays queued for its terminal.
        transport.set_write_buffer_limits(high=UNREAD_LIMIT_BYTES)  # type: ignore[attr-defined]
        peer = transport.get_extra_info("peername")
        # The journal knows the connection by its number alone, so that the same script gives the same journal.
        log.info("%s connected from %s", self.name, peer[0] if peer else "?")

    def data_received(self, data: bytes) -> None:
        """Bytes came in, in any fragmentation."""
        for item in self._reader.feed(data):
            if not self.open or self._refusing:
                return
            if isinstance(item, BrokenFrame):
                self._take_broken(item)
            else:
                self._runner.start(self._taking(item))

    def connection_lost(self, error: Exception | None) -> None:
        """The client is gone; what it did not take stays queued."""
        self.open = False
        self._connections.discard(self)
        unsent, self._unsent, self._transport = self._unsent, [], None
        self._runner.start(lambda: self._runner.world.switch.hang_up(self, unsent))
        log.info("%s closed", self.name)

    def pause_writing(self) -> None:
        """The client does not read."""
        self._hang_up(f"the client left {UNREAD_LIMIT_BYTES} bytes unread")
        if self._transport is not None:
            # Closing would wait for the client to read.
            self._transport.abort()

    def close(self, why: str) -> None:
        """Close the connection."""
        self._hang_up(why)

    # -- what the switch asks -------------------------------------------------------------------------------------

    def hand(self, entry: Entry) -> None:
        """Send a message to the client."""
        transport = self._transport
        if transport is None:
            self._runner.start(lambda: self._runner.world.switch.journal.requeue([entry]))
            return
        self._unsent.append(entry)
        if not self.open:
            return
        transport.write(frame(entry.text.encode("ascii", "replace"), self._dialect.framing))
        if not transport.get_write_buffer_size():
            self._unsent.clear()

    # -- messages -------------------------------------------------------------------------------------------------

    def _taking(self, payload: bytes) -> Callable[[], None]:
        def step() -> None:
            switch = self._runner.world.switch
            exchange = switch.receive(payload, self)
            self._broken = 0
            self._listen(exchange)

        return step

    def _listen(self, exchange: Exchange) -> None:
        if exchange.terminal and exchange.terminal not in self._mnemonics:
            self._mnemonics.add(exchange.terminal)
            self._runner.world.switch.listen(exchange.terminal, self)

    def _take_broken(self, broken: BrokenFrame) -> None:
        self._broken += 1
        self._refusing = self._broken >= BROKEN_FRAMES_LIMIT or self._reader.dead
        last = self._refusing

        def step() -> None:
            exchange = self._runner.world.switch.receive_broken("", ProtocolError(broken.reason), self)
            if last:
                # Closed when the answer has been handed over, so that the client can read why.
                exchange.done = lambda: self._hang_up(f"broken frames: {broken.reason}")

        self._runner.start(step)

    def _hang_up(self, why: str) -> None:
        if self.open:
            self.open = False
            log.warning("%s closed: %s", self.name, why)
        if self._transport is not None:
            self._transport.close()


class LineServer:
    """Listens for terminals of one world."""

    def __init__(self, runner: Runner, dialect: Dialect, limit: int) -> None:
        self._runner, self._dialect, self._limit = runner, dialect, limit
        self._connections: set[LineConnection] = set()
        self._numbers = count(1)
        self._server: asyncio.Server | None = None

    async def start(self, listener: socket.socket) -> None:
        """Begin to take connections on a socket that listens."""
        self._server = await asyncio.get_running_loop().create_server(self._connection, sock=listener)

    def _connection(self) -> LineConnection:
        name = f"line {next(self._numbers)}"
        return LineConnection(name, self._runner, self._dialect, self._connections, self._limit)

    def stop(self) -> None:
        """Stop listening and close every connection."""
        if self._server is not None:
            self._server.close()
        for connection in list(self._connections):
            connection.close("the farm stops")
