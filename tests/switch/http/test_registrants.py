"""The registry over HTTP: what agencies do on the web, which records law enforcement finds, drawn photographs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from switch.http.app import make_app
from tests.switch.http.conftest import MakeFarm, client_of

pytestmark = pytest.mark.anyio

ORI = "CA0340000"
REGISTRANT: dict[str, Any] = {
    "NAM": "SAMPLE,ALBERT", "SEX": "M", "DOB": "19800615", "CII": "A00999901", "CAT": "S", "RDT": "20260601",
    "ADR": "1 INVENTED STREET", "CTY": "SACRAMENTO", "ZIP": "00034",
}  # fmt: skip


async def enter(client: httpx.AsyncClient, **fields: Any) -> httpx.Response:
    body = {"ori": ORI, "type": "registrant", "fields": REGISTRANT | fields}
    return await client.post("/csar/records", json=body)


async def change(client: httpx.AsyncClient, number: str, ori: str = ORI, **fields: Any) -> httpx.Response:
    return await client.put(f"/csar/records/{number}", json={"ori": ori, "fields": fields})


async def found(client: httpx.AsyncClient, **filters: str) -> list[str]:
    answer = await client.get("/csar/records", params=filters)
    assert answer.status_code == 200, answer.text
    return [record["fields"]["NAM"] for record in answer.json()["records"]]


async def test_agencies_enter_over_the_web_long_after_the_keys_are_down(client: httpx.AsyncClient) -> None:
    entered = await enter(client)
    assert entered.status_code == 201, entered.text
    record = entered.json()
    assert record["nic"].startswith("X")
    assert record["fields"]["registrations"] == [
        {"HRD": "20260601", "HAD": "1 INVENTED STREET", "HCT": "SACRAMENTO", "HZP": "00034"}
    ]


async def test_agencies_update_over_the_web(client: httpx.AsyncClient) -> None:
    number = (await enter(client)).json()["fcn"]
    changed = await change(client, number, RDT="20260630", ADR="2 INVENTED STREET")
    assert changed.status_code == 200, changed.text
    fields = changed.json()["fields"]
    assert (fields["RDT"], fields["ADR"]) == ("20260630", "2 INVENTED STREET")
    assert [one["HRD"] for one in fields["registrations"]] == ["20260601", "20260630"]
    assert (await client.get(f"/csar/records/{number}")).json() == changed.json()


async def test_what_belongs_together_is_an_array_of_objects(client: httpx.AsyncClient) -> None:
    vehicles = [{"LIC": "0QRG901", "LIS": "CA", "VYR": "2012"}, {"LIC": "0QRG902", "VMA": "FORD"}]
    work = [{"EMP": "INVENTED BAKERY TEST", "EMA": "8 INVENTED LANE"}]
    fields = (await enter(client, vehicles=vehicles, employment=work)).json()["fields"]
    assert (fields["vehicles"], fields["employment"]) == (vehicles, work)


async def test_what_the_registry_lists_in_arrays_is_plain_elsewhere(client: httpx.AsyncClient) -> None:
    car = {"TYP": "S", "OCA": "TEST-1", "DOT": "20260601", "VMA": "TOYT", "LIC": "0QRG903", "LIS": "CA"}
    stolen = await client.post("/svs/records", json={"ori": ORI, "type": "vehicle", "fields": car})
    assert stolen.json()["fields"]["LIC"] == "0QRG903"
    text = f"SAC1000001.*FULL01.QV.{ORI}.LIC/0QRG903"
    reply = (await client.post("/messages", content=text, headers={"Content-Type": "text/plain"})).json()["replies"][0]
    assert reply["records"][0]["fields"]["LIC"] == "0QRG903"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"RDT": "20270101"}, "RDT"),
        ({"TRN": "Y"}, "TRN"),
        ({"HRD": "20260101"}, "HRD"),
        ({"CII": None}, "fields.CII"),
        ({}, "CII"),
    ],
    ids=str,
)
async def test_an_entry_is_refused_as_a_message_would_be(
    client: httpx.AsyncClient, fields: dict[str, Any], field: str
) -> None:
    first = await enter(client)
    answer = await enter(client, **fields)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert field != "CII" or first.json()["fcn"] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("ori", "fields", "field"),
    [
        (ORI, {"RDT": "20270101"}, "RDT"),
        (ORI, {"RDT": "20260101"}, "RDT"),
        (ORI, {"TRN": "Y", "ADR": "3 INVENTED STREET"}, "TRN"),
        (ORI, {}, "FCN"),
        ("CA0190000", {"PST": "N"}, "ORI"),
    ],
    ids=str,
)
async def test_a_change_that_cannot_be_changes_nothing(
    client: httpx.AsyncClient, ori: str, fields: dict[str, Any], field: str
) -> None:
    entered = (await enter(client)).json()
    answer = await change(client, entered["fcn"], ori, **fields)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert (await client.get(f"/csar/records/{entered['fcn']}")).json() == entered


async def test_there_is_nothing_to_change_where_there_is_no_record(client: httpx.AsyncClient) -> None:
    assert (await change(client, "1012618200099", PST="N")).status_code == 404
    answer = await client.put("/csar/records/1012618200099", json={"ori": ORI, "colour": "red"})
    assert answer.status_code == 422
    assert (await client.put("/nowhere/records/1", json={"ori": ORI, "fields": {}})).status_code == 404


async def test_every_database_is_changed_over_http(client: httpx.AsyncClient, wanted: dict[str, Any]) -> None:
    body = {"ori": ORI, "type": "wanted_person", "fields": wanted}
    number = (await client.post("/wps/records", json=body)).json()["fcn"]
    changed = await client.put(f"/wps/records/{number}", json={"ori": ORI, "fields": {"MIS": "NOW BEARDED"}})
    assert (changed.status_code, changed.json()["fields"]["MIS"]) == (200, "NOW BEARDED")


@pytest.mark.parametrize(
    ("now", "status"),
    [(datetime(2013, 3, 6, 7, 59, 59, tzinfo=UTC), 409), (datetime(2013, 3, 6, 8, tzinfo=UTC), 201)],
)
async def test_the_web_begins_on_a_day(make_farm: MakeFarm, now: datetime, status: int) -> None:
    async with client_of(make_app(make_farm(now=now))) as client:
        answer = await enter(client, RDT="20130301")
        assert answer.status_code == status
        assert status == 201 or "ESA" in answer.json()["detail"]


async def test_law_enforcement_searches_by_category_birth_predator_and_marks(client: httpx.AsyncClient) -> None:
    await enter(client, SVP="Y", SMT=["TAT L ARM", "SC FACE"])
    await enter(client, NAM="SAMPLE,BRUNO", CII="A00999902", SVP="N", SMT=["TAT L ARM"])
    await enter(client, NAM="SAMPLE,CLAUS", CII="A00999903", CAT="A", DOB="19700101")
    assert await found(client, CAT="S", SVP="Y", SMT="TAT L ARM") == ["SAMPLE,ALBERT"]
    assert await found(client, SMT="TAT L ARM") == ["SAMPLE,ALBERT", "SAMPLE,BRUNO"]
    assert await found(client, CAT="A", DOB="19700101") == ["SAMPLE,CLAUS"]
    assert await found(client, CTY="SACRAMENTO", ZIP="00034", CAT="S", SVP="N") == ["SAMPLE,BRUNO"]
    assert await found(client, HAD="1 INVENTED STREET", CAT="A") == ["SAMPLE,CLAUS"]
    answer = await client.get("/csar/records", params={"SVP": "Q"})
    assert (answer.status_code, answer.json()["field"]) == (422, "SVP")


async def test_a_photograph_is_a_drawing_that_nobody_takes_for_a_person(client: httpx.AsyncClient) -> None:
    number = (await enter(client, PHT="Y")).json()["fcn"]
    first, again = [await client.get(f"/csar/records/{number}/photograph") for _ in range(2)]
    assert (first.status_code, first.headers["content-type"]) == (200, "image/svg+xml")
    assert first.content == again.content
    words = " ".join(ElementTree.fromstring(first.text).itertext())
    assert "TEST RECORD" in words
    assert "NOT A PERSON" in words


async def test_without_a_photograph_on_file_there_is_none(client: httpx.AsyncClient, wanted: dict[str, Any]) -> None:
    number = (await enter(client, PHT="N")).json()["fcn"]
    assert (await client.get(f"/csar/records/{number}/photograph")).status_code == 404
    assert (await client.get("/csar/records/1012618200099/photograph")).status_code == 404
    body = {"ori": ORI, "type": "wanted_person", "fields": wanted}
    other = (await client.post("/wps/records", json=body)).json()["fcn"]
    assert (await client.get(f"/wps/records/{other}/photograph")).status_code == 404
