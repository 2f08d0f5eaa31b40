"""The engine's front door: one message for one database, and all that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from shared.engine.added import added_to
from shared.engine.change import close, dated, enter, locate, modify
from shared.engine.envelope import Change, Envelope, Fired, Forwarded, Outcome, Refused, Settlement
from shared.engine.forward import followed, goes_on, settled, take_back
from shared.engine.inquire import inquire
from shared.engine.open_changes import add, update
from shared.engine.port import Records
from shared.engine.put import put, withdraw
from shared.engine.report import report
from shared.engine.summary import summarised
from shared.records import FIELD_RULE
from shared.spec import EITHER_SIDE, INTERNAL, Action, Database, Fault, Key, Record, assumed, record_name
from shared.wire.message import Kind, Reason, Reply
from shared.world import in_zone

Handler = Callable[[Database, Key, Envelope, Records], Outcome]

_FORM = assumed("databases are asked by their message key, and only terminals are addressed")

_HANDLERS: dict[Action, Handler] = {
    Action.INQUIRE: inquire,
    Action.ENTER: enter,
    Action.MODIFY: modify,
    Action.CANCEL: close,
    Action.CLEAR: close,
    Action.LOCATE: locate,
    Action.UPDATE: update,
    Action.ADD: add,
    Action.REPORT: report,
    Action.PUT: put,
    Action.WITHDRAW: withdraw,
}


def answer(database: Database, envelope: Envelope, records: Records) -> Outcome:
    """Answer one message; a message that breaks rules is answered with every fault and changes nothing."""
    key = database.key_by_name.get(envelope.message.key)
    if key is None or (key.action in INTERNAL and not envelope.origin):
        lines = (f"MESSAGE KEY {envelope.message.key} IS NOT ONE OF {database.source}",)
        return Outcome(replies=(Reply(database.source, Kind.ERROR, lines=lines),))
    if envelope.message.addresses and not envelope.origin:
        text = f"{' '.join(envelope.message.addresses)}: THIS MESSAGE TAKES NO ADDRESSES; A FIELD IS CODE/VALUE"
        return Outcome(replies=(reject(database.source, (Fault("ADDRESS", "UNKNOWN", text, _FORM),)),))
    try:
        outcome = _HANDLERS[key.action](database, key, envelope, records)
    except Refused as refused:
        return Outcome(replies=(reject(database.source, refused.faults),))
    return summarised(database, outcome, envelope.now)


def reject(source: str, faults: tuple[Fault, ...]) -> Reply:
    """The answer to a message that breaks rules: one line a fault."""
    why = tuple(Reason(fault.line(), fault.rule or FIELD_RULE.id, str(fault.cite)) for fault in faults)
    return Reply(source, Kind.REJECT, lines=tuple(fault.line() for fault in faults), why=why)


def settle(database: Database, settlement: Settlement, records: Records) -> Outcome:
    """Apply the answer to a forwarded record: accepted, it gets its national number and what follows from it.

    The answer may come late. A record that meanwhile no longer goes there is taken back, and where it was passed on
    twice because it changed in between, the later of the two stays.
    """
    if not settlement.accepted or not settlement.nic:
        return Outcome()
    for cls in database.records:
        record = records.with_identifier(record_name(cls), "fcn", settlement.fcn, EITHER_SIDE)
        if record is not None:
            return _settle_record(database, record, settlement.nic)
    return Outcome()


def _settle_record(database: Database, record: Record, nic: str) -> Outcome:
    if not goes_on(database, record):
        return Outcome(forwards=(take_back(database, record, nic),))
    after = dated(settled(database, record, nic))
    superseded = () if record.nic in (None, nic) else (take_back(database, record, str(record.nic)),)
    return Outcome(changes=(Change(record, after),), forwards=superseded, why=(followed(database, record, after),))


def fire(database: Database, now: datetime, records: Records) -> Outcome:
    """Do to the records whose day has come what becomes of them: they expire, or are removed.

    One that was passed on and is over now is taken back.
    """
    changes: list[Change] = []
    fired, forwards = [], []
    for record in records.due(f"{now:%Y%m%d}"):
        day = date.fromisoformat(str(record.due_on))
        after = record.on_its_day(day)
        if after is None:
            changes += (Change(added, None) for added in added_to(database, record, records))
        changes.append(Change(record, after and dated(after.with_values(version=record.version + 1))))
        what = f"{record_name(type(record))} {after.status if after else 'removed'}"
        at = in_zone(datetime.combine(day, time()))
        fired.append(Fired(at, database.source, what, record.fcn or record.nic or ""))
        forwards += _taken_back(database, record, after)
    outcome = Outcome(changes=tuple(changes), forwards=tuple(forwards), fired=tuple(fired))
    return summarised(database, outcome, now)


def _taken_back(database: Database, record: Record, after: Record | None) -> list[Forwarded]:
    over = record.changeable() and (after is None or not after.changeable())
    if not over or not record.nic or not database.entry_forwards[type(record)]:
        return []
    return [replace(take_back(database, record, record.nic), side=record.side)]
