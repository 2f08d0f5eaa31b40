"""What a database passes on, and what the answer changes at home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from shared.engine.envelope import Envelope, Forwarded
from shared.engine.inquiry import Inquiry
from shared.engine.keys import pairs
from shared.engine.reasons import because
from shared.spec import Action, Database, ForwardEntry, ForwardInquiry, Record, explanation, holds_on, in_force
from shared.wire.message import Message, Reason

Pairs = tuple[tuple[str, str], ...]


def inquiry_forwards(
    database: Database, envelope: Envelope, inquiry: Inquiry
) -> tuple[tuple[Reason, ...], tuple[Forwarded, ...]]:
    """Where an inquiry goes on to, and for each forward in force why it does or does not."""
    reasons, sent = [], []
    message = envelope.message
    for forward in in_force(database.inquiry_forwards, envelope.now.date()):
        if forward.first_hand and envelope.origin:
            continue
        goes = forward.when(inquiry.values)
        reasons.append(_reason(forward, goes))
        if goes:
            onward = message.passed_on(forward.key, _translated(message.fields, forward.translate))
            sent.append(Forwarded(forward.to, onward, last=forward.last))
    return tuple(reasons), tuple(sent)


@cache
def _reason(forward: ForwardInquiry | ForwardEntry, goes: bool) -> Reason:
    verb = "passed on to {}:" if goes else "not passed on to {}; that takes:"
    said = f"{verb.format(forward.to.upper())} {explanation(forward.when)}"
    return Reason(said, forward.rule, str(forward.cite))


def entry_forward(
    database: Database, message: Message, record: Record, today: date
) -> tuple[tuple[Reason, ...], Forwarded | None]:
    """The message that passes a record on for entry elsewhere, or None where it stays at home, and why."""
    forwards = database.entry_forwards[type(record)]
    if record.nic or not record.changeable():
        return (), None
    used = next((f for f in in_force(forwards, today) if f.when(record)), None)
    if used is None:
        return tuple(_kept_at_home(forward, record, today) for forward in forwards), None
    fields = _record_fields(database, used, record)
    why = (_reason(used, True), *_prepared(database, used, record))
    return why, _onward(used.to, used.key, message, record, fields)


def _kept_at_home(forward: ForwardEntry, record: Record, today: date) -> Reason:
    if holds_on(today, forward) or not forward.when(record):
        return _reason(forward, False)
    ended = forward.until is not None and forward.until <= today
    day = f"since {forward.until}" if ended else f"before {forward.since}"
    said = f"not passed on to {forward.to.upper()} {day}: {explanation(forward.when)}"
    return Reason(said, forward.rule, str(forward.cite))


def _used(database: Database, record: Record) -> ForwardEntry | None:
    """The forward by which a record was passed on: the first whose condition it meets, whatever the day."""
    forwards = database.entry_forwards[type(record)]
    return next((f for f in forwards if f.when(record)), forwards[0] if forwards else None)


def follow_forward(database: Database, message: Message, record: Record, action: Action) -> Forwarded | None:
    """The message that repeats an action elsewhere on a record that was passed on before, or None."""
    forward = _used(database, record)
    if forward is None or not record.nic or action not in forward.follow:
        return None
    # What was prepared for the other database at entry is prepared again, or a later change would undo it.
    prepared = forward.prepare(record)
    kept = tuple((code, prepared.get(code, text)) for code, text in message.fields if code not in ("FCN", "NIC"))
    fields = (("NIC", record.nic), *_translated(kept, forward.translate))
    return _onward(forward.to, forward.follow[action], message, record, fields)


def goes_on(database: Database, record: Record) -> bool:
    """Whether a record, as it is now, may stay in the other database; the day does not matter once it is there."""
    return record.changeable() and any(forward.when(record) for forward in database.entry_forwards[type(record)])


def take_back(database: Database, record: Record, nic: str) -> Forwarded:
    """The message by which the owner takes a record back from another database.

    Raises:
        ValueError: nothing is declared about passing such records on.
    """
    forward = _used(database, record)
    if forward is None:
        raise ValueError(f"{database.name} passes no {type(record).__name__} on")
    message = Message("", "", forward.follow[Action.CANCEL], record.ori, fields=(("NIC", nic),))
    return Forwarded(forward.to, message, fcn=record.fcn or "")


def settled(database: Database, record: Record, nic: str) -> Record:
    """The record after another database has taken it and given it a national number."""
    forward = _used(database, record)
    changed = forward.then(record) if forward else {}
    return record.with_values(**{**changed, "nic": nic, "version": record.version + 1})


def followed(database: Database, before: Record, after: Record) -> Reason:
    """How a record at home followed the answer to where it was passed on: its number there, and what else changed."""
    old, new = (dict(pairs(one, database.fields[type(one)].values())) for one in (before, after))
    changed = "".join(
        f", {code}/{old.get(code, '')} became {code}/{new[code]}" for code in new if new[code] != old.get(code)
    )
    said = f"{database.source} record {after.fcn} got NIC {after.nic}{changed}"
    forward = _used(database, before)
    return because(database, said, forward.rule if forward else "", forward.cite if forward else database.cite)


def repeated(database: Database, record: Record, forwarded: Forwarded | None) -> tuple[Reason, ...]:
    """Why a change of a record is repeated where the record was passed on before, or takes it back from there."""
    forward = _used(database, record)
    if forward is None or forwarded is None:
        return ()
    to, key = forward.to.upper(), forwarded.message.key
    said = f"passed on to {to} as {key}, because the record is there as {forwarded.message.value('NIC')}"
    return (because(database, said, forward.rule, forward.cite),)


def _prepared(database: Database, forward: ForwardEntry, record: Record) -> tuple[Reason, ...]:
    changed = " ".join(f"{code}/{text}" for code, text in forward.prepare(record).items())
    return (because(database, f"goes with {changed}", forward.prepare_rule, forward.cite),) if changed else ()


def _onward(to: str, key: str, message: Message, record: Record, fields: Pairs) -> Forwarded:
    return Forwarded(to, replace(message, key=key, fields=fields, text=None), fcn=record.fcn or "")


def _record_fields(database: Database, forward: ForwardEntry, record: Record) -> Pairs:
    held = pairs(record, database.fields[type(record)].values())
    changed = forward.prepare(record)
    kept = [(code, text) for code, text in held if code not in changed]
    own = [("FCN", record.fcn)] if record.fcn else []
    return (*_translated((*kept, *changed.items()), forward.translate), *own)


def _translated(fields: tuple[tuple[str, str], ...], table: Mapping[str, Mapping[str, str]]) -> Pairs:
    return tuple((code, table.get(code, {}).get(text, text)) for code, text in fields)
