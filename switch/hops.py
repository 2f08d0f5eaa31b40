"""One message on its way to one database, and the two ways to get it there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from shared.engine import Envelope, Explained, Outcome, Settlement
from shared.spec.values import value_class
from shared.store.browse import Browser, record_json
from shared.store.service import Service
from switch.exchange import Exchange


@value_class(frozen=True, slots=True)
class Hop:
    """A message for one database.

    Attributes:
        exchange: what it belongs to.
        to: the database.
        envelope: what is asked.
        fcn: the record at ``envelope.origin`` that the answer concerns; empty where nothing depends on it.
        stored: whether it stands in the store until it is answered.
        again: whether it was sent before.
        passed_on: whether the switch has asked those whom the database would have asked.
        answer: the answer that was lost on its way here and is given again; None where the database has to be asked.
    """

    exchange: Exchange
    to: str
    envelope: Envelope
    fcn: str = ""
    stored: bool = False
    again: bool = False
    passed_on: bool = False
    answer: Outcome | None = None


class Unavailable(Exception):
    """A database does not answer."""


class Asked(Protocol):
    """A database as messages reach it.

    ``remote`` says whether asking takes long; the switch then asks outside its own step and goes on meanwhile.
    """

    remote: bool

    def transact(self, envelope: Envelope) -> Outcome:
        """Answer one message.

        Raises:
            Unavailable: no answer came.
        """

    def settle(self, settlement: Settlement) -> Outcome:
        """Apply the answer to a record that was passed on.

        Raises:
            Unavailable: no answer came.
        """


class Destination(Asked, Protocol):
    """A database as the switch reaches it."""

    def explain(self, envelope: Envelope) -> Explained:
        """What would follow from one message, and which records came near; nothing may last of it.

        Raises:
            Unavailable: no answer came.
        """

    def explain_settlement(self, envelope: Envelope, settlement: Settlement) -> Outcome:
        """What would become of the record that a message enters or changes, once another database has it.

        Raises:
            Unavailable: no answer came.
        """

    def fire(self, now: datetime, world: str) -> Outcome:
        """Carry out what the calendar has due.

        Raises:
            Unavailable: no answer came.
        """

    def next_due(self, world: str) -> str | None:
        """The earliest day on which the calendar changes a record, ``CCYYMMDD``.

        Raises:
            Unavailable: no answer came.
        """

    def erase(self, number: str, world: str) -> bool:
        """Remove a record without trace; says whether there was one.

        Raises:
            Unavailable: no answer came.
        """

    def record(self, number: str, world: str) -> dict[str, Any] | None:
        """The whole record with this number as HTTP clients see it, or None.

        Raises:
            Unavailable: no answer came.
        """

    def page(self, filters: Mapping[str, str], cursor: str | None, limit: int, world: str) -> dict[str, Any]:
        """Records that have all of these values, as HTTP clients see them, and where the next page begins.

        Raises:
            BadFilter: a filter is not understood.
            Unavailable: no answer came.
        """


class InProcess:
    """A database in the same process, over the world's own connection."""

    remote = False

    def __init__(self, service: Service) -> None:
        self.service = service

    def transact(self, envelope: Envelope) -> Outcome:
        """Answer one message."""
        return self.service.transact(envelope)

    def settle(self, settlement: Settlement) -> Outcome:
        """Apply the answer to a record that was passed on."""
        return self.service.settle(settlement)

    def explain(self, envelope: Envelope) -> Explained:
        """What would follow from one message; the caller's trial takes back what it writes."""
        return self.service.explain(envelope)

    def explain_settlement(self, envelope: Envelope, settlement: Settlement) -> Outcome:
        """What would become of a record; within the caller's trial it was entered or changed already."""
        return self.service.settle(settlement)

    def fire(self, now: datetime, world: str) -> Outcome:
        """Carry out what the calendar has due."""
        return self.service.fire(now)

    def next_due(self, world: str) -> str | None:
        """The earliest day on which the calendar changes a record."""
        return self.service.next_due()

    def erase(self, number: str, world: str) -> bool:
        """Remove a record without trace."""
        return self.service.erase(number)

    def record(self, number: str, world: str) -> dict[str, Any] | None:
        """The whole record with this number as HTTP clients see it, or None."""
        found = self.service.find(number)
        return None if found is None else record_json(self.service.database, found)

    def page(self, filters: Mapping[str, str], cursor: str | None, limit: int, world: str) -> dict[str, Any]:
        """Records that have all of these values, as HTTP clients see them, and where the next page begins."""
        service = self.service
        page = Browser(service.database, service.records, service.connection).page(filters, cursor, limit)
        return {"records": [record_json(service.database, record) for record in page.records], "next": page.next}
