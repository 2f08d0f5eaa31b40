"""The line: terminals connected over TCP, one frame a message."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from itertools import count

from shared.wire import BrokenFrame, Dialect, FrameReader, ProtocolError, frame
from switch.apology import apology
from switch.arrival import Arrival
from switch.connections import Connections
from switch.core import Switch
from switch.exchange import Exchange, When
from switch.intake import Intake
from switch.journal import Entry
from switch.runner import Runner

log = logging.getLogger(__name__)

BROKEN_FRAMES_LIMIT = 3
"""Broken frames in a row that close a connection."""
UNREAD_LIMIT_BYTES = 1_048_576
"""What may wait in a connection's buffer for a client that does not read."""
UNREAD_LIMIT_SECONDS = 2.0
"""How long a client may leave so much unread before its connection is closed."""
STOP_SECONDS = 0.5
"""How long clients may take for what is on its way when the farm stops."""
LINGER_SECONDS = 0.1
"""How long a client that has closed its side may take to refuse its last answer."""
RETRY_SECONDS = 0.25
"""After how long the store is told again of a connection that has ended, where it failed; then twice as long."""

_TEXT = bytes((*range(0x20, 0x7F), *b"\r\n"))
_RUBBISH = "the frame holds characters that are not text: printable ASCII and line ends are accepted"


