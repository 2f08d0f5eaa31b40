"""What other databases keep here: they put a record, which is entered or replaced, and withdraw it again."""

from __future__ import annotations

from shared.engine.change import DONE, acknowledgement, dated
from shared.engine.envelope import Change, Envelope, Outcome
from shared.engine.identify import identity, new_identifier
from shared.engine.keys import searched, texts
from shared.engine.port import Records
from shared.engine.reasons import because
from shared.engine.references import REFERENCES
from shared.engine.validate import check_faults, checks_of, entry_values, refuse
from shared.spec import Database, Key, Record, Status
from shared.wire.message import Reason


def put(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Enter a record, or replace the one that was put for the same number before.

    Raises:
        Refused: with every fault of the record; nothing is changed.
    """
    cls = key.records[0]
    own = {*REFERENCES, *dict(key.always)}
    sent = (*(pair for pair in envelope.message.fields if pair[0] not in own), *key.always)
    values, faults = entry_values(database.fields[cls], sent, envelope.now.date(), lenient=True)
    draft = cls.new(values | identity(envelope)).completed(values)
    refuse([*faults, *check_faults(draft, checks_of(database, draft, envelope), faults)])
    held = _held(database, key, envelope, records)
    if held is None:
        after = draft.with_values(**new_identifier(database, draft, envelope, records))
    else:
        after = draft.with_values(
            id=held.id, fcn=held.fcn, nic=held.nic, entered_at=held.entered_at, version=held.version + 1
        )
    reply = acknowledgement(database, after, DONE[key.action], held is None, _why(database, key))
    return Outcome(replies=(reply,), changes=(Change(held, dated(after)),))


def withdraw(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Cancel the record that was put for a number; where there is none, nothing is left to do."""
    held = _held(database, key, envelope, records)
    if held is None:
        return Outcome()
    ended = held.ended(Status.CANCELLED, envelope.now.date())
    after = dated(ended.with_values(version=held.version + 1))
    reply = acknowledgement(database, after, DONE[key.action], new=False, why=_why(database, key))
    return Outcome(replies=(reply,), changes=(Change(held, after),))


def _why(database: Database, key: Key) -> tuple[Reason, ...]:
    return (because(database, key.title, key.rule, key.cite),)


def _held(database: Database, key: Key, envelope: Envelope, records: Records) -> Record | None:
    number = searched(database, key.number, envelope.message.value(key.number) or "")
    found = (records.load(c.record_type, c.record_id) for c in records.by_number(envelope.side, key.number, number))
    return next((one for one in found if one is not None and _was_put(database, key, one)), None)


def _was_put(database: Database, key: Key, record: Record) -> bool:
    fields = database.fields[type(record)]
    same = all(texts(record, fields[code]) == (value,) for code, value in key.always if code in fields)
    return type(record) in key.records and record.changeable() and same
