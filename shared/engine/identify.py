"""The numbers that a database gives to the records it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shared.engine.envelope import Envelope
from shared.engine.port import Records
from shared.engine.reasons import because
from shared.engine.validate import fault
from shared.spec import Database, Record, Status
from shared.wire.message import Reason
from shared.world import file_control_number, file_control_parts, national_number, national_parts


def identity(envelope: Envelope) -> dict[str, Any]:
    """What a new record gets besides its fields and its number."""
    return {
        "id": None,
        "side": envelope.side,
        "ori": envelope.message.ori,
        "fcn": envelope.message.value("FCN") if envelope.origin else None,
        "nic": None,
        "status": Status.ACTIVE,
        "entered_at": stamp(envelope.now),
        "due_on": None,
        "version": 1,
    }


def new_identifier(database: Database, record: Record, envelope: Envelope, records: Records) -> dict[str, str]:
    """The attribute that holds the record's new number.

    Raises:
        Refused: the database has taken as many entries today as it takes in a day.
    """
    identifier = database.identifier
    letter = dict(identifier.letters).get(type(record))
    if letter:
        return {"nic": national_number(letter, records.next_serial(f"nic {letter}"))}
    today = envelope.now.date()
    serial = records.next_serial(f"fcn {today:%Y%m%d}")
    if identifier.daily_limit is not None and serial > identifier.daily_limit:
        text = f"{identifier.daily_limit:,} ENTRIES ARE TAKEN IN A DAY: ENTER IT AGAIN TOMORROW".replace(",", "")
        raise fault(identifier.code, "FULL", text, identifier.cite, identifier.limit_rule)
    return {"fcn": file_control_number(envelope.agency_number, today, serial)}


def number_given(database: Database, record: Record) -> Reason:
    """Why a new record has the number that it has."""
    identifier = database.identifier
    number = str(getattr(record, identifier.code.lower()))
    said = national_parts(number) if identifier.letters else file_control_parts(number)
    return because(database, f"{identifier.code} {number}: {said}", identifier.entry_rule, identifier.cite)


def stamp(now: datetime) -> str:
    """A moment as records keep it: local time, ``CCYYMMDDHHMMSS``."""
    return f"{now:%Y%m%d%H%M%S}"
