"""Worlds over HTTP: made, put back, forked and dropped, and nothing of one is seen in another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from services import discover
from shared.web.listening import bound
from switch import spares
from switch.farm import Farm
from switch.http.app import make_app
from switch.lines import Lines
from switch.options import FarmOptions

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
INQUIRY = "SAC1000001.*FULL01.QV.CA0340000.LIC/9ZWW123"
ENTRY = "SAC1000002.*FULL01.EL.CA0340000.TYP/S.LIC/9ZWW123.LIS/CA.LIY/2026.LIT/PC.DOT/20260220.OCA/26-W1"
REQUEST = "LAX1000001.*FULL01.YQ.CA0190000.CA0340000.RTY/WP.RNO/1.PRI/U.OCA/26-X.NAM/EXAMPLE,EDGAR.SEX/M.DOB/19700102"
"""A request that is overdue after ten minutes."""
CONFIGURATION = "[limits]\nworlds = 6\nworld_megabytes = 3\n"


class Client:
    """A client of a farm with worlds."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def ask(self, method: str, path: str, body: object = None, world: str = "main") -> Any:
        """A request that is carried out; gives what it answers."""
        answer = await self.http.request(method, path, json=body, headers={"X-World": world})
        assert answer.status_code < 400, answer.text
        return answer.json() if answer.content else None

    async def refused(self, method: str, path: str, body: object = None, world: str = "main") -> tuple[int, str, str]:
        """A request that is refused; gives status, field, and the whole text."""
        answer = await self.http.request(method, path, json=body, headers={"X-World": world})
        return answer.status_code, answer.json().get("field", ""), answer.text

    async def make(self, name: str, **more: object) -> Any:
        """Make a world."""
        return await self.ask("POST", "/worlds", {"name": name, **more})

    async def send(self, text: str, world: str) -> list[str]:
        """Send a message; gives the kinds of the answers."""
        headers = {"X-World": world, "Content-Type": "text/plain"}
        answer = await self.http.post("/messages", content=text, headers=headers)
        assert answer.status_code == 200, answer.text
        return [reply["kind"] for reply in answer.json()["replies"]]

    async def finds(self, world: str) -> bool:
        """Whether the plate that tests enter is on file in a world."""
        return await self.send(INQUIRY, world) == ["HIT"]

    async def journal(self, world: str) -> list[Any]:
        """The journal of a world."""
        found: list[Any] = (await self.ask("GET", "/journal?limit=1000", world=world))["entries"]
        return found

    async def names(self) -> list[str]:
        """Every world."""
        return [each["name"] for each in (await self.ask("GET", "/worlds"))["worlds"]]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def client_on(folder: Path, system_time: Callable[[], datetime] = lambda: NOW) -> AsyncIterator[Client]:
    """A client of a farm on a folder, all of whose worlds are open."""
    config = folder / "farm.toml"
    config.write_text(CONFIGURATION)
    options = FarmOptions(data=folder / "data", size=20, date=date(2026, 3, 2), clock="frozen", config=config)
    farm = Farm(options, discover(), system_time)
    farm.open()
    limits = farm.configuration.limits
    lines = Lines("127.0.0.1", farm.policy.dialect, limits.line_connections)
    await farm.worlds.open_all(lines, bound("127.0.0.1", 0))
    async with client_of(make_app(farm)) as http:
        yield Client(http)
    lines.stop()
    await farm.close()


