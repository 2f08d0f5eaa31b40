"""Responses in one piece: what is written for a client in one turn of the loop leaves together.

The HTTP server writes the head of a response and then its body. Each would be a call of the system, and would wake the
client by itself.
"""

from __future__ import annotations

import asyncio
from typing import Any

from switch.http.reading import ReadingProtocol


class Gathering:
    """A transport that gathers what is written until the loop's next turn; all else is the transport's own."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport, self._loop = transport, asyncio.get_running_loop()
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Write with whatever else is written in this turn."""
        if not self._parts:
            self._loop.call_soon(self._flush)
        self._parts.append(data)

    def close(self) -> None:
        """Close when all is written."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._parts:
            self._transport.write(b"".join(self._parts))
            self._parts.clear()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class OneWriteProtocol(ReadingProtocol):
    """The protocol over a transport that gathers."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        super().connection_made(Gathering(transport))  # type: ignore[arg-type]
