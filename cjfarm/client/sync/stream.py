"""One connection over TCP, waiting for every byte."""

from __future__ import annotations

import selectors
import socket
import ssl

_CHUNK_BYTES = 65_536


class Stream:
    """Bytes to and from one address."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected

    @classmethod
    def open(cls, host: str, port: int, secure: bool, seconds: float) -> Stream:
        """Connect.

        Raises:
            OSError: nothing takes the connection; a TimeoutError where nothing does so in time.
        """
        connected = socket.create_connection((host, port), seconds)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if secure:
            connected = ssl.create_default_context().wrap_socket(connected, server_hostname=host)
        return cls(connected)

    def send(self, data: bytes) -> None:
        """Send bytes."""
        self._socket.sendall(data)

    def receive(self, seconds: float) -> bytes:
        """The bytes that come next; none where the other side has closed.

        Raises:
            TimeoutError: none came in time.
        """
        self._socket.settimeout(max(seconds, 0.001))
        return self._socket.recv(_CHUNK_BYTES)

    def is_stale(self) -> bool:
        """Whether a connection that waits for nothing has ended: then there is something to read, its end."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            return bool(selector.select(0))

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()
