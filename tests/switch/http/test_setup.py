"""A database carries out a message whoever sent it, as a test's set-up."""

from __future__ import annotations

import httpx
import pytest

pytestmark = pytest.mark.anyio

PERSON = "NAM/SETUP,SAM.SEX/M.DOB/19700101"
ENTRY = f"ANY1000001.*NOBODY.EW.CA0190000.{PERSON}.OFF/2202.DOW/20260105.WNO/W-1.TYP/F.OCA/26-1.ENT/3"


async def test_what_it_is_told_is_done_without_a_terminal_or_an_operator(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/wps/messages", content=ENTRY)).json()
    assert [reply["kind"] for reply in answer["replies"]] == ["ACK"]
    assert answer["replies"][0]["text"].startswith("HTTPWPS.*HTTP00.EW.CA0190000.WPS.ACK")
    assert answer["pending"] == []
    found = (await client.get("/wps/records", params={"NAM": "SETUP,SAM"})).json()["records"]
    assert [record["fields"]["OCA"] for record in found] == ["26-1"]


@pytest.mark.parametrize(("query", "status"), [("wait=0", 200), ("wait=61", 422), ("wait=nan", 422), ("wiat=0", 422)])
async def test_it_may_be_waited_for(client: httpx.AsyncClient, query: str, status: int) -> None:
    answer = await client.post(f"/wps/messages?{query}", content=ENTRY)
    assert (answer.status_code, answer.json().get("field")) == (status, None if status == 200 else query[:4])


async def test_a_key_of_another_database_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/svs/messages", content=ENTRY)
    assert (answer.status_code, answer.json()["field"]) == (422, "key")
    assert "EV" in answer.json()["accepted"]


async def test_what_is_no_message_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/wps/messages", content="EW")
    assert (answer.status_code, answer.json()["field"]) == (422, "body")


async def test_a_database_that_is_not_there_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/dmv/messages", content=ENTRY)).status_code == 404
