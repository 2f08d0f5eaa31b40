"""Explaining an inquiry: the records that came near and were not found, and what each fell short of.

Nothing here is asked by an ordinary inquiry; the look-ups cost more than the search itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.engine.envelope import Envelope, Outcome, Refused
from shared.engine.inquiry import Inquiry, accepted_by, read_inquiry
from shared.engine.near_records import Near, by_name, by_number
from shared.engine.port import Records
from shared.engine.reasons import alone
from shared.spec import Action, Database, Key
from shared.wire.message import Reason

CONSIDERED = 5
"""Records that an explanation names for each database at the most."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A record that came near to an inquiry and was not found.

    Attributes:
        source: the database.
        fcn: its file control number, where it has one.
        nic: its national number, where it has one.
        name: the name that came near, or else the one that it has.
        number: code and value of the number that came near.
        fell_short: what it fell short of.
    """

    source: str
    fcn: str | None
    nic: str | None
    name: str | None
    number: str | None
    fell_short: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """What follows from a message, and what came near."""

    outcome: Outcome
    considered: tuple[Considered, ...] = ()


def consider(database: Database, envelope: Envelope, records: Records, outcome: Outcome) -> tuple[Considered, ...]:
    """The records nearest to an inquiry that its answer does not show, nearest first; none for any other message."""
    key = database.key_by_name.get(envelope.message.key)
    if key is None or key.action is not Action.INQUIRE:
        return ()
    try:
        accepted = accepted_by(database, key)
        fields, today = envelope.message.fields, envelope.now.date()
        inquiry = read_inquiry(accepted, fields, today, lenient=bool(envelope.origin))
    except Refused:
        return ()
    shown = {(view.number, view.nic) for reply in outcome.replies for view in reply.records}
    near = _nearest(_near(database, key, inquiry, envelope, records))
    left = [one for one in near if (one.record.fcn, one.record.nic) not in shown]
    return tuple(_considered(database, one) for one in left[:CONSIDERED])


def _near(database: Database, key: Key, inquiry: Inquiry, envelope: Envelope, records: Records) -> list[Near]:
    found = by_number(database, key, inquiry, records, envelope.side)
    if not alone(database, inquiry):
        found += by_name(database, key, inquiry, records, envelope.side, envelope.now.date())
    return found


def _nearest(found: Iterable[Near]) -> list[Near]:
    """Each record once, by what brings it nearest."""
    best: dict[tuple[type, int], Near] = {}
    for near in sorted(found, key=lambda near: near.rank):
        best.setdefault((type(near.record), near.record.id), near)
    return list(best.values())


def _considered(database: Database, near: Near) -> Considered:
    record = near.record
    return Considered(database.source, record.fcn, record.nic, near.name, near.number, near.fell_short)
