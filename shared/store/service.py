"""One database at work over one connection: the engine's answers, carried out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.engine import (
    AskedAgain,
    Change,
    Envelope,
    Explained,
    Outcome,
    Settlement,
    added_to,
    answer,
    consider,
    fire,
    settle,
)
from shared.spec import EITHER_SIDE, Database, Record, record_name
from shared.store.connection import Connection
from shared.store.records import RecordStore


class Service:
    """One database in one world.

    Every method runs inside the caller's transaction; nothing lasts before the connection commits.
    """

    def __init__(self, database: Database, connection: Connection) -> None:
        self.database = database
        self.connection = connection
        self.records = RecordStore(database, connection)
        self._asked = AskedAgain(database)
        self.records.when_changed(self._asked.forget)

    def transact(self, envelope: Envelope) -> Outcome:
        """Answer one message and write what it changes."""
        known = self._asked.find(envelope)
        if known is not None:
            return known
        outcome = self._carry_out(answer(self.database, envelope, self.records))
        self._asked.keep(envelope, outcome)
        return outcome

    def explain(self, envelope: Envelope) -> Explained:
        """What follows from one message, and which records came near; the caller sees to it that nothing lasts."""
        outcome = self.transact(envelope)
        return Explained(outcome, consider(self.database, envelope, self.records, outcome))

    def settle(self, settlement: Settlement) -> Outcome:
        """Apply the answer to a record that was passed on."""
        return self._carry_out(settle(self.database, settlement, self.records))

    def fire(self, now: datetime) -> Outcome:
        """Carry out what the calendar has due."""
        return self._carry_out(fire(self.database, now, self.records))

    def next_due(self) -> str | None:
        """The earliest day on which the calendar changes a record, ``CCYYMMDD``, or None."""
        return self.records.next_due()

    def find(self, number: str) -> Record | None:
        """The record with this identifier, whatever its status and side, or None."""
        attribute = self.database.identifier.code.lower()
        for cls in self.database.records:
            record = self.records.with_identifier(record_name(cls), attribute, number, EITHER_SIDE)
            if record is not None:
                return record
        return None

    def erase(self, number: str) -> bool:
        """Remove a record without trace; says whether there was one."""
        record = self.find(number)
        if record is not None:
            added = added_to(self.database, record, self.records)
            self.records.apply([Change(one, None) for one in (*added, record)])
        return record is not None

    def _carry_out(self, outcome: Outcome) -> Outcome:
        if not outcome.changes:
            return outcome
        self.records.apply(outcome.changes)
        return replace(outcome, changes=())
