"""Terminals, operators and agencies over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from switch.http.app import make_app

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
KINDS: list[tuple[str, str, dict[str, Any]]] = [
    ("terminals", "mnemonic", {"mnemonic": "NEW1", "ori": "CA0340000"}),
    ("operators", "oif", {"oif": "NEW777", "access": "full"}),
    ("agencies", "ori", {"ori": "CA0999900", "name": "NEW TEST"}),
]
each_kind = pytest.mark.parametrize(("kind", "key", "body"), KINDS, ids=[kind for kind, _, _ in KINDS])


@each_kind
async def test_one_is_added_read_changed_and_removed(
    client: httpx.AsyncClient, kind: str, key: str, body: dict[str, Any]
) -> None:
    path = f"/{kind}/{body[key]}"
    added = await client.post(f"/{kind}", json=body)
    assert added.status_code == 201
    assert added.json() | body == added.json()
    assert (await client.get(path.lower())).json() == added.json()
    assert added.json() in (await client.get(f"/{kind}")).json()[kind]
    assert (
        await client.put(path, json={name: value for name, value in body.items() if name != key})
    ).json() == added.json()
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404


@each_kind
async def test_one_is_added_only_once(client: httpx.AsyncClient, kind: str, key: str, body: dict[str, Any]) -> None:
    await client.post(f"/{kind}", json=body)
    answer = await client.post(f"/{kind}", json=body)
    assert (answer.status_code, answer.json()["field"]) == (409, key)


@each_kind
async def test_a_put_of_a_new_one_adds_it(client: httpx.AsyncClient, kind: str, key: str, body: dict[str, Any]) -> None:
    assert (await client.put(f"/{kind}/{body[key]}", json=body)).status_code == 201


@each_kind
async def test_what_is_not_there_is_404(resting: httpx.AsyncClient, kind: str, key: str, body: dict[str, Any]) -> None:
    for method in ("GET", "DELETE"):
        answer = await resting.request(method, f"/{kind}/{body[key]}")
        assert (answer.status_code, answer.json()["field"]) == (404, key)


@each_kind
async def test_every_fault_of_a_definition_is_named(
    resting: httpx.AsyncClient, kind: str, key: str, body: dict[str, Any]
) -> None:
    answer = await resting.post(f"/{kind}", json=body | {key: "?", "colour": "red"})
    assert answer.status_code == 422
    assert {fault["field"] for fault in answer.json()["errors"]} == {key, "colour"}


@each_kind
async def test_a_put_cannot_rename(client: httpx.AsyncClient, kind: str, key: str, body: dict[str, Any]) -> None:
    await client.post(f"/{kind}", json=body)
    other = {"mnemonic": "OTH1", "oif": "OTHER1", "ori": "CA0888800"}[key]
    answer = await client.put(f"/{kind}/{body[key]}", json=body | {key: other})
    assert (answer.status_code, answer.json()["field"]) == (422, key)


async def test_how_an_agency_answers_is_set_without_its_name(client: httpx.AsyncClient) -> None:
    answer = await client.put("/agencies/CA0340000", json={"answer": "deny", "after_seconds": 5})
    assert answer.json() == {
        "ori": "CA0340000", "name": "SACRAMENTO TEST", "number": 101, "answer": "deny", "after_seconds": 5,
    }  # fmt: skip


async def test_the_access_of_a_removed_operator_ends_at_once(client: httpx.AsyncClient, send: Send) -> None:
    inquiry = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M"
    assert (await send(inquiry)).json()["replies"][0]["kind"] == "NONE"
    await client.delete("/operators/FULL01")
    refused = (await send(inquiry)).json()["replies"][0]
    assert (refused["source"], refused["kind"]) == ("CLETS", "ERROR")


async def test_each_world_has_operators_of_its_own(make_farm: Callable[..., Any]) -> None:
    transport = httpx.ASGITransport(make_app(make_farm("main", "other")))
    async with httpx.AsyncClient(transport=transport, base_url="http://farm.test") as client:
        await client.delete("/operators/FULL01", headers={"X-World": "other"})
        found = [(await client.get("/operators/FULL01", headers={"X-World": name})) for name in ("main", "other")]
    assert [answer.status_code for answer in found] == [200, 404]
