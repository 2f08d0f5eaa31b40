"""Who may use a farm, and what it says to options and files that it cannot use."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.cases.farm import FarmProcess, refused

TOKEN = "secret-of-a-test"
CONFIGURATION = """
[[terminals]]
mnemonic = "ZED1"
ori = "CA0340000"
deny = ["change"]

[[operators]]
oif = "ZEDOP1"
access = "full"
"""
BROKEN = '[[terminals]]\nmnemonic = "TOOLONG"\nori = "CA0340000"\n\n[limits]\nanswer_seconds = -1\n'
INQUIRY = "OCA/TEST-0101"
PATHS = ("/ready", "/metrics", "/docs", "/openapi.json", "/catalog", "/journal", "/terminals/SAC1/messages", "/nowhere")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm with a token, and with a terminal and an operator of its user's."""
    folder = tmp_path_factory.mktemp("guarded")
    configuration = folder / "config.toml"
    configuration.write_text(CONFIGURATION)
    with FarmProcess(folder, "--config", str(configuration), environment={"CJFARM_TOKEN": TOKEN}) as farm:
        yield farm


def test_every_path_but_health_takes_a_token(guarded: FarmProcess) -> None:
    assert guarded.request("GET", "/health", headers={})[0] == 200
    assert [guarded.request("GET", path, headers={})[0] for path in PATHS] == [401] * len(PATHS)
    assert guarded.request("POST", "/messages", f"SAC1000001.*FULL01.QW.CA0340000.{INQUIRY}", headers={})[0] == 401


@pytest.mark.parametrize("borne", ["Bearer wrong", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x"])
def test_a_wrong_token_is_none(guarded: FarmProcess, borne: str) -> None:
    status, body = guarded.request("GET", "/clock", headers={"Authorization": borne})
    assert (status, json.loads(body)["status"]) == (401, 401)
    assert TOKEN.encode() not in body


def test_with_the_token_a_farm_answers(guarded: FarmProcess) -> None:
    answer = guarded.ask("POST", "/messages", f"SAC1000001.*FULL01.QW.CA0340000.{INQUIRY}")
    assert [reply["kind"] for reply in answer["replies"]] == ["HIT"]


def test_configured_terminals_and_operators_stand_beside_the_default_ones(guarded: FarmProcess) -> None:
    message = "ZED1000001.*ZEDOP1.{}.CA0340000.{}"
    found = guarded.ask("POST", "/messages", message.format("QW", INQUIRY))
    assert [(reply["source"], reply["kind"]) for reply in found["replies"]] == [("WPS", "HIT")]
    denied = guarded.ask("POST", "/messages", message.format("XW", "FCN/1192605800001"))
    assert [(reply["source"], reply["kind"]) for reply in denied["replies"]] == [("CLETS", "ERROR")]


def test_no_answer_carries_the_time_of_the_machine(guarded: FarmProcess) -> None:
    connection = HTTPConnection(guarded.host, guarded.http_port)
    for path in ("/health", "/clock", "/docs"):
        connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}"})
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, answer.headers["Date"]) == (200, None)
    connection.close()


def test_a_farm_that_cannot_start_says_why_and_what_would_work(tmp_path: Path) -> None:
    """All at once, as each takes a process; every line is one that a user can act on."""
    configuration = tmp_path / "config.toml"
    configuration.write_text(BROKEN)
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        asked = {
            ("--host", "0.0.0.0"): ("0.0.0.0", "CJFARM_TOKEN", "--host at 127.0.0.1"),
            ("--http-port", port): (port, "choose another --http-port, or 0"),
            ("--line-port", port): (port, "choose another --line-port, or 0"),
            ("--size", "huge"): ("small, county, state or a number",),
            ("--config", str(configuration)): ("config.toml", "terminals.0.mnemonic", "limits.answer_seconds"),
        }
        folders = [tmp_path / str(place) for place in range(len(asked))]
        with ThreadPoolExecutor(2) as pool:
            ended = list(pool.map(lambda folder, options: refused(folder, *options), folders, asked))
    for said, one in zip(asked.values(), ended, strict=True):
        assert one.returncode == 2, one.stderr
        assert [part for part in said if part not in one.stderr] == [], one.stderr
        assert "Traceback" not in one.stderr
