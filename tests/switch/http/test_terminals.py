"""What was sent to a terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import anyio
import httpx
import orjson
import pytest
import uvicorn
from fastapi import FastAPI

from switch.http import terminals

pytestmark = pytest.mark.anyio

INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.OCA/26-NONE"
Send = Callable[..., Awaitable[httpx.Response]]


async def test_a_mailbox_holds_what_was_answered(client: httpx.AsyncClient, send: Send) -> None:
    replies = (await send(INQUIRY)).json()["replies"]
    box = (await client.get("/terminals/sac1/messages")).json()
    assert box == {"messages": replies, "next": replies[-1]["seq"]}


async def test_a_page_goes_on_after_the_last_one(client: httpx.AsyncClient, send: Send) -> None:
    sent = [(await send(INQUIRY)).json()["replies"][0]["seq"] for _ in range(3)]
    first = (await client.get("/terminals/SAC1/messages", params={"limit": 2})).json()
    second = (await client.get("/terminals/SAC1/messages", params={"after": first["next"]})).json()
    assert [[reply["seq"] for reply in page["messages"]] for page in (first, second)] == [sent[:2], sent[2:]]


async def test_an_empty_mailbox_stays_where_it_was(resting: httpx.AsyncClient) -> None:
    box = (await resting.get("/terminals/SAC1/messages", params={"after": 7})).json()
    assert box == {"messages": [], "next": 7}


async def test_a_reader_who_waits_gets_what_comes(client: httpx.AsyncClient, send: Send) -> None:
    found: list[Any] = []

    async def read() -> None:
        found.append((await client.get("/terminals/SAC1/messages", params={"wait": 30})).json())

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(read)
        await anyio.sleep(0.05)
        await send(INQUIRY)
    assert [reply["source"] for reply in found[0]["messages"]] == ["WPS"]


async def test_a_wait_for_nothing_ends(resting: httpx.AsyncClient) -> None:
    answer = await resting.get("/terminals/SAC1/messages", params={"wait": 0.01})
    assert answer.json() == {"messages": [], "next": 0}


@pytest.mark.parametrize("path", ["messages", "stream"])
async def test_an_unknown_terminal_is_404(resting: httpx.AsyncClient, path: str) -> None:
    answer = await resting.get(f"/terminals/ZZZ9/{path}")
    assert answer.status_code == 404
    assert answer.json()["field"] == "mnemonic"


@pytest.mark.parametrize(
    "page", [{"limit": "1001"}, {"limit": "0"}, {"after": "-1"}, {"wait": "61"}, {"after": "x"}, {"aftr": "1"}], ids=str
)
async def test_a_page_out_of_bounds_is_refused(resting: httpx.AsyncClient, page: dict[str, str]) -> None:
    answer = await resting.get("/terminals/SAC1/messages", params=page)
    assert answer.status_code == 422
    assert answer.json()["field"] == next(iter(page))


@pytest.fixture
async def server(app: FastAPI) -> AsyncIterator[str]:
    """The same application on a real port: only there does a stream come piece by piece."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_config=None, timeout_graceful_shutdown=5))
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(server._serve)
        while not server.started:
            await anyio.sleep(0.005)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True


async def events(answer: httpx.Response) -> AsyncIterator[tuple[int, Any]]:
    number = 0
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            number = int(value)
        elif name == "data":
            yield number, orjson.loads(value)


async def test_a_stream_brings_what_was_there_and_what_comes(server: str, send: Send) -> None:
    first = (await send(INQUIRY)).json()["replies"][0]
    with anyio.fail_after(10):
        async with (
            httpx.AsyncClient(base_url=server) as client,
            client.stream("GET", "/terminals/SAC1/stream") as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            coming = events(answer)
            assert await anext(coming) == (first["seq"], first)
            second = (await send(INQUIRY)).json()["replies"][0]
            assert await anext(coming) == (second["seq"], second)


@pytest.mark.parametrize("by", ["header", "query"])
async def test_a_stream_goes_on_where_it_was_left(server: str, send: Send, by: str) -> None:
    first, second = [(await send(INQUIRY)).json()["replies"][0]["seq"] for _ in range(2)]
    more: dict[str, Any] = (
        {"headers": {"Last-Event-ID": str(first)}} if by == "header" else {"params": {"after": first}}
    )
    with anyio.fail_after(10):
        async with (
            httpx.AsyncClient(base_url=server) as client,
            client.stream("GET", "/terminals/SAC1/stream", **more) as answer,
        ):
            assert (await anext(events(answer)))[0] == second


async def test_a_quiet_stream_says_that_it_is_there(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminals, "KEEP_ALIVE_SECONDS", 0.01)
    with anyio.fail_after(10):
        async with (
            httpx.AsyncClient(base_url=server) as client,
            client.stream("GET", "/terminals/SAC1/stream") as answer,
        ):
            async for line in answer.aiter_lines():
                if line == ": keep-alive":
                    break


async def test_a_stream_ends_when_the_farm_stops(server: str, app: FastAPI) -> None:
    with anyio.fail_after(10):
        async with (
            httpx.AsyncClient(base_url=server) as client,
            client.stream("GET", "/terminals/SAC1/stream") as answer,
        ):
            app.state.stopping.set()
            assert [found async for found in events(answer)] == []


async def test_a_stream_ends_when_the_terminal_is_removed(server: str, client: httpx.AsyncClient, send: Send) -> None:
    with anyio.fail_after(10):
        async with httpx.AsyncClient(base_url=server) as far, far.stream("GET", "/terminals/SAC2/stream") as answer:
            await client.delete("/terminals/SAC2")
            await send(INQUIRY.replace("SAC1", "SAC2"))
            assert [found async for found in events(answer)] == []
