"""Messages to a database over HTTP: each is carried out once, whatever happens around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services import discover
from shared.web.app import app_of
from shared.web.stores import stores_of
from shared.web.transactions import FROM_MEMORY
from shared.web.worlds import Worlds

Body = Callable[..., dict[str, Any]]
PLATE = {"LIC": "1ZZZ001", "LIS": "CA", "LIY": "2026", "LIT": "PC", "DOT": "20260630", "OCA": "TEST-26-2"}
BY_NAME = {"NAM": "DOE,JOHN", "SEX": "M"}
NATIONAL = {
    "NAM": "DOE,JOHN", "SEX": "M", "RAC": "W", "DOB": "19800215", "HGT": "511", "WGT": "180", "HAI": "BRO",
    "OFF": "1201", "DOW": "20260601", "WNO": "TEST-1", "TYP": "F", "OCA": "TEST-26-1", "ENT": "1",
}  # fmt: skip
VARIANTS = [{"fields": {"NAM": "DOE,JOHN", "SEX": "M"}}, {"fields": [["NAM", "DOE,JOHN"], ["SEX", "M"]]}]


def test_a_repeated_request_is_answered_from_memory_and_enters_nothing_twice(
    client: FlaskClient, transaction: Body
) -> None:
    first = client.post("/transactions", json=transaction())
    again = client.post("/transactions", json=transaction(now="2026-07-02T00:00:00-07:00"))
    acknowledged = first.get_json()["replies"][0]
    assert (acknowledged["kind"], acknowledged["about"][0]["number"]) == ("ACK", acknowledged["data"]["FCN"])
    assert (again.data, again.headers[FROM_MEMORY]) == (first.data, "yes")
    found = client.post("/transactions", json=transaction("M2", "QW", BY_NAME)).get_json()
    assert len(found["replies"][0]["records"]) == 1


def test_a_repeated_request_is_answered_from_memory_after_a_restart(
    worlds: Worlds, client: FlaskClient, transaction: Body
) -> None:
    first = client.post("/transactions", json=transaction())
    worlds.close()
    assert client.post("/transactions", json=transaction()).data == first.data


def test_the_changes_never_leave_the_database(client: FlaskClient, transaction: Body) -> None:
    answer = client.post("/transactions", json=transaction()).get_json()
    assert set(answer) == {"replies", "forwards", "notices", "fired", "why"}


def test_worlds_know_nothing_of_each_other(client: FlaskClient, transaction: Body) -> None:
    client.post("/transactions", json=transaction())
    other = client.post("/transactions", json=transaction(key="QW", fields=BY_NAME, world="other")).get_json()
    assert other["replies"][0]["kind"] == "NONE"


@pytest.mark.parametrize("variant", VARIANTS, ids=["object", "pairs"])
def test_fields_are_an_object_or_pairs(client: FlaskClient, transaction: Body, variant: dict[str, Any]) -> None:
    client.post("/transactions", json=transaction())
    found = client.post("/transactions", json=transaction("M2", "QW", **variant)).get_json()
    assert found["replies"][0]["kind"] == "HIT"


def test_an_unknown_key_is_answered_with_an_error(client: FlaskClient, transaction: Body) -> None:
    answer = client.post("/transactions", json=transaction(key="ZZ")).get_json()
    assert answer["replies"][0]["kind"] == "ERROR"


@pytest.mark.parametrize("text", [b"", b"{", b"[1", b"\xff"])
def test_what_is_no_json_is_refused(client: FlaskClient, text: bytes) -> None:
    answer = client.post("/transactions", data=text, content_type="application/json")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert "JSON object" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("spoilt", "field"),
    [
        ({"world": "../up"}, "world"),
        ({"id": ""}, "id"),
        ({"now": "yesterday"}, "now"),
        ({"message": {"key": 1}}, "message.key"),
        ({"surprise": 1}, "surprise"),
        ({"side": 2}, "side"),
    ],
    ids=str,
)
def test_a_refused_body_is_answered_with_every_field_at_fault(
    client: FlaskClient, transaction: Body, spoilt: dict[str, Any], field: str
) -> None:
    answer = client.post("/transactions", json=transaction(**spoilt))
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert field in [fault["field"] for fault in answer.get_json()["errors"]]


def test_a_settled_record_holds_its_national_number_once_and_for_all(client: FlaskClient, transaction: Body) -> None:
    entered = client.post("/transactions", json=transaction(fields=NATIONAL)).get_json()
    number = entered["replies"][0]["data"]["FCN"]
    settlement = {
        "id": "M1.wps.ncic.settled", "world": "main", "now": "2026-07-01T09:31:00-07:00", "fcn": number,
        "to": "ncic", "accepted": True, "nic": "W000000017",
    }  # fmt: skip
    answers = [client.post("/settlements", json=settlement) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].data == answers[1].data
    assert client.get(f"/records/{number}").get_json()["nic"] == "W000000017"


def test_what_falls_due_is_told_and_carried_out_once(tmp_path: Path, transaction: Body) -> None:
    database = discover()["ncic"]
    worlds = Worlds(database, stores_of(database, tmp_path))
    client = app_of(worlds).test_client()
    assert client.get("/timers/next").get_json() == {"next": None}
    client.post("/transactions", json=transaction(key="EL", fields=PLATE, origin="svs"))
    assert client.get("/timers/next").get_json() == {"next": "2031-01-01T00:00:00-08:00"}
    fire = {"id": "F1", "world": "main", "now": "2031-01-01T00:00:00-08:00"}
    answers = [client.post("/timers/fire", json=fire).get_json()["fired"] for _ in range(2)]
    assert [item["what"] for item in answers[0]] == ["plate expired"]
    assert answers[0] == answers[1]
    assert client.post("/timers/fire", json=fire | {"id": "F2"}).get_json()["fired"] == []
    worlds.close()


def test_a_dry_request_changes_nothing_and_is_not_remembered(client: FlaskClient, transaction: Body) -> None:
    dry = client.post("/transactions", json=transaction(dry=True))
    assert dry.get_json()["replies"][0]["kind"] == "ACK"
    assert client.post("/transactions", json=transaction(dry=True)).data == dry.data
    assert client.get("/records").get_json()["records"] == []
    entered = client.post("/transactions", json=transaction())
    assert FROM_MEMORY not in entered.headers
    assert entered.get_json()["replies"] == dry.get_json()["replies"]


def test_a_dry_inquiry_names_what_came_near(client: FlaskClient, transaction: Body) -> None:
    client.post("/transactions", json=transaction())
    asked = {"NAM": "DOE,JOHN", "SEX": "F"}
    found = client.post("/transactions", json=transaction("M2", "QW", asked, dry=True)).get_json()
    assert [one["name"] for one in found["considered"]] == ["DOE,JOHN"]
    assert "considered" not in client.post("/transactions", json=transaction("M2", "QW", asked)).get_json()


def test_a_dry_settlement_follows_the_message_before_it(client: FlaskClient, transaction: Body) -> None:
    number = client.post("/transactions", json=transaction(fields=NATIONAL, dry=True)).get_json()["forwards"][0]["fcn"]
    settlement = {
        "id": "M1.settled", "world": "main", "now": "2026-07-01T09:31:00-07:00", "fcn": number,
        "to": "ncic", "accepted": True, "nic": "W000000019",
    }  # fmt: skip
    sent = transaction(fields=NATIONAL, dry=True, settlement=settlement)
    why = client.post("/transactions", json=sent).get_json()["why"]
    assert [reason["rule"] for reason in why] == ["WPS-04"]
    assert client.get("/records").get_json()["records"] == []
