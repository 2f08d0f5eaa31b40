"""Changing records: enter, modify, cancel, locate, clear."""

from __future__ import annotations

from datetime import date, datetime

from shared.engine.envelope import Change, Envelope, Forwarded, Notice, Outcome, Refused
from shared.engine.forward import entry_forward, follow_forward, goes_on, take_back
from shared.engine.identify import identity, new_identifier
from shared.engine.port import Records
from shared.engine.show import brief
from shared.engine.validate import COMMON, check, entry_values, fault, read_values
from shared.spec import WORKBOOK, Action, Database, Fault, Key, Record, Status, assumed, record_name
from shared.wire.message import Kind, Message, Reply

_OWNER = WORKBOOK["C"]
_FORM = assumed("how a change names its record")
DONE = {
    Action.ENTER: "RECORD ENTERED",
    Action.MODIFY: "RECORD MODIFIED",
    Action.CANCEL: "RECORD CANCELLED",
    Action.LOCATE: "LOCATE PLACED",
    Action.CLEAR: "RECORD CLEARED",
    Action.UPDATE: "RECORD UPDATED",
    Action.ADD: "RECORD ADDED",
}
_BECOMES = {Action.CANCEL: Status.CANCELLED, Action.LOCATE: Status.LOCATED, Action.CLEAR: Status.CLEARED}
REFERENCES = ("FCN", "NIC")


def enter(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Enter a record, and pass it on where a rule says so.

    Raises:
        Refused: with every fault of the message; nothing is entered.
    """
    cls, message = key.records[0], envelope.message
    sent = tuple(pair for pair in message.fields if not (envelope.origin and pair[0] in REFERENCES))
    values = entry_values(database.fields[cls], sent, envelope.now.date(), lenient=bool(envelope.origin))
    draft = cls.new(values | identity(envelope))
    check(draft, database.check_by_record[cls])
    record = dated(draft.with_values(**new_identifier(database, draft, envelope, records)))
    record = overdue(record, envelope.now.date())
    return outcome_of(database, key, None, record, entry_forward(database, message, record))


def modify(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Replace some fields of a record that the sender owns; a change that completes it passes it on.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    record = subject(database, key, envelope, records)
    _own(record, envelope.message)
    fields = database.fields[type(record)]
    sent = tuple(pair for pair in envelope.message.fields if pair[0] not in REFERENCES)
    values, faults = read_values(fields, sent, envelope.now.date(), lenient=bool(envelope.origin))
    if not faults and not values and not envelope.origin:
        faults = [Fault("FCN", "ALONE", f"NAME AT LEAST ONE FIELD TO CHANGE: {' '.join(fields)}", _FORM)]
    if faults:
        raise Refused(*faults)
    changed = overdue(dated(record.with_values(**values, version=record.version + 1)), envelope.now.date())
    check(changed, database.check_by_record[type(record)])
    if changed.nic and database.forward_of(type(changed)) and not goes_on(database, changed):
        return outcome_of(
            database, key, record, changed.with_values(nic=None), take_back(database, changed, changed.nic)
        )
    forward = entry_forward(database, envelope.message, changed)
    forward = forward or follow_forward(database, envelope.message, changed, key.action)
    return outcome_of(database, key, record, changed, forward)


def close(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Cancel or clear a record that the sender owns.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    record = subject(database, key, envelope, records)
    _only_reference(envelope)
    _own(record, envelope.message)
    ended = record.ended(_BECOMES[key.action], envelope.now.date())
    changed = dated(ended.with_values(version=record.version + 1))
    return outcome_of(database, key, record, changed, follow_forward(database, envelope.message, record, key.action))


def locate(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Say that another agency's record was found; its owner is told at the attended terminal.

    Raises:
        Refused: with every fault of the message; nothing is changed.
    """
    record, message = subject(database, key, envelope, records), envelope.message
    _only_reference(envelope)
    if record.ori == message.ori:
        raise fault("ORI", "OWNER", "THE OWNER CLEARS OR CANCELS ITS RECORD; ONLY ANOTHER AGENCY LOCATES IT", _FORM)
    changed = dated(record.with_values(status=Status.LOCATED, version=record.version + 1))
    outcome = outcome_of(database, key, record, changed, follow_forward(database, message, record, key.action))
    if not database.direct:
        return outcome
    view = brief(database, changed, envelope.now.date())
    told = Reply(database.source, Kind.MESSAGE, lines=(f"LOCATE PLACED BY {message.ori}",), records=(view,))
    return Outcome(outcome.replies, outcome.changes, outcome.forwards, (Notice(record.ori, key.name, told),))


def subject(database: Database, key: Key, envelope: Envelope, records: Records, *, history: bool = False) -> Record:
    """The record that a change is about; with ``history`` also one that is closed and still shown.

    Raises:
        Refused: the identifier is missing or malformed, no record has it, or the record is closed.
    """
    code = database.identifier.code
    text = envelope.message.value(code)
    if not text:
        raise fault(code, "MISSING", "REQUIRED: THE NUMBER GIVEN WHEN THE RECORD WAS ENTERED", _OWNER)
    for cls in key.records:
        record = records.with_identifier(record_name(cls), code.lower(), text, envelope.side)
        if record is None:
            continue
        if record.changeable() or (history and record.findable()):
            return record
        raise fault(
            code, record.status.upper(), f"RECORD {text} WAS {record.status.upper()} AND TAKES NO CHANGE", _OWNER
        )
    raise fault(code, "NOTFOUND", f"NO {key.records[0].title} RECORD HAS THE NUMBER {text}", _OWNER)


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


def acknowledgement(database: Database, record: Record, said: str, new: bool) -> Reply:
    """The answer to a change that was carried out: what was done, and the record's numbers."""
    numbers = tuple((code, value) for code, value in (("FCN", record.fcn), ("NIC", record.nic)) if value)
    lines = (said, f"MKE/{record.heading()}", *(f"{code}/{value}" for code, value in numbers))
    # Only an entry gives numbers: where a record was taken back, its number must not be taken for a new one.
    return Reply(database.source, Kind.ACK, lines=lines, data=dict(numbers) if new else {})


def outcome_of(
    database: Database, key: Key, before: Record | None, after: Record, forward: Forwarded | None
) -> Outcome:
    """A change that is carried out: its acknowledgement, what is written, what is passed on."""
    return Outcome(
        replies=(acknowledgement(database, after, key.done or DONE[key.action], before is None),),
        changes=(Change(before, after),),
        forwards=(forward,) if forward else (),
    )


def _own(record: Record, message: Message) -> None:
    if record.ori != message.ori:
        raise fault("ORI", "OWNER", f"ONLY THE OWNER {record.ori} CHANGES RECORD {record.fcn or record.nic}", _OWNER)


def _only_reference(envelope: Envelope) -> None:
    strangers = [code for code, _ in envelope.message.fields if code not in (*REFERENCES, "OCA", *COMMON)]
    if strangers and not envelope.origin:
        raise Refused(*(Fault(code, "UNKNOWN", "THIS MESSAGE TAKES FCN ONLY", _FORM) for code in strangers))