def client_of(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://farm.test", timeout=20)


@pytest.fixture(scope="module")
async def shared_client(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    async with client_on(tmp_path_factory.mktemp("worlds")) as found:
        yield found


@pytest.fixture
async def client(shared_client: Client) -> Client:
    """A client of a farm that has the main world alone, as it was at its first start."""
    found = await shared_client.ask("GET", "/worlds")
    for each in (*found["worlds"], *found["snapshots"]):
        if each["name"] != "main":
            await shared_client.ask("DELETE", f"/worlds/{each['name']}")
    await shared_client.ask("POST", "/worlds/main/reset")
    return shared_client


async def test_a_world_is_made_as_main_was_at_its_first_start(client: Client) -> None:
    await client.send(ENTRY, "main")
    await client.ask("POST", "/clock/advance", {"seconds": 3600})
    made = await client.make("t1")
    assert made == {
        "name": "t1", "created": "2026-03-02T00:00:00-08:00", "size": 20, "line_port": None, "from": "seed",
        "ephemeral": False,
    }  # fmt: skip
    assert not await client.finds("t1")
    assert await client.finds("main")
    assert (await client.ask("GET", "/clock", world="t1"))["now"] == "2026-03-02T00:00:00-08:00"


async def test_worlds_are_listed_with_their_size(client: Client) -> None:
    await client.make("t1")
    await client.ask("POST", "/worlds/t1/snapshots", {"name": "s1"})
    found = await client.ask("GET", "/worlds")
    assert [(each["name"], each["size"]) for each in found["worlds"]] == [("main", 20), ("t1", 20)]
    assert [(each["name"], each["from"]) for each in found["snapshots"]] == [("s1", "t1")]
    assert await client.ask("GET", "/worlds/t1/snapshots") == {"snapshots": found["snapshots"]}
    assert await client.ask("GET", "/worlds/s1") == found["snapshots"][0]


async def test_a_fork_is_the_whole_state_and_then_goes_its_own_way(client: Client) -> None:
    await client.make("t1")
    await client.send(ENTRY, "t1")
    await client.ask("POST", "/faults", {"match": {"source": "NCIC"}, "effect": {"down": True}}, "t1")
    await client.ask("PUT", "/operators/NEW777", {"oif": "NEW777"}, "t1")
    await client.ask("POST", "/clock/advance", {"seconds": 86_400}, "t1")
    await client.make("t2", **{"from": "t1"})
    for path in ("/journal?limit=1000", "/faults", "/clock", "/terminals/SAC1/messages", "/operators"):
        assert await client.ask("GET", path, world="t2") == await client.ask("GET", path, world="t1"), path
    assert await client.finds("t2")
    await client.ask("DELETE", "/faults", world="t2")
    assert len((await client.ask("GET", "/faults", world="t1"))["faults"]) == 1


async def test_timers_of_a_fork_fire_in_the_fork_alone(client: Client) -> None:
    await client.make("t1")
    assert await client.send(REQUEST, "t1") == ["ACK"]
    await client.make("t2", **{"from": "t1"})
    await client.ask("POST", "/clock/advance", {"seconds": 601}, "t2")
    notices = {name: [e for e in await client.journal(name) if e["kind"] == "NOTICE"] for name in ("t1", "t2")}
    assert {name: len(found) for name, found in notices.items()} == {"t1": 0, "t2": 1}


async def test_a_reset_puts_everything_back_the_clock_too(client: Client) -> None:
    await client.make("t1")
    before = {
        path: await client.ask("GET", path, world="t1") for path in ("/journal", "/clock", "/terminals", "/faults")
    }
    for _ in range(2):
        await client.send(ENTRY, "t1")
        await client.ask("POST", "/clock/advance", {"seconds": 3600}, "t1")
        await client.ask("DELETE", "/terminals/SAC2", world="t1")
        await client.ask("POST", "/faults", {"match": {"key": "QW"}, "effect": {"down": True}}, "t1")
        await client.ask("POST", "/worlds/t1/reset")
        assert {path: await client.ask("GET", path, world="t1") for path in before} == before
    assert not await client.finds("t1")


async def test_resets_that_come_at_once_or_after_each_other_all_give_the_world_as_it_was_made(client: Client) -> None:
    await client.make("t1")
    for _ in range(3):
        await client.send(ENTRY, "t1")
        await asyncio.gather(*(client.ask("POST", "/worlds/t1/reset") for _ in range(3)))
        assert not await client.finds("t1")
        assert len(await client.journal("t1")) == 2
        await client.ask("POST", "/worlds/t1/reset")
    assert not await client.journal("t1")


async def test_worlds_that_were_put_back_last_are_opened_ahead_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spares, "SPARES", 2)
    async with client_on(tmp_path) as client:
        for name in ("t1", "t2", "t3"):
            await client.make(name)
            await client.ask("POST", f"/worlds/{name}/reset")
        await _until(lambda: _stores(tmp_path, "t1") == 1 and _stores(tmp_path, "t2") == _stores(tmp_path, "t3") == 2)
        await client.ask("DELETE", "/worlds/t3")
        await _until(lambda: _stores(tmp_path, "t3") == 0)
        assert await client.names() == ["main", "t1", "t2"]
    assert _stores(tmp_path, "t2") == 1


async def test_what_is_due_when_a_world_is_put_back_happens_in_it(tmp_path: Path) -> None:
    """Also where the world that takes its place was opened before that time."""
    times = [NOW]
    async with client_on(tmp_path, lambda: times[-1]) as client:
        await client.make("t1", clock="real")
        await client.send(REQUEST, "t1")
        await client.make("t2", **{"from": "t1"})
        await client.ask("POST", "/worlds/t2/reset")
        await _until(lambda: _stores(tmp_path, "t2") == 2)
        assert [entry["kind"] for entry in await client.journal("t2")] == ["", "ACK", "MESSAGE"]
        times.append(NOW + timedelta(minutes=11))
        await client.ask("POST", "/worlds/t2/reset")
        late = [entry for entry in await client.journal("t2") if entry["kind"] == "NOTICE"]
        assert [entry["at"] for entry in late] == ["2026-03-02T08:11:00-08:00"]


def _stores(folder: Path, world: str) -> int:
    """How many stores there are of a world, with that which is opened ahead."""
    return len(list((folder / "data" / "worlds").glob(f"{world}*.sqlite")))


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.001)


