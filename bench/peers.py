"""Connections of the load generator: each sends one message, waits for its replies, and sends the next."""

from __future__ import annotations

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from time import perf_counter
from typing import Protocol

STX, ETX = b"\x02", b"\x03"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)


class Work(Protocol):
    """What a connection sends, and who is told of the answers."""

    def next(self) -> tuple[bytes, int] | None:
        """The next message without its header, and how many replies it draws; None where it is over."""

    def answered(self, began: float, ended: float, right: bool, answer: bytes) -> None:
        """Take note of an answer, with when its message was sent and when it was complete."""


class Peer(asyncio.Protocol, ABC):
    """One connection.

    Attributes:
        over: done when the last answer has come, or failed when the connection broke.
    """

    def __init__(self, work: Work, mark: bytes, header: bytes) -> None:
        self._work, self._mark, self._header = work, mark, header
        self._transport: asyncio.Transport
        self._buffer = b""
        self._began = 0.0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The server took the connection."""
        self._transport = transport  # type: ignore[assignment]
        self.send()

    def connection_lost(self, error: Exception | None) -> None:
        """The connection is closed."""
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the server closed the connection"))

    def send(self) -> None:
        """Send the next message, or close where there is none."""
        work = self._work.next()
        if work is None:
            self.over.set_result(None)
            self._transport.close()
            return
        message = self.written(*work)
        self._began = perf_counter()
        self._transport.write(message)

    @abstractmethod
    def written(self, rest: bytes, replies: int) -> bytes:
        """A message as it goes over this kind of connection."""

    def complete(self, answer: bytes) -> None:
        """An answer has come whole."""
        self._work.answered(self._began, perf_counter(), self._mark in answer, answer)
        self.send()


class HttpPeer(Peer):
    """A client of ``POST /messages`` that keeps its connection."""

    def written(self, rest: bytes, replies: int) -> bytes:
        length = len(self._header) + len(rest)
        start = b"POST /messages HTTP/1.1\r\nHost: farm\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
        return start % length + self._header + rest

    def data_received(self, data: bytes) -> None:
        """Bytes came in."""
        buffer = self._buffer + data if self._buffer else data
        head = buffer.find(b"\r\n\r\n")
        length = _LENGTH.search(buffer, 0, head) if head >= 0 else None
        if length is not None and len(buffer) >= head + 4 + int(length[1]):
            self._buffer = b""
            self.complete(buffer)
        else:
            self._buffer = buffer


class HelloPeer(HttpPeer):
    """A client of a server that only says hello."""

    def written(self, rest: bytes, replies: int) -> bytes:
        return b"GET / HTTP/1.1\r\nHost: hello\r\n\r\n"


class LinePeer(Peer):
    """A terminal on the line; it counts the replies that bear its own header."""

    _missing = 0

    def written(self, rest: bytes, replies: int) -> bytes:
        self._missing = replies
        return STX + self._header + rest + ETX

    def data_received(self, data: bytes) -> None:
        """Bytes came in."""
        self._buffer += data
        if data.endswith(ETX) and self._buffer.count(STX + self._header) >= self._missing:
            answer, self._buffer = self._buffer, b""
            self.complete(answer)


PEERS: dict[str, Callable[[Work, bytes, bytes], Peer]] = {"http": HttpPeer, "hello": HelloPeer, "line": LinePeer}
