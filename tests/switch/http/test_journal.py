"""The journal over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Served = Callable[[], AbstractAsyncContextManager[httpx.AsyncClient]]

TRAFFIC = (
    "SAC1000001.*FULL01.QW.CA0340000.OCA/26-NONE",
    "LAX1000001.*FULL02.QV.CA0190000.LIC/1ABC234",
    "SAC1000002.*NEW001.QW.CA0340000.NAM/ROE,JANE.SEX/F",
)


@pytest.fixture(scope="module")
async def client(
    served: Callable[[], AbstractAsyncContextManager[httpx.AsyncClient]],
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a farm whose journal holds some traffic; no test here adds to it."""
    async with served() as client:
        for text in TRAFFIC:
            await client.post("/messages", content=text)
        yield client


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ({}, 6),
        ({"terminal": "SAC1"}, 4),
        ({"terminal": "lax1", "direction": "out"}, 1),
        ({"key": "QV"}, 2),
        ({"oif": "NEW001"}, 2),
        ({"ori": "CA0190000"}, 2),
        ({"source": "WPS"}, 1),
        ({"kind": "ERROR"}, 1),
        ({"contains": "roe,jane"}, 1),
        ({"header": "sac1000002"}, 2),
        ({"id": "M0000000001"}, 2),
        ({"id": "M0000000999"}, 0),
        ({"device": "http"}, 6),
        ({"delivered": "false", "direction": "out"}, 0),
        ({"field": "oca/26-none"}, 1),
        ({"field": ["LIC/1ABC234", "OCA/26-NONE"]}, 0),
        ({"field": "OCA/1ABC234"}, 0),
        ({"from": "2026-07-01T12:00:00"}, 6),
        ({"from": "2026-07-01T12:00:01"}, 0),
        ({"to": "2026-07-01T11:59:59-07:00"}, 0),
        ({"from": "2026-07-01T19:00:00Z", "to": "2026-07-01T12:00:00"}, 6),
    ],
    ids=str,
)
async def test_a_search_finds(client: httpx.AsyncClient, search: dict[str, str], found: int) -> None:
    assert len((await client.get("/journal", params=search)).json()["entries"]) == found


async def test_an_entry_says_how_it_was_delivered(client: httpx.AsyncClient) -> None:
    came, went = (await client.get("/journal", params={"limit": 2})).json()["entries"]
    assert (came["direction"], came["delivered"]) == ("in", False)
    assert (went["direction"], went["delivered"], went["device"]) == ("out", True, "http")
    assert went["delivered_at"] == "2026-07-01T12:00:00-07:00"


async def test_pages_follow_each_other(client: httpx.AsyncClient) -> None:
    seen: list[int] = []
    cursor = 0
    while cursor is not None:
        page = (await client.get("/journal", params={"limit": 2, "cursor": cursor})).json()
        seen += [entry["seq"] for entry in page["entries"]]
        cursor = page["next"]
    assert seen == sorted(set(seen))
    assert len(seen) == 6


@pytest.mark.parametrize(
    "search",
    [{"limit": "1001"}, {"from": "soon"}, {"to": "soon"}, {"direction": "up"}, {"termnal": "SAC1"}, {"id": "7"}],
    ids=str,
)
async def test_a_search_that_is_not_understood_is_refused(client: httpx.AsyncClient, search: dict[str, str]) -> None:
    answer = await client.get("/journal", params=search)
    assert (answer.status_code, answer.json()["field"]) == (422, next(iter(search)))


@pytest.mark.parametrize(
    ("criteria", "ok", "matched"),
    [
        ({"key": "QW"}, True, 4),
        ({"key": "qw", "direction": "in", "fields": {"OCA": "26-NONE"}}, True, 1),
        ({"terminal": "LAX1", "kind": "NONE", "count": {"min": 1, "max": 1}}, True, 1),
        ({"kind": "HIT", "count": {"max": 0}}, True, 0),
        ({"kind": "HIT"}, False, 0),
        ({"key": "QW", "count": {"max": 3}}, False, 4),
        ({"contains": "jane", "oif": "NEW001"}, True, 1),
    ],
    ids=str,
)
async def test_expectations_are_held_against_the_journal(
    client: httpx.AsyncClient, criteria: dict[str, Any], ok: bool, matched: int
) -> None:
    answer = (await client.post("/journal/verify", json=criteria)).json()
    assert (answer["ok"], answer["matched"], answer["dropped"]) == (ok, matched, 0)


