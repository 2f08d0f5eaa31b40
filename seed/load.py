"""Writing the population into a world: every entry goes the way that a terminal's message would go.

The databases answer, pass on and number the records as they always do, each at the time of its entry; only the journal
is left out, because nobody sent these messages.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from seed.entries import Entry, FollowUp
from shared.engine import Envelope, Forwarded, Outcome, Settlement
from shared.spec import Action, Database, record_name
from shared.wire.message import Kind, Message
from shared.world import in_zone


class SeedError(Exception):
    """A database refused a record of the population: the record or the declaration is wrong."""


class Target(Protocol):
    """A database that records are written into."""

    def transact(self, envelope: Envelope) -> Outcome:
        """Answer one message."""

    def settle(self, settlement: Settlement) -> Outcome:
        """Apply the answer to a record that was passed on."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as it was written: the entry behind it and the number it got."""

    entry: Entry
    fcn: str


class Loader:
    """Writes entries into the databases of one world."""

    def __init__(
        self,
        world: str,
        databases: Mapping[str, Database],
        targets: Mapping[str, Target],
        agency_number: Callable[[str], int],
    ) -> None:
        self._world, self._targets, self._agency_number = world, targets, agency_number
        self._entry_key = {
            (name, record_name(key.records[0])): key.name
            for name, database in databases.items()
            for key in database.keys
            if key.action is Action.ENTER
        }
        self._count = 0

    def load(self, entries: Iterable[Entry], side: int) -> Iterator[Loaded]:
        """Write entries and what followed them, in order of time; gives each record when it is entered."""
        later: list[tuple[datetime, int, str, FollowUp, str]] = []
        for entry in entries:
            while later and later[0][0] <= entry.at:
                self._follow(heapq.heappop(later), side)
            fcn = self._enter(entry, side)
            for follow in entry.then:
                self._count += 1
                heapq.heappush(later, (follow.at, self._count, entry.database, follow, fcn))
            yield Loaded(entry, fcn)
        while later:
            self._follow(heapq.heappop(later), side)

    def _enter(self, entry: Entry, side: int) -> str:
        key = self._entry_key[entry.database, entry.record_type]
        outcome = self._send(entry.database, key, entry.ori, entry.fields, entry.at, side)
        return str(outcome.replies[0].data["FCN"])

    def _follow(self, step: tuple[datetime, int, str, FollowUp, str], side: int) -> None:
        at, _, database, follow, fcn = step
        self._send(database, follow.key, follow.ori, (("FCN", fcn), *follow.fields), at, side)

    def _send(
        self, database: str, key: str, ori: str, fields: tuple[tuple[str, str], ...], at: datetime, side: int
    ) -> Outcome:
        self._count += 1
        message = Message(header="SEED", oif="SEED00", key=key, ori=ori, fields=fields)
        envelope = Envelope(
            id=f"seed.{side}.{self._count}",
            world=self._world,
            now=in_zone(at),
            message=message,
            side=side,
            agency_number=self._agency_number(ori),
        )
        return self._transact(database, envelope)

    def _transact(self, database: str, envelope: Envelope) -> Outcome:
        outcome = self._targets[database].transact(envelope)
        reply = outcome.replies[0]
        if reply.kind is not Kind.ACK:
            message = envelope.message
            raise SeedError(f"{database} refused {message.key} {message.fields}: {' / '.join(reply.lines)}")
        for forwarded in outcome.forwards:
            self._forward(database, forwarded, envelope)
        return outcome

    def _forward(self, origin: str, forwarded: Forwarded, envelope: Envelope) -> None:
        onward = Envelope(
            id=f"{envelope.id}.{forwarded.to}",
            world=self._world,
            now=envelope.now,
            message=forwarded.message,
            side=envelope.side,
            agency_number=envelope.agency_number,
            origin=origin,
        )
        outcome = self._transact(forwarded.to, onward)
        nic = str(outcome.replies[0].data.get("NIC", ""))
        if nic and forwarded.fcn:
            self._targets[origin].settle(
                Settlement(f"{onward.id}.settled", self._world, envelope.now, forwarded.fcn, forwarded.to, True, nic)
            )
