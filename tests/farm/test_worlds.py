"""Worlds of a farm in its own process: apart from each other under load, and there again however it ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.cases.farm import FarmProcess
from tests.farm.killing import fcn_of
from tests.farm.line import Line, typed
from tests.farm.test_postgresql import url  # noqa: F401

ENTRIES = 25
WORLDS = ("a", "b", "c")
COMPLETE = "RAC/W HGT/511 WGT/180 HAI/BRO OFF/2202 DOW/20260105 TYP/F ENT/1"


class LineOf:
    """The line of a world, as clients of the main line see it."""

    def __init__(self, farm: FarmProcess, port: int) -> None:
        self.host, self.line_port = farm.host, port


def entry(world: str, number: int) -> str:
    return typed("SAC1", f"EP TYP/S SER/SER{world.upper()}{number} DOT/20260220 OCA/26-{number}", number)


def on_line(farm: FarmProcess, world: str, port: int) -> list[str]:
    """Enter parts over the line of a world; gives their numbers."""
    with Line(LineOf(farm, port)) as line:  # type: ignore[arg-type]
        line.send(*(entry(world, number) for number in range(ENTRIES)))
        return [fcn_of(one) for one in line.take(ENTRIES)]


def over_http(farm: FarmProcess, world: str) -> list[str]:
    """Enter parts over HTTP in a world; gives the kinds of the answers."""
    connection = HTTPConnection(farm.host, farm.http_port, timeout=30)
    kinds = []
    for number in range(ENTRIES, 2 * ENTRIES):
        headers = {"Content-Type": "text/plain", "X-World": world}
        connection.request("POST", "/messages", entry(world, number), headers)
        kinds += [reply["kind"] for reply in json.loads(connection.getresponse().read())["replies"]]
    connection.close()
    return kinds


def ask(farm: FarmProcess, method: str, path: str, world: str, body: object = None) -> Any:
    """A request in a world; gives what it answers."""
    status, answer = farm.request(method, path, body, {"X-World": world})
    assert status < 400, answer
    return json.loads(answer) if answer else None


def found(farm: FarmProcess, world: str) -> list[str]:
    """The serial numbers of all parts on file in a world that tests have entered."""
    records = ask(farm, "GET", "/svs/records?type=part&limit=1000", world)["records"]
    return sorted(r["fields"]["SER"] for r in records if r["fields"]["SER"].startswith("SER"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FarmProcess, dict[str, int]]]:
    """A farm in whose worlds parts were entered over lines and HTTP, all at once, while others came and went."""
    with FarmProcess(tmp_path_factory.mktemp("worlds")) as farm:
        ports = {name: farm.ask("POST", "/worlds", {"name": name, "line": True})["line_port"] for name in WORLDS}
        farm.ask("POST", "/worlds", {"name": "busy"})
        stop: list[bool] = []
        busy = Thread(target=_come_and_go, args=(farm.host, farm.http_port, stop))
        busy.start()
        with ThreadPoolExecutor(6) as pool:
            lines = [pool.submit(on_line, farm, name, port) for name, port in ports.items()]
            https = [pool.submit(over_http, farm, name) for name in WORLDS]
            assert all(len(set(each.result())) == ENTRIES for each in lines)
            assert all(each.result() == ["ACK"] * ENTRIES for each in https)
        stop.append(True)
        busy.join()
        yield farm, ports


def _come_and_go(host: str, port: int, stop: list[bool]) -> None:
    connection = HTTPConnection(host, port, timeout=30)
    steps = (
        ("POST", "/worlds", {"name": "fork", "from": "a"}),
        ("POST", "/worlds/busy/reset", None),
        ("POST", "/worlds/b/snapshots", {"name": "kept"}),
        ("POST", "/worlds/fork/reset", None),
        ("DELETE", "/worlds/kept", None),
        ("DELETE", "/worlds/fork", None),
    )
    while not stop:
        for method, path, body in steps:
            content = None if body is None else json.dumps(body)
            connection.request(method, path, content, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status < 400, (method, path, text)
    connection.close()


def test_nothing_of_one_world_is_in_another_whatever_happens_at_once(
    loaded: tuple[FarmProcess, dict[str, int]],
) -> None:
    farm, _ = loaded
    for world in WORLDS:
        assert found(farm, world) == sorted(f"SER{world.upper()}{number}" for number in range(2 * ENTRIES))
        texts = [one["text"] for one in ask(farm, "GET", "/journal?limit=1000", world)["entries"]]
        assert len(texts) == 4 * ENTRIES
        assert not [text for text in texts for other in WORLDS if other != world and f"SER{other.upper()}" in text]
    assert found(farm, "main") == []
    assert found(farm, "busy") == []


def test_a_line_stays_open_over_a_reset_and_counts_as_fresh(loaded: tuple[FarmProcess, dict[str, int]]) -> None:
    farm, ports = loaded
    with Line(LineOf(farm, ports["c"])) as line:  # type: ignore[arg-type]
        line.send(entry("c", 900))
        before = line.receive()
        farm.ask("POST", "/worlds/c/reset")
        line.send(entry("c", 900))
        after = line.receive()
        assert fcn_of(after) < fcn_of(before)
        line.send(typed("LAX1", "LP FCN/" + fcn_of(after)))
        kinds = sorted(one.kind for one in line.take(2))
        assert kinds == ["ACK", "MESSAGE"]


def test_the_line_of_a_dropped_world_is_closed(loaded: tuple[FarmProcess, dict[str, int]]) -> None:
    farm, _ = loaded
    port = farm.ask("POST", "/worlds", {"name": "short", "line": True})["line_port"]
    with Line(LineOf(farm, port)) as line:  # type: ignore[arg-type]
        line.send(entry("x", 1))
        assert line.receive().kind == "ACK"
        farm.ask("DELETE", "/worlds/short")
        assert line.until_closed() == []
    with pytest.raises(ConnectionError):
        Line(LineOf(farm, port))  # type: ignore[arg-type]


def test_a_stream_of_a_world_that_is_put_back_ends(loaded: tuple[FarmProcess, dict[str, int]]) -> None:
    farm, _ = loaded
    connection = HTTPConnection(farm.host, farm.http_port, timeout=30)
    connection.request("GET", "/terminals/SAC1/stream", headers={"X-World": "busy"})
    stream = connection.getresponse()
    assert stream.readline() == b": stream\n"
    farm.ask("POST", "/worlds/busy/reset")
    assert stream.read() == b"\n"


def test_a_farm_that_is_killed_while_worlds_come_and_go_has_whole_ones_afterwards(tmp_path: Path) -> None:
    """Every world is there or not, as the last answer said; what was acknowledged in them is there."""
    with FarmProcess(tmp_path) as farm:
        farm.ask("POST", "/worlds", {"name": "kept", "line": True})
        ask(farm, "POST", "/messages", "kept", entry("kept", 1))
        farm.ask("POST", "/worlds/kept/snapshots", {"name": "before"})
        ask(farm, "POST", "/messages", "kept", entry("kept", 2))
        farm.ask("POST", "/worlds", {"name": "dropped"})
        farm.ask("DELETE", "/worlds/dropped")
        _kill_in_the_middle(farm)
    with FarmProcess(tmp_path) as farm:
        worlds = farm.ask("GET", "/worlds")
        names = [each["name"] for each in worlds["worlds"]]
        assert [name for name in names if not name.startswith("w")] == ["kept", "main"]
        assert [each["name"] for each in worlds["snapshots"]] == ["before"]
        assert found(farm, "kept") == ["SERKEPT1", "SERKEPT2"]
        for name in names[2:]:
            assert found(farm, name) in ([], ["SERKEPT1"])
        files = {path.name.partition(".")[0] for path in (tmp_path / "data" / "worlds").glob("*.sqlite")}
        assert files == set(names)
        farm.ask("POST", "/worlds", {"name": "again", "from": "before"})
        assert found(farm, "again") == ["SERKEPT1"]


def _kill_in_the_middle(farm: FarmProcess) -> None:
    def go_on() -> None:
        connection = HTTPConnection(farm.host, farm.http_port, timeout=30)
        number = 0
        try:
            while True:
                number += 1
                name = f"w{number}"
                for method, path, body in (
                    ("POST", "/worlds", {"name": name, "from": "before"}),
                    ("POST", f"/worlds/{name}/reset", None),
                    ("DELETE", f"/worlds/w{number - 1}", None),
                ):
                    content = None if body is None else json.dumps(body)
                    connection.request(method, path, content, {"Content-Type": "application/json"})
                    connection.getresponse().read()
                done.append(number)
                if number == 5:
                    Thread(target=farm.kill).start()
        except (OSError, HTTPException):
            return

    done: list[int] = []
    with ThreadPoolExecutor(1) as pool:
        pool.submit(go_on).result(60)
    assert len(done) >= 5


def test_worlds_on_postgresql(url: str, tmp_path: Path) -> None:  # noqa: F811
    options = ("--database-url", url)
    with FarmProcess(tmp_path, *options) as farm:
        for name in ("a", "b"):
            farm.ask("POST", "/worlds", {"name": name})
            ask(farm, "POST", "/messages", name, entry(name, 1))
        farm.ask("POST", "/worlds/a/snapshots", {"name": "s"})
        ask(farm, "POST", "/messages", "a", entry("a", 2))
        farm.ask("POST", "/worlds", {"name": "fork", "from": "a"})
        farm.ask("POST", "/worlds", {"name": "old", "from": "s"})
        assert [found(farm, name) for name in ("a", "b", "fork", "old", "main")] == [
            ["SERA1", "SERA2"], ["SERB1"], ["SERA1", "SERA2"], ["SERA1"], [],
        ]  # fmt: skip
        ask(farm, "POST", "/messages", "fork", entry("a", 3))
        farm.ask("POST", "/worlds/fork/reset")
        farm.ask("POST", "/worlds/a/reset")
        farm.ask("DELETE", "/worlds/b")
        assert farm.ask("POST", "/worlds/main/reset")["name"] == "main"
        journal = ask(farm, "GET", "/journal", "fork")
    with FarmProcess(tmp_path, *options) as farm:
        assert [each["name"] for each in farm.ask("GET", "/worlds")["worlds"]] == ["a", "fork", "main", "old"]
        assert [found(farm, name) for name in ("a", "fork", "old")] == [[], ["SERA1", "SERA2"], ["SERA1"]]
        assert [one["text"] for one in ask(farm, "GET", "/journal", "fork")["entries"]] == [
            one["text"] for one in journal["entries"]
        ]
        ask(farm, "POST", "/messages", "old", entry("a", 4))
        assert found(farm, "old") == ["SERA1", "SERA4"]
