"""Faults over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
DOWN = {"match": {"key": "QW"}, "effect": {"down": True}}
INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M"


async def test_a_fault_strikes_until_it_is_ended(client: httpx.AsyncClient, send: Send) -> None:
    added = await client.post("/faults", json=DOWN)
    assert added.status_code == 201
    assert (await client.get("/faults")).json() == {"faults": [added.json()]}
    assert "MESSAGE KEY IS DOWN" in (await send(INQUIRY)).json()["replies"][0]["text"]
    assert (await client.delete(f"/faults/{added.json()['id']}")).status_code == 204
    assert (await send(INQUIRY)).json()["replies"][0]["kind"] == "NONE"


async def test_all_faults_end_together(client: httpx.AsyncClient) -> None:
    for _ in range(3):
        await client.post("/faults", json=DOWN)
    assert (await client.delete("/faults")).status_code == 204
    assert (await client.get("/faults")).json() == {"faults": []}


@pytest.mark.parametrize("path", ["/faults/7", "/faults/99999999999999999999"])
async def test_an_unknown_fault_is_404(resting: httpx.AsyncClient, path: str) -> None:
    assert (await resting.delete(path)).status_code == 404


async def test_a_number_that_is_none_is_refused(resting: httpx.AsyncClient) -> None:
    answer = await resting.delete("/faults/first")
    assert (answer.status_code, answer.json()["field"]) == (422, "number")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"match": {}, "effect": {"down": True}}, "match"),
        ({"match": {"key": "QW"}}, "effect"),
        ({"match": {"colour": "red", "key": "QW"}, "effect": {"down": True}}, "match.colour"),
    ],
    ids=str,
)
async def test_a_fault_that_is_not_understood_is_refused(
    resting: httpx.AsyncClient, body: dict[str, Any], field: str
) -> None:
    answer = await resting.post("/faults", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_fault_that_would_strike_nothing_is_refused(resting: httpx.AsyncClient) -> None:
    answer = await resting.post("/faults", json={"match": {"source": "NOSUCH", "key": "ZZ"}, "effect": {"down": True}})
    source, key = answer.json()["errors"]
    assert (answer.status_code, source["field"], key["field"]) == (422, "match.source", "match.key")
    assert {"NCIC", "WPS"} <= set(source["accepted"])
    assert {"QW", "TQW", "YQ"} <= set(key["accepted"])