class LineConnection(asyncio.Protocol):
    """One connection of a terminal, or of a client's message switch with many terminals behind it."""

    holds = False

    def __init__(self, name: str, runner: Runner, dialect: Dialect, connections: Connections[LineConnection]) -> None:
        self._runner, self._dialect, self._connections = runner, dialect, connections
        self._reader, self._intake = FrameReader(dialect.framing), Intake(self)
        self._transport: asyncio.Transport | None = None
        self._arrival = Arrival()
        self._mnemonics: set[str] = set()
        self._unread: asyncio.TimerHandle | None = None
        self._taken = self._begun = self._answered = 0
        """Of all that came: how much was taken, with how much a world has begun, and how much is answered completely.

        Each is counted in one place, for a world may begin in a thread of its own.
        """
        self._broken = 0
        self._cut_off: list[Entry] = []
        """What did not come whole because the connection was closed on purpose."""
        self._reading = True
        self._refusing = self._half_closed = self._left = False
        self.open = False
        self.name = name

    # -- what asyncio tells us ------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected."""
        self._transport = transport  # type: ignore[assignment]
        if self._connections.full:
            log.warning("%s refused: %d connections are open, the limit", self.name, self._connections.limit)
            transport.close()
            return
        self._connections.add(self)
        self._arrival.begin(transport)
        self.open = True
        transport.set_write_buffer_limits(high=UNREAD_LIMIT_BYTES)  # type: ignore[attr-defined]
        peer = transport.get_extra_info("peername")
        # The journal knows the connection by its number alone, so that the same script gives the same journal.
        log.info("%s connected from %s", self.name, peer[0] if peer else "?")

    def data_received(self, data: bytes) -> None:
        """Bytes came in, in any fragmentation."""
        self._intake.put(self._reader.feed(data))

    def eof_received(self) -> bool:
        """The client sends no more. It may still read, so the connection stays until it has its answers."""
        self._half_closed = True
        # Whether anybody still reads is not known, so what nobody asked for waits for the next connection.
        self._hang_up([])
        self._arrival.peer_closed()
        self._end_when_answered()
        return True

    def connection_lost(self, error: Exception | None) -> None:
        """The client is gone; what did not come there stays queued, and what it had sent is still carried out."""
        self._left, self.open = self.open, False
        self.resume_writing()
        self._intake.plan()
        missing, self._transport = [*self._arrival.end(error), *self._cut_off], None
        self._hang_up(missing)
        log.info("%s closed", self.name)

    def _hang_up(self, unsent: list[Entry], seconds: float = RETRY_SECONDS, asked: Switch | None = None) -> None:
        """Let what could not be sent wait; where the store fails, it is told again."""
        runner, switch = self._runner, asked or self._runner.world.switch

        def step() -> None:
            # What another world had sent is not known in this one.
            now = runner.world.switch
            now.delivery.hang_up(self, unsent if now is switch else [])

        def failed(error: BaseException) -> None:
            if not runner.dropped:
                asyncio.get_running_loop().call_later(seconds, self._hang_up, unsent, 2 * seconds, switch)

        runner.start(step, failed)

    def pause_writing(self) -> None:
        """The client has much to read: nothing more is taken from it until it has, and it has not long."""
        why = f"the client left {UNREAD_LIMIT_BYTES} bytes unread for {UNREAD_LIMIT_SECONDS} seconds"
        self._unread = asyncio.get_running_loop().call_later(UNREAD_LIMIT_SECONDS, self.abort, why)
        self.turn_over()

    def resume_writing(self) -> None:
        """The client reads."""
        if self._unread is None:
            return
        self._unread.cancel()
        self._unread = None
        self._intake.plan()

    # -- ending ---------------------------------------------------------------------------------------------------

    def close(self, why: str) -> None:
        """Close the connection when the client has read what is on its way."""
        if self.open:
            self.open = False
            log.warning("%s closed: %s", self.name, why)
        self._left = False
        if self._transport is not None:
            self._transport.close()
        else:
            self._connections.discard(self)

    def abort(self, why: str) -> None:
        """Close the connection at once; what has not come there stays queued."""
        self.close(why)
        if self._transport is not None:
            self._arrival.abandoned()
            self._transport.abort()

    def begin_anew(self) -> None:
        """The world was put back: nothing that this connection was sent or waits for is known there any more."""
        self._arrival.forget()
        self._cut_off.clear()
        self._mnemonics.clear()
        # What came while the world was put back is carried out in this one.
        self._answered = self._begun
        if self._left:
            self._intake.held.clear()
        self._intake.plan()

    def _end_when_answered(self) -> None:
        if self._half_closed and self._answered == self._taken and not self._intake.held:
            asyncio.get_running_loop().call_later(LINGER_SECONDS, self._end)

    def _end(self) -> None:
        self._arrival.peer_closed()
        if self._transport is not None:
            self._transport.close()

    # -- messages -------------------------------------------------------------------------------------------------

    def hand(self, entries: list[Entry]) -> None:
        """Send messages to the client, all at once; until they are known to have come there they may be given back."""
        transport = self._transport
        if transport is None or not self.open:
            self._hang_up(entries)
            return
        self._arrival.sent(entries)
        transport.write(b"".join([self._framed(entry.text) for entry in entries]))

    def break_off(self, entry: Entry, when: When) -> None:
        """Close the connection before, in the middle of, or after a message."""
        if when == "after" or self._transport is None or not self.open:
            self.hand([entry])
        else:
            self._cut_off.append(entry)
        if when == "middle" and self._transport is not None and self.open:
            whole = self._framed(entry.text)
            self._transport.write(whole[: len(whole) // 2])
        self.close(f"a fault closes it {when} an answer")

    def _framed(self, text: str) -> bytes:
        return frame(text.encode("ascii", "replace"), self._dialect.framing)

    def may_take(self) -> bool:
        """Whether a message may be taken now."""
        return (
            (self.open or self._left)
            and not self._refusing
            and self._unread is None
            and self._taken - self._answered < self._connections.share
        )

    def take(self, item: bytes | BrokenFrame) -> None:
        """Take what is next."""
        if isinstance(item, BrokenFrame):
            self._break(item.reason)
        elif item.translate(None, _TEXT):
            self._break(_RUBBISH)
        else:
            self._take(item)

    def turn_over(self) -> None:
        """A turn is over: more is read only where all that was read is taken, and more may be."""
        if self._transport is None and not (self._left and self._intake.held):
            self._connections.discard(self)
        self._end_when_answered()
        if self._transport is None or not self.open or self._half_closed:
            return
        reading = not self._intake.held and self.may_take()
        if reading and not self._reading:
            self._transport.resume_reading()
        elif self._reading and not reading:
            self._transport.pause_reading()
        self._reading = reading

    def share_grew(self) -> None:
        """Others have ended: more may be taken."""
        if not self._reading:
            self._intake.plan()

    def _take(self, payload: bytes) -> None:
        self._broken = 0
        self._taken += 1

        def step() -> None:
            self._begun += 1
            exchange = self._runner.world.switch.receive(payload, self)
            exchange.done = self._is_answered
            self._listen(exchange)

        self._runner.start(step, lambda error: self._apologise(payload, error))

    def _apologise(self, payload: bytes, error: BaseException) -> None:
        """Nothing remains of a message, not even in the journal: say so, or the client would wait in vain."""
        if self.open and self._transport is not None:
            self._transport.write(self._framed(apology(payload, error, self._dialect)))
        # What waits for a terminal was perhaps not sent: it is with the next message.
        self._mnemonics.clear()
        self._runner.world.switch.delivery.unlisten(self)
        self._is_answered()

    def _is_answered(self) -> None:
        self._answered += 1
        if not self._reading:
            # Not at once for each one: then messages would be read one by one.
            few = self._taken - self._answered <= self._connections.share // 2
            self._intake.plan() if few else self._intake.plan_later()
        self._end_when_answered()

    def _listen(self, exchange: Exchange) -> None:
        switch, terminal = self._runner.world.switch, exchange.terminal
        if self.open and terminal not in self._mnemonics and switch.directory.terminals.get(terminal) is not None:
            self._mnemonics.add(terminal)
            switch.delivery.listen(terminal, self)

    def _break(self, reason: str) -> None:
        self._broken += 1
        self._taken += 1
        self._refusing = self._broken >= BROKEN_FRAMES_LIMIT or self._reader.dead
        done = self._closing(reason) if self._refusing else self._is_answered

        def step() -> None:
            self._begun += 1
            exchange = self._runner.world.switch.receive_broken("", ProtocolError(reason, parts=("frame",)), self)
            # Closed when the answer has been handed over, so that the client can read why.
            exchange.done = done

        self._runner.start(step, lambda error: done())

    def _closing(self, reason: str) -> Callable[[], None]:
        def done() -> None:
            self._is_answered()
            self.close(f"broken frames: {reason}")

        return done


class LineServer:
    """Listens for terminals of one world."""

    def __init__(self, runner: Runner, dialect: Dialect, limit: int) -> None:
        self._runner, self._dialect = runner, dialect
        self._connections: Connections[LineConnection] = Connections(limit)
        self._connections.when_grown = self._share_grew
        self._numbers = count(1)
        self._server: asyncio.Server | None = None

    async def start(self, listener: socket.socket) -> None:
        """Begin to take connections on a socket that listens."""
        self._runner.when_renewed = self._begin_anew
        self._server = await asyncio.get_running_loop().create_server(self._connection, sock=listener)

    def _connection(self) -> LineConnection:
        name = f"line {next(self._numbers)}"
        return LineConnection(name, self._runner, self._dialect, self._connections)

    def stop(self, why: str) -> None:
        """Stop listening and close every connection."""
        if self._server is not None:
            self._server.close()
        for connection in list(self._connections):
            connection.close(why)

    def _begin_anew(self) -> None:
        for connection in self._connections:
            connection.begin_anew()

    def _share_grew(self) -> None:
        for connection in self._connections:
            connection.share_grew()

    async def stopped(self) -> None:
        """Wait until every connection has ended; one whose client does not read is ended at once after a moment."""
        ends = asyncio.get_running_loop().time() + STOP_SECONDS
        while self._connections:
            await asyncio.sleep(0.005)
            if asyncio.get_running_loop().time() > ends:
                for connection in list(self._connections):
                    connection.abort("the farm stops")
