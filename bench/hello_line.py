"""A line server that only says hello: what is left of the line where nothing is looked up, journaled or stored."""

from __future__ import annotations

import asyncio
import sys
from typing import cast

import uvloop

from bench.peers import ETX, STX

HEADER_BYTES = 10


class Hello(asyncio.Protocol):
    """A connection on which every frame is answered with its header and a word."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected."""
        self._transport, self._rest = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        *frames, self._rest = (self._rest + data).split(ETX)
        self._transport.write(b"".join(frame[: len(STX) + HEADER_BYTES] + b".HELLO\r\n" + ETX for frame in frames))


async def main(port: int) -> None:
    """Serve until told to stop."""
    server = await asyncio.get_running_loop().create_server(Hello, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
