"""Worlds, health, metrics and the description of the interface."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from switch.http.app import make_app

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.OCA/26-NONE"


async def test_a_message_reaches_the_world_it_names(make_farm: Callable[..., Any]) -> None:
    transport = httpx.ASGITransport(make_app(make_farm("main", "other")))
    async with httpx.AsyncClient(transport=transport, base_url="http://farm.test") as client:
        await client.post("/messages", content=INQUIRY, headers={"X-World": "other"})
        counts = {
            name: len((await client.get("/journal", headers={"X-World": name})).json()["entries"])
            for name in ("main", "other")
        }
    assert counts == {"main": 0, "other": 2}


async def test_a_farm_is_well_before_it_is_ready(client: httpx.AsyncClient, farm: Any) -> None:
    assert (await client.get("/health")).json() == {"status": "ok", "version": "0.0.1"}
    assert (await client.get("/ready")).status_code == 200
    farm.started = False
    assert ((await client.get("/health")).status_code, (await client.get("/ready")).status_code) == (200, 503)


async def test_metrics_count_what_passed(client: httpx.AsyncClient, send: Send) -> None:
    for text in (INQUIRY, INQUIRY, "SAC1000001.*FULL01.ZZZZ.CA0340000"):
        await send(text)
    for _ in range(2):  # asked twice, nothing is counted twice
        page = (await client.get("/metrics")).text
    numbers = dict(re.findall(r"^([^#\s][^ ]*) (\S+)$", page, re.MULTILINE))
    shown = {",".join(sorted(re.findall(r'\w+="[^"]*"', name))): value for name, value in numbers.items()}
    assert shown['direction="in",key="QW",kind="",source="",world="main"'] == "2.0"
    assert shown['direction="out",key="QW",kind="NONE",source="WPS",world="main"'] == "2.0"
    assert shown['direction="out",key="other",kind="ERROR",source="CLETS",world="main"'] == "1.0"
    assert numbers["cjfarm_message_seconds_count"] == "3.0"
    assert numbers["cjfarm_worlds"] == "1.0"
    assert numbers['cjfarm_queued{world="main"}'] == "0.0"


async def test_what_waits_for_a_line_is_counted(client: httpx.AsyncClient, farm: Any, send: Send) -> None:
    world = farm.runners["main"].world
    await send("SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M")
    entry = world.switch.journal.mailbox("SAC1", 0, 1)[0]
    await farm.runners["main"].run(lambda: _queue_again(world, entry.seq))
    assert 'cjfarm_queued{world="main"} 1.0' in (await client.get("/metrics")).text


def _queue_again(world: Any, seq: int) -> None:
    world.connection._begin()
    world.connection.driver.execute("UPDATE switch_journal SET queued = 1 WHERE seq = ?", (seq,))


async def test_the_description_has_every_path_and_every_body(resting: httpx.AsyncClient) -> None:
    made = (await resting.get("/openapi.json")).json()
    wanted = """
        /messages /terminals /terminals/{name} /terminals/{mnemonic}/messages /terminals/{mnemonic}/stream /operators
        /agencies/{name} /arrests /catalog /clock /clock/advance /worlds /worlds/{name}
        /worlds/{name}/reset /worlds/{name}/snapshots /faults /faults/{number} /journal /journal/verify
        /{database}/records /{database}/records/{number} /health /ready /metrics
    """
    assert set(wanted.split()) <= set(made["paths"])
    known = set(made["components"]["schemas"])
    named = set(re.findall(r"#/components/schemas/(\w+)", (await resting.get("/openapi.json")).text))
    assert named <= known
    bodies = [
        operation.get("requestBody")
        for name, path in made["paths"].items()
        for method, operation in path.items()
        if method in ("post", "put") and not name.endswith("/reset")
    ]
    assert all(bodies)
    assert set(made["paths"]["/messages"]["post"]["requestBody"]["content"]) == {"text/plain", "application/json"}


async def test_every_operation_has_a_name_of_its_own(resting: httpx.AsyncClient) -> None:
    paths = (await resting.get("/openapi.json")).json()["paths"].values()
    names = [operation["operationId"] for path in paths for operation in path.values()]
    assert len(names) == len(set(names))


async def test_the_documentation_needs_nothing_from_elsewhere(resting: httpx.AsyncClient) -> None:
    page = (await resting.get("/docs")).text
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links
    assert all(link.startswith("/docs/assets/") for link in links)
    assert [(await resting.get(link)).status_code for link in links] == [200] * len(links)
