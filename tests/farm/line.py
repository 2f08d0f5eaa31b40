"""A client on the line that sends any bytes it likes, and reads only when it is told to."""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Iterable
from types import TracebackType

from cjfarm.compose import Sender, compose
from shared.wire import BrokenFrame, FrameReader, Framing, frame
from tests.cases.farm import FarmProcess
from tests.cases.terminals import MARK, ORIS, Came, came, marker

TIMEOUT_SECONDS = 20


class Line:
    """One connection to the line of a farm."""

    def __init__(
        self, farm: FarmProcess, framing: Framing = Framing.STX_ETX, receive_buffer: int | None = None
    ) -> None:
        """Connect.

        Args:
            farm: the farm.
            framing: how frames are told apart.
            receive_buffer: bytes that the system takes for a client that does not read; None leaves it to the system.
        """
        self._framing = framing
        self.socket = socket.socket()
        if receive_buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(TIMEOUT_SECONDS)
        self.socket.connect((farm.host, farm.line_port))
        self._reader = FrameReader(framing, 1 << 20)
        self._arrived: deque[Came] = deque()

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, *messages: str) -> None:
        """Send messages, all in one packet."""
        self.send_bytes(framed(messages, self._framing))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(data)

    def receive(self) -> Came:
        """The next message.

        Raises:
            EOFError: the farm closed the connection.
            TimeoutError: none came.
        """
        while not self._arrived:
            data = self.socket.recv(65_536)
            if not data:
                raise EOFError
            for payload in self._reader.feed(data):
                assert not isinstance(payload, BrokenFrame), payload.reason
                self._arrived.append(came(payload.decode("ascii")))
        return self._arrived.popleft()

    def take(self, count: int) -> list[Came]:
        """The next messages."""
        return [self.receive() for _ in range(count)]

    def until_closed(self) -> list[Came]:
        """Everything that comes until the farm closes the connection."""
        found = []
        while True:
            try:
                found.append(self.receive())
            except (EOFError, ConnectionResetError):
                return found

    def all_there(self, terminal: str) -> list[Came]:
        """Everything that was sent to this connection until now, with what waited for a terminal.

        Two messages are sent that are answered at once. The first makes the farm send what waited for the terminal,
        the answer to the second shows where that ends.
        """
        found = []
        for _ in range(2):
            self.send(marker(terminal))
            while (one := self.receive()).header != terminal + MARK:
                found.append(one)
        return found

    def close(self) -> None:
        """Hang up."""
        self.socket.close()


def framed(messages: Iterable[str], framing: Framing = Framing.STX_ETX) -> bytes:
    """The bytes that carry messages."""
    return b"".join(frame(message.encode("latin-1"), framing) for message in messages)


def typed(terminal: str, text: str, number: int = 1) -> str:
    """The message for what somebody types at a terminal."""
    return compose(text, Sender(terminal, "FULL01", ORIS[terminal], f"{number:06d}"))
