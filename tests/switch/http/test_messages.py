"""Messages over HTTP."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"
PARTS: dict[str, Any] = {
    "header": "SAC1000001", "oif": "FULL01", "key": "QW", "ori": "CA0340000",
    "fields": {"NAM": "DOE,JOHN", "SEX": "M", "DOB": "19800215"},
}  # fmt: skip

Send = Callable[..., Awaitable[httpx.Response]]
Enter = Callable[..., Awaitable[dict[str, Any]]]


async def test_a_text_message_gets_all_its_replies(send: Send, enter: Enter) -> None:
    record = await enter()
    answer = (await send(INQUIRY)).json()
    assert answer["pending"] == []
    said = [(reply["source"], reply["kind"]) for reply in answer["replies"]]
    assert said == [("WPS", "HIT"), ("CARPOS", "NONE"), ("NCIC", "NONE")]
    hit = answer["replies"][0]
    assert hit["text"].startswith("SAC1000001.*FULL01.QW.CA0340000.WPS.HIT\r\n")
    assert hit["records"][0]["fcn"] == record["fcn"]
    assert hit["at"] == "2026-07-01T12:00:00-07:00"


async def test_a_json_message_gets_the_same_replies_as_its_text(client: httpx.AsyncClient, send: Send) -> None:
    text, json = (await send(INQUIRY)).json(), (await client.post("/messages", json=PARTS)).json()
    assert [reply["text"] for reply in text["replies"]] == [reply["text"] for reply in json["replies"]]
    assert text["id"] != json["id"]


async def test_what_a_change_did_is_read_from_the_record_of_its_acknowledgement(
    client: httpx.AsyncClient, send: Send, wanted: dict[str, Any]
) -> None:
    answer = (await client.post("/messages", json=PARTS | {"key": "EW", "fields": wanted})).json()
    (entered,) = answer["replies"][0]["records"]
    number = entered["fcn"]
    assert (entered["type"], entered["status"], entered["nic"]) == ("wanted_person", "active", None)
    assert wanted.items() <= entered["fields"].items()
    assert answer["replies"][0]["text"].split("\r\n")[1:] == [
        "RECORD ENTERED", "MKE/WANTED PERSON", f"FCN/{number}", "",
    ]  # fmt: skip
    modified = (await send(f"SAC1000002.*FULL01.MW.CA0340000.FCN/{number}.HAI/GRY")).json()["replies"][0]
    assert modified["records"][0]["fields"]["HAI"] == "GRY"
    shown = {"direction": "out", "fields": {"NAM": wanted["NAM"]}, "count": {"max": 0}}
    assert (await client.post("/journal/verify", json=shown)).json()["ok"]
    cancelled = (await send(f"SAC1000003.*FULL01.XW.CA0340000.FCN/{number}")).json()["replies"][0]
    assert cancelled["records"][0]["status"] == "cancelled"


async def test_a_repeated_field_is_an_array(client: httpx.AsyncClient, wanted: dict[str, Any]) -> None:
    body = PARTS | {"key": "EW", "fields": wanted | {"AKA": ["ROE,RICHARD", "ROE,RICK"]}}
    answer = (await client.post("/messages", json=body)).json()
    assert answer["replies"][0]["kind"] == "ACK"
    entries = (await client.get("/journal", params={"direction": "in"})).json()["entries"]
    assert ".AKA/ROE,RICHARD.AKA/ROE,RICK" in entries[0]["text"]


async def test_parties_become_fields_in_order(client: httpx.AsyncClient) -> None:
    parties = [{"PDB": "19800101", "PNM": "ROE,JANE", "PSX": "F"}, {"PNM": "ROE,ANN"}]
    await client.post("/messages", json=PARTS | {"fields": {"parties": parties}})
    text = (await client.get("/journal", params={"direction": "in"})).json()["entries"][0]["text"]
    assert text.endswith("PNM/ROE,JANE.PSX/F.PDB/19800101.PNM/ROE,ANN")


@pytest.mark.parametrize("text", [b"", b"\xff\x00garbage", b"SAC1.*FULL01.QW", b"no message at all"])
async def test_a_text_that_is_no_message_is_answered_with_an_error_reply(send: Send, text: bytes) -> None:
    answer = await send(text)
    assert answer.status_code == 200
    assert [reply["kind"] for reply in answer.json()["replies"]] == ["ERROR"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"header": 1}, "header"),
        ({"header": "A"}, "header"),
        ({"ori": "CA"}, "ori"),
        ({"taf": "#"}, "taf"),
        ({"addresses": "LAX1"}, "addresses"),
        ({"addresses": ["A/B"]}, "addresses"),
        ({"fields": {"AGE": 30}}, "fields.AGE"),
        ({"fields": {"NAM": ["DOE,JOHN", None]}}, "fields.NAM"),
        ({"fields": {"NAM": "DOE.JOHN"}}, "fields"),
        ({"fields": {"parties": [{"PSX": "F"}]}}, "fields.parties.0"),
        ({"fields": {"parties": [{"PNM": "ROE,JANE", "AGE": "3"}]}}, "fields.parties.0.AGE"),
        ({"fields": []}, "fields"),
        ({"colour": "red"}, "colour"),
        ({"key": None}, "key"),
    ],
    ids=str,
)
async def test_a_wrong_part_of_a_json_message_is_named(
    resting: httpx.AsyncClient, change: dict[str, Any], field: str
) -> None:
    answer = await resting.post("/messages", json=PARTS | change)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field
    assert answer.json()["accepted"]


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('"SEX":', '"SEX": "F", "SEX":', "SEX"),
        ('"key":', '"key": "EW", "key":', "key"),
        ('"OCA": "26:1"', '"OCA": "26:1", "OCA": "26:2"', "OCA"),
    ],
)
async def test_a_name_that_stands_twice_in_a_json_message_is_refused(
    resting: httpx.AsyncClient, before: str, after: str, field: str
) -> None:
    body = json.dumps(PARTS | {"fields": {"NAM": "ROE,RALPH", "SEX": "M", "OCA": "26:1"}})
    assert before in body
    kind = {"Content-Type": "application/json"}
    answer = await resting.post("/messages", content=body.replace(before, after), headers=kind)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_colon_in_a_value_is_no_name(client: httpx.AsyncClient) -> None:
    answer = await client.post("/messages", json=PARTS | {"fields": {"OCA": "26:1", "WNO": "A:B"}})
    assert answer.status_code == 200


async def test_a_json_text_that_is_nested_too_deep_is_refused(resting: httpx.AsyncClient) -> None:
    body = '{"a":' * 1020 + '":"' + "}" * 1020
    answer = await resting.post("/messages", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)


async def test_every_wrong_part_is_named(resting: httpx.AsyncClient) -> None:
    answer = await resting.post("/messages", json={"header": 1, "oif": True, "fields": {}})
    assert {fault["field"] for fault in answer.json()["errors"]} == {"header", "oif", "key", "ori"}


@pytest.mark.parametrize("wait", ["-1", "61", "nan", "soon", ""])
async def test_a_wait_out_of_bounds_is_refused(send: Send, wait: str) -> None:
    answer = await send(INQUIRY, params={"wait": wait})
    assert answer.status_code == 422
    assert answer.json()["field"] == "wait"


async def test_an_unknown_parameter_is_refused(send: Send) -> None:
    assert (await send(INQUIRY, params={"wiat": "1"})).json()["field"] == "wiat"