async def test_the_same_script_after_a_reset_gives_the_same_journal(client: Client) -> None:
    await client.make("t1")
    found = []
    for _ in range(2):
        await client.send(ENTRY, "t1")
        await client.send(INQUIRY, "t1")
        found.append(await client.journal("t1"))
        await client.ask("POST", "/worlds/t1/reset")
    assert found[0] == found[1]


async def test_a_fork_is_put_back_to_where_it_was_forked(client: Client) -> None:
    await client.make("t1")
    await client.send(ENTRY, "t1")
    await client.make("t2", **{"from": "t1"})
    await client.ask("POST", "/worlds/t1/reset")
    await client.ask("POST", "/clock/advance", {"seconds": 60}, "t2")
    await client.ask("POST", "/worlds/t2/reset")
    assert await client.finds("t2")
    assert not await client.finds("t1")
    assert (await client.ask("GET", "/clock", world="t2"))["now"] == "2026-03-02T00:00:00-08:00"


async def test_a_snapshot_stays_what_it_was_and_worlds_of_it_outlive_it(client: Client) -> None:
    await client.make("t1")
    await client.send(ENTRY, "t1")
    await client.ask("POST", "/worlds/t1/snapshots", {"name": "s1"})
    await client.ask("POST", "/worlds/t1/reset")
    await client.make("t2", **{"from": "s1"})
    await client.ask("DELETE", "/worlds/s1")
    await client.ask("DELETE", "/worlds/t1")
    await client.ask("POST", "/worlds/t2/reset")
    assert await client.finds("t2")
    assert (await client.refused("POST", "/worlds", {"name": "t3", "from": "s1"}))[:2] == (404, "from")


async def test_main_is_put_back_too_and_cannot_be_dropped(client: Client) -> None:
    await client.send(ENTRY, "main")
    await client.ask("POST", "/worlds/main/reset")
    assert not await client.finds("main")
    status, field, text = await client.refused("DELETE", "/worlds/main")
    assert (status, field) == (409, "name")
    assert "cannot be dropped" in text


async def test_a_world_of_other_people_and_another_day(client: Client) -> None:
    made = await client.make("old", seed=7, size=10, date="2020-01-01", clock="frozen")
    assert (made["created"], made["size"]) == ("2020-01-01T00:00:00-08:00", 10)
    again = await client.make("old2", seed=7, size="10", date="2020-01-01", clock="frozen")
    assert again["size"] == 10
    first, second = [(await client.ask("GET", "/wps/records?limit=1000", world=name)) for name in ("old", "old2")]
    assert first == second
    assert first != await client.ask("GET", "/wps/records?limit=1000")
    assert (await client.ask("GET", "/clock", world="old"))["mode"] == "frozen"


