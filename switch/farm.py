"""A whole farm in one process: its store, its databases, its worlds."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from seed.agencies import agencies
from seed.population import size_of
from seed.worlds import fill
from shared.spec import Database
from shared.store.connection import Connection
from shared.store.engines import hold, open_engine, sqlite_url
from shared.store.migrate import migrate
from shared.store.schema import key_tables
from shared.wire import DEFAULT, load_dialect
from shared.world import Clock, Mode, in_zone
from switch.core import Policy
from switch.hops import Destination
from switch.meta import Meta
from switch.options import FarmOptions
from switch.runner import Courier, Runner
from switch.settings import Agency, Configuration, load_configuration
from switch.world import World, midnight

log = logging.getLogger(__name__)

MAIN = "main"
"""The world that a request without a name means."""

DEFAULT_SEED, DEFAULT_SIZE = 1, "small"


class FarmError(Exception):
    """The farm cannot start as asked; the text says why and what would work."""


class Farm:
    """The worlds of one farm and what they share."""

    def __init__(
        self,
        options: FarmOptions,
        databases: Mapping[str, Database],
        system_time: Callable[[], datetime],
        remote: Mapping[str, Destination] | None = None,
        courier: Courier | None = None,
    ) -> None:
        """Read the configuration; nothing is opened yet.

        Args:
            options: what was asked for on the command line.
            databases: the databases that the farm knows, by name.
            system_time: gives the system's time, with a zone.
            remote: the databases that run elsewhere.
            courier: takes messages to them.

        Raises:
            ConfigurationError: the configuration file cannot be used.
            DialectError: the dialect file cannot be used.
        """
        self.options, self.databases, self._system_time = options, databases, system_time
        self.configuration: Configuration = load_configuration(options.config)
        dialect = load_dialect(options.dialect) if options.dialect else DEFAULT
        self.policy = Policy(self.configuration.limits, self.configuration.hit_confirmation, dialect)
        self.token = options.token
        self.started = False
        self._remote, self._courier = remote or {}, courier
        self._runners: dict[str, Runner] = {}
        self._lock: IO[str] | None = None
        self._let_go: Callable[[], None] | None = None

    @property
    def version(self) -> str:
        """The version of the farm."""
        try:
            return version("cjfarm")
        except PackageNotFoundError:
            return "0"

    def runner(self, world: str) -> Runner | None:
        """The runner of a world, or None where there is no such world."""
        return self._runners.get(world)

    def world_names(self) -> list[str]:
        """Every world, by name."""
        return sorted(self._runners)

    def open(self) -> None:
        """Open the main world on the running loop: make and fill it first where it does not exist yet.

        Raises:
            FarmError: another farm uses the data, or it was made with other options than the ones asked for.
            StoreError: the store cannot be used.
        """
        self._take_lock()
        self._hold_database()
        world = open_world(MAIN, self)
        threaded = self.options.database_url is not None
        self._runners[MAIN] = Runner(world, threaded, self._courier)
        world.fire_due()
        world.commit()

    async def close(self) -> None:
        """Make everything lasting and let go of the data."""
        for runner in self._runners.values():
            await runner.close()
        if self._let_go is not None:
            self._let_go()
        if self._lock is not None:
            self._lock.close()

    def store_url(self, world: str) -> tuple[str, str]:
        """Where a world is kept: URL and schema."""
        if self.options.database_url:
            return self.options.database_url, f"cjfarm_{world}"
        return sqlite_url(self.options.data / "worlds" / f"{world}.sqlite"), "main"

    def connect(self, world: str) -> Connection:
        """A connection to a world's store, with its tables up to date.

        Raises:
            StoreError: the store cannot be used.
        """
        (self.options.data / "worlds").mkdir(parents=True, exist_ok=True)
        engine = open_engine(*self.store_url(world))
        here = [name for name in self.databases if name not in self._remote]
        for name in here:
            key_tables(self.databases[name])
        for revision in migrate(engine, ["switch", *here]):
            log.info("migrated: %s", revision)
        return Connection(engine)

    def make_world(self, name: str, connection: Connection) -> World:
        """The world on a connection."""
        return World(name, connection, self.databases, self._system_time, self.policy, self._remote)

    def today(self) -> date:
        """The day in California by the system's time."""
        return in_zone(self._system_time()).date()

    def system_time(self) -> datetime:
        """The system's time."""
        return self._system_time()

    @property
    def elsewhere(self) -> str:
        """The names of the databases that do not run in this process."""
        return " ".join(sorted(self._remote))

    def _take_lock(self) -> None:
        self.options.data.mkdir(parents=True, exist_ok=True)
        lock = (self.options.data / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            text = f"another farm uses {self.options.data}: stop it, or use another --data"
            raise FarmError(text) from error
        self._lock = lock

    def _hold_database(self) -> None:
        """Keep other farms off the same database, whichever data folder they name."""
        if self.options.database_url is None:
            return
        self._let_go = hold(open_engine(*self.store_url(MAIN)))
        if self._let_go is None:
            raise FarmError("another farm uses the database: stop it, or use another --database-url")


def open_world(name: str, farm: Farm) -> World:
    """Open a world; one that does not exist yet is made and filled.

    Raises:
        FarmError: it exists and was made with other options than the ones asked for.
    """
    connection = farm.connect(name)
    meta = Meta(connection)
    made = meta.made_with()
    if made is not None:
        held = meta.read()
        _require_same(farm.options, made, held["clock_asked"])
        _require_same_place(farm, held["elsewhere"])
        return farm.make_world(name, connection)
    return _new_world(name, farm, connection, meta)


def _new_world(name: str, farm: Farm, connection: Connection, meta: Meta) -> World:
    options = farm.options
    seed = DEFAULT_SEED if options.seed is None else options.seed
    size = size_of(DEFAULT_SIZE) if options.size is None else options.size
    day = options.date or farm.today()
    mode = Mode(options.clock or Mode.REAL)
    start = midnight(f"{day:%Y%m%d}") if mode is Mode.FROZEN else None
    meta.keep_clock(Clock(mode, farm.system_time, start))
    world = farm.make_world(name, connection)
    _register(world, farm.configuration)
    count = fill(world.name, farm.databases, world.destinations, seed, day, size, world.switch.directory.agency_number)
    meta.write(
        elsewhere=farm.elsewhere,
        seed=seed,
        size=size,
        date=day.isoformat(),
        clock_asked=mode.value,
        created=world.clock.now().isoformat(),
    )
    world.commit()
    log.info("world %s made: %d people, %d records entered", name, size, count)
    return world


def _register(world: World, configuration: Configuration) -> None:
    directory = world.switch.directory
    for known in agencies():
        profile = known.profile
        directory.agencies.put(
            Agency(
                ori=known.ori,
                name=known.name,
                number=known.number,
                answer=profile.answer,
                after_seconds=profile.after_seconds,
            )
        )
    for shelf, definitions in (
        (directory.agencies, configuration.agencies),
        (directory.terminals, configuration.terminals),
        (directory.operators, configuration.operators),
    ):
        for definition in definitions:
            shelf.put(definition)  # type: ignore[arg-type]


def _require_same(options: FarmOptions, made: tuple[int, int, date], clock: str) -> None:
    asked = (options.seed, options.size, options.date, options.clock)
    names = ("--seed", "--size", "--date", "--clock")
    differ = [
        f"{name} {wanted} (it has {held})"
        for name, wanted, held in zip(names, asked, (*made, clock), strict=True)
        if wanted is not None and wanted != held
    ]
    if differ:
        raise FarmError(
            f"the data in {data_text(options)} was made with other options: {', '.join(differ)}. "
            "Leave them out to go on with it, use another --data, or remove it to begin anew"
        )


def _require_same_place(farm: Farm, elsewhere: str) -> None:
    if farm.elsewhere != elsewhere:
        there = f"with {elsewhere} as processes of their own" if elsewhere else "with every database in one process"
        raise FarmError(
            f"the data in {data_text(farm.options)} was made {there}, and their records lie there: "
            "start it the same way, or use another --data"
        )


def data_text(options: FarmOptions) -> str | Path:
    """The data as messages name it."""
    return options.data if options.database_url is None else "the database"
