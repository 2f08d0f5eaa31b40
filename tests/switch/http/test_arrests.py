"""Arrests over HTTP: whoever supervises the person arrested is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
SUBJECT: dict[str, Any] = {
    "NAM": "DOE,JOHN", "SEX": "M", "CAT": "CP", "ENT": "1", "OCA": "26-1", "AGT": "OFFICER ONE", "PHO": "9165550101",
    "CII": "A00000001",
}  # fmt: skip
ARREST = {"cii": "A00000001", "date": "2026-06-30", "ori": "CA0340000", "offense": "BURGLARY", "oca": "26-2"}


async def enter(client: httpx.AsyncClient, ori: str = "CA0190000", **fields: Any) -> str:
    body = {"ori": ori, "type": "supervised_person", "fields": SUBJECT | fields}
    answer = await client.post("/srf/records", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["fcn"])


async def test_the_supervising_agency_is_told_what_when_and_by_whom(client: httpx.AsyncClient) -> None:
    number = await enter(client)
    answer = await client.post("/arrests", json=ARREST)
    assert answer.status_code == 201
    assert (answer.json()["notified"], answer.json()["terminals"]) == (1, ["LAX1"])
    (notice,) = (await client.get("/terminals/LAX1/messages")).json()["messages"]
    assert (notice["source"], notice["kind"], notice["key"]) == ("SRF", "NOTICE", "NOA")
    wanted = ["NOTICE OF ARREST", "CII/A00000001", "DOA/20260630", "OFF/BURGLARY", "OCA/26-2", "BY CA0340000"]
    assert notice["text"].splitlines()[1:7] == wanted
    assert notice["records"][0]["fcn"] == number


async def test_an_arrest_stands_in_the_journal(client: httpx.AsyncClient) -> None:
    await enter(client)
    await client.post("/arrests", json=ARREST)
    entries = (await client.get("/journal", params={"key": "NOA"})).json()["entries"]
    assert [entry["direction"] for entry in entries] == ["in", "out", "out"]
    assert "A00000001" in entries[0]["text"]


@pytest.mark.parametrize("change", [{"cii": "A00000002"}, {"cii": "a00000009"}])
async def test_nobody_is_told_where_no_record_holds_the_number(
    client: httpx.AsyncClient, change: dict[str, str]
) -> None:
    await enter(client)
    answer = await client.post("/arrests", json=ARREST | change)
    assert (answer.status_code, answer.json()["notified"]) == (201, 0)


async def test_nobody_is_told_of_an_arrest_after_the_record_is_cancelled(client: httpx.AsyncClient, send: Send) -> None:
    number = await enter(client)
    await send(f"LAX1000001.*FULL01.XSR.CA0190000.FCN/{number}")
    assert (await client.post("/arrests", json=ARREST)).json()["notified"] == 0


async def test_an_agency_without_an_attended_terminal_is_not_told_and_nothing_breaks(client: httpx.AsyncClient) -> None:
    assert (await client.post("/agencies", json={"ori": "CA0460000", "name": "SIERRA TEST"})).status_code == 201
    await enter(client, ori="CA0460000")
    await enter(client, ori="CA0190000", OCA="26-3")
    answer = await client.post("/arrests", json={"cii": "A00000001", "date": "20260701", "agency": "CA0349900"})
    assert answer.json()["terminals"] == ["LAX1"]


@pytest.fixture
async def farm(make_farm: Callable[..., Any]) -> Any:
    return make_farm("main", "other")


async def test_worlds_keep_their_arrests_apart(client: httpx.AsyncClient) -> None:
    await enter(client)
    assert (await client.post("/arrests", json=ARREST, headers={"X-World": "other"})).json()["notified"] == 0
    assert (await client.post("/arrests", json=ARREST)).json()["notified"] == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cii": "00000001"}, "cii"),
        ({"cii": None}, "cii"),
        ({"date": "soon"}, "date"),
        ({"date": "2026-07-02"}, "date"),
        ({"date": 20260701}, "date"),
        ({"ori": "LA"}, "ori"),
        ({"offense": "A.B"}, "offense"),
        ({"offense": ""}, "offense"),
        ({"oca": "A/B"}, "oca"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
async def test_bad_input_is_refused_by_its_field(client: httpx.AsyncClient, change: dict[str, Any], field: str) -> None:
    await enter(client)
    answer = await client.post("/arrests", json=ARREST | change)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["accepted"]
    assert (await client.get("/terminals/LAX1/messages")).json()["messages"] == []


async def test_a_missing_agency_is_named(resting: httpx.AsyncClient) -> None:
    answer = await resting.post("/arrests", json={"cii": "A00000001", "date": "2026-06-30"})
    assert (answer.status_code, answer.json()["field"]) == (422, "ori")


async def test_no_terminal_reports_an_arrest(send: Send) -> None:
    (reply,) = (await send("SAC1000001.*FULL01.NOA.CA0340000.CII/A00000001")).json()["replies"]
    assert "MESSAGE KEY NOA IS NOT KNOWN" in reply["text"]
