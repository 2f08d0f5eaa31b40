"""The HTTP connections to one farm: they stay open between calls."""

from __future__ import annotations

from typing import Any

from cjfarm.client.address import Address
from cjfarm.client.aio.stream import AsyncStream
from cjfarm.client.calls import Call, content_of, silence, understood, written
from cjfarm.client.http1 import BrokenHttp, Response, ResponseReader


class AsyncConnections:
    """Carries calls to a farm. A connection serves one call at a time; as many are opened as calls overlap."""

    def __init__(self, address: Address, token: str | None, patience_seconds: float) -> None:
        self.address = address
        self._token, self._patience_seconds = token, patience_seconds
        self._idle: list[AsyncStream] = []

    async def call(self, call: Call, world: str | None = None) -> Any:
        """Make a call about a world; gives what the answer says.

        Raises:
            Refused: the farm says no, and why.
            Unreachable: no answer came, or what answers is no farm.
        """
        return understood(await self.content(call, world), self.address)

    async def content(self, call: Call, world: str | None = None) -> bytes:
        """Make a call about a world; gives what the answer brings, as it is.

        Raises:
            Refused: the farm says no, and why.
            Unreachable: no answer came.
        """
        request = written(call, self.address, self._token, world)
        try:
            response = await self._exchanged(request, call.wait + self._patience_seconds)
        except (OSError, BrokenHttp) as error:
            raise silence(self.address, error) from error
        return content_of(response)

    async def close(self) -> None:
        """Close every connection; a later call opens a new one."""
        while self._idle:
            self._idle.pop().close()

    async def _exchanged(self, request: bytes, seconds: float) -> Response:
        stream = await self._connection(seconds)
        keeps_open = False
        try:
            await stream.send(request)
            reader = ResponseReader()
            while (response := reader.feed(await stream.receive(seconds))) is None:
                pass
            keeps_open = response.keeps_open
        finally:
            if keeps_open:
                self._idle.append(stream)
            else:
                stream.close()
        return response

    async def _connection(self, seconds: float) -> AsyncStream:
        while self._idle:
            stream = self._idle.pop()
            if not stream.is_stale():
                return stream
            stream.close()
        return await AsyncStream.open(self.address.host, self.address.port, self.address.secure, seconds)
