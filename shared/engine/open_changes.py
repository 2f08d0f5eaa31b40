"""Changes that every authorised agency makes, whoever owns the record: setting some fields, adding a record to it."""

from __future__ import annotations

from dataclasses import replace

from shared.engine.change import DONE, acknowledgement, dated, outcome_of, subject
from shared.engine.envelope import Change, Envelope, Notice, Outcome
from shared.engine.forward import follow_forward, repeated
from shared.engine.identify import identity
from shared.engine.port import Records
from shared.engine.reasons import because
from shared.engine.references import REFERENCES
from shared.engine.show import brief, full
from shared.engine.validate import check_faults, checks_of, entry_values, joint_faults, refuse
from shared.spec import Database, Key, Record
from shared.wire.message import Kind, Reason, Reply


def update(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Set the fields that a key declares, all of them, in a record of whichever agency.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    fields = database.fields[key.records[0]]
    wanted = {code: replace(fields[code], required=True) for code in key.fields}
    sent, lenient = _beside_reference(envelope), bool(envelope.origin)
    values, faults = entry_values(wanted, sent, envelope.now.date(), lenient)
    record = subject(database, key, envelope, records, faults, owner=False)
    changed = dated(record.with_values(**values, version=record.version + 1))
    refuse(check_faults(changed, checks_of(database, changed, envelope), []))
    forward = follow_forward(database, envelope.message, changed, key.action)
    why = (open_to_all(database, key, record), *repeated(database, changed, forward))
    return outcome_of(database, key, record, changed, forward, why)


def add(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Add a record to another one, of whichever agency and also where that one is history; it is shown with it then.

    Raises:
        Refused: with every fault of the message; nothing is added.
    """
    cls, lenient = key.adds, bool(envelope.origin)
    if cls is None:
        raise ValueError(f"key {key.name} names no record type to add")
    values, faults = entry_values(database.fields[cls], _beside_reference(envelope), envelope.now.date(), lenient)
    draft = cls.new(values | identity(envelope))
    faults += check_faults(draft, checks_of(database, draft, envelope), faults)
    record = subject(database, key, envelope, records, faults, owner=False, history=True)
    refuse(joint_faults(database, draft, record, envelope))
    added = draft.with_values(fcn=record.fcn)
    why = (open_to_all(database, key, record),)
    reply = acknowledgement(database, record, key.done or DONE[key.action], False, why)
    told = (_told(database, key, envelope, record, added),) if key.tells_owner else ()
    return Outcome(replies=(reply,), changes=(Change(None, added),), notices=told)


def _told(database: Database, key: Key, envelope: Envelope, record: Record, added: Record) -> Notice:
    """What the owner of a record reads at its attended terminal when something was added to it: that, and to what."""
    today = envelope.now.date()
    views = (full(database, added, today), brief(database, record, today))
    lines, why = (f"{added.title} FROM {added.ori}",), (open_to_all(database, key, record),)
    return Notice(record.ori, key.name, Reply(database.source, Kind.MESSAGE, lines=lines, records=views, why=why))


def open_to_all(database: Database, key: Key, record: Record) -> Reason:
    """Why a change may be made to a record of another agency."""
    said = f"every authorised agency may send {key.name}; the record is {record.ori}'s"
    return because(database, said, key.rule, key.cite)


def _beside_reference(envelope: Envelope) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in envelope.message.fields if pair[0] not in REFERENCES)