async def test_a_world_with_a_running_clock_beside_a_frozen_one(client: Client) -> None:
    await client.make("t1", clock="real")
    assert (await client.ask("GET", "/clock", world="t1")) | {"fired": [], "count": 0} == {
        "now": "2026-03-02T08:00:00-08:00", "mode": "real", "fired": [], "count": 0,
    }  # fmt: skip
    assert (await client.ask("GET", "/wps/records?limit=1000", world="t1")) == await client.ask(
        "GET", "/wps/records?limit=1000"
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "T1"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "a" * 41}, "name"),
        ({"name": "../x"}, "name"),
        ({"name": "seed"}, "name"),
        ({}, "name"),
        ({"name": "t1", "size": "huge"}, "size"),
        ({"name": "t1", "size": True}, "size"),
        ({"name": "t1", "size": 1_000_001}, "size"),
        ({"name": "t1", "size": [1]}, "size"),
        ({"name": "t1", "date": "yesterday"}, "date"),
        ({"name": "t1", "date": "0001-01-01"}, "date"),
        ({"name": "t1", "clock": "slow"}, "clock"),
        ({"name": "t1", "seed": 1.5}, "seed"),
        ({"name": "t1", "line": "yes"}, "line"),
        ({"name": "t1", "colour": 1}, "colour"),
        ({"name": "t1", "from": "main", "seed": 2}, "seed"),
        ({"name": "t1", "from": "main", "date": "2026-03-02"}, "date"),
    ],
    ids=str,
)
async def test_what_cannot_be_made_is_named_with_what_is_accepted(
    client: Client, body: dict[str, object], field: str
) -> None:
    answer = await client.http.post("/worlds", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["accepted"]
    assert await client.names() == ["main"]


async def test_worlds_and_snapshots_share_their_names(client: Client) -> None:
    await client.make("t1")
    await client.ask("POST", "/worlds/t1/snapshots", {"name": "s1"})
    for method, path, name in (
        ("POST", "/worlds", "t1"), ("POST", "/worlds", "s1"), ("POST", "/worlds", "main"),
        ("POST", "/worlds/t1/snapshots", "t1"), ("POST", "/worlds/t1/snapshots", "s1"),
    ):  # fmt: skip
        assert (await client.refused(method, path, {"name": name}))[:2] == (409, "name")


async def test_two_that_want_one_name_at_once_get_it_once(client: Client) -> None:
    asked = [client.http.post("/worlds", json={"name": "t1"}) for _ in range(3)]
    assert sorted(answer.status_code for answer in await asyncio.gather(*asked)) == [201, 409, 409]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/worlds/none", None),
        ("GET", "/worlds/none", None),
        ("POST", "/worlds/none/reset", None),
        ("POST", "/worlds/none/snapshots", {"name": "s1"}),
        ("GET", "/worlds/none/snapshots", None),
        ("POST", "/worlds", {"name": "t1", "from": "none"}),
    ],
    ids=str,
)
async def test_a_name_that_nothing_has_is_404(client: Client, method: str, path: str, body: object) -> None:
    status, field, text = await client.refused(method, path, body)
    assert (status, field in ("name", "from")) == (404, True)
    assert "main" in text


async def test_a_snapshot_is_no_world(client: Client) -> None:
    await client.ask("POST", "/worlds/main/snapshots", {"name": "s1"})
    assert (await client.refused("POST", "/worlds/s1/reset"))[0] == 404
    assert (await client.refused("GET", "/clock", world="s1"))[0] == 404


async def test_there_are_only_so_many_worlds(client: Client) -> None:
    for number in range(5):
        await client.make(f"t{number}")
    status, _, text = await client.refused("POST", "/worlds", {"name": "t9"})
    assert status == 409
    assert "limits.worlds" in text
    await client.ask("DELETE", "/worlds/t0")
    await client.make("t9")


