"""Whether what was sent over a TCP connection came to the other side.

Writing to a socket succeeds also where nobody is there any more. So the last messages of a connection are remembered
until it is known what became of them: a client that closes after reading has them; one that was gone already refuses
them, and they wait for its terminal's next connection.
"""

from __future__ import annotations

import asyncio
import fcntl
import socket
import termios
from typing import Any

from switch.journal import Entry

_ZERO = bytes(4)
_TCP_INFO = getattr(socket, "TCP_INFO", 0)
_TCP_CLOSED = 7
"""The state of a connection whose other side answered with a reset, in Linux's numbering; elsewhere it is not known."""


class Arrival:
    """The messages of one connection that may not have come to its other side."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._peer: Any = None
        self._unsure: list[Entry] = []
        self._doubtful = False

    def begin(self, transport: asyncio.BaseTransport) -> None:
        """The connection is made."""
        self._transport, self._peer = transport, transport.get_extra_info("socket")

    def sent(self, entries: list[Entry]) -> None:
        """Messages are about to be written."""
        # A client that answers has had what went before; what is left is little when the connection breaks.
        if self._unsure and self._all_confirmed():
            self._unsure.clear()
        self._unsure += entries

    def forget(self) -> None:
        """Nothing that was sent so far matters any more."""
        self._unsure.clear()

    def peer_closed(self) -> None:
        """The other side has closed: unless it refused what was sent, or may still do so, it has it."""
        self._doubtful = self._closed_by_refusal() or not self._all_confirmed()
        if not self._doubtful:
            self._unsure.clear()

    def abandoned(self) -> None:
        """This side ends the connection without waiting for the other."""
        self._doubtful = True

    def end(self, error: Exception | None) -> list[Entry]:
        """The connection is gone; gives the messages that did not come to the other side, as far as can be told."""
        # A client that closes with something unread resets the connection; what came to its side counts as delivered.
        broken = error is not None and not isinstance(error, ConnectionResetError)
        missing = self._unsure if broken or self._doubtful else []
        self._unsure = []
        return missing

    def _closed_by_refusal(self) -> bool:
        peer = self._open_peer()
        state = peer.getsockopt(socket.IPPROTO_TCP, _TCP_INFO, 1) if peer is not None and _TCP_INFO else b""
        return bool(state) and state[0] == _TCP_CLOSED

    def _all_confirmed(self) -> bool:
        peer = self._open_peer()
        if peer is None or self._transport.get_write_buffer_size():
            return peer is None
        return fcntl.ioctl(peer.fileno(), termios.TIOCOUTQ, _ZERO) == _ZERO

    def _open_peer(self) -> Any:
        return self._peer if self._peer is not None and self._peer.fileno() >= 0 else None
