"""The clock over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Enter = Callable[..., Awaitable[dict[str, Any]]]


async def test_a_clock_says_where_it_stands(resting: httpx.AsyncClient) -> None:
    answer = (await resting.get("/clock")).json()
    assert answer == {"now": "2026-07-01T12:00:00-07:00", "mode": "frozen", "fired": [], "count": 0}


@pytest.mark.parametrize(("seconds", "now"), [(600, "12:10:00"), (0, "12:00:00"), (0.5, "12:00:00.500000")])
async def test_a_clock_moves_forward(client: httpx.AsyncClient, seconds: float, now: str) -> None:
    answer = (await client.post("/clock/advance", json={"seconds": seconds})).json()
    assert answer["now"] == f"2026-07-01T{now}-07:00"


@pytest.mark.parametrize(
    "now", ["2026-07-04T00:00:00", "2026-07-04T00:00:00-07:00", "2026-07-04T07:00:00Z", "2026-07-04"]
)
async def test_a_clock_is_set_to_a_time_of_california(client: httpx.AsyncClient, now: str) -> None:
    answer = (await client.put("/clock", json={"now": now})).json()
    assert answer["now"] == "2026-07-04T00:00:00-07:00"


async def test_a_clock_is_let_run_and_frozen_again(client: httpx.AsyncClient) -> None:
    modes = [(await client.put("/clock", json={"mode": mode})).json()["mode"] for mode in ("real", "frozen")]
    assert modes == ["real", "frozen"]


async def test_what_is_due_on_the_way_is_told(client: httpx.AsyncClient, farm: Any) -> None:
    from_now = farm.runners["main"].world
    from_now.switch.timers.add(from_now.clock.now(), "retry", {"hop": "none"})
    answer = (await client.post("/clock/advance", json={"seconds": 600})).json()
    assert answer["count"] == len(answer["fired"])
    assert from_now.switch.timers.first() is None


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "/clock/advance", {"seconds": -1}, "seconds"),
        ("POST", "/clock/advance", {"seconds": "600"}, "seconds"),
        ("POST", "/clock/advance", {"seconds": True}, "seconds"),
        ("POST", "/clock/advance", {"seconds": None}, "seconds"),
        ("POST", "/clock/advance", {"seconds": 1e300}, "seconds"),
        ("POST", "/clock/advance", {"seconds": 101 * 366 * 86400}, "seconds"),
        ("POST", "/clock/advance", {}, "seconds"),
        ("POST", "/clock/advance", {"seconds": 1, "minutes": 1}, "minutes"),
        ("PUT", "/clock", {"now": "2026-06-30T12:00:00"}, "now"),
        ("PUT", "/clock", {"now": "tomorrow"}, "now"),
        ("PUT", "/clock", {"now": 1_800_000_000}, "now"),
        ("PUT", "/clock", {"now": "2150-01-01T00:00:00"}, "now"),
        ("PUT", "/clock", {"now": "9999-12-31T23:59:59-23:00"}, "now"),
        ("PUT", "/clock", {"mode": "fast"}, "mode"),
        ("PUT", "/clock", {}, "body"),
    ],
    ids=str,
)
async def test_a_move_that_is_not_possible_is_refused(
    resting: httpx.AsyncClient, method: str, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await resting.request(method, path, json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field
    assert answer.json()["accepted"]
    assert (await resting.get("/clock")).json()["now"] == "2026-07-01T12:00:00-07:00"


async def test_what_fired_says_once_that_a_request_is_overdue(client: httpx.AsyncClient) -> None:
    asked = "SAC1000001.*FULL01.YQ.CA0340000.CA0190000.RTY/WP.RNO/1.PRI/U.OCA/26-1.NAM/DOE,JOHN"
    await client.post("/messages", content=asked)
    (fired,) = (await client.post("/clock/advance", json={"seconds": 600})).json()["fired"]
    assert fired["what"] == "hit confirmation 26-1 of CA0190000 overdue"


async def test_a_clock_that_runs_is_told_as_it_is_now_and_stays_ahead_of_what_happened(
    client: httpx.AsyncClient, send: Callable[..., Awaitable[httpx.Response]]
) -> None:
    await client.put("/clock", json={"mode": "real", "now": "2026-07-02T00:00:00"})
    answer = (await client.post("/clock/advance", json={"seconds": 86_400 * 30})).json()
    assert (answer["mode"], answer["now"][:19]) == ("real", "2026-08-01T00:00:00")
    (reply, *_) = (await send("SAC1000001.*FULL01.QV.CA0340000.LIC/1NOPE99")).json()["replies"]
    assert reply["at"] <= (await client.get("/clock")).json()["now"]


async def test_each_of_several_moves_at_once_tells_where_it_has_moved_the_clock(client: httpx.AsyncClient) -> None:
    moves = (client.post("/clock/advance", json={"seconds": 60}) for _ in range(5))
    told = sorted([answer.json()["now"] for answer in await asyncio.gather(*moves)])
    assert told == [f"2026-07-01T12:0{minute}:00-07:00" for minute in range(1, 6)]
