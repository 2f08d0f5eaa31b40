"""A connection of the line by itself: what it takes, what it counts, and when it ends."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import pytest

from services import discover
from shared.store.connection import StoreError
from shared.web.listening import bound
from shared.wire import DEFAULT, MAXIMUM_BYTES, frame
from switch.faults import FaultDefinition
from switch.line import LineConnection, LineServer
from switch.runner import Runner
from switch.world import World
from tests.switch.http.conftest import open_small_world

pytestmark = pytest.mark.anyio

INQUIRY = frame(b"SAC1000001.*FULL01.QW.CA0340000.OCA/26-NOBODY")
BROKEN = frame(b"A" * (MAXIMUM_BYTES + 1))
MOMENT_SECONDS = 0.3
"""Long enough for a connection to end that has its answers."""


class Wire:
    """A transport that notes what is done with it."""

    def __init__(self) -> None:
        self.written, self.reading, self.closed = b"", True, False

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.closed = True

    abort = close

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def set_write_buffer_limits(self, high: int) -> None:
        """The limits play no part here."""

    def get_extra_info(self, name: str) -> None:
        """There is no socket."""


class Farm:
    """A world and connections to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runner = Runner(self.world("first"), threaded=False)
        self.server = LineServer(self.runner, DEFAULT, limit=1000)

    def world(self, name: str) -> World:
        return open_small_world(name, self.folder, discover())

    def connect(self) -> tuple[LineConnection, Wire]:
        connection, wire = self.server._connection(), Wire()
        connection.connection_made(cast(Any, wire))
        return connection, wire

    def fault(self, **effect: Any) -> None:
        given = {"match": {"source": "WPS"}, "effect": effect}
        self.runner.world.switch.delivery.faults.add(FaultDefinition.model_validate(given))

    async def put_back(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Put another world in the place of this one; something happens while nothing is carried out."""
        world, loop = self.world("second"), asyncio.get_running_loop()

        def work() -> World:
            loop.call_soon_threadsafe(meanwhile)
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()
            return world

        await self.runner.renew(work, lambda: None, quick=False)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def farm(anyio_backend: str, tmp_path: Path) -> AsyncIterator[Farm]:
    made = Farm(tmp_path)
    await made.server.start(bound("127.0.0.1", 0))
    yield made
    made.server.stop("the test is over")
    await made.runner.close()


async def test_what_came_while_the_world_was_put_back_is_answered_before_the_connection_ends(farm: Farm) -> None:
    connection, wire = farm.connect()
    farm.fault(drop=True)
    connection.data_received(INQUIRY * 3)
    await farm.put_back(lambda: connection.data_received(INQUIRY * 2))
    await asyncio.sleep(0.01)
    assert wire.written.count(b"WPS.NONE") == 2
    connection.eof_received()
    await asyncio.sleep(MOMENT_SECONDS)
    assert wire.closed


async def test_what_a_client_sent_that_is_gone_is_not_carried_out_in_the_world_put_in_place(farm: Farm) -> None:
    connection, _ = farm.connect()
    farm.fault(drop=True)
    connection.data_received(INQUIRY * 1000)
    await asyncio.sleep(MOMENT_SECONDS)
    connection.connection_lost(None)
    await farm.put_back()
    await asyncio.sleep(MOMENT_SECONDS)
    assert farm.runner.world.switch.journal.last == 0
    assert len(farm.server._connections) == 0


async def test_a_connection_that_was_paused_is_read_again_once_its_share_has_grown(farm: Farm) -> None:
    others = [farm.connect()[0] for _ in range(299)]
    connection, wire = farm.connect()
    farm.fault(drop=True)
    connection.data_received(INQUIRY * 5)
    await asyncio.sleep(0)
    assert not wire.reading
    for other in others:
        other.connection_lost(None)
    await asyncio.sleep(MOMENT_SECONDS)
    assert wire.reading


async def test_a_connection_with_few_answers_outstanding_is_read_again(farm: Farm) -> None:
    for _ in range(299):
        farm.connect()
    connection, wire = farm.connect()
    farm.runner.world.switch.delivery.faults.add(
        FaultDefinition.model_validate({"match": {"source": "WPS"}, "effect": {"drop": True}, "times": 3})
    )
    connection.data_received(INQUIRY * 3)
    connection.data_received(INQUIRY)
    await asyncio.sleep(MOMENT_SECONDS)
    assert wire.written.count(b"WPS.NONE") == 1
    assert wire.reading


async def test_a_client_that_has_closed_its_side_is_told_what_was_broken(farm: Farm) -> None:
    connection, wire = farm.connect()

    async def slowly() -> None:
        connection.data_received(BROKEN)
        connection.eof_received()
        await asyncio.sleep(MOMENT_SECONDS)
        assert not wire.closed

    loop = asyncio.get_running_loop()
    await farm.runner.alone(lambda: asyncio.run_coroutine_threadsafe(slowly(), loop).result())
    await asyncio.sleep(MOMENT_SECONDS)
    assert b"TOO LONG" in wire.written
    assert wire.closed


async def test_a_connection_of_rubbish_ends_also_where_the_store_fails(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, wire = farm.connect()

    def fail(self: object) -> None:
        raise StoreError("no")

    with monkeypatch.context() as patch:
        patch.setattr(World, "commit", fail)
        connection.data_received(BROKEN * 3 + INQUIRY)
        await asyncio.sleep(MOMENT_SECONDS)
    assert wire.closed


async def test_what_did_not_come_there_waits_also_where_the_store_failed(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, wire = farm.connect()
    connection.data_received(INQUIRY)
    await asyncio.sleep(0.01)
    assert b"WPS.NONE" in wire.written
    commit, failures = World.commit, [StoreError("no")]

    def fail(self: World) -> None:
        if failures:
            raise failures.pop()
        commit(self)

    monkeypatch.setattr(World, "commit", fail)
    connection.connection_lost(OSError("gone"))
    await asyncio.sleep(MOMENT_SECONDS)
    assert len(farm.runner.world.switch.journal.queue("SAC1")) == 1


async def test_what_waits_is_sent_also_where_the_store_failed_at_first(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, _ = farm.connect()
    gone.data_received(INQUIRY)
    gone.connection_lost(OSError("gone"))
    await asyncio.sleep(MOMENT_SECONDS)
    commit, failures = World.commit, [StoreError("no")]

    def fail(self: World) -> None:
        if failures:
            raise failures.pop()
        commit(self)

    monkeypatch.setattr(World, "commit", fail)
    connection, wire = farm.connect()
    connection.data_received(INQUIRY)
    await asyncio.sleep(0.01)
    assert b"WPS.NONE" not in wire.written
    connection.data_received(INQUIRY)
    await asyncio.sleep(0.01)
    assert wire.written.count(b"WPS.NONE") == 2


async def test_what_one_of_two_connections_did_not_get_is_not_sent_twice_to_the_other(farm: Farm) -> None:
    (one, _), (other, wire) = farm.connect(), farm.connect()
    for each in (other, one):
        each.data_received(INQUIRY)
    await asyncio.sleep(0.01)
    asking, _ = farm.connect()
    asking.data_received(
        frame(b"LAX1000001.*FULL01.YQ.CA0190000.CA0340000.RTY/SV.RNO/1.PRI/U.OCA/26-1.LIC/0ZZZ001.LIS/CA")
    )
    await asyncio.sleep(0.01)
    assert wire.written.count(b"OCA/26-1") == 1
    one.connection_lost(OSError("gone"))
    await asyncio.sleep(MOMENT_SECONDS)
    assert wire.written.count(b"OCA/26-1") == 1


async def test_a_world_is_put_back_however_much_is_asked_meanwhile(farm: Farm) -> None:
    farm.runner._threaded = True
    loop, ended = asyncio.get_running_loop(), threading.Event()

    def step() -> None:
        """Ask for the next one, so that one waits always."""
        if not ended.is_set():
            asyncio.run_coroutine_threadsafe(begin(), loop).result()

    async def begin() -> None:
        farm.runner.start(step)

    await begin()
    try:
        await asyncio.wait_for(farm.put_back(), 2)
    finally:
        ended.set()
    assert await asyncio.wait_for(farm.runner.run(lambda: "goes on"), 2) == "goes on"


async def test_steps_go_on_where_nobody_wants_the_world_for_itself_any_more(farm: Farm) -> None:
    running = asyncio.create_task(farm.runner.alone(lambda: time.sleep(MOMENT_SECONDS)))
    await asyncio.sleep(0)
    wanting = asyncio.create_task(farm.runner.alone(lambda: None))
    await asyncio.sleep(0.01)
    wanting.cancel()
    await running
    assert await asyncio.wait_for(farm.runner.run(lambda: "goes on"), 2) == "goes on"
