"""Changing records: enter, modify, cancel, locate, clear."""

from __future__ import annotations

from datetime import date, datetime

from shared.engine.envelope import Change, Envelope, Forwarded, Notice, Outcome
from shared.engine.forward import entry_forward, follow_forward, goes_on, repeated, take_back
from shared.engine.identify import identity, new_identifier, number_given
from shared.engine.port import Records
from shared.engine.reasons import because
from shared.engine.references import CASE, COMMON, REFERENCES, read_codes
from shared.engine.show import brief, plain
from shared.engine.sole import sole_faults
from shared.engine.validate import (
    check_faults,
    checks_of,
    entry_values,
    fault,
    first_hand_faults,
    read_values,
    refuse,
    sendable,
)
from shared.spec import PUBLIC_RECORD, WORKBOOK, Action, Database, Fault, Key, Record, Status, assumed, record_name
from shared.wire.message import Kind, Message, Reason, Reply

_OWNER = WORKBOOK["C"]
_FORM = assumed("how a change names its record")
_LOCATE = PUBLIC_RECORD["locate, clear and cancel"]
DONE = {
    Action.ENTER: "RECORD ENTERED",
    Action.MODIFY: "RECORD MODIFIED",
    Action.CANCEL: "RECORD CANCELLED",
    Action.LOCATE: "LOCATE PLACED",
    Action.CLEAR: "RECORD CLEARED",
    Action.UPDATE: "RECORD UPDATED",
    Action.ADD: "RECORD ADDED",
    Action.REPORT: "REPORT TAKEN",
    Action.PUT: "RECORD PUT",
    Action.WITHDRAW: "RECORD WITHDRAWN",
}
_BECOMES = {Action.CANCEL: Status.CANCELLED, Action.LOCATE: Status.LOCATED, Action.CLEAR: Status.CLEARED}


