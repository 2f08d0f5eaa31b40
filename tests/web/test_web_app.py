"""What a database serves beside messages: records, its description, its state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from shared.web.app import app_of
from shared.web.worlds import Worlds

Body = Callable[..., dict[str, Any]]


@pytest.fixture
def number(client: FlaskClient, transaction: Body) -> str:
    """The number of a record that was entered."""
    entered = client.post("/transactions", json=transaction()).get_json()
    return str(entered["replies"][0]["data"]["FCN"])


def test_a_record_is_read_by_its_number(client: FlaskClient, number: str) -> None:
    record = client.get(f"/records/{number}").get_json()
    assert (record["fcn"], record["type"], record["status"]) == (number, "wanted_person", "active")
    assert record["fields"]["NAM"] == "DOE,JOHN"


def test_an_erased_record_is_gone(client: FlaskClient, number: str) -> None:
    assert client.delete(f"/records/{number}").status_code == 204
    answers = [client.get(f"/records/{number}"), client.delete(f"/records/{number}")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].get_json()["errors"][0]["field"] == "FCN"


def test_records_are_found_by_their_values_page_by_page(client: FlaskClient, transaction: Body) -> None:
    for place in range(3):
        client.post("/transactions", json=transaction(f"M{place}"))
    page = client.get("/records?NAM=DOE,JOHN&status=active&limit=2").get_json()
    rest = client.get(f"/records?NAM=DOE,JOHN&status=active&limit=2&cursor={page['next']}").get_json()
    assert ([len(page["records"]), len(rest["records"])], rest["next"]) == ([2, 1], None)
    assert client.get("/records?NAM=NOBODY,TEST").get_json() == {"records": [], "next": None}


@pytest.mark.parametrize("asked", ["NUM=1", "status=lost", "limit=0", "cursor=x", "world=.."])
def test_a_filter_that_is_not_understood_is_named(client: FlaskClient, asked: str) -> None:
    answer = client.get(f"/records?{asked}")
    assert (answer.status_code, answer.get_json()["field"]) == (422, asked.partition("=")[0])


def test_the_description_names_every_request(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    wanted = {"/transactions", "/settlements", "/timers/next", "/timers/fire", "/records/{number}", "/health", "/ready"}
    assert wanted | {"/metrics"} <= set(paths)


def test_the_documentation_asks_no_other_host(client: FlaskClient) -> None:
    page = client.get("/docs", follow_redirects=True)
    assert page.status_code == 200
    assert "http" not in page.text.replace("http://www.w3.org", "")
    assert client.get("/docs/swagger/js/swagger-ui-bundle.js").status_code == 200
    assert client.get("/docs/openapi.json").status_code == 200


def test_health_and_metrics_answer(client: FlaskClient, number: str) -> None:
    assert client.get("/health").get_json() == {"status": "ok", "database": "wps"}
    assert client.get("/ready").status_code == 200
    wanted = 'cjfarm_database_requests_total{database="wps",from_memory="no",request="transaction"} 1.0'
    assert wanted in client.get("/metrics").text


def test_with_a_token_everything_but_health_asks_for_it(worlds: Worlds) -> None:
    client = app_of(worlds, "secret-of-a-test").test_client()
    assert client.get("/health").status_code == 200
    refused = client.get("/records/1862600100001", headers={"Authorization": "Bearer wrong"})
    assert (refused.status_code, refused.content_type) == (401, "application/problem+json")
    assert client.get("/timers/next", headers={"Authorization": "Bearer secret-of-a-test"}).status_code == 200


def test_an_unknown_path_and_a_wrong_method_are_problems_too(client: FlaskClient) -> None:
    answers = [client.get("/nothing"), client.get("/transactions")]
    assert [answer.status_code for answer in answers] == [404, 405]
    assert {answer.content_type for answer in answers} == {"application/problem+json"}
    assert "POST" in answers[1].headers["Allow"]
