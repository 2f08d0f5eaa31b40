"""Records over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
Enter = Callable[..., Awaitable[dict[str, Any]]]


async def test_an_entered_record_is_answered_whole(enter: Enter) -> None:
    record = await enter(AKA=["ROE,RICHARD"])
    assert record["fcn"] == "1012618200001"
    assert (record["nic"], record["type"], record["status"]) == (None, "wanted_person", "active")
    assert (record["ori"], record["side"]) == ("CA0340000", "live")
    assert record["entered_at"] == "2026-07-01T12:00:00-07:00"
    assert record["fields"]["NAM"] == "DOE,JOHN"
    assert record["fields"]["AKA"] == ["ROE,RICHARD"]


async def test_an_entry_that_goes_on_comes_back_with_its_national_number(
    enter: Enter, complete: dict[str, Any]
) -> None:
    record = await enter(**complete)
    assert record["nic"].startswith("W")
    assert record["fields"]["ENT"] == "2"


async def test_an_entry_is_journaled_like_any_message(client: httpx.AsyncClient, enter: Enter) -> None:
    await enter()
    entries = (await client.get("/journal", params={"terminal": "HTTP"})).json()["entries"]
    assert [(entry["direction"], entry["key"], entry["kind"]) for entry in entries] == [
        ("in", "EW", ""),
        ("out", "EW", "ACK"),
    ]


async def test_a_removed_record_is_gone_where_it_was_passed_on_to(
    client: httpx.AsyncClient, enter: Enter, complete: dict[str, Any]
) -> None:
    record = await enter(**complete)
    assert (await client.get(f"/ncic/records/{record['nic']}")).status_code == 200
    assert (await client.delete(f"/wps/records/{record['fcn']}")).status_code == 204
    assert (await client.get(f"/ncic/records/{record['nic']}")).status_code == 404


async def test_an_entry_waits_for_nothing_that_only_the_clock_brings(
    client: httpx.AsyncClient, enter: Enter, complete: dict[str, Any]
) -> None:
    late = {"match": {"source": "NCIC"}, "effect": {"delay_seconds": 30}, "times": 1}
    assert (await client.post("/faults", json=late)).status_code == 201
    record = await asyncio.wait_for(enter(**complete), 20)
    assert (record["nic"], record["fields"]["ENT"]) == (None, "1")
    await client.post("/clock/advance", json={"seconds": 30})
    assert (await client.get(f"/wps/records/{record['fcn']}")).json()["nic"].startswith("W")


async def test_every_fault_of_an_entry_is_named(client: httpx.AsyncClient, wanted: dict[str, Any]) -> None:
    body = {"ori": "CA0340000", "type": "wanted_person", "fields": wanted | {"DOB": "19801332", "SEX": "Q"}}
    answer = await client.post("/wps/records", json=body)
    assert answer.status_code == 422
    assert {fault["field"] for fault in answer.json()["errors"]} == {"DOB", "SEX"}
    assert all(fault["code"] and fault["text"] for fault in answer.json()["errors"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "unicorn"}, "type"),
        ({"ori": "X"}, "ori"),
        ({"fields": {"NAM": 1}}, "fields.NAM"),
        ({"fields": None}, "fields"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
async def test_an_entry_that_is_not_understood_is_refused(
    resting: httpx.AsyncClient, wanted: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    body = {"ori": "CA0340000", "type": "wanted_person", "fields": wanted} | change
    answer = await resting.post("/wps/records", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_record_of_an_agency_that_nobody_knows_is_refused_until_the_agency_is_added(
    client: httpx.AsyncClient, wanted: dict[str, Any]
) -> None:
    body = {"ori": "NV0020000", "type": "wanted_person", "fields": wanted}
    refused = await client.post("/wps/records", json=body)
    assert (refused.status_code, refused.json()["field"]) == (422, "ori")
    assert "POST /agencies" in refused.json()["accepted"]
    assert (await client.post("/agencies", json={"ori": "NV0020000", "name": "NEVADA TEST"})).status_code == 201
    assert (await client.post("/wps/records", json=body)).status_code == 201


async def test_an_entry_into_a_database_that_is_down_is_503(client: httpx.AsyncClient, wanted: dict[str, Any]) -> None:
    await client.post("/faults", json={"match": {"source": "WPS"}, "effect": {"down": True}})
    body = {"ori": "CA0340000", "type": "wanted_person", "fields": wanted}
    answer = await client.post("/wps/records", json=body)
    assert answer.status_code == 503
    assert "OUT OF SERVICE" in answer.json()["detail"]


async def test_a_record_is_read_by_its_number_and_removed_without_trace(
    client: httpx.AsyncClient, enter: Enter, send: Send
) -> None:
    record = await enter()
    path = f"/wps/records/{record['fcn']}"
    assert (await client.get(path)).json() == record
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404
    assert (await client.delete(path)).status_code == 404
    assert (await send("SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M")).json()["replies"][0]["kind"] == "NONE"


async def test_a_national_record_is_read_by_its_nic(
    client: httpx.AsyncClient, enter: Enter, complete: dict[str, Any]
) -> None:
    nic = (await enter(**complete))["nic"]
    assert (await client.get(f"/ncic/records/{nic.lower()}")).json()["nic"] == nic


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["A", "B", "C"]),
        ({"NAM": "DOE,JOHN"}, ["A"]),
        ({"nam": "doe,john"}, ["A"]),
        ({"OCA": "B"}, ["B"]),
        ({"SEX": "F"}, ["C"]),
        ({"DOB": "19800215", "SEX": "M"}, ["A", "B"]),
        ({"AKA": "ROE,RICHARD"}, ["B"]),
        ({"AKA": "ROE,RICH"}, []),
        ({"ORI": "CA0340000", "status": "active", "type": "wanted_person", "side": "live"}, ["A", "B", "C"]),
        ({"side": "test"}, []),
        ({"status": "cancelled"}, []),
        ({"FCN": "1012618200002"}, ["B"]),
        ({"NIC": "W000000000"}, []),
    ],
    ids=str,
)
async def test_records_are_filtered_by_exact_values(
    client: httpx.AsyncClient, enter: Enter, filters: dict[str, str], found: list[str]
) -> None:
    await enter(OCA="A")
    await enter(OCA="B", NAM="SMITH,JOHN", AKA=["ROE,RICHARD", "ROE,RICK"])
    await enter(OCA="C", NAM="SMITH,ANN", SEX="F")
    answer = (await client.get("/wps/records", params=filters)).json()
    assert [record["fields"]["OCA"] for record in answer["records"]] == found
    assert answer["next"] is None


async def test_pages_go_on_from_one_type_to_the_next(client: httpx.AsyncClient) -> None:
    base = {"TYP": "S", "OCA": "TEST-1", "DOT": "20260601"}
    plate = {"LIC": "1ABC234", "LIS": "CA"}
    bodies = [
        ("plate", base | plate),
        ("vehicle", base | plate | {"VMA": "FORD"}),
        ("plate", base | plate | {"LIC": "2ABC234"}),
    ]
    for kind, fields in bodies:
        entered = await client.post("/svs/records", json={"ori": "CA0340000", "type": kind, "fields": fields})
        assert entered.status_code == 201, entered.text
    seen, cursor = [], None
    while True:
        page = (await client.get("/svs/records", params={"limit": 1} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [(record["type"], record["fields"]["LIC"]) for record in page["records"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [("vehicle", "1ABC234"), ("plate", "1ABC234"), ("plate", "2ABC234")]


@pytest.mark.parametrize(
    "filters",
    [
        {"COLOUR": "RED"}, {"SEX": "Q"}, {"type": "unicorn"}, {"status": "lost"}, {"side": "dark"}, {"limit": "0"},
        {"limit": "1001"}, {"limit": "x"}, {"cursor": "wanted_person.x"}, {"cursor": "unicorn.1"},
    ],
    ids=str,
)  # fmt: skip
async def test_a_filter_that_is_not_understood_is_refused(resting: httpx.AsyncClient, filters: dict[str, str]) -> None:
    answer = await resting.get("/wps/records", params=filters)
    assert (answer.status_code, answer.json()["field"]) == (422, next(iter(filters)))
    assert answer.json()["accepted"]


async def test_an_unknown_field_names_the_known_ones(resting: httpx.AsyncClient) -> None:
    accepted = (await resting.get("/wps/records", params={"COLOUR": "RED"})).json()["accepted"]
    assert {"NAM", "OCA", "FCN", "type"} <= set(accepted)


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("GET", "/1"), ("DELETE", "/1")])
async def test_an_unknown_database_is_404(resting: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await resting.request(method, f"/nosuch/records{path}", json={})
    assert (answer.status_code, answer.json()["field"]) == (404, "database")


async def test_the_faults_of_an_entry_say_what_is_accepted(resting: httpx.AsyncClient, wanted: dict[str, Any]) -> None:
    fields = {code: value for code, value in wanted.items() if code != "OCA"} | {"SEX": "Q", "ZZZ": "1"}
    body = {"ori": "CA0340000", "type": "wanted_person", "fields": fields}
    found = {fault["field"]: fault for fault in (await resting.post("/wps/records", json=body)).json()["errors"]}
    assert {"NAM", "OCA"} <= set(found["ZZZ"]["accepted"])
    assert not found["OCA"]["accepted"].startswith("REQUIRED")
    assert found["SEX"]["accepted"] == found["SEX"]["text"]
