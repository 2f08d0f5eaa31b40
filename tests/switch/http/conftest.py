"""A small farm behind its HTTP application: empty databases, a frozen clock, the default terminals and operators."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from services import discover
from shared.spec import Database
from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from shared.store.schema import metadata_of
from shared.world import Clock, Mode
from switch.core import Policy
from switch.hops import Destination
from switch.http.app import make_app
from switch.meta import Meta
from switch.runner import Courier, Runner
from switch.schema import METADATA
from switch.settings import DEFAULT_OPERATORS, DEFAULT_TERMINALS, Agency
from switch.world import World

NOON = datetime(2026, 7, 1, 19, tzinfo=UTC)
"""The time at which every test begins: noon in California."""


@dataclass
class SmallFarm:
    """Worlds made for a test."""

    databases: Mapping[str, Database]
    token: str | None = None
    version: str = "0.0.1"
    started: bool = True
    runners: dict[str, Runner] = field(default_factory=dict)
    folder: Path = Path()

    def runner(self, world: str) -> Runner | None:
        return self.runners.get(world)

    def world_names(self) -> list[str]:
        return sorted(self.runners)


async def restart(farm: SmallFarm, name: str = "main") -> None:
    """End a world as a farm does that is stopped, and open it again."""
    runner = farm.runners.pop(name)
    await runner.close()
    connection = Connection(open_engine(sqlite_url(farm.folder / f"{name}.sqlite")))
    world = World(name, connection, farm.databases, lambda: NOON, Policy())
    farm.runners[name] = Runner(world, threaded=False)
    await farm.runners[name].run(world.fire_due)


def open_small_world(
    name: str,
    folder: Path,
    databases: Mapping[str, Database],
    remote: Mapping[str, Destination] | None = None,
    now: datetime = NOON,
) -> World:
    """An empty world with a clock that stands still."""
    engine = open_engine(sqlite_url(folder / f"{name}.sqlite"))
    for metadata in (METADATA, *(metadata_of(database) for database in databases.values())):
        metadata.create_all(engine)
    connection = Connection(engine)
    Meta(connection).keep_clock(Clock(Mode.FROZEN, lambda: NOON, now))
    world = World(name, connection, databases, lambda: NOON, Policy(), remote)
    for terminal in DEFAULT_TERMINALS:
        world.switch.directory.terminals.put(terminal)
    for operator in DEFAULT_OPERATORS:
        world.switch.directory.operators.put(operator)
    world.switch.directory.agencies.put(Agency(ori="CA0340000", name="SACRAMENTO TEST", number=101))
    world.meta.write(created=NOON.isoformat(), size=0)
    world.commit()
    return world


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


MakeFarm = Callable[..., SmallFarm]


@pytest.fixture
async def make_farm(anyio_backend: str, tmp_path: Path) -> AsyncIterator[MakeFarm]:
    """Makes farms of one or more worlds; all are closed after the test."""
    made: list[SmallFarm] = []

    def make(
        *worlds: str,
        token: str | None = None,
        remote: Mapping[str, Destination] | None = None,
        courier: Courier | None = None,
        now: datetime = NOON,
    ) -> SmallFarm:
        farm = SmallFarm(discover(), token, folder=tmp_path)
        made.append(farm)
        for name in worlds or ("main",):
            world = open_small_world(name, tmp_path, farm.databases, remote, now)
            runner = Runner(world, threaded=False, courier=courier)
            farm.runners[name] = runner
        return farm

    yield make
    for farm in made:
        for runner in farm.runners.values():
            await runner.close()


@pytest.fixture
async def farm(make_farm: MakeFarm) -> SmallFarm:
    return make_farm()


@pytest.fixture
async def app(farm: SmallFarm) -> FastAPI:
    return make_app(farm)


def client_of(app: FastAPI, **more: Any) -> httpx.AsyncClient:
    """A client of an application in this process."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://farm.test", **more)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as client:
        yield client


Served = Callable[[], AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture(scope="session")
def served(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Makes clients of farms that several tests share."""

    @asynccontextmanager
    async def serve() -> AsyncIterator[httpx.AsyncClient]:
        farm = SmallFarm(discover())
        world = open_small_world("main", tmp_path_factory.mktemp("served"), farm.databases)
        farm.runners["main"] = Runner(world, threaded=False)
        async with client_of(make_app(farm)) as client:
            yield client
        await farm.runners["main"].close()

    return serve


@pytest.fixture(scope="session")
async def resting(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    """A client of one farm for all tests that change nothing in it, as where everything asked is refused."""
    async with served() as client:
        yield client


Send = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def send(client: httpx.AsyncClient) -> Send:
    """Sends one message as text."""

    async def post(text: str | bytes, **more: Any) -> httpx.Response:
        return await client.post("/messages", content=text, headers={"Content-Type": "text/plain"}, **more)

    return post


WANTED: dict[str, Any] = {
    "NAM": "DOE,JOHN", "SEX": "M", "DOB": "19800215", "OFF": "1201", "DOW": "20260601", "WNO": "TEST-1", "TYP": "F",
    "OCA": "TEST-26-1", "ENT": "3",
}  # fmt: skip
COMPLETE: dict[str, Any] = WANTED | {"ENT": "1", "RAC": "W", "HGT": "602", "WGT": "180", "HAI": "BRO"}

Enter = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def enter(client: httpx.AsyncClient) -> Enter:
    """Enters a wanted person; gives the record."""

    async def post(**fields: Any) -> dict[str, Any]:
        body = {"ori": "CA0340000", "type": "wanted_person", "fields": WANTED | fields}
        answer = await client.post("/wps/records", json=body)
        assert answer.status_code == 201, answer.text
        content: dict[str, Any] = answer.json()
        return content

    return post


@pytest.fixture
def wanted() -> dict[str, Any]:
    """The fields of a warrant that stays in California."""
    return dict(WANTED)


@pytest.fixture
def complete() -> dict[str, Any]:
    """The fields of a warrant that goes on to NCIC by itself."""
    return dict(COMPLETE)
