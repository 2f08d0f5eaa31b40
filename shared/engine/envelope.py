"""What goes into a database and what comes out: the values that cross the border between switch and service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from shared.spec import Fault, Record
from shared.spec.values import value_class
from shared.wire.message import Message, Reason, Reply


@value_class(frozen=True, slots=True)
class Envelope:
    """One message for one database, with the time and identity that the switch gives it.

    Attributes:
        id: the message's number in its world; a repeated one is answered from memory.
        world: the world's name.
        now: the world's time.
        message: what was asked.
        side: LIVE or TEST.
        agency_number: the three-digit number of the sending agency, for file control numbers.
        origin: the database that passed the message on, or "" where a terminal sent it.
    """

    id: str
    world: str
    now: datetime
    message: Message
    side: int = 0
    agency_number: int = 100
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The answer to a forwarded entry, brought back to the database that forwarded it.

    Attributes:
        id: the number of the forwarded message.
        world: the world's name.
        now: the world's time.
        fcn: the record that was forwarded.
        to: the database that answered.
        accepted: whether it took the record.
        nic: the national number it gave, or "".
    """

    id: str
    world: str
    now: datetime
    fcn: str
    to: str
    accepted: bool
    nic: str = ""


@value_class(frozen=True, slots=True)
class Forwarded:
    """A message that a database passes on to another one.

    Attributes:
        to: the other database's name.
        message: what is asked of it.
        fcn: the record that the answer concerns; empty for an inquiry, which changes nothing at home.
        last: it is asked only when all others that the message went to have answered.
        at: when it goes; None for at once. A later one about the same record takes the place of one that waits.
        side: LIVE or TEST; None for the side of the message that it follows from.
    """

    to: str
    message: Message
    fcn: str = ""
    last: bool = False
    at: datetime | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for the attended terminal of an agency that did not ask.

    Attributes:
        ori: the agency.
        key: the key it goes under.
        reply: what is said.
    """

    ori: str
    key: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Change:
    """One record written: before is None for a new one, after is None for one that is removed."""

    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Fired:
    """Something that the calendar did: when (local time), in which database, to which record, and what."""

    at: datetime
    source: str
    what: str
    number: str


@value_class(frozen=True, slots=True)
class Outcome:
    """All that follows from one message; of a settlement also why, which the answer that it settles then says."""

    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()
    forwards: tuple[Forwarded, ...] = ()
    notices: tuple[Notice, ...] = ()
    fired: tuple[Fired, ...] = field(default=())
    why: tuple[Reason, ...] = ()


class Refused(Exception):
    """The message breaks rules; all faults at once."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.line() for fault in faults))
        self.faults = faults
