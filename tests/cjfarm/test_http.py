from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from cjfarm.client.calls import refusal
from cjfarm.errors import FarmError, Refused, Unreachable
from cjfarm.http import FarmAddress


def test_a_request_bears_token_and_world(recorder: Any) -> None:
    recorder.answer({"now": "x"})
    assert FarmAddress(recorder.url, token="t0ken", world="lesson").get("clock") == {"now": "x"}
    (asked,) = recorder.asked
    assert (asked.method, asked.path) == ("GET", "/clock")
    assert (asked.headers["Authorization"], asked.headers["X-World"]) == ("Bearer t0ken", "lesson")


def test_text_is_sent_as_text_and_values_as_json(recorder: Any) -> None:
    recorder.answer({})
    recorder.answer({})
    FarmAddress(recorder.url).post("messages", body="SAC1.*FULL01", wait=2)
    FarmAddress(recorder.url).put("clock", body={"mode": "real"})
    text, value = recorder.asked
    assert (text.path, text.headers["Content-Type"], text.body) == ("/messages?wait=2", "text/plain", "SAC1.*FULL01")
    assert (value.headers["Content-Type"], value.json) == ("application/json", {"mode": "real"})


def test_names_in_a_path_cannot_lead_elsewhere(recorder: Any) -> None:
    recorder.answer(None, 204)
    assert FarmAddress(recorder.url).delete("faults", "../clock") is None
    assert recorder.asked[0].path == "/faults/..%2Fclock"


def test_a_refusal_tells_what_the_problem_document_says(recorder: Any) -> None:
    fault = {"field": "X-World", "detail": "there is no world x", "accepted": ["main", "lesson"]}
    recorder.answer({"status": 404, "detail": "X-World: there is no world x", "errors": [fault]}, 404)
    with pytest.raises(Refused) as refused:
        FarmAddress(recorder.url).get("clock")
    assert str(refused.value) == "X-World: there is no world x; accepted: main, lesson"
    assert refused.value.status == 404


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        ({"detail": "two", "errors": [{"field": "a", "detail": "is no number"}]}, "two; a: is no number"),
        ({"title": "Conflict"}, "Conflict"),
        ({}, "the farm answered with status 409"),
        ([], "the farm answered with status 409"),
    ],
)
def test_every_fault_is_told_once(problem: object, text: str) -> None:
    assert str(refusal(409, json.dumps(problem).encode())) == text


def test_a_missing_token_is_told_with_the_way_out() -> None:
    assert str(refusal(401, b'{"detail": "no token"}')) == "no token; set CJFARM_TOKEN to the farm's token"


def test_where_nothing_answers_the_text_says_how_to_start_a_farm() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(
            Unreachable, match=r"no farm answers at http://127\.0\.0\.1:\d+ .*Is it running\? \./farm up"
        ):
            FarmAddress(url).get("clock")


def test_what_answers_without_json_is_no_farm(recorder: Any) -> None:
    recorder.answer("<html>")
    with pytest.raises(Unreachable, match="no farm"):
        FarmAddress(recorder.url).get("clock")


@pytest.mark.parametrize("url", ["localhost:8400", "ftp://x", "http://"])
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(FarmError, match="no URL of a farm"):
        FarmAddress(url).get("clock")
