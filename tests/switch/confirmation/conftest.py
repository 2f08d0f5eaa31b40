"""A switch with the default terminals and hit confirmation, on a clock that stands until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from shared.world import ZONE, Clock, Mode
from switch.confirmation import Confirmation
from switch.core import Policy, Switch
from switch.journal import Entry
from switch.routes import REQUEST, RESPONSE, routes_of
from switch.schema import METADATA
from switch.settings import DEFAULT_OPERATORS, DEFAULT_TERMINALS, Agency

START = datetime(2026, 3, 1, 12, tzinfo=ZONE)


@dataclass
class Device:
    """A device that keeps what it is handed."""

    name: str = "device"
    open: bool = True
    holds: bool = True
    handed: list[Entry] = field(default_factory=list)

    def hand(self, entries: list[Entry]) -> None:
        self.handed += entries


class Farm:
    """What the tests drive: messages in, mailboxes out, time on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        engine = open_engine(sqlite_url(path))
        METADATA.create_all(engine)
        engine.dispose()
        self.clock = Clock(Mode.FROZEN, lambda: START, START)
        self.start()
        for terminal in DEFAULT_TERMINALS:
            self.switch.directory.terminals.put(terminal)
        for operator in DEFAULT_OPERATORS:
            self.switch.directory.operators.put(operator)

    def start(self) -> None:
        connection = Connection(open_engine(sqlite_url(self.path)))
        self.switch = Switch("main", connection, self.clock, {}, {}, routes_of([]), {}, Policy())
        self.confirmation = Confirmation(self.switch)
        self.switch.own_keys[REQUEST] = self.confirmation.requests
        self.switch.own_keys[RESPONSE] = self.confirmation.responses
        self.serial = 0

    def restart(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        self.switch.journal.flush()
        self.switch.connection.commit()
        self.switch.connection.close()

    def simulate(self, ori: str, answer: str, after_seconds: int) -> None:
        definition = {"ori": ori, "answer": answer, "after_seconds": after_seconds}
        self.switch.directory.agencies.put(Agency.model_validate(definition))

    def why(self) -> list[str]:
        """The reasons of the last reply."""
        return [reason["text"] for reason in self.replied.reply()["why"]]

    def send(self, text: str, terminal: str = "LAX1", ori: str = "CA0190000", oif: str = "FULL01") -> str:
        """Send ``KEY rest`` from a terminal; gives the text of the one reply."""
        key, _, rest = text.partition(" ")
        self.serial += 1
        message = f"{terminal}{self.serial:06d}.*{oif}.{key}.{ori}{'.' if rest else ''}{rest.replace(' ', '.')}"
        (self.replied,) = self.switch.receive(message, Device()).replies
        return self.replied.text

    def unsolicited(self, terminal: str) -> list[str]:
        """What a terminal got without asking, oldest first."""
        return [entry.text for entry in self.switch.journal.mailbox(terminal, 0, 100) if entry.exchange == 0]

    def pass_seconds(self, seconds: int) -> list[str]:
        """Move the clock, with everything that falls due on the way."""
        end, fired = self.clock.now() + timedelta(seconds=seconds), []
        while (timer := self.switch.timers.first()) is not None and timer.due <= end:
            self.clock.move_to(timer.due)
            self.switch.timers.remove(timer.id)
            fired.append(self.confirmation.fire(timer))
        self.clock.move_to(end)
        return fired


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Farm]:
    made = Farm(tmp_path / "switch.db")
    yield made
    made.stop()
