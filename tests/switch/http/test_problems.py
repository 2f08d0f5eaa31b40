"""Every error is a problem document that says what is wrong and what would be accepted."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from shared.store.connection import StoreError
from switch.http.app import make_app
from switch.http.edge import BODY_LIMIT_BYTES, Edge
from switch.http.values import KINDS
from tests.switch.http.conftest import client_of

EFFECTS = ["down", "delay_seconds", "late", "drop", "out_of_order", "duplicate", "garble", "cut", "close", "hold"]
pytestmark = pytest.mark.anyio

TEXT = {"Content-Type": "text/plain"}


def is_problem(answer: httpx.Response, status: int) -> bool:
    content = answer.json()
    return (
        (answer.status_code, content["status"]) == (status, status)
        and answer.headers["content-type"] == "application/problem+json"
        and all(content[name] for name in ("type", "title", "detail"))
    )


@pytest.mark.parametrize("path", ["/nothing", "/terminals/", "/nosuch/records", "/docs/assets/nothing.js"])
async def test_an_unknown_path_is_404(resting: httpx.AsyncClient, path: str) -> None:
    assert is_problem(await resting.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/messages", "POST"), ("PATCH", "/terminals", "GET, POST"), ("DELETE", "/clock", "GET, PUT")],
)
async def test_a_wrong_method_is_405_and_says_which_are_right(
    resting: httpx.AsyncClient, method: str, path: str, allowed: str
) -> None:
    answer = await resting.request(method, path)
    assert is_problem(answer, 405)
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize("path", ["/messages", "/terminals", "/faults", "/clock/advance", "/wps/records"])
async def test_malformed_json_is_400(resting: httpx.AsyncClient, path: str) -> None:
    answer = await resting.post(path, content=b'{"half', headers={"Content-Type": "application/json"})
    assert is_problem(answer, 400)


@pytest.mark.parametrize("path", ["/messages", "/terminals", "/journal/verify"])
async def test_another_content_type_is_415(resting: httpx.AsyncClient, path: str) -> None:
    answer = await resting.post(path, content=b"a=b", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert is_problem(answer, 415)
    assert "application/json" in answer.json()["detail"]


async def test_an_empty_body_is_400(resting: httpx.AsyncClient) -> None:
    answer = await resting.post("/faults", headers={"Content-Type": "application/json"})
    assert is_problem(answer, 400)
    assert answer.json()["detail"] == "the body is empty: a JSON object is accepted"


@pytest.mark.parametrize("path", ["/terminals", "/faults", "/clock/advance"])
async def test_json_that_is_no_object_is_refused(resting: httpx.AsyncClient, path: str) -> None:
    answer = await resting.post(path, json=["a"])
    assert is_problem(answer, 422)
    assert answer.json()["field"] == "body"


async def test_a_body_over_the_limit_is_413(resting: httpx.AsyncClient) -> None:
    answer = await resting.post("/messages", content=b"A" * (BODY_LIMIT_BYTES + 1), headers=TEXT)
    assert is_problem(answer, 413)


@pytest.mark.parametrize("path", ["/messages", "/terminals"])
async def test_a_body_over_the_limit_is_413_without_a_length_too(resting: httpx.AsyncClient, path: str) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"A" * 65_536

    answer = await resting.post(path, content=pieces(), headers={"Content-Type": "application/json"})
    assert is_problem(answer, 413)


@pytest.mark.parametrize(("method", "path"), [("POST", "/messages"), ("GET", "/clock"), ("GET", "/wps/records")])
async def test_an_unknown_world_is_404(resting: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await resting.request(method, path, headers={"X-World": "elsewhere"})
    assert is_problem(answer, 404)
    assert (answer.json()["field"], answer.json()["accepted"]) == ("X-World", ["main"])


@pytest.mark.parametrize(("method", "path"), [("POST", "/messages"), ("GET", "/clock")])
async def test_two_worlds_in_one_request_are_refused_and_one_named_twice_is_not(
    make_farm: Callable[..., Any], method: str, path: str
) -> None:
    async with client_of(make_app(make_farm("main", "other"))) as client:
        headers = [("X-World", "main"), ("X-World", "other"), ("Content-Type", "text/plain")]
        answer = await client.request(method, path, headers=headers)
        assert is_problem(answer, 422)
        assert answer.json()["detail"] == "X-World: names several worlds: main, other"
        assert (await client.request(method, path, headers=[headers[0], headers[0], headers[2]])).status_code == 200


async def test_a_world_without_a_name_is_404(resting: httpx.AsyncClient) -> None:
    answer = await resting.get("/clock", headers={"X-World": ""})
    assert is_problem(answer, 404)
    assert answer.json()["detail"] == "X-World: is empty"


async def test_blanks_around_the_name_of_a_world_are_no_part_of_it(resting: httpx.AsyncClient) -> None:
    assert (await resting.get("/clock", headers={"X-World": " main "})).status_code == 200


@pytest.mark.parametrize("path", ["/clock", "/faults", "/terminals", "/terminals/SAC1"])
async def test_a_query_that_nothing_looks_at_is_refused(resting: httpx.AsyncClient, path: str) -> None:
    answer = await resting.get(path, params={"world": "other"})
    assert is_problem(answer, 422)
    assert answer.json()["field"] == "world"
    assert "X-World" in answer.json()["accepted"]


async def test_a_store_that_fails_is_503(client: httpx.AsyncClient, farm: Any) -> None:
    def fails(*_: object) -> None:
        raise StoreError("the disk is full")

    farm.runners["main"].world.switch.receive = fails
    answer = await client.post("/messages", content=b"", headers=TEXT)
    assert is_problem(answer, 503)
    assert "the disk is full" in answer.json()["detail"]


async def test_a_failure_of_ours_is_500_with_a_number_and_no_trace(
    client: httpx.AsyncClient, farm: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("inner secret")

    farm.runners["main"].world.switch.receive = fails
    with caplog.at_level(logging.ERROR):
        answer = await client.post("/messages", content=b"", headers=TEXT)
    assert is_problem(answer, 500)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["id"] in caplog.text


async def test_a_request_that_the_farm_cuts_off_when_it_stops_is_told(make_farm: Callable[..., Any]) -> None:
    reached, sent = asyncio.Event(), []

    async def never_answers(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    farm = make_farm()
    edge = Edge(never_answers, farm, make_app(farm), {})
    scope = {"type": "http", "method": "GET", "path": "/clock", "headers": []}
    request = asyncio.create_task(edge(scope, never_answers, send))
    await reached.wait()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    assert sent[0]["status"] == 503
    assert "the farm stops" in json.loads(sent[1]["body"])["detail"]


@pytest.fixture
async def guarded(make_farm: Callable[..., Any]) -> FastAPI:
    return make_app(make_farm(token="open sesame"))


@pytest.mark.parametrize("given", [None, "Bearer wrong", "Basic open sesame", "open sesame", "Bearer öpen", "Bearer "])
async def test_without_the_token_nothing_is_answered(guarded: FastAPI, given: str | None) -> None:
    headers = {} if given is None else {b"Authorization": given.encode()}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guarded), base_url="http://farm.test") as client:
        for path in ("/clock", "/nothing", "/docs", "/metrics", "/ready"):
            answer = await client.get(path, headers=headers)
            assert is_problem(answer, 401)
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
async def test_the_token_opens_and_health_needs_none(guarded: FastAPI, scheme: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guarded), base_url="http://farm.test") as client:
        clock = await client.get("/clock", headers={"Authorization": f"{scheme} open sesame"})
        health = await client.get("/health")
    assert (clock.status_code, health.status_code) == (200, 200)


ORI_WORDS, BODY = "two letters, then seven letters or digits", {"mnemonic": "TST1", "ori": "CA0340000"}


@pytest.mark.parametrize(
    ("method", "path", "body", "field", "accepted"),
    [
        ("POST", "/terminals", {"mnemonic": "TST1"}, "ori", ORI_WORDS),
        ("POST", "/terminals", BODY | {"mnemonic": "X"}, "mnemonic", "four letters or digits"),
        ("POST", "/terminals", BODY | {"attended": "so"}, "attended", "true or false"),
        ("POST", "/terminals", BODY | {"allow": [1]}, "allow.0", "a text"),
        ("POST", "/terminals", BODY | {"a": 1}, "a", ["mnemonic", "ori", "attended", "pooled", "allow", "deny"]),
        ("POST", "/operators", {"oif": "X"}, "oif", "six letters or digits"),
        ("POST", "/operators", {"oif": "TEST01", "access": "x"}, "access", ["full", "inquiry"]),
        ("PUT", "/agencies/CA0340000", {"number": 1000}, "number", "a whole number from 0 to 999"),
        ("PUT", "/agencies/CA0340000", {"after_seconds": True}, "after_seconds", "a whole number from 0 to 31536000"),
        ("PUT", "/agencies/CA0340000", {"name": "A" * 61}, "name", "a text of at most 60 characters"),
        ("POST", "/clock/advance", {}, "seconds", "a number from 0 to 3155760000"),
        ("POST", "/clock/advance", {"seconds": True}, "seconds", "a number from 0 to 3155760000"),
        ("PUT", "/clock", {"mode": "fast"}, "mode", ["real", "frozen"]),
        ("PUT", "/clock", {"now": 1}, "now", "an ISO time; without offset it is California's"),
        ("POST", "/journal/verify", {"kind": "x"}, "kind", KINDS),
        ("POST", "/journal/verify", {"count": {"min": "1"}}, "count.min", "a whole number from 0 on"),
        ("POST", "/journal/verify", {"count": {"max": 0, "min": 1}}, "count", "a max that is not less than min"),
        ("GET", "/journal?kind=x", None, "kind", KINDS),
        ("GET", "/journal?limit=0", None, "limit", "a whole number from 1 to 1000"),
        ("GET", "/journal?limit=x", None, "limit", "a whole number from 1 to 1000"),
        ("GET", "/terminals/SAC1/messages?colour=x", None, "colour", ["after", "wait", "limit"]),
        ("DELETE", "/faults/first", None, "number", "a whole number"),
        ("POST", "/wps/records", {"ori": "CA0340000", "type": "x"}, "fields",
         "an object"),
        ("POST", "/faults", {"match": {"key": "QW"}, "effect": {"zap": True}}, "effect.zap", EFFECTS),
        ("POST", "/faults", {"match": {"key": "QW"}, "effect": {"down": False}}, "effect.down", "true"),
        ("POST", "/faults", {"match": {}, "effect": {"down": True}}, "match",
         "a source, a key, a terminal, or several"),
        ("GET", "/wps/records/1", None, "number", "the number given when the record was entered (13 digits)"),
    ],
    ids=str,
)  # fmt: skip
async def test_a_fault_says_what_is_accepted_instead(
    resting: httpx.AsyncClient, method: str, path: str, body: Any, field: str, accepted: object
) -> None:
    content = (await resting.request(method, path, json=body)).json()
    (found,) = content["errors"]
    assert (found["field"], found["accepted"]) == (field, accepted)
    assert found["detail"] != accepted


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.test", "https://farm.test.elsewhere.test", "http://farm.test:81", "null"]
)
async def test_a_page_of_somewhere_else_is_refused(client: httpx.AsyncClient, origin: str) -> None:
    answer = await client.post("/messages", content="SAC1000001.*FULL01.QW", headers={**TEXT, "Origin": origin})
    assert is_problem(answer, 403)
    assert origin in answer.json()["detail"]
    assert (await client.get("/journal")).json()["entries"] == []


async def test_a_page_of_the_farm_itself_may_ask(client: httpx.AsyncClient) -> None:
    own = str(client.base_url).rstrip("/")
    assert (await client.get("/clock", headers={"Origin": own})).status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/health", 200), ("/clock", 200), ("/nothing", 404), ("/messages", 405)])
async def test_head_is_answered_as_get(client: httpx.AsyncClient, path: str, status: int) -> None:
    assert (await client.head(path)).status_code == status
