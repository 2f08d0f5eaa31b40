"""One world: a complete farm state with its databases, clock, terminals, faults, timers and journal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar

from shared.engine import Considered, Fired, Outcome
from shared.spec import Database
from shared.store.connection import Connection
from shared.store.service import Service
from shared.wire import Shape, shapes_of
from shared.world import Mode, in_zone, midnight
from switch.confirmation import Confirmation
from switch.core import Policy, Switch
from switch.due import KINDS, Due
from switch.exchange import SWITCH
from switch.hops import Asked, Destination, InProcess
from switch.meta import Meta
from switch.rehearsing import Rehearsing
from switch.routes import REQUEST, RESPONSE, Route, routes_of
from switch.timers import Timer

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRED_SHOWN = 1000
"""Fired timers that an answer lists; the rest are only counted."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving the clock brought: the first of what fired, and how many there were."""

    fired: tuple[Fired, ...]
    count: int


@cache
def _declared(*databases: Database) -> tuple[Mapping[str, Route], Mapping[str, Shape]]:
    """What follows from the declarations alone, the same for every world: the routes of keys, the shapes of records."""
    return routes_of(databases), shapes_of(databases)


class World:
    """One world. Everything it does happens in steps, one at a time, and lasts once it is committed."""

    def __init__(
        self,
        name: str,
        connection: Connection,
        databases: Mapping[str, Database],
        system_time: Callable[[], datetime],
        policy: Policy,
        remote: Mapping[str, Destination] | None = None,
    ) -> None:
        """Open a world whose tables exist.

        Args:
            name: the world's name.
            connection: its store.
            databases: the databases that the farm knows.
            system_time: gives the system's time, with a zone.
            policy: what is configured for the whole farm.
            remote: the databases that run elsewhere; the others run here.
        """
        self.name, self.connection, self.databases = name, connection, databases
        self._lost = False
        self.meta = Meta(connection)
        self.clock = self.meta.clock(system_time)
        remote = remote or {}
        self.services = {n: Service(d, connection) for n, d in databases.items() if n not in remote}
        self.destinations: dict[str, Destination] = {n: InProcess(s) for n, s in self.services.items()} | dict(remote)
        self._policy = policy
        self.switch, self.confirmation = self._switch_to(self.destinations)
        self.due = Due(self.switch)

    def _switch_to(self, destinations: Mapping[str, Asked]) -> tuple[Switch, Confirmation]:
        """A switch of this world, and what it does by itself; all that it knows it reads from the store."""
        routes, shapes = _declared(*self.databases.values())
        switch = Switch(
            self.name, self.connection, self.clock, self.databases, destinations, routes, shapes, self._policy
        )
        confirmation = Confirmation(switch)
        switch.own_keys |= {REQUEST: confirmation.requests, RESPONSE: confirmation.responses}
        return switch, confirmation

    @contextmanager
    def rehearsal(self) -> Iterator[tuple[Switch, list[Considered]]]:
        """A switch that answers as this world would, and the records that come near meanwhile; nothing of it lasts.

        It is another switch over the same store, so that nothing kept in memory changes either.
        """
        self.switch.journal.flush()
        considered: list[Considered] = []
        rehearsing = {name: Rehearsing(to, considered) for name, to in self.destinations.items()}
        with self.connection.trial():
            yield self._switch_to(rehearsing)[0], considered

    @contextmanager
    def step(self) -> Iterator[None]:
        """What happens inside holds together: when it raises, nothing of it remains."""
        mark = self._begin_step()
        try:
            yield
        except BaseException:
            self._abort_step(mark)
            raise
        self.connection.end_step()

    def perform(self, work: Callable[[], T]) -> T:
        """Do one step; the same as ``step``, at less cost."""
        mark = self._begin_step()
        try:
            result = work()
        except BaseException:
            self._abort_step(mark)
            raise
        self.connection.end_step()
        return result

    def _begin_step(self) -> tuple[int, int, int, int]:
        if self._lost:
            self.lose()
        self.clock.tick()
        effects = self.switch.effects
        self.connection.begin_step()
        return self.switch.journal.mark(), len(effects.hand), len(effects.post), len(effects.finished)

    def _abort_step(self, mark: tuple[int, int, int, int]) -> None:
        entries, hand, post, finished = mark
        effects = self.switch.effects
        self.switch.journal.forget(entries)
        del effects.hand[hand:], effects.post[post:], effects.finished[finished:]
        self.connection.abort_step()
        self.switch.reload()

    def commit(self) -> None:
        """Make everything done so far lasting."""
        self.switch.journal.flush()
        self.connection.commit()

    def lose(self) -> None:
        """Forget everything done since the last commit: the store did not take it.

        Raises:
            StoreError: the store is not back; it is tried again with the next step.
        """
        self._lost = True
        self.switch.journal.forget(0)
        self.switch.delivery.take_effects()
        self.connection.recover()
        self.switch.reload()
        self._lost = False

    def close(self) -> None:
        """Make everything lasting and let go of the store."""
        self.commit()
        self.connection.close()

    def erase(self, database: str, number: str) -> bool:
        """Remove a record without trace: here, where it was passed on to, and what was still to be sent of it.

        Returns:
            Whether there was one.

        Raises:
            Unavailable: a database does not answer; the record is still there then.
        """
        self.switch.planned.forget(database, number)
        passed_on = self.databases[database].entry_forwards
        record = self.destinations[database].record(number, self.name) if any(passed_on.values()) else None
        if record is not None and record["nic"]:
            forwards = passed_on[self.databases[database].record_by_name[record["type"]]]
            for to in {forward.to for forward in forwards} & set(self.destinations):
                self.destinations[to].erase(record["nic"], self.name)
        return self.destinations[database].erase(number, self.name)

    # -- time -----------------------------------------------------------------------------------------------------

    def next_due(self) -> datetime | None:
        """When something falls due next."""
        upcoming = self._upcoming()
        return None if upcoming is None else upcoming[0]

    def first_to_do(self) -> datetime | None:
        """From when on ``fire_due`` has something to do; None where nothing will ever be due."""
        return self.clock.now() if self.due.unfinished() else self.next_due()

    def _upcoming(self, elsewhere: bool = True) -> tuple[datetime, str | Timer] | None:
        """What falls due next, and when: a database's calendar, or a timer of the switch, which goes first."""
        found: list[tuple[datetime, str | Timer]] = []
        timer = self.switch.timers.first()
        if timer is not None:
            found.append((timer.due, timer))
        for name, destination in self.destinations.items():
            if destination.remote and not elsewhere:
                continue
            day = destination.next_due(self.name)
            if day is not None:
                found.append((midnight(day), name))
        return min(found, key=lambda entry: entry[0], default=None)

    def advance(self, to: datetime) -> Moved:
        """Move the clock forward and carry out everything that falls due on the way, in order.

        Raises:
            ClockError: the time lies before now.
        """
        switch = self.switch
        self.clock.require_not_past(in_zone(to))
        switch.blocking = True
        try:
            with self.clock.undone_together():
                moved = self._fire_until(to, self.clock.move_to)
                self.clock.move_to(to)
        finally:
            switch.blocking = False
        self.meta.keep_clock(self.clock)
        return moved

    def fire_due(self) -> Moved:
        """Carry out everything that is due by now, as after a restart, and take up what was under way before it."""
        self.due.resume()
        return self._fire_until(self.clock.now(), lambda at: None)

    def fire_due_here(self) -> Moved:
        """Carry out what is due by now in this process, as while the clock runs."""
        return self._fire_until(self.clock.now(), lambda at: None, elsewhere=False)

    def fire_elsewhere(self, name: str) -> Outcome | None:
        """Let a database elsewhere carry out what it has due by now; touches nothing in this process.

        Raises:
            Unavailable: it does not answer.
        """
        destination, now = self.destinations[name], self.clock.now()
        day = destination.next_due(self.name)
        return destination.fire(now, self.name) if day is not None and midnight(day) <= now else None

    def fired(self, name: str, outcome: Outcome) -> tuple[Fired, ...]:
        """Take what a database's calendar brought, and pass on what follows from it; gives what it did."""
        self.switch.unasked(name, outcome.forwards)
        log.debug("%s: %d fell due", name, len(outcome.fired))
        return outcome.fired

    def _fire_until(self, to: datetime, move: Callable[[datetime], None], elsewhere: bool = True) -> Moved:
        fired: list[Fired] = []
        count = 0
        end = in_zone(to)
        while (upcoming := self._upcoming(elsewhere)) is not None and upcoming[0] <= end:
            due, what = upcoming
            move(max(due, self.clock.now()))
            done = self._fire_database(what) if isinstance(what, str) else self._fire_timer(what)
            count += len(done)
            fired += done[: FIRED_SHOWN - len(fired)]
        return Moved(tuple(fired), count)

    def _fire_database(self, name: str) -> tuple[Fired, ...]:
        return self.fired(name, self.destinations[name].fire(self.clock.now(), self.name))

    def _fire_timer(self, timer: Timer) -> tuple[Fired, ...]:
        self.switch.timers.remove(timer.id)
        what = self.due.fire(timer) if timer.kind in KINDS else self.confirmation.fire(timer)
        return (Fired(timer.due, SWITCH, what, str(timer.id)),) if what else ()

    def set_clock(self, mode: Mode | None, to: datetime | None) -> Moved:
        """Change how the clock runs, and move it forward if a time is given.

        Raises:
            ClockError: the time lies before now.
        """
        moved = Moved((), 0)
        if to is not None:
            moved = self.advance(to)
        if mode is not None and mode is not self.clock.mode:
            self.clock.set_mode(mode)
        self.meta.keep_clock(self.clock)
        return moved

    def advance_by(self, seconds: float) -> Moved:
        """Move the clock forward by a number of seconds."""
        return self.advance(self.clock.now() + timedelta(seconds=seconds))
