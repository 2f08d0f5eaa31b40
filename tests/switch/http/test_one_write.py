"""What is written for a client in one turn of the loop leaves together, and nothing is lost when it is closed."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from switch.http.one_write import Gathering

pytestmark = pytest.mark.anyio


class Wire:
    """A transport that notes what it is given."""

    def __init__(self) -> None:
        self.given: list[bytes | str] = []

    def write(self, data: bytes) -> None:
        self.given.append(data)

    def close(self) -> None:
        self.given.append("closed")

    def is_closing(self) -> bool:
        return "closed" in self.given


@pytest.fixture
async def wire() -> Wire:
    return Wire()


async def gathering(wire: Wire) -> Gathering:
    return Gathering(cast(Any, wire))


async def test_head_and_body_leave_in_one_piece(wire: Wire) -> None:
    transport = await gathering(wire)
    transport.write(b"head ")
    transport.write(b"body")
    assert wire.given == []
    await asyncio.sleep(0)
    assert wire.given == [b"head body"]


async def test_what_comes_later_leaves_later(wire: Wire) -> None:
    transport = await gathering(wire)
    for part in (b"one", b"two"):
        transport.write(part)
        await asyncio.sleep(0)
    assert wire.given == [b"one", b"two"]


async def test_what_was_written_leaves_before_the_connection_is_closed(wire: Wire) -> None:
    transport = await gathering(wire)
    transport.write(b"last")
    transport.close()
    await asyncio.sleep(0)
    assert wire.given == [b"last", "closed"]
    assert transport.is_closing()
