"""A whole farm in one process: its store, its databases, its worlds."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from sqlalchemy import Engine

from seed.population import size_of
from shared.spec import Database
from shared.store.connection import Connection, StoreError
from shared.store.hold import Hold
from shared.store.migrate import migrate
from shared.store.places import Files, Places
from shared.store.schema import key_tables
from shared.store.schemas import Schemas
from shared.wire import DEFAULT, load_dialect
from shared.world import Mode, in_zone
from switch.core import Policy
from switch.hops import Destination
from switch.images import Images, store_of
from switch.meta import Meta
from switch.new_world import SEED
from switch.options import FarmOptions
from switch.recipe import Recipe, fill_world, recipe_of
from switch.registry import Kept, Registry
from switch.runner import Courier, Runner
from switch.settings import Configuration, load_configuration
from switch.world import World
from switch.worlds import MAIN, Worlds, store_of_world

log = logging.getLogger(__name__)

DEFAULT_SEED, DEFAULT_SIZE = 1, "small"
_MEGABYTE = 1_048_576
REGISTRY = "farm/registry"


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
        self.places: Places = Schemas(options.database_url) if options.database_url else Files(options.data)
        self._remote, self._courier = remote or {}, courier
        self._worlds: Worlds | None = None
        self._lock: IO[str] | None = None
        self._hold: Hold | None = None

    @property
    def version(self) -> str:
        """The version of the farm."""
        try:
            return version("cjfarm")
        except PackageNotFoundError:
            return "0"

    @property
    def worlds(self) -> Worlds:
        """What is done with the worlds as a whole; there are none before the farm is open."""
        if self._worlds is None:
            raise FarmError("the farm is not open")
        return self._worlds

    def runner(self, world: str) -> Runner | None:
        """The runner of a world, or None where there is no such world."""
        return self.worlds.runner(world)

    def world_names(self) -> list[str]:
        """Every world, by name."""
        return self.worlds.names()

    def open(self) -> None:
        """Open the main world on the running loop: make and fill it first where it does not exist yet.

        Raises:
            FarmError: another farm uses the data, or it was made with other options than the ones asked for.
            StoreError: the store cannot be used.
        """
        self._lock = lock_folder(self.options.data)
        self._hold_database()
        images = Images(self.places, self._prepare)
        limits = self.configuration.limits
        self._worlds = Worlds(
            self.places, self._open_registry(), images, self, self._start, limits.worlds, self.elsewhere
        )
        recipe = asked_recipe(self)
        known = self._worlds.kept(MAIN)
        store = known.store if known and known.store else store_of_world(MAIN)
        if not self._remote and known is None and MAIN not in self.places.names("worlds"):
            images.make(recipe.image)
            self.places.copy(store_of(recipe.image), store)
        world = open_world(MAIN, self, store)
        origin = recipe_of(world.meta) or recipe
        created = world.meta.read()["created"]
        kept = Kept(name=MAIN, image=origin.image, store=store, origin=SEED, created=created, size=origin.size)
        self.worlds.adopt(kept, self._start(world))
        world.fire_due()
        world.commit()

    async def close(self) -> None:
        """Make everything lasting and let go of the data."""
        await self.worlds.close()
        if self._hold is not None:
            self._hold.let_go()
        if self._lock is not None:
            self._lock.close()

    def connect(self, store: str, ephemeral: bool = False, current: bool = False) -> Connection:
        """A connection to a world's store, with its tables up to date.

        Args:
            store: the store.
            ephemeral: whether it may be lost when the machine goes down.
            current: whether its tables are known to be up to date.

        Raises:
            StoreError: the store cannot be used.
        """
        limit_bytes = self.configuration.limits.world_megabytes * _MEGABYTE
        engine = self.places.open(store, limit_bytes, durable=not ephemeral)
        connection = Connection(engine) if current else self._connect(engine)
        connection.when_back = self._keep_hold
        return connection

    def make_world(self, name: str, connection: Connection) -> World:
        """The world on a connection."""
        return World(name, connection, self.databases, self._system_time, self.policy, self._remote)

    # -- what the worlds are opened with --------------------------------------------------------------------------

    def again(self, world: World) -> World:
        """The same world after its store was put back."""
        world.connection.begin_anew()
        return self.awake(self.make_world(world.name, world.connection))

    def awake(self, world: World) -> World:
        """A world in which everything has happened that is due where its clock runs by itself."""
        if world.clock.mode is Mode.REAL:
            world.fire_due()
            world.commit()
        return world

    def _start(self, world: World) -> Runner:
        return Runner(world, self.options.database_url is not None, self._courier)

    def _prepare(self, store: str, recipe: Recipe | None) -> None:
        """Bring a store up to date, and fill it by a recipe where there is one."""
        connection = self._connect(self.places.open(store))
        try:
            if recipe is not None:
                world = self.fill(MAIN, connection, recipe)
                # What its calendar has due on the first day belongs to the first start.
                world.fire_due()
                world.commit()
        finally:
            connection.close()

    def fill(self, name: str, connection: Connection, recipe: Recipe) -> World:
        """Make the world on a connection to a store that holds nothing but tables."""
        Meta(connection).keep_clock(recipe.starts(self._system_time))
        world = self.make_world(name, connection)
        fill_world(world, recipe, self.configuration, self.elsewhere)
        return world

    # -----------------------------------------------------------------------------------------------------------

    def today(self) -> date:
        """The day in California by the system's time."""
        return in_zone(self._system_time()).date()

    @property
    def elsewhere(self) -> str:
        """The names of the databases that do not run in this process."""
        return " ".join(sorted(self._remote))

    def _connect(self, engine: Engine) -> Connection:
        here = [name for name in self.databases if name not in self._remote]
        for name in here:
            key_tables(self.databases[name])
        for revision in migrate(engine, ["switch", *here]):
            log.info("migrated: %s", revision)
        return Connection(engine)

    def _open_registry(self) -> Registry:
        engine = self.places.open(REGISTRY)
        migrate(engine, ["farm"])
        return Registry(Connection(engine))

    def _hold_database(self) -> None:
        """Keep other farms off the same database, whichever data folder they name."""
        if self.options.database_url is None:
            return
        self._hold = Hold(self.places.open(f"worlds/{MAIN}"))
        if not self._hold.take():
            raise FarmError("another farm uses the database: stop it, or use another --database-url")

    def _keep_hold(self) -> None:
        """Hold the database again once its server is back.

        Raises:
            StoreError: another farm was quicker.
        """
        if self._hold is not None and not self._hold.take():
            raise StoreError("another farm uses the database since its server was gone: stop one of them")