async def verdict(client: httpx.AsyncClient, **criteria: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.post("/journal/verify", json=criteria)).json()
    return answer


async def test_what_came_in_the_order_expected_is_found(client: httpx.AsyncClient) -> None:
    steps: list[dict[str, Any]] = [{"terminal": "SAC1", "direction": "in"}, {"key": "QV"}, {"kind": "ERROR"}]
    answer = await verdict(client, sequence=steps)
    assert (answer["ok"], answer["matched"]) == (True, 3)


async def test_what_came_in_another_order_says_what_is_missing(client: httpx.AsyncClient) -> None:
    steps: list[dict[str, Any]] = [{"kind": "ERROR"}, {"key": "QV", "direction": "in", "terminal": "SAC1"}]
    answer = await verdict(client, sequence=list(reversed(steps)))
    assert (answer["ok"], answer["matched"]) == (False, 0)
    differences = [near["differs"] for near in answer["nearest"]]
    assert [{"field": "terminal", "expected": "SAC1", "found": "LAX1"}] in differences
    assert (await verdict(client, sequence=steps))["matched"] == 1


async def test_a_sequence_is_looked_for_among_what_matches_the_rest(client: httpx.AsyncClient) -> None:
    steps = [{"direction": "in"}, {"direction": "in"}]
    assert not (await verdict(client, key="QV", sequence=steps))["ok"]
    assert (await verdict(client, key="QW", sequence=steps))["ok"]


async def test_an_expectation_of_another_time_finds_nothing(client: httpx.AsyncClient) -> None:
    assert (await verdict(client, **{"key": "QW", "to": "2026-07-01T11:00:00"}))["matched"] == 0


async def test_what_comes_nearest_says_where_it_differs(client: httpx.AsyncClient) -> None:
    criteria = {"terminal": "LAX1", "direction": "in", "key": "QV", "fields": {"LIC": "1ABC235"}}
    answer = (await client.post("/journal/verify", json=criteria)).json()
    assert answer["nearest"][0]["differs"] == [{"field": "fields.LIC", "expected": "1ABC235", "found": "1ABC234"}]
    assert answer["nearest"][0]["entry"]["terminal"] == "LAX1"
    assert len(answer["nearest"]) == 3


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ({"count": {"min": 2, "max": 1}}, "count"),
        ({"count": {"min": "1"}}, "count.min"),
        ({"fields": {"NAM": 1}}, "fields.NAM"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
async def test_expectations_that_are_not_understood_are_refused(
    client: httpx.AsyncClient, criteria: dict[str, Any], field: str
) -> None:
    answer = await client.post("/journal/verify", json=criteria)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_terminal_that_is_not_there_has_no_entries(client: httpx.AsyncClient) -> None:
    assert (await client.get("/journal", params={"terminal": "NONE"})).json()["entries"] == []


async def test_a_field_that_is_searched_for_has_a_code_and_a_value(client: httpx.AsyncClient) -> None:
    answer = await client.get("/journal", params={"field": "NAM"})
    assert (answer.status_code, answer.json()["accepted"]) == (422, "a code and its value, such as NAM/DOE,JOHN")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"sequence": []}, "body: an empty sequence expects nothing"),
        ({"sequence": [{"key": "QW"}], "count": {"max": 0}}, "body: a count means nothing beside a sequence"),
    ],
    ids=str,
)
async def test_an_expectation_that_would_not_be_looked_at_is_refused(
    client: httpx.AsyncClient, body: dict[str, Any], said: str
) -> None:
    answer = await client.post("/journal/verify", json=body)
    assert (answer.status_code, answer.json()["detail"]) == (422, said)
    assert answer.json()["accepted"]
