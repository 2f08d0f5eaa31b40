"""One connection over TCP, under asyncio."""

from __future__ import annotations

import asyncio
import ssl

_CHUNK_BYTES = 65_536


class AsyncStream:
    """Bytes to and from one address."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._loop = asyncio.get_running_loop()

    @classmethod
    async def open(cls, host: str, port: int, secure: bool, seconds: float) -> AsyncStream:
        """Connect.

        Raises:
            OSError: nothing takes the connection; a TimeoutError where nothing does so in time.
        """
        context = ssl.create_default_context() if secure else None
        async with asyncio.timeout(seconds):
            return cls(*await asyncio.open_connection(host, port, ssl=context))

    async def send(self, data: bytes) -> None:
        """Send bytes."""
        self._writer.write(data)
        await self._writer.drain()

    async def receive(self, seconds: float) -> bytes:
        """The bytes that come next; none where the other side has closed.

        Raises:
            TimeoutError: none came in time.
        """
        async with asyncio.timeout(max(seconds, 0.001)):
            return await self._reader.read(_CHUNK_BYTES)

    def is_stale(self) -> bool:
        """Whether a connection that waits for nothing has ended, or belongs to an event loop that has."""
        return self._loop is not asyncio.get_running_loop() or self._reader.at_eof()

    def close(self) -> None:
        """Close the connection; one whose event loop is closed is left to it."""
        if not self._loop.is_closed():
            self._writer.close()
