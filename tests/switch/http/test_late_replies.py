"""Replies that take their time, from a database that runs elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

from shared.engine import Envelope, Outcome, Settlement
from shared.wire import Kind, Reply
from switch.hops import Hop, Unavailable

pytestmark = pytest.mark.anyio

INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"

Send = Callable[..., Awaitable[httpx.Response]]


class Far:
    """NCIC as it would run elsewhere: it answers when it is let."""

    remote = True

    def __init__(self) -> None:
        self.let = anyio.Event()

    async def post(self, hop: Hop) -> Outcome:
        await self.let.wait()
        return Outcome((Reply("NCIC", Kind.NONE, lines=("NO RECORD",)),))

    def transact(self, envelope: Envelope) -> Outcome:
        return Outcome()

    def settle(self, settlement: Settlement) -> Outcome:
        return Outcome()

    def fire(self, now: datetime, world: str) -> Outcome:
        return Outcome()

    def next_due(self, world: str) -> None:
        return None

    def erase(self, number: str, world: str) -> bool:
        return False

    def record(self, number: str, world: str) -> dict[str, Any] | None:
        return {"nic": number}

    def page(self, filters: Mapping[str, str], cursor: str | None, limit: int, world: str) -> dict[str, Any]:
        raise Unavailable("nobody is there")


@pytest.fixture
async def far() -> Far:
    return Far()


@pytest.fixture
async def farm(make_farm: Callable[..., Any], far: Far) -> Any:
    return make_farm(remote={"ncic": far}, courier=far)


async def test_who_has_not_answered_in_time_is_pending(send: Send) -> None:
    answer = (await send(INQUIRY, params={"wait": "0"})).json()
    assert answer["pending"] == ["NCIC"]
    assert [reply["source"] for reply in answer["replies"]] == ["WPS", "CARPOS"]


async def test_what_comes_within_the_wait_is_in_the_answer(send: Send, far: Far) -> None:
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_let_later, far)
        answer = (await send(INQUIRY, params={"wait": "30"})).json()
    assert answer["pending"] == []
    assert [reply["source"] for reply in answer["replies"]] == ["WPS", "CARPOS", "NCIC"]


async def test_what_comes_later_waits_in_the_mailbox(client: httpx.AsyncClient, send: Send, far: Far) -> None:
    seen = (await send(INQUIRY, params={"wait": "0"})).json()["replies"][-1]["seq"]
    far.let.set()
    page = {"after": seen, "wait": 30}
    later = (await client.get("/terminals/SAC1/messages", params=page)).json()
    assert [reply["source"] for reply in later["messages"]] == ["NCIC"]


async def test_a_farm_that_stops_lets_nobody_wait(app: FastAPI, send: Send) -> None:
    app.state.stopping.set()
    with anyio.fail_after(10):
        answer = await send(INQUIRY, params={"wait": "60"})
    assert answer.json()["pending"] == ["NCIC"]


async def test_records_of_a_database_elsewhere_are_read_there(client: httpx.AsyncClient) -> None:
    assert (await client.get("/ncic/records/W000000000")).json() == {"nic": "W000000000"}
    assert (await client.get("/ncic/records")).status_code == 503
    assert (await client.delete("/ncic/records/W000000000")).status_code == 404


async def _let_later(far: Far) -> None:
    await anyio.sleep(0.02)
    far.let.set()


async def test_what_is_asked_last_answers_after_the_slowest_of_the_others(
    client: httpx.AsyncClient, send: Send, far: Far
) -> None:
    inquiry = "SAC1000001.*FULL01.QVC.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215.APP/Y"
    answer = (await send(inquiry, params={"wait": "0"})).json()
    assert [reply["source"] for reply in answer["replies"]] == ["SRF", "WPS", "CARPOS"]
    assert sorted(answer["pending"]) == ["APPS", "NCIC"]
    far.let.set()
    messages: list[dict[str, Any]] = []
    while len(messages) < 5:
        messages = (await client.get("/terminals/SAC1/messages", params={"wait": "5"})).json()["messages"]
    assert [one["source"] for one in messages[3:]] == ["NCIC", "APPS"]
    assert "FILE NOT AVAILABLE" in messages[4]["text"]
