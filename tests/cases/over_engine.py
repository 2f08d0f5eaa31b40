"""Cases in this process, without any socket.

Cases that leave the clock alone share a world, as they share a farm elsewhere; every other one has a world of its own,
copied from one that was made before.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from services import discover
from shared.spec import LIVE
from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from switch.exchange import NOWHERE
from switch.farm import Farm, open_world
from switch.faults import FaultDefinition
from switch.http.arrests import Arrest, reports_of
from switch.journal import Entry
from switch.journal_search import Search
from switch.options import FarmOptions
from switch.settings import Agency
from switch.world import World
from tests.cases.terminals import Came, came

DAY = date(2026, 3, 2)
"""The day on which cases begin, if they name no other."""
SIZE = 50
_START = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Holding:
    """A device that leaves its replies with the exchange."""

    name = "case"
    open = True
    holds = True
    hand = NOWHERE.hand
    break_off = NOWHERE.break_off


class EngineTerminals:
    """The terminals of one world in this process."""

    def __init__(self, world: World) -> None:
        self._world, self._journal = world, world.switch.journal
        self._seen: dict[str, int] = {}
        self._start = self._journal.last
        self._answers: set[int] = set()

    def send(self, terminal: str, message: str, pending: tuple[str, ...] = ()) -> list[Came]:
        with self._world.step():
            exchange = self._world.switch.receive(message, Holding())
        self._commit()
        assert sorted(exchange.pending) == sorted(pending)
        self._answers |= {entry.seq for entry in exchange.replies}
        return [came(entry.text) for entry in exchange.replies]

    def inbox(self, terminal: str) -> list[Came]:
        entries = self._journal.mailbox(terminal, self._seen.get(terminal, self._start), 1000)
        if entries:
            self._seen[terminal] = entries[-1].seq
        return [came(entry.text) for entry in entries if entry.seq not in self._answers]

    def advance(self, seconds: int) -> None:
        with self._world.step():
            self._world.advance_by(seconds)
        self._commit()

    def fault(self, definition: Mapping[str, Any]) -> None:
        with self._world.step():
            self._world.switch.faults.add(FaultDefinition.model_validate(definition))

    def mend(self) -> None:
        with self._world.step():
            self._world.switch.delivery.end_faults()

    def agency(self, definition: Mapping[str, Any]) -> None:
        with self._world.step():
            agencies = self._world.switch.directory.agencies
            held = agencies.get(str(definition["ori"]))
            agencies.put(Agency.model_validate((held.model_dump() if held else {}) | dict(definition)))

    def arrest(self, arrest: Mapping[str, Any]) -> None:
        for database, message in reports_of(self._world.databases.values(), Arrest.model_validate(arrest)):
            with self._world.step():
                exchange = self._world.switch.enter(database, message, LIVE, Holding())
            assert [entry.kind for entry in exchange.replies] == ["ACK"]
        self._commit()

    def journal(self, search: Mapping[str, str]) -> list[dict[str, Any]]:
        found: list[Entry] = self._journal.find(Search(**search, cursor=self._start, limit=1000))  # type: ignore[arg-type]
        return [entry.line() for entry in found]

    def close(self) -> None:
        self.mend()
        self._commit()

    def _commit(self) -> None:
        self._world.commit()
        self._world.switch.delivery.take_effects()


class EngineFarm:
    """Makes the worlds of the cases."""

    def __init__(self, folder: Path, day: date = DAY) -> None:
        options = FarmOptions(data=folder, date=day, clock="frozen", size=SIZE, seed=1)
        self._farm = Farm(options, discover(), lambda: _START)
        open_world("main", self._farm).close()
        self._folder, self._count = folder / "worlds", 0
        self.shared = self._copy()
        """The world of the cases that leave the clock alone."""

    @contextmanager
    def world(self) -> Iterator[World]:
        """A world that holds the population alone."""
        world = self._copy()
        try:
            yield world
        finally:
            world.close()

    def _copy(self) -> World:
        self._count += 1
        path = self._folder / f"case{self._count}.sqlite"
        shutil.copy(self._folder / "main.sqlite", path)
        return self._farm.make_world(f"case{self._count}", Connection(open_engine(sqlite_url(path))))