def enter(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Enter a record, and pass it on where a rule says so.

    Raises:
        Refused: with every fault of the message; nothing is entered.
    """
    cls, message = key.records[0], envelope.message
    sent = tuple(pair for pair in message.fields if not (envelope.origin and pair[0] in REFERENCES))
    values, faults = entry_values(database.fields[cls], sent, envelope.now.date(), lenient=bool(envelope.origin))
    draft = cls.new(values | identity(envelope)).completed(values)
    faults += check_faults(draft, checks_of(database, draft, envelope), faults)
    refuse([*faults, *sole_faults(database, draft, records)])
    record = dated(draft.with_values(**new_identifier(database, draft, envelope, records)))
    record = overdue(record, envelope.now.date())
    why, forward = entry_forward(database, message, record, envelope.now.date())
    return outcome_of(database, key, None, record, forward, (number_given(database, record), *why))


def modify(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Replace some fields of a record that the sender owns; a change that completes it passes it on.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    fields, lenient = database.fields[key.records[0]], bool(envelope.origin)
    sent = tuple(pair for pair in envelope.message.fields if pair[0] not in REFERENCES)
    values, faults = read_values(fields, sent, envelope.now.date(), lenient)
    if not sent and not lenient:
        faults.append(Fault("FCN", "ALONE", f"NAME AT LEAST ONE FIELD TO CHANGE: {sendable(fields)}", _FORM))
    record = subject(database, key, envelope, records, faults, owner=True)
    refuse(first_hand_faults(database, record, envelope))
    changed = record.with_values(**values, version=record.version + 1).completed(values)
    changed = overdue(dated(changed), envelope.now.date())
    faults = check_faults(changed, checks_of(database, changed, envelope), [])
    refuse([*faults, *sole_faults(database, changed, records)])
    if changed.nic and database.entry_forwards[type(changed)] and not goes_on(database, changed):
        back = take_back(database, record, changed.nic)
        why = (_owned(database, record), *repeated(database, record, back))
        return outcome_of(database, key, record, changed.with_values(nic=None), back, why)
    why, forward = entry_forward(database, envelope.message, changed, envelope.now.date())
    if forward is None:
        forward = follow_forward(database, envelope.message, changed, key.action)
        why = (*why, *repeated(database, changed, forward))
    return outcome_of(database, key, record, changed, forward, (_owned(database, record), *why))


def close(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Cancel or clear a record that the sender owns.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    record = subject(database, key, envelope, records, _strangers(envelope), owner=True)
    refuse(first_hand_faults(database, record, envelope))
    ended = record.ended(_BECOMES[key.action], envelope.now.date())
    changed = dated(ended.with_values(version=record.version + 1))
    forward = follow_forward(database, envelope.message, record, key.action)
    why = (_owned(database, record), *repeated(database, record, forward))
    return outcome_of(database, key, record, changed, forward, why)


def _owned(database: Database, record: Record) -> Reason:
    """Why a change may be made that only the owner makes."""
    identifier = database.identifier
    number = getattr(record, identifier.code.lower())
    said = f"{identifier.code} {number} and ORI {record.ori} belong together"
    return because(database, said, identifier.owner_rule, _OWNER)


def locate(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Say that another agency's record was found; its owner is told at the attended terminal.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    record, message = subject(database, key, envelope, records, _strangers(envelope), owner=False), envelope.message
    if record.ori == message.ori:
        raise fault("ORI", "OWNER", "THE OWNER CLEARS OR CANCELS ITS RECORD; ONLY ANOTHER AGENCY LOCATES IT", _LOCATE)
    changed = dated(record.located(message.ori, envelope.now.date()).with_values(version=record.version + 1))
    forward = follow_forward(database, message, record, key.action)
    told_there = ", which is told at its attended terminal" if database.direct else ""
    why = because(database, f"{message.ori} located a record of {record.ori}{told_there}", key.rule, key.cite)
    outcome = outcome_of(database, key, record, changed, forward, (why, *repeated(database, record, forward)))
    if not database.direct:
        return outcome
    view, line = brief(database, changed, envelope.now.date()), f"LOCATE PLACED BY {message.ori}"
    told = Reply(database.source, Kind.MESSAGE, lines=(line,), records=(view,), why=(why,))
    return Outcome(outcome.replies, outcome.changes, outcome.forwards, (Notice(record.ori, key.name, told),))


def subject(
    database: Database,
    key: Key,
    envelope: Envelope,
    records: Records,
    faults: list[Fault],
    owner: bool,
    history: bool = False,
) -> Record:
    """The record that a change is about.

    Args:
        database: the database.
        key: the key of the change.
        envelope: the message.
        records: the database's records.
        faults: what else is wrong with the message.
        owner: whether only the record's owner may make the change.
        history: whether it may be made to a record that is closed and still shown.

    Raises:
        Refused: there is any fault: those given, a reference that is missing, malformed or of another record, a record
            that is unknown, closed or somebody else's.
    """
    named, found_faults = read_codes(REFERENCES, envelope.message.fields)
    code, rule = database.identifier.code, database.identifier.owner_rule
    record = None
    if code in named:
        record = _with_number(database, key, envelope, records, named[code])
        found_faults += _subject_faults(database, key, envelope.message, record, named, owner, history)
    elif code not in {fault.field for fault in found_faults}:
        found_faults.append(Fault(code, "MISSING", f"REQUIRED: {REFERENCES[code].accepts}", _OWNER, rule))
    refuse([*found_faults, *faults])
    if record is None:
        raise LookupError(f"no record, and no fault: {envelope.message}")
    return record


def _with_number(database: Database, key: Key, envelope: Envelope, records: Records, number: str) -> Record | None:
    attribute = database.identifier.code.lower()
    found = (records.with_identifier(record_name(cls), attribute, number, envelope.side) for cls in key.records)
    return next((record for record in found if record is not None), None)


def _subject_faults(
    database: Database,
    key: Key,
    message: Message,
    record: Record | None,
    named: dict[str, str],
    owner: bool,
    history: bool,
) -> list[Fault]:
    code, rule = database.identifier.code, database.identifier.owner_rule
    number = named[code]
    if record is None:
        text = f"NO {key.records[0].title} RECORD HAS THE NUMBER {number}"
        return [Fault(code, "NOTFOUND", text, _OWNER, rule)]
    if not (record.changeable() or (history and record.findable())):
        status = record.status.upper()
        return [Fault(code, status, f"RECORD {number} WAS {status} AND TAKES NO CHANGE", _OWNER, rule)]
    faults = []
    if owner and record.ori != message.ori:
        text = f"ONLY THE OWNER {record.ori} CHANGES RECORD {number}"
        faults.append(Fault("ORI", "OWNER", text, _OWNER, rule))
    for other, held in (("FCN", record.fcn), ("NIC", record.nic)):
        if other != code and other in named and named[other] != held and database.direct:
            faults.append(Fault(other, "OTHER", f"RECORD {number} HAS {other} {held or 'NONE'}", _FORM))
    return faults


def _strangers(envelope: Envelope) -> list[Fault]:
    """The faults of a message that names a record and says nothing more about it."""
    accepted = {**REFERENCES, **CASE, **COMMON}
    _, faults = read_codes({**CASE, **COMMON}, envelope.message.fields)
    if not envelope.origin:
        strangers = (code for code, _ in envelope.message.fields if code not in accepted)
        faults += (Fault(code, "UNKNOWN", f"THIS MESSAGE TAKES {' '.join(accepted)}", _FORM) for code in strangers)
    return faults


def dated(record: Record) -> Record:
    """The record with the day on which the calendar next changes it."""
    due = record.due() if record.findable() else None
    return record.with_values(due_on=None if due is None else f"{due:%Y%m%d}")


def overdue(record: Record, today: date) -> Record:
    """The record as it is by a day: one whose time was over when it was entered or changed is closed at once."""
    if record.due_on is None or record.due_on > f"{today:%Y%m%d}":
        return record
    after = record.on_its_day(datetime.strptime(record.due_on, "%Y%m%d").date())
    return record if after is None else dated(after)


def acknowledgement(database: Database, record: Record, said: str, new: bool, why: tuple[Reason, ...]) -> Reply:
    """The answer to a change that was carried out: what was done, and the record's numbers."""
    numbers = tuple((code, value) for code, value in (("FCN", record.fcn), ("NIC", record.nic)) if value)
    lines = (said, f"MKE/{record.heading()}", *(f"{code}/{value}" for code, value in numbers))
    # Only an entry gives numbers: where a record was taken back, its number must not be taken for a new one.
    data, about = dict(numbers) if new else {}, (plain(database, record),)
    return Reply(database.source, Kind.ACK, lines=lines, about=about, data=data, why=why)


def outcome_of(
    database: Database,
    key: Key,
    before: Record | None,
    after: Record,
    forward: Forwarded | None,
    why: tuple[Reason, ...],
) -> Outcome:
    """A change that is carried out: its acknowledgement with the reasons, what is written, what is passed on."""
    return Outcome(
        replies=(acknowledgement(database, after, key.done or DONE[key.action], before is None, why),),
        changes=(Change(before, after),),
        forwards=(forward,) if forward else (),
    )
