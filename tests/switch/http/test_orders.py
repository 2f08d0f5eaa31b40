"""Restraining orders over HTTP: the protected parties are an array of objects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
PARTIES = [{"PNM": "ROE,JANE", "PSX": "F", "PDB": "19820101"}, {"PNM": "ROE,KIT"}, {"PNM": "ROE,LEE", "PSX": "X"}]
ORDER: dict[str, Any] = {
    "NAM": "DOE,JOHN", "SEX": "M", "ORT": "OAH", "CTI": "CA034015J", "CCN": "26DV1", "ISD": "20260105",
    "OCA": "26-1", "PCO": ["01"],
}  # fmt: skip


async def enter(client: httpx.AsyncClient, **fields: Any) -> httpx.Response:
    body = {"ori": "CA0340000", "type": "restraining_order", "fields": ORDER | fields}
    return await client.post("/carpos/records", json=body)


async def test_parties_come_back_as_they_were_entered(client: httpx.AsyncClient, send: Send) -> None:
    entered = await enter(client, parties=PARTIES)
    assert entered.status_code == 201
    assert entered.json()["fields"]["parties"] == PARTIES
    number = entered.json()["fcn"]
    (reply,) = (await send(f"SAC1000001.*FULL01.QRO.CA0340000.FCN/{number}")).json()["replies"]
    assert reply["records"][0]["fields"]["parties"] == PARTIES
    assert reply["records"][0]["fields"]["PCO"] == ["01"]


@pytest.mark.parametrize("filters", [{"PNM": "ROE,KIT"}, {"PSX": "X"}, {"PDB": "19820101"}, {"OCA": "26-1"}], ids=str)
async def test_an_order_is_listed_by_what_its_parties_have(client: httpx.AsyncClient, filters: dict[str, str]) -> None:
    number = (await enter(client, parties=PARTIES)).json()["fcn"]
    listed = (await client.get("/carpos/records", params=filters)).json()["records"]
    assert [record["fcn"] for record in listed] == [number]
    assert (await client.get("/carpos/records", params={"PSX": "U"})).json()["records"] == []


@pytest.mark.parametrize(("parties", "field"), [([], "PNM"), ([{"PNM": "NOCOMMA"}], "PNM")], ids=str)
async def test_an_order_without_a_good_party_is_refused(client: httpx.AsyncClient, parties: Any, field: str) -> None:
    answer = await enter(client, parties=parties)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_violations_are_shown_with_the_order_and_always_as_arrays(client: httpx.AsyncClient, send: Send) -> None:
    number = (await enter(client, parties=PARTIES)).json()["fcn"]
    await send(f"LAX1000001.*INQ001.VRO.CA0190000.FCN/{number}.VDT/20260630.VLO/FRONT YARD")
    (reply,) = (await send(f"SAC1000001.*FULL01.QRO.CA0340000.FCN/{number}")).json()["replies"]
    assert reply["records"][0]["fields"]["VLO"] == ["FRONT YARD"]
    (listed,) = (await client.get("/carpos/records", params={"type": "violation"})).json()["records"]
    assert (listed["fcn"], listed["ori"], listed["fields"]["VDT"]) == (number, "CA0190000", "20260630")
