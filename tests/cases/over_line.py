"""Cases over the line of a farm in a process of its own: each terminal has a connection, each message a frame.

A frame does not say how many answers follow. So after each message a marker is sent, a message that is answered at
once: when its answer is there, everything before it is too.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator

from shared.wire import BrokenFrame, FrameReader, frame
from tests.cases.farm import FarmProcess
from tests.cases.over_http import HttpTerminals
from tests.cases.terminals import MARK, UNSOLICITED, Came, came, marker
from tests.cases.tongue import OURS, Tongue

TIMEOUT_SECONDS = 10


class Connection:
    """One connection of one terminal.

    Attributes:
        unsolicited: what came that answers no message.
    """

    def __init__(self, address: tuple[str, int], terminal: str, tongue: Tongue) -> None:
        self._socket = socket.create_connection(address, TIMEOUT_SECONDS)
        self._reader, self._terminal = FrameReader(tongue.framing), terminal
        self._tongue = tongue
        self._frames = self._arriving()
        self.unsolicited: list[Came] = []
        self._earlier: set[str] = set()
        # The first marker makes the farm send what waited for the terminal, the second shows where that ends.
        self._until_marker()
        self._until_marker()

    def send(self, message: str) -> list[Came]:
        """Send a message; gives its answers. What only now answers an earlier message comes as if unasked."""
        self._say(message)
        arrived = self._until_marker()
        late = [one for one in arrived if one.kind in UNSOLICITED or one.header in self._earlier]
        self.unsolicited += late
        self._earlier.add(message.partition(".*")[0])
        return [one for one in arrived if one not in late]

    def inbox(self) -> list[Came]:
        """What came that answers no message, since this was last asked."""
        self.unsolicited += self._until_marker()
        found, self.unsolicited = self.unsolicited, []
        return found

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _say(self, message: str) -> None:
        self._socket.sendall(frame(self._tongue.said(message).encode("latin-1"), self._tongue.framing))

    def _until_marker(self) -> list[Came]:
        self._say(marker(self._terminal))
        arrived = []
        for text in self._frames:
            one = came(text)
            if one.header == self._terminal + MARK:
                break
            arrived.append(one)
        return arrived

    def _arriving(self) -> Iterator[str]:
        while data := self._socket.recv(65_536):
            for payload in self._reader.feed(data):
                assert not isinstance(payload, BrokenFrame), payload.reason
                yield self._tongue.heard(payload.decode("ascii"))
        raise AssertionError("the farm closed the connection")


class LineTerminals(HttpTerminals):
    """The terminals of a farm over the line; what is no message, such as the journal, is asked over HTTP."""

    def __init__(self, farm: FarmProcess, tongue: Tongue = OURS) -> None:
        super().__init__(farm, tongue)
        self._address = (farm.host, farm.line_port)
        self._connections: dict[str, Connection] = {}

    def begin(self, terminals: frozenset[str]) -> LineTerminals:
        """Connect the terminals that take part, so that each gets what is sent to it from now on."""
        for terminal in sorted(terminals):
            self._connections[terminal] = Connection(self._address, terminal, self._tongue)
        return self

    def send(self, terminal: str, message: str, pending: tuple[str, ...] = ()) -> list[Came]:
        return self._connections[terminal].send(message)

    def inbox(self, terminal: str) -> list[Came]:
        return self._connections[terminal].inbox()

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()
        super().close()