def lock_folder(data: Path) -> IO[str]:
    """Keep others off a folder of data until the file that this gives is closed.

    Raises:
        FarmError: a farm uses it, or nothing can be written there.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / "lock").open("w")
    except OSError as error:
        accepted = "a folder that can be written, or made, is accepted as --data"
        raise FarmError(f"{data} cannot be used ({error.strerror}: {error.filename}): {accepted}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise FarmError(f"another farm uses {data}: stop it, or use another --data") from error
    return lock


def open_world(name: str, farm: Farm, store: str | None = None) -> World:
    """Open a world; one that does not exist yet is made and filled.

    Args:
        name: its name.
        farm: the farm.
        store: where it lies, where that is not where a world of the name begins.

    Raises:
        FarmError: it exists and was made with other options than the ones asked for.
    """
    connection = farm.connect(store or store_of_world(name))
    meta = Meta(connection)
    made = meta.made_with()
    if made is not None:
        held = meta.read()
        _require_same(farm.options, made, held["clock_asked"])
        _require_same_place(farm, held["elsewhere"])
        return farm.make_world(name, connection)
    return farm.fill(name, connection, asked_recipe(farm))


def asked_recipe(farm: Farm) -> Recipe:
    """What a new main world is made of."""
    options = farm.options
    return Recipe(
        seed=DEFAULT_SEED if options.seed is None else options.seed,
        size=size_of(DEFAULT_SIZE) if options.size is None else options.size,
        date=options.date or farm.today(),
        clock=Mode(options.clock or Mode.REAL),
    )


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
    """The data as messages name it: never by a URL, which may hold a password."""
    return options.data if options.database_url is None else "the database"