async def test_there_are_only_so_many_snapshots(client: Client) -> None:
    for number in range(6):
        await client.ask("POST", "/worlds/main/snapshots", {"name": f"s{number}"})
    status, field, text = await client.refused("POST", "/worlds/main/snapshots", {"name": "s9"})
    assert (status, field) == (409, "name")
    assert "there are 6 snapshots, as many as limits.worlds allows" in text
    await client.ask("DELETE", "/worlds/s0")
    await client.ask("POST", "/worlds/main/snapshots", {"name": "s9"})


async def test_a_world_that_grows_beyond_its_limit_says_so_and_can_be_put_back(client: Client) -> None:
    await client.make("t1")
    filler = "SAC1000001.*FULL01.QV.CA0340000.LIC/NONE." + "X" * 15_000
    for _ in range(200):
        answer = await client.http.post("/messages", content=filler, headers={"X-World": "t1"})
        if answer.status_code != 200:
            break
    assert answer.status_code == 507
    assert "limits.world_megabytes" in answer.text
    assert await client.send(INQUIRY, "main") == ["NONE"]
    await client.ask("POST", "/worlds/t1/reset")
    assert await client.send(INQUIRY, "t1") == ["NONE"]


@pytest.mark.parametrize("end", [("POST", "/worlds/t1/reset"), ("DELETE", "/worlds/t1")], ids=["reset", "dropped"])
async def test_who_waits_in_a_world_that_ends_is_told(client: Client, end: tuple[str, str]) -> None:
    await client.make("t1")
    waiting = asyncio.create_task(client.refused("GET", "/terminals/SAC1/messages?wait=20", world="t1"))
    await asyncio.sleep(0)
    while not client_waits(client):
        await asyncio.sleep(0.001)
    await client.ask(*end)
    status, _, text = await asyncio.wait_for(waiting, 5)
    assert status == 404
    assert "t1" in text


def client_waits(client: Client) -> bool:
    transport: Any = client.http._transport
    runner = transport.app.state.farm.runner("t1")
    return bool(runner.mailboxes["SAC1"]._waiters) if "SAC1" in runner.mailboxes else False


async def test_worlds_of_an_earlier_run_are_there_and_ephemeral_ones_are_not(tmp_path: Path) -> None:
    async with client_on(tmp_path) as client:
        port = (await client.make("t1", line=True))["line_port"]
        await client.make("gone", ephemeral=True)
        await client.make("others", seed=5, size=10)
        await client.ask("DELETE", "/worlds/others")
        assert (tmp_path / "data" / "images" / "seed5-10-20260302-frozen.sqlite").exists()
        await client.send(ENTRY, "t1")
        await client.ask("POST", "/worlds/t1/snapshots", {"name": "s1"})
        await client.ask("POST", "/clock/advance", {"seconds": 60}, "t1")
    (tmp_path / "data" / "worlds" / "leftover.sqlite").touch()
    (tmp_path / "data" / "images" / "taken-99.sqlite").touch()
    (tmp_path / "data" / "images" / "taken-98.sqlite.unfinished").touch()
    async with client_on(tmp_path) as client:
        found = await client.ask("GET", "/worlds")
        assert [(each["name"], each["line_port"] == port) for each in found["worlds"]] == [
            ("main", False),
            ("t1", True),
        ]
        assert [each["name"] for each in found["snapshots"]] == ["s1"]
        assert await client.finds("t1")
        assert (await client.ask("GET", "/clock", world="t1"))["now"] == "2026-03-02T00:01:00-08:00"
        await client.make("t2", **{"from": "s1"})
        assert await client.finds("t2")
        await client.ask("POST", "/worlds/t1/reset")
        assert not await client.finds("t1")
    left = {path.name for path in (tmp_path / "data").glob("*/*.sqlite")}
    assert left == {
        "main.sqlite", "t1.1.sqlite", "t2.sqlite", "registry.sqlite", "taken-1.sqlite",
        "seed1-20-20260302-frozen.sqlite",
    }  # fmt: skip


async def test_a_query_after_the_list_of_worlds_is_refused(client: Client) -> None:
    assert (await client.refused("GET", "/worlds?name=main"))[:2] == (422, "name")
